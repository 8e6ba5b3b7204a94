"""The kind `switch`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import DEFAULT, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, PortForm, label_port
from engine.ops import NO_PORT, Op
from engine.shelf.kind import Expr, Labels, Operand
from engine.syntax.nodes import Chain, Expression, Group, Name, Path, Text, Word

NUMBERS = ("ANI", "DNIS")
"""What IRD segments by objects of the same name."""
CATEGORIES = "Classify (segmentation)"
"""IRD's object for the attached category."""
CATEGORY_NAME = "CtgName"
"""The key of its name."""


class Switch(BlockKind):
    """Goes one of several ways, by the label that equals a value.

    The value is evaluated once and compared with the labels in the order of the file; the first
    that equals it decides, and `else` takes everything that is left. Labels are texts, numbers,
    durations or times, all of the value's type.

    Example:
        strategy by_called_number (voice) {
          line: switch(DNIS) {
            "8001" -> sales
            "8002" -> service
            else -> done
          }
          sales: log("sales") -> done
          service: log("service") -> done
          done: exit
        }

    Genesys:
        The segmentation objects of IRD (ANI, DNIS, Generic …), which have one port a segment and
        one for the default, and Branching of Composer. That the first segment which holds decides
        is [inferred] for Generic.
    """

    word: ClassVar[str] = "switch"
    ird: ClassVar[tuple[str, ...]] = (
        "ANI", "DNIS", "Generic", "Business", CATEGORIES, "Error Segmentation",
    )  # fmt: skip
    composer: ClassVar[tuple[str, ...]] = ("Branching",)
    ports: ClassVar[tuple[str, ...]] = (PortForm.LABELS,)

    value: Annotated[Expression, Expr(), Operand()] = Field(
        description="what is compared with the labels", examples=["DNIS"]
    )
    labels: Annotated[tuple[Word, ...], Labels()] = Field((), description="the ports of its own")

    def lower(self, out: Lowering) -> None:
        """The value goes to a slot; one `BRANCH` a label compares it and else falls through."""
        slot = out.scratch()
        out.emit(Op.LET, slot, out.code(self.value))
        for label in self.labels:
            out.emit(Op.BRANCH, out.matches(slot, label), out.port(label_port(label)), NO_PORT)
        out.emit(Op.LEAVE, out.port("else"))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """ANI, DNIS and the category have objects of their own, other values are Generic."""
        if _is_category(self.value):
            rows = tuple(Row(_segment(label), label.text) for label in self.labels)
            note = "The category is found in the attached data, by its name [inferred]"
            ports = self._ways("segment ")
            return (Drawn(object=CATEGORIES, rows=rows, ports=ports, notes=(note,)),)
        if isinstance(self.value, Name) and self.value.text in NUMBERS:
            rows = tuple(Row(_segment(label), label.text) for label in self.labels)
            return (Drawn(object=self.value.text, rows=rows, ports=self._ways("segment ")),)
        return (
            Drawn(object="Generic", rows=self._rows("Segment", out), ports=self._ways("segment ")),
        )

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Branching with one condition a label."""
        return (
            Drawn(
                object="Branching",
                rows=self._rows("Condition", out),
                ports=self._ways("condition "),
            ),
        )

    def _rows(self, word: str, out: Sheet) -> tuple[Row, ...]:
        return tuple(
            Row(f"{word} {label.text}", out.matches(self.value, label)) for label in self.labels
        )

    def _ways(self, word: str) -> dict[str, str]:
        ways = {label_port(label): f"{word}{label.text}" for label in self.labels}
        return {**ways, PortForm.ELSE: DEFAULT}


def _segment(label: Word) -> str:
    return f"Segment {label.text}"


def _is_category(value: Expression) -> bool:
    """Whether a value is the name of the attached category."""
    match value:
        case Path(base=Name(text="udata"), key=Name(text=key)):
            return key == CATEGORY_NAME
        case Group(inner=inner):
            return _is_category(inner)
        case Chain(operands=(first, Text())):
            return _is_category(first)  # with what stands for none
        case _:
            return False
