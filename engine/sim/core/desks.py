"""`Desks`: what agents do with their time, by interval.

In: what each agent is offered, has and gives back, wrap-up, states. Out: the lists of
`log.counts.Desk`. An agent is looked at when something changes; what the agent was since then is
told for each interval.
"""

from engine.log.counts import Desk
from engine.log.events import AgentState
from engine.sim.core.columns import column
from engine.sim.core.cuts import Cuts

IS_NOT_READY = int(AgentState.NOT_READY)
IS_READY = int(AgentState.READY)
IS_LOGGED_OUT = int(AgentState.LOGGED_OUT)
IS_ON_BREAK = int(AgentState.ON_BREAK)
READY, NOT_READY, BUSY, WRAP_UP, BREAK, AWAY, ANSWERED, HANDLED, FIELDS = range(9)
"""What is counted for each agent and interval; of the first six an agent is one at any time."""


class Desks:
    """Columns by agent: how much each has or is offered, has, and wraps up. All are ready at first.

    Before `warm_up_us` nothing is counted.
    """

    def __init__(self, agents: int, cuts: Cuts, warm_up_us: int) -> None:
        self._cuts = cuts
        self._warm_up_us = warm_up_us
        self._agents = agents
        size = max(agents, 1)
        self._load = column(size)
        self._had = column(size)
        self._wraps = column(size)
        self._state = column(size, IS_READY)
        self._since = column(size, warm_up_us)
        self._found = column(size * cuts.count * FIELDS)

    def offer(self, agent: int, now: int) -> None:
        """Something is offered to an agent."""
        self.pass_time(agent, now)
        self._load[agent] += 1

    def withdraw(self, agent: int, now: int) -> None:
        """The agent does not get it."""
        self.pass_time(agent, now)
        self._load[agent] -= 1

    def accept(self, agent: int, now: int) -> None:
        """The agent has what was offered."""
        self.pass_time(agent, now)
        self._had[agent] += 1
        self._answer(agent, now)

    def take(self, agent: int, now: int) -> None:
        """The agent has taken something by themself."""
        self.pass_time(agent, now)
        self._load[agent] += 1
        self._had[agent] += 1
        self._answer(agent, now)

    def end(self, agent: int, now: int) -> None:
        """The agent has something no longer."""
        self.pass_time(agent, now)
        self._load[agent] -= 1
        self._had[agent] -= 1

    def wrap_up(self, agent: int, now: int, change: int) -> None:
        """Wrap-up begins (1), or ends (-1)."""
        self.pass_time(agent, now)
        self._wraps[agent] += change

    def change(self, agent: int, now: int, state: int) -> None:
        """The agent is ready, or is not for a reason (`AgentState`)."""
        self.pass_time(agent, now)
        self._state[agent] = state

    def _answer(self, agent: int, now: int) -> None:
        if now >= self._warm_up_us:
            interval = self._cuts.find(now)
            self._found[(agent * self._cuts.count + interval) * FIELDS + ANSWERED] += 1

    def pass_time(self, agent: int, now: int) -> None:
        """The agent has been as they are until now."""
        since = self._since[agent]
        if since >= now:
            return
        doing = self._doing(agent)
        had = self._had[agent]
        while since < now:
            at = (agent * self._cuts.count + self._cuts.find(since)) * FIELDS
            end = min(now, self._cuts.end)
            self._found[at + doing] += end - since
            self._found[at + HANDLED] += had * (end - since)
            since = end
        self._since[agent] = since

    def _doing(self, agent: int) -> int:
        if self._load[agent]:
            return BUSY
        if self._wraps[agent]:
            return WRAP_UP
        state = self._state[agent]
        if state == IS_READY:
            return READY
        if state == IS_NOT_READY:
            return NOT_READY
        return BREAK if state == IS_ON_BREAK else AWAY

    def counts(self, end_us: int) -> tuple[tuple[Desk, ...], ...]:
        """What has been counted until an instant, by agent and interval."""
        found = []
        for agent in range(self._agents):
            self.pass_time(agent, end_us)
            first = agent * self._cuts.count * FIELDS
            starts = range(first, first + self._cuts.count * FIELDS, FIELDS)
            found.append(tuple(_desk(list(self._found[at : at + FIELDS])) for at in starts))
        return tuple(found)


def _desk(row: list[int]) -> Desk:
    return Desk(
        logged_in_us=row[READY] + row[NOT_READY] + row[BUSY] + row[WRAP_UP] + row[BREAK],
        ready_us=row[READY],
        not_ready_us=row[NOT_READY],
        busy_us=row[BUSY],
        wrap_up_us=row[WRAP_UP],
        break_us=row[BREAK],
        answered=row[ANSWERED],
        handled_us=row[HANDLED],
    )
