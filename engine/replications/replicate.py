"""`replicate`: simulations run again and again, in this process or in others.

In: variants, how often, by how many workers. Out: `Replicated`, the same bytes whatever the number
of workers, however they are started, and whatever has happened to them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TypeAlias

from engine.replications.body import unpack
from engine.replications.model import Finished, Lost, Replicated, Unit, Variant, seed_of
from engine.replications.running import How, Ran, Replicating
from engine.workers.crew import spawned
from engine.workers.model import Executors, Outcome
from engine.workers.processors import WORKERS_MAX, processors
from engine.workers.results import as_finished
from engine.workers.uninterrupted import uninterrupted

Keep: TypeAlias = Callable[[Finished, bytes], None]
"""Told of each run as soon as it is finished, in whatever order that is, with its body and, for the
last time, the bytes of its log; never interrupted, and never of what was kept before."""
Enough: TypeAlias = Callable[[Sequence[Finished]], bool]
"""Whether these are enough; they are all runs of the numbers from 0 to some number, in order."""
Progress: TypeAlias = Callable[[int, int], None]
"""Told after each run: how many there are, of how many at most."""
Clock: TypeAlias = Callable[[], int]
"""Nanoseconds since some instant."""

FIRST_LOOK = 10
"""So many replications before it is asked whether they are enough: intervals of few are rough."""
LOOK_EVERY = 5
PAYS_NS = 2_000_000_000
"""It pays to start workers for what takes longer than this."""
AHEAD = 2
"""Runs on their way for each worker: one that it makes, one that it begins at once then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who makes runs. One worker is this process; None is as many as pay, for which the first run
    is made here and timed by the clock."""

    workers: int | None = 1
    executors: Executors = spawned
    clock: Clock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What is told and asked meanwhile."""

    keep: Keep | None = None
    enough: Enough | None = None
    progress: Progress | None = None


AS_USUAL, HERE, UNHEARD = How(), By(), Listening()


def replicate(
    variants: Sequence[Variant],
    *,
    count: int,
    how: How = AS_USUAL,
    by: By = HERE,
    kept: Iterable[Finished] = (),
    listening: Listening = UNHEARD,
) -> Replicated:
    """Runs each variant `count` times.

    `kept` are runs that need not be made again. `enough` is asked of the runs of the first ten
    numbers, then of five more each time, and at the end of all, in this order whatever is finished
    first; runs of later numbers are then forgotten. An interrupt ends it, and what is finished is
    returned.
    """
    runs = _Runs(variants, count=count, kept=kept, listening=listening)
    work = Replicating(variants=tuple(variants), how=how)
    stopped: BaseException | None = None
    try:
        workers = by.workers
        if workers is None:
            workers = _first_timed(runs, work, by.clock)
        left = runs.left()
        if left and not runs.over:
            workers = min(workers, len(left))
            with closing(
                as_finished(work, left, workers=workers, executors=by.executors, ahead=AHEAD)
            ) as outcomes:
                for outcome in outcomes:
                    runs.settle(outcome)
                    if runs.over:
                        break
    except BaseException as end:
        if isinstance(end, Exception):
            raise
        stopped = end
    return runs.replicated(stopped)


def _first_timed(runs: "_Runs", work: Replicating, clock: Clock | None) -> int:
    """Makes the first run here; gives the number of workers that pay for the others."""
    left = runs.left()
    if not left or runs.over:
        return 1
    before = clock() if clock else 0
    with closing(as_finished(work, left[:1], workers=1)) as outcomes:
        for outcome in outcomes:
            runs.settle(outcome)
    took = clock() - before if clock else 0
    pays = clock is None or took * (len(left) - 1) > PAYS_NS
    return min(processors(), WORKERS_MAX) if pays else 1


class _Runs:
    """What is finished, what is left, and whether it is enough."""

    def __init__(
        self,
        variants: Sequence[Variant],
        *,
        count: int,
        kept: Iterable[Finished],
        listening: Listening,
    ) -> None:
        self._variants = variants
        self._count = count
        self._listening = listening
        self._finished = {each.unit: each for each in kept if each.unit.number < count}
        self._lost: dict[Unit, Lost] = {}
        self._look = min(FIRST_LOOK, count)
        self.over = False
        self._ask()

    def left(self) -> list[Unit]:
        """What is not yet finished, by numbers: the variants of one number one after another."""
        numbers, variants = range(self._count), range(len(self._variants))
        units = (Unit(variant, number) for number in numbers for variant in variants)
        return [unit for unit in units if unit not in self._finished and unit not in self._lost]

    def settle(self, outcome: Outcome[Unit, Ran]) -> None:
        """A run is finished, or lost."""
        unit = outcome.unit
        if outcome.result is not None:
            # Whoever keeps it keeps it whole.
            with uninterrupted():
                finished = unpack(outcome.result.body, outcome.result.log)
                if self._listening.keep is not None:
                    self._listening.keep(finished, outcome.result.body)
                self._finished[unit] = replace(finished, log=None)  # many are too large
        elif outcome.loss is not None:
            seed = seed_of(self._variants[0].simulation.seed, unit.number)
            self._lost[unit] = Lost(unit, seed, outcome.loss)
        if self._listening.progress is not None:
            whole = self._count * len(self._variants)
            self._listening.progress(len(self._finished) + len(self._lost), whole)
        self._ask()

    def _ask(self) -> None:
        """Whether it is enough, as soon as all runs are there of which that is asked; `_look` is 0
        when it is not asked any more."""
        enough = self._listening.enough
        while enough is not None and not self.over and self._look:
            units = [
                Unit(variant, number)
                for variant in range(len(self._variants))
                for number in range(self._look)
            ]
            if any(unit not in self._finished and unit not in self._lost for unit in units):
                return
            if enough([self._finished[unit] for unit in units if unit in self._finished]):
                self._count, self.over = self._look, True
            last = self._look == self._count
            self._look = 0 if last else min(self._look + LOOK_EVERY, self._count)

    def replicated(self, stopped: BaseException | None) -> Replicated:
        """All that is finished, in order."""
        finished, lost = self._finished, self._lost
        return Replicated(
            finished=tuple(finished[unit] for unit in sorted(finished) if self._counts(unit)),
            lost=tuple(lost[unit] for unit in sorted(lost) if self._counts(unit)),
            stopped=stopped,
            enough=self.over,
        )

    def _counts(self, unit: Unit) -> bool:
        return unit.number < self._count
