"""One replication, where it is run: what workers are sent, and what they answer.

In: variants, a unit. Out: the body of the run, and the bytes of its event log if that is kept.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from engine.limits import LIMITS, Limits
from engine.log.codec import pack_log
from engine.log.counts import Level
from engine.replications.body import pack
from engine.replications.model import Finished, Unit, Variant, seed_of
from engine.sim.bounds import LimitReached
from engine.sim.day import simulate_day
from engine.sim.invariants import LawBroken
from engine.workers.model import BrokenUnitError

WALL_S = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How runs are made. A run that takes longer than `wall_s` is given up where another process
    makes it."""

    level: Level = Level.SUMMARY
    deep: bool = False
    limits: Limits = LIMITS
    wall_s: float | None = WALL_S


class Ran(NamedTuple):
    """A run that is over, as bytes alone: these go from process to process."""

    body: bytes
    log: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicating:
    """Everything that is to be run; see `engine.workers.model.Work`."""

    variants: tuple[Variant, ...]
    how: How

    @property
    def wall_s(self) -> float | None:
        """How long a run may take."""
        return self.how.wall_s

    def done(self, unit: Unit) -> Ran:
        """Runs one replication. Raises `BrokenUnitError` for a bug of ours, MemoryError."""
        variant = self.variants[unit.variant]
        seed = seed_of(self.variants[0].simulation.seed, unit.number)
        try:
            day = simulate_day(
                variant.program, variant.simulation, seed=seed, level=self.how.level,
                deep=self.how.deep, limits=self.how.limits,
            )  # fmt: skip
        except (LawBroken, LimitReached) as error:
            raise BrokenUnitError(str(error)) from error
        log = None if day.log is None else pack_log(day.log)
        finished = Finished(
            unit=unit,
            seed=seed,
            counts=day.counts,
            end=day.end,
            truncated=day.truncated,
            limit=None if day.limit is None else (day.limit.code, day.limit.message),
            log_hash=None if log is None else sha256(log).hexdigest(),
        )
        return Ran(pack(finished), log)
