"""The kind `assign`."""

from typing import Annotated, ClassVar

from pydantic import Field

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
