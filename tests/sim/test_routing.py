"""Strategies that route to agents: offers and their answers, clocks, hang-ups, what agents have."""

from collections.abc import Sequence

import pytest

from engine.log.events import AgentState, Event, Why, Withdrawal
from engine.ops import Place
from engine.scenario import Accepting, Act, AgentPlan, Happening, Waiting
from engine.values import MINUTE, SECOND
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text

PEOPLE = """
skill billing
skill english
agent anna { skills = { billing: 8, english: 9 }   capacity = { voice: 1, chat: 2 } }
agent ben { skills = { billing: 3 } }
group everyone { members = [anna, ben] }
virtual_queue VQ
"""
SPAN = (Event.OFFERED, Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN, Event.NO_AGENT)
ANNA = "agent(anna)"
SILENT = AgentPlan(agent="anna", accepting=Accepting.SILENT)
REFUSES = AgentPlan(agent="anna", accepting=Accepting.REFUSES)
AWAY = AgentPlan(agent="anna", ready=False)


def after(length_us: int, agent: str = "anna") -> AgentPlan:
    return AgentPlan(agent=agent, after_us=length_us)


def call(
    targets: str, *acts: Happening, rest: str = "", staff: Sequence[AgentPlan] = (), **more: object
) -> Story:
    """A call that is routed; whoever has waited too long is sorry."""
    timeout = "" if "timeout =" in rest else "timeout = 1m"
    text = f"""{PEOPLE}
strategy hotline (voice) {{
  hold: route {{ targets = [{targets}]   virtual_queue = VQ   {timeout}   {rest}
                 timeout -> sorry }}
  sorry: disconnect {{ reason = "no agent" }}
}}"""
    story = run_text(text, happenings=acts, staff=tuple(staff), **more)
    assert_lawful(story)
    return story


def chat(
    *acts: Happening, staff: Sequence[AgentPlan] = (), target: str = ANNA, **more: object
) -> Story:
    """A chat that lies in a queue whose view submits it to a strategy that routes."""
    text = f"""{PEOPLE}
interaction_server {{ routing_timeout = 20m }}
chat_server {{ endpoints 1 {{ "in" = q1 }} }}
queue q1 {{ view all {{ every = 1s   submit = main }} }}
strategy main (chat) {{
  hold: route {{ targets = [{target}]   timeout = 2h   timeout -> sorry }}
  sorry: stop {{ reason = "no agent" }}
}}"""
    story = run_text(
        text, happenings=list(acts), staff=tuple(staff),
        waiting=Waiting(queue="q1", age_us=0, in_queue_us=0), media="whatsappsession", **more,
    )  # fmt: skip
    assert_lawful(story)
    return story


