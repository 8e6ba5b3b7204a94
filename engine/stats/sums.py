"""Sums of counts, and means.

In: counts of periods, or of several who are looked at as one. Out: the same for all of them.
"""

from collections.abc import Sequence

from engine.log.counts import Desk, Waits


def all_waits(counts: Sequence[Waits]) -> Waits:
    """The sum; of the longest waits the longest.

    >>> found = all_waits([Waits(asked=2, waited_most_us=5), Waits(asked=1, waited_most_us=3)])
    >>> found.asked, found.waited_most_us
    (3, 5)
    """
    return Waits(
        came=sum(each.came for each in counts),
        asked=sum(each.asked for each in counts),
        answered=sum(each.answered for each in counts),
        answered_in_target=sum(each.answered_in_target for each in counts),
        abandoned=sum(each.abandoned for each in counts),
        abandoned_in_target=sum(each.abandoned_in_target for each in counts),
        left=sum(each.left for each in counts),
        blocked=sum(each.blocked for each in counts),
        waiting=sum(each.waiting for each in counts),
        waited_answered_us=sum(each.waited_answered_us for each in counts),
        waited_abandoned_us=sum(each.waited_abandoned_us for each in counts),
        waited_left_us=sum(each.waited_left_us for each in counts),
        waited_most_us=max((each.waited_most_us for each in counts), default=0),
        delayed=sum(each.delayed for each in counts),
    )


def all_desks(counts: Sequence[Desk]) -> Desk:
    """The sum."""
    return Desk(
        logged_in_us=sum(each.logged_in_us for each in counts),
        ready_us=sum(each.ready_us for each in counts),
        not_ready_us=sum(each.not_ready_us for each in counts),
        busy_us=sum(each.busy_us for each in counts),
        wrap_up_us=sum(each.wrap_up_us for each in counts),
        break_us=sum(each.break_us for each in counts),
        answered=sum(each.answered for each in counts),
        handled_us=sum(each.handled_us for each in counts),
    )


def mean(part: int, count: int) -> int | None:
    """The mean, rounded to the nearest whole number.

    >>> mean(7, 2), mean(0, 0)
    (4, None)
    """
    return (2 * part + count) // (2 * count) if count else None
