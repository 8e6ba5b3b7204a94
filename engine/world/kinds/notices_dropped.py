"""The kind `notices_dropped`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class NoticesDropped(FailureWindow):
    """Says from when on nobody is told what happens in queues, and for how long.

    Views see nothing new meanwhile, and look again when the window ends.

    Example:
        queue inbound { view all { every = 10s   submit = sort } }

        strategy sort (email) { done: stop { reason = "sorted" } }

        arrivals letters { queue = inbound   media = email   rate = 40/h }
        faults storm { notices_dropped 10:00 { for = 2m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "notices_dropped"
    failure: ClassVar[Failure] = Failure.NOTICES_DROPPED
