"""Distributions: how long things take, as whole numbers.

In: what declarations (`world`) say. Out: plain frozen data, which `sim.core.variates` draws from.
Times are whole microseconds, shares and shapes millionths; there are no floats.
"""

from dataclasses import dataclass
from enum import IntEnum

MILLION = 1_000_000
"""A share of one, a shape of one, a mean of one for what has no unit."""


class Law(IntEnum):
    """The shape of a distribution; `a` and `b` are its two numbers."""

    CONSTANT = 0
    """a: the value."""
    EXPONENTIAL = 1
    """a: the mean."""
    UNIFORM = 2
    """From a to b, both included."""
    GAMMA = 3
    """a: the mean; b: the shape, in millionths."""
    LOGNORMAL = 4
    """a: the mean; b: the standard deviation, both of the value itself."""
    WEIBULL = 5
    """a: the scale; b: the shape, in millionths."""
    EMPIRICAL = 6
    """`table`: quantiles in equal steps from the least to the greatest, straight in between."""
    PARETO = 7
    """a: the least value; b: the shape, in millionths. One with an infinite mean is capped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A distribution of durations in microseconds; of a busyness, in millionths."""

    law: Law
    a: int = 0
    b: int = 0
    table: tuple[int, ...] = ()
