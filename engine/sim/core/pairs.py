"""`Pairs`: keys and values by owner: attached data by interaction, answers by frame.

In: pairs of integers that are set, owners who begin anew. Out: values. The pairs of an owner are a
chain in the order in which their keys came; rows are used again.
"""

from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.tags import MISSING

FEW = 24
"""So many pairs of an owner are looked through; more have an index."""


class Pairs:
    """Columns by owner (`counts`) and by row. No value is `MISSING`."""

    def __init__(self) -> None:
        self.counts = column(FIRST_CAPACITY)
        self._first = column(FIRST_CAPACITY, NONE)
        self._last = column(FIRST_CAPACITY, NONE)
        self._keys = column(FIRST_CAPACITY)
        self._values = column(FIRST_CAPACITY)
        self._next = column(FIRST_CAPACITY)
        self._row_count = 0
        self._free = NONE
        self._rows: dict[int, dict[int, int]] = {}

    def renew(self, owner: int) -> None:
        """An owner has nothing."""
        while owner >= len(self._first):
            self._grow(2 * len(self._first))
        if self._first[owner] != NONE:
            if self.counts[owner] > FEW:
                del self._rows[owner]
            self._next[self._last[owner]] = self._free
            self._free = self._first[owner]
            self._first[owner] = NONE
            self.counts[owner] = 0

    def get(self, owner: int, key: int) -> int:
        """The value of an owner's key, or `MISSING`."""
        row = self._row(owner, key)
        return MISSING if row == NONE else self._values[row]

    def set(self, owner: int, key: int, value: int) -> None:
        """Sets a key; a new one comes behind those that are there."""
        row = self._row(owner, key)
        if row == NONE:
            row = self._new_row(owner, key)
        self._values[row] = value

    def items(self, owner: int) -> list[tuple[int, int]]:
        """The pairs of an owner, in order."""
        found: list[tuple[int, int]] = []
        row = self._first[owner]
        while row != NONE:
            found.append((self._keys[row], self._values[row]))
            row = self._next[row]
        return found

    def first(self, owner: int) -> int:
        """The row of an owner's first pair, `NONE` if there is none; see `value` and `after`."""
        return self._first[owner]

    def value(self, row: int) -> int:
        """The value in a row."""
        return self._values[row]

    def after(self, row: int) -> int:
        """The row behind a row, or `NONE`."""
        return self._next[row]

    def _row(self, owner: int, key: int) -> int:
        if self.counts[owner] > FEW:
            return self._rows[owner].get(key, NONE)
        row = self._first[owner]
        while row != NONE and self._keys[row] != key:
            row = self._next[row]
        return row

    def _new_row(self, owner: int, key: int) -> int:
        row = self._free
        if row == NONE:
            row = self._row_count
            self._row_count = row + 1
            if row == len(self._keys):
                self._grow_rows(2 * row)
        else:
            self._free = self._next[row]
        self._keys[row] = key
        self._next[row] = NONE
        if self._first[owner] == NONE:
            self._first[owner] = row
        else:
            self._next[self._last[owner]] = row
        self._last[owner] = row
        self.counts[owner] += 1
        if self.counts[owner] > FEW:
            self._index(owner, key, row)
        return row

    def _index(self, owner: int, key: int, row: int) -> None:
        """The pairs of an owner have become many, or one more."""
        if owner not in self._rows:
            rows: dict[int, int] = {}
            at = self._first[owner]
            while at != NONE:
                rows[self._keys[at]] = at
                at = self._next[at]
            self._rows[owner] = rows
        self._rows[owner][key] = row

    def _grow(self, length: int) -> None:
        self.counts = grown(self.counts, length)
        self._first = grown(self._first, length, NONE)
        self._last = grown(self._last, length, NONE)

    def _grow_rows(self, length: int) -> None:
        self._keys = grown(self._keys, length)
        self._values = grown(self._values, length)
        self._next = grown(self._next, length)
