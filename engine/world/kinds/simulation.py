"""The kind `simulation`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.shelf.kind import Constant, Own, UnfitError
from engine.values import DAY, HOUR, SECOND, Duration, Time, Type
from engine.world.failure_values import WRONG_TAKES, Wrong, read_wrong
from engine.world.kind import DeclarationKind
from engine.world.simulation_values import (
    CHOSEN_TAKE,
    SEED_TAKES,
    Chosen,
    Seed,
    read_chosen,
    read_seed,
)
from engine.world.spread_values import LENGTHS_TAKE, ByMedia, read_lengths

INTERVALS_MAX = 100_000
REPLICATIONS_MAX = 100_000


class Simulation(DeclarationKind):
    """Describes a day, or any other length of time, that is simulated with all its customers.

    It begins at `start`, which the clock of `zone` shows, and lasts `duration`. Nobody comes after
    that; who is there then is served as long as it takes, up to `wind_down`. Who comes within
    `warm_up` counts in no figure. The same `seed` gives the same customers, who come at the same
    times and are just as patient whatever the strategies do with them.

    `target` is the acceptable waiting time of the service level: a wait of exactly that long is
    within it. Figures are also given for each `interval`. `handling` and `wrap_up` hold where
    nothing else says how long an agent has an interaction: the agent, the skill that the target
    asks for, the period, the arrivals come before, in this order.

    One day is a matter of luck. With `replications` it is run so many times, each time with other
    draws that follow from the `seed` (the first run has that seed itself), and each figure says how
    certain it is.

    With `faults` things go wrong in it: those that a declaration of this name says, or `all` that
    can, drawn from the seed.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   patience = exponential(3m) }
        simulation monday {
          start = 2026-12-21T08:00
          zone = "Europe/Berlin"
          duration = 8h
          seed = 7
          handling = exponential(4m)
        }

    Genesys:
        There is none. The service level is the statistic `ServiceFactor`, with its range of
        acceptable waiting times.
    """

    word: ClassVar[str] = "simulation"
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "patience": "it stands in `arrivals`",
            "rate": "it stands in `arrivals`",
            "end": "write how long it lasts: `duration = 8h`",
        }
    )

    start: Annotated[Time, Constant(Type.TIME)] = Field(
        description="when it begins, by the clock of its zone", examples=["2026-12-21T08:00"]
    )
    zone: Annotated[str, Constant(Type.TEXT)] = Field(
        "UTC",
        description="the time zone of its clock, by its name in the IANA database",
        examples=['"Europe/Berlin"'],
    )
    duration: Annotated[Duration, Constant(Type.DURATION)] = Field(
        ge=Duration(0), description="how long customers come", examples=["8h"]
    )
    warm_up: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(0), ge=Duration(0), description="how long figures leave out who comes"
    )
    wind_down: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(DAY), ge=Duration(0), description="how long it goes on afterwards at most"
    )
    seed: Annotated[Seed, Own(read_seed, SEED_TAKES)] = Field(
        default=Seed(), description="what all chance comes from"
    )
    target: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(20 * SECOND), ge=Duration(0), description="the acceptable waiting time"
    )
    interval: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(HOUR),
        ge=Duration(SECOND),
        description="for which lengths of time there are figures",
    )
    handling: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long agents have interactions"
    )
    wrap_up: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long they write them up afterwards"
    )
    arrivals: Annotated[Chosen, Own(read_chosen, CHOSEN_TAKE)] = Field(
        default=Chosen(), description="whose customers come; those of all arrivals if left out"
    )
    faults: Annotated[Wrong, Own(read_wrong, WRONG_TAKES)] = Field(
        default=Wrong(), description="what goes wrong in it"
    )
    replications: Annotated[int, Constant(Type.INTEGER)] = Field(
        1,
        ge=1,
        le=REPLICATIONS_MAX,
        description="how often it is run, with other draws each time",
        examples=["20"],
    )

    @model_validator(mode="after")
    def _is_longer_than_its_warm_up(self) -> "Simulation":
        if self.warm_up > self.duration:
            message = f"the warm-up of `{self.warm_up}` is longer than the simulation"
            cure = f"it lasts `{self.duration}`: warm up less, or simulate longer"
            raise UnfitError(message, code="E309", cure=cure, field="warm_up")
        return self

    @model_validator(mode="after")
    def _has_few_intervals(self) -> "Simulation":
        if self.duration + self.wind_down > INTERVALS_MAX * self.interval:
            message = f"there are more than {INTERVALS_MAX:,} intervals of `{self.interval}`"
            raise UnfitError(message, cure="make them longer", field="interval")
        return self
