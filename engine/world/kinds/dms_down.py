"""The kind `dms_down`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class DmsDown(FailureWindow):
    """Says from when on Digital Messaging Server does not answer, and for how long.

    Calls to it run into their time-outs. Who writes by a channel is heard when it is back: the
    provider keeps the messages [inferred].

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { dms_down 10:00 { for = 20m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "dms_down"
    failure: ClassVar[Failure] = Failure.DMS_DOWN
