"""The kind `assign`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import IRD_PORTS, ONLY_OUTPUT, Drawn, Row, Sheet
from engine.blocks.kind import Assigns, BlockKind, Lowering, PortForm
from engine.ops import Op
from engine.shelf.kind import Entry, Expr, Free
from engine.syntax.nodes import Name


class Assign(BlockKind):
    """Gives variables of the strategy new values.

    Each entry `name = value` sets a variable that the strategy declares with `var`, in the order of
    the file: a later entry sees what an earlier one has set. The type of a variable is that of its
    first value. If a value faults, the variables before it keep what they were given, and the
    block is left by the fault [inferred].

    Example:
        strategy count_to_three (voice) {
          var tries = 0

          count: assign { tries = tries + 1 } -> enough
          enough: if(tries == 3) { true -> done   false -> count }
          done: exit
        }

    Genesys:
        IRD has Assign for one variable and Multi-Assign for several, Composer an Assign block.
        Arithmetic of URS is of whole numbers only, as here. That a failing expression leaves IRD's
        block by its red port is [inferred].
    """

    word: ClassVar[str] = "assign"
    ird: ClassVar[tuple[str, ...]] = ("Assign", "Multi-Assign")
    composer: ClassVar[tuple[str, ...]] = ("Assign",)

    values: Annotated[tuple[Entry, ...], Free(Expr())] = Field(
        description="the variables, each with an expression of its type"
    )

    def effects(self) -> tuple[Assigns, ...]:
        """Every variable that is set, in order."""
        return tuple(
            Assigns(Name(entry.name, entry.key.span), entry.expression) for entry in self.values
        )

    def lower(self, out: Lowering) -> None:
        """One `SET` an entry."""
        for entry in self.values:
            code = out.code(entry.expression)
            out.emit(Op.SET, out.slot(entry.name), code, out.value(entry.name))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """Assign for one variable, Multi-Assign for several."""
        name = "Assign" if len(self.values) == 1 else "Multi-Assign"
        return (Drawn(object=name, rows=self._rows(out), ports=IRD_PORTS),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """An Assign block, of which public diagrams show no exception."""
        return (Drawn(object="Assign", rows=self._rows(out), ports=ONLY_OUTPUT),)

    def _rows(self, out: Sheet) -> tuple[Row, ...]:
        return tuple(Row(entry.name, out.text(entry.expression)) for entry in self.values)
