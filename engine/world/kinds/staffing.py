"""The kind `staffing`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.amounts import time_of_day
from engine.world.kind import DeclarationKind, Naming


class Staffing(DeclarationKind):
    """Says how many of a crew's agents are planned from a time of the day on, up to the next one.

    The time is that of the clock of the simulation's zone. The last staffing of a day lasts until
    midnight, and before the first one of a day nobody is on duty. The plan names nobody. When it
    rises, agents who are logged out log in, in the order of their numbers. When it falls, those go
    at once who have nothing to do: who has been idle for the longest first, of equals the one with
    the highest number; then those whose phone rings, and what is offered to them goes to others
    [inferred]. If more are still there than planned, nobody of the crew gets anything new, and
    whoever is done first with all they have logs out, until as many are logged in as planned. If
    the plan rises before that, those who would have gone stay.

    Example:
        agent clerk {
          count = 18
          staffing 08:00 { agents = 12 }
          staffing 10:00 { agents = 18 }
          staffing 18:00 { agents = 0 }
        }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 100/h   handling = exponential(4m) }
        simulation monday { start = 2026-12-21T08:00   zone = "Europe/Berlin"   duration = 10h }

    Genesys:
        There is none: who is on duty is not configured. A schedule of Workforce Management gives
        the planned headcount of an activity by intervals of the day.
    """

    word: ClassVar[str] = "staffing"
    naming: ClassVar[Naming] = "time"
    top_level: ClassVar[bool] = False

    agents: Annotated[int, Constant(Type.INTEGER)] = Field(
        ge=0, description="how many of the crew are logged in", examples=["12"]
    )

    def lower(self) -> staff.Staffing:
        """The staffing."""
        return staff.Staffing(begins_us=time_of_day(self.name or "") or 0, agents=self.agents)
