"""`Crew`: processes as an executor that loses nothing but what a lost process was doing.

In: work, jobs. Out: futures. Each process has a thread here that hands it one job at a time, so it
is always known which job a process has ended of, or takes too long for: that job fails, another
process takes the place of the lost one, and all others go on. (An executor of the standard library
gives up all of its jobs.)
"""

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from engine.workers.model import HungWorkerError, LostWorkerError, Work
from engine.workers.uninterrupted import uninterrupted
from engine.workers.worker import live

T = TypeVar("T")


class Job(NamedTuple):
    """A call, and where its answer goes."""

    future: "Future[Any]"
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Hand(NamedTuple):
    """A process and the line to it."""

    process: BaseProcess
    line: Connection

    def take(self, sent: memoryview) -> bool:
        """Whether it has taken the work, as bytes."""
        with suppress(EOFError, OSError):
            self.line.send_bytes(sent)
            return self.line.recv() is True
        return False

    def answer(self, job: Job, wall_s: float | None) -> Any:
        """What a job gives. Raises what it raises, or `LostWorkerError`."""
        try:
            self.line.send((job.function, job.arguments))
            if not self.line.poll(wall_s):
                raise HungWorkerError
            result, error = self.line.recv()
        except (EOFError, OSError, MemoryError) as gone:  # some of the answer may not be read
            raise LostWorkerError from gone
        if error is not None:
            raise error
        return result

    def dismiss(self) -> None:
        """Lets it end, which has nothing left to do."""
        with suppress(OSError):
            self.line.send(None)
        self.process.join()
        self.line.close()

    def kill(self) -> None:
        """Ends it at once."""
        self.process.kill()


class Crew(Executor):
    """Processes that do jobs. They are started by the method that is named: what is started later,
    in place of another, is always spawned, because there are threads by then."""

    def __init__(self, workers: int, work: Work[Any, Any], method: str) -> None:
        self._wall_s = work.wall_s
        # Once for all, and here, where it can be told if it cannot be sent.
        self._sent = ForkingPickler.dumps(work)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._hands = _several(workers, method)
        self._serving = workers
        self._killed = False
        self._threads = [
            threading.Thread(target=self._serve, args=(number,), daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **_: Any) -> "Future[T]":
        """Puts a job at the end of the line. Raises BrokenExecutor if nobody is left to do it."""
        future: Future[T] = Future()
        with self._lock:
            if not self._serving:
                raise BrokenExecutor("no worker could be started")
            self._jobs.put(Job(future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Lets all processes end when the jobs are done."""
        if cancel_futures:
            self._forget()
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def kill(self) -> None:
        """Ends all processes at once."""
        with self._lock:
            self._killed = True
            self._forget()
            for hand in self._hands:
                hand.kill()

    def _forget(self) -> None:
        with suppress(Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None:
                    job.future.cancel()

    # In the thread of one process

    def _serve(self, number: int) -> None:
        try:
            self._hand_out(number)
        finally:
            self._give_up(number)

    def _hand_out(self, number: int) -> None:
        """Hands out jobs until there are no more, or no process for them."""
        ready = self._hands[number].take(self._sent)
        while ready:
            job = self._jobs.get()
            if job is None:
                self._hands[number].dismiss()
                return
            if not job.future.set_running_or_notify_cancel():
                continue
            # One that has ended while it had nothing to do has not ended of this job.
            if self._hands[number].process.is_alive() or self._replaced(number):
                ready = self._tried(number, job)
            else:
                job.future.set_exception(BrokenExecutor("no worker could be started"))
                return

    def _tried(self, number: int, job: Job) -> bool:
        """Has a job done; whether there is a process afterwards."""
        hand = self._hands[number]
        limit = None if self._wall_s is None else self._wall_s * _size(job)
        try:
            result = hand.answer(job, limit)
        except LostWorkerError as lost:
            job.future.set_exception(lost)
            return self._replaced(number)
        except Exception as error:  # the job's own
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
        return True

    def _replaced(self, number: int) -> bool:
        """Starts a process in place of one that has ended; whether that has its work."""
        with self._lock:
            if self._killed:
                return False
            self._end(number)
            try:
                self._hands[number] = hand = _started("spawn")
            except OSError:  # the system has none to give
                return False
        return hand.take(self._sent)

    def _end(self, number: int) -> None:
        self._hands[number].kill()
        self._hands[number].process.join()
        self._hands[number].line.close()

    def _give_up(self, number: int) -> None:
        """One process less; nothing is done any more when it was the last."""
        with self._lock:
            self._end(number)
            self._serving -= 1
            if self._serving:
                return
            with suppress(Empty):
                while True:
                    job = self._jobs.get_nowait()
                    if job is not None and job.future.set_running_or_notify_cancel():
                        job.future.set_exception(BrokenExecutor("no worker could be started"))


def _several(workers: int, method: str) -> list[Hand]:
    """So many processes, or none where there cannot be so many."""
    hands: list[Hand] = []
    try:
        for _ in range(workers):
            hands.append(_started(method))  # noqa: PERF401 - those before a failure are ended
    except BaseException:
        for hand in hands:
            hand.kill()
        raise
    return hands


def _started(method: str) -> Hand:
    context: Any = get_context(method)
    ours, theirs = context.Pipe()
    # What a process is started with must be little: one that dies while it reads that would let
    # this one write for ever. So the work is sent behind it.
    process = context.Process(target=live, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return Hand(process, ours)


def _size(job: Job) -> int:
    """How many units a job has; what is not about units is as quick as one."""
    first = job.arguments[0] if job.arguments else None
    return len(first) if isinstance(first, tuple) else 1


@contextmanager
def _crew(workers: int, work: Work[Any, Any], method: str) -> Iterator[Executor]:
    """A crew that is gone afterwards: at once if what is done with it fails."""
    if hasattr(signal, "pthread_sigmask"):
        # Where signals can be blocked, multiprocessing needs a process that keeps track of what is
        # shared. Its start unblocks interrupts, so it comes before they are blocked.
        resource_tracker.ensure_running()
    crew: Crew | None = None
    try:
        with uninterrupted():
            crew = Crew(workers, work, method)
        yield crew
    except BaseException:
        with uninterrupted():
            if crew is not None:
                crew.kill()
        raise
    finally:
        # No longer than workers take to end, which have nothing left to do.
        with uninterrupted():
            if crew is not None:
                crew.shutdown(wait=True, cancel_futures=True)


@contextmanager
def spawned(workers: int, work: Work[Any, Any]) -> Iterator[Executor]:
    """Processes that are started anew, as every operating system can."""
    with _crew(workers, work, "spawn") as crew:
        yield crew


@contextmanager
def forked(workers: int, work: Work[Any, Any]) -> Iterator[Executor]:
    """Processes that begin as copies of this one, where the system can. They start sooner; a thread
    that holds a lock meanwhile holds it in the copy for ever, so this is for who has no threads."""
    with _crew(workers, work, "fork") as crew:
        yield crew
