"""The kind `during`."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.failures import Failing, Window
from engine.shelf.kind import Constant, UnfitError
from engine.values import DAY, SECOND, Duration, Type
from engine.world.amounts import time_of_day
from engine.world.failing_shares import Shares
from engine.world.failure_values import planned
from engine.world.kind import Naming


class During(Shares):
    """Says what goes wrong more often, or less, from a time of the day on, and for how long.

    The time is that of the clock of the simulation's zone. Within it the shares that stand here
    hold, and those of the `faults` around it do not.

    Example:
        strategy hotline (voice) { out: default_route }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        faults storm {
          esp_timeout = 1%
          during 10:00 { for = 20m   esp_timeout = 30% }
        }
        simulation monday { start = 2026-12-21T08:00   duration = 8h   faults = storm }

    Genesys:
        There is none: it is what may happen to an installation, and nothing that is configured.
    """

    word: ClassVar[str] = "during"
    naming: ClassVar[Naming] = "time"
    top_level: ClassVar[bool] = False

    for_: Annotated[Duration, Constant(Type.DURATION)] = Field(
        alias="for", ge=Duration(SECOND), le=Duration(DAY), description="how long", examples=["20m"]
    )

    @model_validator(mode="after")
    def _says_something(self) -> "During":
        if not self.damaged and not any(planned(self)):
            cure = "write for example `esp_timeout = 30%`"
            raise UnfitError("nothing goes wrong here", code="E230", cure=cure)
        return self

    def lower(self) -> tuple[Failing, ...]:
        """The failings, each with this window; one of a share of 0 says that nothing fails here."""
        begins = time_of_day(self.name or "") or 0
        window = Window(begins_us=begins, lasts_us=int(self.for_))
        return tuple(planned(self, (window,)))
