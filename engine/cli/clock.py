"""The clock of the command line: the one place of the engine where time passes.

In: nothing. Out: how much time has passed, or its passing. Commands hand these functions on as
arguments to whatever measures or waits; nothing that is simulated ever sees them.
"""

import time  # noqa: TID251 - a command measures how long tests take, and waits between two looks


def nanoseconds() -> int:
    """Since some instant; never goes back."""
    return time.monotonic_ns()


def sleep(duration_ms: int) -> None:
    """Waits."""
    time.sleep(duration_ms / 1000)
