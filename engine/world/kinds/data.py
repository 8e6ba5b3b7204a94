"""The kind `data`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Entry, Typed
from engine.values import KV_TYPES
from engine.world.kind import DeclarationKind, Naming


class Data(DeclarationKind):
    """Declares the attached data that a strategy relies on, each key with its type.

    A declared key can be read as `udata.Key` without `??`. Whoever brings the interaction must
    give it; this is checked when the strategy starts, and the fault `missing_declared_data` says
    what is not there.

    Example:
        strategy greet (voice) {
          data { FirstName: text }

          hello: log("hello " + udata.FirstName) -> done
          done: exit
        }

    Genesys:
        User data of an interaction. There, missing data reads as an empty text and shows only in
        what comes out.
    """

    word: ClassVar[str] = "data"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    keys: Annotated[tuple[Entry, ...], Typed(KV_TYPES)] = Field(
        (), description="the keys, each with its type"
    )

    def lower(self) -> tuple[Entry, ...]:
        """The keys in the order of the file; the value of each is its `Type`."""
        return self.keys
