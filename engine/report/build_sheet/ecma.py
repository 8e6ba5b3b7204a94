"""Expressions as Composer takes them: ECMAScript over the variables of a workflow.

In: pieces. Out: pieces. User data is `_genesys.ixn.interactions[…].udata` and system variables are
`system.…` (Composer Help, Using User Data; diagrams that Composer wrote).
"""

import json
from collections.abc import Mapping
from typing import ClassVar

from engine.functions import Function
from engine.graph.reading import READINGS
from engine.ops import Code, Reading
from engine.report.build_sheet.names import Names
from engine.report.build_sheet.pieces import Level, Piece, Rope, closed
from engine.report.build_sheet.writer import READING_NAMES, Writer, summed
from engine.values import SECOND, Duration, KVList, Time, Type, type_of

UDATA = "_genesys.ixn.interactions[system.InteractionID].udata"
ONLINE = f"{UDATA}['IsOnline'] != '0'"
OFFLINE = f"{UDATA}['IsOnline'] == '0'"
TEXTS: dict[Reading, str] = {
    Reading.ANI: "system.ANI",
    Reading.DNIS: "system.DNIS",
    Reading.ID: "system.InteractionID",
    Reading.MEDIA: "system.InteractionMediaType",
    Reading.QUEUE: "system.CurrentQueue",
    Reading.NOW: "(new Date().getTime() / 1000)",
}
"""System variables that Composer's Entry block declares, and the clock."""
SIGNS = {Code.ADD: "+", Code.SUBTRACT: "-", Code.MULTIPLY: "*", Code.MODULO: "%"}


