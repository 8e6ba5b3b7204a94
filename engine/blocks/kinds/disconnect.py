"""The kind `disconnect`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import IRD_PORTS, Drawn, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Family, Op
from engine.shelf.kind import Expr
from engine.syntax.nodes import Expression
from engine.values import Type


class Disconnect(BlockKind):
    """Ends a call: the caller is disconnected.

    Chats and e-mails are ended by `stop`.

    Example:
        strategy closed (voice) {
          bye: disconnect { reason = "out of hours" }
        }

    Genesys:
        Disconnect of Composer; in IRD the voice treatment Cancel Call [inferred]. The reason is
        ours, for the trace [inferred].
    """

    word: ClassVar[str] = "disconnect"
    ird: ClassVar[tuple[str, ...]] = ("Cancel Call",)
    composer: ClassVar[tuple[str, ...]] = ("Disconnect",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = (Family.VOICE,)
    finishes: ClassVar[bool] = True

    reason: Annotated[Expression | None, Expr(Type.TEXT)] = Field(
        None, description="why, for the trace", examples=['"out of hours"']
    )

    def lower(self, out: Lowering) -> None:
        """A `DISCONNECT`; without a reason its text is empty."""
        code = out.constant("") if self.reason is None else out.code(self.reason)
        out.emit(Op.DISCONNECT, code)

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """The treatment Cancel Call, then an Exit [inferred]."""
        called = Drawn(object="Cancel Call", ports=IRD_PORTS, notes=self._why(out))
        return (called, Drawn(object="Exit", ports=IRD_PORTS))

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Disconnect, which ends the diagram."""
        return (Drawn(object="Disconnect", notes=self._why(out)),)

    def _why(self, out: Sheet) -> tuple[str, ...]:
        if self.reason is None:
            return ()
        return (f"The reason, {out.text(self.reason)}, is ours: attach it before if it is wanted",)
