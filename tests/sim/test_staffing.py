"""Agents as tests describe them: who is ready, what they do with offers, what happens to them."""

import pytest

from engine.log.events import AgentState, Event
from engine.ops import Place
from engine.scenario import Accepting, Act, AgentPlan, Scenario, Statistic
from engine.scenario.head import head_lines
from engine.values import MINUTE, SECOND, Duration
from tests.helpers.runs import Story, at, run_text

CENTRE = """
skill billing
agent anna { skills = { billing: 8 }   capacity = { voice: 1, chat: 2 } }
agent ben { skills = { billing: 3 } }
group everyone { members = [anna, ben] }
virtual_queue VQ
"""
LINE = (
    CENTRE
    + """
strategy line (voice) {
  on abandoned -> bye
  hold: route { targets = [group(everyone)]   virtual_queue = VQ   timeout = 5m   timeout -> bye }
  bye: disconnect { reason = "no agent" }
}
"""
)
ASK = (
    CENTRE
    + """
queue waiting
strategy ask (voice) {
  look: log(text(agents_ready(everyone)) + " " + text(agents_ready(skill(billing) > 5)) + " "
    + text(length(VQ)) + " " + text(estimated_wait(VQ))) -> hold
  hold: route { targets = [{ target: agent(ben), when: length(VQ) > 1 }, agent(anna)]
    virtual_queue = VQ   timeout = 1m   timeout -> over }
  over: disconnect
}
"""
)
ANNA, BEN = AgentPlan(agent="anna"), AgentPlan(agent="ben")
AWAY = AgentPlan(agent="anna", ready=False), AgentPlan(agent="ben", ready=False)


def who(story: Story) -> list[tuple[str, int]]:
    """The agents who accepted, each with how long the interaction had waited."""
    return [(story.log.text(row.a), row.b) for row in story.rows(Event.ACCEPTED)]


def offered(story: Story) -> list[tuple[str, int]]:
    """Who was offered something, when."""
    return [(story.log.text(row.a), row.time) for row in story.rows(Event.OFFERED)]


def logged(story: Story) -> list[str]:
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def test_everybody_is_ready_and_accepts_at_once_if_nothing_is_said() -> None:
    story = run_text(LINE)

    assert who(story) == [("anna", 0)]
    assert story.data(0)["LastAgent"] == story.data(0)["RTargetAgentSelected"] == "anna"
    assert story.final(0) is None


def test_an_agent_who_is_not_ready_at_the_beginning_is_offered_nothing() -> None:
    story = run_text(LINE, staff=AWAY[:1])

    assert who(story) == [("ben", 0)]


def test_an_agent_accepts_after_the_time_that_is_said() -> None:
    plan = AgentPlan(agent="anna", after_us=5 * SECOND)

    assert who(run_text(LINE, staff=(plan,))) == [("anna", 5 * SECOND)]


def test_whoever_refuses_a_call_or_is_silent_is_offered_no_other_one() -> None:
    refuses = AgentPlan(agent="anna", accepting=Accepting.REFUSES)
    silent = AgentPlan(agent="ben", accepting=Accepting.SILENT)

    story = run_text(LINE, staff=(refuses, silent))

    assert offered(story) == [("anna", 0), ("ben", 0)]
    assert story.final(0) == (Place.DISCONNECTED, "no agent")


def test_an_agent_is_done_after_the_time_that_is_said() -> None:
    plan = AgentPlan(agent="anna", after_us=SECOND, handles_us=MINUTE)

    story = run_text(LINE, staff=(plan,))

    assert story.final(0) == (Place.DISCONNECTED, "handled")
    assert [row.time for row in story.rows(Event.FINAL)] == [61 * SECOND]


def test_an_agent_says_when_a_call_is_over() -> None:
    story = run_text(LINE, happenings=(at(MINUTE, Act.AGENT_FINISHES),))

    assert story.final(0) == (Place.DISCONNECTED, "handled")
    assert [row.b for row in story.rows(Event.HANDLING_ENDED)] == [MINUTE]


def test_who_becomes_ready_gets_what_waits() -> None:
    story = run_text(LINE, staff=AWAY, happenings=(at(20 * SECOND, Act.AGENT_READY, "ben"),))

    assert who(story) == [("ben", 20 * SECOND)]


def test_who_becomes_not_ready_loses_the_offer() -> None:
    slow = AgentPlan(agent="anna", after_us=10 * SECOND)

    story = run_text(LINE, staff=(slow,), happenings=(at(4 * SECOND, Act.AGENT_NOT_READY, "anna"),))

    assert offered(story) == [("anna", 0), ("ben", 4 * SECOND)]
    assert who(story) == [("ben", 4 * SECOND)]


