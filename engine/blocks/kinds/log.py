"""The kind `log`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import ONLY_GREEN, ONLY_OUTPUT, Drawn, Row, Sheet, undrawn
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
    composer: ClassVar[tuple[str, ...]] = ("Log",)

    text: Annotated[Expression, Expr(Type.TEXT), Operand()] = Field(
        description="what is written", examples=['"a call from " + ANI']
    )

    def lower(self, out: Lowering) -> None:
        """A `LOG`."""
        out.emit(Op.LOG, out.code(self.text))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """Nothing: what leads here leads on."""
        note = (
            f"IRD has no object that writes {out.text(self.text)} to a log [inferred]: leave the "
            "block out, or attach the text in a Multi-Attach"
        )
        return undrawn(note, ports=ONLY_GREEN)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Log block."""
        rows = (Row("Logging Details", out.text(self.text)),)
        return (Drawn(object="Log", rows=rows, ports=ONLY_OUTPUT),)
