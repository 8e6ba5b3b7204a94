"""A calendar that is slow and simple: it asks `zoneinfo` what the clock shows, minute by minute.

It shares nothing with the engine. It is described by plain values, of which `text` is what an
author would write.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[str, str]
WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Special:
    """A holiday (`hours` is None) or special day. A date without a year is (month, day)."""

    first: date | tuple[int, int]
    last: date | tuple[int, int]
    hours: tuple[Hours, ...] | None = None

    @property
    def yearly(self) -> bool:
        """Whether it is of every year."""
        return not isinstance(self.first, date)

    def has(self, day: date) -> bool:
        """Whether a date belongs to it."""
        if isinstance(self.first, date) and isinstance(self.last, date):
            return self.first <= day <= self.last
        at = (day.month, day.day)
        if self.first <= self.last:  # type: ignore[operator]
            return self.first <= at <= self.last  # type: ignore[operator]
        return at >= self.first or at <= self.last  # type: ignore[operator]


@dataclass(frozen=True)
class Slow:
    """The calendar."""

    zone: str
    week: tuple[tuple[Hours, ...], ...]
    specials: tuple[Special, ...] = ()
    _zone: dict[str, ZoneInfo] = field(default_factory=dict, compare=False)

    def clock(self, instant: datetime) -> datetime:
        """What the clock shows."""
        if not self._zone:
            self._zone["it"] = ZoneInfo(self.zone)
        return instant.astimezone(self._zone["it"]).replace(tzinfo=None)

    def special(self, day: date) -> Special | None:
        """What a date is: one with a year before one of every year, the first of each."""
        fitting = [each for each in self.specials if each.has(day)]
        return next((each for each in fitting if not each.yearly), next(iter(fitting), None))

    def hours(self, day: date) -> tuple[Hours, ...]:
        """The hours that begin on a date."""
        special = self.special(day)
        return self.week[day.weekday()] if special is None else special.hours or ()

    def is_open(self, instant: datetime) -> bool:
        """Whether it is open."""
        shown = self.clock(instant)
        today = shown.date()
        for day in (today, today - DAY):
            broken_off = day != today and self.special(today) not in (None, self.special(day))
            for begin, end in self.hours(day) if not broken_off else ():
                first = datetime.combine(day, time.fromisoformat(begin))
                last = datetime.combine(day, time.fromisoformat(end) if end != "24:00" else time())
                if last <= first:
                    last += DAY
                if first <= shown < last:
                    return True
        return False

    def text(self, name: str) -> str:
        """The declaration."""
        lines = [f"calendar {name} {{", f'  zone = "{self.zone}"']
        lines += [
            f"  {word} = {_hours(hours)}" for word, hours in zip(WORDS, self.week, strict=True)
        ]
        for number, each in enumerate(self.specials):
            dates = _date(each.first)
            if each.first != each.last:
                dates += f"..{_date(each.last)}"
            if each.hours is None:
                lines.append(f'  holiday "day {number}" {{ date = {dates} }}')
            else:
                own = f"date = {dates}   open = {_hours(each.hours)}"
                lines.append(f'  special_day "day {number}" {{ {own} }}')
        return "\n".join([*lines, "}", ""])


def _hours(hours: tuple[Hours, ...]) -> str:
    if not hours:
        return "closed"
    return "[" + ", ".join(f"{begin}..{end}" for begin, end in hours) + "]"


def _date(day: date | tuple[int, int]) -> str:
    return day.isoformat() if isinstance(day, date) else f"{MONTHS[day[0] - 1]}({day[1]})"


def minutes(first: datetime, last: datetime) -> Iterator[datetime]:
    """Every minute from one instant to another."""
    while first < last:
        yield first
        first += MINUTE


def us(instant: datetime) -> int:
    """Microseconds since 1970."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
