"""`Journal`: the rows of the event log, as they are written.

In: events. Out: the log's columns. Rows are written into chunks, one after the other, so that a
long log is never copied while it grows.
"""

from array import array

from engine.sim.bounds import reached
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import column
from engine.sim.core.numbers import NONE

WIDTH = 9
"""As many as `engine.log.events.COLUMNS`."""
FIRST_CHUNK = 1 << 8
LAST_CHUNK = 1 << 16
"""Rows of the smallest and of the largest chunk."""


class Journal:
    """Rows of `WIDTH` integers; `length` counts them."""

    def __init__(self, agenda: Agenda, events: int) -> None:
        self.length = 0
        self._agenda = agenda
        self._length_max = events
        self._chunks = [column(WIDTH * FIRST_CHUNK)]
        self._rows = self._chunks[0]
        self._at = 0
        self._end = len(self._rows)

    def write(  # noqa: PLR0917 - typed code has no keywords
        self, kind: int, interaction: int, block: int, port: int, queue: int, a: int, b: int
    ) -> int:
        """Writes an event at the agenda's time; gives its index. What does not apply is -1."""
        if self.length >= self._length_max:
            reached("events", self._length_max)
        if self._at == self._end:
            self._begin_chunk()
        at = self._at
        self._rows[at] = self._agenda.now
        self._rows[at + 1] = kind
        self._rows[at + 2] = interaction
        self._rows[at + 3] = block
        self._rows[at + 4] = port
        self._rows[at + 5] = queue
        self._rows[at + 6] = NONE
        self._rows[at + 7] = a
        self._rows[at + 8] = b
        self._at = at + WIDTH
        self.length += 1
        return self.length - 1

    def columns(self) -> list["array[int]"]:
        """The columns, in the order of `COLUMNS`; the journal is empty afterwards."""
        found = [array("q") for _ in range(WIDTH)]
        last = self._chunks.pop()
        for chunk in (*self._chunks, last[: self._at]):
            for number, target in enumerate(found):
                target.extend(chunk[number::WIDTH])
        self._chunks = [column(WIDTH * FIRST_CHUNK)]
        self._rows = self._chunks[0]
        self._at, self._end, self.length = 0, len(self._rows), 0
        return found

    def _begin_chunk(self) -> None:
        rows = column(WIDTH * min(2 * (self._end // WIDTH), LAST_CHUNK))
        self._chunks.append(rows)
        self._rows = rows
        self._at = 0
        self._end = len(rows)
