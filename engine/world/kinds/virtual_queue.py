"""The kind `virtual_queue`."""

from typing import ClassVar

from engine import staff
from engine.world.kind import DeclarationKind


class VirtualQueue(DeclarationKind):
    """Describes a virtual queue: what waits for an agent is counted in it.

    Nothing lies in it and no view looks into it. A `route` that names it is in it from its
    beginning until an agent has the interaction, or the route is left.

    Example:
        agent anna
        virtual_queue VQ_sales

        strategy hotline (voice) {
          ask: route { targets = [agent(anna)]   virtual_queue = VQ_sales   timeout -> out }
          out: default_route
        }

    Genesys:
        A virtual queue, a DN of a switch, written `VQ_sales@switch` there. Statistics such as the
        number of calls in it and the expected waiting time belong to it.
    """

    word: ClassVar[str] = "virtual_queue"

    def lower(self) -> staff.VirtualQueue:
        """The virtual queue by its name."""
        return staff.VirtualQueue(name=self.name or "")
