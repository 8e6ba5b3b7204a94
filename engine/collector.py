"""Python's cyclic garbage collector, kept from walking what is being built.

In: the time in which a large tree or graph is made. Out: nothing. Everything that is made then is
kept, so the collector would walk it again and again and find nothing; it is most of what slows the
reading of large files.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
