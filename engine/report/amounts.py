"""How reports write numbers of figures: counts, shares, lengths of time, average lengths.

In: whole numbers. Out: short texts that stand under each other in columns.
"""

from engine.report.grid import NOTHING
from engine.stats.model import Share
from engine.values import HOUR, MINUTE, SECOND

TENTHS = SECOND // 10


def number(count: int) -> str:
    """A count.

    >>> number(1234567), number(0)
    ('1,234,567', '0')
    """
    return f"{count:,}"


def percent(share: Share) -> str:
    """A share: 100% only if nothing is missing.

    >>> percent(Share(1, 3)), percent(Share(2, 2)), percent(Share(1999, 2000)), percent(Share(0, 0))
    ('33.3%', '100%', '99.9%', '-')
    """
    thousandths = share.thousandths
    if thousandths is None:
        return NOTHING
    return "100%" if thousandths == 1000 else f"{thousandths // 10}.{thousandths % 10}%"


def length(time_us: int | None) -> str:
    """A length of time, as exactly as people want to know it.

    >>> [length(each) for each in (None, 0, 40_000, 12_345_678, 59_960_000)]
    ['-', '0s', '0.1s', '12.3s', '1m00s']
    >>> length(125 * SECOND), length(3 * HOUR + 62 * SECOND), length(30 * HOUR)
    ('2m05s', '3h01m', '30h00m')
    """
    if time_us is None:
        return NOTHING
    tenths = max((time_us + TENTHS // 2) // TENTHS, 1 if time_us else 0)
    if tenths < 600:
        whole, rest = divmod(tenths, 10)
        return f"{whole}.{rest}s" if rest or whole else "0s"
    seconds = (time_us + SECOND // 2) // SECOND
    if seconds < HOUR // SECOND:
        return f"{seconds // 60}m{seconds % 60:02}s"
    minutes = (time_us + MINUTE // 2) // MINUTE
    return f"{minutes // 60}h{minutes % 60:02}m"


def average(hundredths: int | None) -> str:
    """An average of counts, given in hundredths.

    >>> average(1234), average(5), average(None)
    ('12.34', '0.05', '-')
    """
    if hundredths is None:
        return NOTHING
    return f"{hundredths // 100:,}.{hundredths % 100:02}"
