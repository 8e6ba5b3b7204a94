"""The kind `stop`."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Family, Op
from engine.shelf.kind import Expr
from engine.syntax.nodes import Expression
from engine.values import Type


class Stop(BlockKind):
    """Stops a chat or an e-mail: it is finished and leaves every queue.

    If the chat's session is still open, stopping the interaction closes it, with quit reason 5
    (removed by the server). Calls are ended by `disconnect`.

    Example:
        strategy stop_chat (chat) {
          done: stop { reason = "notification sent" }
        }

    Genesys:
        Stop Interaction of IRD and Composer: Interaction Server ends its work on the interaction
        and the contact history is told the reason. Chat Server by default never stops an
        interaction whose chat has ended: a strategy has to.
    """

    word: ClassVar[str] = "stop"
    ird: ClassVar[tuple[str, ...]] = ("Stop Interaction",)
    composer: ClassVar[tuple[str, ...]] = ("Stop Interaction",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = (Family.CHAT, Family.EMAIL)
    finishes: ClassVar[bool] = True

    reason: Annotated[Expression | None, Expr(Type.TEXT)] = Field(
        None,
        description="why, for the trace and the contact history",
        examples=['"notification sent"'],
    )

    def lower(self, out: Lowering) -> None:
        """A `STOP`; without a reason its text is empty."""
        code = out.constant("") if self.reason is None else out.code(self.reason)
        out.emit(Op.STOP, code)

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Stop Interaction; nothing follows it."""
        return (self._drawn(out, IRD_PORTS),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """The same, and the session ends after it."""
        return (self._drawn(out, COMPOSER_PORTS, "Its output port leads to an Exit"),)

    def _drawn(self, out: Sheet, ports: Mapping[str, str], *notes: str) -> Drawn:
        rows = [Row("Delete from Universal Contact Server", "no")]
        if self.reason is not None:
            rows.insert(0, Row("Reason code", out.plain(self.reason)))
            notes = (
                *notes,
                "A reason code is a value of a business attribute: it has to be configured there",
            )
        return Drawn(object="Stop Interaction", rows=tuple(rows), ports=ports, notes=notes)
