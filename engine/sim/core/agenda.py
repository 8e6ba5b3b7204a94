"""`Agenda`: the clock and everything that is to happen, in one total order.

In: instants, kinds and subjects. Out: the next event. The order is (time, kind, ticket): at one
instant ESP answers come first, then session events, timers, view scans; within a kind what was
scheduled first, scans in the order in which views are declared. Instants are microseconds from the
start of the run. An entry is a number that its owner keeps to remove it; it is free again once it
has happened or is removed, so nothing stale is ever in the agenda.
"""

from engine.sim.bounds import reached
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE, SCAN
from engine.sim.invariants import broken

KIND_BITS = 48
TIME_END = 2**53


class Agenda:
    """A binary heap in columns; `kind` and `subject` are those of the last event taken."""

    def __init__(self, same_instant_events: int) -> None:
        self.now = 0
        self.kind = NONE
        self.subject = NONE
        self.length = 0
        self._order = NONE
        self._ticket = 0
        self._ticket_when_taken = 0
        self._events_now = 0
        self._events_now_max = same_instant_events
        # The heap, by position.
        self._times = column(FIRST_CAPACITY)
        self._orders = column(FIRST_CAPACITY)
        self._entries = column(FIRST_CAPACITY)
        # The entries, by number; `_positions` of a free one leads to the next free one.
        self._subjects = column(FIRST_CAPACITY)
        self._tickets = column(FIRST_CAPACITY)
        self._positions = column(FIRST_CAPACITY)
        self._entry_count = 0
        self._free = NONE

    def stand_at(self, time: int) -> None:
        """Sets the clock before the run begins: what lay there before has negative instants."""
        if self.length:
            broken("I-36", time, self.length)
        self.now = time

    def schedule(self, time: int, kind: int, subject: int) -> int:
        """Puts an event on the agenda; gives its entry."""
        if time < self.now:
            broken("I-36", time, self.now)
        if time >= TIME_END:
            broken("I-37", time)
        entry = self._new_entry()
        self._subjects[entry] = subject
        self._tickets[entry] = self._ticket
        rank = subject if kind == SCAN else self._ticket
        self._ticket += 1
        self.length += 1
        self._rise(self.length - 1, time, (kind << KIND_BITS) + rank, entry)
        return entry

    def remove(self, entry: int) -> None:
        """Takes an event off the agenda before it happens."""
        position = self._positions[entry]
        self._release(entry)
        self.length -= 1
        last = self.length
        if position != last:
            self._settle(position, self._times[last], self._orders[last], self._entries[last])

    def next_time(self) -> int:
        """When the next event is; `NONE` if there is none."""
        return self._times[0] if self.length else NONE

    def take(self) -> int:
        """Goes on to the next event: moves the clock, sets `subject`, gives its kind."""
        time, order, entry = self._times[0], self._orders[0], self._entries[0]
        if time < self.now:
            broken("I-36", time, self.now)
        if time > self.now:
            self.now = time
            self._events_now = 0
        elif order <= self._order and self._tickets[entry] < self._ticket_when_taken:
            broken("I-38", time, order, self._order)
        self._events_now += 1
        if self._events_now > self._events_now_max:
            reached("same_instant_events", self._events_now_max)
        self._order = order
        self._ticket_when_taken = self._ticket
        self.kind = order >> KIND_BITS
        self.subject = self._subjects[entry]
        self.remove(entry)
        return self.kind

    def _new_entry(self) -> int:
        entry = self._free
        if entry != NONE:
            self._free = self._positions[entry]
            return entry
        entry = self._entry_count
        self._entry_count += 1
        if entry == len(self._subjects):
            self._grow(2 * entry)
        return entry

    def _release(self, entry: int) -> None:
        self._positions[entry] = self._free
        self._free = entry

    def _grow(self, length: int) -> None:
        self._times = grown(self._times, length)
        self._orders = grown(self._orders, length)
        self._entries = grown(self._entries, length)
        self._subjects = grown(self._subjects, length)
        self._tickets = grown(self._tickets, length)
        self._positions = grown(self._positions, length)

    def _settle(self, position: int, time: int, order: int, entry: int) -> None:
        """Puts an event where another one has left a hole."""
        above = (position - 1) >> 1
        if position > 0 and self._is_before(time, order, above):
            self._rise(position, time, order, entry)
        else:
            self._sink(position, time, order, entry)

    def _is_before(self, time: int, order: int, position: int) -> bool:
        if time != self._times[position]:
            return time < self._times[position]
        return order < self._orders[position]

    def _rise(self, position: int, time: int, order: int, entry: int) -> None:
        while position > 0:
            above = (position - 1) >> 1
            if not self._is_before(time, order, above):
                break
            self._put(position, self._times[above], self._orders[above], self._entries[above])
            position = above
        self._put(position, time, order, entry)

    def _sink(self, position: int, time: int, order: int, entry: int) -> None:
        while True:
            child = 2 * position + 1
            if child >= self.length:
                break
            if child + 1 < self.length and self._is_before(
                self._times[child + 1], self._orders[child + 1], child
            ):
                child += 1
            if self._is_before(time, order, child):
                break
            self._put(position, self._times[child], self._orders[child], self._entries[child])
            position = child
        self._put(position, time, order, entry)

    def _put(self, position: int, time: int, order: int, entry: int) -> None:
        self._times[position] = time
        self._orders[position] = order
        self._entries[position] = entry
        self._positions[entry] = position
