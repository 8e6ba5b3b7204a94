"""`Views`: when each view looks at its queue, and what it takes.

In: queues in which something has changed. Out: ticks on the agenda, and for a tick the interactions
that match, in the view's order.

A view ticks at multiples of its interval, from the start of the run, and sees what was placed
strictly before its tick: what comes back to the queue at that very instant waits for the next one,
so nothing goes round in no time. Ticks that could change nothing are left out: a tick is put on the
agenda when something is placed or changed in the queue, when something becomes visible, and, for a
view whose condition can change by itself, as long as something is there that it has seen. What
happens is the same as if views ticked always.
"""

from engine.ops import NO_CODE
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import (
    NONE,
    NOT_HELD,
    SCAN,
    SILENT,
    TOO_FAST,
    TOO_MANY_AT_ONCE,
)
from engine.sim.core.state import State
from engine.sim.core.tags import TRUE
from engine.sim.invariants import broken

EVERYTHING = int(NO_CODE)
PASSED_BITS_MAX = 62
"""Views of one queue from this one on share a bit of `Places.passed`."""
PRIORITY, OLDEST, NEWEST, LONGEST_IN_QUEUE = range(4)
ORDERS = {
    "priority": PRIORITY, "oldest": OLDEST, "newest": NEWEST, "longest_in_queue": LONGEST_IN_QUEUE,
}  # fmt: skip


