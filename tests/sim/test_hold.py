"""Interactions on hold, which no view takes."""

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.testing.verdict import Outcome
from engine.values import MINUTE, SECOND
from tests.helpers.runs import Story, at, run_text
from tests.report.test_happenings_told import told
from tests.sim.invitation import invitation
from tests.testing.verdicts import verdict

HELD, RELEASED = Act.INTERACTION_HELD, Act.INTERACTION_RELEASED
WAITING = Waiting(queue="here", age_us=0, in_queue_us=0)
PROJECT = """
queue here { view due { where = age >= 5m   every = 1s   submit = over } }
strategy over (chat) { talk: wait(1m) -> back   back: queue(there) }
queue there { view all { every = 1s   submit = last } }
strategy last (chat) { done: stop { reason = "over" } }
"""


def waited(*acts: object) -> Story:
    return run_text(PROJECT, waiting=WAITING, happenings=acts)


def pulled(story: Story) -> list[int]:
    return [row.time // SECOND for row in story.rows(Event.PULLED)]


def test_no_view_takes_what_is_on_hold_until_it_is_released() -> None:
    story = waited(at(MINUTE, HELD), at(10 * MINUTE, RELEASED))

    assert pulled(story) == [600, 661]
    assert story.final(0) == (Place.STOPPED, "over")


def test_what_nobody_releases_stays_in_its_queue() -> None:
    story = waited(at(MINUTE, HELD))

    assert pulled(story) == []
    assert story.final(0) is None


def test_a_strategy_goes_on_and_the_next_queue_keeps_it() -> None:
    story = waited(at(330 * SECOND, HELD), at(20 * MINUTE, RELEASED))

    assert pulled(story) == [300, 1200]
    assert story.queues(0) == ["here", "there"]


def test_what_cannot_be_is_said() -> None:
    call = "strategy s (voice) { a: wait(1h) -> b   b: disconnect }"
    twice = waited(at(MINUTE, HELD), at(2 * MINUTE, HELD))
    never = waited(at(MINUTE, RELEASED))
    voice = run_text(call, happenings=[at(MINUTE, HELD)])

    assert twice.nothings() == [("interaction_held", "chat-1 is on hold already")]
    assert never.nothings() == [("interaction_released", "chat-1 is not on hold")]
    assert voice.nothings() == [
        ("interaction_held", "voice-1 is a call, of which Interaction Server knows nothing")
    ]


def test_a_test_that_begins_with_a_call_holds_the_chat_that_it_creates() -> None:
    story = run_text(
        invitation(flag="false"),
        happenings=[at(SECOND, HELD), at(MINUTE, Act.SESSION_ENDS), at(5 * MINUTE, RELEASED)],
    )

    held = story.rows(Event.HELD, Event.RELEASED)
    assert [(row.time, row.interaction) for row in held] == [(SECOND, 1), (5 * MINUTE, 1)]
    assert pulled(story) == [300]


def test_holding_and_releasing_are_told() -> None:
    text = told(waited(at(MINUTE, HELD), at(10 * MINUTE, RELEASED)))

    assert "01:00.000    put on hold: no view takes it\n" in text
    assert "10:00.000    released from hold\n" in text


def test_a_claim_reads_whether_it_is_held() -> None:
    found = verdict(
        PROJECT
        + """
test "t" {
  start = here
  at 1m interaction_held()
  at 10m interaction_released()
  within 1m expect is_held
  expect not is_held and ended == 11m1s
}
"""
    )

    assert found.outcome is Outcome.PASSED
