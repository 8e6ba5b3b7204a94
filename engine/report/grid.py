"""Grids: rows of cells under each other, in as many columns as there are.

In: cells with their styles, a head. Out: styled lines. What is too wide has its names on lines of
their own; what is too wide even then is told in words.
"""

from collections.abc import Sequence

from engine.report.styled import Line, Style, indented, line, line_width, width, wrap

GAPS = (2, 1)
"""Columns between the cells of a grid: so many, or so few where that does not fit."""
INDENT = 2
NOTHING = "-"

Cell = tuple[str, str]


def cell(text: str) -> Cell:
    """A plain cell; a dash is quiet."""
    return (text, Style.QUIET if text == NOTHING else Style.PLAIN)


def grid(head: Sequence[str], rows: Sequence[Sequence[Cell]], columns: int) -> list[Line]:
    """The head and the rows, first cells to the left, all others to the right; `head` has a word
    for each of the others.

    >>> from engine.report.styled import plain
    >>> rows = [[("calls", ""), ("12", ""), ("3", "")], [("e-mails", ""), ("7", ""), ("30", "")]]
    >>> for each in grid(["came", "left"], rows, 80):
    ...     plain(each)
    '         came  left'
    'calls      12     3'
    'e-mails     7    30'
    >>> for each in grid(["came", "left"], rows, 13):
    ...     plain(each)
    '  came  left'
    'calls'
    '    12     3'
    'e-mails'
    '     7    30'
    >>> for each in grid(["came", "left"], rows, 10):
    ...     plain(each)
    'calls'
    '  came 12,'
    '  left 3'
    'e-mails'
    '  came 7,'
    '  left 30'
    """
    first = [("", Style.PLAIN), *((word, Style.QUIET) for word in head)]
    for gap in GAPS:
        whole = _aligned(first, rows, gap)
        if _fits(whole, columns):
            return whole
    numbers = [[("", Style.PLAIN), *row[1:]] for row in rows]
    for gap in GAPS:
        apart = indented([_trimmed(each, gap) for each in _aligned(first, numbers, gap)], INDENT)
        if _fits(apart, columns):
            found = apart[:1]
            for row, below in zip(rows, apart[1:], strict=True):
                found += [*wrap(line(row[0]), columns), below]
            return found
    return [each for row in rows for each in _in_words(head, row, columns)]


def _fits(lines: Sequence[Line], columns: int) -> bool:
    return all(line_width(each) <= columns for each in lines)


def _aligned(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], gap: int) -> list[Line]:
    whole = [head, *rows]
    widest = [max(width(row[place][0]) for row in whole) for place in range(len(head))]
    lines: list[Line] = []
    for row in whole:
        fragments: list[Cell] = []
        for place, (text, style) in enumerate(row):
            room = " " * (widest[place] - width(text))
            if place:
                fragments += [(" " * gap + room, Style.PLAIN), (text, style)]
            else:
                fragments += [(text, style), (room, Style.PLAIN)]
        lines.append(tuple(fragment for fragment in fragments if fragment[0]))
    return lines


def _trimmed(numbers: Line, gap: int) -> Line:
    """A line without the gap behind a name that is not there."""
    (first, style), *rest = numbers
    return ((first[gap:], style), *rest)


def _in_words(head: Sequence[str], row: Sequence[Cell], columns: int) -> list[Line]:
    said = ", ".join(f"{word} {text}" for word, (text, _) in zip(head, row[1:], strict=True))
    return [*wrap(line(row[0]), columns), *indented(wrap(line(said), columns - INDENT), INDENT)]
