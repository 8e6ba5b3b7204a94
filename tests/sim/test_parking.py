"""Parked chats: when views see them, what they say, and when going round comes to an end."""

from dataclasses import replace

import pytest

from engine.limits import LIMITS
from engine.log.events import Event, Why
from engine.ops import NO_CODE, Op, Place
from engine.values import SECOND, Duration
from tests.sim.assembly import Assembly, Make
from tests.sim.hand_runs import final, rows, run


def parking(first_wait: Duration | None) -> Assembly:
    """A chat that parks, is pulled by a view of another strategy, and stopped."""
    made = Assembly()
    queue = made.queue("q")
    wait = NO_CODE if first_wait is None else made.value(first_wait)
    made.strategy("s", {"park": Make([(Op.PARK, queue, wait)])})
    made.strategy("t", {"stop": Make([(Op.STOP, made.value("over"))])})
    made.view(queue, 1, every_us=10 * SECOND)
    return made


@pytest.mark.parametrize(
    ("wait", "pulled"),
    [
        (None, 10),
        (Duration(0), 10),
        (Duration(SECOND), 10),
        (Duration(30 * SECOND), 30),
        (Duration(31 * SECOND), 40),
    ],
)
def test_a_parked_chat_is_pulled_at_the_first_tick_that_may_see_it(
    wait: Duration | None, pulled: int
) -> None:
    log = run(parking(wait))

    assert [(row.time, row.b) for row in rows(log, Event.PULLED)] == [
        (pulled * SECOND, pulled * SECOND)
    ]  # fmt: skip
    assert [row.b for row in rows(log, Event.PLACED)] == [wait or 0]
    assert final(log) == (Place.STOPPED, "over")


def going_round(wait: int) -> Assembly:
    made = Assembly()
    queue = made.queue("q")
    made.strategy("s", {"a": Make([(Op.PARK, queue, made.value(Duration(wait)))])})
    made.view(queue, 0)
    return made


def test_a_chat_that_goes_round_in_no_time_is_taken_out_after_its_hops() -> None:
    log = run(going_round(0), limits=replace(LIMITS, hops=5))

    assert len(rows(log, Event.PLACED)) == 5
    assert [row.a for row in rows(log, Event.LIMIT)] == [2]
    assert final(log) == (Place.FAULTED, "livelock")


def test_a_chat_that_parks_for_a_time_may_go_round() -> None:
    log = run(going_round(SECOND), limits=replace(LIMITS, hops=5), horizon_us=30 * SECOND)

    assert len(rows(log, Event.PLACED)) == 31
    assert rows(log, Event.LIMIT) == []
    assert log.head["end"] == "horizon"


def test_a_view_says_once_why_it_does_not_take_an_interaction() -> None:
    made = Assembly()
    queue = made.queue("q")
    made.strategy("s", {"a": Make([(Op.PARK, queue, NO_CODE)])})
    made.view(queue, 0, where=made.value(value=False), timed=True)

    log = run(made, horizon_us=10 * SECOND)

    assert [(row.time // SECOND, row.b) for row in rows(log, Event.SCANNED)] == [
        (second, 0) for second in range(1, 11)
    ]
    passed = [reason for reason in log.reasons if reason.kind == Why.PASSED_OVER]
    assert [(reason.a, log.contents[reason.b]) for reason in passed] == [(0, "condition 0")]


def test_a_view_that_nothing_can_change_does_not_look_again() -> None:
    made = Assembly()
    queue = made.queue("q")
    made.strategy("s", {"a": Make([(Op.PARK, queue, NO_CODE)])})
    made.view(queue, 0, where=made.value(value=False))

    log = run(made)

    assert [row.time for row in rows(log, Event.SCANNED)] == [SECOND]
    assert log.head["end"] == "nothing is left to happen"
