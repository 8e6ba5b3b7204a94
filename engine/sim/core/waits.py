"""`Waits`: those who ask for an agent, by scope and interval: how long each waits, and for what.

In: who comes, asks, is answered, gives up, leaves. Out: the lists of `log.counts.Waits` and their
histograms. A *row* is `scope * intervals + interval`; a slot that counts in none has `NONE`.
"""

from engine.log.counts import HISTOGRAM_BITS, Waits, bucket_of
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NEVER, NONE

BITS = HISTOGRAM_BITS
EXACT = 2 << HISTOGRAM_BITS
"""Below this a bucket is one value."""
BUCKETS = bucket_of(NEVER) + 1
HAS_NOT_ASKED, WAITS, FOUND_FULL, IS_OVER = range(4)
(
    CAME, ASKED, ANSWERED, ANSWERED_IN_TARGET, ABANDONED, ABANDONED_IN_TARGET, LEFT, BLOCKED,
    WAITED_ANSWERED, WAITED_ABANDONED, WAITED_LEFT, WAITED_MOST, DELAYED, FIELDS,
) = range(14)  # fmt: skip
"""What is counted for each row."""


class WaitsTally:
    """Columns by slot: the row that it counts in, since when it waits, how far it has come."""

    def __init__(self, scopes: int, intervals: int, target_us: int) -> None:
        self._scopes = scopes
        self._intervals = intervals
        self._target_us = target_us
        self._found = column(max(scopes * intervals, 1) * FIELDS)
        self._histogram = column(max(scopes, 1) * BUCKETS)
        self.row = column(FIRST_CAPACITY, NONE)
        self._began = column(FIRST_CAPACITY)
        self._stage = column(FIRST_CAPACITY)

    def grow(self, length: int) -> None:
        """There are columns for this many slots."""
        self.row = grown(self.row, length, NONE)
        self._began = grown(self._began, length)
        self._stage = grown(self._stage, length)

    def reset(self, slot: int) -> None:
        """A slot is that of a new interaction, which counts nowhere yet."""
        self.row[slot] = NONE
        self._stage[slot] = HAS_NOT_ASKED

    def come(self, slot: int, row: int) -> None:
        """A customer has come."""
        self.row[slot] = row
        self._found[row * FIELDS + CAME] += 1

    def ask(self, slot: int, now: int) -> None:
        """Asks for an agent; who waits already goes on waiting."""
        if self.row[slot] == NONE or self._stage[slot] == IS_OVER:
            return
        if self._stage[slot] == HAS_NOT_ASKED:
            self._began[slot] = now
            self._found[self.row[slot] * FIELDS + ASKED] += 1
        self._stage[slot] = WAITS

    def enter(self, slot: int, row: int, now: int) -> None:
        """Begins to wait in a scope, whatever there was before."""
        self.row[slot] = row
        self._stage[slot] = HAS_NOT_ASKED
        self.ask(slot, now)

    def find_full(self, slot: int, now: int) -> None:
        """Asks, and finds the queue full; whoever is answered afterwards is not blocked."""
        self.ask(slot, now)
        if self._stage[slot] == WAITS:
            self._stage[slot] = FOUND_FULL

    def answer(self, slot: int, now: int) -> None:
        """An agent has it."""
        if not self._waits(slot):
            return
        waited = now - self._began[slot]
        row = self.row[slot]
        at = row * FIELDS
        self._end(slot, waited, at, WAITED_ANSWERED)
        self._found[at + WAITED_MOST] = max(self._found[at + WAITED_MOST], waited)
        self._found[at + ANSWERED] += 1
        if waited <= self._target_us:
            self._found[at + ANSWERED_IN_TARGET] += 1
        if waited:
            self._found[at + DELAYED] += 1
        shift = 0
        while waited >> shift >= EXACT:
            shift += 1
        bucket = (shift << BITS) + (waited >> shift)
        self._histogram[row // self._intervals * BUCKETS + bucket] += 1

    def abandon(self, slot: int, now: int) -> None:
        """The customer gives up."""
        if not self._waits(slot):
            return
        waited = now - self._began[slot]
        at = self.row[slot] * FIELDS
        self._end(slot, waited, at, WAITED_ABANDONED)
        self._found[at + ABANDONED] += 1
        self._found[at + DELAYED] += 1
        if waited <= self._target_us:
            self._found[at + ABANDONED_IN_TARGET] += 1

    def leave(self, slot: int, now: int) -> None:
        """The strategy gives up, or has met nothing but full queues."""
        if not self._waits(slot):
            return
        at = self.row[slot] * FIELDS
        if self._stage[slot] == FOUND_FULL:
            self._stage[slot] = IS_OVER
            self._found[at + BLOCKED] += 1
            return
        self._end(slot, now - self._began[slot], at, WAITED_LEFT)
        self._found[at + LEFT] += 1
        self._found[at + DELAYED] += 1

    def _waits(self, slot: int) -> bool:
        stage = self._stage[slot]
        return self.row[slot] != NONE and WAITS <= stage <= FOUND_FULL

    def _end(self, slot: int, waited: int, at: int, total: int) -> None:
        self._stage[slot] = IS_OVER
        self._found[at + total] += waited

    def counts(self) -> tuple[tuple[Waits, ...], ...]:
        """What has been counted so far, by scope and interval."""
        return tuple(
            tuple(
                _waits_of(list(self._found[row * FIELDS : (row + 1) * FIELDS]))
                for row in range(scope * self._intervals, (scope + 1) * self._intervals)
            )
            for scope in range(self._scopes)
        )

    def histograms(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """By scope, the buckets of answered waits that are not empty."""
        found = []
        for scope in range(self._scopes):
            buckets = self._histogram[scope * BUCKETS : (scope + 1) * BUCKETS]
            found.append(tuple((at, count) for at, count in enumerate(buckets) if count))
        return tuple(found)


def _waits_of(row: list[int]) -> Waits:
    over = row[ANSWERED] + row[ABANDONED] + row[LEFT] + row[BLOCKED]
    waiting = row[ASKED] - over
    return Waits(
        came=row[CAME],
        asked=row[ASKED],
        answered=row[ANSWERED],
        answered_in_target=row[ANSWERED_IN_TARGET],
        abandoned=row[ABANDONED],
        abandoned_in_target=row[ABANDONED_IN_TARGET],
        left=row[LEFT],
        blocked=row[BLOCKED],
        waiting=waiting,
        waited_answered_us=row[WAITED_ANSWERED],
        waited_abandoned_us=row[WAITED_ABANDONED],
        waited_left_us=row[WAITED_LEFT],
        waited_most_us=row[WAITED_MOST],
        delayed=row[DELAYED] + waiting,
    )
