"""`Presence`: which agents are there, and ready.

In: what agents want: to be ready, to rest, to go home; whether they still have something. Out: the
state of each, and rows of the event log. Whoever is to rest or to go home with something left to do
is not ready; they have gone once nothing is left [inferred]. So is whoever is held. Whoever is
lost to a failure is out whatever they want.
"""

from engine.log.events import AgentState, Event
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import column
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import NONE

AGENT_STATE = int(Event.AGENT_STATE)
IS_READY = int(AgentState.READY)
IS_NOT_READY = int(AgentState.NOT_READY)
IS_OUT = int(AgentState.LOGGED_OUT)
RESTS = int(AgentState.ON_BREAK)


class Presence:
    """Columns by agent: `names` are text values, `state` is the `AgentState` that the log tells,
    `ready` whether that is ready, `wants` whether they want to be, `is_leaving` whether they are to
    rest, to go home, lost or held."""

    def __init__(self, agents: int, agenda: Agenda, journal: Journal) -> None:
        self._agenda = agenda
        self._journal = journal
        self.count = agents
        size = max(agents, 1)
        self.names = column(size)
        self.state = column(size, IS_READY)
        self.ready = column(size, 1)
        self.wants = column(size, 1)
        self._is_out = column(size)
        self._lost = column(size)
        self._rests = column(size)
        self._is_held = column(size)
        self.is_leaving = column(size)
        self._out_since = column(size)
        self._out = column(size)

    def stay_away(self, agent: int) -> None:
        """An agent is not ready as the run begins."""
        self.wants[agent] = 0
        self.ready[agent] = 0
        self.state[agent] = IS_NOT_READY

    def announce(self) -> None:
        """The run begins: who is not ready is told."""
        for agent in range(self.count):
            if self.state[agent] != IS_READY:
                self._tell(agent)

    def want(self, agent: int, ready: int) -> None:
        """An agent wants to be ready, or not (0 or 1)."""
        self.wants[agent] = ready

    def go(self, agent: int, out: int) -> None:
        """An agent goes home (1), or comes, and is ready (0)."""
        self._is_out[agent] = out
        if not out:
            self.wants[agent] = 1
        self._leave(agent)

    def rest(self, agent: int, rests: int) -> None:
        """An agent's break begins (1) or ends (0)."""
        self._rests[agent] = rests
        self._leave(agent)

    def lose(self, agent: int, lost: int) -> None:
        """One more failure keeps an agent out (1), or one less does (-1)."""
        self._lost[agent] += lost
        self._leave(agent)

    def hold(self, agent: int, held: int) -> None:
        """An agent is to get nothing new (1) for what others of their crew do, or may (0)."""
        self._is_held[agent] = held
        self._leave(agent)

    def review(self, agent: int, has: int) -> bool:
        """An agent comes into the state that follows from what they want, and how much they have;
        gives whether it is another one."""
        state = IS_READY if self.wants[agent] else IS_NOT_READY
        if self.is_leaving[agent]:
            state = IS_NOT_READY
            if has == 0 and (self._is_out[agent] or self._lost[agent]):
                state = IS_OUT
            elif has == 0 and self._rests[agent]:
                state = RESTS
        old, now = self.state[agent], self._agenda.now
        if state == old:
            return False
        self.state[agent] = state
        self.ready[agent] = state == IS_READY
        self._tell(agent)
        if state == IS_OUT:
            self._out_since[agent] = now
        elif old == IS_OUT:
            self._out[agent] += now - self._out_since[agent]
        return True

    def is_away(self, agent: int) -> bool:
        """Whether an agent has logged out or is on a break."""
        state = self.state[agent]
        return state == IS_OUT or state == RESTS  # noqa: PLR1714 - typed code

    def time_there(self, agent: int) -> int:
        """For how long an agent has been logged in until now."""
        now = self._agenda.now
        if self.state[agent] == IS_OUT:
            now = self._out_since[agent]
        return now - self._out[agent]

    def _leave(self, agent: int) -> None:
        held = self._is_held[agent]
        gone = self._is_out[agent] or self._lost[agent]
        self.is_leaving[agent] = int(gone or self._rests[agent] or held)

    def _tell(self, agent: int) -> None:
        name, state = self.names[agent], self.state[agent]
        self._journal.write(AGENT_STATE, NONE, NONE, NONE, NONE, name, state)
