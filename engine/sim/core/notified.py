"""`Notified`: the chats that calls make to send one message.

In: what the log tells of sessions and ends. Out: `log.counts.Notifications`.
"""

from engine.log.counts import Notifications
from engine.ops import Place
from engine.sim.core.columns import FIRST_CAPACITY, column, grown

OUT_STOPPED = int(Place.STOPPED)
OUT_LOST = int(Place.LOST_REMOVED)
CREATED_NUMBER, STOPPED_NUMBER, LOST_NUMBER, OTHER_NUMBER, STAYED_US, STAYED_MOST_US = range(6)
"""What is counted of notifications."""


class Notified:
    """Columns by slot: since when its interaction exists, whether it is a notification that
    counts, which one is not that was there before warm-up had ended."""

    def __init__(self, warm_up_us: int) -> None:
        self._warm_up_us = warm_up_us
        self._found = column(6)
        self._created = column(FIRST_CAPACITY)
        self._notification = column(FIRST_CAPACITY)

    def grow(self, length: int) -> None:
        """There are columns for this many slots."""
        self._created = grown(self._created, length)
        self._notification = grown(self._notification, length)

    def reset(self, slot: int, now: int) -> None:
        """A slot is that of a new interaction."""
        self._created[slot] = now
        self._notification[slot] = 0

    def open(self, slot: int) -> None:
        """Its session has opened, and is to end once the message is out."""
        if self._created[slot] >= self._warm_up_us:
            self._notification[slot] = 1
            self._found[CREATED_NUMBER] += 1

    def finish(self, slot: int, place: int, now: int) -> None:
        """It has come to its final place."""
        if not self._notification[slot]:
            return
        stayed = now - self._created[slot]
        how = OTHER_NUMBER
        if place == OUT_STOPPED:
            how = STOPPED_NUMBER
        elif place == OUT_LOST:
            how = LOST_NUMBER
        self._found[how] += 1
        self._found[STAYED_US] += stayed
        self._found[STAYED_MOST_US] = max(self._found[STAYED_MOST_US], stayed)

    def counts(self) -> Notifications:
        """What has been counted so far."""
        created, stopped, lost, other, stayed, stayed_most = self._found
        return Notifications(
            created=created,
            stopped=stopped,
            lost_removed=lost,
            other=other,
            left=created - stopped - lost - other,
            stayed_us=stayed,
            stayed_most_us=stayed_most,
        )
