"""The kind `answers`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Entry, Expr, Free, Typed
from engine.values import KV_TYPES
from engine.world.kind import DeclarationKind, Naming


class Answers(DeclarationKind):
    """Declares what a service answers: each key with its type, or with the value that it has.

    `Status: text` is a key that every row of the service gives; `Total = 0` is an integer that has
    this value where a row does not say another. A service whose keys all have values needs no more:
    it always answers this.

    Example:
        service "Orders.Lookup" {
          parameters { OrderId: text }
          answers { Status: text   Total = 0 }
          by = OrderId
          row "A-1042" { Status = "shipped"   Total = 5 }
          row "A-1043" { Status = "open" }
        }
        service "Vips.Check" { answers { Vip = "no" } }

        strategy hello (voice) { done: exit }

    Genesys:
        The list `Parameters` in the answer of an ESP server, the columns of a query's result, the
        output of a Web Service's operation. What they hold is known only when they come.
    """

    word: ClassVar[str] = "answers"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    keys: Annotated[tuple[Entry, ...], Typed(KV_TYPES)] = Field(
        (), description="a key whose value the rows give, with its type"
    )
    values: Annotated[tuple[Entry, ...], Free(Expr(), unique=True)] = Field(
        (), description="a key with the value that it has unless a row says another"
    )
