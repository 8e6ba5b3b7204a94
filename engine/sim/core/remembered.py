"""`Remembered`: what pure work on values came to, so that the host need not do it again.

In: what was done, with one or two values, and its result. Out: the result, as long as nothing else
has taken its row. Whether something is remembered changes nothing but the time that a run takes.
"""

from engine.sim.core.columns import column
from engine.sim.core.numbers import NONE

ROWS = 1 << 12
"""A power of two."""


class Remembered:
    """One row for all that has the same place in the table: the latest stays."""

    def __init__(self) -> None:
        self._what = column(ROWS, NONE)
        self._left = column(ROWS)
        self._right = column(ROWS)
        self._result = column(ROWS)

    def find(self, what: int, left: int, right: int) -> int:
        """The result, `NONE` if it is not known; no value is `NONE`."""
        at = _place(what, left, right)
        if self._what[at] != what or self._left[at] != left or self._right[at] != right:
            return NONE
        return self._result[at]

    def keep(self, what: int, left: int, right: int, result: int) -> None:
        """Remembers a result."""
        at = _place(what, left, right)
        self._what[at] = what
        self._left[at] = left
        self._right[at] = right
        self._result[at] = result

    def forget(self) -> None:
        """The integers are about to stand for other values."""
        for at in range(ROWS):
            self._what[at] = NONE


def _place(what: int, left: int, right: int) -> int:
    return (what ^ (left >> 4) ^ (left >> 14) ^ (right >> 1) ^ (right >> 12)) & (ROWS - 1)
