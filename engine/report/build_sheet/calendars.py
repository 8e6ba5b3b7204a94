"""The calendars of a process, day by day, to be entered by hand on the other side.

In: the directory. Out: lines of a page. Ranges end before their second value there as here
(Composer's own date functions); a range that goes on over midnight has to be entered as two.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from engine.calendars import Calendar, Period
from engine.directory import Directory
from engine.report.build_sheet.page import heading, notes, rows
from engine.values import DAY, HOUR, MINUTE

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCH = date(1970, 1, 1)
LEAP_YEAR = date(2024, 1, 1)
"""A year in which every day of a year has its place."""


def calendar_lines(directory: Directory, level: int) -> list[str]:
    """A section for each calendar."""
    lines: list[str] = []
    for calendar in directory.calendars:
        lines += heading(level, f"Calendar `{calendar.name}`")
        lines += ["Configuration: ranges of Date, Day of Week and Time; statistical days", ""]
        lines += rows([("Zone", calendar.zone)])
        lines += rows((day, _hours(found)) for day, found in zip(DAYS, calendar.week, strict=True))
        lines += rows(_special(calendar))
        lines += notes(_remarks(calendar))
    return lines


def _remarks(calendar: Calendar) -> list[str]:
    said = [f"The rules of the zone are those of {calendar.rules}"]
    week = [period for day in calendar.week for period in day]
    if any(end > DAY for _, end in week):
        said.append("What ends on the next day is entered as two ranges")
    if any(first < last for first, last, _ in (*calendar.dated, *calendar.yearly)):
        said.append(
            "Where the end of a range of Date is not part of it, as in Composer's own port of that "
            "object, the day after is entered"
        )
    if calendar.dated and calendar.yearly:
        said.append("A date with its year wins over one of every year")
    return said


def _special(calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Dates with their years, then dates of every year."""
    for first, last, number in calendar.dated:
        dates = [str(EPOCH + timedelta(days=day)) for day in (first, last)]
        yield _between(dates), _kind(calendar, number)
    for first, last, number in calendar.yearly:
        found = [LEAP_YEAR + timedelta(days=day) for day in (first, last)]
        yield (
            _between([f"{each.day} {MONTHS[each.month - 1]}" for each in found]),
            _kind(calendar, number),
        )


def _between(dates: list[str]) -> str:
    return dates[0] if dates[0] == dates[1] else f"{dates[0]} to {dates[1]}, both included"


def _kind(calendar: Calendar, number: int) -> str:
    day = calendar.days[number]
    return f"{day.name}: {'holiday' if day.holiday else _hours(day.periods)}"


def _hours(periods: tuple[Period, ...]) -> str:
    """Periods of a day, as they stand on a clock.

    >>> _hours(((28_800_000_000, 43_200_000_000), (79_200_000_000, 93_600_000_000)))
    '08:00 to 12:00, 22:00 to 02:00 of the next day'
    """
    return ", ".join(f"{_clock(begin)} to {_clock(end)}" for begin, end in periods) or "closed"


def _clock(at_us: int) -> str:
    rest = at_us - DAY if at_us > DAY else at_us
    shown = f"{rest // HOUR:02}:{rest % HOUR // MINUTE:02}"
    return f"{shown} of the next day" if at_us > DAY else shown
