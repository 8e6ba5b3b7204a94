"""The periods that figures are given for: the intervals of a simulation, and all of it.

In: counts. Out: `Period`s. Warm-up belongs to none of them.
"""

from engine.log.counts import Counts, interval_count
from engine.stats.model import Period


def periods(counts: Counts) -> tuple[Period, ...]:
    """One for each interval of the counts, the last of which is what came after the end.

    >>> counts = Counts(interval_us=60, warm_up_us=70, duration_us=150, end_us=155, target_us=0)
    >>> [(each.begins_us, each.ends_us) for each in periods(counts)]
    [(70, 60), (70, 120), (120, 150), (150, 155)]
    """
    count = interval_count(counts.duration_us, counts.interval_us)
    return tuple(period_of(counts, number) for number in range(count))


def period_of(counts: Counts, number: int) -> Period:
    """One of them."""
    if number == interval_count(counts.duration_us, counts.interval_us) - 1:
        after = max(counts.duration_us, counts.warm_up_us)
        return Period(begins_us=after, ends_us=counts.end_us, after_end=True)
    begins = number * counts.interval_us
    ends = min(begins + counts.interval_us, counts.duration_us, counts.end_us)
    return Period(begins_us=max(begins, counts.warm_up_us), ends_us=ends)


def is_seen(period: Period) -> bool:
    """Whether a period has any time in it."""
    return period.ends_us > period.begins_us


def simulated(counts: Counts) -> Period:
    """The simulation, without what came after its end."""
    end = min(counts.duration_us, counts.end_us)
    return Period(begins_us=min(counts.warm_up_us, end), ends_us=end)


def everything(counts: Counts) -> Period:
    """The simulation and what came after its end."""
    return Period(begins_us=min(counts.warm_up_us, counts.end_us), ends_us=counts.end_us)
