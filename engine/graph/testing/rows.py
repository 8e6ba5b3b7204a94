"""The table of a test: one case a row.

In: the `row` declarations of a test. Out: its columns with their types and its `TableRow`s, or
findings (E242).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.graph.testing.input import MISSING
from engine.graph.testing.stubs import is_way
from engine.graph.testing.values import Values
from engine.shelf.constants import Constants
from engine.source import Span
from engine.syntax.nodes import Expression, Name
from engine.values import Type, Value, type_of
from engine.world.kinds.row import Row


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its values by column, None for one in error or left out, and where each stands.

    `name` is empty for a test without rows. What says how a call is answered, `fault(timeout)`, is
    among the `ways`; its value is the author's text, by which claims and verdicts know it.
    """

    name: str = ""
    values: Mapping[str, Value | None] = field(default_factory=dict)
    cells: Mapping[str, Span] = field(default_factory=dict)
    ways: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a test; `columns` have type None if they are in error.

    `columns` are None for a test without rows.
    """

    rows: Sequence[TableRow]
    columns: Mapping[str, Type | None] | None


NO_TABLE = Table((TableRow(),), None)
"""A test without rows is one case."""


def read_rows(models: Sequence[Row], constants: Constants, findings: Findings) -> Table:
    """The table of a test: a column of at least half of the rows is one of all."""
    if not models:
        return NO_TABLE
    values = Values(constants, {}, findings)
    rows = [_row(model, values) for model in models]
    counts = Counter(name for row in rows for name in row.values)
    usual = [name for name, count in counts.items() if 2 * count >= len(rows)]
    columns: dict[str, Type | None] = dict.fromkeys(counts)
    for name in usual:
        columns[name] = _type_of_column(name, rows, findings)
    for model, row in zip(models, rows, strict=True):
        _check_complete(model, row, usual, findings)
    filled = [replace(row, values={**dict.fromkeys(counts), **row.values}) for row in rows]
    return Table(filled, columns)


def _row(model: Row, values: Values) -> TableRow:
    found: dict[str, Value | None] = {}
    cells: dict[str, Span] = {}
    ways: dict[str, Expression] = {}
    for entry in model.columns:
        expression = entry.expression
        cells[entry.name] = expression.span
        if is_way(expression, values.constants):
            ways[entry.name] = expression
            found[entry.name] = " ".join(expression.span.text().split())
        elif isinstance(expression, Name) and expression.text == MISSING:
            message = "`missing` is no value that a row can hold"
            cure = "write a test of its own that says `udata: { Key: missing }`"
            values.findings.error("E211", expression.span, message, cure)
            found[entry.name] = None
        else:
            found[entry.name] = values.any(expression, entry.name)
    return TableRow(model.name or "", found, cells, ways)


def _type_of_column(name: str, rows: Sequence[TableRow], findings: Findings) -> Type | None:
    """The type of a column: that of its first value. None if not all values have it."""
    first: tuple[Type, Span] | None = None
    sound = True
    for row in rows:
        value = row.values.get(name)
        if value is None:
            sound = False
            continue
        found = type_of(value)
        if first is None:
            first = found, row.cells[name]
        elif found is not first[0]:
            notes = [Note(first[1], "the first one is here")]
            message = f"`{name}` is {first[0]} in the rows above, this is {found}"
            cure = "give the column one type in all rows"
            findings.error("E242", row.cells[name], message, cure, notes)
            sound = False
    return first[0] if first is not None and sound else None


def _check_complete(
    model: Row, row: TableRow, columns: Collection[str], findings: Findings
) -> None:
    missing = [name for name in columns if name not in row.values]
    surplus = [entry for entry in model.columns if entry.name not in columns]
    for entry in surplus:
        cure = did_you_mean(entry.name, missing) or f"the rows have {listed(columns) or 'none'}"
        message = f"the other rows have no `{entry.name}`"
        findings.error("E242", entry.key.span, message, cure)
    if missing and not surplus and not model.damaged:
        message = f"row `{model.name}` has no {listed(missing)}"
        cure = f"write `{missing[0]} = …`: every row has every column"
        findings.error("E242", model.span, message, cure)
