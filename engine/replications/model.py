"""What replications are made of: plain frozen data.

In: programs, simulations. Out: what every one of their runs has come to.
"""

from dataclasses import dataclass
from typing import NamedTuple

from engine.days import Simulation
from engine.log.counts import Counts
from engine.program.model import Program
from engine.streams import SEED_MAX, Purpose, drawn
from engine.workers.model import Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What is replicated: one program with one of its simulations. Variants that are run together
    are compared with each other."""

    name: str
    program: Program
    simulation: Simulation


class Unit(NamedTuple):
    """One run: the index of a variant, and the number of the replication, from 0. Units are ordered
    by these two."""

    variant: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run that is over. `limit` is the code and the message of the limit that it has met; `log`
    the bytes of its event log (`engine.log.codec`) if that was kept, which are no part of its body;
    `log_hash` is their SHA-256, which is."""

    unit: Unit
    seed: int
    counts: Counts
    end: str
    truncated: bool = False
    limit: tuple[str, str] | None = None
    log: bytes | None = None
    log_hash: str | None = None


class Lost(NamedTuple):
    """A run that came to nothing."""

    unit: Unit
    seed: int
    loss: Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicated:
    """All runs, in the order of their units, whoever has run them in whatever order.

    `stopped` is what has interrupted them (an interrupt, a signal), to be raised again when what is
    finished has been shown. `enough` says that they are as precise as was asked for.
    """

    finished: tuple[Finished, ...]
    lost: tuple[Lost, ...] = ()
    stopped: BaseException | None = None
    enough: bool = False

    def of(self, variant: int) -> tuple[Finished, ...]:
        """Those of one variant."""
        return tuple(each for each in self.finished if each.unit.variant == variant)


def seed_of(seed: int, number: int) -> int:
    """The seed of a replication: the first has the simulation's own. All variants have the same for
    the same number, from the first one's simulation: common random numbers.

    >>> seed_of(7, 0), seed_of(7, 1) == seed_of(7, 1), seed_of(7, 1) == seed_of(7, 2)
    (7, True, False)
    """
    if number == 0:
        return seed
    return drawn(seed, Purpose.REPLICATION, number) & SEED_MAX
