"""Replications as tables: each row a record of the counts, under the names of what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache

from engine.log.counts import Calls, Counts, Desk, Failed, Length, Notifications, Visits, Waits
from engine.replications.body import unpack
from engine.replications.model import Unit
from engine.replications.running import How, Replicating
from engine.stats.grids import TABLES, Replication, grids_of
from engine.store.grids import Cell
from tests.replications.days import variants

KINDS: Mapping[str, tuple[type, ...]] = {
    "bigint": (int,), "varchar": (str, type(None)), "boolean": (bool,),
}  # fmt: skip


@cache
def replications() -> tuple[Replication, ...]:
    """Two of a tiny day."""
    work = Replicating(variants=variants(), how=How())
    found = [unpack(work.done(Unit(0, number)).body) for number in range(2)]
    return tuple(
        Replication(
            number=each.unit.number, seed=each.seed, end=each.end, truncated=each.truncated,
            limit=None, counts=each.counts,
        )
        for each in found
    )  # fmt: skip


@cache
def tables() -> dict[str, list[dict[str, Cell]]]:
    """The rows of each table, by the names of its columns."""
    variant = variants()[0]
    made = grids_of(variant.program, variant.simulation, replications())
    return {
        grid.name: [
            dict(zip((name for name, _ in grid.columns), row, strict=True)) for row in grid.rows
        ]
        for grid in made
    }


def total(rows: Sequence[Mapping[str, Cell]], column: str) -> int:
    """The sum of a column."""
    return sum(int(row[column] or 0) for row in rows)


def counts() -> list[Counts]:
    """The counts of both."""
    return [each.counts for each in replications()]


def test_cells_have_the_types_of_their_columns() -> None:
    variant = variants()[0]

    for grid in grids_of(variant.program, variant.simulation, replications()):
        for row in grid.rows:
            assert len(row) == len(grid.columns)
            for cell, (name, kind) in zip(row, grid.columns, strict=True):
                assert isinstance(cell, KINDS[kind]), (grid.name, name, cell)


def test_every_whole_number_of_a_record_is_a_column() -> None:
    made = {grid.name: {name for name, _ in grid.columns} for grid in grids_of(
        variants()[0].program, variants()[0].simulation, ())}  # fmt: skip

    for table, record in (
        ("waits", Waits), ("queues", Length), ("agents", Desk), ("blocks", Visits),
        ("calls", Calls), ("notifications", Notifications), ("failures", Failed),
    ):  # fmt: skip
        assert {row.name for row in fields(record) if row.type is int} <= made[table]


def test_every_table_is_told_of() -> None:
    assert [*tables(), "events"] == list(TABLES)


def test_tables_add_up_to_the_counts() -> None:
    found = tables()

    assert [row["seed"] for row in found["replications"]] == [each.seed for each in replications()]
    assert total(found["places"], "interactions") == sum(each.interactions for each in counts())
    assert total(found["waits"], "answered") == total(found["agents"], "answered")
    assert total(found["wait_buckets"], "answered") == total(found["waits"], "answered")
    assert total(found["blocks"], "entered") == sum(
        visits.entered for each in counts() for visits in each.blocks
    )
    assert total(found["ports"], "taken") == sum(
        sum(visits.ports) for each in counts() for visits in each.blocks
    )


def test_rows_name_what_they_are_about() -> None:
    found = tables()

    assert {row["scope"] for row in found["waits"]} == {"calls"}
    assert [row["agent"] for row in found["agents"][:4]] == ["anna", "anna", "ben", "ben"]
    assert [(row["interval"], row["after_end"]) for row in found["agents"][:2]] == [
        (0, False), (1, True),
    ]  # fmt: skip
    assert {(row["strategy"], row["block"], row["kind"]) for row in found["blocks"]} == {
        ("line", "hold", "route"), ("line", "sorry", "default_route"),
    }  # fmt: skip
