"""Event logs as bytes and back.

In: an `EventLog`. Out: bytes, the same for the same log: a line with the format, a line of JSON
that says how much there is of everything, the columns and reasons as 64-bit integers (little end
first), a line of JSON for each value, and a footer with the SHA-256 of all before it. A log that is
read again has the same hashes of its events and reasons as the one that was written.
"""

import sys
from array import array
from collections.abc import Iterator
from hashlib import sha256

from engine.json_text import Json, JsonError, read, written
from engine.log.events import COLUMNS
from engine.log.model import FORMAT, EventLog, Reason
from engine.values import Duration, KVList, Pool, Time, Value

FIRST = b"routewright log "
NEST_MAX = 400
"""Levels of JSON of one value; a list takes one, a KVList three."""
WORD = 8
PARTS = len(Reason._fields)


class LogError(ValueError):
    """Bytes are no event log; the message says why."""


class LaterError(LogError):
    """Bytes are an event log of a later format, which is in `found`."""

    def __init__(self, found: int) -> None:
        super().__init__(f"it has format {found}, and this version knows {FORMAT}")
        self.found = found


def pack_log(log: EventLog) -> bytes:
    """The bytes of a log."""
    whole: Json = {
        "contents": len(log.contents),
        "head": dict(log.head),
        "pool": len(log.pool.items),
        "reasons": len(log.reasons),
        "rows": len(log),
    }
    reasons = array("q", [part for reason in log.reasons for part in reason])
    parts = [FIRST + b"%d\n" % FORMAT, written(whole).encode("ascii") + b"\n"]
    parts += [_swapped(log.columns[name]).tobytes() for name in COLUMNS]
    parts.append(_swapped(reasons).tobytes())
    values = [*log.pool.items, *log.contents]
    parts += [written(_to_json(value)).encode("ascii") + b"\n" for value in values]
    body = b"".join(parts)
    return body + _footer(body)


def unpack_log(data: bytes) -> EventLog:
    """The log of bytes. Raises `LogError`, `LaterError` if they were written by a later version."""
    first, _, rest = data.partition(b"\n")
    digits = first.removeprefix(FIRST)
    if not first.startswith(FIRST) or not digits.isdigit() or len(digits) > 9:
        raise LogError("it does not begin as an event log")
    if int(digits) > FORMAT:
        raise LaterError(int(digits))
    footer = len(data) - len(_footer(b""))
    if footer < 0 or data[footer:] != _footer(data[:footer]):
        raise LogError("it is not what was written: its hash does not fit")
    try:
        return _log(rest[: footer - len(first) - 1])
    except (JsonError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise LogError("it is no event log that was written here") from error


def seed_of_log(log: EventLog) -> int:
    """The seed that a log says it is of; -1 if it says none."""
    seed = log.head.get("seed", "")
    return int(seed) if seed.isdecimal() else -1


def _log(rest: bytes) -> EventLog:
    line, _, rest = rest.partition(b"\n")
    match read(line):
        case {
            "contents": int(contents),
            "head": dict(head),
            "pool": int(pool),
            "reasons": int(reasons),
            "rows": int(rows),
        }:
            size = WORD * (rows * len(COLUMNS) + reasons * PARTS)
            words, lines = rest[:size], rest[size:].splitlines()
        case _:
            raise LogError("it does not say what it holds")
    if len(words) < size or len(lines) != pool + contents:
        raise LogError("it does not hold what it says")
    values = [_of_json(read(each, depth=NEST_MAX)) for each in lines]
    held = Pool()
    held.items.extend(values[:pool])
    return EventLog(
        head={key: str(value) for key, value in head.items()},
        columns=dict(_columns(words, rows)),
        pool=held,
        reasons=tuple(_reasons(words[WORD * rows * len(COLUMNS) :])),
        contents=tuple(values[pool:]),
    )


def _columns(words: bytes, rows: int) -> Iterator[tuple[str, "array[int]"]]:
    for number, name in enumerate(COLUMNS):
        begin = number * rows * WORD
        yield name, _integers(words[begin : begin + rows * WORD])


def _reasons(words: bytes) -> Iterator[Reason]:
    flat = _integers(words)
    for at in range(0, len(flat), PARTS):
        yield Reason(*flat[at : at + PARTS])


def _integers(words: bytes) -> "array[int]":
    found = array("q")
    found.frombytes(words)
    return _swapped(found)


def _swapped(column: "array[int]") -> "array[int]":
    """A column with the little end first, or back: the other order of bytes where that is not the
    machine's own."""
    if sys.byteorder == "little":
        return column
    other = array("q", column)
    other.byteswap()
    return other


def _footer(body: bytes) -> bytes:
    return b'{"sha256":"%b"}\n' % sha256(body).hexdigest().encode("ascii")


def _to_json(value: Value) -> Json:
    """A value as JSON: what JSON has no form for is an object with one key."""
    match value:
        case bool() | str():
            return value
        case Duration():
            return {"duration": int(value)}
        case Time():
            return {"time": int(value)}
        case int():
            return value
        case bytes():
            return {"binary": value.hex()}
        case tuple():
            return [_to_json(each) for each in value]
        case KVList():
            return {"pairs": [[key, _to_json(each)] for key, each in value]}


def _of_json(found: Json) -> Value:
    match found:
        case bool() | str() | int():
            return found
        case list():
            return tuple([_of_json(each) for each in found])
        case {"duration": int(length), **rest} if not rest:
            return Duration(length)
        case {"time": int(instant), **rest} if not rest:
            return Time(instant)
        case {"binary": str(digits), **rest} if not rest:
            return bytes.fromhex(digits)
        case {"pairs": list(pairs), **rest} if not rest:
            return KVList([_pair(pair) for pair in pairs])
        case _:
            raise LogError("it holds a value of no known type")


def _pair(found: Json) -> tuple[str, Value]:
    match found:
        case [str(key), value]:
            return key, _of_json(value)
        case _:
            raise LogError("it holds a pair without a key")
