"""Tables, derived from the journal: each as a Parquet file, and all in a DuckDB database.

In: `Grid`s. Out: `tables/*.parquet`, `results.duckdb` and `derived.json`, which says from which
journal they were made, by which version of DuckDB, and the hash of each. They can be lost: `verify
--remake` makes them anew. Parquet files are the same bytes each time; a database has an id of its
own. Only this package knows DuckDB; everything is written by one thread, in the order of the rows.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine import collector
from engine.diagnostics import SourceError
from engine.json_text import Json
from engine.store.disk import WAL, Disk, beside_of, put, read_bytes, take_place
from engine.store.folders import DATABASE, DERIVED, TABLES, forget_others
from engine.store.plan import FORMAT, Stamp, read_stamps, sealed, stamp_at, unsealed
from engine.store.refusals import damaged, refusal

if TYPE_CHECKING:
    import duckdb

Type: TypeAlias = Literal["bigint", "varchar", "boolean"]
Cell: TypeAlias = int | str | bool | None
Columns: TypeAlias = tuple[tuple[str, Type], ...]
KIND = "routewright derived files"
REMAKE = "`routewright verify DIR --remake` makes them anew"
ROWS_AT_ONCE = 100_000
Settings: TypeAlias = dict[str, str | bool | int | float | list[str]]
SETTINGS: Settings = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the names of it and of its columns are our own words, never an author's. Its rows
    may be made while they are written, once."""

    name: str
    columns: Columns
    rows: Iterable[Sequence[Cell]]

    def create(self) -> str:
        """The statement that makes the table."""
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in self.columns)
        return f'create table "{self.name}" ({columns})'

    def insert(self) -> str:
        """The statement that fills it from rows in a file, as `_line` writes them."""
        return (
            f'copy "{self.name}" from $1 (format csv, header false, auto_detect false, '
            """delimiter ',', quote '"', escape '"', nullstr '', allow_quoted_nulls false)"""
        )

    def copy(self) -> str:
        """The statement that writes it as Parquet."""
        return f'copy "{self.name}" to $1 (format parquet)'


def derive(disk: Disk, folder: Path, journal: str, grids: Callable[[], Sequence[Grid]]) -> None:
    """Makes the derived files of a journal, known by its SHA-256, unless they are there and whole.
    Raises `SourceError` with E505."""
    if _is_derived(folder, journal):
        return
    disk.remove(folder / DERIVED)
    made = grids()
    disk.make_folder(folder / TABLES)
    files = [folder / TABLES / f"{grid.name}.parquet" for grid in made]
    if files:
        files.insert(0, folder / DATABASE)
    for file in files:
        beside = beside_of(file)
        for left in (beside, beside.with_name(beside.name + WAL)):
            disk.remove(left)
    names = [file.relative_to(folder).as_posix() for file in files]
    forget_others(disk, folder, TABLES, names)
    version = _write(disk, made, files, folder) if files else None
    stamps: dict[str, Json] = {}
    for name, file in zip(names, files, strict=True):
        disk.settle(beside_of(file))
        take_place(disk, beside_of(file), file)
        stamps[name] = (stamp_at(file) or Stamp.of(b"")).document()
    whole: dict[str, Json] = {
        "files": stamps,
        "format": FORMAT,
        "from": journal,
        "kind": KIND,
        "made_with": {"duckdb": version},
    }
    put(disk, folder / DERIVED, sealed(whole))


def read_derived(folder: Path) -> tuple[str, dict[str, Stamp]] | None:
    """From which journal the derived files were made, and the stamp of each; None if there are
    none. Raises `SourceError`: E610, E611."""
    path = folder / DERIVED
    data = read_bytes(path)
    if data is None:
        return None
    match unsealed(path, data, REMAKE):
        case {"from": str(journal), "kind": str(kind), "files": dict(files)} if kind == KIND:
            return journal, read_stamps(path, files)
        case _:
            raise damaged(path, "it does not say what was derived", REMAKE)


def _is_derived(folder: Path, journal: str) -> bool:
    try:
        found = read_derived(folder)
        if found is None or found[0] != journal:
            return False
        return all(stamp_at(folder / name) == stamp for name, stamp in found[1].items())
    except SourceError:
        return False


def _write(disk: Disk, grids: Sequence[Grid], files: Sequence[Path], folder: Path) -> str:
    """Writes a database and a file for each table beside their places; gives DuckDB's version."""
    import duckdb

    collector.to_the_end()
    try:
        with duckdb.connect(beside_of(files[0]), config=SETTINGS) as database:
            for grid, file in zip(grids, files[1:], strict=True):
                _fill(disk, database, grid, beside_of(folder / "rows.csv"))
                database.execute(grid.copy(), [beside_of(file).as_posix()])
    except duckdb.Error as error:
        what = str(error).splitlines()[0].lower()
        message = f"the tables of `{folder.as_posix()}` cannot be written: {what}"
        raise refusal(
            "E505", message, "`routewright verify DIR --remake` makes them anew"
        ) from error
    return duckdb.__version__


def _fill(disk: Disk, database: "duckdb.DuckDBPyConnection", grid: Grid, beside: Path) -> None:
    """Fills a table, by way of a file of so many rows at once: that is five times as fast as
    handing them over."""
    database.execute(grid.create())
    rows = iter(grid.rows)
    while lines := "".join(map(_line, islice(rows, ROWS_AT_ONCE))):
        disk.remove(beside)
        descriptor = disk.create(beside)
        try:
            disk.write(descriptor, lines.encode("utf-8"), beside)
        finally:
            os.close(descriptor)
        database.execute(grid.insert(), [beside.as_posix()])
    disk.remove(beside)


def _line(row: Sequence[Cell]) -> str:
    return ",".join(map(_cell, row)) + "\n"


def _cell(cell: Cell) -> str:
    """A cell of CSV; what is not quoted and empty is null.

    >>> _cell(None), _cell("a,b"), _cell(7), _cell(True)
    ('', '"a,b"', '7', 'true')
    """
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case str():
            return '"' + cell.replace('"', '""') + '"'
