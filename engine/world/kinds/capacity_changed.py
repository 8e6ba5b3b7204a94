"""The kind `capacity_changed`."""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.failure_values import ShareWindow


class CapacityChanged(ShareWindow):
    """Says from when on agents have less room, and for how long.

    What they have stays with them; nothing is offered that is too much by then. One of each medium
    that they have had room for is always left [inferred].

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { capacity_changed 12:00 { for = 1h   less = 2 } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        Another capacity rule for the agents, as an administrator would change it under load.
    """

    word: ClassVar[str] = "capacity_changed"
    failure: ClassVar[Failure] = Failure.CAPACITY_CHANGED

    less: Annotated[int, Constant(Type.INTEGER)] = Field(
        1, ge=1, le=1_000, description="how much less room there is of each medium"
    )

    def lower(self) -> Failing:
        """The failing."""
        return replace(super().lower(), detail=self.less)
