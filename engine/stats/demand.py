"""Service levels, waits and abandonment of those who asked for an agent.

In: `Waits` by interval, histograms. Out: `Scope`s.
"""

from collections import Counter
from collections.abc import Sequence

from engine.log.counts import Counts, Waits, bucket_bounds
from engine.stats.model import Demand, Period, Scope, ServiceLevel, Share
from engine.stats.periods import everything, is_seen, periods
from engine.stats.sums import all_waits, mean

PERCENTILES = (50, 80, 90, 95, 99)

Histogram = Sequence[tuple[int, int]]


def scope(name: str, counts: Counts, waits: Sequence[Waits], histogram: Histogram) -> Scope:
    """The figures of one scope; periods without anybody and without time are left out."""
    found = [
        demand(period, each)
        for period, each in zip(periods(counts), waits, strict=True)
        if is_seen(period) or each != Waits()
    ]
    whole = all_waits(waits)
    return Scope(
        name=name,
        whole=demand(everything(counts), whole),
        percentiles=percentiles(histogram, whole.waited_most_us),
        periods=tuple(found),
    )


def together(name: str, counts: Counts) -> Scope:
    """All arrivals as one scope."""
    number = len(counts.arrivals)
    waits = [all_waits(each) for each in zip(*counts.arrivals, strict=True)]
    merged: Counter[int] = Counter()
    for histogram in counts.histograms[:number]:
        merged.update(dict(histogram))
    empty = [Waits()] * len(periods(counts))
    return scope(name, counts, waits or empty, sorted(merged.items()))


def demand(period: Period, waits: Waits) -> Demand:
    """The figures of a period."""
    return Demand(
        period=period,
        counts=waits,
        service_level=service_level(waits),
        abandonment=Share(waits.abandoned, waits.asked),
        delayed=Share(waits.delayed, waits.asked - waits.blocked),
        answered_wait_us=mean(waits.waited_answered_us, waits.answered),
        abandoned_wait_us=mean(waits.waited_abandoned_us, waits.abandoned),
    )


def service_level(waits: Waits) -> ServiceLevel:
    """By all four definitions.

    >>> waits = Waits(
    ...     asked=10, answered=6, answered_in_target=5, abandoned=4, abandoned_in_target=2)
    >>> level = service_level(waits)
    >>> level.of_all.thousandths, level.of_answered.thousandths
    (500, 833)
    >>> level.without_short_abandons.thousandths, level.abandons_count.thousandths
    (625, 700)
    """
    good, short = waits.answered_in_target, waits.abandoned_in_target
    return ServiceLevel(
        of_all=Share(good, waits.asked),
        of_answered=Share(good, waits.answered),
        without_short_abandons=Share(good, waits.asked - short),
        abandons_count=Share(good + short, waits.asked),
    )


def percentiles(histogram: Histogram, most_us: int) -> tuple[tuple[int, int], ...]:
    """The waits within which so many per cent had an agent: the middle of the bucket in which the
    last of them is, but no longer than anybody has waited (`most_us`); none of nobody.

    >>> percentiles([(0, 70), (100, 30)], 100)
    ((50, 0), (80, 100), (90, 100), (95, 100), (99, 100))
    """
    whole = sum(count for _, count in histogram)
    if not whole:
        return ()
    found = []
    for percent in PERCENTILES:
        wanted, passed, at = -(-percent * whole // 100), 0, 0
        while passed < wanted:
            passed += histogram[at][1]
            at += 1
        low, high = bucket_bounds(histogram[at - 1][0])
        found.append((percent, min((low + high) // 2, max(low, most_us))))
    return tuple(found)
