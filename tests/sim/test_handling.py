"""Agents who have chats and e-mails, and what becomes of those they forget."""

from engine.log.events import Cause, Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.testing.verdict import Outcome
from engine.values import MINUTE, SECOND, KVList
from tests.helpers.runs import Story, at, check_text, codes, run_text
from tests.report.test_happenings_told import told
from tests.testing.verdicts import verdict

TAKES, WORKS, LEAVES = Act.AGENT_TAKES, Act.AGENT_WORKS, Act.AGENT_LEAVES
PLACES, KEEPS, STOPS = Act.AGENT_PLACES, Act.AGENT_KEEPS, Act.AGENT_STOPS
WAITING = Waiting(queue="here")
PROJECT = """
workbin mine { owner = agent }
queue here { view due { where = age >= 5h   every = 1s   submit = over } }
queue there { }
strategy over (chat) { done: stop { reason = "over" } }
"""
TAKEN = at(MINUTE, TAKES, "anna")


def handled(*acts: object, server: str = "", **options: object) -> Story:
    waiting = {"waiting": WAITING, "horizon_us": 4 * 60 * MINUTE, **options}
    return run_text(PROJECT + server, happenings=[TAKEN, *acts], **waiting)


def revoked(story: Story) -> list[int]:
    return [row.time // MINUTE for row in story.rows(Event.HANDLING_TIMED_OUT)]


def test_an_agent_takes_a_chat_out_of_its_queue_and_joins_it() -> None:
    story = handled(horizon_us=2 * MINUTE)

    assert [(row.queue, row.b) for row in story.rows(Event.TAKEN)] == [(0, -1)]
    assert [story.log.text(row.a) for row in story.rows(Event.AGENT_JOINED)] == ["anna"]
    assert story.data(0)["RTargetAgentSelected"] == story.data(0)["LastAgent"] == "anna"


def test_one_who_does_nothing_for_the_default_of_180_minutes_loses_it_to_its_queue() -> None:
    story = handled()

    assert revoked(story) == [181]
    assert story.queues(0) == ["here", "here"]
    assert [row.a for row in story.rows(Event.PLACED)] == [Cause.SUBMITTED, Cause.TIMED_OUT]
    assert [row.time // MINUTE for row in story.rows(Event.AGENT_LEFT)] == [181]


def test_whoever_does_something_has_it_for_as_long_again() -> None:
    assert revoked(handled(at(31 * MINUTE, WORKS))) == [211]


def test_the_option_of_the_server_and_of_the_media_type_before_it() -> None:
    server = "interaction_server { handling_timeout = 20m   media chat { handling_timeout = 7m } }"

    assert revoked(handled(server="interaction_server { handling_timeout = 20m }")) == [21]
    assert revoked(handled(server=server)) == [8]
    assert revoked(handled(server=server, media="applebcsession")) == [21]


def test_user_data_comes_before_both() -> None:
    server = "interaction_server { handling_timeout = 20m   media chat { handling_timeout = 7m } }"

    for value in (3, "3"):
        data = KVList([("handling-timeout", value)])
        assert revoked(handled(server=server, data=data)) == [4]


def test_user_data_that_says_no_time_is_passed_over_and_told() -> None:
    for value in ("soon", 0, 1441, "", "99999999", -5):
        data = KVList([("handling-timeout", value)])
        story = handled(data=data)
        assert revoked(story) == [181]
        assert [story.log.value(r.a) for r in story.rows(Event.TIMEOUT_IGNORED)] == [value]

    assert "is no number of minutes from 1 to 1440: passed over [inferred]" in told(
        story, columns=200
    )


def test_user_data_that_comes_later_counts_from_the_next_act_on() -> None:
    story = handled(at(2 * MINUTE, Act.DATA_CHANGES, "handling-timeout", 5), at(10 * MINUTE, WORKS))

    assert revoked(story) == [15]


def test_an_agent_places_it_in_another_queue_and_leaves_the_session() -> None:
    story = handled(at(3 * MINUTE, PLACES, "there"))

    assert story.queues(0) == ["here", "there"]
    assert [row.a for row in story.rows(Event.PLACED)][-1] == Cause.BY_AGENT
    assert [row.time // MINUTE for row in story.rows(Event.AGENT_LEFT)] == [3]
    assert revoked(story) == []


def test_an_agent_stops_it_and_the_session_is_closed() -> None:
    story = handled(at(3 * MINUTE, STOPS, "answered"))

    assert story.final(0) == (Place.STOPPED, "answered")
    assert [row.a for row in story.rows(Event.SESSION_CLOSED)] == [5]
    assert story.log.head["end"] == "nothing is left to happen"


def test_an_agent_leaves_the_session_and_still_has_the_chat() -> None:
    story = handled(at(3 * MINUTE, LEAVES), at(4 * MINUTE, LEAVES), at(5 * MINUTE, WORKS))

    assert len(story.rows(Event.AGENT_LEFT)) == 1
    assert story.nothings() == [("agent_leaves", "no agent is in a session of chat-1")]
    assert len(story.rows(Event.WORKED)) == 2


def test_what_cannot_be_is_said() -> None:
    acts = (
        at(0, WORKS), at(90 * SECOND, TAKES, "bo"), at(2 * MINUTE, PLACES, "nowhere"),
        at(2 * MINUTE, KEEPS, "nothing", "bo"), at(2 * MINUTE, KEEPS, "mine", ""),
    )  # fmt: skip

    assert [reason for _, reason in handled(*acts).nothings()] == [
        "no agent has chat-1", "anna has chat-1", "no interaction queue nowhere",
        "no workbin nothing", "nobody is named whose workbin it is",
    ]  # fmt: skip


def test_nobody_takes_what_is_on_hold_unseen_or_with_a_strategy() -> None:
    text = """
queue here { view all { every = 1s   submit = rest } }
strategy rest (chat) { a: wait(10s) -> b   b: queue(there) { not_before = 1h } }
queue there { }
"""
    acts = [
        at(SECOND, TAKES, "anna"), at(MINUTE, TAKES, "anna"), at(MINUTE, Act.INTERACTION_HELD),
        at(61 * MINUTE, TAKES, "anna"),
    ]  # fmt: skip

    assert [reason for _, reason in run_text(text, happenings=acts).nothings()] == [
        "chat-1 is with a strategy", "chat-1 is not to be seen in its queue yet",
        "chat-1 is on hold",
    ]  # fmt: skip


def test_a_call_is_none_of_interaction_servers() -> None:
    text = "strategy s (voice) { a: wait(1h) -> b   b: disconnect }"

    found = run_text(text, happenings=[TAKEN]).nothings()

    assert found == [
        ("agent_takes", "voice-1 is a call, of which Interaction Server knows nothing")
    ]


STOPPING = "chat_server { stop_abandoned_interaction = @WHO@ }"


def stopped(who: str, *acts: object) -> bool:
    text = PROJECT + STOPPING.replace("@WHO@", who)
    acts = (*acts, at(10 * MINUTE, Act.SESSION_ENDS))
    story = run_text(text, waiting=WAITING, happenings=acts, horizon_us=11 * MINUTE)
    return story.final(0) == (Place.STOPPED, "stopped by Chat Server")


def test_who_stops_a_chat_whose_session_ends_depends_on_agents() -> None:
    never, there = (), (TAKEN,)
    gone = (TAKEN, at(2 * MINUTE, LEAVES))

    found = {
        who: [stopped(who, *acts) for acts in (never, there, gone)]
        for who in ("never", "always", "noagents", "noanswer")
    }

    assert found == {
        "never": [False, False, False],
        "always": [True, True, True],
        "noagents": [True, False, True],
        "noanswer": [True, False, False],
    }


def test_agents_who_come_and_go_are_activity_in_a_session() -> None:
    server = "chat_server { inactivity_control { } }"
    story = handled(at(3 * MINUTE, LEAVES), server=server, horizon_us=20 * MINUTE)

    assert [row.time // SECOND for row in story.rows(Event.NOTICED)] == [180 + 255, 180 + 300]


def test_the_statistics_of_a_session_count_the_agents_who_joined() -> None:
    server = "chat_server { attach_session_statistics = fired }"
    acts = (
        at(2 * MINUTE, PLACES, "there"), at(3 * MINUTE, TAKES, "bo"),
        at(4 * MINUTE, Act.SESSION_ENDS),
    )  # fmt: skip

    assert handled(*acts, server=server).data(0)["csg_PartiesAsAgentCount"] == 2


ROUTED = """
queue here { view all { every = 1s   submit = slow } }
strategy slow (chat) {
  a: switch(udata.Way ?? "") { "on" -> on   else -> b   fault -> c }
  b: wait(1h) -> c
  on: wait(15m) -> go
  go: strategy(more)
  c: stop { reason = "answered" }
}
strategy more (chat) { d: wait(15m) -> e   e: stop { reason = "answered later" } }
interaction_server { routing_timeout = 20m }
"""


def test_a_strategy_that_has_it_for_too_long_has_failed_and_it_goes_back() -> None:
    story = run_text(ROUTED, horizon_us=30 * MINUTE)

    rows = story.rows(Event.ROUTING_TIMED_OUT)
    assert [(row.time // MINUTE, row.b // MINUTE) for row in rows] == [(20, 20)]
    assert story.program.blocks[rows[0].block].label == "b"
    assert [row.kind for row in story.rows() if row.time == 20 * MINUTE] == [
        Event.ROUTING_TIMED_OUT, Event.ENDED, Event.PLACED,
    ]  # fmt: skip
    assert story.queues(0) == ["here"]
    assert story.path() == ["a", "b", "a", "b"]


def test_going_on_with_another_strategy_does_not_begin_its_time_anew() -> None:
    story = run_text(ROUTED, data=[("Way", "on")], horizon_us=21 * MINUTE)

    rows = story.rows(Event.ROUTING_TIMED_OUT)
    assert [(row.time // MINUTE, story.program.blocks[row.block].label) for row in rows] == [
        (20, "d")
    ]


def test_what_came_out_of_no_queue_is_default_routed() -> None:
    text = ROUTED.replace("submit = slow", "submit = more")

    assert run_text(text, strategy="slow").final(0) == (Place.DEFAULT_ROUTED, "routing time-out")


def test_a_call_may_stay_as_long_as_it_likes() -> None:
    text = """
interaction_server { routing_timeout = 20m }
strategy s (voice) { a: wait(1h) -> b   b: disconnect { reason = "bye" } }
"""
    assert run_text(text).final(0) == (Place.DISCONNECTED, "bye")


def test_time_outs_have_bounds() -> None:
    text = "strategy s (voice) { a: disconnect }\ninteraction_server { @IT@ }"
    wrong = (
        "routing_timeout = 19m", "routing_timeout = 525601m", "handling_timeout = 59s",
        "handling_timeout = 1441m", "media chat { handling_timeout = 0s }",
    )  # fmt: skip
    right = (
        "routing_timeout = 20m", "routing_timeout = 525600m", "handling_timeout = 1m",
        "handling_timeout = 1440m",
    )  # fmt: skip

    assert [codes(check_text(text.replace("@IT@", each))) for each in wrong] == [["E232"]] * 5
    assert [codes(check_text(text.replace("@IT@", each))) for each in right] == [[]] * 4


def test_a_project_has_one_interaction_server() -> None:
    text = "strategy s (voice) { a: disconnect }\n" + 2 * "interaction_server { }\n"

    assert codes(check_text(text)) == ["E210"]


def test_a_trace_tells_what_agents_do() -> None:
    acts = at(2 * MINUTE, WORKS), at(3 * MINUTE, PLACES, "there"), at(4 * MINUTE, TAKES, "bo")
    text = told(handled(*acts))

    for line in (
        "agent anna takes it out of queue here", "agent anna joins the session",
        "agent anna does something", "agent anna leaves the session",
        "the agent places it in queue there", "revoked from agent bo, who has done nothing for 3h",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert "chat-1 still with agent bo since 04:00.000" in told(
        handled(*acts, horizon_us=5 * MINUTE)
    )


def test_claims_read_who_has_it_and_since_when() -> None:
    found = verdict(
        PROJECT
        + """
test "t" {
  start = here
  at 1m agent_takes("anna")
  at 3m agent_stops("answered")
  within 2m expect place == handled and agent == "anna" and state == 3
  within 2m expect delivered_at == received_at + 1m
  expect agent == "" and outcome == stopped("answered") and length(here) == 0
  expect delivered_at == submitted_at + 1m
}
"""
    )

    assert found.outcome is Outcome.PASSED, found
