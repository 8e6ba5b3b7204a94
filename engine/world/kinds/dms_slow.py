"""The kind `dms_slow`."""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure
from engine.shelf.kind import Own
from engine.world.failure_values import FailureWindow
from engine.world.spread_values import SPREAD_TAKES, Drawn, read_spread


class DmsSlow(FailureWindow):
    """Says from when on Digital Messaging Server takes longer to answer, and for how long.

    Each of its answers comes so much later. What a call that has timed out has done is done: its
    answer comes late, and nobody waits for it.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { dms_slow 10:00 { for = 20m   by = exponential(10s) } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "dms_slow"
    failure: ClassVar[Failure] = Failure.DMS_SLOW

    by: Annotated[Drawn, Own(read_spread, SPREAD_TAKES)] = Field(
        description="how much longer an answer takes"
    )

    def lower(self) -> Failing:
        """The failing."""
        return replace(super().lower(), length=self.by.spread)
