"""Texts of strategies and places in them: the lowest stage, knows nothing of the language.

In: the name and the text of a file. Out: `Source` and `Span`, which every later stage carries
along so that whatever is said of a strategy can be said at its line and column.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file's text under the name that its author knows it by.

    `text` has no byte order mark; lines end in LF or CRLF. Two sources are the same only if they
    are one object: a span belongs to the very text it was read from.
    """

    name: str
    text: str
    _line_starts: list[int] = field(default_factory=list, repr=False)

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin, ascending; the first is always 0."""
        if not self._line_starts:
            self._line_starts.append(0)
            position = self.text.find("\n")
            while position >= 0:
                self._line_starts.append(position + 1)
                position = self.text.find("\n", position + 1)
        return self._line_starts

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both counted from 1, columns in code points.

        >>> Source("a.strat", "ab\\ncd").line_and_column(4)
        (2, 2)
        """
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its line end.

        >>> Source("a.strat", "ab\\r\\ncd").line(1)
        'ab'
        """
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : None if end < 0 else end].removesuffix("\r")


class Span(NamedTuple):
    """A stretch of one source: `start` up to, not including, `end`, as offsets in its text."""

    source: Source
    start: int
    end: int

    def line_and_column(self) -> tuple[int, int]:
        """Where the span starts, both counted from 1.

        >>> Span(Source("a.strat", "ab\\ncd"), 3, 4).line_and_column()
        (2, 1)
        """
        return self.source.line_and_column(self.start)

    def text(self) -> str:
        """The author's own words.

        >>> Span(Source("a.strat", "stop it"), 0, 4).text()
        'stop'
        """
        return self.source.text[self.start : self.end]

    def where(self) -> str:
        """`file:line:column`, as every message and every log names a place."""
        line, column = self.line_and_column()
        return f"{self.source.name}:{line}:{column}"

    def to(self, other: "Span") -> "Span":
        """From the start of this span to the end of another one in the same source."""
        return Span(self.source, self.start, other.end)


def visible(text: str) -> str:
    r"""Text with everything spelt out that a terminal would obey or hide.

    That is C0 and C1 controls, characters that change the direction of reading, invisible ones,
    lone surrogates. Every text from outside passes here before it is shown.

    >>> visible("a\x1b[2Jb"), visible("\u202eabc")
    ('a\\x1b[2Jb', '\\u{202e}abc')
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _spelt(ord(c)) for c in text)


def _spelt(point: int) -> str:
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{{{point:x}}}"
