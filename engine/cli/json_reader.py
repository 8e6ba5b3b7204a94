"""A strict reader for the JSON object of `--from`: user data.

In: a file. Out: texts, integers and KVLists by key. What JSON leaves to its readers is an error
here: a key given twice, NaN, a number that is not a 32-bit integer, nesting without a bound.
"""

import json
import stat
import sys
from pathlib import Path
from typing import NoReturn

from engine.cli.options import stray
from engine.limits import Limits
from engine.values import KV_INTEGER_MAX, KVList, Value

DEPTH_MAX = 64
STDIN = Path("-")
STDIN_NAME = "<stdin>"


class _Unfit(Exception):  # noqa: N818 - it says what the file is
    """The file is not what it must be; the message says why."""


def read_object(path: Path, limits: Limits) -> dict[str, Value]:
    """The object of a file, or of stdin for `STDIN`.

    Raises `SourceError`: E502, E503, E402 for the file, E320 for what is in it, E413 for a text
    that is too long.
    """
    name = name_of(path)
    text = _text(path, limits)
    try:
        found = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_integer,
        )
        if not isinstance(found, _Object):
            _unfit("it holds no object at its top")
        return {key: _value(value, key, 1, limits) for key, value in found.pairs}
    except json.JSONDecodeError as error:
        message = f"`{name}` is no JSON: line {error.lineno}, column {error.colno}"
        raise stray("E320", message) from error
    except RecursionError as error:
        raise stray("E320", f"`{name}`: it nests deeper than {DEPTH_MAX} levels") from error
    except _Unfit as error:
        raise stray("E320", f"`{name}`: {error}") from error


def name_of(path: Path) -> str:
    """How messages call a file."""
    return STDIN_NAME if path == STDIN else path.as_posix()


def _text(path: Path, limits: Limits) -> str:
    try:
        return (_stdin(limits) if path == STDIN else _bytes(path, limits)).decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"`{name_of(path)}` is not UTF-8 at byte {error.start}"
        raise stray("E320", message) from error


def _stdin(limits: Limits) -> bytes:
    # One byte more than is allowed is enough to know, and a giant is not read to its end.
    try:
        data = sys.stdin.buffer.read(limits.source_bytes + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise stray("E503", f"`{STDIN_NAME}` cannot be read: {reason}") from error
    if len(data) > limits.source_bytes:
        raise stray("E402", f"`{STDIN_NAME}` has more than {limits.source_bytes:,} bytes")
    return data


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise stray("E502", f"`{path}` is not a regular file")
        if status.st_size > limits.source_bytes:
            raise stray("E402", f"`{path}` has more than {limits.source_bytes:,} bytes")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise stray("E503", f"`{path}` cannot be opened: {reason.lower()}") from error


class _Object:
    """A JSON object before its values are judged."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


def _object(pairs: list[tuple[str, object]]) -> _Object:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            _unfit(f"the key `{key}` stands twice in one object")
        seen.add(key)
    return _Object(pairs)


def _integer(digits: str) -> int:
    if len(digits) > len(str(KV_INTEGER_MAX)) + 1 or abs(int(digits)) > KV_INTEGER_MAX:
        _unfit(f"`{digits[:40]}` is beyond {KV_INTEGER_MAX:,}")
    return int(digits)


def _float(text: str) -> NoReturn:
    _unfit(f"`{text[:40]}` is no whole number")


def _constant(text: str) -> NoReturn:
    _unfit(f"`{text}` is no number")


def _unfit(message: str) -> NoReturn:
    raise _Unfit(message)


def _value(found: object, where: str, depth: int, limits: Limits) -> Value:
    """A text, an integer or a KVList; `where` is the path of keys to it."""
    if depth > DEPTH_MAX:
        _unfit(f"it nests deeper than {DEPTH_MAX} levels")
    match found:
        case str():
            if len(found) > limits.text_chars:
                raise stray("E413", f"`{where}` has more than {limits.text_chars:,} characters")
            _check_characters(found, where)
            return found
        case int() if not isinstance(found, bool):
            return found
        case _Object():
            return KVList(
                (key, _value(value, f"{where}.{key}", depth + 1, limits))
                for key, value in found.pairs
            )
        case _:
            words = {bool: "true or false", list: "an array"}.get(type(found), "null")
            _unfit(f"`{where}` is {words}; user data is text, integer or object")


def _check_characters(text: str, where: str) -> None:
    """JSON can spell half a character; no text can hold one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        _unfit(f"`{where}` holds half a character")
