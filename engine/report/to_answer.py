"""The answer to a query of results, as a grid, a document or CSV.

In: the names of columns, which of them are numbers, rows of cells. Out: styled lines, values of
JSON, text. In CSV a text that a spreadsheet would take for a formula has an apostrophe before it
(owasp.org, CSV Injection); numbers stay numbers.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from io import StringIO

from engine.json_text import Json
from engine.report.styled import Line, Style, width

GAP = 2
NULL = "-"
FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""With one of these a formula begins, in some spreadsheet; the last four are full-width forms."""
Row = Sequence[object]


def answer_lines(
    columns: Sequence[str], numeric: Sequence[bool], rows: Sequence[Row]
) -> list[Line]:
    """A grid: numbers to the right, everything else to the left.

    >>> from engine.report.styled import plain
    >>> for each in answer_lines(["queue", "n"], [False, True], [["sales", 12], [None, 3]]):
    ...     plain(each)
    'queue   n'
    'sales  12'
    '-       3'
    """
    if not columns:
        return []
    shown = [[_text(cell) for cell in row] for row in rows]
    widest = [
        max(width(name), *(width(row[place]) for row in shown), 0)
        for place, name in enumerate(columns)
    ]
    head = _line(columns, numeric, widest, Style.QUIET)
    return [head, *(_line(row, numeric, widest, Style.PLAIN) for row in shown)]


def answer_document(columns: Sequence[str], rows: Sequence[Row], *, more: bool) -> dict[str, Json]:
    """The columns, and a list for each row; `more` says that there are more rows."""
    return {
        "columns": list(columns),
        "rows": [[_json(cell) for cell in row] for row in rows],
        "more": more,
    }


def answer_csv(columns: Sequence[str], numeric: Sequence[bool], rows: Sequence[Row]) -> str:
    """CSV as RFC 4180 has it, with LF; what is null is empty.

    >>> print(answer_csv(["who", "n"], [False, True], [["=1+1", -2], ["a,b", None]]), end="")
    who,n
    '=1+1,-2
    "a,b",
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in columns])
    for row in rows:
        writer.writerow(
            ["" if cell is None else _text(cell) if is_number else harmless(_text(cell))
             for cell, is_number in zip(row, numeric, strict=True)]
        )  # fmt: skip
    return out.getvalue()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=SUM(A1)"), harmless("sales"), harmless(" =1")
    ("'=SUM(A1)", 'sales', "' =1")
    """
    return f"'{text}" if text.lstrip(" ")[:1] in (*FORMULA,) else text


def _line(
    cells: Sequence[str], numeric: Sequence[bool], widest: Sequence[int], style: Style
) -> Line:
    parts = []
    for cell, is_number, room in zip(cells, numeric, widest, strict=True):
        blank = " " * (room - width(cell))
        parts.append(blank + cell if is_number else cell + blank)
    return (((" " * GAP).join(parts).rstrip(" "), style),)


def _text(cell: object) -> str:
    """A cell in words of JSON where it has them."""
    match cell:
        case None:
            return NULL
        case bool():
            return "true" if cell else "false"
        case bytes():
            return f"0x{cell.hex().upper()}"
        case _:
            return str(cell)


def _json(cell: object) -> Json:
    """A cell as JSON; what that has no form for is text."""
    match cell:
        case None | bool() | int() | str():
            return cell
        case float() if math.isfinite(cell):
            return cell
        case list() | tuple():
            return [_json(each) for each in cell]
        case Mapping():
            return {str(key): _json(each) for key, each in cell.items()}
        case _:
            return _text(cell)
