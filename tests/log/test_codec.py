"""Event logs as bytes and back."""

from array import array
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.log.codec import LaterError, LogError, pack_log, seed_of_log, unpack_log
from engine.log.events import COLUMNS
from engine.log.model import EventLog, Reason
from engine.values import Duration, KVList, Pool, Time, Value

WORDS = generators.integers(-(2**63), 2**63 - 1)
LEAVES = (
    generators.text()
    | generators.integers(-(2**53), 2**53)
    | generators.booleans()
    | generators.binary()
    | generators.integers(0, 2**53).map(Duration)
    | generators.datetimes(timezones=generators.just(UTC), min_value=datetime(1970, 1, 2)).map(  # noqa: DTZ001
        Time.of
    )
)
VALUES: generators.SearchStrategy[Value] = generators.recursive(
    LEAVES,
    lambda inner: (
        generators.lists(inner, max_size=3).map(tuple)
        | generators.lists(generators.tuples(generators.text(), inner), max_size=3).map(KVList)
    ),
    max_leaves=6,
)


@generators.composite
def logs(draw: generators.DrawFn) -> EventLog:
    """Any event log."""
    rows = draw(generators.integers(0, 5))
    columns = {
        name: draw(generators.lists(WORDS, min_size=rows, max_size=rows)) for name in COLUMNS
    }
    reasons = draw(generators.lists(generators.tuples(WORDS, WORDS, WORDS, WORDS), max_size=3))
    pool = Pool()
    for value in draw(generators.lists(VALUES, max_size=4)):
        pool.encode(value)
    return EventLog(
        head=draw(generators.dictionaries(generators.text(), generators.text(), max_size=3)),
        columns={name: array("q", column) for name, column in columns.items()},
        pool=pool,
        reasons=tuple(Reason(*each) for each in reasons),
        contents=tuple(draw(generators.lists(VALUES, max_size=3))),
    )


@given(logs())
def test_a_log_that_is_packed_is_unpacked_as_it_was(log: EventLog) -> None:
    data = pack_log(log)
    again = unpack_log(data)

    assert (again.head, again.columns) == (log.head, log.columns)
    assert (again.reasons, again.contents) == (log.reasons, log.contents)
    assert [(type(each), each) for each in again.pool.items] == [
        (type(each), each) for each in log.pool.items
    ]
    assert again.events_hash() == log.events_hash()
    assert again.why_hash() == log.why_hash()
    assert pack_log(again) == data


@given(logs(), generators.data())
def test_a_log_that_is_not_what_was_written_is_refused(
    log: EventLog, data: generators.DataObject
) -> None:
    before = pack_log(log)
    at = data.draw(generators.integers(0, len(before) - 1))
    flipped = before[:at] + bytes([before[at] ^ 4]) + before[at + 1 :]

    for damaged in (flipped, before[:at], before + b"\n", b"\x00" * len(before)):
        with pytest.raises(LogError):
            unpack_log(damaged)


def test_a_log_of_a_later_version_is_told_from_a_damaged_one() -> None:
    with pytest.raises(LaterError, match="it has format 99"):
        unpack_log(b"routewright log 99\nwhat nobody knows yet")


@pytest.mark.parametrize(
    "head", [b"routewright log \n", b"routewright log -3\n", b"routewright log 3x\n", b""]
)
def test_a_log_begins_with_its_format(head: bytes) -> None:
    with pytest.raises(LogError, match="does not begin as an event log"):
        unpack_log(head)


@pytest.mark.parametrize(("head", "seed"), [({"seed": "7"}, 7), ({}, -1), ({"seed": "x"}, -1)])
def test_a_log_knows_its_seed(head: dict[str, str], seed: int) -> None:
    columns = {name: array("q") for name in COLUMNS}
    log = EventLog(head=head, columns=columns, pool=Pool(), reasons=(), contents=())

    assert seed_of_log(log) == seed
