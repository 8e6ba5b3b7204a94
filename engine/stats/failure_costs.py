"""What each thing that goes wrong costs: how days differ from the same days without it.

In: days as they were, and without one failure, in pairs of the same seed. Out: `FailureCost`s,
whose estimates are the differences with the intervals of the pairs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.failures import Failure
from engine.log.counts import Counts
from engine.measures import Arguments, Unit
from engine.ops import Place
from engine.stats.estimates import LEVEL, Estimate, difference
from engine.stats.measures import parts
from engine.stats.seen import Parts, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureCost:
    """How much more each of `COSTED` is than without a failure; than without all of them where
    `failure` is None. What a day has nothing to say about is not there."""

    failure: Failure | None
    differences: Mapping[str, Estimate]


def _measure(name: str) -> Callable[[Seen], Parts]:
    return lambda seen: parts(name, seen, Arguments())


def _ended(place: Place) -> Callable[[Seen], Parts]:
    return lambda seen: Parts(numerator=seen.counts.finals[place], denominator=1)


def _left_over(seen: Seen) -> Parts:
    return Parts(numerator=_living(seen.counts), denominator=1)


def _living(counts: Counts) -> int:
    """Those still there when all is over, wherever that is."""
    return sum(counts.live)


COSTED: Mapping[str, tuple[Unit, Callable[[Seen], Parts]]] = {
    "service_level": (Unit.SHARE, _measure("service_level")),
    "abandonment": (Unit.SHARE, _measure("abandonment")),
    "faulted": (Unit.COUNT, _ended(Place.FAULTED)),
    "lost_removed": (Unit.COUNT, _ended(Place.LOST_REMOVED)),
    "left_over": (Unit.COUNT, _left_over),
}
"""What is told of a cost, with its unit; interactions are counted a day."""


def failure_cost(
    failure: Failure | None,
    days: Sequence[Seen],
    without: Sequence[Seen],
    *,
    level: float = LEVEL,
) -> FailureCost:
    """What a failure costs; the days stand in pairs."""
    found: dict[str, Estimate] = {}
    for name, (_, of) in COSTED.items():
        made = difference([of(seen) for seen in without], [of(seen) for seen in days], level=level)
        if made is not None:
            found[name] = made
    return FailureCost(failure=failure, differences=found)
