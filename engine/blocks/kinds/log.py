"""The kind `log`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.kind import BlockKind, Lowering, PortForm
from engine.ops import Op
from engine.shelf.kind import Expr, Operand
from engine.syntax.nodes import Expression
from engine.values import Type


class Log(BlockKind):
    """Writes a text to the trace.

    It changes nothing else. Numbers become texts with `text(n)`; texts are joined by `+`.

    Example:
        strategy hello (voice) {
          hello: log("a call from " + ANI) -> done
          done: exit
        }

    Genesys:
        Log of Composer. IRD has no such object of its own [inferred].
    """

    word: ClassVar[str] = "log"

    text: Annotated[Expression, Expr(Type.TEXT), Operand()] = Field(
        description="what is written", examples=['"a call from " + ANI']
    )

    def lower(self, out: Lowering) -> None:
        """A `LOG`."""
        out.emit(Op.LOG, out.code(self.text))
        out.emit(Op.LEAVE, out.port(PortForm.OK))
