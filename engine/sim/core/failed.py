"""`FailedTally`: how often each thing went wrong, whom it hit, and what became of them.

In: rows of failures, interactions that come to their final places. Out: `log.counts.Failed`. An
interaction is hit once by each failure, however often that happens to it.
"""

from engine.failures import Failure
from engine.log.counts import Failed
from engine.ops import FIRST_FINAL, Place
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE

PLACES = len(Place)
FINAL = int(FIRST_FINAL)
FAILURES = len(Failure)
NUMBERS = max(Failure) + 1


class FailedTally:
    """By failure, in the order of `Failure`: what is counted. By slot: a bit for each failure that
    has hit the interaction."""

    def __init__(self, warm_up_us: int) -> None:
        self._warm_up_us = warm_up_us
        self._index = column(NUMBERS, NONE)
        # A shifted literal would have 32 bits in typed code.
        self._bits = column(FAILURES)
        for index, failure in enumerate(Failure):
            self._index[failure] = index
            self._bits[index] = 1 << index
        self._nobody = column(FAILURES)
        self._happened = column(FAILURES)
        self._hit = column(FAILURES)
        self._finals = column(FAILURES * PLACES)
        self._by = column(FIRST_CAPACITY)

    def reset(self, slot: int) -> None:
        """The slot has a new interaction, which nothing has hit yet."""
        self._by[slot] = 0

    def fail(self, slot: int, number: int, place: int, now: int) -> None:
        """A failure has happened, to nobody (`NONE`) or to an interaction that is in a place."""
        if now < self._warm_up_us or number < 0 or number >= NUMBERS:
            return
        index = self._index[number]
        if index == NONE:
            return
        if slot == NONE:
            self._nobody[index] += 1
            return
        self._happened[index] += 1
        if not self._by[slot] & self._bits[index]:
            self._by[slot] += self._bits[index]
            self._hit[index] += 1
            if place >= FINAL:
                self._finals[index * PLACES + place] += 1

    def finish(self, slot: int, place: int) -> None:
        """An interaction has come to its final place."""
        by = self._by[slot]
        if by:
            for index in range(FAILURES):
                if by & self._bits[index]:
                    self._finals[index * PLACES + place] += 1

    def grow(self, length: int) -> None:
        """There are more slots."""
        self._by = grown(self._by, length)

    def counts(self) -> tuple[Failed, ...]:
        """What has been counted, of the failures that have happened."""
        return tuple(
            Failed(
                failure=int(failure),
                windows=self._nobody[index],
                happened=self._happened[index],
                hit=self._hit[index],
                finals=tuple(self._finals[index * PLACES : (index + 1) * PLACES]),
            )
            for index, failure in enumerate(Failure)
            if self._nobody[index] or self._happened[index]
        )
