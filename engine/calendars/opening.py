"""`Opening`: a calendar made ready to be asked about instants.

In: a `Calendar`, and instants in microseconds since 1970. Out: open or not, the next instant at
which it is open, the holiday or special day of an instant.

One rule decides: it is open at an instant if the clock of its zone shows a time of one of the
periods of that date. So a period that the clock leaps over has no length, and one that the clock
shows twice counts twice. A holiday or special day begins at its midnight: what the day before has
open over midnight ends there.
"""

from collections.abc import Iterator
from functools import lru_cache

from engine.calendars.days import YEAR_DAYS, DayTable, date_of, day_of_year, weekday
from engine.calendars.model import Calendar, Decision, Period, SpecialDay
from engine.calendars.zones import Zone, zone
from engine.values import DAY, INTEGER_MAX

LATEST_US = INTEGER_MAX
"""The last instant that the language knows."""
USUAL = -1
"""The number of a day that is none of the special ones."""


def reopens(calendar: Calendar) -> bool:
    """Whether it is open again after any instant: by the days of the week, or on a day of a year.

    >>> nine_to_five = ((9 * 3_600_000_000, 17 * 3_600_000_000),)
    >>> reopens(Calendar(name="c", zone="Etc/UTC", rules="", week=(nine_to_five,) * 7))
    True
    """
    usual = sum(last - first + 1 for first, last, _ in calendar.yearly) < YEAR_DAYS
    own = any(calendar.days[number].periods for _, _, number in calendar.yearly)
    return own or (usual and any(calendar.week))


@lru_cache(maxsize=64)
def opening_of(calendar: Calendar) -> "Opening":
    """The calendar made ready; runs of one program share it."""
    return Opening(calendar)


