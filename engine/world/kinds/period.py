"""The kind `period`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import days
from engine.shelf.kind import Own
from engine.world.amounts import RATE_TAKES, Hourly, read_rate, time_of_day
from engine.world.kind import DeclarationKind, Naming
from engine.world.spread_values import SPREAD_TAKES, Drawn, read_spread


class Period(DeclarationKind):
    """Says what is different from a time of the day on, up to the next period.

    The time is that of the clock of the simulation's zone. The last period of a day lasts until
    midnight, and before the first one of a day nobody comes. What holds for a customer is what the
    period says in which they come.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls {
          strategy = hotline
          period 08:00 { rate = 100/h   handling = exponential(4m) }
          period 12:00 { rate = 60/h   handling = exponential(5m)   patience = exponential(1m) }
          period 18:00 { rate = 0/h }
          handling = exponential(4m)
        }

    Genesys:
        There is none: who calls is not configured. A forecast of Workforce Management gives volumes
        and handling times by intervals of the day.
    """

    word: ClassVar[str] = "period"
    naming: ClassVar[Naming] = "time"
    top_level: ClassVar[bool] = False

    rate: Annotated[Hourly, Own(read_rate, RATE_TAKES)] = Field(
        description="how many customers come in this period, in the mean"
    )
    handling: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long agents have those who come in it"
    )
    wrap_up: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long agents write up those who come in it"
    )
    patience: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long those wait who come in it"
    )

    def lower(self) -> days.Period:
        """The period."""
        handling, wrap_up, patience = (
            None if each is None else each.spread
            for each in (self.handling, self.wrap_up, self.patience)
        )
        return days.Period(
            begins_us=time_of_day(self.name or "") or 0,
            rate=self.rate.millionths,
            handling=handling,
            wrap_up=wrap_up,
            patience=patience,
        )
