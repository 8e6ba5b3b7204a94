"""`EventLog`: the finished log of a run, its canonical bytes and its hash."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from engine.log.events import COLUMNS, Event
from engine.values import Pool, Value, show, type_of

FORMAT = 3
"""Version of the log's bytes; a change of columns, kinds or encoding raises it."""


class Row(NamedTuple):
    """One event; see `Event` for the columns."""

    time: int
    kind: Event
    interaction: int
    block: int
    port: int
    queue: int
    agent: int
    a: int
    b: int


class Reason(NamedTuple):
    """One row of the `why` section; `event` is the index of the event it explains."""

    event: int
    kind: int
    a: int
    b: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventLog:
    """What a run did, in order.

    `columns` are arrays of equal length under the names of `COLUMNS`; `pool` holds the values they
    speak of. `reasons` and `contents` are the `why` section. `head` states what the run was made
    of: format, program, strategy, seed, start, horizon, and with `end` whether that cut it off.
    """

    head: Mapping[str, str]
    columns: Mapping[str, "array[int]"]
    pool: Pool
    reasons: tuple[Reason, ...]
    contents: tuple[Value, ...]

    def __len__(self) -> int:
        return len(self.columns["time"])

    def rows(self) -> Iterator[Row]:
        """The events in order."""
        for time, kind, *rest in zip(*(self.columns[name] for name in COLUMNS), strict=True):
            yield Row(time, Event(kind), *rest)

    def value(self, code: int) -> Value:
        """The value of an integer in column `a` or `b`."""
        return self.pool.decode(code)

    def text(self, code: int) -> str:
        """As `value`, where the column holds a text."""
        return str(self.pool.decode(code))

    def events_bytes(self) -> bytes:
        """Canonical bytes of the events: head, count, columns (little-endian), pool."""
        parts = [f"routewright events {FORMAT}\n".encode()]
        parts += [f"{key}={value}\n".encode() for key, value in sorted(self.head.items())]
        parts.append(f"rows={len(self)}\n".encode())
        parts += [_little_endian(self.columns[name]) for name in COLUMNS]
        parts += [_value_bytes(value) for value in self.pool.items]
        return b"".join(parts)

    def why_bytes(self) -> bytes:
        """Canonical bytes of the `why` section."""
        parts = [f"routewright why {FORMAT}\nrows={len(self.reasons)}\n".encode()]
        parts += [_little_endian(array("q", reason)) for reason in self.reasons]
        parts += [_value_bytes(value) for value in self.contents]
        return b"".join(parts)

    def events_hash(self) -> str:
        """SHA-256 of the events, in hexadecimal: equal for equal program, input, seed, limits."""
        return sha256(self.events_bytes()).hexdigest()

    def why_hash(self) -> str:
        """SHA-256 of the `why` section."""
        return sha256(self.why_bytes()).hexdigest()


def _little_endian(column: "array[int]") -> bytes:
    from sys import byteorder

    if byteorder == "little":
        return column.tobytes()
    swapped = array("q", column)
    swapped.byteswap()
    return swapped.tobytes()


def _value_bytes(value: Value) -> bytes:
    text = f"{type_of(value)} {show(value)}".encode()
    return b"%d:%s\n" % (len(text), text)
