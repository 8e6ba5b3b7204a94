"""Regular expressions at work: positions, and which of them a text has come to.

In: the tree of an expression, a text. Out: where it is found. Each character of the expression is
a position; a set of positions is the bits of one integer, and one character of the text leads from
a set to the next (Glushkov's construction). A text is passed at most four times, whatever the
expression, so nobody's message can hold a server up.

Two marks stand around the text, which `^` and `$` are; `.` does not stand for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import assert_never

from engine.esp.screening import expressions
from engine.esp.screening.expressions import Edge, Either, Letter, Node, Repeat

BEGIN, END = "begin", "end"
"""The marks around a text: no character is so long."""
CHUNK = 8
"""Bits of a set of positions that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """An expression: what each position stands for, where matches begin and end, what follows."""

    letters: tuple[Letter | Edge, ...]
    first: int
    last: int
    nullable: bool
    follow: tuple[int, ...]
    ignore_case: bool


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    nullable: bool


NOTHING = _Part(0, 0, nullable=True)


def automaton(node: Node, *, ignore_case: bool) -> Automaton:
    """The positions of an expression."""
    builder = _Builder()
    whole = builder.add(node)
    return Automaton(
        letters=tuple(builder.letters),
        first=whole.first,
        last=whole.last,
        nullable=whole.nullable,
        follow=tuple(builder.follow),
        ignore_case=ignore_case,
    )


@dataclass(slots=True)
class _Builder:
    letters: list[Letter | Edge] = field(default_factory=list)
    follow: list[int] = field(default_factory=list)

    def add(self, node: Node) -> _Part:
        match node:
            case Letter() | Edge():
                self.letters.append(node)
                self.follow.append(0)
                bit = 1 << (len(self.letters) - 1)
                return _Part(bit, bit, nullable=False)
            case expressions.Sequence(items=items):
                return self.joined(map(self.add, items))
            case Either(items=items):
                parts = [self.add(item) for item in items]
                return _Part(
                    reduce(or_, (part.first for part in parts), 0),
                    reduce(or_, (part.last for part in parts), 0),
                    nullable=any(part.nullable for part in parts),
                )
            case Repeat():
                return self.repeated(node)
            case other:
                assert_never(other)

    def repeated(self, node: Repeat) -> _Part:
        """Copies of what is repeated; the last of them goes round if there is no end to it."""
        times = max(node.least, 1) if node.most is None else node.most
        copies: list[_Part] = []
        for number in range(1, times + 1):
            part = self.add(node.item)
            if node.most is None and number == times:
                self.lead(part.last, part.first)
            optional = part.nullable or number > node.least
            copies.append(_Part(part.first, part.last, nullable=optional))
        return self.joined(copies)

    def joined(self, parts: Iterable[_Part]) -> _Part:
        whole = NOTHING
        for part in parts:
            self.lead(whole.last, part.first)
            whole = _Part(
                whole.first | (part.first if whole.nullable else 0),
                part.last | (whole.last if part.nullable else 0),
                nullable=whole.nullable and part.nullable,
            )
        return whole

    def lead(self, sources: int, targets: int) -> None:
        for source in _bits(sources):
            self.follow[source] |= targets


def _bits(states: int) -> Iterable[int]:
    while states:
        low = states & -states
        yield low.bit_length() - 1
        states ^= low


def find(machine: Automaton, text: str) -> tuple[int, int] | None:
    """Where an expression is found first, the longest that begins there; None if nowhere.

    That the longest is meant is [inferred].

    >>> from engine.limits import LIMITS
    >>> digits = automaton(expressions.read("[0-9]+", LIMITS), ignore_case=True)
    >>> find(digits, "order 421, item 7"), find(digits, "none")
    ((6, 9), None)
    """
    symbols = _symbols(text)
    start = 0 if machine.nullable else _leftmost(machine, symbols)
    if start is None:
        return None
    walker = _Walker(machine, machine.follow)
    # The first character of a text is reached with the mark before it and without.
    starts = (0, 1) if start <= 1 else (start,)
    end = max(_longest(machine, walker, symbols, each) for each in starts)
    return max(start, 1) - 1, min(max(end, 1), len(text) + 1) - 1


