"""The kind `goal`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field

from engine.measures import MEASURES
from engine.shelf.kind import Ref, Reference
from engine.syntax import nodes
from engine.world.kind import DeclarationKind, Naming

BOUNDS = ("target", "level", "at_least", "at_most", "min", "max", "bound")


class Goal(DeclarationKind):
    """Says what a simulated day must come to.

    Each `expect` compares one measure (`routewright explain measures` lists them) with a bound: a
    share in per cent, a duration, a number, or money in the unit of `prices`. `routewright
    simulate` judges the goals and exits 1 if one is missed.

    Over several replications a goal is about what is so on average, and the interval decides: it is
    *met* if all of the interval is on the good side of the bound, *missed* if all of it is on the
    bad side. Where the bound lies within the interval the goal is *undecided*, and it is said how
    many replications would decide it if the figure stays as it is (`--strict` takes undecided for
    missed). One replication has no interval: its figures alone decide, and say so.

    `==` and `!=` are about every day by itself: one day on which it is otherwise is enough to miss
    the goal, and its seed replays it. So are `<= 0` of what is never less, and `>= 100%`.

    A time in a service level need not be the simulation's own target: it is then read off the
    buckets of waits, which are exact to one per cent, in the customers' disfavour.

    Example:
        agent clerk { count = 3 }
        group clerks { members = [clerk] }

        strategy hotline (voice) {
          ask: route { targets = [group(clerks)]   timeout = 10m   timeout -> out }
          out: default_route
        }

        arrivals calls { strategy = hotline   rate = 40/h   handling = exponential(4m) }
        simulation monday { start = 2026-12-21T08:00   duration = 8h }

        goal "80/20" {
          expect service_level(20s) >= 80%
          expect average_wait(calls) < 30s
        }
        goal "agents can breathe" {
          simulation = monday
          expect occupancy(clerks) <= 85%
        }

    Genesys:
        There is none. `ServiceFactor` and the other statistics are shown while they happen, and a
        contract says what they must come to.
    """

    word: ClassVar[str] = "goal"
    naming: ClassVar[Naming] = "text"
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Claim,)
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        dict.fromkeys(MEASURES, "write `expect`, the measure, and what it must come to")
        | dict.fromkeys(BOUNDS, "write for example `expect service_level(20s) >= 80%`")
        | {"arrivals": "whose waits is said in the measure: `service_level(20s, calls)`"}
    )

    simulation: Annotated[Reference | None, Ref(("simulation",))] = Field(
        None, description="the simulation that it is about; left out: every one"
    )

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The forms of what it expects."""
        forms = ('goal "name" { … }', "expect measure(…) >= bound", "expect measure(…) == bound")
        return (("Form", forms),)
