"""The kind `strategy`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Family, Op
from engine.shelf.kind import Operand, Ref, Reference


class Strategy(BlockKind):
    """Hands the interaction over to another strategy, from its entry on.

    Nothing returns here. Both strategies are for the same family of media. Attached data stays;
    variables do not. If the interaction lacks data that the other strategy declares, that one
    starts with the fault `missing_declared_data`.

    Example:
        strategy welcome (voice) {
          hello: log("hello") -> next
          next: strategy(goodbye)
        }
        strategy goodbye (voice) { bye: disconnect }

    Genesys:
        Switch to Strategy of IRD's routing palette [inferred]. It is not Call Subroutine, which
        comes back.
    """

    word: ClassVar[str] = "strategy"
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    strategy: Annotated[Reference, Ref(("strategy",)), Operand()] = Field(
        description="the strategy that goes on"
    )

    def lower(self, out: Lowering) -> None:
        """An `ENTER`."""
        out.emit(Op.ENTER, out.strategy(self.strategy))
