"""Texts of the form `key:value|key:value`, in which strategies of URS keep lists.

In: such a text. Out: its pairs in order, and the numbers that values begin with. Any text can be
read: what has no colon is a key without a value, and a value may hold further colons [inferred].
"""

import re
from typing import NamedTuple

from engine.functions.kind import OVERFLOW, FunctionFault, FunctionParameter
from engine.values import INTEGER_MAX, Type

BETWEEN, INSIDE = "|", ":"
DIGITS_MAX = len(str(INTEGER_MAX))
_LEADING = re.compile(r"0*([0-9]*)", re.ASCII)

LIST = FunctionParameter(name="list", type=Type.TEXT, meaning="the list, as `key:value|key:value`")
INDEX = FunctionParameter(name="index", type=Type.INTEGER, meaning="which pair, from 1")
KEY = FunctionParameter(name="key", type=Type.TEXT, meaning="the key, as it is written there")


class Pair(NamedTuple):
    """One pair; `text` is how it is written."""

    key: str
    value: str
    text: str


NO_PAIR = Pair("", "", "")


def pairs_of(text: str) -> list[Pair]:
    """The pairs of a list; an empty text has none.

    >>> [pair.value for pair in pairs_of("a:1|b|:2")]
    ['1', '', '2']
    """
    parts = text.split(BETWEEN) if text else []
    return [Pair(*_halves(part), part) for part in parts]


def _halves(part: str) -> tuple[str, str]:
    key, _, value = part.partition(INSIDE)
    return key, value


def at(text: str, index: int) -> Pair:
    """The pair at an index from 1, or an empty one."""
    found = pairs_of(text)
    return found[index - 1] if 0 < index <= len(found) else NO_PAIR


def of_key(text: str, key: str) -> Pair:
    """The first pair with exactly this key, or an empty one."""
    return next((pair for pair in pairs_of(text) if pair.key == key), NO_PAIR)


def digits(value: str) -> str:
    """The digits that a value begins with, without zeros before them; empty for 0.

    >>> digits("0042 calls"), digits("none"), digits("-5")
    ('42', '', '')
    """
    leading = _LEADING.match(value)
    return leading[1] if leading else ""


def size(value: str) -> tuple[int, str]:
    """What two values compare by, as the numbers they begin with, however large."""
    found = digits(value)
    return len(found), found


def number(value: str) -> int:
    """The number that a value begins with, 0 if it begins with none."""
    found = digits(value)
    if len(found) > DIGITS_MAX or int(found or "0") > INTEGER_MAX:
        raise FunctionFault(OVERFLOW)
    return int(found or "0")
