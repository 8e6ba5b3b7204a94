"""What the languages of the other side have in common: conditions, chains, what they lack.

In: pieces. Out: pieces. What has no counterpart becomes a variable of its own with a note that
says what it stands for: nothing is guessed.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from engine.functions import Function, FunctionParameter
from engine.graph.reading import READINGS
from engine.ops import Code, Reading
from engine.report.build_sheet.pieces import Level, Piece, Rope, closed, flat, inverted, is_long
from engine.values import SECOND, Duration, KVList, Time, Type, Value, show, type_of

OPPOSITES = {
    Code.EQUAL: Code.UNEQUAL, Code.UNEQUAL: Code.EQUAL, Code.LESS: Code.GREATER_EQUAL,
    Code.GREATER_EQUAL: Code.LESS, Code.GREATER: Code.LESS_EQUAL, Code.LESS_EQUAL: Code.GREATER,
}  # fmt: skip
OTHER_JOINT = {"and": "or", "or": "and"}
EQUALITIES = (Code.EQUAL, Code.UNEQUAL)
READING_NAMES = {reading: name for name, (reading, _) in READINGS.items()}


@dataclass(frozen=True, slots=True)
class Held:
    """A variable that stands for what the other side cannot say in an expression."""

    name: str
    type: Type
    how: str


class Writer(ABC):
    """Writes pieces for one block. `fresh` gives names that no variable has."""

    joints: ClassVar[Mapping[str, str]]
    comparisons: ClassVar[Mapping[Code, str]]
    one: ClassVar[tuple[str, str]] = ("1", "0")
    """The values of a flag that is stored: true, false."""

    def __init__(self, fresh: Callable[[], str]) -> None:
        self.notes: list[str] = []
        self._held: dict[tuple[Type, str], Held] = {}
        self._fresh = fresh

    @property
    def held(self) -> list[Held]:
        """The variables that stand for what cannot be said, in the order of their names."""
        return list(self._held.values())

    def note(self, text: str) -> None:
        """Says something once."""
        if text not in self.notes:
            self.notes.append(text)

    def hold(self, kind: Type, how: str) -> Piece:
        """A variable for what cannot be said, the same for the same."""
        held = self._held.get((kind, how))
        if held is None:
            held = self._held[kind, how] = Held(self._fresh(), kind, how)
        return self.variable(held.name, kind)

    def short(self, piece: Piece) -> Piece:
        """A piece that may be written twice: a long one becomes a variable.

        What is written twice at every level of a nested expression would grow without bounds.
        """
        if not is_long(piece.text):
            return piece
        if piece.type is Type.FLAG:
            return self.hold(Type.FLAG, f"whether {flat(piece.text)}: too long to be written twice")
        return self.hold(piece.type, f"{flat(piece.text)}: too long to be written twice")

    # Values

    @abstractmethod
    def quoted(self, text: str) -> str:
        """A text as a literal."""

    @abstractmethod
    def variable(self, name: str, kind: Type) -> Piece:
        """A variable of the strategy."""

    @abstractmethod
    def data(self, key: str) -> Piece:
        """A key of attached data."""

    @abstractmethod
    def reading(self, reading: Reading) -> Piece:
        """A read-only name."""

    @abstractmethod
    def answered(self, label: str, key: str) -> Piece:
        """A key of a call's answer, the whole of it if the key is empty."""

    @abstractmethod
    def failed(self, label: str, part: str) -> Piece:
        """A part of a call's fault."""

    @abstractmethod
    def called(self, function: Function, arguments: tuple[Piece, ...]) -> Piece:
        """A function with its arguments."""

    def given(self, function: Function, arguments: tuple[Piece, ...]) -> tuple[str, str]:
        """The arguments that an author would write, and the first that is not required.

        Those at the end that are what they would be without a word are left out.
        """
        pairs = list(zip(function.parameters, arguments, strict=True))
        while pairs and self._usual(*pairs[-1]):
            pairs.pop()
        further = next((each.name for each, _ in pairs if not each.required), "")
        return ", ".join(flat(self.stored(piece)) for _, piece in pairs), further

    def _usual(self, parameter: FunctionParameter, piece: Piece) -> bool:
        if parameter.reading is not None:
            return flat(piece.text) == flat(self.reading(parameter.reading).text)
        return parameter.default is not None and piece.value == parameter.default

    @abstractmethod
    def or_else(self, left: Piece, right: Piece) -> Piece:
        """`left ?? right`."""

    def key(self, base: Piece, key: str) -> Piece:
        """A key of a map."""
        return self.hold(Type.ANY, f"the key {self.quoted(key)} of {flat(base.text)}")

    def constant(self, value: Value) -> Piece:
        """A value that is known."""
        match value:
            case bool():
                return self.truth(value)
            case str():
                return Piece(text=self.quoted(value), type=Type.TEXT, value=value)
            case Duration() | Time():
                return replace(self.seconds(value), value=value)
            case int():
                return Piece(text=self.number(value), type=Type.INTEGER, value=value)
            case tuple():
                return replace(self.listed(tuple(map(self.constant, value))), value=value)
            case KVList():
                pairs = tuple((self.constant(key), self.constant(item)) for key, item in value)
                return replace(self.mapped(pairs), value=value)
            case _:
                return self.hold(type_of(value), f"the binary value {show(value)}")

    def number(self, value: int) -> str:
        """A whole number; a negative one in parentheses, since it may follow an operator."""
        return str(value) if value >= 0 else f"(0 - {-value})"

    def seconds(self, value: Duration | Time) -> Piece:
        """A duration in seconds, a time in seconds since 1970."""
        kind = type_of(value)
        if value % SECOND:
            how = f"{value}, which is no whole number of seconds: choose what is near enough"
            return self.hold(kind, how)
        if kind is Type.TIME:
            self.note(f"{value} is written in seconds since 1970 (UTC)")
        return Piece(text=self.number(int(value) // SECOND), type=kind)

    def listed(self, items: tuple[Piece, ...]) -> Piece:
        """A list."""
        inner = ", ".join(flat(item.text) for item in items)
        return Piece(text=f"[{inner}]", type=Type.LIST, items=items)

    def mapped(self, pairs: tuple[tuple[Piece, Piece], ...]) -> Piece:
        """A map."""
        inner = ", ".join(f"{flat(key.text)}: {flat(value.text)}" for key, value in pairs)
        return Piece(text=f"{{{inner}}}", type=Type.KVLIST, pairs=pairs)

    def typed(self, piece: Piece, kind: Type) -> Piece:
        """A piece that is known to be of a type."""
        if piece.type is not Type.ANY:
            return piece
        if kind is Type.FLAG and piece.opposite is None:
            return self.flag(piece.text)
        return replace(piece, type=kind)

    # Flags

    @abstractmethod
    def flag(self, stored: Rope) -> Piece:
        """A flag that is kept somewhere, as a condition."""

    def truth(self, value: bool) -> Piece:  # noqa: FBT001 - it is the value that is written
        """`true`, `false`."""
        true, false = self.one

        def made(each: bool) -> Piece:  # noqa: FBT001 - it is the value that is written
            test = f"{true}{self.comparisons[Code.EQUAL]}{true if each else false}"
            return Piece(
                text=test, type=Type.FLAG, level=Level.COMPARED, value=each,
                stored=true if each else false,
            )  # fmt: skip

        return replace(made(value), opposite=made(not value))

    def stored(self, piece: Piece) -> Rope:
        """A piece where a value is asked for."""
        if piece.type is not Type.FLAG:
            return piece.text
        return closed(piece) if piece.stored is None else piece.stored

    def denied(self, piece: Piece) -> Piece:
        """`not piece`."""
        return inverted(piece)

    def joined(self, word: str, left: Piece, right: Piece) -> Piece:
        """`left and right`, `left or right`: every parenthesis between the two words is written."""
        made = self._chained(word, left, right)
        other = self._chained(OTHER_JOINT[word], inverted(left), inverted(right))
        return replace(made, opposite=other)

    def _chained(self, word: str, left: Piece, right: Piece) -> Piece:
        def side(piece: Piece, *, first: bool) -> Rope:
            loose = piece.level is Level.JOINED and not (first and piece.joint == word)
            return ("(", piece.text, ")") if loose else piece.text

        text = (side(left, first=True), self.joints[word], side(right, first=False))
        return Piece(text=text, type=Type.FLAG, level=Level.JOINED, joint=word)

    # Operators

    def compared(self, code: Code, left: Piece, right: Piece) -> Piece:
        """A comparison."""
        kinds = (left.type, right.type)
        if Type.FLAG in kinds:
            return self.agreed(left, right, equal=code is Code.EQUAL)
        if any(kind in (Type.LIST, Type.KVLIST, Type.BINARY) for kind in kinds):
            sign = self.comparisons[code]
            return self.hold(
                Type.FLAG, f"whether {flat((left.text, sign, right.text))}, compared as a whole"
            )
        if Type.TEXT in kinds and code not in EQUALITIES:
            self.note("Which of two texts is the smaller one may differ there: try it")
        return replace(
            self._pair(code, left, right), opposite=self._pair(OPPOSITES[code], left, right)
        )

    def _pair(self, code: Code, left: Piece, right: Piece) -> Piece:
        text = (closed(left), self.comparisons[code], closed(right))
        return Piece(text=text, type=Type.FLAG, level=Level.COMPARED)

    def agreed(self, left: Piece, right: Piece, *, equal: bool) -> Piece:
        """Whether two flags are the same, or are not."""
        for one, other in ((left, right), (right, left)):
            if isinstance(other.value, bool):
                return one if other.value is equal else inverted(one)
        left, right = self.short(left), self.short(right)
        both = self.joined("and", left, right)
        neither = self.joined("and", inverted(left), inverted(right))
        same = self.joined("or", both, neither)
        return same if equal else inverted(same)

    def member(self, value: Piece, members: Piece, *, held: bool) -> Piece:
        """`value in [a, b]`: a comparison with each."""
        if members.items is None:
            found = self.hold(Type.FLAG, f"whether {flat(members.text)} holds {flat(value.text)}")
        elif not members.items:
            found = self.truth(False)  # noqa: FBT003 - it is the value that is written
        else:
            first, *rest = (self.compared(Code.EQUAL, value, item) for item in members.items)
            found = first
            for each in rest:
                found = self.joined("or", found, each)
        return found if held else inverted(found)

    def negative(self, piece: Piece) -> Piece:
        """`-piece`."""
        return Piece(text=("0 - ", closed(piece)), type=piece.type, level=Level.SUMMED)

    def arithmetic(self, code: Code, left: Piece, right: Piece) -> Piece:
        """An operator between numbers, durations, times, texts or lists."""
        if Type.TEXT in (left.type, right.type):
            return self.concatenated(left, right)
        if Type.LIST in (left.type, right.type):
            if left.items is not None and right.items is not None:
                return self.listed((*left.items, *right.items))
            return self.hold(Type.LIST, f"{flat(left.text)} with {flat(right.text)} behind it")
        return self.calculated(code, left, right, _result(code, left.type, right.type))

    @abstractmethod
    def concatenated(self, left: Piece, right: Piece) -> Piece:
        """Two texts, one behind the other."""

    @abstractmethod
    def calculated(self, code: Code, left: Piece, right: Piece, kind: Type) -> Piece:
        """An operator between numbers, durations and times."""


def summed(left: Piece, sign: str, right: Piece, kind: Type) -> Piece:
    """`left sign right`; only a chain of `+` does without parentheses."""
    chained = sign == left.joint == "+"
    text = (left.text if chained else closed(left), f" {sign} ", closed(right))
    return Piece(text=text, type=kind, level=Level.SUMMED, joint=sign)


def _result(code: Code, left: Type, right: Type) -> Type:
    if code is Code.DIVIDE and left is right is Type.DURATION:
        return Type.INTEGER
    if code is Code.SUBTRACT and left is right is Type.TIME:
        return Type.DURATION
    for kind in (Type.TIME, Type.DURATION, Type.INTEGER):
        if kind in (left, right):
            return kind
    return Type.ANY
