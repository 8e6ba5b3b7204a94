"""SQL over the tables of a results folder: read, and nothing else.

In: a folder, a query. Out: `Answer`. The database is opened only if it is what was written. It
cannot be changed; no file, no extension and no network can be reached from a query, and nothing of
that can be switched on again: the configuration is locked (duckdb.org/docs, Securing DuckDB).
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine import collector
from engine.store.folders import DATABASE
from engine.store.grids import REMAKE, Settings, read_derived
from engine.store.journal import JOURNAL
from engine.store.plan import Stamp, refuse_changed
from engine.store.refusals import damaged, refusal
from engine.store.results import read_results

if TYPE_CHECKING:
    import duckdb

SETTINGS: Settings = {
    "threads": 1,
    "memory_limit": "1GB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
}
LOCKS = ("set enable_external_access = false", "set lock_configuration = true")
"""The last settings: nothing can be set after them."""
EMPTY = "the query is empty; for example `SELECT * FROM replications`"
QUOTED_TWICE = re.compile(r'""(\w+)""')
"""Names in some of DuckDB's words."""
NUMBER = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\([0-9,]+\)")
"""The names of DuckDB's types of numbers."""


class QueryError(ValueError):
    """A query cannot be answered; the message says why, and where in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of a query: the names of the columns, which of them are numbers, the rows, and
    whether there are more of them."""

    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[object, ...], ...]
    more: bool


def ask(folder: Path, query: str, *, rows_max: int) -> Answer:
    """The answer to a query, at most `rows_max` rows of it. Raises `QueryError` for what is wrong
    with it; `SourceError`: E503 if there are no tables, E610 if they are not what was written."""
    import duckdb

    collector.to_the_end()
    path = _database(folder)
    try:
        with duckdb.connect(path, read_only=True, config=SETTINGS) as database:
            for lock in LOCKS:
                database.execute(lock)
            return _answer(database, query, rows_max)
    except duckdb.IOException as error:
        raise damaged(path, "it cannot be opened", REMAKE) from error
    except duckdb.Error as error:
        raise QueryError(cleaned(str(error))) from error


def _database(folder: Path) -> Path:
    """The database of a folder, which is what was written."""
    manifest = read_results(folder)
    if not manifest.finished:
        message = f"`{folder.as_posix()}` has no tables yet: its replications are not finished"
        raise refusal("E503", message, "`--resume` brings them to their end")
    path, derived = folder / DATABASE, read_derived(folder)
    if derived is None or derived[0] != manifest.files[JOURNAL].sha256:
        raise damaged(path, "it was not made from this journal", REMAKE)
    refuse_changed(path, derived[1].get(DATABASE, Stamp("", -1)), REMAKE)
    return path


def _answer(database: "duckdb.DuckDBPyConnection", query: str, rows_max: int) -> Answer:
    if not database.extract_statements(query):
        raise QueryError(EMPTY)
    result = database.execute(query)
    described = result.description or []
    rows = result.fetchmany(rows_max + 1)
    return Answer(
        columns=tuple(str(name) for name, *_ in described),
        numeric=tuple(NUMBER.fullmatch(str(each[1])) is not None for each in described),
        rows=tuple(tuple(row) for row in rows[:rows_max]),
        more=len(rows) > rows_max,
    )


def cleaned(words: str) -> str:
    r"""DuckDB's words without the names of its errors and its exclamation marks, the place in the
    query as it shows it.

    >>> cleaned("Parser Error: syntax error at or near \"selec\"\n\nLINE 1: selec 1\n        ^")
    'syntax error at or near "selec"\n\nLINE 1: selec 1\n        ^'
    >>> cleaned('Catalog Error: Table with name wait does not exist!\nDid you mean "waits"?')
    'table with name wait does not exist; did you mean "waits"?'
    >>> cleaned('Invalid Input Error: Cannot change ""threads""')
    'cannot change "threads"'
    """
    said, gap, place = words.partition("\n\n")
    kind, colon, rest = said.partition(": ")
    if colon and kind.endswith("Error"):
        said = rest
    parts = [part.strip().rstrip("!").strip() for part in said.split("\n") if part.strip()]
    lowered = [part[:1].lower() + part[1:] for part in parts]
    return QUOTED_TWICE.sub(r'"\1"', "; ".join(lowered)) + gap + place