def told(story: Story) -> list[tuple[int, str]]:
    return [(row.time // SECOND, row.kind.name) for row in story.rows(*SPAN)]


def test_an_agent_who_accepts_has_the_call_and_is_named_in_its_data() -> None:
    story = call(ANNA, staff=[after(5 * SECOND)])

    assert told(story) == [(0, "OFFERED"), (5, "ACCEPTED")]
    assert story.data(0) == {"RTargetAgentSelected": "anna", "LastAgent": "anna"}
    assert story.final(0) is None
    assert [row.block for row in story.rows(Event.ENDED)] == [0]


def test_the_skill_expression_says_who_is_asked() -> None:
    story = call("skill(billing) >= 5 and skill(english) >= 3")

    assert [story.log.text(row.a) for row in story.rows(Event.ACCEPTED)] == ["anna"]


def test_nobody_in_time_leaves_by_the_timeout_port() -> None:
    story = call(ANNA, staff=[AWAY])

    assert told(story) == [(60, "NO_AGENT")]
    assert story.ports() == ["timeout"]
    assert story.final(0) == (Place.DISCONNECTED, "no agent")


def test_the_next_target_joins_when_the_time_of_the_one_before_is_over() -> None:
    story = call(f"{{ target: {ANNA}, for: 10s }}, group(everyone)", staff=[AWAY])

    assert [row.time // SECOND for row in story.rows(Event.SELECTING)] == [0, 10]
    assert told(story) == [(10, "OFFERED"), (10, "ACCEPTED")]
    assert [story.log.text(row.a) for row in story.rows(Event.ACCEPTED)] == ["ben"]


@pytest.mark.parametrize(
    ("clears", "who"), [("false", ["anna"]), ("true", [])], ids=["stay", "are dropped"]
)
def test_targets_before_stay_unless_they_are_cleared(clears: str, who: list[str]) -> None:
    story = call(
        f"{{ target: {ANNA}, for: 10s }}, agent(ben)", at(20 * SECOND, Act.AGENT_READY, "anna"),
        rest=f"clear_targets = {clears}", staff=[AWAY, AgentPlan(agent="ben", ready=False)],
    )  # fmt: skip

    assert [story.log.text(row.a) for row in story.rows(Event.ACCEPTED)] == who


def test_an_agent_who_refuses_a_call_is_not_ready_and_the_call_goes_on_waiting() -> None:
    story = call("group(everyone)", rest="order = longest_idle", staff=[REFUSES])

    assert told(story) == [
        (0, "OFFERED"), (0, "REFUSED_OFFER"), (0, "OFFERED"), (0, "ACCEPTED"),
    ]  # fmt: skip
    assert [row.b for row in story.rows(Event.AGENT_STATE)] == [AgentState.NOT_READY]
    assert story.path() == ["hold"]


def test_an_offer_of_a_call_without_an_answer_is_withdrawn_and_the_call_goes_on_waiting() -> None:
    story = call(ANNA, at(45 * SECOND, Act.AGENT_READY, "anna"), staff=[SILENT])

    assert told(story) == [
        (0, "OFFERED"), (30, "WITHDRAWN"), (45, "OFFERED"), (75, "WITHDRAWN"), (75, "NO_AGENT"),
    ]  # fmt: skip
    assert [row.b for row in story.rows(Event.WITHDRAWN)] == [Withdrawal.NO_ANSWER] * 2


def test_an_offer_that_is_accepted_at_the_very_end_of_its_time_counts() -> None:
    assert told(call(ANNA, staff=[after(30 * SECOND)])) == [(0, "OFFERED"), (30, "ACCEPTED")]
    assert told(call(ANNA, staff=[after(30 * SECOND + 1)]))[:2] == [
        (0, "OFFERED"),
        (30, "WITHDRAWN"),
    ]


def test_an_agent_who_is_no_longer_ready_loses_the_offer() -> None:
    story = call(ANNA, at(4 * SECOND, Act.AGENT_NOT_READY, "anna"), staff=[after(9 * SECOND)])

    assert told(story) == [(0, "OFFERED"), (4, "WITHDRAWN"), (60, "NO_AGENT")]
    assert [row.b for row in story.rows(Event.WITHDRAWN)] == [Withdrawal.AGENT_NOT_READY]


@pytest.mark.parametrize("staff", [AWAY, SILENT], ids=["waiting", "offered"])
def test_a_caller_who_hangs_up_before_an_agent_has_the_call_is_abandoned(staff: AgentPlan) -> None:
    story = call(ANNA, at(7 * SECOND, Act.CALLER_HANGS_UP), staff=[staff])

    offers = [Withdrawal.NOT_WANTED] if staff is SILENT else []
    assert [row.b for row in story.rows(Event.WITHDRAWN)] == offers
    assert story.final(0) == (Place.ABANDONED, "the caller hung up")


def test_a_handler_takes_a_caller_who_hangs_up_while_an_offer_is_out() -> None:
    text = f"""{PEOPLE}
strategy hotline (voice) {{
  on abandoned -> gone
  hold: route {{ targets = [agent(anna)]   timeout = never }}
  gone: log("gone") -> over
  over: disconnect {{}}
}}"""
    story = run_text(text, happenings=[at(SECOND, Act.CALLER_HANGS_UP)], staff=(SILENT,))

    assert_lawful(story)
    assert story.path() == ["hold", "gone", "over"]
    assert story.final(0) == (Place.ABANDONED, "")


def test_a_caller_who_hangs_up_while_an_agent_has_the_call_ends_it_and_frees_the_agent() -> None:
    story = call(ANNA, at(3 * MINUTE, Act.CALLER_HANGS_UP))

    (ended,) = story.rows(Event.HANDLING_ENDED)
    assert (story.log.text(ended.a), ended.b) == ("anna", 3 * MINUTE)
    assert story.final(0) == (Place.DISCONNECTED, "the caller hung up")


def test_agents_who_are_done_with_a_call_disconnect_it() -> None:
    by_themself = call(ANNA, staff=[AgentPlan(agent="anna", handles_us=4 * MINUTE)])
    by_act = call(ANNA, at(4 * MINUTE, Act.AGENT_FINISHES))

    for story in (by_themself, by_act):
        assert story.final(0) == (Place.DISCONNECTED, "handled")
        assert [row.time for row in story.rows(Event.HANDLING_ENDED)] == [4 * MINUTE]


def test_a_threshold_is_looked_at_again_every_second() -> None:
    story = call(f"{{ target: {ANNA}, when: age > 12s }}")

    assert told(story) == [(13, "OFFERED"), (13, "ACCEPTED")]


def test_a_threshold_that_stays_false_does_not_outlive_the_timeout() -> None:
    story = call(f"{{ target: {ANNA}, when: age > 12m }}")

    assert told(story) == [(60, "NO_AGENT")]


@pytest.mark.parametrize(
    ("target", "known", "ends"),
    [
        ('agent(udata.Who ?? "")', "anna", "ACCEPTED"),
        ('group(udata.Who ?? "")', "everyone", "ACCEPTED"),
        ('agent(udata.Who ?? "")', "everyone", "no_target"),
        ('group(udata.Who ?? "")', "", "no_target"),
    ],
)
def test_a_text_names_an_agent_or_a_group_or_is_a_fault(target: str, known: str, ends: str) -> None:
    story = call(target, rest="fault no_target -> sorry   fault -> sorry", data=[("Who", known)])

    if ends == "no_target":
        assert [row.b for row in story.rows(Event.FAULTED)] == [281]
        assert story.rows(Event.ROUTING) == []
    else:
        assert told(story)[-1][1] == ends


def test_who_was_passed_over_is_told_with_the_reason() -> None:
    ben = AgentPlan(agent="ben", ready=False)
    story = call("group(everyone)", staff=[ben])

    (offered,) = [index for index, row in enumerate(story.rows()) if row.kind is Event.OFFERED]
    assert [
        (story.log.contents[why.a], story.log.contents[why.b])
        for why in story.log.reasons
        if why.kind == Why.CANDIDATE and why.event == offered
    ] == [("ben", "not ready")]


def test_where_nobody_can_be_asked_everybody_is_told_of_with_the_reason() -> None:
    story = call("group(everyone)", staff=[AWAY, AgentPlan(agent="ben", ready=False)])

    whys = [why for why in story.log.reasons if why.kind == Why.CANDIDATE]
    assert [story.log.contents[why.a] for why in whys] == ["anna", "ben"]
    assert {story.rows()[why.event].kind for why in whys} == {Event.SELECTING}


# Chats


def test_a_chat_that_is_refused_returns_to_its_queue_and_starts_anew() -> None:
    story = chat(at(10 * SECOND, Act.AGENT_NOT_READY, "anna"), staff=[REFUSES])

    assert len(story.rows(Event.REFUSED_OFFER)) > 1
    assert story.queues(0)[:2] == ["q1", "q1"]
    assert story.path()[:2] == ["hold", "hold"]


def test_a_chat_without_an_answer_returns_to_its_queue() -> None:
    story = chat(at(40 * SECOND, Act.SESSION_ENDS), staff=[SILENT], horizon_us=50 * SECOND)

    assert told(story)[:2] == [(1, "OFFERED"), (31, "WITHDRAWN")]
    assert [row.time // SECOND for row in story.rows(Event.PLACED)] == [0, 31]
    assert len(story.rows(Event.STARTED)) == 2
    assert story.rows(Event.AGENT_STATE) == []


def test_the_agent_who_accepts_a_chat_joins_its_session_and_may_stop_it() -> None:
    story = chat(at(3 * MINUTE, Act.AGENT_FINISHES))

    assert len(story.rows(Event.AGENT_JOINED)) == 1
    assert story.final(0) == (Place.STOPPED, "handled")
    assert [row.b for row in story.rows(Event.HANDLING_ENDED)] == [3 * MINUTE - SECOND]


@pytest.mark.parametrize(
    "act",
    [at(MINUTE, Act.AGENT_PLACES, "q1"), at(MINUTE, Act.AGENT_STOPS, "bye")],
    ids=["place", "stop"],
)
def test_whatever_takes_a_chat_from_its_agent_frees_the_agent(act: Happening) -> None:
    story = chat(act, horizon_us=MINUTE + 10)

    assert [row.time for row in story.rows(Event.HANDLING_ENDED)] == [MINUTE]


def test_the_handling_timeout_frees_the_agent() -> None:
    story = chat(horizon_us=181 * MINUTE)

    times = [row.time // MINUTE for row in story.rows(Event.HANDLING_ENDED)]
    assert times == [180]


def test_the_routing_timeout_of_interaction_server_ends_the_wait() -> None:
    story = chat(staff=[AWAY], horizon_us=21 * MINUTE)

    assert [row.b for row in story.rows(Event.ROUTING_TIMED_OUT)][:1] == [20 * MINUTE]
    assert len(story.rows(Event.ROUTING)) == 2


def test_the_routing_timeout_withdraws_an_offer() -> None:
    ready = at(20 * MINUTE - 10 * SECOND, Act.AGENT_READY, "anna")
    slow = AgentPlan(agent="anna", ready=False, accepting=Accepting.SILENT)
    story = chat(ready, staff=[slow], horizon_us=20 * MINUTE + SECOND)

    assert [row.b for row in story.rows(Event.WITHDRAWN)] == [Withdrawal.NOT_WANTED]


def test_what_an_agent_has_pulled_counts_until_they_let_go_of_it() -> None:
    text = f"""{PEOPLE.replace("chat: 2", "chat: 1")}
chat_server {{ endpoints 1 {{ "in" = q1 }} }}
queue q1 {{ view all {{ where = time_in_queue > 1m   submit = main }} }}
strategy main (chat) {{
  hold: route {{ targets = [agent(anna)]   timeout = 1m   timeout -> sorry }}
  sorry: stop {{ reason = "no agent" }}
}}"""
    acts = [
        at(SECOND, Act.AGENT_TAKES, "anna"),
        at(2 * SECOND, Act.CUSTOMER_WRITES, "hello"),
        at(9 * SECOND, Act.AGENT_PLACES, "q1"),
    ]
    waiting = Waiting(queue="q1", age_us=0, in_queue_us=0)
    story = run_text(
        text, happenings=acts, waiting=waiting, media="whatsappsession", horizon_us=2 * MINUTE
    )  # fmt: skip

    assert_lawful(story)
    assert [row.b for row in story.rows(Event.HANDLING_ENDED)] == [8 * SECOND]
    assert [kind for _, kind in told(story)] == ["OFFERED", "ACCEPTED"]
