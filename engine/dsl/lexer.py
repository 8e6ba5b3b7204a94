"""Text to tokens, one at a time, as far as the parser's state allows them.

In: the terminals of the grammar. Out: tokens with their places. Where a state of the parser admits
none of what stands there, any terminal may be what stands there, or else one of the signs that
authors bring along from other languages: the parser then says what it had expected.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from engine.dsl.grammar import Terminal

END = "$END"
COMMENT = "COMMENT"
UNMISTAKABLE = (
    *("LBRACE", "LPAR", "LSQB", "RBRACE", "RPAR", "RSQB", "COLON", "COMMA", "EQUALS", "ARROW"),
    *("QUANTITY", "STRING"),
)
"""What cannot be read as anything else. The scanners of all states try it, so that many states have
the same scanner: to make one takes as long as to read a page."""
ALWAYS_TRIED = frozenset({COMMENT, "LABEL", *UNMISTAKABLE})
"""A name and a colon are a label wherever they stand, so that a label is where a mistake ends."""
FOREIGN = "FOREIGN"
UNENDED = "UNENDED"

OTHERS = (
    (
        UNENDED,
        re.compile(r'[ \t\r\n]*+("""[^\\]*(?:\\.[^\\]*)*\\?|"(?:[^"\\\n]|\\.)*\\?)', re.DOTALL),
    ),
    (
        FOREIGN,
        re.compile(r"[ \t\r\n]*+('[^'\n]*'|[“”„«][^“”»\n]*[“”»]|&&|\|\||=>|<>|===?|.)", re.DOTALL),
    ),
)
"""What is no token: a text without its end; quotes and operators of other languages, or any one
character."""


class Token:
    """A word or sign of a text: `type` is its terminal, `start` and `end` its place."""

    __slots__ = ("end", "start", "text", "type")

    def __init__(self, type: str, text: str, start: int, end: int) -> None:  # noqa: A002
        self.type = type
        self.text = text
        self.start = start
        self.end = end


class Scanner(NamedTuple):
    """Matches space and then one of some terminals; `types[i]` is the terminal of group i."""

    pattern: "re.Pattern[str]"
    types: tuple[str, ...]

    @classmethod
    def of(cls, terminals: Iterable[Terminal]) -> "Scanner":
        """Of terminals in the order in which they are tried."""
        chosen = list(terminals)
        alternatives = "|".join(f"({terminal.pattern})" for terminal in chosen)
        return cls(
            re.compile(f"[ \\t\\r\\n]*+(?:{alternatives})"),
            ("", *(terminal.name for terminal in chosen)),
        )


class ContextLexer:
    """Tries, in each state of the parser, only the terminals that the state accepts, and those that
    can be nothing else.

    The same as Lark's contextual lexer, with less work for each token: no lines are counted, space
    is part of the match, and the scanners of states that accept the same are one.
    """

    def __init__(self, terminals: Iterable[Terminal]) -> None:
        self.terminals = tuple(terminals)
        self._scanners: dict[frozenset[str], Scanner] = {}

    @cached_property
    def _any(self) -> Scanner:
        """Needed only where no accepted terminal stands."""
        return Scanner.of(self.terminals)

    def scanner(self, accepted: Iterable[str]) -> Scanner:
        """The scanner for a state that accepts these terminals (and other symbols)."""
        names = ALWAYS_TRIED.union(name for name in accepted if name.isupper() and name != END)
        if names not in self._scanners:
            self._scanners[names] = Scanner.of(t for t in self.terminals if t.name in names)
        return self._scanners[names]

    def unexpected(self, text: str, position: int) -> Token:
        """The token at a position where no accepted one stands."""
        match = self._any.pattern.match(text, position)
        if match and match.lastindex:
            start, end = match.span(match.lastindex)
            return Token(self._any.types[match.lastindex], text[start:end], start, end)
        for kind, pattern in OTHERS:
            if found := pattern.match(text, position):
                return Token(kind, found[1], *found.span(1))
        return Token(END, "", len(text), len(text))