def matches(machine: Automaton, text: str) -> bool:
    """Whether an expression is the whole text.

    >>> from engine.limits import LIMITS
    >>> machine = automaton(expressions.read("go+d", LIMITS), ignore_case=True)
    >>> matches(machine, "GOOD"), matches(machine, "good bye")
    (True, False)
    """
    if machine.nullable and not text:
        return True
    symbols = _symbols(text)
    walker = _Walker(machine, machine.follow)
    ends = (len(symbols) - 1, len(symbols))
    for start in (0, 1):
        states = machine.first
        for index in range(start, len(symbols)):
            states &= walker.mask(symbols[index])
            if index + 1 in ends and states & machine.last:
                return True
            if not states:
                break
            states = walker.next(states)
    return False


def _symbols(text: str) -> Sequence[str]:
    return (BEGIN, *text, END)


def _leftmost(machine: Automaton, symbols: Sequence[str]) -> int | None:
    """The first symbol at which a match begins: the last one found from behind."""
    walker = _Walker(machine, _backwards(machine.follow))
    found: int | None = None
    states = 0
    for index in range(len(symbols) - 1, -1, -1):
        states = (walker.next(states) | machine.last) & walker.mask(symbols[index])
        if states & machine.first:
            found = index
    return found


def _longest(machine: Automaton, walker: "_Walker", symbols: Sequence[str], start: int) -> int:
    """The symbol after the longest match that begins at one; before it if there is none."""
    found = start if machine.nullable else 0
    states = machine.first
    for index in range(start, len(symbols)):
        states &= walker.mask(symbols[index])
        if states & machine.last:
            found = index + 1
        if not states:
            break
        states = walker.next(states)
    return found


def _backwards(follow: tuple[int, ...]) -> tuple[int, ...]:
    before = [0] * len(follow)
    for source, targets in enumerate(follow):
        for target in _bits(targets):
            before[target] |= 1 << source
    return tuple(before)


class _Walker:
    """One pass: what follows a set of positions, and which positions a symbol fits."""

    def __init__(self, machine: Automaton, follow: tuple[int, ...]) -> None:
        self._machine = machine
        self._follow = follow
        self._known: dict[tuple[int, int], int] = {}
        self._masks: dict[str, int] = {}

    def next(self, states: int) -> int:
        """Everything that may follow; found in pieces, of which there are few."""
        found, piece = 0, 0
        while states:
            bits = states & (1 << CHUNK) - 1
            if bits:
                found |= self._of(piece, bits)
            states >>= CHUNK
            piece += 1
        return found

    def _of(self, piece: int, bits: int) -> int:
        known = self._known.get((piece, bits))
        if known is None:
            known = reduce(or_, (self._follow[piece * CHUNK + bit] for bit in _bits(bits)), 0)
            self._known[piece, bits] = known
        return known

    def mask(self, symbol: str) -> int:
        """The positions that stand for a character, or for a mark."""
        known = self._masks.get(symbol)
        if known is None:
            known = self._masks[symbol] = self._fitting(symbol)
        return known

    def _fitting(self, symbol: str) -> int:
        found = 0
        points = _points(symbol, ignore_case=self._machine.ignore_case)
        for position, letter in enumerate(self._machine.letters):
            if isinstance(letter, Edge):
                fits = symbol == (END if letter.end else BEGIN)
            else:
                fits = bool(points) and letter.negated != any(
                    low <= point <= high for low, high in letter.ranges for point in points
                )
            found |= fits << position
        return found


def _points(symbol: str, *, ignore_case: bool) -> tuple[int, ...]:
    """The code points of a character, in both cases if case does not matter; none of a mark."""
    if len(symbol) > 1:
        return ()
    forms = (symbol, symbol.lower(), symbol.upper()) if ignore_case else (symbol,)
    return tuple(ord(form) for form in forms if len(form) == 1)
