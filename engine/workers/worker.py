"""A worker process, from its first moment to its last.

In: work, once; then jobs. Out: answers. It leaves interrupts to its parent, and ends when that is
gone.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple

from engine.workers.model import BrokenUnitError, Loss, Outcome, R, U, Work

PR_SET_PDEATHSIG = 1
"""Of Linux' prctl(2): the signal that a process gets when the one that has started it ends."""


class Answer(NamedTuple, Generic[U, R]):
    """What came of some units, up to the one that broke, if one did."""

    outcomes: list[Outcome[U, R]]
    error: BrokenUnitError | None = None


def done_by(work: Work[U, R], units: Sequence[U]) -> Answer[U, R]:
    """Does some units, one after another. Who needs more memory than there is gets nothing, and the
    rest goes on."""
    found: list[Outcome[U, R]] = []
    for unit in units:
        try:
            found.append(Outcome(unit, work.done(unit)))
        except MemoryError:
            found.append(Outcome(unit, None, Loss.MEMORY))
        except BrokenUnitError as error:
            return Answer(found, error)
        except Exception as error:  # told where it can be heard
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            return Answer(found, BrokenUnitError(f"{what}, in {unit!r}"))
    return Answer(found)


# In the process

_WORK: list[Work[Any, Any]] = []
"""What this process was sent."""


def take(work: Work[Any, Any]) -> None:
    """Gives this process its work: what an executor does first in each of its processes."""
    _WORK[:] = [work]


def do_here(units: Sequence[Any]) -> Answer[Any, Any]:
    """Does some units of the work that this process was given."""
    return done_by(_WORK[0], units)


def live(connection: Connection) -> None:
    """The life of a worker: it takes its work, says so, and does jobs until there are no more."""
    _begin()
    with suppress(EOFError, OSError):  # nobody listens any more
        take(connection.recv())
        connection.send(obj=True)
        while (job := connection.recv()) is not None:
            answer = _answer(*job)
            try:
                connection.send(answer)
            except OSError:
                raise
            except MemoryError as error:  # nothing of it was sent
                connection.send((None, error))
            except Exception as error:  # it is no plain data
                connection.send((None, BrokenUnitError(f"an answer cannot be sent: {error}")))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    """What a call gives, and what it raises; one of them is None."""
    try:
        return function(*arguments), None
    except Exception as error:  # told where it can be heard
        return None, error


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if sys.platform == "linux":
        from ctypes import CDLL

        CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # Everywhere else, and where the parent has ended already.
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
