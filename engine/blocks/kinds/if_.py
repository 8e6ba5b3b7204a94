"""The kind `if`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import DEFAULT, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Op
from engine.shelf.kind import Expr, Operand
from engine.syntax.nodes import Expression
from engine.values import Type


class If(BlockKind):
    """Goes one of two ways, by a condition.

    The condition is a flag: comparisons joined by `and`, `or`, `not`. What is joined by `and` and
    `or` is evaluated from left to right, and only as far as needed; the two are not mixed without
    parentheses. The trace shows the outcome of every comparison that was evaluated.

    Example:
        strategy by_number (voice) {
          mobile: if(is_mobile(ANI)) { true -> text   false -> done }
          text: log("a mobile phone") -> done
          done: exit
        }

    Genesys:
        If of IRD, which Composer's migration turns into Branching. URS gives `&` and `|` the same
        priority and reads them from left to right, so a condition copied from there needs the
        parentheses that say so.
    """

    word: ClassVar[str] = "if"
    ird: ClassVar[tuple[str, ...]] = ("If",)
    composer: ClassVar[tuple[str, ...]] = ("Branching",)
    ports: ClassVar[tuple[str, ...]] = ("true", "false")

    condition: Annotated[Expression, Expr(Type.FLAG, condition=True), Operand()] = Field(
        description="what decides", examples=["tries < 3"]
    )

    def lower(self, out: Lowering) -> None:
        """A `BRANCH` with both ports."""
        out.emit(Op.BRANCH, out.code(self.condition), out.port("true"), out.port("false"))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """An If."""
        rows = (Row("Expression", out.condition(self.condition)),)
        return (Drawn(object="If", rows=rows, ports={"true": "true", "false": "false"}),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Branching with one condition."""
        rows = (Row("Conditions / true", out.condition(self.condition)),)
        return (Drawn(object="Branching", rows=rows, ports={"true": "true", "false": DEFAULT}),)
