"""The kind `exit`."""

from typing import ClassVar

from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Family, Op


class Exit(BlockKind):
    """Ends the strategy and leaves the interaction to the system.

    A call goes to its default destination. A chat or an e-mail is returned to the queue it came
    from, where a view may take it again; if it came from none, it counts as default-routed
    [inferred]. To finish a chat for good, write `stop`.

    Example:
        strategy nothing_to_do (voice) {
          done: exit
        }

    Genesys:
        Exit of IRD, after which URS routes to the default; for other media than voice that means
        back to the queue [inferred], and a strategy may see the same interaction without end.
        Composer's Exit stops an interaction that is not a call, unless `system.TerminateIxnOnExit`
        is switched off: there, write `stop` for it.
    """

    word: ClassVar[str] = "exit"
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    def lower(self, out: Lowering) -> None:
        """An `EXIT`."""
        out.emit(Op.EXIT)
