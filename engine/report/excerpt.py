"""The piece of an author's text that a message speaks of, with a caret below it.

In: a span. Out: styled lines: the source line behind its number, and the carets, aligned whatever
tabs, wide or invisible characters stand before them. A line wider than the terminal is cut around
the caret.
"""

from engine.report.styled import Line, Style, line, width
from engine.source import Span, visible

TAB = 4
CUT = "..."
ROOM_MIN = 20
"""Columns that an excerpt takes even if the terminal has fewer."""


def excerpt(span: Span, *, gutter: int, columns: int, style: str) -> list[Line]:
    """`--> file:line:column`, the line, its caret. `gutter` is the width of line numbers."""
    number, column = span.line_and_column()
    text = span.source.line(number)
    length = min(span.end - span.start, max(len(text) - column + 1, 0))
    shown, start, cells = _window(
        text, column - 1, max(length, 1), room=max(columns - gutter - 3, ROOM_MIN)
    )
    blank = " " * gutter
    return [
        line((f"{blank}--> ", Style.FRAME), span.where()),
        line((f"{blank} |", Style.FRAME)),
        line((f"{number:>{gutter}} |", Style.FRAME), f" {shown}" if shown else ""),
        line((f"{blank} |", Style.FRAME), " " * (start + 1), ("^" * cells, style)),
    ]


def gutter_of(spans: list[Span]) -> int:
    """The width of the widest line number among spans."""
    return max((len(str(span.line_and_column()[0])) for span in spans), default=1)


def _window(text: str, first: int, length: int, *, room: int) -> tuple[str, int, int]:
    """The part of a line to show, the column of the caret in it, and the caret's width.

    >>> _window("\\tab", 1, 2, room=40)
    ('    ab', 4, 2)
    >>> _window("x" * 30 + "HERE" + "y" * 30, 30, 4, room=20)
    ('...xxxxHEREyyyyyy...', 7, 4)
    """
    # A line may have millions of characters; only those that could be shown are laid out.
    low, high = max(first - room, 0), first + length + room
    shown, starts = _lay_out(text[low:high])
    caret = starts[min(first - low, len(starts) - 1)]
    end = starts[min(first - low + length, len(starts) - 1)]
    if low == 0 and high >= len(text) and starts[-1] <= room:
        return "".join(shown), caret, max(end - caret, 1)
    inner = room - 2 * len(CUT)
    from_start = low == 0 and end <= inner
    left = 0 if from_start else _index_at(starts, caret - inner // 3)
    if not from_start and high >= len(text):
        left = min(left, _index_at(starts, starts[-1] - inner))
    right, last = left, starts[left] + inner
    while right < len(shown) and starts[right + 1] <= last:
        right += 1
    before = "" if from_start else CUT
    after = CUT if right < len(shown) or high < len(text) else ""
    offset = len(before) - starts[left]
    cells = min(end, starts[right]) - caret
    return before + "".join(shown[left:right]) + after, caret + offset, max(cells, 1)


def _lay_out(text: str) -> tuple[list[str], list[int]]:
    """How each character is shown, and the column where each starts, one more for the end."""
    shown: list[str] = []
    starts = [0]
    for character in text:
        piece = " " * (TAB - starts[-1] % TAB) if character == "\t" else visible(character)
        shown.append(piece)
        starts.append(starts[-1] + width(piece))
    return shown, starts


def _index_at(starts: list[int], column: int) -> int:
    """The first character that starts at a column or after it."""
    return next((i for i, start in enumerate(starts) if start >= column), len(starts) - 1)
