"""The kind `silence`."""

from typing import ClassVar

from engine.failures import Failure
from engine.world.failure_values import FailureWindow


class Silence(FailureWindow):
    """Says from when on nobody comes, and for how long.

    It concerns all arrivals, recorded ones too. Who has given up may come again.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { silence 10:00 { for = 30m } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "silence"
    failure: ClassVar[Failure] = Failure.SILENCE
