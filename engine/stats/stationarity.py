"""Warm-up: whether a simulation is of a steady state, and from when on it is in it.

In: days that are `Seen`. Out: `Advice`. A simulation whose customers or agents go by the clock is a
day of its own: it begins when it begins, and needs no warm-up. Where the same number of customers
an hour meets agents who are always there, what is measured is a steady state, and the time until
the empty centre has filled belongs to it in no way.

That time is found by MSER: of all beginnings that could be left out, the one that leaves the mean
of the rest with the least standard error (White, "An Effective Truncation Heuristic for Bias
Reduction in Simulation Output", Simulation 69, 1997); by five intervals at a time where there are
enough of them (MSER-5: White, Cobb and Spratt, Winter Simulation Conference 2000), and of the mean
over all replications, as Welch does (Law, "Simulation Modeling and Analysis", 9.5.1). The series is
how many customers were there: in queues of either kind, and with agents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from engine.days import Arrivals
from engine.stats.periods import is_seen, periods
from engine.stats.seen import Seen

FIVE = 5
FEW = 12
"""With fewer intervals nobody can tell."""
ENOUGH_FOR_FIVES = 60
TOLERANCE = Fraction(11, 10)


class Run(Enum):
    """What a simulation is a run of."""

    DAY = "day"
    """Customers or agents go by the clock."""
    STEADY = "steady"
    """It has come to a steady state after `settled_us`."""
    UNSETTLED = "unsettled"
    """It had not come to one when it ended: what is there grew, or fell, to the end."""
    SHORT = "short"
    """Nothing goes by the clock, and there are too few intervals to tell more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`settled_us` is from when on the run was steady, from the start of the simulation, and no
    less than the warm-up that it had; `grows` whether what was there grew to the end."""

    run: Run
    settled_us: int = 0
    grows: bool = False

    def wants_more(self, warm_up_us: int) -> bool:
        """Whether more should be left out than the simulation leaves out."""
        return self.run is Run.STEADY and self.settled_us > warm_up_us


def advise(days: Sequence[Seen]) -> Advice:
    """Of at least one day, all of one simulation."""
    first = days[0]
    if goes_by_the_clock(first):
        return Advice(run=Run.DAY)
    intervals = whole_intervals(first)
    if len(intervals) < FEW:
        return Advice(run=Run.SHORT)
    series = [sum(_present(seen, number) for seen in days) for number in intervals]
    size = FIVE if len(series) >= ENOUGH_FOR_FIVES else 1
    sums = [sum(series[at : at + size]) for at in range(0, len(series) - size + 1, size)]
    cut = mser(sums)
    if cut is None:
        quarter = len(sums) // 4
        last, before = sum(sums[-quarter:]), sum(sums[-2 * quarter : -quarter])
        return Advice(run=Run.UNSETTLED, grows=last > before)
    counts = first.counts
    begins = counts.interval_us * intervals[cut * size]
    return Advice(run=Run.STEADY, settled_us=max(begins, counts.warm_up_us) if cut else 0)


def mser(series: Sequence[int]) -> int | None:
    """How many of the first values to leave out: as few as make the squared standard error of the
    mean of the rest no more than a tenth greater than it could be, so that mere noise is not taken
    for a beginning [ours]. None if that is more than a third of them: then the series is too short,
    or has no steady state.

    >>> mser([0, 4, 9, 10, 11, 10, 9, 10, 11, 10])
    2
    >>> mser(range(20)) is None, mser([5] * 20)
    (True, 0)
    """
    errors = []
    whole, squares = sum(series), sum(value * value for value in series)
    for cut in range(len(series) // 2 + 1):
        left = len(series) - cut
        # The sum of squared distances from the mean, over the square of their number.
        errors.append(Fraction(left * squares - whole * whole, left**3))
        whole, squares = whole - series[cut], squares - series[cut] ** 2
    enough = min(errors) * TOLERANCE
    found = next(cut for cut, error in enumerate(errors) if error <= enough)
    return found if found <= len(series) // 3 else None


def whole_intervals(seen: Seen) -> list[int]:
    """The numbers of the intervals that are as long as all, of the simulation itself, and wholly
    after the warm-up."""
    counts = seen.counts
    return [
        number
        for number, each in enumerate(periods(counts))
        if is_seen(each)
        and not each.after_end
        and each.ends_us - each.begins_us == counts.interval_us
    ]


def goes_by_the_clock(seen: Seen) -> bool:
    """Whether customers or agents come at other rates at other times; where there are calendars
    the strategies go by them, if nobody else does."""
    program, simulation = seen.program, seen.simulation
    agents = program.directory.agents
    if program.directory.calendars or any(
        each.works or each.breaks or each.crew is not None for each in agents
    ):
        return True
    coming = [program.days.arrivals[number] for number in simulation.arrivals]
    return any(_varies(each) for each in coming)


def _varies(arrivals: Arrivals) -> bool:
    """One period that begins at midnight is for ever."""
    if arrivals.bursts or arrivals.recorded:
        return True
    return [each.begins_us for each in arrivals.periods] not in ([], [0])


def _present(seen: Seen, interval: int) -> int:
    """The time that customers were there in an interval, all of them together."""
    counts = seen.counts
    rows = (*counts.virtual_lengths, *counts.queues)
    waiting = sum(row[interval].integral_us for row in rows)
    return waiting + sum(
        row[interval].handled_us for row in counts.agents if interval < len(row) - 1
    )
