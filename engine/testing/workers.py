"""Cases judged, in this process or in others: the same verdicts in the same order.

In: checked programs with their cases, and the order in which to judge them. Out: verdicts with how
long each took, in that order. A case whose worker ends again and again has no verdict.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from engine.graph.testing.model import Case
from engine.limits import LIMITS, Limits
from engine.program.model import Program
from engine.testing.verdict import Verdict
from engine.workers.crew import spawned
from engine.workers.model import BrokenUnitError, Executors
from engine.workers.processors import WORKERS_MAX, processors
from engine.workers.results import JOBS_A_WORKER, as_finished, in_order

Clock: TypeAlias = Callable[[], int]
"""Nanoseconds since some instant."""

CASES_A_WORKER = 1_000
"""So many cases at least, and it pays to start a worker: judging them takes longer than that."""
CHUNK_MAX = 10
"""Cases in one job: enough that sending them costs little."""


class BrokenCaseError(BrokenUnitError):
    """A case that broke a law of ours: there is no verdict, and that is our bug."""


class Judge(Protocol):
    """How a case is judged: `testing.judge.judge`."""

    def __call__(
        self, program: Program, case: Case, *, limits: Limits, marked: bool
    ) -> Verdict: ...


class Job(NamedTuple):
    """A project with all its cases."""

    program: Program
    cases: tuple[Case, ...]


class Turn(NamedTuple):
    """A case by the numbers of its project's job and of itself in it."""

    job: int
    case: int


class Timed(NamedTuple):
    """A verdict and how long it took."""

    verdict: Verdict
    duration_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Everything that is to be judged, and how. It is sent to workers: functions in it are those of
    modules."""

    jobs: tuple[Job, ...]
    judge: Judge
    clock: Clock
    limits: Limits = LIMITS
    marked: bool = False

    @property
    def wall_s(self) -> None:
        """A test has limits of its own, and takes as long as it does."""

    def done(self, unit: Turn) -> Timed:
        """The verdict on one case. Raises `BrokenCaseError`."""
        job = self.jobs[unit.job]
        case = job.cases[unit.case]
        start_ns = self.clock()
        try:
            verdict = self.judge(job.program, case, limits=self.limits, marked=self.marked)
        except MemoryError:
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            message = f"{what}, in test `{case.name}` of {job.program.name}"
            raise BrokenCaseError(message) from error
        return Timed(verdict, self.clock() - start_ns)


Results: TypeAlias = Generator[tuple[Turn, Timed | None], None, None]
"""Cases with their verdicts, None for one whose worker has ended."""


def workers_for(cases: int, asked: int | None) -> int:
    """How many workers judge so many cases; 1 is this process. None asks for what is fastest."""
    if asked is not None:
        return max(min(asked, cases), 1)
    return max(min(processors(), cases // CASES_A_WORKER, WORKERS_MAX), 1)


def results(
    work: Work, order: Sequence[Turn], *, workers: int, executors: Executors = spawned
) -> Results:
    """The verdicts in the given order. Closing the iterator ends what is still under way; when it
    is interrupted, or a case is broken, it gives what is finished, and then raises."""
    size = max(min(len(order) // (workers * JOBS_A_WORKER), CHUNK_MAX), 1)
    found = as_finished(work, order, workers=workers, executors=executors, size=size)
    with closing(in_order(found, order)) as ordered:
        for outcome in ordered:
            yield outcome.unit, outcome.result
