"""Event logs of replications as one table, for SQL and data frames.

In: a program, the bytes of logs. Out: a `Grid` with a row for each event, in order. Column `event`
is its kind in lower case, `a` and `b` what the kind says about it, as text (lengths and instants in
microseconds); `engine/log/events.py` tells of each kind what these are. The rows of a long day are
many: they are made while they are written, and never all there at once.
"""

from collections.abc import Iterable, Iterator

from engine.folds.records import MEANINGS, Record, each_record
from engine.log.codec import unpack_log
from engine.program.model import Program
from engine.source import visible
from engine.store.grids import Cell, Columns, Grid
from engine.values import KVList, Value, show

COLUMNS: Columns = (
    ("replication", "bigint"), ("row", "bigint"), ("time_us", "bigint"), ("event", "varchar"),
    ("interaction", "varchar"), ("strategy", "varchar"), ("block", "varchar"),
    ("port", "varchar"), ("queue", "varchar"), ("agent", "varchar"), ("a", "varchar"),
    ("b", "varchar"),
)  # fmt: skip
TEXT_CHARS_MAX = 1_000
"""Of a longer text the beginning stands in the table; the log has all of it."""


def events_grid(program: Program, logs: Iterable[tuple[int, bytes]]) -> Grid:
    """The table of the logs of some replications, each with its number."""
    return Grid(name="events", columns=COLUMNS, rows=_rows(program, logs))


def _rows(program: Program, logs: Iterable[tuple[int, bytes]]) -> Iterator[tuple[Cell, ...]]:
    for number, data in logs:
        for record in each_record(program, unpack_log(data)):
            yield number, *_row(program, record)


def _row(program: Program, record: Record) -> tuple[Cell, ...]:
    block = record.block
    agent = record.get("agent")
    first, second = (
        None if named is None else _text(record.get(named[0])) for named in MEANINGS[record.kind]
    )
    return (
        record.index,
        record.time_us,
        record.kind.name.lower(),
        record.interaction,
        None if block is None else program.strategies[block.strategy].name,
        None if block is None else block.label,
        None if record.port is None else record.port.label,
        record.queue,
        None if agent is None else str(agent),
        first,
        second,
    )


def _text(value: Value | None) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case KVList() | tuple() | bytes():
            text = show(value)
        case _:
            text = value
    return visible(text[:TEXT_CHARS_MAX])
