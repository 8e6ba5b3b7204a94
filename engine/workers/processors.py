"""How many processors there are.

In: nothing. Out: a number.
"""

import os

WORKERS_MAX = 60
"""Windows waits for 61 processes at most."""


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(affinity(0)) if affinity else os.cpu_count() or 1