class Opening:
    """Whether and when it is open.

    >>> nine_to_five = ((9 * 3_600_000_000, 17 * 3_600_000_000),)
    >>> calendar = Calendar(name="c", zone="Etc/UTC", rules="", week=(nine_to_five,) * 7)
    >>> opening = Opening(calendar)
    >>> opening.is_open(0), opening.next_open(0) // 3_600_000_000
    (False, 9)
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.reopens = reopens(calendar)
        self.zone: Zone = zone(calendar.zone)
        self._dated = DayTable(calendar.dated)
        self._yearly = DayTable(calendar.yearly)
        self._periods: dict[tuple[int, int, int], tuple[Period, ...]] = {}
        self._today: tuple[int, tuple[Period, ...]] = (0, self._on(0))
        self._closed_us = 0, -1
        self._never_from_us = self._after_last()

    def is_open(self, instant_us: int) -> bool:
        """Whether it is open at an instant."""
        day, time_us = divmod(self.zone.clock(instant_us), DAY)
        today = self._today
        if day != today[0]:
            today = self._today = day, self._on(day)
        return any(begin <= time_us < end for begin, end in today[1])

    def next_open(self, instant_us: int) -> int | None:
        """The first instant from this one on at which it is open; None if there is none."""
        closed_us, open_us = self._closed_us
        if closed_us <= instant_us <= open_us:
            return open_us
        if instant_us >= self._never_from_us:
            return None
        found = self._search(instant_us)
        if found is None:
            self._never_from_us = instant_us
        else:
            self._closed_us = instant_us, found
        return found

    def changes(self, begin_us: int, end_us: int) -> Iterator[tuple[int, bool]]:
        """When it opens (true) and closes (false) between two instants, in order; what it is at the
        first one is no change.

        >>> nine_to_five = ((9 * 3_600_000_000, 17 * 3_600_000_000),)
        >>> calendar = Calendar(name="c", zone="Etc/UTC", rules="", week=(nine_to_five,) * 7)
        >>> day = opening_of(calendar).changes(0, 86_400_000_000)
        >>> [(instant // 3_600_000_000, opens) for instant, opens in day]
        [(9, True), (17, False)]
        """
        closes = begin_us if self.is_open(begin_us) else begin_us - 1
        for first, last in self._stretches(begin_us, end_us):
            if first > closes:
                if closes > begin_us:
                    yield closes, False
                if first > begin_us:
                    yield first, True
            closes = max(closes, last)
        if begin_us < closes < end_us:
            yield closes, False

    def _stretches(self, begin_us: int, end_us: int) -> Iterator[tuple[int, int]]:
        """The periods between two instants, in order; they may touch and overlap."""
        at = begin_us
        while at < end_us:
            span = self.zone.span(at)
            until = min(span.end_us, end_us)
            clock_us, last_us = at + span.offset_us, until + span.offset_us
            for day in range(clock_us // DAY, (last_us - 1) // DAY + 1):
                for begin, end in self._on(day):
                    first = max(clock_us, day * DAY + begin)
                    last = min(last_us, day * DAY + end)
                    if first < last:
                        yield first - span.offset_us, last - span.offset_us
            at = until

    def special_day(self, instant_us: int) -> SpecialDay | None:
        """The holiday or special day that an instant belongs to."""
        number = self._number(self.zone.clock(instant_us) // DAY)
        return None if number == USUAL else self.calendar.days[number]

    def decision(self, instant_us: int) -> Decision:
        """Whether it is open at an instant, and what decides that."""
        clock_us = self.zone.clock(instant_us)
        day, time_us = divmod(clock_us, DAY)
        of_week, today, yesterday = weekday(day), self._number(day), self._number(day - 1)
        own = self._begun(of_week, today)
        found = tuple(period for period in own if period[0] <= time_us < period[1])
        if not found and today in (USUAL, yesterday):
            before = (of_week - 1) % 7
            begun = self._begun(before, yesterday)
            found = tuple(period for period in begun if period[1] > time_us + DAY)
            of_week = before if found else of_week
            today = yesterday if found else today
        return Decision(
            open=bool(found),
            clock_us=clock_us,
            day=None if today == USUAL else self.calendar.days[today],
            periods=found or own,
            begun=of_week,
        )

    def _after_last(self) -> int:
        """An instant from which on nothing is open any more, as far as is seen at once."""
        if self.reopens:
            return LATEST_US + 1
        days = self.calendar.days
        last = max((last for _, last, n in self.calendar.dated if days[n].periods), default=0)
        # A period may end on the next day, and a clock is less than a day from UTC.
        return min(LATEST_US + 1, (last + 3) * DAY)

    def _search(self, instant_us: int) -> int | None:
        at = instant_us
        while at < self._never_from_us:
            span = self.zone.span(at)
            found = self._first_open(at + span.offset_us, span.end_us + span.offset_us)
            if found is not None:
                instant = found - span.offset_us
                return instant if instant <= LATEST_US else None
            at = span.end_us
        return None

    def _first_open(self, clock_us: int, end_us: int) -> int | None:
        """The first time of a clock, between two times, at which it is open."""
        for day in range(clock_us // DAY, (end_us - 1) // DAY + 1):
            midnight = day * DAY
            for begin, end in self._on(day):
                first = max(clock_us, midnight + begin)
                if first < min(end_us, midnight + end):
                    return first
        return None

    def _on(self, day: int) -> tuple[Period, ...]:
        """The periods of a date, sorted: its own up to midnight, and what is left of the day
        before."""
        of_week = weekday(day)
        key = of_week, self._number(day), self._number(day - 1)
        if key not in self._periods:
            today, yesterday = key[1:]
            found = [(begin, min(end, DAY)) for begin, end in self._begun(of_week, today)]
            if today in (USUAL, yesterday):
                before = self._begun((of_week - 1) % 7, yesterday)
                found += [(0, end - DAY) for _, end in before if end > DAY]
            self._periods[key] = tuple(sorted(found))
        return self._periods[key]

    def _begun(self, of_week: int, number: int) -> tuple[Period, ...]:
        """The periods that begin on a day."""
        if number == USUAL:
            return self.calendar.week[of_week]
        return self.calendar.days[number].periods

    def _number(self, day: int) -> int:
        """The number of the special day that a day is."""
        found = self._dated.number(day) if self.calendar.dated else None
        if found is None and self.calendar.yearly:
            date = date_of(day)
            found = self._yearly.number(day_of_year(date.month, date.day))
        return USUAL if found is None else found
