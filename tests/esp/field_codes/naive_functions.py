"""The functions of the second evaluator, each in the shortest way."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

Value = Decimal | str | datetime | bool | None
"""None is missing."""


class NaiveError(Exception):
    """There is no value, or no formula."""


def folded(text: str) -> str:
    """A text without the case of its letters."""
    letters = [c.upper() if len(c.upper()) == 1 else c for c in text]
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in letters)


def moved(date: datetime, days: Decimal) -> datetime:
    """A date so many days later."""
    with localcontext(prec=80):
        micros = (days * 86_400_000_000).to_integral_value(ROUND_HALF_EVEN)
    try:
        return date + timedelta(microseconds=int(micros))
    except OverflowError as error:
        raise NaiveError from error


def whole(value: Any, least: int) -> int:
    """A whole number of at least so much."""
    if value != int(value) or value < least:
        raise NaiveError
    return int(value)


def function(name: str, values: list[Any]) -> Value:
    """The result of a function."""
    types = {"isstring": str, "isnumber": Decimal, "isboolean": bool, "isdatetime": datetime}
    if name in types:
        return type(values[0]) is types[name]
    if name == "type":
        names = {str: "String", Decimal: "Number", bool: "Boolean", datetime: "DateTime"}
        return names.get(type(values[0]), "None")
    wanted = WANTED.get(name, ())
    for value, allowed in zip(values, wanted, strict=False):
        if value is not None and type(value) not in allowed:
            raise NaiveError
    return None if None in values else FUNCTIONS[name](*values)


NUMBER, TEXT, DATE = (Decimal,), (str,), (datetime,)
WANTED: dict[str, tuple[tuple[type, ...], ...]] = {
    "bool": ((Decimal, str, bool), (bool,)),
    **dict.fromkeys(("abs", "ceil", "floor"), (NUMBER,)),
    "date": ((Decimal, str), (Decimal, str), *(NUMBER,) * 4),
    **dict.fromkeys(("year", "month", "day", "hour24", "weekday"), (DATE,)),
    "adddays": (DATE, NUMBER),
    **dict.fromkeys(("length", "lowercase", "uppercase", "trim"), (TEXT,)),
    "left": (TEXT, NUMBER),
    "right": (TEXT, NUMBER),
    "mid": (TEXT, NUMBER, NUMBER),
    "find": (TEXT, TEXT, NUMBER),
    "replace": (TEXT, TEXT, TEXT),
}


def to_bool(value: Any, default: bool = False) -> bool:  # noqa: FBT002 - an argument
    """`Bool`."""
    if isinstance(value, str):
        words = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
        return words.get(value.lower(), default)
    return bool(value)


def to_text(value: Any) -> str:
    """A value as it is printed."""
    if isinstance(value, Decimal):
        with localcontext(prec=2000):
            digits = f"{value.quantize(Decimal(1), ROUND_HALF_EVEN):f}"
        return "0" if digits == "-0" else digits
    if isinstance(value, datetime):
        return f"{value.year:04}{value.strftime('-%m-%d %H:%M:%S')}"
    return str(value)


def to_date(*parts: Decimal) -> datetime:
    """`Date`."""
    if not all(isinstance(part, Decimal) for part in parts):
        raise NaiveError
    try:
        year, month, day, *clock = (whole(part, -(10**9)) for part in parts)
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise NaiveError from error


def mid(text: str, start: Decimal, count: Decimal | None = None) -> str:
    """`Mid`."""
    first = whole(start, 1) - 1
    return text[first:] if count is None else text[first:][: whole(count, 0)]


def find(text: str, part: str, start: Decimal = Decimal(1)) -> Decimal:
    """`Find`."""
    text, part = folded(text), folded(part)
    for position in range(whole(start, 1) - 1, len(text) + 1):
        if text[position:].startswith(part):
            return Decimal(position + 1)
    return Decimal(0)


def replaced(text: str, old: str, new: str) -> str:
    """`Replace`."""
    if not old:
        raise NaiveError
    place = int(find(text, old))
    if not place:
        return text
    return text[: place - 1] + new + replaced(text[place - 1 + len(old) :], old, new)


def right(text: str, count: Decimal) -> str:
    """`Right`."""
    number = whole(count, 0)
    return text[-number:] if number else ""


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "bool": to_bool,
    "text": to_text,
    "abs": abs,
    "ceil": lambda n: n.to_integral_value(ROUND_CEILING),
    "floor": lambda n: n.to_integral_value(ROUND_FLOOR),
    "date": to_date,
    "year": lambda d: Decimal(d.year),
    "month": lambda d: Decimal(d.month),
    "day": lambda d: Decimal(d.day),
    "hour24": lambda d: Decimal(d.hour),
    "weekday": lambda d: Decimal((d.weekday() + 1) % 7 + 1),
    "adddays": moved,
    "length": lambda t: Decimal(len(t)),
    "left": lambda t, n: t[: whole(n, 0)],
    "right": right,
    "mid": mid,
    "find": find,
    "replace": replaced,
    "lowercase": str.lower,
    "uppercase": str.upper,
    "trim": str.strip,
}
