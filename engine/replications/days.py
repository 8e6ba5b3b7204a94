"""Replications as what they are: simulated days, each with the seed that it ran with.

In: a variant, one of its runs that is over. Out: the day, as measures look at it (`Seen`) or as
reports of one day have it (`SimulatedDay`).
"""

from dataclasses import replace

from engine.pipeline import SimulatedDay
from engine.replications.model import Finished, Variant
from engine.sim.bounds import LimitReached
from engine.sim.day import Day
from engine.stats.seen import Seen


def seen_of(variant: Variant, finished: Finished) -> Seen:
    """The counts of a run, with the names of what was counted."""
    simulation = replace(variant.simulation, seed=finished.seed)
    return Seen(program=variant.program, simulation=simulation, counts=finished.counts)


def day_of(variant: Variant, finished: Finished) -> SimulatedDay:
    """A run as the day that it is, without its log."""
    limit = None if finished.limit is None else LimitReached(*finished.limit)
    day = Day(
        counts=finished.counts, log=None, end=finished.end, truncated=finished.truncated,
        limit=limit,
    )  # fmt: skip
    simulation = replace(variant.simulation, seed=finished.seed)
    return SimulatedDay(program=variant.program, simulation=simulation, day=day)
