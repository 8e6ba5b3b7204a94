"""`Journal`: the rows of the event log, as they are written.

In: events. Out: the log's columns, rows for the tally. Rows are written into chunks, one after the
other, so that a long log is never copied while it grows; where no log is kept there is one chunk,
which is used again once the tally has seen it. Where some interactions are followed only their rows
are kept, and those that explain what became of them.
"""

from array import array
from typing import Protocol

from engine.log.counts import Level
from engine.log.events import Event
from engine.sim.bounds import reached
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE, SESSION, WATCHED

EVENTS = int(Level.EVENTS)
KINDS = max(Event) + 1
WIDTH = 9
"""As many as `engine.log.events.COLUMNS`."""
FIRST_CHUNK = 1 << 8
LAST_CHUNK = 1 << 16
"""Rows of the smallest and of the largest chunk."""
SLOT = 6
"""The column, unused in the log, in which a chunk keeps an interaction's slot."""
ONLY_CHUNK = 1 << 12
"""Rows of the chunk that is used again and again: what fits into a processor's cache."""


class Folding(Protocol):
    """What rows are folded by, if they are: `core.tally`."""

    def consume(self, rows: "array[int]", first: int, last: int) -> None:
        """Rows `first` up to `last` of a chunk, `WIDTH` integers each; the column `agent` has the
        interaction's slot."""


class Journal:
    """Rows of `WIDTH` integers; `length` counts them.

    Interactions are named by their slots and written with their numbers; `name` says which. What is
    not to be explained needs no words (`explains`); where some are followed, `tells` says of whom
    there are any. `events` then are the indices of the rows that are kept, in order. `met` are the
    rows of kinds that are watched, each as (kind, slot, a, b), until somebody takes them.
    """

    def __init__(self, agenda: Agenda, events: int) -> None:
        self.length = 0
        self._agenda = agenda
        self._length_max = events
        self._tally: Folding | None = None
        self.keeps = True
        self.explains = True
        self.numbers = column(FIRST_CAPACITY)
        self.follows = False
        self.watches = False
        self.met: list[tuple[int, int, int, int]] = []
        self._watched = column(KINDS)
        self.events: dict[int, int] = {}
        self._followed: frozenset[int] = frozenset()
        self._told = column(FIRST_CAPACITY, 1)
        self._kept = column(0)
        self._begin(FIRST_CHUNK)

    def fold(self, tally: Folding | None, level: int) -> None:
        """From now on a tally is given all rows, and as much is kept as a `Level` says."""
        self._tally = tally
        self.keeps = level >= EVENTS
        # The rows are the same whether reasons are kept or not: they name contents by number.
        self.explains = self.keeps
        if not self.keeps:
            self._begin(ONLY_CHUNK)

    def follow(self, numbers: frozenset[int]) -> None:
        """From now on the rows of these interactions are kept and explained, and no others."""
        self.follows = self.explains = True
        self.keeps = False
        self._followed = numbers
        self._begin(ONLY_CHUNK)

    def watch(self, kind: int) -> None:
        """From now on rows of this kind are in `met`, and an event of the same instant tells so."""
        self.watches = True
        self._watched[kind] = 1

    def _meet(self, kind: int, interaction: int, a: int, b: int) -> None:
        if not self.met:
            self._agenda.schedule(self._agenda.now, SESSION, WATCHED)
        self.met.append((kind, interaction, a, b))

    def _begin(self, length: int) -> None:
        self._chunk = column(WIDTH * length)
        self._chunks = [self._chunk]
        self._rows = self._chunk
        self._at = 0
        self._end = len(self._rows)
        self._given = 0

    def name(self, slot: int, number: int) -> None:
        """Which interaction has a slot from now on."""
        if slot >= len(self.numbers):
            self.numbers = grown(self.numbers, 2 * slot)
            self._told = grown(self._told, 2 * slot, 1)
        self.numbers[slot] = number
        if self.follows:
            self._told[slot] = int(number in self._followed)

    def number(self, slot: int) -> int:
        """The number of the interaction in a slot; `NONE` for none."""
        return NONE if slot == NONE else self.numbers[slot]

    def tells(self, slot: int) -> bool:
        """Whether the rows of the interaction in a slot are to be explained."""
        return self.explains and self._told[slot] != 0

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
        self._rows[at + 2] = NONE if interaction == NONE else self.numbers[interaction]
        self._rows[at + 3] = block
        self._rows[at + 4] = port
        self._rows[at + 5] = queue
        self._rows[at + 6] = interaction
        self._rows[at + 7] = a
        self._rows[at + 8] = b
        if self.follows and interaction != NONE and self._told[interaction]:
            self._keep(self.length, at)
        self._at = at + WIDTH
        self.length += 1
        if self.watches and self._watched[kind]:
            self._meet(kind, interaction, a, b)
        return self.length - 1

    def keep_last(self) -> None:
        """The latest row is of nobody, and explains something of one who is followed."""
        if self.follows and self.length - 1 not in self.events:
            self._keep(self.length - 1, self._at - WIDTH)

    def _keep(self, event: int, at: int) -> None:
        self.events[event] = len(self.events)
        self._kept.extend(self._chunk[at : at + WIDTH])

    def values(self) -> list[int]:
        """What may be values in the rows that are kept of those who are followed."""
        return [*self._kept[WIDTH - 2 :: WIDTH], *self._kept[WIDTH - 1 :: WIDTH]]

    def columns(self) -> list["array[int]"]:
        """The columns, in the order of `COLUMNS`; the journal is empty afterwards."""
        found = [array("q") for _ in range(WIDTH)]
        if self.follows:
            self._chunks, self._at = [self._kept], len(self._kept)
        last = self._chunks.pop()
        for chunk in (*self._chunks, last[: self._at]):
            for number, target in enumerate(found):
                target.extend(chunk[number::WIDTH])
        found[SLOT] = column(len(found[SLOT]), NONE)
        self._begin(FIRST_CHUNK)
        self.length = 0
        return found

    def tell(self) -> None:
        """Gives the tally the rows that it has not seen."""
        if self._tally is not None and self._at > self._given:
            self._tally.consume(self._chunk, self._given // WIDTH, self._at // WIDTH)
            self._given = self._at

    def _begin_chunk(self) -> None:
        self.tell()
        self._at = 0
        self._given = 0
        if self.keeps:
            self._chunk = column(WIDTH * min(2 * (self._end // WIDTH), LAST_CHUNK))
            self._chunks.append(self._chunk)
            self._rows = self._chunk
            self._end = len(self._rows)
