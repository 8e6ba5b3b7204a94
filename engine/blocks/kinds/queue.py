"""The kind `queue`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, Parks
from engine.ops import Family, Op
from engine.shelf.kind import Expr, Operand, Ref, Reference
from engine.syntax.nodes import Expression
from engine.values import Type


class Queue(BlockKind):
    """Puts the interaction into an interaction queue and ends this strategy.

    The queue's views decide when a strategy sees it again; that is a new start, nothing goes on
    from here. With `not_before` no view sees it until that much time has passed; what comes out
    negative counts as none. Parking where the
    view that feeds this strategy would take it again at once is refused: give `not_before`, or a
    condition that parking makes false.

    Example:
        queue waiting { view all { every = 10s   submit = look_again } }

        strategy look_again (chat) {
          open: if(is_online) { true -> park   false -> done }
          park: queue(waiting) { not_before = 5m }
          done: stop { reason = "the customer has left" }
        }

    Genesys:
        Queue Interaction of IRD and Composer. Composer draws a port after it, since its session may
        live on; the interaction has left all the same. An interaction with a scheduled time in the
        future is not pulled by a view [inferred], which `not_before` stands for.
    """

    word: ClassVar[str] = "queue"
    ird: ClassVar[tuple[str, ...]] = ("Queue Interaction",)
    composer: ClassVar[tuple[str, ...]] = ("Queue Interaction",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = (Family.CHAT, Family.EMAIL)

    queue: Annotated[Reference, Ref(("queue",)), Operand()] = Field(
        description="the interaction queue"
    )
    not_before: Annotated[Expression | None, Expr(Type.DURATION, least=0)] = Field(
        None, description="how long no view sees the interaction"
    )

    @property
    def parks(self) -> Parks:
        """In the queue that it names."""
        return Parks(self.queue, self.not_before)

    def lower(self, out: Lowering) -> None:
        """A `PARK`."""
        out.emit(Op.PARK, out.queue(self.queue), out.code(self.not_before))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Queue Interaction; nothing follows it."""
        rows = (Row("Interaction queue", self.queue.name),)
        drawn = Drawn(
            object="Queue Interaction", rows=rows, ports=IRD_PORTS, notes=self._unseen(out)
        )
        return (drawn,)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """The same, and the session ends after it."""
        rows = (Row("Interaction Queue", self.queue.name),)
        note = "Its output port leads to an Exit: the interaction has left, the session has not"
        notes = (note, *self._unseen(out))
        return (Drawn(object="Queue Interaction", rows=rows, ports=COMPOSER_PORTS, notes=notes),)

    def _unseen(self, out: Sheet) -> tuple[str, ...]:
        if self.not_before is None:
            return ()
        return (
            f"`not_before`, {out.text(self.not_before)} seconds, is no property of the object. "
            "Before it, attach the time from which the interaction may be seen, and compare it in "
            "the condition of the queue's views; or use the scheduling of the view [inferred]",
        )