class EcmaWriter(Writer):
    """Writes for Composer."""

    joints: ClassVar[Mapping[str, str]] = {"and": " && ", "or": " || "}
    comparisons: ClassVar[Mapping[Code, str]] = {
        Code.EQUAL: " == ", Code.UNEQUAL: " != ", Code.LESS: " < ", Code.LESS_EQUAL: " <= ",
        Code.GREATER: " > ", Code.GREATER_EQUAL: " >= ",
    }  # fmt: skip
    one: ClassVar[tuple[str, str]] = ("true", "false")

    def __init__(self, names: Names) -> None:
        super().__init__(names.fresh)
        self._names = names

    def quoted(self, text: str) -> str:
        """In single quotes, with the escapes of ECMAScript."""
        escaped = json.dumps(text)[1:-1].replace('\\"', '"').replace("'", "\\'")
        return f"'{escaped}'"

    def number(self, value: int) -> str:
        """As it is; a negative one in parentheses."""
        return str(value) if value >= 0 else f"({value})"

    def seconds(self, value: Duration | Time) -> Piece:
        """With a fraction where there is one: numbers have them here."""
        if value % SECOND == 0:
            return super().seconds(value)
        whole, rest = divmod(abs(int(value)), SECOND)
        text = f"{whole}.{rest:06}".rstrip("0")
        return Piece(text=text if value > 0 else f"(-{text})", type=type_of(value))

    def variable(self, name: str, kind: Type) -> Piece:
        """By its name."""
        return self.flag(name) if kind is Type.FLAG else Piece(text=name, type=kind)

    def flag(self, stored: Rope) -> Piece:
        """As it is, or behind `!`."""
        off = Piece(text=("!", stored), type=Type.FLAG)
        return Piece(text=stored, type=Type.FLAG, stored=stored, opposite=off)

    def data(self, key: str) -> Piece:
        """A property of the interaction's user data."""
        return Piece(text=f"{UDATA}[{self.quoted(key)}]", type=Type.ANY)

    def typed(self, piece: Piece, kind: Type) -> Piece:
        """User data that counts is made a number: texts would be joined by `+`."""
        if piece.type is Type.ANY and kind is Type.INTEGER:
            return Piece(text=("Number(", piece.text, ")"), type=kind)
        return super().typed(piece, kind)

    def reading(self, reading: Reading) -> Piece:
        """A system variable, or nothing."""
        name = READING_NAMES[reading]
        kind = READINGS[name][1]
        if reading is Reading.IS_ONLINE:
            off = Piece(text=OFFLINE, type=Type.FLAG, level=Level.COMPARED)
            return Piece(text=ONLINE, type=kind, level=Level.COMPARED, opposite=off)
        if reading in TEXTS:
            return Piece(text=TEXTS[reading], type=kind)
        return self.hold(kind, f"`{name}`, for which no expression of Composer is known")

    def answered(self, label: str, key: str) -> Piece:
        """A property of the variable in Result."""
        kept = self._names.result(label)
        if not key:
            return Piece(text=kept, type=Type.KVLIST)
        return Piece(text=f"{kept}[{self.quoted(key)}]", type=Type.ANY)

    def failed(self, label: str, part: str) -> Piece:
        """The last error's description; the code is in no variable."""
        if part == "text":
            self.note("That system.LastErrorDescription holds the FaultString is [inferred]")
            return Piece(text="system.LastErrorDescription", type=Type.TEXT)
        kind = Type.INTEGER if part == "code" else Type.TEXT
        whose = f"the {part} of the fault of `{label}`"
        return self.hold(kind, f"{whose}, to be taken from the event of the exception [inferred]")

    def called(self, function: Function, arguments: tuple[Piece, ...]) -> Piece:
        """A variable: no function of ours is there, and the ports of IRD's are not exact."""
        given, _ = self.given(function, arguments)
        if function.name == "text" and arguments[0].type in (Type.INTEGER, Type.TEXT):
            return Piece(text=("String(", arguments[0].text, ")"), type=Type.TEXT)
        how = (
            f"what `{function.name}` gives for {given}: Composer has no such function, set it "
            "before"
        )
        if function.ird:
            how += (
                f"; if it ships a port of IRD's {function.ird}, try that first: several ports "
                "differ from what IRD's reference says of them"
            )
        return self.hold(function.result, how)

    def or_else(self, left: Piece, right: Piece) -> Piece:
        """Missing data is `undefined`."""
        if isinstance(right.value, KVList) and not right.value:
            return Piece(text=("(", left.text, " || {})"), type=Type.KVLIST)
        found = self.typed(left, right.type)
        text = ("(", left.text, " == null ? ", self.stored(right), " : ", found.text, ")")
        return self.flag(text) if right.type is Type.FLAG else Piece(text=text, type=right.type)

    def key(self, base: Piece, key: str) -> Piece:
        """A property of an object."""
        return Piece(text=(closed(base), f"[{self.quoted(key)}]"), type=Type.ANY)

    def agreed(self, left: Piece, right: Piece, *, equal: bool) -> Piece:
        """Flags are values here, and can be compared."""
        if isinstance(left.value, bool) or isinstance(right.value, bool):
            return super().agreed(left, right, equal=equal)
        same, other = (
            Piece(text=(closed(left), sign, closed(right)), type=Type.FLAG, level=Level.COMPARED)
            for sign in (" == ", " != ")
        )
        made, opposite = (same, other) if equal else (other, same)
        return Piece(text=made.text, type=Type.FLAG, level=Level.COMPARED, opposite=opposite)

    def negative(self, piece: Piece) -> Piece:
        """`-piece`."""
        return Piece(text=("(-", closed(piece), ")"), type=piece.type)

    def concatenated(self, left: Piece, right: Piece) -> Piece:
        """`a + b`."""
        return summed(left, "+", right, Type.TEXT)

    def calculated(self, code: Code, left: Piece, right: Piece, kind: Type) -> Piece:
        """Division is of whole numbers: what is left over is taken away before."""
        if code is not Code.DIVIDE:
            return summed(left, SIGNS[code], right, kind)
        if kind is Type.DURATION:
            return summed(left, "/", right, kind)
        left, right = self.short(left), self.short(right)
        above = (closed(left), " - ", closed(left), " % ", closed(right))
        text = ("(", above, ") / ", closed(right))
        return Piece(text=text, type=kind, level=Level.SUMMED)
