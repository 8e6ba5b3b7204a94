"""Conditions of queue views, as Interaction Server hands them to its database.

In: pieces. Out: pieces. A condition is SQL over columns and names of properties; `_age()` is the
interaction's age in seconds, `_current_time()` the time (Interaction Server, Translations and
Interaction Properties). A custom property needs a column: a value of the business attribute
`InteractionCustomProperties` with `translation/translate-to`.
"""

from collections.abc import Mapping
from typing import ClassVar

from engine.functions import Function
from engine.graph.reading import READINGS
from engine.ops import Code, Reading
from engine.report.build_sheet.names import Names
from engine.report.build_sheet.pieces import Level, Piece, Rope, closed, flat, inverted
from engine.report.build_sheet.writer import READING_NAMES, Writer, summed
from engine.values import Duration, Time, Type

TEXTS: dict[Reading, str] = {
    Reading.ID: "id",
    Reading.MEDIA: "media_type",
    Reading.AGE: "_age()",
    Reading.TIME_IN_QUEUE: "_time_in_queue()",
    Reading.NOW: "_current_time()",
    Reading.PRIORITY: "priority",
    Reading.QUEUE: "queue",
    Reading.RECEIVED_AT: "received_at",
    Reading.PLACED_IN_QUEUE_AT: "placed_in_queue_at",
    Reading.MOVED_TO_QUEUE_AT: "moved_to_queue_at",
    Reading.ABANDONED_AT: "abandoned_at",
    Reading.INTERACTION_TYPE: "type",
    Reading.INTERACTION_SUBTYPE: "subtype",
    Reading.SUBMITTED_BY: "submitted_by",
    Reading.PARENT_ID: "parent_id",
    Reading.EXTERNAL_ID: "external_id",
    Reading.TENANT: "tenant_id",
    Reading.SUBMITTED_AT: "submitted_at",
    Reading.SUBMITTED_TO_ROUTER_AT: "submitted_to_router_at",
    Reading.DELIVERED_AT: "delivered_at",
    Reading.HELD_AT: "held_at",
    Reading.STATE: "state",
}
INFERRED = (
    Reading.TIME_IN_QUEUE, Reading.PRIORITY, Reading.QUEUE, Reading.RECEIVED_AT,
    Reading.PLACED_IN_QUEUE_AT, Reading.SUBMITTED_BY, Reading.PARENT_ID, Reading.TENANT,
    Reading.SUBMITTED_AT, Reading.SUBMITTED_TO_ROUTER_AT, Reading.HELD_AT,
)  # fmt: skip
SIGNS = {Code.ADD: "+", Code.SUBTRACT: "-", Code.MULTIPLY: "*", Code.DIVIDE: "/"}


class ViewWriter(Writer):
    """Writes for the condition of a view."""

    joints: ClassVar[Mapping[str, str]] = {"and": " AND ", "or": " OR "}
    comparisons: ClassVar[Mapping[Code, str]] = {
        Code.EQUAL: " = ", Code.UNEQUAL: " <> ", Code.LESS: " < ", Code.LESS_EQUAL: " <= ",
        Code.GREATER: " > ", Code.GREATER_EQUAL: " >= ",
    }  # fmt: skip

    def __init__(self, names: Names) -> None:
        super().__init__(names.fresh)

    def quoted(self, text: str) -> str:
        """In single quotes, a quote inside twice."""
        doubled = text.replace("'", "''")
        return f"'{doubled}'"

    def variable(self, name: str, kind: Type) -> Piece:
        """Only what stands for something unsaid: a view has no variables."""
        return self.flag(name) if kind is Type.FLAG else Piece(text=name, type=kind)

    def flag(self, stored: Rope) -> Piece:
        """Compared with 1."""
        on, off = (
            Piece(text=(stored, " = ", number), type=Type.FLAG, level=Level.COMPARED)
            for number in self.one
        )
        return inverted(Piece(text=off.text, type=Type.FLAG, level=Level.COMPARED, opposite=on))

    def seconds(self, value: Duration | Time) -> Piece:
        """A time is a text of its own here."""
        if isinstance(value, Time):
            return Piece(text=f"_timestamp('{value}')", type=Type.TIME)
        return super().seconds(value)

    def data(self, key: str) -> Piece:
        """By its name."""
        self.note(
            f"`{key}` is no column by itself: give it one, as a value of the business attribute "
            "InteractionCustomProperties with the annex option `translation/translate-to`"
        )
        return Piece(text=key, type=Type.ANY)

    def reading(self, reading: Reading) -> Piece:
        """A column or a translation."""
        name = READING_NAMES[reading]
        if reading is Reading.IS_ONLINE:
            return self.flag("is_online")
        if reading is Reading.IS_HELD:
            self.note("That `is_held` is is_held there is [inferred]")
            return self.flag("is_held")
        if reading not in TEXTS:
            return self.hold(READINGS[name][1], f"`{name}`, for which no column is known")
        if reading in INFERRED:
            self.note(f"That `{name}` is {TEXTS[reading]} there is [inferred]")
        return Piece(text=TEXTS[reading], type=READINGS[name][1])

    def answered(self, label: str, key: str) -> Piece:
        """No view reads an answer."""
        return self.hold(Type.ANY, f"the answer {key} of `{label}`")

    def failed(self, label: str, part: str) -> Piece:
        """No view reads a fault."""
        return self.hold(Type.ANY, f"the {part} of the fault of `{label}`")

    def called(self, function: Function, arguments: tuple[Piece, ...]) -> Piece:
        """The database knows none of our functions."""
        given, _ = self.given(function, arguments)
        what = f"what `{function.name}` gives for {given}"
        return self.hold(function.result, f"{what}: a view's condition cannot ask for it")

    def or_else(self, left: Piece, right: Piece) -> Piece:
        """The standard function of SQL, which the database sees as it is written."""
        self.note("COALESCE goes to the database as it is written [inferred]")
        text = ("COALESCE(", left.text, ", ", self.stored(right), ")")
        return Piece(text=text, type=right.type)

    def concatenated(self, left: Piece, right: Piece) -> Piece:
        """Nothing that every database knows."""
        return self.hold(Type.TEXT, f"{flat(left.text)} with {flat(right.text)} behind it")

    def calculated(self, code: Code, left: Piece, right: Piece, kind: Type) -> Piece:
        """Operators of SQL; a remainder is written out: its sign differs between databases."""
        if code is not Code.MODULO:
            return summed(left, SIGNS[code], right, kind)
        left, right = self.short(left), self.short(right)
        divided = (closed(left), " / ", closed(right))
        text = (closed(left), " - ((", divided, ") * ", closed(right), ")")
        return Piece(text=text, type=kind, level=Level.SUMMED)
