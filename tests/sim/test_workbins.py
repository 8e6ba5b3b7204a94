"""Workbins: who puts what into them, and how it comes out again."""

from engine.faults import NO_OWNER
from engine.log.events import Cause, Event
from engine.ops import Place
from engine.scenario import Act
from engine.testing.verdict import Outcome
from engine.values import MINUTE, SECOND
from tests.helpers.runs import Story, at, check_text, codes, run_text
from tests.report.test_happenings_told import told
from tests.testing.verdicts import verdict

TAKES, KEEPS = Act.AGENT_TAKES, Act.AGENT_KEEPS
PROJECT = """
workbin mine { owner = agent }
queue here { view all { every = 10s   submit = last } }
queue anyone { view all { every = 10s   submit = over } }
strategy last (chat) {
  keep: workbin(mine) { owner = udata.LastAgent ?? ""   @RETURN@   fault -> nobody }
  nobody: queue(anyone)
}
strategy over (chat) { done: stop { reason = "over" } }
"""
RETURNS = "return_to = anyone   after = 2m"
ANNA = [("LastAgent", "anna")]


def stowed(*acts: object, returns: str = RETURNS, **options: object) -> Story:
    text = PROJECT.replace("@RETURN@", returns)
    return run_text(text, happenings=acts, **{"data": ANNA, **options})


def test_nobody_takes_it_and_after_its_time_everybody_may() -> None:
    story = stowed()

    ((at_us, workbin, owner),) = [(r.time, r.a, r.b) for r in story.rows(Event.STOWED)]
    assert (at_us, workbin, story.log.text(owner)) == (0, 0, "anna")
    assert [row.b for row in story.rows(Event.RETURN_DUE)] == [2 * MINUTE]
    assert [row.time for row in story.rows(Event.WORKBIN_TIMED_OUT)] == [2 * MINUTE]
    assert story.queues(0) == ["anyone"]
    assert [row.a for row in story.rows(Event.PLACED)] == [Cause.TIMED_OUT]
    assert story.final(0) == (Place.STOPPED, "over")


def test_no_view_takes_what_lies_there() -> None:
    story = stowed(returns="")

    assert story.rows(Event.PULLED) == []
    assert story.final(0) is None
    assert story.log.head["end"] == "nothing is left to happen"


def test_an_agent_who_takes_it_in_time_keeps_it() -> None:
    story = stowed(at(2 * MINUTE - 1, TAKES, "anna"), horizon_us=3 * MINUTE)

    assert story.rows(Event.WORKBIN_TIMED_OUT) == []
    assert [(row.queue, row.b) for row in story.rows(Event.TAKEN)] == [(-1, 0)]
    assert story.queues(0) == []


def test_an_agent_who_comes_at_that_very_instant_is_first() -> None:
    story = stowed(at(2 * MINUTE, TAKES, "bo"), horizon_us=3 * MINUTE)

    assert story.rows(Event.WORKBIN_TIMED_OUT) == []
    assert story.data(0)["LastAgent"] == "bo"


def test_without_an_owner_it_is_a_fault_of_the_block() -> None:
    story = stowed(data=[])

    assert [row.b for row in story.rows(Event.FAULTED)] == [NO_OWNER]
    assert story.ports()[:1] == ["fault"]
    assert story.queues(0) == ["anyone"]


def test_an_owner_who_is_no_text_is_a_fault_of_the_block_too() -> None:
    story = stowed(data=[("LastAgent", 7)])

    assert story.path()[:2] == ["keep", "nobody"]


def test_an_agent_puts_it_into_the_workbin_of_somebody_else_where_it_stays() -> None:
    story = stowed(at(MINUTE, TAKES, "anna"), at(2 * MINUTE, KEEPS, "mine", "bo"))

    assert [story.log.text(row.b) for row in story.rows(Event.STOWED)] == ["anna", "bo"]
    assert len(story.rows(Event.RETURN_DUE)) == 1
    assert story.final(0) is None


def test_the_time_of_one_stay_does_not_end_the_next() -> None:
    acts = at(MINUTE, TAKES, "anna"), at(90 * SECOND, KEEPS, "mine", "anna")

    assert stowed(*acts).rows(Event.WORKBIN_TIMED_OUT) == []


def test_a_session_that_ends_stops_it_there_if_chat_server_does() -> None:
    server = "chat_server { stop_abandoned_interaction = always }"
    text = PROJECT.replace("@RETURN@", RETURNS) + server

    story = run_text(text, data=ANNA, happenings=[at(MINUTE, Act.SESSION_ENDS)])

    assert story.final(0) == (Place.STOPPED, "stopped by Chat Server")
    assert story.rows(Event.WORKBIN_TIMED_OUT) == []


def test_a_routing_time_out_does_not_count_there() -> None:
    text = PROJECT.replace("@RETURN@", "") + "interaction_server { routing_timeout = 20m }"

    story = run_text(text, data=ANNA)

    assert story.rows(Event.ROUTING_TIMED_OUT) == []


def test_a_trace_tells_of_it() -> None:
    text = told(stowed())

    assert "keep: workbin\n" in text
    assert "put into workbin mine of anna\n" in text
    assert "to be returned to queue anyone after 2m\n" in text
    assert "nobody has taken it out of workbin mine for 2m\n" in text
    assert "Interaction Server places it in queue anyone\n" in text


def test_what_lies_there_at_the_end_is_said() -> None:
    text = told(stowed(returns=""))

    assert "nothing moves any more" in text
    assert "chat-1 still in workbin mine of anna since 00:00.000" in text
    assert "it waits for an agent\n" in text


def test_claims_read_the_workbin() -> None:
    found = verdict(
        PROJECT.replace("@RETURN@", RETURNS)
        + """
test "t" {
  strategy = last
  input = { udata: { LastAgent: "anna" } }
  at 1m agent_takes("anna")
  at 2m agent_keeps(mine, "bo")
  within 30s expect place == in_workbin and workbin == mine and workbin_owner == "anna"
  within 30s expect workbin_length(mine) == 1 and state == 0
  within 90s expect place == handled and agent == "anna" and workbin == "" and state == 3
  within 90s expect workbin_length(mine) == 0
  expect workbin_owner == "bo" and agent == "" and queue == here
}
"""
    )

    assert found.outcome is Outcome.PASSED, found


def test_a_time_needs_a_queue_and_a_queue_a_time() -> None:
    halves = (PROJECT.replace("@RETURN@", half) for half in ("after = 2m", "return_to = anyone"))

    assert [codes(check_text(text)) for text in halves] == [["E285"], ["E285"]]


def test_an_owner_who_stands_there_cannot_be_missing() -> None:
    text = """
workbin mine { }
strategy s (chat) { keep: workbin(mine) { owner = "anna" } }
"""
    assert codes(check_text(text)) == []


def test_an_owner_who_may_be_missing_needs_a_way_out() -> None:
    text = PROJECT.replace("@RETURN@   fault -> nobody", "")

    assert "E216" in codes(check_text(text))


def test_a_call_comes_into_no_workbin() -> None:
    text = 'workbin mine { }\nstrategy s (voice) { keep: workbin(mine) { owner = "anna" } }'

    assert codes(check_text(text)) == ["E228"]
