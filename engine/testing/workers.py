"""Cases judged, in this process or in others: the same verdicts in the same order.

In: checked programs with their cases, and the order in which to judge them. Out: verdicts with how
long each took, in that order. A worker process is sent all programs and cases once; after that it
gets numbers of cases and answers with verdicts.

A worker can end before it has answered: it is killed, or a test takes all memory. All that was on
its way is then judged again, each case alone; a case whose worker ends again has no verdict.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Lock
from queue import SimpleQueue
from typing import Any, NamedTuple, Protocol, TypeAlias

from engine.graph.testing.model import Case
from engine.limits import LIMITS, Limits
from engine.program.model import Program
from engine.testing.verdict import Verdict

Clock: TypeAlias = Callable[[], int]
"""Nanoseconds since some instant."""

WORKERS_MAX = 60
"""Windows waits for 61 processes at most."""
CASES_A_WORKER = 1_000
"""So many cases at least, and it pays to start a worker: judging them takes longer than that."""
CHUNK_MAX = 10
"""Cases in one job: enough that sending them costs little."""
CHUNKS_A_WORKER = 4
"""Jobs that are on their way at once, for each worker."""


class BrokenCaseError(Exception):
    """A case that broke a law of ours: there is no verdict, and that is our bug.

    `before` are the verdicts of the cases that were judged with it, before it. All that is given
    to it is plain, so that it survives being sent.
    """

    def __init__(self, message: str, before: "tuple[Timed, ...]" = ()) -> None:
        super().__init__(message, before)
        self.message = message
        self.before = before

    def __str__(self) -> str:
        return self.message


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

    def judged(self, turn: Turn) -> Timed:
        """The verdict on one case. Raises `BrokenCaseError`."""
        job = self.jobs[turn.job]
        case = job.cases[turn.case]
        start_ns = self.clock()
        try:
            verdict = self.judge(job.program, case, limits=self.limits, marked=self.marked)
        except Exception as error:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            message = f"{what}, in test `{case.name}` of {job.program.name}"
            raise BrokenCaseError(message) from error
        return Timed(verdict, self.clock() - start_ns)


Executors: TypeAlias = Callable[[int, Work], AbstractContextManager[Executor]]
"""Gives an executor of so many workers, in each of which `judge_here` judges cases of the work."""
Results: TypeAlias = Generator[tuple[Turn, Timed | None], None, None]
"""Cases with their verdicts, None for one whose worker has ended."""


@contextmanager
def spawned(workers: int, work: Work) -> Iterator[Executor]:
    """Processes that are started anew, as every operating system can. They are gone afterwards: at
    once if what is done with them fails."""
    context = get_context("spawn")
    _track()
    with _uninterrupted():
        # What a process is started with must be little: one that dies while it reads that would let
        # this one write for ever. So the work is sent behind it.
        receiver, sender = context.Pipe(duplex=False)
        before = set(active_children())
        initial = (receiver, context.Lock())
        executor = ProcessPoolExecutor(workers, context, initializer=begin, initargs=initial)
        sending = threading.Thread(target=_send, args=(sender, work, workers), daemon=True)
        sending.start()
    try:
        yield executor
    except BaseException:
        with _uninterrupted():
            for child in active_children():
                if child not in before:
                    child.terminate()
        raise
    finally:
        # No longer than workers take to end, which have nothing left to do.
        with _uninterrupted():
            executor.shutdown(wait=True, cancel_futures=True)
            receiver.close()
            sending.join()


def _track() -> None:
    """Starts the process that multiprocessing needs for locks, where it needs one: its start
    unblocks interrupts, so it comes before they are blocked."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()


def _send(sender: Connection, work: Work, times: int) -> None:
    """Sends the work to each worker. Whoever still waits when this ends, ends too."""
    with sender, suppress(OSError):
        for _ in range(times):
            sender.send(work)


