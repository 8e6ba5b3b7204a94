"""The kind `exit`."""

from typing import ClassVar

from engine.blocks.counterpart import Drawn, Sheet
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
    ird: ClassVar[tuple[str, ...]] = ("Exit",)
    composer: ClassVar[tuple[str, ...]] = ("Exit",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = ()

    def lower(self, out: Lowering) -> None:
        """An `EXIT`."""
        out.emit(Op.EXIT)

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """An Exit."""
        return (Drawn(object="Exit"),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """An Exit; the interaction is left alone only if the system variable says so."""
        note = (
            "Composer stops an interaction that is no call when `system.TerminateIxnOnExit` is 1, "
            "its default: assign 0 to it before, since `exit` leaves the interaction to the system"
        )
        return (Drawn(object="Exit", notes=(note,)),)
