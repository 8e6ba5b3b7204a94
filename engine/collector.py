"""Python's cyclic garbage collector, kept from walking what is being built.

In: the time in which a large tree or graph is made, or a command runs. Out: nothing. Everything
that is made then is kept, so the collector would walk it again and again and find nothing; it is
most of what slows the reading of large files, and a sixth of a small check.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 100_000
"""Objects that are made before the collector looks whether some of them can go."""


@contextmanager
def of_a_process() -> Iterator[None]:
    """The collector comes rarely meanwhile; when the process ends, it lets everything be."""
    # At the end Python collects what the modules leave behind; the system takes it back anyway.
    atexit.register(gc.freeze)
    with rarely():
        yield


def to_the_end() -> None:
    """This process collects at its end all the same: DuckDB complains of what it finds left."""
    atexit.unregister(gc.freeze)


@contextmanager
def rarely() -> Iterator[None]:
    """The collector comes rarely meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(max(RARELY, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def resting() -> Iterator[None]:
    """The collector does nothing meanwhile; afterwards it is as it was.

    >>> with resting():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
