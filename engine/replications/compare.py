"""`compare`: variants under common random numbers: the same customers on each of them.

In: variants, how often. Out: `Compared`: all runs, and who fares differently than on the first one.
All variants are run for one number in one place, one after the other: so customers are compared as
soon as their days are over, and nothing has to be kept of them.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from engine.limits import LIMITS, Limits
from engine.replications.aligned import aligned
from engine.replications.body import pack, unpack
from engine.replications.model import Finished, Unit, Variant, seed_of
from engine.replications.partings import Differences, differences, together
from engine.replications.running import WALL_S
from engine.sim.bounds import LimitReached
from engine.sim.core.tally import Tally
from engine.sim.day import Day, watched_day
from engine.sim.fares import Fares, Ways
from engine.sim.invariants import LawBroken
from engine.values import Pool
from engine.workers.crew import spawned
from engine.workers.model import BrokenUnitError, Executors, Loss
from engine.workers.results import as_finished, in_order


class Compare(NamedTuple):
    """The days of one number: the bodies of all variants, what differs from the first on each of
    the others."""

    bodies: tuple[bytes, ...]
    differences: tuple[Differences, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Days to be compared, by the numbers of replications; see `engine.workers.model.Work`."""

    variants: tuple[Variant, ...]
    limits: Limits = LIMITS
    wall_s: float | None = WALL_S

    def done(self, unit: int) -> Compare:
        """Runs the days of one number. Raises `BrokenUnitError` for a bug of ours, MemoryError."""
        ways = Ways()
        fares: list[Fares] = []
        bodies: list[bytes] = []
        seed = seed_of(self.variants[0].simulation.seed, unit)
        for at, variant in enumerate(self.variants):
            try:
                day, fared = _watched(variant, ways, seed, self.limits)
            except (LawBroken, LimitReached) as error:
                raise BrokenUnitError(str(error)) from error
            fares.append(fared)
            bodies.append(pack(_finished(Unit(at, unit), seed, day)))
        found = tuple(differences(fares[0], each, seed) for each in fares[1:])
        return Compare(tuple(bodies), found)


class Missing(NamedTuple):
    """A replication that came to nothing."""

    number: int
    seed: int
    loss: Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All that is finished, in the order of the numbers: of each variant the runs of the same
    seeds; of each but the first what differs from that.

    `renumbered` says of each whether its arrivals had to be put into the order of the first's: its
    days are then not those that `simulate` makes of it. `stopped` is what has interrupted it.
    """

    variants: tuple[Variant, ...]
    finished: tuple[tuple[Finished, ...], ...]
    differences: tuple[Differences, ...]
    renumbered: tuple[bool, ...]
    lost: tuple[Missing, ...] = ()
    stopped: BaseException | None = None

    @property
    def count(self) -> int:
        """How many replications there are."""
        return len(self.finished[0])


def compare(
    variants: Sequence[Variant],
    *,
    count: int,
    workers: int = 1,
    limits: Limits = LIMITS,
    wall_s: float | None = WALL_S,
    progress: Callable[[int, int], None] | None = None,
    executors: Executors = spawned,
) -> Compared:
    """Runs all variants with the same `count` seeds, those of the first one's simulation.

    What is finished when it is interrupted is kept.
    """
    seed = variants[0].simulation.seed
    same = tuple(aligned(variants))
    work = Comparing(variants=same, limits=limits, wall_s=wall_s)
    numbers = range(count)
    found: list[Compare] = []
    lost: list[Missing] = []
    stopped: BaseException | None = None
    try:
        outcomes = as_finished(work, numbers, workers=workers, executors=executors)
        with closing(in_order(outcomes, numbers)) as ordered:
            for outcome in ordered:
                if outcome.result is not None:
                    found.append(outcome.result)
                elif outcome.loss is not None:
                    lost.append(Missing(outcome.unit, seed_of(seed, outcome.unit), outcome.loss))
                if progress is not None:
                    progress(len(found) + len(lost), count)
    except BaseException as end:
        if isinstance(end, Exception):
            raise
        stopped = end
    return Compared(
        variants=same,
        finished=tuple(
            tuple(unpack(each.bodies[at]) for each in found) for at in range(len(variants))
        ),
        differences=tuple(
            together(each.differences[at] for each in found) for at in range(len(variants) - 1)
        ),
        renumbered=tuple(
            one is not other for one, other in zip(variants, same, strict=True)
        ),
        lost=tuple(lost),
        stopped=stopped,
    )  # fmt: skip


def _watched(variant: Variant, ways: Ways, seed: int, limits: Limits) -> tuple[Day, Fares]:
    """A day, and how its customers fared."""
    met: list[Fares] = []

    def before(tally: Tally, pool: Pool) -> Fares:
        met.append(Fares(variant.program, variant.simulation, ways, tally=tally, pool=pool))
        return met[0]

    day = watched_day(variant.program, variant.simulation, before, seed=seed, limits=limits)
    return day, met[0]


def _finished(unit: Unit, seed: int, day: Day) -> Finished:
    limit = None if day.limit is None else (day.limit.code, day.limit.message)
    return Finished(
        unit=unit, seed=seed, counts=day.counts, end=day.end, truncated=day.truncated, limit=limit
    )
