"""Styled lines: text with the names of styles, and the arithmetic of fitting it in columns.

In: fragments of text, from our messages or from outside. Out: `Line`s no wider than asked, unless
a single word is. Whoever paints them shows each fragment through `visible`; widths are measured on
that form, so that nothing shifts when a control character is spelt out.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias
from unicodedata import category, east_asian_width

from engine.source import visible


class Style(StrEnum):
    """What a fragment is; how that looks is decided where it is painted."""

    PLAIN = ""
    ERROR = "error"
    WARNING = "warning"
    STRONG = "strong"
    FRAME = "frame"
    HELP = "help"
    NOTE = "note"
    TIME = "time"
    WHO = "who"
    NAME = "name"
    KIND = "kind"
    VALUE = "value"
    GOOD = "good"
    BAD = "bad"
    QUIET = "quiet"


Line: TypeAlias = tuple[tuple[str, str], ...]
"""One line as fragments `(text, style)`."""

EMPTY: Line = ()
TEXT_INDENT = 2
"""The least by which a table's texts stand to the right of its keys' beginning."""


def width(text: str) -> int:
    """How many columns a terminal gives to the visible form of a text.

    >>> width("abc"), width("日本"), width("e\\u0301")
    (3, 4, 1)
    """
    shown = visible(text)
    if shown.isascii():
        return len(shown)
    return sum(_cells(c) for c in shown)


def _cells(character: str) -> int:
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def line_width(line: Line) -> int:
    """The columns of a line."""
    return sum(width(text) for text, _ in line)


def plain(line: Line) -> str:
    """A line's text without styles.

    >>> plain((("error", Style.ERROR), (": no", Style.PLAIN)))
    'error: no'
    """
    return "".join(text for text, _ in line)


def line(*fragments: str | tuple[str, str]) -> Line:
    """A line of fragments; a bare text is plain."""
    return tuple((f, Style.PLAIN) if isinstance(f, str) else f for f in fragments)


def indented(lines: Iterable[Line], columns: int) -> list[Line]:
    """Lines moved to the right; empty ones stay empty."""
    return [((" " * columns, Style.PLAIN), *each) if each else each for each in lines]


def wrap(text: Line, columns: int, *, hang: int = 0) -> list[Line]:
    """Breaks a line at spaces so that each part fits; all but the first part are indented by
    `hang`. Spaces at a break are dropped, and a word wider than the room stands alone.

    >>> [plain(part) for part in wrap(line("aa bb cc"), 5, hang=1)]
    ['aa bb', ' cc']
    """
    if line_width(text) <= columns:
        return [text]
    lines: list[Line] = []
    current: list[tuple[str, str]] = []
    used, gap = 0, ""
    for spaces, word in _words(text):
        cells = line_width(word)
        gap = gap + spaces
        if current and used + len(gap) + cells > columns:
            lines.append(tuple(current))
            current, used, gap = [(" " * hang, Style.PLAIN)] if hang else [], hang, ""
        if gap:
            current.append((gap, Style.PLAIN))
        current.extend(word)
        used, gap = used + len(gap) + cells, ""
    lines.append(tuple(current))
    return lines


def _words(text: Line) -> Iterator[tuple[str, Line]]:
    """The words of a line, each with the spaces before it; a word may change its style inside."""
    spaces, word = "", list[tuple[str, str]]()
    for fragment, style in text:
        for position, piece in enumerate(fragment.split(" ")):
            if position:
                if word:
                    yield spaces, tuple(word)
                    spaces, word = "", []
                spaces += " "
            if piece:
                word.append((piece, style))
    if word:
        yield spaces, tuple(word)


def table(
    rows: Sequence[tuple[Line, Line]], columns: int, *, key_max: int | None = None
) -> list[Line]:
    """Rows of a key and a text, the texts aligned and wrapped.

    A key wider than `key_max`, or than two fifths of the columns, stands on a line of its own. The
    texts begin further left if a word of theirs would not fit otherwise.

    >>> rows = [(line("a"), line("one two three")), (line("bcd"), line("x"))]
    >>> [plain(each) for each in table(rows, 15)]
    ['a    one two', '     three', 'bcd  x']
    """
    widest = columns * 2 // 5 if key_max is None else key_max
    fitting = [cells for key, _ in rows if (cells := line_width(key)) <= widest]
    first = _start_of_texts(max(fitting, default=0) + 2, [text for _, text in rows], columns)
    lines: list[Line] = []
    for key, text in rows:
        parts = wrap(text, max(columns - first, 10)) if text else [EMPTY]
        room = first - line_width(key)
        if room >= 2:
            lines.append(((*key, (" " * room, Style.PLAIN), *parts[0])) if text else key)
            parts = parts[1:]
        else:
            lines.append(key)
        lines += indented(parts, first) if text else []
    return lines


def _start_of_texts(wanted: int, texts: Sequence[Line], columns: int) -> int:
    """The column where texts begin: the wanted one, or the last one that leaves room for every
    word that has room at all."""
    words = [cells for text in texts for _, word in _words(text) if (cells := line_width(word))]
    longest = max((cells for cells in words if cells <= columns - TEXT_INDENT), default=0)
    return max(min(wanted, columns - longest), TEXT_INDENT)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(2, "query", "queries")
    ('1 error', '2 queries')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
