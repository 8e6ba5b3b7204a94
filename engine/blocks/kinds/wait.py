"""The kind `wait`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import ONLY_GREEN, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, PortForm
from engine.ops import Op
from engine.shelf.kind import Expr, Operand
from engine.syntax.nodes import Expression, Quantity
from engine.values import Type


class Wait(BlockKind):
    """Lets time pass before the next block.

    The interaction stays in this strategy; no view can take it. Waiting starts the count of the
    10,000 blocks anew that an activation may enter without a pause; a wait of no length is none. A
    duration that comes out negative in a run counts as none; one that is written does not compile.

    Example:
        strategy patient (voice) {
          pause: wait(5s) -> done
          done: exit
        }

    Genesys:
        Wait of Composer, a delay in URS, which starts URS's synchronous block counter anew in the
        same way.
    """

    word: ClassVar[str] = "wait"
    composer: ClassVar[tuple[str, ...]] = ("Wait",)

    duration: Annotated[Expression, Expr(Type.DURATION, least=0), Operand()] = Field(
        description="how long", examples=["5m"]
    )

    @property
    def suspends(self) -> bool:
        """Unless it is known to be of no length."""
        return not (isinstance(self.duration, Quantity) and not self.duration.text.strip("0usmhd"))

    def lower(self, out: Lowering) -> None:
        """A `WAIT`; the next operation runs when it is over."""
        out.emit(Op.WAIT, out.code(self.duration))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Function that delays [inferred]."""
        rows = (Row("Function", f"Delay[{out.text(self.duration)}]"),)
        note = "That the function is called Delay and takes seconds is [inferred]"
        return (Drawn(object="Function", rows=rows, ports=ONLY_GREEN, notes=(note,)),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Wait for no event, left by its time-out."""
        rows = (Row("Timeout", f"{out.text(self.duration)} (seconds)"),)
        note = "It waits for no event: lead its unnamed output the same way"
        return (Drawn(object="Wait", rows=rows, ports={"ok": "timeout"}, notes=(note,)),)
