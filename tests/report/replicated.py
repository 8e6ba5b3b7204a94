"""Days written by hand, as replications of the one of `simulated`: some have more customers."""

from collections.abc import Sequence
from dataclasses import replace

from engine.log.counts import Counts, Desk, Length, Notifications, Waits
from engine.stats.seen import Seen
from tests.report.simulated import counts, simulation, staffed_program

TENTHS = (10, 9, 12)
"""How busy each day is, in tenths of the first one."""


def days(counted: Sequence[Counts] | None = None) -> list[Seen]:
    """One for each counts, with seeds from that of the simulation on."""
    program, first = staffed_program(), simulation()
    found = [busier(tenths) for tenths in TENTHS] if counted is None else counted
    return [
        Seen(program=program, simulation=replace(first, seed=first.seed + number), counts=each)
        for number, each in enumerate(found)
    ]


def busier(tenths: int) -> Counts:
    """The day with so many tenths of its customers; those who had an agent in time are fewer the
    more there are."""
    found = counts()
    notified = found.notifications
    return replace(
        found,
        arrivals=tuple(tuple(_waits(each, tenths) for each in row) for row in found.arrivals),
        virtual_queues=tuple(
            tuple(_waits(each, tenths) for each in row) for row in found.virtual_queues
        ),
        virtual_lengths=tuple(
            tuple(_length(each, tenths) for each in row) for row in found.virtual_lengths
        ),
        agents=tuple(tuple(_desk(each, tenths) for each in row) for row in found.agents),
        notifications=Notifications(
            created=notified.created * tenths // 10,
            stopped=notified.created * tenths // 10 - 10,
            lost_removed=notified.lost_removed, other=notified.other, left=notified.left,
            stayed_us=notified.stayed_us * tenths // 10,
        ),
    )  # fmt: skip


def _waits(waits: Waits, tenths: int) -> Waits:
    return replace(
        waits,
        came=waits.came * tenths // 10,
        asked=waits.asked * tenths // 10,
        answered=waits.answered * tenths // 10,
        answered_in_target=waits.answered_in_target * (20 - tenths) // 10,
        abandoned=waits.abandoned * tenths // 10,
        waited_answered_us=waits.waited_answered_us * tenths * tenths // 100,
        waited_most_us=waits.waited_most_us * tenths // 10,
    )


def _length(length: Length, tenths: int) -> Length:
    return replace(length, integral_us=length.integral_us * tenths // 10)


def _desk(desk: Desk, tenths: int) -> Desk:
    more = desk.busy_us * (tenths - 10) // 40
    return replace(desk, busy_us=desk.busy_us + more, ready_us=max(desk.ready_us - more, 0))
