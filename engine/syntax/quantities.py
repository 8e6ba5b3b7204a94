"""What a quantity means: everything that starts with a digit.

In: the text of a `Quantity`. Out: its value, or the small forms that only declarations of the
world use (a share, a rate, a decimal, a time of day). All are exact; there are no floats.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeAlias

from engine.limits import LIMITS
from engine.values import (
    DAY,
    HOUR,
    INTEGER_MAX,
    MICROSECOND,
    MILLISECOND,
    MINUTE,
    SECOND,
    Duration,
    Time,
)  # fmt: skip

DIGITS_MAX = 15
"""Digits of one number: what always fits into 53 bits."""
FRACTION_MAX = 6
"""Digits after the point of a decimal, which is kept as a whole number of millionths."""

UNITS = {
    "d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND, "ms": MILLISECOND, "us": MICROSECOND,
}  # fmt: skip
"""The units of a duration, in the order in which they may follow one another."""


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with a fraction, in millionths."""

    millionths: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, in millionths of a percent."""

    millionths: int


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in each unit of time."""

    count: int
    each: Duration


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on a clock, as the duration since midnight; `24:00` is the midnight after the day."""

    since_midnight: Duration


WRITTEN_OUT = {
    "d": ("day", "days"),
    "h": ("hr", "hrs", "hour", "hours"),
    "m": ("min", "mins", "minute", "minutes"),
    "s": ("sec", "secs", "second", "seconds"),
    "ms": ("msec", "millis", "millisecond", "milliseconds"),
    "us": ("usec", "micros", "microsecond", "microseconds"),
}
"""What others write for a unit."""
ALIASES = {word: unit for unit, words in WRITTEN_OUT.items() for word in (unit, *words)}
TOO_LONG = "a duration is at most ten years"
UNITS_SAID = "units are `d`, `h`, `m` for minutes, `s`, `ms` and `us`"


class TooLongError(ValueError):
    """A duration in the right form, but beyond every limit."""


class UnreadableError(ValueError):
    """A quantity of a known form that means nothing: its code, what is to be said of it, and, as
    the text of the exception, the cure."""

    def __init__(self, code: str, what: str, cure: str) -> None:
        super().__init__(cure)
        self.code, self.what = code, what


Quantified: TypeAlias = int | Duration | Time | Decimal | Percent | Rate | TimeOfDay
"""What a quantity can mean. A plain `int` is an integer."""

NUMBER = re.compile(rf"([0-9]{{1,{DIGITS_MAX}}})(?:\.([0-9]{{1,{FRACTION_MAX}}}))?(%?)")
DURATION = re.compile(rf"(?:[0-9]+(?:{'|'.join(UNITS)}))+")
PART = re.compile(r"([0-9]+)([a-z]+)")
UNKNOWN_UNIT = re.compile(r"(?!0[xX])(?:[0-9]+(?:\.[0-9]+)?[A-Za-z_]+)+")
OTHER_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)([A-Za-z_]+)")
RATE = re.compile(rf"([0-9]{{1,{DIGITS_MAX}}})/([a-z]+)")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?")
MIDNIGHT = "24:00"
"""The end of a day, which is no time of a date."""


@lru_cache(maxsize=4096)
def read(text: str) -> Quantified:
    """The meaning of a quantity.

    Raises ValueError for what is none, with the cure as a part of a sentence: TooLongError for a
    duration, UnreadableError for a unit, a time or a date that there is not. The parser has then
    said E109, E408, E303 or E311, so that a later stage only takes the value for unknown.

    >>> read("1h30m"), read("19251"), read("08:30"), read("2026-12-24")
    (1h30m, 19251, TimeOfDay(since_midnight=8h30m), 2026-12-24T00:00:00Z)
    >>> read("28.7"), read("30%"), read("40/h")
    (Decimal(millionths=28700000), Percent(millionths=30000000), Rate(count=40, each=1h))
    """
    if found := NUMBER.fullmatch(text):
        return _number(found[1], found[2], found[3])
    if DURATION.fullmatch(text):
        return _duration(text)
    if found := RATE.fullmatch(text):
        return _rate(found[1], found[2])
    if CLOCK.fullmatch(text):
        return TimeOfDay(Duration(DAY) if text == MIDNIGHT else _clock(text, MIDNIGHT))
    if found := DATE.fullmatch(text):
        return _instant(found)
    if UNKNOWN_UNIT.fullmatch(text):
        raise _no_unit(text)
    raise ValueError(_cure(text))


def _number(whole: str, fraction: str | None, percent: str) -> Quantified:
    millionths = int(whole + (fraction or "").ljust(FRACTION_MAX, "0"))
    if percent:
        return Percent(millionths)
    return int(whole) if fraction is None else Decimal(millionths)


def _duration(text: str) -> Duration:
    units = list(UNITS)
    total, last = 0, -1
    for count, unit in PART.findall(text):
        if units.index(unit) <= last:
            raise ValueError("write each unit once, largest first: `1h30m`")
        last = units.index(unit)
        if len(count.lstrip("0")) > DIGITS_MAX:
            raise TooLongError(TOO_LONG)
        total += int(count) * UNITS[unit]
    if total > LIMITS.horizon_us:
        raise TooLongError(TOO_LONG)
    return Duration(total)


def _no_unit(text: str) -> ValueError:
    """What is wrong with digits and letters that are no duration.

    >>> str(_no_unit("5M"))
    'write `5m`; months are written in days'
    >>> str(_no_unit("2fortnights"))
    'units are `d`, `h`, `m` for minutes, `s`, `ms` and `us`'
    >>> str(_no_unit("1.5h")), str(_no_unit("0.0000001s"))
    ('write `1h30m`', 'the least is `1us`, and nothing is between two of them')
    """
    parts = OTHER_PART.findall(text)
    unknown = next((unit for _, unit in parts if unit not in UNITS), None)
    if unknown is None:
        return ValueError(_whole(*parts[0]) if len(parts) == 1 else _cure(text))
    meant = ALIASES.get(unknown.lower())
    cure = UNITS_SAID if meant is None else f"write `{text.replace(unknown, meant)}`"
    if unknown == "M":
        cure += "; months are written in days"
    return UnreadableError("E303", "has no known unit", cure)


def _whole(count: str, unit: str) -> str:
    """How a duration with a fraction is written without one."""
    whole, _, fraction = count.partition(".")
    if len(count) > DIGITS_MAX:
        return _cure(count)
    length, rest = divmod(int(whole + fraction) * UNITS[unit], 10 ** len(fraction))
    if rest:
        return "the least is `1us`, and nothing is between two of them"
    return f"write `{Duration(length)}`"


def _rate(count: str, unit: str) -> Rate:
    if unit not in UNITS:
        message = "a rate is `40/h`; put spaces around the `/` of a division, as in `40 / n`"
        raise ValueError(message)
    return Rate(int(count), Duration(UNITS[unit]))


def _clock(text: str, last: str = "23:59:59") -> Duration:
    hours, minutes, seconds = (*(int(part) for part in text.split(":")), 0)[:3]
    if hours > 23 or minutes > 59 or seconds > 59:
        cure = f"a time of day goes from `00:00` to `{last}`"
        raise UnreadableError("E311", "is no time of day", cure)
    return Duration(hours * HOUR + minutes * MINUTE + seconds * SECOND)


def _instant(found: "re.Match[str]") -> Time:
    year, month, day = (int(found[group]) for group in (1, 2, 3))
    try:
        midnight = Time.of(datetime(year, month, day, tzinfo=UTC))
    except ValueError:
        cure = "there is no such day in the calendar"
        raise UnreadableError("E311", "is no date", cure) from None
    instant = Time(midnight + (_clock(found[4]) if found[4] else 0))
    if abs(instant) > INTEGER_MAX:
        cure = f"the latest time is {Time(INTEGER_MAX)}"
        raise UnreadableError("E311", "is too far away", cure)
    return instant


def _cure(text: str) -> str:
    whole, _, fraction = text.rstrip("%").partition(".")
    if len(whole) > DIGITS_MAX and whole.isdecimal():
        return f"a number has at most {DIGITS_MAX} digits"
    if whole.isdecimal() and fraction.isdecimal():
        return f"a number has at most {FRACTION_MAX} digits after the point"
    if text.replace("_", "").isdecimal():
        return f"write `{text.replace('_', '')}`"
    return (
        "write digits, and a unit where one is needed: `5s`, `1h30m`, `50ms`, `30%`, `40/h`, "
        "`08:30`, `2026-12-24`, `2026-12-24T08:00`"
    )
