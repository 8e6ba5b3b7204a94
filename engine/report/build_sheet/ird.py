"""Expressions as IRD takes them and URS evaluates them.

In: pieces. Out: pieces. URS gives `&` and `|` one priority and reads them from left to right, its
arithmetic is of whole numbers, comparisons are `=` `!=` `<` `<=` `>` `>=` (Composer Help,
ExpressionBuilder; threshold expressions of the Universal Routing reference). User data is
`UData['Key']`, and `'0'` a text (eServices Chat, ChatWorkflow). A flag is the integer 1 or 0.
"""

from collections.abc import Mapping
from typing import ClassVar

from engine.functions import Function
from engine.graph.reading import READINGS
from engine.ops import Code, Family, Reading
from engine.report.build_sheet.names import Names
from engine.report.build_sheet.pieces import Level, Piece, Rope, closed, flat, inverted
from engine.report.build_sheet.writer import READING_NAMES, Writer, summed
from engine.values import KVList, Type

ONLINE = "UData['IsOnline'] != '0'"
OFFLINE = "UData['IsOnline'] = '0'"
TEXTS: dict[Reading, str] = {
    Reading.ANI: "ANI[]",
    Reading.DNIS: "DNIS[]",
    Reading.NOW: "GetUTC[]",
    Reading.PRIORITY: "GetPriority[]",
}
"""URS functions for what the language reads; the forms are [inferred], the names of the last two
stand in Composer's migration guide."""
CHAT_TEXTS: dict[Reading, str] = {
    Reading.ID: "UData['InteractionId']",
    Reading.MEDIA: "UData['MediaType']",
    Reading.QUEUE: "UData['Queue']",
}
"""System properties of an interaction, read as user data [inferred]."""
SIGNS = {Code.ADD: "+", Code.SUBTRACT: "-", Code.MULTIPLY: "*", Code.DIVIDE: "/"}


class IrdWriter(Writer):
    """Writes for IRD."""

    joints: ClassVar[Mapping[str, str]] = {"and": " & ", "or": " | "}
    comparisons: ClassVar[Mapping[Code, str]] = {
        Code.EQUAL: " = ", Code.UNEQUAL: " != ", Code.LESS: " < ", Code.LESS_EQUAL: " <= ",
        Code.GREATER: " > ", Code.GREATER_EQUAL: " >= ",
    }  # fmt: skip

    def __init__(self, names: Names, family: Family) -> None:
        super().__init__(names.fresh)
        self._names = names
        self._family = family

    def quoted(self, text: str) -> str:
        """In single quotes, in double ones around a single one."""
        if not text.isprintable() or ("'" in text and '"' in text):
            self.note(
                "How IRD writes a line break, or both kinds of quotes, in a text is not known"
            )
        shown = text.replace("\n", "\\n").replace("\t", "\\t")
        return f'"{shown}"' if "'" in text else f"'{shown}'"

    def variable(self, name: str, kind: Type) -> Piece:
        """By its name."""
        return self.flag(name) if kind is Type.FLAG else Piece(text=name, type=kind)

    def flag(self, stored: Rope) -> Piece:
        """Compared with 1: an integer alone is no condition."""
        true, false = (
            Piece(
                text=(stored, " = ", number), type=Type.FLAG, level=Level.COMPARED,
                stored=stored if number == "1" else None,
            )
            for number in self.one
        )  # fmt: skip
        return inverted(Piece(text=false.text, type=Type.FLAG, level=Level.COMPARED, opposite=true))

    def data(self, key: str) -> Piece:
        """`UData['Key']`."""
        return Piece(text=f"UData[{self.quoted(key)}]", type=Type.ANY)

    def typed(self, piece: Piece, kind: Type) -> Piece:
        """Attached data and answers are texts there; whether one counts as a number is not said."""
        if piece.type is Type.ANY and kind is Type.INTEGER:
            self.note(f"That {flat(piece.text)}, a text, counts as a number there is [inferred]")
        return super().typed(piece, kind)

    def reading(self, reading: Reading) -> Piece:
        """A function, a key of user data, or nothing."""
        name = READING_NAMES[reading]
        kind = READINGS[name][1]
        if reading is Reading.IS_ONLINE:
            off = Piece(text=OFFLINE, type=Type.FLAG, level=Level.COMPARED)
            return Piece(text=ONLINE, type=kind, level=Level.COMPARED, opposite=off)
        if reading in TEXTS:
            self.note(f"That `{name}` is {TEXTS[reading]} there is [inferred]")
            return Piece(text=TEXTS[reading], type=kind)
        if self._family is Family.VOICE and reading is Reading.MEDIA:
            return self.constant("voice")
        if self._family is not Family.VOICE and reading in CHAT_TEXTS:
            self.note(f"That `{name}` is {CHAT_TEXTS[reading]} there is [inferred]")
            return Piece(text=CHAT_TEXTS[reading], type=kind)
        return self.hold(kind, f"`{name}`, for which no expression of IRD is known")

    def answered(self, label: str, key: str) -> Piece:
        """The variable that the block's output parameter is kept in."""
        if not key:
            how = f"the whole answer of `{label}`: IRD keeps output parameters one by one"
            return self.hold(Type.KVLIST, how)
        return self.variable(
            self._names.answer(label, key), self._names.types.get((label, key), Type.ANY)
        )

    def failed(self, label: str, part: str) -> Piece:
        """`FaultCode` and `FaultString` are output parameters too."""
        if part == "symbol":
            return self.hold(Type.TEXT, f"the symbol of the fault of `{label}`, which is ours")
        kind = Type.INTEGER if part == "code" else Type.TEXT
        return Piece(text=self._names.fault(label, part), type=kind)

    def called(self, function: Function, arguments: tuple[Piece, ...]) -> Piece:
        """`Name[a, b]`, where IRD has such a function that takes no more than this."""
        given, further = self.given(function, arguments)
        what = f"what `{function.name}` gives for {given}"
        if not function.ird:
            return self.hold(function.result, f"{what}: IRD has no such function, set it before")
        if further:
            how = f"{what}: IRD's {function.ird} is not known to take `{further}`, set it before"
            return self.hold(function.result, how)
        text = f"{function.ird}[{given}]"
        if function.result is Type.FLAG:
            return self.flag(text)
        return Piece(text=text, type=function.result)

    def or_else(self, left: Piece, right: Piece) -> Piece:
        """Nothing: missing user data is the empty text, and an expression cannot choose."""
        if right.value == "" or isinstance(right.value, KVList):
            return self.typed(left, right.type)
        shown = flat(left.text)
        how = (
            f"{shown} or, if that is empty, {flat(self.stored(right))}: `??` has no counterpart. "
            f"Before this object draw If {shown} != '', and an Assign behind each of its ports"
        )
        return self.hold(right.type, how)

    def concatenated(self, left: Piece, right: Piece) -> Piece:
        """`Cat[a, b]`."""
        return Piece(text=("Cat[", left.text, ", ", right.text, "]"), type=Type.TEXT)

    def calculated(self, code: Code, left: Piece, right: Piece, kind: Type) -> Piece:
        """URS has no remainder, which follows from its division."""
        if code is Code.DIVIDE and kind is Type.DURATION:
            self.note("A duration is divided in whole seconds there")
        if code is not Code.MODULO:
            return summed(left, SIGNS[code], right, kind)
        left, right = self.short(left), self.short(right)
        divided = (closed(left), " / ", closed(right))
        text = (closed(left), " - ((", divided, ") * ", closed(right), ")")
        return Piece(text=text, type=kind, level=Level.SUMMED)
