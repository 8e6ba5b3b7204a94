"""`Shifts`: when agents log in and out, and take their breaks.

In: the rota of a simulated day, and what single agents do. Out: agents who are there or not, and
offers that they lose. Only the next row of the rota is on the agenda.
"""

from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import column
from engine.sim.core.numbers import (
    BREAK_BEGINS,
    BREAK_ENDS,
    CROWD,
    LOGS_IN,
    LOGS_OUT,
    PLANS,
    SHIFTS,
    WHAT_BITS,
)
from engine.sim.core.offers import Offers
from engine.sim.core.staff import Staff

NEXT_ROW = SHIFTS << WHAT_BITS


class Shifts:
    """The rows of the rota, in the order of time; `whats` are `LOGS_IN` and those after it."""

    def __init__(self, agenda: Agenda, staff: Staff, offers: Offers) -> None:
        self._agenda = agenda
        self._staff = staff
        self._offers = offers
        self.count = 0
        self._times = column(1)
        self._agents = column(1)
        self._whats = column(1)

    def plan(self, times: list[int], agents: list[int], whats: list[int]) -> None:
        """The rows, sorted by time."""
        self.count = len(times)
        self._times = column(max(self.count, 1))
        self._agents = column(max(self.count, 1))
        self._whats = column(max(self.count, 1))
        for row, time in enumerate(times):
            self._times[row] = time
            self._agents[row] = agents[row]
            self._whats[row] = whats[row]

    def begin(self) -> None:
        """The day begins: what was before it is done, what comes first is on the agenda."""
        row = 0
        while row < self.count and self._times[row] <= self._agenda.now:
            self._do(row)
            row += 1
        self._expect(row)

    def shift(self, row: int) -> None:
        """The time of a row has come."""
        self._do(row)
        self._expect(row + 1)

    def _expect(self, row: int) -> None:
        if row < self.count:
            self._agenda.schedule(self._times[row], CROWD, NEXT_ROW + row)

    def _do(self, row: int) -> None:
        agent, what = self._agents[row], self._whats[row]
        if what == LOGS_IN:
            self._staff.log_in(agent)
        elif what == LOGS_OUT:
            self.log_out(agent)
        elif what == BREAK_BEGINS:
            self.begin_break(agent)
        elif what == BREAK_ENDS:
            self._staff.end_break(agent)
        else:
            self._plan(self._staff.crews.of[agent], what - PLANS)

    def _plan(self, crew: int, planned: int) -> None:
        """So many of a crew are to be there from now on. While there are more, because all have
        something to do, nobody of them gets anything new."""
        staff, crews = self._staff, self._staff.crews
        crews.plan(crew, planned)
        for agent in crews.who_comes(crew):
            crews.set_there(agent, 1)
            staff.log_in(agent)
        for agent in crews.who_goes(crew):
            crews.set_there(agent, 0)
            self.log_out(agent)
        staff.hold(crew)
        for agent in range(crews.first[crew], crews.after[crew]):
            self._offers.take_back(agent)

    def log_out(self, agent: int) -> None:
        """An agent logs out, as soon as they have nothing; what was offered they do not get."""
        self._staff.log_out(agent)
        self._offers.take_back(agent)

    def begin_break(self, agent: int) -> None:
        """An agent's break begins, as soon as they have nothing."""
        self._staff.begin_break(agent)
        self._offers.take_back(agent)

    def lose(self, agent: int, lost: int) -> None:
        """One more failure keeps an agent out (1), whatever the rota says, or one less (-1)."""
        presence = self._staff.presence
        presence.lose(agent, lost)
        self._staff.set_ready(agent, presence.wants[agent])
        self._offers.take_back(agent)

    def set_ready(self, agent: int, ready: int) -> None:
        """An agent becomes ready, or is so no longer and loses the offers that are out."""
        self._staff.set_ready(agent, ready)
        self._offers.take_back(agent)