class Views:
    """Columns by view, and the outcome of the latest scan. `every` is in microseconds.

    `seen_count` is how many it has seen. `taken[:taken_count]` are those that match, in the order
    in which they are pulled; `passed[:passed_count]` are those that the view has seen for the first
    time since they were placed and does not take, or that match and a throttle holds back for the
    first time. A view with a throttle ticks as long as something is held back. While they are
    `is_shut` (a number of reasons), no view sees anything.
    """

    def __init__(self, program: Program, state: State, evaluator: Evaluator) -> None:
        self._agenda = state.agenda
        self._places = state.places
        self._evaluator = evaluator
        count = len(program.views)
        self.queue = column(count)
        self._where = column(count)
        self._timed = column(count)
        self.every = column(count)
        self._order = column(count)
        self._submitted_max = column(count)
        self._rate = column(count)
        self._rate_unit = column(count)
        self._rate_window = column(count, NONE)
        self._rate_used = column(count)
        self._bit = column(count)
        self._tick = column(count, NONE)
        self._entry = column(count)
        for number, view in enumerate(program.views):
            self.queue[number] = view.queue
            self._where[number] = view.where
            self._timed[number] = view.timed
            self.every[number] = view.every_us
            self._order[number] = ORDERS[view.order]
            self._submitted_max[number] = view.submitted_max
            self._rate[number], self._rate_unit[number] = view.rate
        self._starts = column(len(program.queues) + 1)
        self._of_queue = column(max(count, 1))
        self._list_views(program)
        self.taken = column(FIRST_CAPACITY)
        self.passed = column(FIRST_CAPACITY)
        self.seen_count = 0
        self.taken_count = 0
        self.passed_count = 0
        self._spare = column(FIRST_CAPACITY)
        self._scanned = NONE
        self._scanned_at = NONE
        self.is_shut = 0

    def _list_views(self, program: Program) -> None:
        at = 0
        for queue, declared in enumerate(program.queues):
            for place, view in enumerate(declared.views):
                self._of_queue[at] = view
                self._bit[view] = 1 << min(place, PASSED_BITS_MAX)
                at += 1
            self._starts[queue + 1] = at

    def wake(self, queue: int, time: int) -> None:
        """Lets every view of a queue look at it, at its first tick to come from `time` on."""
        for at in range(self._starts[queue], self._starts[queue + 1]):
            self._wake_view(self._of_queue[at], time)

    def shut(self, reasons: int) -> None:
        """One reason more why views see nothing (1), or one less (-1): after the last one all look
        again."""
        self.is_shut += reasons
        if not self.is_shut:
            for queue in range(len(self._starts) - 1):
                self.wake(queue, self._agenda.now)

    def scan(self, view: int) -> None:
        """Looks at the queue, whose tick has come; see `taken` and `passed`."""
        now = self._agenda.now
        if self._tick[view] != now:
            broken("I-36", now, self._tick[view])
        self._tick[view] = NONE
        self._scanned = view
        self._scanned_at = now
        self.seen_count = 0
        self.taken_count = 0
        self.passed_count = 0
        if self.is_shut:
            return
        if self._places.lengths[self.queue[view]] > len(self._spare):
            self._grow(2 * self._places.lengths[self.queue[view]])
        again = NONE
        interaction = self._places.first[self.queue[view]]
        while interaction != NONE:
            again = self._look(view, interaction, now, again)
            interaction = self._places.after[interaction]
        if again != NONE:
            self._wake_view(view, again)
        self._sort(self._order[view])
        if self._submitted_max[view] or self._rate[view]:
            self._throttle(view, now)

    def _throttle(self, view: int, now: int) -> None:
        """Holds back what is too much; the first ones in the view's order are submitted."""
        room, reason = self.taken_count, NOT_HELD
        if self._submitted_max[view]:
            free = max(self._submitted_max[view] - self._places.submitted[view], 0)
            if free < room:
                room, reason = free, TOO_MANY_AT_ONCE
        if self._rate[view]:
            window = now // self._rate_unit[view]
            if window != self._rate_window[view]:
                self._rate_window[view], self._rate_used[view] = window, 0
            free = self._rate[view] - self._rate_used[view]
            if free < room:
                room, reason = free, TOO_FAST
            self._rate_used[view] += room
        for at in range(room):
            self._places.submit(self.taken[at], view)
        for at in range(room, self.taken_count):
            self._hold(view, self.taken[at], reason)
        if room < self.taken_count:
            self._wake_view(view, now + 1)
        self.taken_count = room

    def _hold(self, view: int, interaction: int, reason: int) -> None:
        if not self._places.held[interaction] & self._bit[view]:
            self._places.held[interaction] |= self._bit[view]
            self._places.throttle[interaction] = reason
            self.passed[self.passed_count] = interaction
            self.passed_count += 1

    def _look(self, view: int, interaction: int, now: int, again: int) -> int:
        """Looks at one interaction. Gives the earliest time at which to look at the queue again."""
        due = NONE
        if self._places.on_hold[interaction]:
            return again
        if self._places.placed[interaction] >= now:
            due = now + 1
        elif self._places.visible[interaction] > now:
            due = self._places.visible[interaction]
        elif self._matches(view, interaction):
            self.seen_count += 1
            self.taken[self.taken_count] = interaction
            self.taken_count += 1
        else:
            self.seen_count += 1
            if self._timed[view]:
                due = now + 1
            if not self._places.passed[interaction] & self._bit[view]:
                self._places.passed[interaction] |= self._bit[view]
                self._places.throttle[interaction] = NOT_HELD
                self.passed[self.passed_count] = interaction
                self.passed_count += 1
        if due == NONE or (again != NONE and again <= due):
            return again
        return due

    def _matches(self, view: int, interaction: int) -> bool:
        """A fault, for example for data that is not there, means: no."""
        where = self._where[view]
        return where == EVERYTHING or self._evaluator.evaluate(where, interaction, SILENT) == TRUE

    def _wake_view(self, view: int, time: int) -> None:
        now, every = self._agenda.now, self.every[view]
        tick = (time + every - 1) // every * every
        # At this very instant it may still look unless its turn is over.
        if tick <= now and self._scanned_at == now and view <= self._scanned:
            tick += every
        if self._tick[view] != NONE:
            if self._tick[view] <= tick:
                return
            self._agenda.remove(self._entry[view])
        self._tick[view] = tick
        self._entry[view] = self._agenda.schedule(tick, SCAN, view)

    def _is_before(self, order: int, left: int, right: int) -> bool:
        """Whether one interaction is pulled before another one. Received first is the number."""
        first, second = self._places.number[left], self._places.number[right]
        if order == PRIORITY:
            left_key, right_key = self._places.priority[right], self._places.priority[left]
        elif order == LONGEST_IN_QUEUE:
            left_key, right_key = self._places.placed[left], self._places.placed[right]
        elif order == NEWEST:
            left_key, right_key = second, first
        else:
            left_key, right_key = first, second
        return left_key < right_key or (left_key == right_key and first < second)

    def _sort(self, order: int) -> None:
        """Merges ever longer runs of `taken`."""
        length = 1
        while length < self.taken_count:
            start = 0
            while start < self.taken_count:
                self._merge(order, start, length)
                start += 2 * length
            self.taken, self._spare = self._spare, self.taken
            length *= 2

    def _merge(self, order: int, start: int, length: int) -> None:
        """Merges two runs of `taken` that lie side by side into `_spare`."""
        left, left_end = start, min(start + length, self.taken_count)
        right, right_end = left_end, min(start + 2 * length, self.taken_count)
        for at in range(start, right_end):
            if right == right_end or (
                left < left_end and not self._is_before(order, self.taken[right], self.taken[left])
            ):
                self._spare[at] = self.taken[left]
                left += 1
            else:
                self._spare[at] = self.taken[right]
                right += 1

    def _grow(self, length: int) -> None:
        self.taken = grown(self.taken, length)
        self.passed = grown(self.passed, length)
        self._spare = grown(self._spare, length)
