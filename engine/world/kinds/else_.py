"""The kind `else`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Entry, Expr, Free
from engine.world.kind import DeclarationKind, Naming


class Else(DeclarationKind):
    """Says what a service answers where no row says it.

    It is written as a row is, without a name. A service that looks its rows up `by` a parameter and
    has no `else` answers a value without a row with fault 261, `no_record` [inferred].

    Example:
        service "Orders.Lookup" {
          parameters { OrderId: text }
          answers { Status: text }
          by = OrderId
          row "A-1042" { Status = "shipped" }
          else { Status = "unknown" }
        }
        service "Billing.Charge" { else { fault = unavailable } }

        strategy hello (voice) { done: exit }

    Genesys:
        There is none: what a server answers is known only when it does.
    """

    word: ClassVar[str] = "else"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    columns: Annotated[tuple[Entry, ...], Free(Expr(), unique=True)] = Field(
        (), description="the keys of the answer, each with its value"
    )
