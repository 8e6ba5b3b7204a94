"""The kind `default_route`."""

from typing import ClassVar

from engine.blocks.counterpart import Drawn, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.ops import Family, Op


class DefaultRoute(BlockKind):
    """Sends a call to its default destination.

    It ends the strategy as `exit` does for a call, and says so by its name.

    Example:
        strategy give_up (voice) {
          out: default_route
        }

    Genesys:
        Default of IRD's routing palette, Default Route of Composer. It has no ports and is for
        calls.
    """

    word: ClassVar[str] = "default_route"
    ird: ClassVar[tuple[str, ...]] = ("Default",)
    composer: ClassVar[tuple[str, ...]] = ("Default Route",)
    ports: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = (Family.VOICE,)

    def lower(self, out: Lowering) -> None:
        """A `DEFAULT_ROUTE`."""
        out.emit(Op.DEFAULT_ROUTE)

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """The routing object Default."""
        return (Drawn(object="Default"),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """A Default Route."""
        return (Drawn(object="Default Route"),)
