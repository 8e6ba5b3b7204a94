"""The kind `agent_toggles`."""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from engine.failures import Failing, Failure
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.failure_values import ShareWindow


class AgentToggles(ShareWindow):
    """Says from when on agents turn not ready and ready again all the time, and for how long.

    When the window ends they are ready.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm { agent_toggles 12:00 { for = 1m   share = 30%   times = 100 } }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "agent_toggles"
    failure: ClassVar[Failure] = Failure.AGENT_TOGGLES

    times: Annotated[int, Constant(Type.INTEGER)] = Field(
        1_000, ge=1, le=100_000, description="how often a minute"
    )

    def lower(self) -> Failing:
        """The failing."""
        return replace(super().lower(), detail=self.times)
