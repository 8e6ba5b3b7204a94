"""How reports write estimates: a figure, and how far off it may be.

In: `Estimate`s. Out: short texts such as `82.4% ± 0.6`. Half-widths are rounded up, so that no
interval is told narrower than it is; a figure that was the same in all replications has none, and
neither has one of a single replication.
"""

from math import ceil, floor

from engine.report.amounts import length
from engine.report.grid import NOTHING
from engine.spreads import MILLION
from engine.stats.estimates import Estimate
from engine.values import MINUTE, SECOND

NOISE = 1e-9
"""What floats may add to a number that is whole in truth."""


def share(estimate: Estimate | None) -> str:
    """In per cent; cut to tenths as all shares are, so that 100% means all.

    >>> share(Estimate(value=0.82449, low=0.8185, high=0.8304, level=0.95, count=20))
    '82.4% ± 0.6'
    >>> share(Estimate(value=1.0, low=1.0, high=1.0, level=0.95, count=20)), share(None)
    ('100%', '-')
    """
    if estimate is None:
        return NOTHING
    thousandths = floor(estimate.value * 1000 + NOISE)
    told = "100%" if thousandths == 1000 else f"{thousandths // 10}.{thousandths % 10}%"
    return told + _off(estimate, 100, 1)


def time(estimate: Estimate | None) -> str:
    """A length of time, as exactly as people want to know it.

    >>> time(Estimate(value=44_600_000, low=41_400_000, high=47_800_000, level=0.95, count=20))
    '44.6s ± 3.2s'
    >>> time(Estimate(value=125_000_000, low=113_200_000, high=136_800_000, level=0.95, count=20))
    '2m05s ± 12s'
    """
    if estimate is None:
        return NOTHING
    value, width = round(estimate.value), estimate.half_width
    if not width:
        return length(value)
    step = SECOND if value >= MINUTE else SECOND // 10
    rounded = ceil(width / step - NOISE) * step
    told = f"{rounded // SECOND}s" if step == SECOND and rounded < MINUTE else length(rounded)
    return f"{length(value)} ± {told}"


def count(estimate: Estimate | None) -> str:
    """How many on a day, with as many digits as there is sense in.

    >>> count(Estimate(value=626.1, low=610.3, high=641.9, level=0.95, count=20))
    '626 ± 16'
    >>> count(Estimate(value=0.35, low=0.11, high=0.59, level=0.95, count=20))
    '0.35 ± 0.24'
    >>> count(Estimate(value=3.0, low=3.0, high=3.0, level=0.95, count=20))
    '3'
    """
    if estimate is None:
        return NOTHING
    width = estimate.half_width
    if not width:
        whole = estimate.value == int(estimate.value)
        return f"{estimate.value:,.{0 if whole else 2}f}"
    digits = 0 if width >= 10 else 1 if width >= 1 else 2
    return f"{estimate.value:,.{digits}f}{_off(estimate, 1, digits)}"


def average(estimate: Estimate | None) -> str:
    """An average length of a queue.

    >>> average(Estimate(value=0.4444, low=0.41, high=0.48, level=0.95, count=20))
    '0.44 ± 0.04'
    """
    if estimate is None:
        return NOTHING
    digits = 1 if (estimate.half_width or 0) >= 10 else 2
    return f"{estimate.value:,.{digits}f}{_off(estimate, 1, digits)}"


def money(estimate: Estimate | None) -> str:
    """An amount of money, which estimates have in millionths.

    >>> money(Estimate(value=1_723_456_789.0, low=1.7e9, high=1.75e9, level=0.95, count=20))
    '1,723.46 ± 26.55'
    """
    if estimate is None:
        return NOTHING
    return f"{estimate.value / MILLION:,.2f}{_off(estimate, 1 / MILLION, 2)}"


def _off(estimate: Estimate, scale: float, digits: int) -> str:
    width = estimate.half_width
    if not width:
        return ""
    steps = ceil(width * scale * 10**digits - NOISE)
    return f" ± {steps / 10**digits:,.{digits}f}"
