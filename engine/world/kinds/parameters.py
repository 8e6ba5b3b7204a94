"""The kind `parameters`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Entry, Typed
from engine.values import KV_TYPES
from engine.world.kind import DeclarationKind, Naming


class Parameters(DeclarationKind):
    """Declares what a call of a service gives it, each key with its type.

    A call must give every one of them but those that the service lists as `optional`, and an empty
    text counts as missing [inferred], as it does for the embedded methods.

    Example:
        service "Orders.Lookup" {
          parameters { OrderId: text   Year: integer }
          optional = [Year]
          answers { Status = "shipped" }
        }

        strategy hello (voice) { done: exit }

    Genesys:
        The list `Parameters` in the envelope of an ESP request; the input of a query of Database
        Wizard and DB Data, of a Web Service's operation, of a voice application.
    """

    word: ClassVar[str] = "parameters"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    keys: Annotated[tuple[Entry, ...], Typed(KV_TYPES)] = Field(
        (), description="the parameters, each with its type"
    )
