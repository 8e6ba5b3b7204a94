"""What units give, whatever happens to those who do them.

In: work, units, a number of workers. Out: outcomes, as they are finished or in the order of the
units.

A worker can end before it has answered: it is killed, or takes all memory. Its units are then done
again when all others are finished, each alone, when there is more memory; a unit that is lost three
times has no result. One that takes too long is not tried again.
"""

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from queue import SimpleQueue
from typing import Any, Generic, TypeAlias

from engine.workers.crew import spawned
from engine.workers.model import (
    Executors,
    HungWorkerError,
    Loss,
    LostWorkerError,
    Outcome,
    R,
    U,
    Work,
)
from engine.workers.processors import processors
from engine.workers.uninterrupted import uninterrupted
from engine.workers.worker import Answer, do_here, done_by

LOSSES_MAX = 3
"""So often the worker of one unit may end."""
JOBS_A_WORKER = 4
"""Jobs that are on their way at once, for each worker, at most."""

Outcomes: TypeAlias = Generator[Outcome[U, R], None, None]


def as_finished(
    work: Work[U, R],
    units: Sequence[U],
    *,
    workers: int,
    executors: Executors = spawned,
    size: int = 1,
    ahead: int = JOBS_A_WORKER,
) -> Outcomes[U, R]:
    """The outcomes, each as soon as it is known. One worker is this process.

    Others get jobs of `size` units, and `ahead` of those for each worker are on their way at once:
    of more units nobody has begun anything. Closing the iterator ends what is under way; when it is
    interrupted, or a unit is broken, it gives what is finished, and then raises.
    """
    if workers == 1:
        return _one_by_one(work, units)
    return _Jobs[U, R](units, size=size, window=workers * ahead).done(work, workers, executors)


def in_order(found: Outcomes[U, R], units: Iterable[U]) -> Outcomes[U, R]:
    """The same outcomes in the order of the units."""
    held: dict[U, Outcome[U, R]] = {}
    order = deque(units)
    with closing(found):
        try:
            for outcome in found:
                held[outcome.unit] = outcome
                while order and order[0] in held:
                    yield held.pop(order.popleft())
        except GeneratorExit:
            raise
        except BaseException:
            yield from (held[unit] for unit in order if unit in held)
            raise


def _one_by_one(work: Work[U, R], units: Sequence[U]) -> Outcomes[U, R]:
    for unit in units:
        answer = done_by(work, (unit,))
        yield from answer.outcomes
        if answer.error is not None:
            raise answer.error


class _Jobs(Generic[U, R]):
    """What is left, on its way, and suspected to end whoever does it."""

    def __init__(self, units: Sequence[U], *, size: int, window: int) -> None:
        firsts = range(0, len(units), size)
        self._left = deque(tuple(units[first : first + size]) for first in firsts)
        self._window = window
        self._sent: dict[Future[Answer[U, R]], tuple[U, ...]] = {}
        self._suspects: deque[U] = deque()
        self._losses: Counter[U] = Counter()

    def done(self, work: Work[U, R], workers: int, executors: Executors) -> Outcomes[U, R]:
        """Works everything off; an executor that is broken is replaced by a new one."""
        while self._left or self._suspects:
            with executors(workers, work) as executor:
                # The first worker to start answers this: if none does, none of the others could.
                started: Future[int] | None = None
                try:
                    with uninterrupted():
                        started = executor.submit(processors)
                    yield from self._rounds(executor)
                except GeneratorExit:
                    raise
                except BrokenExecutor:
                    pass
                except BaseException:
                    yield from self._finished()
                    raise
            yield from self._taken_back()
            if started is None or _error(started) is not None:
                yield from self._given_up()

    def _rounds(self, executor: Executor) -> Outcomes[U, R]:
        """Sends and receives. Raises BrokenExecutor when that is over for all."""
        answers: SimpleQueue[Future[Answer[U, R]]] = SimpleQueue()
        while self._left or self._sent or self._suspects:
            with uninterrupted():
                self._send(executor, answers)
            future = answers.get()
            with uninterrupted():
                error = _error(future)
                answer = None if error is not None else future.result()
                units = self._sent.pop(future)
            if answer is not None:
                yield from answer.outcomes
                if answer.error is not None:
                    raise answer.error
            elif isinstance(error, LostWorkerError | MemoryError):
                yield from self._lost(units, _known(error))
            else:
                self._sent[future] = units
                raise error or BrokenExecutor

    def _send(self, executor: Executor, answers: "SimpleQueue[Any]") -> None:
        """Has as much on its way as there may be. Each suspect goes alone: it is known then what
        has ended its worker."""
        while self._left and len(self._sent) < self._window:
            self._submit(executor, self._left[0], answers)
            self._left.popleft()
        if self._suspects and not self._sent:
            self._submit(executor, (self._suspects[0],), answers)
            self._suspects.popleft()

    def _submit(
        self, executor: Executor, units: tuple[U, ...], answers: "SimpleQueue[Any]"
    ) -> None:
        future = executor.submit(do_here, units)
        self._sent[future] = units
        future.add_done_callback(answers.put)

    def _lost(self, units: Iterable[U], known: Loss = Loss.ENDED) -> Iterator[Outcome[U, R]]:
        """Units that came to nothing: they are tried again, or given up. Of one that was alone it
        may be known why."""
        several = [*units]
        for unit in several:
            self._losses[unit] += 1
            if self._losses[unit] == LOSSES_MAX or (known is not Loss.ENDED and len(several) == 1):
                yield Outcome(unit, None, known)
            else:
                self._suspects.append(unit)

    def _finished(self) -> Iterator[Outcome[U, R]]:
        """What has come back of that which is on its way."""
        for future in self._sent:
            with uninterrupted():
                good = future.done() and _error(future) is None
                answer = future.result() if good else None
            if answer is not None:
                yield from answer.outcomes

    def _taken_back(self) -> Iterator[Outcome[U, R]]:
        """What was on its way when the executor broke: what has come back, and the rest again."""
        yield from self._finished()
        sent, self._sent = self._sent, {}
        for future, units in sent.items():
            if _error(future) is not None:
                yield from self._lost(units)
            elif (broken := future.result().error) is not None:
                raise broken

    def _given_up(self) -> Iterator[Outcome[U, R]]:
        """Nobody can do anything."""
        for units in self._left:
            yield from (Outcome(unit, None, Loss.ENDED) for unit in units)
        yield from (Outcome(unit, None, Loss.ENDED) for unit in self._suspects)
        self._left.clear()
        self._suspects.clear()


def _known(error: LostWorkerError | MemoryError) -> Loss:
    """Why a job has come to nothing."""
    if isinstance(error, MemoryError):
        return Loss.MEMORY
    return Loss.HUNG if isinstance(error, HungWorkerError) else Loss.ENDED


def _error(future: "Future[Any]") -> BaseException | None:
    """What a job has come to nothing by; also that it never will be done."""
    with uninterrupted():
        if not future.done() or future.cancelled():
            return LostWorkerError()
        return future.exception()
