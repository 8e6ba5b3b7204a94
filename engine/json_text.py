"""JSON that is written in one way and read strictly.

In: values of JSON. Out: their one text, and back. One text for each value: no spaces, sorted keys,
ASCII, no floats unless they are asked for. What JSON leaves to its readers is an error here: a key
given twice, NaN, nesting without a bound, numbers without end.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
DEPTH_MAX = 64
OPENING, CLOSING = frozenset("[{"), frozenset("]}")
BRACKETS = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?', re.DOTALL)
"""Brackets, and texts, in which they mean nothing."""
DIGITS_MAX = 40
"""Of a whole number: more than any sum of microseconds has."""


class JsonError(ValueError):
    """A text is no JSON, or not as strict as it must be; the message says why."""


def written(value: Json) -> str:
    """The text of a value, without a line end.

    >>> written({"b": [1, "é"], "a": None})
    '{"a":null,"b":[1,"\\\\u00e9"]}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def written_wide(value: Json) -> str:
    """The text of a value for people to read: over many lines, with one at its end.

    >>> written_wide({"b": 1, "a": 2})
    '{\\n  "a": 2,\\n  "b": 1\\n}\\n'
    """
    return json.dumps(value, sort_keys=True, indent=2, allow_nan=False) + "\n"


def read(text: str | bytes, *, depth: int = DEPTH_MAX) -> Json:
    """The value of a text that nests no deeper. Raises `JsonError`.

    >>> read('{"a": [1, 2]}')
    {'a': [1, 2]}
    >>> read('{"a": 1, "a": 2}')
    Traceback (most recent call last):
        ...
    engine.json_text.JsonError: the key `a` stands twice in one object
    """
    try:
        held = text if isinstance(text, str) else text.decode("utf-8")
        _measure(held, depth)
        value: Json = json.loads(
            held, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer
        )
    except UnicodeDecodeError as error:
        message = f"it is not UTF-8 at byte {error.start}"
        raise JsonError(message) from error
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, column {error.colno} is no JSON"
        raise JsonError(message) from error
    return value


def _measure(text: str, depth_max: int) -> None:
    """Refuses what nests deep before it is read; brackets in texts do not count."""
    depth = 0
    for found in BRACKETS.finditer(text):
        bracket = found[0]
        if bracket in OPENING:
            depth += 1
            if depth > depth_max:
                _unfit(f"it nests deeper than {depth_max} levels")
        elif bracket in CLOSING:
            depth -= 1


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        _unfit(f"the key `{twice}` stands twice in one object")
    return found


def _integer(digits: str) -> int:
    if len(digits) > DIGITS_MAX:
        _unfit(f"`{digits[:DIGITS_MAX]}...` has more than {DIGITS_MAX} digits")
    return int(digits)


def _constant(text: str) -> NoReturn:
    _unfit(f"`{text}` is no number")


def _unfit(message: str) -> NoReturn:
    raise JsonError(message)
