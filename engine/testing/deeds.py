"""Deeds: rows of the log that tell of one thing being done, with nothing in between to be seen.

In: rows, in their order. Out: whether what they tell of goes on in the next one. A request is
executed as a whole when it is sent: the session, the chat, its data, its place in a queue, the
message. So is a customer's message that makes a new chat.
"""

from engine.folds.seen_staff import Columns
from engine.log.events import Event
from engine.sim.core.numbers import NONE

DONE = frozenset({Event.SUSPENDED, Event.LEFT, Event.FAULTED, Event.ENDED, Event.FINAL})
"""What the interaction whose block has sent a request does next."""
SOMEWHERE = frozenset({Event.PLACED, Event.STARTED, Event.FINAL})


class Deed:
    """The deed under way, if one is: of the interaction that asks, or of a new one."""

    def __init__(self) -> None:
        self._asking = NONE
        self._nowhere = NONE

    def goes_on(self, row: Columns) -> bool:
        """Whether a row's deed is not done with it."""
        kind, interaction = row[1], row[2]
        if kind == Event.REQUESTED:
            self._asking = interaction
        elif interaction == self._asking and kind in DONE:
            self._asking = NONE
        if kind == Event.CREATED:
            self._nowhere = interaction
        elif interaction == self._nowhere and kind in SOMEWHERE:
            self._nowhere = NONE
        return self._asking != NONE or self._nowhere != NONE
