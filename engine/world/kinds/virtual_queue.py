"""The kind `virtual_queue`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.kind import DeclarationKind

CAPACITY_MAX = 1_000_000_000


class VirtualQueue(DeclarationKind):
    """Describes a virtual queue: what waits for an agent is counted in it.

    Nothing lies in it and no view looks into it. A `route` that names it is in it from its
    beginning until an agent has the interaction, or the route is left.

    With a `capacity` no more than that wait in it: what finds no agent at once and no room leaves
    its `route` by fault `queue_full` [inferred].

    Example:
        agent anna
        virtual_queue VQ_sales { capacity = 5 }

        strategy hotline (voice) {
          ask: route {
            targets = [agent(anna)]
            virtual_queue = VQ_sales
            timeout -> out
            fault -> out
          }
          out: default_route
        }

    Genesys:
        A virtual queue, a DN of a switch, written `VQ_sales@switch` there. Statistics such as the
        number of calls in it and the expected waiting time belong to it.
    """

    word: ClassVar[str] = "virtual_queue"

    capacity: Annotated[int | None, Constant(Type.INTEGER)] = Field(
        None, ge=0, le=CAPACITY_MAX, description="how many wait in it at most"
    )

    def lower(self) -> staff.VirtualQueue:
        """The virtual queue by its name."""
        capacity = -1 if self.capacity is None else self.capacity
        return staff.VirtualQueue(name=self.name or "", capacity=capacity)
