"""Many days of `routewright simulate`: replications run, and kept as they are finished.

In: a checked project, a simulation, what is asked for. Out: runs, which `many_shown` shows however
that ended; the exit code.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli import clock
from engine.cli.asked_days import Asked
from engine.cli.durations import read_duration
from engine.cli.many_shown import show
from engine.cli.options import Screen, end, stray
from engine.cli.process import again
from engine.cli.progress import Progress, progress
from engine.cli.workers import read_workers
from engine.report.styled import counted, line
from engine.values import SECOND

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.pipeline import Checked
    from engine.program.model import Program
    from engine.replications.model import Finished, Replicated, Variant
    from engine.replications.replicate import By, Enough
    from engine.replications.running import How
    from engine.stats.precision import Precision
    from engine.stats.seen import Seen
    from engine.store.results import Results

MOST = 1_000
"""So many replications at most, where it is not said how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What is to be run: the first variant is what was asked for, the others are beside it."""

    checked: "Checked"
    variants: "tuple[Variant, ...]"
    precision: "Precision | None"
    asked: Asked

    @property
    def program(self) -> "Program":
        """The program of the first variant."""
        return self.variants[0].program

    @property
    def simulation(self) -> "Simulation":
        """The simulation of the first variant."""
        return self.variants[0].simulation

    @property
    def count(self) -> int:
        """How many replications there are at most."""
        if self.precision is not None:
            return self.asked.max_replications or MOST
        return self.asked.replications or self.simulation.replications

    def how(self) -> "How":
        """How they are run."""
        from engine.replications.running import WALL_S, How

        text, wall_s = self.asked.max_time, float(WALL_S)
        if text is not None:
            example = "`10m` or `30s`"
            wall_s = read_duration(text, "--max-time", lasting="a replication", example=example)
            wall_s /= SECOND
        if not wall_s:
            raise stray("E301", f"`{text}` is no time to run in", f"write it as {example}")
        return How(
            level=self.asked.kept(), deep=self.asked.deep, limits=self.asked.limits, wall_s=wall_s
        )

    def by(self) -> "By":
        """Who runs them. What may take no longer than was said is run by other processes: this one
        cannot be ended."""
        from engine.replications.replicate import By
        from engine.workers.processors import processors

        workers = read_workers(self.asked.workers)
        if workers is None and self.asked.max_time is not None:
            workers = max(processors(), 2)
        return By(workers=workers, clock=clock.nanoseconds)

    def seen(self, finished: "Sequence[Finished]") -> "list[Seen]":
        """Runs of the first variant, as measures look at them."""
        from engine.replications.days import seen_of

        return [seen_of(self.variants[0], each) for each in finished if each.unit.variant == 0]


def run_many(
    screen: Screen, path: Path, checked: "Checked", simulation: "Simulation", asked: Asked
) -> None:
    """Runs all of it, shows it, and ends the command."""
    from engine.program.lower import lower

    if checked.process is None:
        raise ValueError(path)
    runs = _runs(checked, lower(checked.process), simulation, asked)
    with ExitStack() as stack:
        results = None
        if asked.out is not None:
            from engine.cli.kept_days import opened

            runs, results = opened(stack, asked.out, path, runs)
        replicated = _replicated(runs, results)
        again()  # another interrupt is for what is shown
        code = show(screen, runs, replicated, results)
    if replicated.stopped is not None:
        screen.tell([line(_how_far(runs, replicated, kept=results is not None))])
        raise replicated.stopped
    if code:
        end(code)


def _how_far(runs: Runs, replicated: "Replicated", *, kept: bool) -> str:
    """What became of runs that were interrupted."""
    done = counted(len(replicated.of(0)), "replication")
    if runs.precision is None:
        done = f"{len(replicated.of(0)):,} of {counted(runs.count, 'replication')}"
    return f"{done} finished" + (", and kept: `--resume` goes on with them" if kept else "")


def _runs(checked: "Checked", program: "Program", simulation: "Simulation", asked: Asked) -> Runs:
    """What is to be run. Raises `SourceError` for a precision that is none."""
    from engine.replications.model import Variant
    from engine.stats.precision import ImpreciseError, read_precision

    precision = None
    if asked.precision is not None:
        try:
            precision = read_precision(asked.precision, program)
        except ImpreciseError as error:
            raise stray("E301", f"{error} (in `--until`)", error.help) from error
    own = Variant(name=simulation.name, program=program, simulation=simulation)
    return Runs(checked=checked, variants=(own,), precision=precision, asked=asked)


def _replicated(runs: Runs, results: "Results | None") -> "Replicated":
    """Runs them, and keeps each as soon as it is finished."""
    from engine.replications.replicate import Listening, replicate

    kept: list[Finished] = []
    if results is not None:
        from engine.access.keeping import replications_of

        kept = replications_of(results)
        _refuse_fewer(runs, kept, results)

    def keep(finished: "Finished", body: bytes) -> None:
        if results is not None:
            results.keep(body, finished.log)

    with progress(sys.stderr, clock.nanoseconds, "replications", timed=True) as told:
        looking = _Looking(runs, told)
        looking.tell(len(kept), runs.count * len(runs.variants))
        return replicate(
            runs.variants,
            count=runs.count,
            how=runs.how(),
            by=runs.by(),
            kept=kept,
            listening=Listening(keep=keep, enough=looking.enough(), progress=looking.tell),
        )


def _refuse_fewer(runs: Runs, kept: "Sequence[Finished]", results: "Results") -> None:
    """Going on loses nothing that is finished: E601 where fewer replications are asked for."""
    from engine.store.refusals import refusal

    most = max((each.unit.number for each in kept), default=-1) + 1
    if runs.precision is None and most > runs.count:
        message = f"`{results.folder.as_posix()}` has {most:,} replications, not {runs.count:,}"
        cure = f"`--replications {most}` or more goes on with them, `--force` begins anew"
        raise refusal("E601", message, cure)


class _Looking:
    """Whether replications are enough, and how many there will be as far as is known."""

    def __init__(self, runs: Runs, told: Progress) -> None:
        self._runs = runs
        self._told = told
        self._needed: int | None = None

    def enough(self) -> "Enough | None":
        """What is asked of finished runs, if there is a precision."""
        return None if self._runs.precision is None else self._is_enough

    def tell(self, done: int, whole: int) -> None:
        """So many of so many are done."""
        needed = whole
        if self._needed is not None:
            needed = min(whole, max(self._needed * len(self._runs.variants), done))
        self._told(done, needed)

    def _is_enough(self, finished: "Sequence[Finished]") -> bool:
        precision, days = self._runs.precision, self._runs.seen(finished)
        if precision is None or not days:
            return False
        self._needed = precision.needed(days)
        return self._needed == len(days)
