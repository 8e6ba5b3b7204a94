"""Which tests are to run: expressions over names, tags, exact names.

In: what a command was asked for. Out: for each case yes or no. An expression is made of parts of
names, whatever their case, joined by `and`, `or`, `not` and parentheses; `not` binds tightest, then
`and`. Words side by side are one part; a part that holds a parenthesis or such a word stands in
double quotes.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from engine.graph.testing.model import Case
from engine.limits import LIMITS
from engine.source import visible

Matcher: TypeAlias = Callable[[str], bool]
"""Says of a name whether it is meant."""

WITHOUT = "not:"
"""Stands before a tag whose tests are left out."""
OPERATORS = ("and", "or", "not")
TOKEN = re.compile(r'\s*(?:(?P<mark>[()])|"(?P<text>[^"]*)"|(?P<word>[^\s()"]+)|(?P<stray>"))')


SHOWN_MAX = 60
"""Characters of an expression that are shown around a place in it."""


class ExpressionError(Exception):
    """An expression cannot be read; `column`, from 1, is where."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message, column)
        self.message = message
        self.column = column


def around(text: str, column: int) -> str:
    """The part of a text around a character, as much of it as can be shown.

    >>> around("a and", 6), around("a" * 90 + " b", 91)[-12:]
    ('a and', 'aaaaaaaaaa b')
    """
    first = max(min(column - 1 - SHOWN_MAX // 2, len(text) - SHOWN_MAX), 0)
    last = first + SHOWN_MAX
    before, after = "..." * (first > 0), "..." * (last < len(text))
    return f"{before}{text[first:last]}{after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a run is asked for; what is empty asks for nothing.

    `tags` are alternatives, those with `not:` exclude; `only` are exact names, that of a table for
    all its rows.
    """

    matcher: Matcher | None = None
    tags: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def chooses(self, case: Case) -> bool:
        """Whether a case is meant."""
        return (
            (self.matcher is None or self.matcher(case.name))
            and (not self.only or not names_of(case).isdisjoint(self.only))
            and _tagged(case.tags, self.tags)
        )


def names_of(case: Case) -> set[str]:
    """What a case may be called: by its name or its table's, as it is or as it is shown.

    What a name cannot show is spelt out where it is printed, and that is what authors copy.
    """
    names = {name for name in (case.name, case.table) if name}
    return names | {visible(name) for name in names}


def unknown_names(selection: Selection, cases: Iterable[Case]) -> list[str]:
    """The exact names that no case has."""
    names = {name for case in cases for name in names_of(case)}
    return [name for name in selection.only if name not in names]


def unknown_tags(selection: Selection, cases: Iterable[Case]) -> list[str]:
    """The tags that no case has."""
    known = {tag for case in cases for tag in case.tags}
    return [tag for each in selection.tags if (tag := each.removeprefix(WITHOUT)) not in known]


def _tagged(tags: Collection[str], wanted: Iterable[str]) -> bool:
    without = {tag.removeprefix(WITHOUT) for tag in wanted if tag.startswith(WITHOUT)}
    within = {tag for tag in wanted if not tag.startswith(WITHOUT)}
    return without.isdisjoint(tags) and (not within or not within.isdisjoint(tags))


def matcher(text: str) -> Matcher:
    """An expression as a function of names. Raises `ExpressionError`.

    >>> meant = matcher("long wait and not (mobile or landline)")
    >>> meant("a Long Wait"), meant("a long wait [a mobile]")
    (True, False)
    """
    reader = _Reader(_tokens(text), len(text) + 1)
    found = reader.alternatives(0)
    reader.expect_end()
    return found


class _Token(NamedTuple):
    """A parenthesis, an operator, or (`part`) a part of a name."""

    text: str
    part: bool
    column: int


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    joins = False
    for found in TOKEN.finditer(text.rstrip()):
        column = found.start(found.lastgroup or 0) + 1
        piece = found[found.lastgroup or 0]
        if found.lastgroup == "stray":
            raise ExpressionError("these quotes are not closed", column)
        if found.lastgroup == "text":
            if not piece:
                raise ExpressionError("there is nothing between these quotes", column - 1)
            tokens.append(_Token(piece, part=True, column=column - 1))
            joins = False
        elif found.lastgroup == "mark" or piece in OPERATORS:
            tokens.append(_Token(piece, part=False, column=column))
            joins = False
        elif joins:
            last = tokens[-1]
            tokens[-1] = last._replace(text=f"{last.text} {piece}")
        else:
            tokens.append(_Token(piece, part=True, column=column))
            joins = True
    return tokens


class _Reader:
    """Goes through the tokens of an expression, from left to right."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._position = 0

    def alternatives(self, depth: int) -> Matcher:
        """`a or b`."""
        parts = [self._conditions(depth)]
        while self._takes("or"):
            parts.append(self._conditions(depth))
        return parts[0] if len(parts) == 1 else lambda name: any(part(name) for part in parts)

    def _conditions(self, depth: int) -> Matcher:
        """`a and b`."""
        parts = [self._negation(depth)]
        while self._takes("and"):
            parts.append(self._negation(depth))
        return parts[0] if len(parts) == 1 else lambda name: all(part(name) for part in parts)

    def _negation(self, depth: int) -> Matcher:
        holds = True
        while self._takes("not"):
            holds = not holds
        inner = self._operand(depth)
        return inner if holds else lambda name: not inner(name)

    def _operand(self, depth: int) -> Matcher:
        token = self._next()
        if token is None:
            raise ExpressionError(
                "the expression ends where a part of a name should stand", self._end
            )
        self._position += 1
        if token.part:
            wanted = token.text.casefold()
            return lambda name: wanted in name.casefold()
        if token.text != "(":
            message = f"`{around(token.text, 1)}` stands where a part of a name should"
            raise ExpressionError(message, token.column)
        if depth == LIMITS.depth:
            message = f"parentheses nest deeper than {LIMITS.depth} levels"
            raise ExpressionError(message, token.column)
        inner = self.alternatives(depth + 1)
        if not self._takes(")"):
            raise ExpressionError("this `(` is not closed", token.column)
        return inner

    def expect_end(self) -> None:
        """Raises `ExpressionError` if something is left."""
        token = self._next()
        if token is not None:
            message = f"`{around(token.text, 1)}` stands where `and` or `or` should"
            raise ExpressionError(message, token.column)

    def _takes(self, text: str) -> bool:
        token = self._next()
        found = token is not None and not token.part and token.text == text
        self._position += found
        return found

    def _next(self) -> _Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None
