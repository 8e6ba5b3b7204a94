"""What is read of a simulated day to be compared with a reference: two numbers, whose ratio it is.

In: the counts of a day and the program that ran. Out: a numerator and a denominator. Times are
minutes where nothing else is said. What belongs to the warm-up is left out: a first interval that
is as long.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.log.counts import Counts, Desk, Waits
from engine.program.model import Program

MINUTE_US = 60_000_000

Pair = tuple[float, float]
Measure = Callable[["Seen"], Pair]


@dataclass(frozen=True, slots=True)
class Seen:
    """A day and its program."""

    counts: Counts
    program: Program

    def waits(self, name: str, *, arrivals: int | None = None, interval: int | None = None) -> int:
        """The sum of a field of `Waits`, over arrivals and intervals, or of one of them."""
        rows = self.counts.arrivals
        chosen = rows if arrivals is None else rows[arrivals : arrivals + 1]
        return sum(
            value_of(waits, name)
            for row in chosen
            for number, waits in enumerate(row)
            if interval in (None, number)
        )

    @property
    def steady(self) -> range:
        """The intervals after the warm-up, up to when nobody comes any more."""
        warm = -(-self.counts.warm_up_us // self.counts.interval_us)
        return range(warm, self.counts.duration_us // self.counts.interval_us)

    @property
    def steady_us(self) -> int:
        """How long these are."""
        return len(self.steady) * self.counts.interval_us

    def desks(self, name: str, group: str | None, intervals: range) -> int:
        """The sum of a field of `Desk` over the agents of a group, or all."""
        directory = self.program.directory
        members = {
            member
            for each in directory.groups
            if group in (None, each.name)
            for member in each.members
        }
        return sum(
            value_of(desk, name)
            for agent, row in zip(directory.agents, self.counts.agents, strict=True)
            if agent.name in members
            for desk in row[intervals.start : intervals.stop]
        )

    def queued_us(self) -> int:
        """The integral of how many wait in virtual queues, while the day is steady."""
        rows = self.counts.virtual_lengths
        return sum(
            length.integral_us
            for row in rows
            for length in row[self.steady.start : self.steady.stop]
        )

    def visits(self, label: str) -> int:
        """How often the blocks of a name were entered."""
        blocks = zip(self.program.blocks, self.counts.blocks, strict=True)
        return sum(visits.entered for block, visits in blocks if block.label == label)


def value_of(counted: Waits | Desk, name: str) -> int:
    """A field by its name."""
    return int(getattr(counted, name))


def share(part: Sequence[str], whole: Sequence[str], **where: int) -> Measure:
    """A sum of fields of `Waits` in a sum of others; a name with a `-` is taken away."""
    return lambda seen: (_sum(seen, part, **where), _sum(seen, whole, **where))


def count(part: str, **where: int) -> Measure:
    """A field of `Waits`, a day."""
    return lambda seen: (seen.waits(part, **where), 1.0)


def minutes(
    part: Sequence[str], whole: Sequence[str], *, more: float = 0.0, **where: int
) -> Measure:
    """A mean time in minutes, and so many more."""

    def measured(seen: Seen) -> Pair:
        number = _sum(seen, whole, **where)
        return _sum(seen, part, **where) / MINUTE_US + more * number, number

    return measured


def _sum(seen: Seen, names: Sequence[str], **where: int) -> float:
    return sum(
        -seen.waits(name[1:], **where) if name[0] == "-" else seen.waits(name, **where)
        for name in names
    )


def occupancy(group: str | None = None, *, to_the_end: bool = False) -> Measure:
    """The share of their time that agents are busy, up to closing or to the end."""

    def measured(seen: Seen) -> Pair:
        intervals = range(len(seen.counts.agents[0])) if to_the_end else seen.steady
        return (
            seen.desks("busy_us", group, intervals),
            seen.desks("logged_in_us", group, intervals),
        )

    return measured


def queue_length(seen: Seen) -> Pair:
    """How many wait, over time."""
    return seen.queued_us(), seen.steady_us


def customers(seen: Seen) -> Pair:
    """How many wait or are with an agent, over time."""
    return seen.queued_us() + seen.desks("busy_us", None, seen.steady), seen.steady_us


def state(number: int) -> Measure:
    """The share of customers who find so many before them."""
    return lambda seen: (seen.visits(f"n{number}"), seen.visits("seen"))


ASKED, ANSWERED, IN_TARGET = ("asked",), ("answered",), ("answered_in_target",)
WAITED = ("waited_answered_us", "waited_abandoned_us")
DELAYED = share(("delayed",), ASKED)
OF_ALL = share(IN_TARGET, ASKED)
OF_ANSWERED = share(IN_TARGET, ANSWERED)
WITHOUT_SHORT = share(IN_TARGET, ("asked", "-abandoned_in_target"))
ABANDONED = share(("abandoned",), ASKED)
BLOCKED = share(("blocked",), ASKED)
WAIT = minutes(WAITED, ASKED)
SPEED_OF_ANSWER = minutes(("waited_answered_us",), ANSWERED)