def test_who_logs_out_loses_the_offer_and_who_logs_in_again_gets_what_waits() -> None:
    slow = (AgentPlan(agent="anna", after_us=10 * SECOND), *AWAY[1:])
    acts = (
        at(4 * SECOND, Act.AGENT_LOGS_OUT, "anna"),
        at(5 * SECOND, Act.AGENT_LOGS_OUT, "anna"),
        at(6 * SECOND, Act.AGENT_READY, "anna"),
        at(8 * SECOND, Act.AGENT_LOGS_IN, "anna"),
    )

    story = run_text(LINE, staff=slow, happenings=acts)

    assert offered(story) == [("anna", 0), ("anna", 8 * SECOND)]
    assert story.nothings() == [
        ("agent_logs_out", "anna is logged out"), ("agent_ready", "anna is logged out"),
    ]  # fmt: skip


def test_who_logs_out_with_a_call_has_gone_when_it_is_over() -> None:
    acts = (at(20 * SECOND, Act.AGENT_LOGS_OUT, "anna"), at(MINUTE, Act.AGENT_FINISHES))

    story = run_text(LINE, happenings=acts)

    states = [(row.time, AgentState(row.b)) for row in story.rows(Event.AGENT_STATE)]
    assert states == [(20 * SECOND, AgentState.NOT_READY), (MINUTE, AgentState.LOGGED_OUT)]


def test_a_caller_who_hangs_up_takes_the_offer_back() -> None:
    slow = AgentPlan(agent="anna", after_us=10 * SECOND)

    story = run_text(LINE, staff=(slow,), happenings=(at(4 * SECOND, Act.CALLER_HANGS_UP),))

    assert [row.kind for row in story.rows(Event.WITHDRAWN, Event.ACCEPTED)] == [Event.WITHDRAWN]
    final = story.final(0)
    assert final is not None
    assert final[0] is Place.ABANDONED


@pytest.mark.parametrize(
    ("act", "agent", "reason"),
    [
        (Act.AGENT_READY, "anna", "anna is ready"),
        (Act.AGENT_NOT_READY, "ben", "ben is not ready"),
        (Act.AGENT_READY, "carla", "there is no agent carla"),
        (Act.AGENT_LOGS_IN, "ben", "ben is logged in"),
        (Act.AGENT_LOGS_OUT, "carla", "there is no agent carla"),
    ],
)
def test_what_is_so_already_comes_to_nothing(act: Act, agent: str, reason: str) -> None:
    story = run_text(LINE, staff=AWAY[1:], happenings=(at(SECOND, act, agent),))

    assert story.nothings() == [(act.value, reason)]


def test_nobody_is_done_with_what_no_agent_has() -> None:
    story = run_text(LINE, staff=AWAY, happenings=(at(SECOND, Act.AGENT_FINISHES),))

    assert story.nothings() == [("agent_finishes", "no agent has voice-1")]


def test_a_plan_for_nobody_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError, match="carla"):
        run_text(LINE, staff=(AgentPlan(agent="carla"),))


def test_the_head_of_the_log_tells_what_agents_were_told() -> None:
    plans = (
        AgentPlan(agent="anna", ready=False, after_us=5),
        AgentPlan(agent="ben", accepting=Accepting.SILENT, handles_us=60),
    )

    assert head_lines(Scenario(staff=plans)) == {
        "staff": 'agent "anna" ready 0 accepts after 5; '
        'agent "ben" ready 1 accepts silent handles 60'
    }


# Statistics


def test_strategies_read_who_is_ready() -> None:
    assert logged(run_text(ASK)) == ["2 1 0 0s"]
    assert logged(run_text(ASK, staff=AWAY[:1])) == ["1 0 0 0s"]


def test_statistics_of_agents_say_what_they_are_told() -> None:
    given = (
        Statistic(function="agents_ready", arguments=(("anna", "ben"),), value=7),
        Statistic(function="length", arguments=("VQ",), value=2),
        Statistic(function="estimated_wait", arguments=("VQ",), value=Duration(MINUTE)),
    )

    story = run_text(ASK, statistics=given)

    assert logged(story) == ["7 1 2 1m"]
    assert who(story) == [("ben", 0)]


def test_a_threshold_reads_how_many_wait() -> None:
    story = run_text(ASK, staff=AWAY[:1])

    # One alone is not more than one: ben is free, and gets nothing.
    assert who(story) == []
    assert [row.b for row in story.rows(Event.NO_AGENT)] == [MINUTE]
