"""Goals judged by what simulated days have come to.

In: replications of one simulation, as measures see them, each with its seed. Out: a verdict for
each goal and for each of its comparisons, with the interval that it is made by.

A comparison is about the figure over all replications, and its interval decides: it is met or
missed if all of the interval is on one side of the bound. Equality is about each replication by
itself, in whole numbers; so is what can only hold on average if it holds every day. Each comparison
is judged by itself: of twenty intervals of 95 % one is expected to be wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import pow as power
from operator import eq, ge, gt, le, lt, ne

from engine.goals import SCALES, Comparing, Comparison, Goal
from engine.measures import MEASURES, Unit, Wants
from engine.spreads import MILLION
from engine.stats.estimates import LEVEL, Estimate, needed, ratio
from engine.stats.measures import estimate, parts
from engine.stats.seen import Parts, Seen

SIGNS: Mapping[Comparing, Callable[[float, float], bool]] = {
    Comparing.LESS: lt, Comparing.AT_MOST: le, Comparing.EQUAL: eq,
    Comparing.UNEQUAL: ne, Comparing.AT_LEAST: ge, Comparing.MORE: gt,
}  # fmt: skip
UPPER = (Comparing.LESS, Comparing.AT_MOST)
"""What bounds a figure from above."""


class Verdict(IntEnum):
    """What became of a goal; that of several comparisons is the greatest of theirs."""

    MET = 0
    UNDECIDED = 1
    MISSED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first day on which a comparison does not hold: its replication and its seed, what the
    measure is on it, and on how many days it does not hold."""

    number: int
    seed: int
    value: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of one comparison. The estimate is None if no day has anything to say.

    `days` is the number of replications that have. One `by_day` holds on each of them or not:
    `broken` says where it does not; if it holds on all of several, `share` is what part of all such
    days it may not hold on, with the level of the estimate. `decides` is how many replications
    would decide what is undecided.
    """

    comparison: Comparison
    verdict: Verdict
    estimate: Estimate | None
    days: int
    by_day: bool = False
    broken: Broken | None = None
    share: float | None = None
    decides: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedGoal:
    """What became of a goal."""

    goal: Goal
    judged: tuple[Judged, ...]

    @property
    def verdict(self) -> Verdict:
        """Missed if anything is, else undecided if anything is."""
        return max(each.verdict for each in self.judged)


def judge(days: Sequence[Seen], *, level: float = LEVEL) -> tuple[JudgedGoal, ...]:
    """The goals of a project that are about a simulation, by its replications in their order, at
    least one, each with the simulation and the seed that it ran with."""
    program, simulation = days[0].program, days[0].simulation
    return tuple(
        JudgedGoal(
            goal=goal,
            judged=tuple(_judged(each, days, level) for each in goal.comparisons),
        )
        for goal in program.days.goals
        if goal.simulation in ("", simulation.name)
    )


def _judged(comparison: Comparison, days: Sequence[Seen], level: float) -> Judged:
    name, arguments = comparison.measure, comparison.arguments
    found = None
    if _comes(comparison, days[0]):
        found = estimate(name, days, arguments, level=level)
    if found is None:
        return Judged(comparison=comparison, verdict=Verdict.UNDECIDED, estimate=None, days=0)
    each = [parts(name, day, arguments) for day in days]
    if _is_by_day(comparison):
        seeds = [day.simulation.seed for day in days]
        return _by_day(comparison, each, seeds, found)
    verdict = _verdict(comparison, found)
    return Judged(
        comparison=comparison,
        verdict=verdict,
        estimate=found,
        days=sum(part.denominator != 0 for part in each),
        decides=_deciding(comparison, each, level) if verdict is Verdict.UNDECIDED else None,
    )


def _deciding(comparison: Comparison, each: Sequence[Parts], level: float) -> int | None:
    """How many replications would decide it, by the interval as it is before it is cut off where no
    measure can be."""
    found = ratio(each, level=level)
    if found is None:
        return None
    bound = comparison.bound / SCALES[MEASURES[comparison.measure].unit]
    return needed(found, abs(found.value - bound))


def _comes(comparison: Comparison, day: Seen) -> bool:
    """Whether those come in a simulation whom a comparison is about."""
    wants, name = MEASURES[comparison.measure].wants, comparison.arguments.name
    streams = [each.name for each in day.program.days.arrivals]
    if not name or name not in streams or not {Wants.SCOPE, Wants.ARRIVALS} & set(wants):
        return True
    return streams.index(name) in day.simulation.arrivals


def _is_by_day(comparison: Comparison) -> bool:
    """Whether a comparison is about each day: no measure is less than 0, and no share more than 1,
    so that on average these can be so only if every day is."""
    if comparison.operator in (Comparing.EQUAL, Comparing.UNEQUAL):
        return True
    share = MEASURES[comparison.measure].unit is Unit.SHARE
    most = share and comparison.bound == MILLION
    return (comparison.operator is Comparing.AT_MOST and comparison.bound == 0) or (
        comparison.operator is Comparing.AT_LEAST and most
    )


def _by_day(
    comparison: Comparison, each: Sequence[Parts], seeds: Sequence[int], found: Estimate
) -> Judged:
    """By the days that have anything to say, exactly."""
    holds, scale = SIGNS[comparison.operator], SCALES[MEASURES[comparison.measure].unit]
    telling = [(number, part) for number, part in enumerate(each) if part.denominator]
    wrong = [
        (number, part)
        for number, part in telling
        if not holds(part.numerator * scale, comparison.bound * part.denominator)
    ]
    broken = None
    if wrong:
        number, part = wrong[0]
        value = part.numerator / part.denominator
        broken = Broken(number=number, seed=seeds[number], value=value, days=len(wrong))
    return Judged(
        comparison=comparison,
        verdict=Verdict.MISSED if wrong else Verdict.MET,
        estimate=found,
        days=len(telling),
        by_day=True,
        broken=broken,
        share=None if wrong or len(telling) == 1 else unseen(len(telling), found.level),
    )


def unseen(count: int, level: float = LEVEL) -> float:
    """The largest share of days on which something may happen that has not happened on so many:
    with a larger one it would have happened with probability `level` (Hanley and Lippman-Hand, "If
    nothing goes wrong, is everything all right?", JAMA 249, 1983; their rule of three is 3 / n).

    >>> round(unseen(30), 4), round(unseen(1000), 5)
    (0.095, 0.00299)
    """
    return 1.0 - power(1.0 - level, 1.0 / count)


def _verdict(comparison: Comparison, found: Estimate) -> Verdict:
    """By the whole interval; one day has none and decides by its value.

    The bound is divided as the value was, so that what is equal is equal as a float.
    """
    bound = comparison.bound / SCALES[MEASURES[comparison.measure].unit]
    low = found.value if found.low is None else found.low
    high = found.value if found.high is None else found.high
    best, worst = (low, high) if comparison.operator in UPPER else (high, low)
    holds = SIGNS[comparison.operator]
    if holds(worst, bound):
        return Verdict.MET
    return Verdict.UNDECIDED if holds(best, bound) else Verdict.MISSED
