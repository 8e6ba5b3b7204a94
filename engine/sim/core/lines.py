"""`Lines`: how long queues are: the integral over time and the most, by interval.

In: who comes into a queue and who goes. Out: the lists of `log.counts.Length`. A queue is looked at
when it changes; what it was since the last change is then told for each interval.
"""

from engine.log.counts import Length
from engine.sim.core.columns import column
from engine.sim.core.cuts import Cuts

INTEGRAL, MOST, LAST, ENTERED, LEFT, FIELDS = range(6)
"""What is counted for each queue and interval."""


class Lines:
    """Columns by queue. Before `warm_up_us` nothing is counted, but queues have their lengths."""

    def __init__(self, queues: int, cuts: Cuts, warm_up_us: int) -> None:
        self._cuts = cuts
        self._warm_up_us = warm_up_us
        self._queues = queues
        self._length = column(max(queues, 1))
        self._since = column(max(queues, 1), warm_up_us)
        self._found = column(max(queues, 1) * cuts.count * FIELDS)

    def enter(self, queue: int, now: int) -> None:
        """Somebody comes into a queue."""
        self.pass_time(queue, now)
        self._length[queue] += 1
        if now >= self._warm_up_us:
            interval = self._cuts.find(now)
            self._found[(queue * self._cuts.count + interval) * FIELDS + ENTERED] += 1

    def leave(self, queue: int, now: int) -> None:
        """Somebody goes."""
        self.pass_time(queue, now)
        self._length[queue] -= 1
        if now >= self._warm_up_us:
            interval = self._cuts.find(now)
            self._found[(queue * self._cuts.count + interval) * FIELDS + LEFT] += 1

    def pass_time(self, queue: int, now: int) -> None:
        """The queue has been as long as it is until now."""
        since = self._since[queue]
        length = self._length[queue]
        while since < now:
            at = (queue * self._cuts.count + self._cuts.find(since)) * FIELDS
            end = min(now, self._cuts.end)
            self._found[at + INTEGRAL] += length * (end - since)
            self._found[at + MOST] = max(self._found[at + MOST], length)
            self._found[at + LAST] = length
            since = end
        self._since[queue] = since

    def counts(self, end_us: int) -> tuple[tuple[Length, ...], ...]:
        """What has been counted until an instant, by queue and interval."""
        for queue in range(self._queues):
            self.pass_time(queue, end_us)
        return tuple(
            tuple(
                Length(integral_us=row[INTEGRAL], most=row[MOST], last=row[LAST],
                       entered=row[ENTERED], left=row[LEFT])
                for row in self._rows(queue, end_us)
            )
            for queue in range(self._queues)
        )  # fmt: skip

    def _rows(self, queue: int, end_us: int) -> list[list[int]]:
        """The rows of a queue; from the end on it is as long as it is then."""
        first = queue * self._cuts.count
        rows = []
        for interval in range(self._cuts.count):
            at = (first + interval) * FIELDS
            row = list(self._found[at : at + FIELDS])
            if interval >= self._cuts.find(end_us):
                row[LAST] = self._length[queue]
            rows.append(row)
        return rows
