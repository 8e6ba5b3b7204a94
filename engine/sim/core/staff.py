"""`Staff`: the agents of a run: who is ready, what each has, and who may be given more.

In: agents of the directory, what they are offered, take and give back. Out: columns by agent, rows
of the event log. An offer counts like what an agent has: nobody is offered more than they may have.
"""

from engine.log.events import AgentState, Event
from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import NONE, TIMER, VOICE
from engine.sim.invariants import broken
from engine.staff import VOICE_ONLY, Order

AGENT_STATE = int(Event.AGENT_STATE)
HANDLING_ENDED = int(Event.HANDLING_ENDED)
IS_READY = int(AgentState.READY)
IS_NOT_READY = int(AgentState.NOT_READY)
FAMILIES = len(Family)
ANY = int(Order.ANY)
LONGEST_IDLE = int(Order.LONGEST_IDLE)
LEAST_LOADED = int(Order.LEAST_LOADED)
PARTS = 10_000
"""Occupancy is counted in these parts."""


class Staff:
    """Columns by agent, and by interaction which agent it counts for.

    `names` are text values. `load` counts, by agent and family, what an agent has and is offered,
    `total` all of it, `offered` the offers alone. `routed` leaves out what the agent has pulled by
    themself: the capacity bounds what may be routed, not that [inferred]. `alone` says that who has
    anything gets nothing. `idle_since` is when an agent last became ready, was offered, got or gave
    back something. `answers_us` and `handles_us` say what an agent does, as `sim.staffing` does.
    `desk` is the agent that an interaction counts for, `NONE` if none.

    `pending` are agents who may be able to get more than before: whoever decides looks at them.
    """

    def __init__(self, program: Program, agenda: Agenda, journal: Journal) -> None:
        agents = program.directory.agents
        self._agenda = agenda
        self._journal = journal
        self.count = len(agents)
        size = max(self.count, 1)
        self.names = column(size)
        self.ready = column(size, 1)
        self.capacity = column(size * FAMILIES)
        self.alone = column(size)
        self.load = column(size * FAMILIES)
        self.routed = column(size * FAMILIES)
        self.total = column(size)
        self.offered = column(size)
        self.idle_since = column(size)
        self.answers_us = column(size)
        self.handles_us = column(size, NONE)
        self._busy = column(size)
        self._busy_since = column(size)
        self.pending = column(size)
        self.pending_count = 0
        self._is_pending = column(size)
        self.desk = column(FIRST_CAPACITY, NONE)
        self._since = column(FIRST_CAPACITY, NONE)
        self._pulled = column(FIRST_CAPACITY)
        self._timer = column(FIRST_CAPACITY, NONE)
        self._family = column(FIRST_CAPACITY)
        self._numbers: dict[int, int] = {}
        for number, agent in enumerate(agents):
            self.alone[number] = int(agent.capacity == VOICE_ONLY)
            for family in range(FAMILIES):
                self.capacity[number * FAMILIES + family] = agent.capacity[family]

    def meet(self, agent: int, name: int, ready: int, answer_us: int, handles_us: int) -> None:
        """An agent as the run begins; `name` is a text value."""
        self.names[agent] = name
        self._numbers[name] = agent
        self.answers_us[agent] = answer_us
        self.handles_us[agent] = handles_us
        self.ready[agent] = ready

    def announce(self) -> None:
        """The run begins: who is not ready is told."""
        for agent in range(self.count):
            if not self.ready[agent]:
                name = self.names[agent]
                self._journal.write(AGENT_STATE, NONE, NONE, NONE, NONE, name, IS_NOT_READY)

    def set_ready(self, agent: int, ready: int) -> None:
        """An agent becomes ready, or is so no longer (0 or 1)."""
        if self.ready[agent] != ready:
            self.ready[agent] = ready
            state = IS_READY if ready else IS_NOT_READY
            self._journal.write(AGENT_STATE, NONE, NONE, NONE, NONE, self.names[agent], state)
            if ready:
                self.idle_since[agent] = self._agenda.now
                self._expect(agent)

    def is_free(self, agent: int, family: int) -> bool:
        """Whether an agent may be given an interaction of a family now."""
        if not self.ready[agent]:
            return False
        if self.alone[agent]:
            return family == VOICE and self.total[agent] == 0
        at = agent * FAMILIES + family
        return self.load[at] < self.capacity[at]

    def is_better(self, agent: int, other: int, order: int) -> bool:
        """Whether of two free agents the first one is to be asked, by an `Order`."""
        if order == LONGEST_IDLE:
            return self.idle_since[agent] < self.idle_since[other]
        if order == ANY or order == LEAST_LOADED:  # noqa: PLR1714, SIM109 - typed code
            if self.total[agent] != self.total[other] or order == LEAST_LOADED:
                return self.total[agent] < self.total[other]
            return self.idle_since[agent] < self.idle_since[other]
        return self.occupancy(agent) < self.occupancy(other)

    def occupancy(self, agent: int) -> int:
        """The part of the run's time so far in which an agent had something, in `PARTS`."""
        now = self._agenda.now
        busy = self._busy[agent]
        if self.total[agent]:
            busy += now - self._busy_since[agent]
        return busy * PARTS // now if now > 0 else 0

    # What agents have

    def offer(self, interaction: int, family: int, agent: int) -> None:
        """An interaction is offered to an agent."""
        if not self.is_free(agent, family):
            broken("I-30", agent, family, self.load[agent * FAMILIES + family])
        self._add(interaction, family, agent)
        self.routed[agent * FAMILIES + family] += 1
        self.offered[agent] += 1

    def withdraw(self, interaction: int) -> None:
        """An agent to whom an interaction was offered does not get it."""
        self.offered[self.desk[interaction]] -= 1
        self._remove(interaction)

    def take(self, interaction: int, family: int, name: int) -> None:
        """An agent (a text value) has an interaction now; who is not declared counts nothing."""
        if self.has(interaction):
            self.offered[self.desk[interaction]] -= 1
            self._since[interaction] = self._agenda.now
            self._expect(self.desk[interaction])
        elif name in self._numbers:
            self._add(interaction, family, self._numbers[name])
            self._pulled[interaction] = 1
            self._since[interaction] = self._agenda.now

    def release(self, interaction: int) -> None:
        """The agent who had an interaction has it no longer."""
        if self.has(interaction):
            name = self.names[self.desk[interaction]]
            length = self._agenda.now - self._since[interaction]
            self._journal.write(HANDLING_ENDED, interaction, NONE, NONE, NONE, name, length)
            if self._timer[interaction] != NONE:
                self._agenda.remove(self._timer[interaction])
                self._timer[interaction] = NONE
            self._remove(interaction)

    def has(self, interaction: int) -> bool:
        """Whether an interaction counts for an agent, who has it or is offered it."""
        return interaction < len(self.desk) and self.desk[interaction] != NONE

    def set_timer(self, interaction: int) -> None:
        """The agent who has an interaction is going to be done with it by themself, if so said."""
        length = self.handles_us[self.desk[interaction]]
        if length != NONE:
            end = self._agenda.now + length
            self._timer[interaction] = self._agenda.schedule(end, TIMER, interaction)

    def rung(self, interaction: int) -> None:
        """The time of which `set_timer` speaks is over."""
        self._timer[interaction] = NONE

    # Who may be given more

    def settled(self) -> None:
        """Nothing more is there for the pending agents."""
        for at in range(self.pending_count):
            self._is_pending[self.pending[at]] = 0
        self.pending_count = 0

    def recount(self, offered: int, handled: int) -> None:
        """Checks what agents have against a count from scratch (I-30, I-31, I-35).

        `offered` are all offers, `handled` the interactions that declared agents have.
        """
        loads = column(len(self.load))
        for interaction in range(len(self.desk)):
            if self.desk[interaction] != NONE:
                loads[self.desk[interaction] * FAMILIES + self._family[interaction]] += 1
        total = 0
        for agent in range(self.count):
            mine = 0
            for family in range(FAMILIES):
                at = agent * FAMILIES + family
                mine += loads[at]
                if loads[at] != self.load[at]:
                    broken("I-35", agent, family, loads[at], self.load[at])
                if self.routed[at] > self.capacity[at]:
                    broken("I-30", agent, family, self.routed[at])
            if mine != self.total[agent]:
                broken("I-35", agent, mine, self.total[agent])
            if self.offered[agent] and not self.ready[agent]:
                broken("I-31", agent, self.offered[agent])
            total += mine
        if total != offered + handled:
            broken("I-35", total, offered, handled)

    def _add(self, interaction: int, family: int, agent: int) -> None:
        while interaction >= len(self.desk):
            self._grow(2 * len(self.desk))
        if self.total[agent] == 0:
            self._busy_since[agent] = self._agenda.now
        self.desk[interaction] = agent
        self._family[interaction] = family
        self._pulled[interaction] = 0
        self.load[agent * FAMILIES + family] += 1
        self.total[agent] += 1
        self.idle_since[agent] = self._agenda.now

    def _remove(self, interaction: int) -> None:
        agent = self.desk[interaction]
        at = agent * FAMILIES + self._family[interaction]
        self.desk[interaction] = NONE
        self.load[at] -= 1
        if not self._pulled[interaction]:
            self.routed[at] -= 1
        self.total[agent] -= 1
        now = self._agenda.now
        if self.total[agent] == 0:
            self._busy[agent] += now - self._busy_since[agent]
        self.idle_since[agent] = now
        self._expect(agent)

    def _expect(self, agent: int) -> None:
        if self.ready[agent] and not self._is_pending[agent]:
            self._is_pending[agent] = 1
            self.pending[self.pending_count] = agent
            self.pending_count += 1

    def _grow(self, length: int) -> None:
        self.desk = grown(self.desk, length, NONE)
        self._since = grown(self._since, length, NONE)
        self._pulled = grown(self._pulled, length)
        self._timer = grown(self._timer, length, NONE)
        self._family = grown(self._family, length)
