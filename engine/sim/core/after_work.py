"""`AfterWork`: wrap-ups of agents, and the pauses of those who have not taken a call.

In: agents, families of media, lengths. Out: rows, and their ends on the agenda (`WRAPPED_UP`). A
row is free again once its time is over.
"""

from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import CROWD, NONE, WHAT_BITS, WRAPPED_UP

ENDS = WRAPPED_UP << WHAT_BITS


class AfterWork:
    """Columns by desk: `agent` (`NONE`: it is free), `family` (`NONE`: a pause), `pulled` whether
    the agent had pulled what is wrapped up, `since` when it began, `entry` its end on the
    agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.count = 0
        self._free = NONE
        self.agent = column(FIRST_CAPACITY, NONE)
        self.family = column(FIRST_CAPACITY)
        self.pulled = column(FIRST_CAPACITY)
        self.since = column(FIRST_CAPACITY)
        self.entry = column(FIRST_CAPACITY, NONE)
        self._next = column(FIRST_CAPACITY, NONE)

    def begin(self, agent: int, family: int, pulled: int, length: int) -> None:
        """A wrap-up or a pause begins, and will take so long."""
        desk = self._free
        if desk == NONE:
            desk = self.count
            self.count += 1
            if desk == len(self.agent):
                self._grow(2 * desk)
        else:
            self._free = self._next[desk]
        now = self._agenda.now
        self.agent[desk] = agent
        self.family[desk] = family
        self.pulled[desk] = pulled
        self.since[desk] = now
        self.entry[desk] = self._agenda.schedule(now + length, CROWD, ENDS + desk)

    def cut_short(self, desk: int) -> None:
        """Its end is not waited for."""
        self._agenda.remove(self.entry[desk])

    def end(self, desk: int) -> None:
        """Its time is over; what is known of it stays until another one begins."""
        self.agent[desk] = NONE
        self._next[desk] = self._free
        self._free = desk

    def _grow(self, length: int) -> None:
        self.agent = grown(self.agent, length, NONE)
        self.family = grown(self.family, length)
        self.pulled = grown(self.pulled, length)
        self.since = grown(self.since, length)
        self.entry = grown(self.entry, length, NONE)
        self._next = grown(self._next, length, NONE)
