"""The kind `attach`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Row, Sheet
from engine.blocks.kind import Attaches, BlockKind, Lowering, PortForm
from engine.ops import Op
from engine.shelf.kind import Entry, Expr, Free


class Attach(BlockKind):
    """Attaches data to the interaction, or replaces data that it has.

    Each entry `key = value` sets one key of the interaction's attached data, in the order of the
    file: a later entry sees what an earlier one has set. After the block the keys are known, so
    that `udata.Key` can be read without `??`. A key that is also the word of a field is written in
    quotes: `"note" = "by phone"`.

    Example:
        strategy mark (voice) {
          mark: attach { Reason = "billing"   Caller = ANI } -> done
          done: exit
        }

    Genesys:
        Multi-Attach of IRD, the User Data block of Composer; Composer's Attach block is another
        thing: it takes an interaction into the session. Attached data travels with the interaction
        and, unless told otherwise, with every request to an external service.
    """

    word: ClassVar[str] = "attach"
    ird: ClassVar[tuple[str, ...]] = ("Multi-Attach",)
    composer: ClassVar[tuple[str, ...]] = ("User Data",)

    data: Annotated[tuple[Entry, ...], Free(Expr())] = Field(
        description="the keys, each with an expression of any type that attached data can hold"
    )

    def effects(self) -> tuple[Attaches, ...]:
        """Every key that is set, in order."""
        return tuple(Attaches(entry.key, entry.expression) for entry in self.data)

    def lower(self, out: Lowering) -> None:
        """One `ATTACH` an entry."""
        for entry in self.data:
            out.emit(Op.ATTACH, out.value(entry.name), out.code(entry.expression))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Multi-Attach."""
        return (Drawn(object="Multi-Attach", rows=self._rows(out), ports=IRD_PORTS),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A User Data block; a key with other signs than letters needs a variable there."""
        rows = tuple(Row(f"Assign Data / {row.property}", row.value) for row in self._rows(out))
        return (Drawn(object="User Data", rows=rows, ports=COMPOSER_PORTS),)

    def _rows(self, out: Sheet) -> tuple[Row, ...]:
        return tuple(Row(entry.name, out.text(entry.expression)) for entry in self.data)