def workers_for(cases: int, asked: int | None) -> int:
    """How many workers judge so many cases; 1 is this process. None asks for what is fastest."""
    if asked is not None:
        return max(min(asked, cases), 1)
    return max(min(processors(), cases // CASES_A_WORKER, WORKERS_MAX), 1)


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def results(
    work: Work, order: Sequence[Turn], *, workers: int, executors: Executors = spawned
) -> Results:
    """The verdicts in the given order. Closing the iterator ends what is still under way; when it
    is interrupted, or a case is broken, it gives what is finished, and then raises."""
    if workers == 1:
        return ((turn, work.judged(turn)) for turn in order)
    size = max(min(len(order) // (workers * CHUNKS_A_WORKER), CHUNK_MAX), 1)
    chunks = [tuple(order[first : first + size]) for first in range(0, len(order), size)]
    return _in_pools(work, deque(chunks), workers=workers, executors=executors)


Chunk: TypeAlias = tuple[Turn, ...]
Sent: TypeAlias = tuple[Chunk, "Future[list[Timed]]"]


def _in_pools(
    work: Work, left: deque[Chunk], *, workers: int, executors: Executors, alone: bool = False
) -> Results:
    """Works the chunks off; a pool in which a worker has ended is replaced by a new one.

    `alone` says that one case is on its way at a time, so that it is known which one it was.
    """
    sent: deque[Sent] = deque()
    while left:
        with executors(workers, work) as executor:
            answers: SimpleQueue[Any] = SimpleQueue()
            # The first worker to start answers this: if none does, none of the others could.
            with _uninterrupted():
                started = executor.submit(processors)
            window = 1 if alone else workers * CHUNKS_A_WORKER
            try:
                while left or sent:
                    with _uninterrupted():
                        while left and len(sent) < window:
                            sent.append((left[0], executor.submit(judge_here, left[0])))
                            left.popleft()
                            sent[-1][1].add_done_callback(answers.put)
                    timed = _answer(sent[0][1], answers)
                    chunk, _ = sent.popleft()
                    yield from zip(chunk, timed, strict=True)
            except BrokenExecutor:
                pass
            except KeyboardInterrupt:
                yield from _finished(sent)
                raise
            except BrokenCaseError as error:
                chunk, _ = sent.popleft()
                yield from zip(chunk, error.before, strict=False)
                yield from _finished(sent)
                raise
        if _given(started) is None:
            lost = [*(chunk for chunk, _ in sent), *left]
            yield from ((turn, None) for chunk in lost for turn in chunk)
            return
        yield from _again(work, sent, executors, alone=alone)
        sent.clear()


def _again(work: Work, sent: deque[Sent], executors: Executors, *, alone: bool) -> Results:
    """What was on its way when a worker ended: what has come back, and the rest again, alone."""
    for chunk, future in sent:
        if (timed := _given(future)) is not None:
            yield from zip(chunk, timed, strict=True)
        elif alone:
            yield from ((turn, None) for turn in chunk)
        else:
            single = deque[Chunk]((turn,) for turn in chunk)
            yield from _in_pools(work, single, workers=1, executors=executors, alone=True)


def _finished(sent: deque[Sent]) -> Results:
    for chunk, future in sent:
        if (timed := _given(future)) is not None:
            yield from zip(chunk, timed, strict=True)


def _answer(future: "Future[list[Timed]]", answers: "SimpleQueue[Any]") -> list[Timed]:
    """What a job gives, waited for where an interrupt does no harm.

    A future has a lock that it shares with the thread that answers: an interrupt between taking and
    releasing it would keep it for ever, and that thread with it.
    """
    while True:
        with _uninterrupted():
            if future.done():
                return future.result()
        answers.get()


def _given(future: "Future[Any]") -> Any:
    """What a job has given; None if it has not, or never will."""
    with _uninterrupted():
        good = future.done() and not future.cancelled() and future.exception() is None
        return future.result() if good else None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """For what starts threads and processes, which inherit that no interrupt reaches them.

    A terminal sends an interrupt to all processes: this one alone ends the others. It must not
    itself be stopped while it starts one, which would read half of what it needs. Threads that took
    interrupts would bring them here all the same.
    """
    mask = getattr(signal, "pthread_sigmask", None)  # not on Windows
    if mask is None:
        yield
        return
    # What has come already is raised by the first call, in which nothing is blocked yet.
    before = mask(signal.SIG_BLOCK, ())
    try:
        mask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


# In a worker

_WORK: list[Work] = []
"""What this process was sent."""


def begin(receiver: Connection, lock: Lock) -> None:
    """The start of a worker: it leaves interrupts to its parent, ends when that is gone, and takes
    its work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    with lock:
        _WORK[:] = [receiver.recv()]


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def judge_here(chunk: Chunk) -> list[Timed]:
    """The verdicts on some cases, in a worker."""
    found: list[Timed] = []
    for turn in chunk:
        try:
            found.append(_WORK[0].judged(turn))
        except BrokenCaseError as error:
            raise BrokenCaseError(error.message, tuple(found)) from error
    return found
