"""The kind `swizzle`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class Swizzle(FailureWindow):
    """Says from when on the servers stop one after another, to come back in another order.

    Some of Chat Server, Interaction Server, Digital Messaging Server and routing are stopped, in an
    order that is drawn; at the end all are back.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { swizzle 10:00 { for = 20m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "swizzle"
    failure: ClassVar[Failure] = Failure.SWIZZLE
