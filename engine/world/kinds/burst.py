"""The kind `burst`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import days
from engine.shelf.kind import Constant
from engine.values import DAY, Duration, Type
from engine.world.amounts import time_of_day
from engine.world.kind import DeclarationKind, Naming


class Burst(DeclarationKind):
    """Lets so many more customers come from a time of the day on.

    Each comes at any instant of `within`, one as likely as another, on every day of the simulation.
    The time is that of the clock of the simulation's zone. The busyness of the day does not change
    their number.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls {
          strategy = hotline
          rate = 40/h
          burst 10:00 { count = 50   within = 1m }
          handling = exponential(4m)
        }

    Genesys:
        There is none: who calls is not configured.
    """

    word: ClassVar[str] = "burst"
    naming: ClassVar[Naming] = "time"
    top_level: ClassVar[bool] = False

    count: Annotated[int, Constant(Type.INTEGER)] = Field(
        ge=0, le=1_000_000, description="how many more come", examples=["50"]
    )
    within: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(0),
        ge=Duration(0),
        le=Duration(DAY),
        description="in which time; 0s is all at once",
        examples=["1m"],
    )

    def lower(self) -> days.Burst:
        """The burst."""
        return days.Burst(
            begins_us=time_of_day(self.name or "") or 0,
            count=self.count,
            within_us=int(self.within),
        )
