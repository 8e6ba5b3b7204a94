"""What the statistics of a centre are said to be."""

import pytest

from engine.log.events import Event
from engine.scenario import Statistic, Waiting
from engine.values import MINUTE
from tests.helpers.runs import Story, run_text

BUSY = """
queue a { view some { where = length(b) > 3   every = 1m   submit = tell } }
queue b
strategy ask (voice) {
  look: log(text(length(a)) + " " + text(length(b))) -> done
  done: disconnect
}
strategy tell (chat) { say: log(text(length(a)) + " " + text(length(b))) -> done   done: stop }
"""


def length(queue: str, value: int) -> Statistic:
    return Statistic(function="length", arguments=(queue,), value=value)


def logged(story: Story) -> list[str]:
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def test_a_statistic_says_what_it_is_told_for_these_arguments_alone() -> None:
    story = run_text(BUSY, statistics=(length("a", 12),))

    assert logged(story) == ["12 0"]


def test_views_hear_it_too() -> None:
    given = (length("b", 4),)

    told = run_text(BUSY, waiting=Waiting(queue="a"), statistics=given)
    real = run_text(BUSY, waiting=Waiting(queue="a"), horizon_us=5 * MINUTE)

    assert logged(told) == ["0 4"]
    assert logged(real) == []


def test_nothing_else_changes_by_it() -> None:
    given = (length("a", 12), length("b", 0))

    story = run_text(BUSY, waiting=Waiting(queue="a"), statistics=given, horizon_us=5 * MINUTE)

    assert story.queues(0) == ["a"]
    assert story.final(0) is None


def test_a_function_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        run_text(BUSY, statistics=(Statistic(function="depth", arguments=("a",), value=1),))
