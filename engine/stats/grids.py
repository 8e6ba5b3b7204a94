"""Replications as tables, for SQL and data frames.

In: a program, a simulation, what each replication has come to. Out: `Grid`s of whole numbers and
names. Nothing is computed here: a row is a record of `Counts` under the names of what it is about,
with the number of its replication, from 0. Times are microseconds from the start of the simulation.

`TABLES` says what is in each.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from engine.days import Simulation
from engine.failures import Failure
from engine.folds.ledger import fault_name
from engine.log.counts import (
    Calls,
    Counts,
    Desk,
    Failed,
    Length,
    Notifications,
    Visits,
    Waits,
    bucket_bounds,
)
from engine.ops import FIRST_FINAL, Place
from engine.program.model import Program
from engine.stats.model import Period
from engine.stats.periods import periods, simulated
from engine.store.grids import Cell, Columns, Grid

TABLES = {
    "replications": "seed of each, how it ended, how many interactions and events",
    "waits": "who asked for an agent, by arrivals or virtual queue, and by interval",
    "wait_buckets": "waits of the answered, by length",
    "queues": "how long queues were, by interval",
    "agents": "what agents did, by interval",
    "blocks": "how often blocks were entered, and for how long",
    "ports": "by which port blocks were left",
    "calls": "what became of ESP calls, by block",
    "refusals": "with which faults they were refused",
    "places": "what became of interactions",
    "notifications": "chats that calls have made to be ended again",
    "failures": "what went wrong, and what became of those whom it hit",
    "events": "every event, where logs are kept (`--log events`)",
}
"""What each table holds; a row is about one replication."""
Row = tuple[Cell, ...]
Rows = Callable[["Replication"], Iterator[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """What a replication has come to; `limit` is the code of the limit that it has met."""

    number: int
    seed: int
    end: str
    truncated: bool
    limit: str | None
    counts: Counts


def grids_of(
    program: Program, simulation: Simulation, replications: Sequence[Replication]
) -> list[Grid]:
    """All tables. Rows are in the order of replications, then of declarations, then of time."""
    shelf = _Tables(program, simulation)
    listed: list[tuple[str, Columns, Rows]] = [
        ("replications", REPLICATIONS, _replication),
        ("waits", (*SCOPE, *PERIOD, *WAITS), shelf.waits),
        ("wait_buckets", (*SCOPE, *BUCKET), shelf.wait_buckets),
        ("queues", (*QUEUE, *PERIOD, *LENGTHS), shelf.queues),
        ("agents", (*AGENT, *PERIOD, *DESKS), shelf.agents),
        ("blocks", (*BLOCK, *VISITS), shelf.blocks),
        ("ports", (*BLOCK, *PORT), shelf.ports),
        ("calls", (*BLOCK, *CALLS), shelf.calls),
        ("refusals", (*BLOCK, *REFUSAL), shelf.refusals),
        ("places", PLACE, _places),
        ("notifications", NOTIFIED, _notifications),
        ("failures", FAILED, _failures),
    ]
    return [
        Grid(
            name=name,
            columns=(*REPLICATION, *columns),
            rows=[(each.number, *row) for each in replications for row in rows(each)],
        )
        for name, columns, rows in listed
    ]


def _numbers(record: type, *but: str) -> Columns:
    """The whole numbers of a record, as columns."""
    plain = (row.name for row in fields(record) if row.type is int and row.name not in but)
    return tuple((name, "bigint") for name in plain)


def _reader(columns: Columns) -> Callable[[object], tuple[int, ...]]:
    """What reads the columns off a record."""
    found: Callable[[object], tuple[int, ...]] = attrgetter(*(name for name, _ in columns))
    return found


REPLICATION: Columns = (("replication", "bigint"),)
REPLICATIONS: Columns = (
    ("seed", "bigint"), ("ended_by", "varchar"), ("truncated", "boolean"),
    ("limit_met", "varchar"), ("end_us", "bigint"), ("interactions", "bigint"),
    ("events", "bigint"), ("retried", "bigint"),
)  # fmt: skip
PERIOD: Columns = (
    ("interval", "bigint"), ("begins_us", "bigint"), ("ends_us", "bigint"),
    ("after_end", "boolean"),
)  # fmt: skip
SCOPE: Columns = (("kind", "varchar"), ("scope", "varchar"))
"""The kind is `arrivals` or `virtual queue`."""
BUCKET: Columns = (("from_us", "bigint"), ("to_us", "bigint"), ("answered", "bigint"))
QUEUE: Columns = (("kind", "varchar"), ("queue", "varchar"))
"""The kind is `queue` or `virtual queue`."""
AGENT: Columns = (("agent", "varchar"),)
BLOCK: Columns = (("strategy", "varchar"), ("block", "varchar"), ("kind", "varchar"))
PORT: Columns = (("port", "varchar"), ("taken", "bigint"))
REFUSAL: Columns = (("fault", "varchar"), ("refused", "bigint"))
PLACE: Columns = (("place", "varchar"), ("final", "boolean"), ("interactions", "bigint"))
WAITS, LENGTHS, DESKS = _numbers(Waits), _numbers(Length), _numbers(Desk)
VISITS, CALLS, NOTIFIED = _numbers(Visits), _numbers(Calls), _numbers(Notifications)
FAILED: Columns = (("failure", "varchar"), *_numbers(Failed, "failure"))

waits_of, length_of, desk_of = _reader(WAITS), _reader(LENGTHS), _reader(DESKS)
visits_of, calls_of, notified_of = _reader(VISITS), _reader(CALLS), _reader(NOTIFIED)
failed_of = _reader(FAILED[1:])


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables that name things of a program."""

    program: Program
    simulation: Simulation

    def waits(self, of: Replication) -> Iterator[Row]:
        for kind, name, number in self._scopes(of.counts):
            counts = of.counts
            rows = (*counts.arrivals, *counts.virtual_queues)[number]
            for period, waits in zip(_periods(counts, len(rows)), rows, strict=True):
                yield kind, name, *period, *waits_of(waits)

    def wait_buckets(self, of: Replication) -> Iterator[Row]:
        for kind, name, number in self._scopes(of.counts):
            for bucket, count in of.counts.histograms[number]:
                yield kind, name, *bucket_bounds(bucket), count

    def queues(self, of: Replication) -> Iterator[Row]:
        program, counts = self.program, of.counts
        virtual = zip(program.directory.virtual_queues, counts.virtual_lengths, strict=True)
        placed = zip(program.queues, counts.queues, strict=True)
        listed = [("virtual queue", queue.name, lengths) for queue, lengths in virtual]
        listed += [("queue", queue.name, lengths) for queue, lengths in placed]
        for kind, name, lengths in listed:
            for period, length in zip(_periods(counts, len(lengths)), lengths, strict=True):
                yield kind, name, *period, *length_of(length)

    def agents(self, of: Replication) -> Iterator[Row]:
        counts = of.counts
        for agent, desks in zip(self.program.directory.agents, counts.agents, strict=True):
            for period, desk in zip(_periods(counts, len(desks)), desks, strict=True):
                yield agent.name, *period, *desk_of(desk)

    def blocks(self, of: Replication) -> Iterator[Row]:
        for number, visits in enumerate(of.counts.blocks):
            yield *self._block(number), *visits_of(visits)

    def ports(self, of: Replication) -> Iterator[Row]:
        for number, visits in enumerate(of.counts.blocks):
            ports = self.program.blocks[number].ports
            for port, taken in zip(ports, visits.ports, strict=True):
                yield *self._block(number), port.label, taken

    def calls(self, of: Replication) -> Iterator[Row]:
        for number, calls in of.counts.calls:
            yield *self._block(number), *calls_of(calls)

    def refusals(self, of: Replication) -> Iterator[Row]:
        for number, calls in of.counts.calls:
            for fault, count in calls.refused:
                yield *self._block(number), fault_name(fault), count

    def _block(self, number: int) -> tuple[str, str, str]:
        block = self.program.blocks[number]
        return self.program.strategies[block.strategy].name, block.label, block.kind

    def _scopes(self, counts: Counts) -> Iterator[tuple[str, str, int]]:
        """The arrivals of the simulation in its order, then the virtual queues."""
        for number in self.simulation.arrivals:
            yield "arrivals", self.program.days.arrivals[number].name, number
        first = len(counts.arrivals)
        for number, queue in enumerate(self.program.directory.virtual_queues):
            yield "virtual queue", queue.name, first + number


def _periods(counts: Counts, count: int) -> Iterator[Row]:
    """The intervals; the simulation and what came after it, where only these were counted."""
    found: Sequence[Period] = periods(counts)
    if count != len(found):
        found = (simulated(counts), found[-1])
    for number, each in enumerate(found):
        yield number, each.begins_us, each.ends_us, each.after_end


def _replication(of: Replication) -> Iterator[Row]:
    counts = of.counts
    yield (
        of.seed, of.end, of.truncated, of.limit, counts.end_us, counts.interactions,
        counts.events, counts.retried,
    )  # fmt: skip


def _places(of: Replication) -> Iterator[Row]:
    for numbers, final in ((of.counts.finals, True), (of.counts.live, False)):
        for place in Place:
            if (place >= FIRST_FINAL) is final and place < len(numbers):
                yield place.name.lower(), final, numbers[place]


def _notifications(of: Replication) -> Iterator[Row]:
    yield notified_of(of.counts.notifications)


def _failures(of: Replication) -> Iterator[Row]:
    for each in of.counts.failures:
        yield Failure(each.failure).name.lower(), *failed_of(each)
