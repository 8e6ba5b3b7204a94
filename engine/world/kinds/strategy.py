"""The kind `strategy`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.ops import Family
from engine.shelf.kind import Choice, Nested, Operand
from engine.syntax import nodes
from engine.world.kind import DeclarationKind


class Strategy(DeclarationKind):
    """Describes what is done with an interaction: blocks, and the ways between them.

    The word in parentheses is the family of media: `voice` for calls, `chat`, `email`. The entry is
    the first block, or the one that `start -> block` names. `on fault -> block` takes the failures
    that no block takes itself, time-outs too unless `on timeout -> block` takes those, and
    `on abandoned -> block` is where a call goes whose caller hangs up. Wherever blocks stand in the
    file, the arrows alone say what follows what.

    Example:
        strategy greet (voice) {
          data { FirstName: text }
          on fault -> done

          hello: log("hello " + udata.FirstName) -> done
          done: exit
        }

    Genesys:
        A routing strategy of IRD, or a workflow of Composer, whose Entry block has the handlers
        for the whole strategy (`interaction.abandoned`, `error`). IRD's red ports have no such
        cover. After 10,000 blocks without a pause URS sends the interaction to its default.
    """

    word: ClassVar[str] = "strategy"
    ird: ClassVar[tuple[str, ...]] = ("Entry",)
    composer: ClassVar[tuple[str, ...]] = ("Entry",)
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Port, nodes.Block)

    family: Annotated[Family, Choice(("voice", "chat", "email"), tuple(Family)), Operand()] = Field(
        Family.VOICE, description="the family of media"
    )
    data: Annotated[tuple[DeclarationKind, ...], Nested("data")] = Field(
        (), description="the attached data it relies on"
    )
    variables: Annotated[tuple[DeclarationKind, ...], Nested("var")] = Field(
        (), description="its variables"
    )

    @classmethod
    def port_words(cls) -> tuple[str, ...]:
        """The one that is a single word; the handlers begin with `on`."""
        return ("start",)
