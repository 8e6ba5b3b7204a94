"""The kind `strategy`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
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
    ird: ClassVar[tuple[str, ...]] = ("Switch to Strategy",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    strategy: Annotated[Reference, Ref(("strategy",)), Operand()] = Field(
        description="the strategy that goes on"
    )

    def lower(self, out: Lowering) -> None:
        """An `ENTER`."""
        out.emit(Op.ENTER, out.strategy(self.strategy))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """A Switch to Strategy [inferred]."""
        rows = (Row("Strategy", self.strategy.name),)
        return (Drawn(object="Switch to Strategy", rows=rows, ports=IRD_PORTS),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """A Subroutine, then an Exit: Composer has no block that hands over for good."""
        rows = (Row("Uri", f"{self.strategy.name} (its own workflow, as a sub-workflow)"),)
        note = (
            "Composer has no block that hands over for good: the other strategy is called, and "
            "this one ends behind it. Variables are not shared: pass none [inferred]"
        )
        called = Drawn(object="Subroutine", rows=rows, ports=COMPOSER_PORTS, notes=(note,))
        return (called, Drawn(object="Exit", ports=COMPOSER_PORTS))
