"""What workers are given and what comes of it.

In: nothing. Out: the protocol of work, outcomes, errors.
"""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager
from enum import Enum
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

U = TypeVar("U")
R = TypeVar("R")
U_contra = TypeVar("U_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Work(Protocol[U_contra, R_co]):
    """Everything that is to be done, by units. It is sent to each worker once: functions in it are
    those of modules. Units are small, and hashable."""

    @property
    def wall_s(self) -> float | None:
        """How long a unit may take where another process does it; None for as long as it does."""
        ...

    def done(self, unit: U_contra) -> R_co:
        """Does one unit. What it raises is a bug of ours, but for MemoryError."""
        ...


class Loss(Enum):
    """Why a unit came to nothing."""

    ENDED = "its worker ended again and again"
    HUNG = "it took longer than it may"
    MEMORY = "it needs more memory than there is"


class Outcome(NamedTuple, Generic[U, R]):
    """A unit and what it gave, or why it gave nothing."""

    unit: U
    result: R | None
    loss: Loss | None = None


class BrokenUnitError(Exception):
    """A unit that broke a law of ours. All that is given to it is plain, so that it survives being
    sent."""


class LostWorkerError(BrokenExecutor):
    """The worker of this one job has ended; the others go on."""


class HungWorkerError(LostWorkerError):
    """The worker of this one job was ended, because the job took longer than it may."""


Executors: TypeAlias = Callable[[int, Work[Any, Any]], AbstractContextManager[Executor]]
"""Gives an executor of so many workers, in each of whose processes `worker.take` was called with
the work. This is the seam for other machines than this one, and for other ways to start processes:

    @contextmanager
    def pools(workers, work):
        with ProcessPoolExecutor(workers, initializer=take, initargs=(work,)) as executor:
            yield executor

Any executor does whose `submit` does what that of `concurrent.futures` does. One that is broken is
replaced by another; only `spawned` and `forked` (`crew`) know which job a worker has ended of while
others go on, and end one that takes too long.
"""
