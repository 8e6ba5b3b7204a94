"""Estimates: what replications say of a figure, and how far off that may be.

In: the parts of a figure, one pair a replication. Out: an `Estimate` with its interval. All sums
are of whole numbers and exact, so that no order of adding is better than another, and what is the
same in all replications has an interval of no width, to the bit.

A figure over several replications is the ratio of the sums of its parts, and its interval that of
the delta method with Student's distribution (Law, "Simulation Modeling and Analysis", 5th edition,
9.4 and 4.5; Cochran, "Sampling Techniques", 3rd edition, 6.3). With denominators of one it is the
mean with its usual interval. One replication has no interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from engine.stats.seen import Parts
from engine.stats.student import student

LEVEL = 0.95
BATCHES = 20
"""Into so many batches a long run is cut: more than 30 say little more (Schmeiser, "Batch Size
Effects in the Analysis of Simulation Output", Operations Research 30, 1982)."""
REPLICATIONS_MAX = 10**9
"""A number of replications beyond this is not worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and the interval that holds the true one with probability `level`; of one
    replication there is none. `count` is the number of replications."""

    value: float
    low: float | None
    high: float | None
    level: float
    count: int

    @property
    def half_width(self) -> float | None:
        """How far the interval reaches from the value, to the side where it reaches further."""
        if self.low is None or self.high is None:
            return None
        return max(self.value - self.low, self.high - self.value)


def mean(values: Sequence[int], *, level: float = LEVEL) -> Estimate | None:
    """Of whole numbers, one a replication; None of nothing.

    >>> mean([1, 2, 3]).value, round(mean([1, 2, 3]).half_width, 3)
    (2.0, 2.484)
    """
    return ratio([Parts(numerator=value, denominator=1) for value in values], level=level)


def ratio(parts: Sequence[Parts], *, level: float = LEVEL) -> Estimate | None:
    """The ratio of the sums; None if the sum of the denominators is 0.

    >>> ratio([Parts(numerator=n, denominator=2 * n) for n in (1, 2, 3)])
    Estimate(value=0.5, low=0.5, high=0.5, level=0.95, count=3)
    """
    count, above, below = len(parts), *_sums(parts)
    if below == 0:
        return None
    square = sum((each.numerator * below - above * each.denominator) ** 2 for each in parts)
    return _interval(above / below, square, below**4, count, level)


def difference(
    old: Sequence[Parts], new: Sequence[Parts], *, level: float = LEVEL
) -> Estimate | None:
    """How much more the new ratio is than the old one, where each pair of replications had the same
    seed: the interval is that of the pairs' differences (Law, 10.2 and 11.2; the delta method for
    both ratios). None if one of them has nothing to say.

    >>> same = [Parts(numerator=n, denominator=3) for n in (1, 2, 2)]
    >>> difference(same, same)
    Estimate(value=0.0, low=0.0, high=0.0, level=0.95, count=3)
    """
    count = len(old)
    (above, below), (above_new, below_new) = _sums(old), _sums(new)
    if below == 0 or below_new == 0:
        return None
    square = 0
    for one, other in zip(old, new, strict=True):
        apart = (one.numerator * below - above * one.denominator) * below_new**2
        apart_new = (other.numerator * below_new - above_new * other.denominator) * below**2
        square += (apart_new - apart) ** 2
    value = (above_new * below - above * below_new) / (below * below_new)
    return _interval(value, square, (below * below_new) ** 4, count, level)


def _sums(parts: Sequence[Parts]) -> tuple[int, int]:
    return sum(each.numerator for each in parts), sum(each.denominator for each in parts)


def _interval(value: float, square: int, scale: int, count: int, level: float) -> Estimate:
    """The estimate whose variance is the sum of squares over `scale`, times count / (count - 1)."""
    if count == 1:
        return Estimate(value=value, low=None, high=None, level=level, count=count)
    # The quotient of whole numbers of any size is exact to the last bit of a float.
    width = student(count - 1, level) * sqrt(count * square / ((count - 1) * scale))
    return Estimate(value=value, low=value - width, high=value + width, level=level, count=count)


def bounded(estimate: Estimate, most: float | None = None) -> Estimate:
    """With an interval that does not go below 0 nor beyond the most that a figure can be.

    >>> bounded(Estimate(value=0.9, low=0.7, high=1.1, level=0.95, count=3), 1.0).high
    1.0
    """
    if estimate.low is None or estimate.high is None:
        return estimate
    high = estimate.high if most is None else min(estimate.high, most)
    return replace(estimate, low=max(estimate.low, 0.0), high=high)


def scaled(estimate: Estimate, by: float) -> Estimate:
    """In another unit.

    >>> scaled(Estimate(value=90.0, low=60.0, high=None, level=0.95, count=2), 1 / 60).low
    1.0
    """
    low, high = (None if each is None else each * by for each in (estimate.low, estimate.high))
    return replace(estimate, value=estimate.value * by, low=low, high=high)


def batch_means(
    series: Sequence[Parts], *, batches: int = BATCHES, level: float = LEVEL
) -> Estimate | None:
    """The ratio over one long run, whose pieces of time are taken together in batches that are
    looked at as if they were replications (Law, 9.5.3). The first pieces are left out where they do
    not fill a batch; None where there are not two pieces a batch.

    >>> pieces = [Parts(numerator=n % 3, denominator=1) for n in range(62)]
    >>> batch_means(pieces, batches=10).count
    10
    """
    found = batched(series, batches)
    return ratio(found, level=level) if found else None


def batched(series: Sequence[Parts], batches: int = BATCHES) -> list[Parts]:
    """The sums of so many batches, none if there are too few pieces."""
    size = len(series) // batches
    if size < 2:
        return []
    kept = series[len(series) - size * batches :]
    pairs = [_sums(kept[at : at + size]) for at in range(0, len(kept), size)]
    return [Parts(numerator=above, denominator=below) for above, below in pairs]


def needed(estimate: Estimate, half_width: float) -> int | None:
    """How many replications would make the interval reach no further than that, as far as these can
    tell; at least as many as there are. None of one replication, and where they would be beyond all
    measure. (Law, 9.4.1: the variance is taken as it is, Student's factor with the new number.)

    >>> wide = Estimate(value=80.0, low=70.0, high=90.0, level=0.95, count=10)
    >>> needed(wide, 10.0), needed(wide, 5.0), needed(wide, 0.0)
    (10, 33, None)
    """
    width = estimate.half_width
    if width is None:
        return None
    if width <= half_width:
        return estimate.count
    if half_width <= 0 or (width / half_width) ** 2 * estimate.count > REPLICATIONS_MAX:
        return None
    # In units of the half-width that is wanted.
    deviation = width / student(estimate.count - 1, estimate.level) * sqrt(estimate.count)
    return _least(deviation / half_width, estimate.count, estimate.level)


def _least(deviation: float, count: int, level: float) -> int:
    """The least number of replications, more than `count`, whose interval reaches no further than
    1, by halving: Student's factor falls with the number."""
    low, high = count + 1, ceil((student(count, level) * deviation) ** 2) + 1
    while low < high:
        middle = (low + high) // 2
        if student(middle - 1, level) * deviation <= sqrt(middle):
            high = middle
        else:
            low = middle + 1
    return low
