"""What no signal may interrupt.

In: signals that ask a process to end. Out: they come later. A terminal sends an interrupt to all
processes: the first of them alone ends the others.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def uninterrupted() -> Iterator[None]:
    """For what starts threads and processes, which inherit that no signal reaches them; for what
    holds a lock; for what is to be done whole or not at all.

    A process must not itself be stopped while it starts another, which would read half of what it
    needs. Threads that took signals would bring them here all the same.
    """
    mask = getattr(signal, "pthread_sigmask", None)  # not on Windows
    if mask is None:
        yield
        return
    # What has come already is raised by the first call, in which nothing is blocked yet.
    before = mask(signal.SIG_BLOCK, ())
    try:
        mask(signal.SIG_BLOCK, SIGNALS)
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
