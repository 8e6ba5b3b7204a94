"""Student's distribution: how much wider an interval is for being made of few replications.

In: degrees of freedom, a level. Out: the factor of a two-sided interval. For whole degrees of
freedom the distribution is a finite sum of powers of a cosine (Abramowitz and Stegun, "Handbook of
Mathematical Functions", 26.7.3 and 26.7.4), which is turned round by halving; from `MANY` degrees
on the quantile is that of the normal distribution and four terms more (26.7.5).
"""

from functools import cache
from math import cos, erf, pi, sin, sqrt, tan

MANY = 200
HALVINGS = 64


@cache
def student(freedom: int, level: float = 0.95) -> float:
    """The number that a Student variable is between, and its negative, with probability `level`.

    >>> [round(student(freedom), 3) for freedom in (1, 2, 4, 19, 999)]
    [12.706, 4.303, 2.776, 2.093, 1.962]
    """
    if freedom >= MANY:
        return _expanded(freedom, level)
    low, high = 0.0, pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _between(middle, freedom) < level:
            low = middle
        else:
            high = middle
    return sqrt(freedom) * tan(low)


def normal(level: float) -> float:
    """The number that a standard normal variable is between, and its negative, with probability
    `level`.

    >>> round(normal(0.95), 6), round(normal(0.99), 6)
    (1.959964, 2.575829)
    """
    low, high = 0.0, 40.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if erf(middle / sqrt(2)) < level:
            low = middle
        else:
            high = middle
    return low


def _between(angle: float, freedom: int) -> float:
    """The probability of being between -t and t, where t is the root of the degrees of freedom
    times the tangent of the angle."""
    cosine, odd = cos(angle), freedom % 2
    square = cosine * cosine
    term = cosine if odd else 1.0
    found = term if freedom > 1 else 0.0
    for power in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (power - 1) / power
        found += term
    if odd:
        return 2 / pi * (angle + sin(angle) * found)
    return sin(angle) * found


def _expanded(freedom: int, level: float) -> float:
    z = normal(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))
