"""The kind `surge`."""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.failure_values import FailureWindow


class Surge(FailureWindow):
    """Says from when on so many times as many customers come, and for how long.

    It concerns all arrivals that are declared by rates. A number that is known beforehand is a
    `burst` of the arrivals.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { surge 10:00 { for = 1m   times = 20 } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "surge"
    failure: ClassVar[Failure] = Failure.SURGE

    times: Annotated[int, Constant(Type.INTEGER)] = Field(
        100, ge=1, le=10_000, description="how many times as many come"
    )

    def lower(self) -> Failing:
        """The failing."""
        return replace(super().lower(), detail=self.times)
