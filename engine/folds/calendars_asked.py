"""Why a calendar was open or closed where a block asked it.

In: a program and the log of a run. Out: for a row, what the calendars decided that were asked. Only
what can be read from the program is told: a calendar by its name, about now or a fixed time from
now on. The log need not hold it, since it follows from the instant.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from engine.calendars import Calendar, opening_of
from engine.calendars.days import WEEK, date_of
from engine.functions import FUNCTIONS
from engine.log.events import Event
from engine.log.model import EventLog, Row
from engine.ops import CODE_WIDTH, OP_WIDTH, Code, Op, Reading
from engine.program.model import Program
from engine.values import DAY, MINUTE, SECOND, Duration, Value

NONE = -1
ASKING = {"is_open": 0, "is_holiday": 0, "is_special_day": 1}
"""The functions that ask, with how many arguments stand between the calendar and the instant."""


class Asked(NamedTuple):
    """A calendar, and how long after now the instant is that it is asked about."""

    calendar: str
    after_us: int


Place = tuple[int, int]
"""A block and its atomic condition, `NONE` for a block that goes by the calendar itself."""


def calendars_asked(program: Program) -> Mapping[Place, tuple[Asked, ...]]:
    """What the conditions of a program ask; a block that asks twice is told once."""
    found: dict[Place, dict[Asked, None]] = {}
    if program.directory.calendars:
        names = tuple(FUNCTIONS)
        numbers = {names.index(name): between for name, between in ASKING.items()}
        starts = [*program.block_ops, len(program.ops) // OP_WIDTH]
        for block, start in enumerate(program.block_ops):
            for op in range(start, starts[block + 1]):
                if program.ops[OP_WIDTH * op] == Op.BRANCH:
                    expression = program.ops[OP_WIDTH * op + 1]
                    for atom, asked in _of(program, expression, numbers):
                        found.setdefault((block, atom), {})[asked] = None
    return {place: tuple(asked) for place, asked in found.items()}


def _of(
    program: Program, expression: int, numbers: Mapping[int, int]
) -> Iterator[tuple[int, Asked]]:
    """What an expression asks: the calls of functions, each with the condition that it is part of,
    whose `ATOM` comes behind it."""
    codes = _codes(program, expression)
    waiting: list[Asked] = []
    for at, (code, argument) in enumerate(codes):
        if code == Code.FUNCTION and argument >> 8 in numbers:
            asked = _asked(program, codes[:at], numbers[argument >> 8])
            waiting += [asked] if asked is not None else []
        elif code == Code.ATOM:
            yield from ((argument, asked) for asked in waiting)
            waiting.clear()
    yield from ((NONE, asked) for asked in waiting)


def _codes(program: Program, expression: int) -> list[tuple[int, int]]:
    codes = []
    at = CODE_WIDTH * program.code_starts[expression]
    while program.codes[at] != Code.END:
        codes.append((program.codes[at], program.codes[at + 1]))
        at += CODE_WIDTH
    return codes


def _asked(program: Program, before: list[tuple[int, int]], between: int) -> Asked | None:
    """What a call asks whose arguments these codes push: a calendar, at last an instant."""
    after_us = 0
    now = (Code.READ, Reading.NOW)
    if before[-1][0] == Code.ADD:
        length = _constant(program, before[-2])
        if not isinstance(length, Duration):
            return None
        after_us, before = int(length), before[:-2]
    if before[-1] != now:
        return None
    if any(code != Code.CONST for code, _ in before[-1 - between : -1]):
        return None  # it is not where the calendar would stand
    name = _constant(program, before[-2 - between])
    known = isinstance(name, str) and name in (c.name for c in program.directory.calendars)
    return Asked(str(name), after_us) if known else None


def _constant(program: Program, code: tuple[int, int]) -> Value | None:
    return program.constants.decode(code[1]) if code[0] == Code.CONST else None


class CalendarsTold:
    """What the calendars of a run decided, row by row."""

    def __init__(self, program: Program, log: EventLog) -> None:
        self._asked = calendars_asked(program)
        self._calendars = {each.name: each for each in program.directory.calendars}
        self._start_us = _instant(log.head["start"]) if self._asked else 0

    def told(self, row: Row) -> list[Mapping[str, Value | None]]:
        """The decisions that a row rests on: of the condition, or of the block that is left."""
        if not self._asked or row.kind not in (Event.CONDITION, Event.LEFT):
            return []
        atom = row.a if row.kind is Event.CONDITION else NONE
        return [
            decided(self._calendars[calendar], self._start_us + row.time + after_us)
            for calendar, after_us in self._asked.get((row.block, atom), ())
        ]


def decided(calendar: Calendar, instant_us: int) -> Mapping[str, Value | None]:
    """What a calendar decides at an instant, in words.

    >>> nine_to_five = ((9 * 60 * MINUTE, 17 * 60 * MINUTE),)
    >>> week = (nine_to_five,) * 5 + ((),) * 2
    >>> calendar = Calendar(name="office", zone="Europe/Berlin", rules="", week=week)
    >>> decided(calendar, 8 * 60 * MINUTE + 30 * SECOND)["because"]
    'hours 09:00..17:00, open'
    >>> decided(calendar, 2 * DAY)["clock"], decided(calendar, 2 * DAY)["because"]
    ('Sat 1970-01-03 01:00', 'no hours, closed')
    """
    found = opening_of(calendar).decision(instant_us)
    clock_day, time_us = divmod(found.clock_us, DAY)
    hours = ", ".join(
        f"{_clock(begin)}..{_clock((end - 1) % DAY + 1)}" for begin, end in found.periods
    )
    if found.day is None:
        because = f"hours {hours}" if hours else "no hours"
    else:
        kind = "holiday" if found.day.holiday else "special day"
        because = f'{kind} "{found.day.name}"' + (f" {hours}" if hours else "")
    shown = date_of(clock_day)
    if found.begun != shown.weekday():
        because += f" of {WEEK[found.begun].capitalize()}"
    seconds = f":{time_us // SECOND % 60:02}" if time_us % MINUTE else ""
    return {
        "calendar": calendar.name,
        "clock": f"{WEEK[shown.weekday()].capitalize()} {shown} {_clock(time_us)}{seconds}",
        "zone": calendar.zone,
        "because": f"{because}, {'open' if found.open else 'closed'}",
    }


def _clock(time_us: int) -> str:
    return f"{time_us // MINUTE // 60:02}:{time_us // MINUTE % 60:02}"


def _instant(text: str) -> int:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return (datetime.fromisoformat(text) - epoch) // timedelta(microseconds=1)
