"""Patterns of dates and times: letters that stand for parts, all else for itself.

In: a time and a pattern. Out: a text, or `Unfit`. The letters are Java's, as documented
(docs.genesys.com, eServices, field codes, type conversion): `yyyy-MM-dd HH:mm:ss`. Names are
English. Letters in single quotes stand for themselves, two single quotes for one.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from engine.esp.field_codes.errors import Unfit, quoted
from engine.esp.field_codes.locales import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from engine.values import Time

QUOTE = "'"
NAME_COUNT = 4
"""From this many letters on a name is written in full; with fewer it has three letters."""


def _year(moment: datetime, count: int) -> str:
    return f"{moment.year % 100:02}" if count == 2 else _padded(moment.year, count)


def _month(moment: datetime, count: int) -> str:
    if count < 3:
        return _padded(moment.month, count)
    return _name(ENGLISH_MONTHS[moment.month - 1], count)


def _weekday(moment: datetime, count: int) -> str:
    return _name(ENGLISH_WEEKDAYS[moment.isoweekday() % 7], count)


def _half(moment: datetime, _: int) -> str:
    return "AM" if moment.hour < 12 else "PM"


def _name(name: str, count: int) -> str:
    return name if count >= NAME_COUNT else name[:3]


def _padded(number: int, count: int) -> str:
    return str(number).rjust(count, "0")


def _numeric(part: Callable[[datetime], int]) -> Callable[[datetime, int], str]:
    return lambda moment, count: _padded(part(moment), count)


LETTERS: dict[str, Callable[[datetime, int], str]] = {
    "y": _year,
    "M": _month,
    "d": _numeric(lambda moment: moment.day),
    "D": _numeric(lambda moment: moment.timetuple().tm_yday),
    "E": _weekday,
    "a": _half,
    "H": _numeric(lambda moment: moment.hour),
    "k": _numeric(lambda moment: (moment.hour + 23) % 24 + 1),
    "h": _numeric(lambda moment: (moment.hour + 11) % 12 + 1),
    "K": _numeric(lambda moment: moment.hour % 12),
    "m": _numeric(lambda moment: moment.minute),
    "s": _numeric(lambda moment: moment.second),
    "S": _numeric(lambda moment: moment.microsecond // 1000),
}
"""Year, month, day of the month and of the year, weekday, AM or PM, hour 0-23, 1-24, 1-12, 0-11,
minute, second, millisecond."""


def formatted(time: Time, pattern: str) -> str:
    """A time by a pattern.

    >>> formatted(Time(0), "EEEE, d MMM yy 'at' h:mm a")
    'Thursday, 1 Jan 70 at 12:00 AM'
    """
    moment = time.moment()
    return "".join(LETTERS[text](moment, count) if count else text for text, count in read(pattern))


@lru_cache(maxsize=256)
def read(pattern: str) -> tuple[tuple[str, int], ...]:
    """The pattern's parts: a letter and how often it stands there, or a text and 0."""
    parts: list[tuple[str, int]] = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == QUOTE:
            text, position = literal(pattern, position)
            parts.append((text, 0))
            continue
        end = position + 1
        if character.isascii() and character.isalpha():
            if character not in LETTERS:
                message = (
                    f"`{character}` in the pattern {quoted(pattern)} stands for no part of a date"
                )
                raise Unfit(
                    message,
                    "letters that stand for themselves are in single quotes",
                )
            while pattern[end : end + 1] == character:
                end += 1
            parts.append((character, end - position))
        else:
            parts.append((character, 0))
        position = end
    return tuple(parts)


def literal(pattern: str, start: int) -> tuple[str, int]:
    """What stands in single quotes from `start` on, and the place behind it.

    >>> literal("'at' h", 0), literal("''", 0), literal("'o''clock'", 0)
    (('at', 4), ("'", 2), ("o'clock", 10))
    """
    if pattern[start + 1 : start + 2] == QUOTE:
        return QUOTE, start + 2
    pieces: list[str] = []
    position = start + 1
    while True:
        end = pattern.find(QUOTE, position)
        if end < 0:
            message = f"the pattern {quoted(pattern)} has a single quote without its other one"
            raise Unfit(message)
        pieces.append(pattern[position:end])
        if pattern[end + 1 : end + 2] != QUOTE:
            return "".join(pieces), end + 1
        pieces.append(QUOTE)
        position = end + 2
