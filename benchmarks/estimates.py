"""What replications say: estimates of ratios of means, and how far off they may be.

In: two numbers a replication. Out: an `Estimate` with the half-width of its 99 % interval. A mean
is the ratio to ones. The interval is that of the engine (`engine.stats.estimates`), but of numbers
that need not be whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from engine.stats.student import student

LEVEL = 0.99


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and the half-width of its 99 % interval; 0 is exact."""

    value: float
    half_width: float = 0.0

    def agrees(self, other: "Estimate") -> bool:
        """Whether the difference is less than the root of the sum of both squared half-widths.

        >>> Estimate(1.0, 0.3).agrees(Estimate(1.4, 0.3)), Estimate(1.0).agrees(Estimate(1.1))
        (True, False)
        """
        return abs(self.value - other.value) <= self.band(other)

    def band(self, other: "Estimate") -> float:
        """How far both may be apart."""
        return sqrt(self.half_width**2 + other.half_width**2)


def ratio(pairs: Sequence[tuple[float, float]]) -> Estimate:
    """The ratio of the means of two numbers, one pair a replication.

    >>> ratio([(1, 2), (2, 4), (3, 6)])
    Estimate(value=0.5, half_width=0.0)
    """
    count, over = len(pairs), sum(pair[1] for pair in pairs)
    value = sum(pair[0] for pair in pairs) / over
    variance = sum((first - value * second) ** 2 for first, second in pairs) / (count - 1)
    return Estimate(value, student(count - 1, LEVEL) * sqrt(variance / count) * count / over)


def published(value: float, *, deviation: float, count: int, digits: int) -> Estimate:
    """A published mean of replications with their standard deviation; half a unit of the last
    printed digit is added.

    >>> round(published(58.609, deviation=15.295, count=1000, digits=3).half_width, 3)
    1.249
    """
    width = student(count - 1, LEVEL) * deviation / sqrt(count)
    return Estimate(value, width + 0.5 * 10.0**-digits)
