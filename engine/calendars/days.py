"""Days as numbers, and tables of days without overlaps.

In: years, months and days; intervals of days as they come. Out: numbers of days, and sorted
intervals in which what came first has kept its days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from engine.calendars.model import Interval

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week, by which authors name them."""
YEAR_DAYS = 366
EPOCH = date(1970, 1, 1).toordinal()
THURSDAY = 3
"""The day of the week of day 0."""


def day_of_year(month: int, day: int) -> int:
    """The number of a day in a year that has a 29 February, whatever year it is.

    >>> day_of_year(1, 1), day_of_year(2, 29), day_of_year(3, 1), day_of_year(12, 31)
    (0, 59, 60, 365)
    """
    return sum(MONTH_DAYS[: month - 1]) + day - 1


@lru_cache(maxsize=4096)
def date_of(day: int) -> date:
    """The date of a day since 1970.

    >>> date_of(0), date_of(-1)
    (datetime.date(1970, 1, 1), datetime.date(1969, 12, 31))
    """
    return date.fromordinal(EPOCH + day)


def weekday(day: int) -> int:
    """The day of the week, 0 for Monday.

    >>> [WEEK[weekday(day)] for day in (-1, 0, 4)]
    ['wed', 'thu', 'mon']
    """
    return (day + THURSDAY) % 7


class DayTable:
    """Intervals of days, each with a number; what is added later gets the days that are left."""

    def __init__(self, intervals: tuple[Interval, ...] = ()) -> None:
        self._firsts = [first for first, _, _ in intervals]
        self._lasts = [last for _, last, _ in intervals]
        self._numbers = [number for _, _, number in intervals]

    def intervals(self) -> tuple[Interval, ...]:
        """All intervals, sorted."""
        return tuple(zip(self._firsts, self._lasts, self._numbers, strict=True))

    def number(self, day: int) -> int | None:
        """The number of the interval that a day belongs to."""
        place = bisect_right(self._firsts, day) - 1
        return self._numbers[place] if place >= 0 and day <= self._lasts[place] else None

    def add(self, first: int, last: int, number: int) -> int | None:
        """Adds an interval; the first of its days that was taken already, or None.

        >>> table = DayTable()
        >>> table.add(1, 3, 0), table.add(0, 9, 1), table.intervals()
        (None, 1, ((0, 0, 1), (1, 3, 0), (4, 9, 1)))
        """
        taken = [
            (max(first, self._firsts[place]), min(last, self._lasts[place]))
            for place in self._places(first, last)
        ]
        for begin, end in list(_gaps(first, last, taken)):
            place = bisect_left(self._firsts, begin)
            self._firsts.insert(place, begin)
            self._lasts.insert(place, end)
            self._numbers.insert(place, number)
        return taken[0][0] if taken else None

    def _places(self, first: int, last: int) -> range:
        """The places of the intervals that an interval meets."""
        begin = bisect_left(self._lasts, first)
        return range(begin, bisect_right(self._firsts, last, lo=begin))


def _gaps(first: int, last: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for begin, end in taken:
        if first < begin:
            yield first, begin - 1
        first = end + 1
    if first <= last:
        yield first, last
