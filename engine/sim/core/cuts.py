"""`Cuts`: time in intervals: those of a simulation, and one more for all that comes after it.

In: stretches of time, in any order. Out: the interval that a stretch begins in, and where that
ends. The latest interval is remembered, since events come in the order of time.
"""

from engine.log.counts import interval_count
from engine.sim.core.numbers import NEVER


class Cuts:
    """`interval` is the one found last; it ends at `end`."""

    def __init__(self, duration_us: int, interval_us: int) -> None:
        self.count = interval_count(duration_us, interval_us)
        self._duration_us = duration_us
        self._interval_us = interval_us
        self.interval = 0
        self._begin = 0
        self.end = min(duration_us, interval_us)

    def find(self, time: int) -> int:
        """The interval of an instant.

        >>> cuts = Cuts(8, 3)
        >>> [cuts.find(time) for time in (0, 2, 3, 7, 8, 900, 5)]
        [0, 0, 1, 2, 3, 3, 1]
        """
        if time < self._begin or time >= self.end:
            self._look_up(time)
        return self.interval

    def _look_up(self, time: int) -> None:
        if time >= self._duration_us:
            self.interval = self.count - 1
            self._begin = self._duration_us
            self.end = NEVER
        else:
            self.interval = max(time, 0) // self._interval_us
            self._begin = self.interval * self._interval_us
            self.end = min(self._begin + self._interval_us, self._duration_us)
