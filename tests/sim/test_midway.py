"""Runs that begin at a block in the middle of a strategy."""

import pytest

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Midway
from engine.values import SECOND, KVList
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text
from tests.sim.invitation import invitation

COUNTED = """
strategy s (voice) {
  data { Name: text }
  var n = 0
  var who = "nobody"
  on fault -> failed
  on abandoned -> gone
  first: assign { n = n + 1 } -> second
  second: log(who + " " + text(n)) -> pause
  pause: wait(1s) -> done
  done: disconnect
  failed: log("failed") -> done
  gone: log("gone " + text(n)) -> done
}
"""


def begun(text: str, block: str, /, *, midway: Midway | None = None, **options: object) -> Story:
    story = run_text(text, midway=midway or Midway(block=block), **options)
    assert_lawful(story)
    return story


def logged(story: Story) -> list[str]:
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def test_the_strategy_begins_at_the_block_with_its_variables_first_values() -> None:
    story = begun(COUNTED, "second", data=[("Name", "Ana")])

    assert story.path() == ["second", "pause", "done"]
    (started,) = story.rows(Event.STARTED)
    assert story.program.blocks[started.block].label == "second"
    assert logged(story) == ["nobody 0"]


def test_variables_have_the_values_that_are_given_and_the_log_says_so() -> None:
    midway = Midway(block="second", variables=(("n", 7), ("who", "Bo")))

    story = begun(COUNTED, "", midway=midway, data=[("Name", "Ana")])

    assert logged(story) == ["Bo 7"]
    assigned = story.rows(Event.ASSIGNED)
    assert [(row.block, story.log.text(row.a), story.log.value(row.b)) for row in assigned] == [
        (-1, "n", 7), (-1, "who", "Bo"),
    ]  # fmt: skip


def test_the_border_still_looks_for_the_declared_data() -> None:
    story = begun(COUNTED, "second")

    assert story.path() == ["failed", "done"]
    assert [row.block for row in story.rows(Event.FAULTED)] == [-1]


def test_a_caller_may_hang_up_there_too() -> None:
    midway = Midway(block="pause", variables=(("n", 3),))

    story = begun(
        COUNTED, "", midway=midway, data=[("Name", "Ana")],
        happenings=(at(0, Act.CALLER_HANGS_UP),),
    )  # fmt: skip

    assert logged(story) == ["gone 3"]
    assert story.final(0) == (Place.ABANDONED, "")


def test_what_earlier_calls_have_answered_can_be_read() -> None:
    answer = KVList([("_umsChatSessionId", "chat-77")])
    midway = Midway(block="answered", answers=(("invite", answer),))

    story = begun(invitation(), "", midway=midway)

    assert story.path() == ["answered", "bye"]
    assert story.data(0)["Chat"] == "chat-77"
    assert story.rows(Event.REQUESTED, Event.ANSWERED) == []


@pytest.mark.parametrize(
    ("fault", "symbol", "text"),
    [(204, "unknown_channel", "unknown channel"), (905, "905", "fault 905")],
)
def test_what_earlier_calls_have_failed_with_can_be_read(
    fault: int, symbol: str, text: str
) -> None:
    midway = Midway(block="refused", faults=(("invite", fault),))

    story = begun(invitation(), "", midway=midway)

    assert story.data(0) == {"Code": fault, "Symbol": symbol, "Text": text}


def test_a_block_may_be_entered_again_from_the_middle() -> None:
    story = begun(invitation(), "invite", answers=["after:2s"])

    assert story.path() == ["invite", "answered", "bye"]
    assert story.chats() == [1]
    assert [row.time for row in story.rows(Event.ANSWERED)] == [2 * SECOND]


def test_a_chat_begins_in_the_middle_with_its_session() -> None:
    text = """
queue q { view all { submit = s } }
strategy s (chat) {
  look: if(is_online) { true -> stay   false -> done }
  stay: queue(q) { not_before = 1m }
  done: stop { reason = "done" }
}
"""
    story = begun(text, "done")

    assert story.path() == ["done"]
    assert len(story.rows(Event.SESSION_CLOSED)) == 1


@pytest.mark.parametrize(
    "midway", [Midway(block="nowhere"), Midway(block="second", variables=(("m", 1),))]
)
def test_what_is_not_there_is_a_mistake_of_the_caller(midway: Midway) -> None:
    with pytest.raises(KeyError):
        begun(COUNTED, "", midway=midway)
