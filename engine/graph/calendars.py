"""Calendars: from their declarations to what a run asks.

In: the declarations. Out: `Calendar`s in their order, and findings: time zones (E310), days of the
week and hours (E311, E312), dates (E311), calendars that are never open (E254); dates given twice
(W313), hours that begin where the clock leaps (W314).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from engine import calendars
from engine.calendars import zones
from engine.calendars.days import WEEK, DayTable, date_of
from engine.calendars.model import Interval
from engine.diagnostics import Findings, Note, did_you_mean
from engine.functions.kind import zone_problem
from engine.graph.calendar_values import (
    Dates,
    Hours,
    excerpt_of,
    read_dates,
    read_hours,
    tell_overlap,
)
from engine.graph.project import Project
from engine.shelf.constants import Constants
from engine.shelf.kind import Entry
from engine.source import Span
from engine.values import DAY, MINUTE, Duration
from engine.world.kinds.calendar import Calendar
from engine.world.kinds.holiday import Holiday
from engine.world.kinds.special_day import SpecialDay

DAYS_LOOKED_AT = 400
"""Days of one special day that are looked at for hours which the clock leaps over."""


def read_calendars(project: Project, findings: Findings) -> tuple[calendars.Calendar, ...]:
    """All calendars; those in error are left out."""
    found = (
        _Reading(declared.model, project.constants, findings).calendar()
        for declared in project.declared
        if isinstance(declared.model, Calendar)
    )
    return tuple(calendar for calendar in found if calendar is not None)


@dataclass(slots=True)
class _Table:
    """The dates of one sort, with and without a year; each with its special day and its place."""

    days: DayTable = field(default_factory=DayTable)
    given: list[tuple[int, Span]] = field(default_factory=list)

    def add(self, dates: Dates, number: int, findings: Findings) -> None:
        """Adds dates; W313 for those that another one has."""
        self.given.append((number, dates.span))
        for first, last in dates.intervals():
            taken = self.days.add(first, last, len(self.given) - 1)
            if taken is not None:
                self._tell_twice(taken, dates, findings)

    def intervals(self) -> tuple[Interval, ...]:
        """The intervals with the numbers of their special days."""
        found = self.days.intervals()
        return tuple((first, last, self.given[number][0]) for first, last, number in found)

    def _tell_twice(self, day: int, dates: Dates, findings: Findings) -> None:
        _, before = self.given[self.days.number(day) or 0]
        message = f"{excerpt_of(dates.span)} is a date that was given before"
        notes = [Note(before, "the first one is here, and counts")]
        findings.warning("W313", dates.span, message, "leave one of them out", notes)


@dataclass(slots=True)
class _Reading:
    """One calendar while it is read."""

    model: Calendar
    constants: Constants
    findings: Findings
    sound: bool = True

    def calendar(self) -> calendars.Calendar | None:
        """The calendar, if nothing is wrong with it."""
        zone = self._zone()
        week = self._week()
        days: list[calendars.SpecialDay] = []
        dated, yearly = _Table(), _Table()
        for special in self._in_order():
            hours, dates = self._special(special)
            holiday = isinstance(special, Holiday)
            periods = tuple(each.period for each in hours)
            days.append(
                calendars.SpecialDay(name=special.name or "", holiday=holiday, periods=periods)
            )
            for each in dates:
                (yearly if each.yearly else dated).add(each, len(days) - 1, self.findings)
            if zone is not None:
                self._check_clock(zones.zone(zone), hours, dates)
        if zone is None or not self.sound or self.model.damaged:
            return None
        if not any(week) and not any(day.periods for day in days):
            message = f"`{self.model.name}` is never open"
            cure = "write hours for a day of the week: `mon_fri = 08:00..18:00`"
            self.findings.error("E254", self.model.span, message, cure)
        return calendars.Calendar(
            name=self.model.name or "",
            zone=zone,
            rules=zones.version(),
            week=week,
            days=tuple(days),
            dated=dated.intervals(),
            yearly=yearly.intervals(),
        )

    def _zone(self) -> str | None:
        if "zone" not in self.model.places or self.model.held("zone") is None:
            return None
        problem = zone_problem(self.model.zone)
        if problem is not None:
            self.findings.error("E310", self.model.places["zone"], *problem)
            return None
        return self.model.zone

    # The week

    def _week(self) -> calendars.model.Week:
        """The periods of each day of the week."""
        week: list[tuple[Hours, ...]] = [()] * len(WEEK)
        given: dict[int, Span] = {}
        for entry in self.model.week:
            hours = read_hours(entry.expression, self.findings)
            self.sound = self.sound and hours is not None
            for day in self._days(entry):
                first = given.setdefault(day, entry.key.span)
                if first is not entry.key.span:
                    notes = [Note(first, "the first one is here")]
                    message = f"`{WEEK[day]}` has hours twice"
                    self.findings.error("E210", entry.key.span, message, None, notes)
                week[day] = hours or ()
        for day, hours in enumerate(week):
            _check_midnight(hours, week[(day + 1) % len(WEEK)], self.findings)
        return tuple(tuple(each.period for each in hours) for hours in week)

    def _days(self, entry: Entry) -> Iterator[int]:
        """The days that a key names: `mon`, or `mon_fri`."""
        parts = entry.name.split("_")
        known = [WEEK.index(part) for part in parts if part in WEEK]
        if len(known) == len(parts) and len(parts) in (1, 2):
            count = (known[-1] - known[0]) % len(WEEK) + 1
            yield from ((known[0] + at) % len(WEEK) for at in range(count))
            return
        self.sound = False
        known_words = ("zone", *WEEK, "mon_fri", "mon_sat", "mon_sun", "sat_sun")
        near = did_you_mean(entry.name, known_words)
        if entry.name[:3].lower() in WEEK and "_" not in entry.name:
            near = f"did you mean `{entry.name[:3].lower()}`?"
        cure = near or "days are `mon` to `sun`; several in a row are `mon_fri`"
        self.findings.error("E311", entry.key.span, f"`{entry.name}` is no day of the week", cure)

    # Holidays and special days

    def _in_order(self) -> list[Holiday | SpecialDay]:
        """Holidays and special days in the order of the file."""
        nested = (*self.model.holidays, *self.model.special_days)
        found = [each for each in nested if isinstance(each, Holiday | SpecialDay)]
        return sorted(found, key=lambda each: each.span.start)

    def _special(
        self, special: Holiday | SpecialDay
    ) -> tuple[tuple[Hours, ...], tuple[Dates, ...]]:
        dates = read_dates(special.date, self.constants, self.findings)
        hours: tuple[Hours, ...] | None = ()
        if isinstance(special, SpecialDay):
            hours = read_hours(special.open, self.findings)
        self.sound = self.sound and dates is not None and hours is not None
        if _in_a_row(dates or ()):
            _check_midnight(hours or (), hours or (), self.findings)
        return hours or (), dates or ()

    def _check_clock(
        self, zone: zones.Zone, hours: Sequence[Hours], dates: Sequence[Dates]
    ) -> None:
        """W314 for hours that begin at a time which the clock does not show on their date."""
        days = (
            day for each in dates if not each.yearly for day in range(each.first, each.last + 1)
        )
        for day in islice(days, DAYS_LOOKED_AT if hours else 0):
            for each in hours:
                begin = day * DAY + each.period[0]
                if not zone.instants(begin):
                    clock = zones.shown(begin)
                    message = (
                        f"`{clock:%H:%M}` is not there on {date_of(begin // DAY)}: "
                        "the clock of the zone goes forward over it"
                    )
                    cure = f"the first time after it is {_after(zone, begin)}"
                    self.findings.warning("W314", each.span, message, cure)


def _in_a_row(dates: Sequence[Dates]) -> bool:
    """Whether one of the dates is the day after another one."""
    found = sorted((each.yearly, *days) for each in dates for days in each.intervals())
    ranges = any(first < last for _, first, last in found)
    return ranges or any(one[0] == two[0] and one[2] + 1 == two[1] for one, two in pairwise(found))


def _after(zone: zones.Zone, clock_us: int) -> str:
    """The first time that the clock shows after one that it leaps over."""
    while not zone.instants(clock_us):
        clock_us += int(Duration(MINUTE))
    return f"`{zones.shown(clock_us):%H:%M}`"


def _check_midnight(hours: Sequence[Hours], following: Sequence[Hours], findings: Findings) -> None:
    """E312 for hours that go on over midnight into those of the next day."""
    for each in hours:
        for other in following:
            overlap = each.period[1] - DAY > other.period[0]
            tell_overlap(each, other, overlap, findings, " after midnight")
