"""`Staff`: the agents of a run: who is ready, what each has, and who may be given more.

In: agents of the directory, what they are offered, take and give back; when they come and go. Out:
columns by agent, rows of the event log. An offer counts like what an agent has, and so does what
they wrap up: nobody is offered more than they may have.
"""

from array import array

from engine.log.events import Event
from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.after_work import AfterWork
from engine.sim.core.agenda import Agenda
from engine.sim.core.bars import Bars
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.crews import Crews
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import ALONE, NONE, TIMER, VOICE
from engine.sim.core.pools import Pools
from engine.sim.core.presence import Presence
from engine.sim.invariants import broken
from engine.staff import Order
from engine.values import SECOND

HANDLING_ENDED = int(Event.HANDLING_ENDED)
WRAP_UP = int(Event.WRAP_UP)
IS_WRAPPED_UP = int(Event.WRAPPED_UP)
FAMILIES = len(Family)
LONGEST_IDLE = int(Order.LONGEST_IDLE)
LEAST_OCCUPIED = int(Order.LEAST_OCCUPIED)
PAUSE_US = int(30 * SECOND)
"""In a simulated day, how long somebody is not ready who has not taken a call [inferred]."""
PARTS = 10_000
"""Occupancy is counted in these parts."""


class Staff:
    """Columns by agent, and by interaction which agent it counts for.

    `names` and `ready` are those of `presence`. `load` counts, by agent and family, what an agent
    has, is offered and wraps up, `total` all of it, `offered` the offers alone, `wrapping` what is
    wrapped up. `routed` leaves out what the agent has pulled by themself: the capacity bounds what
    may be routed, not that [inferred]. `alone` says that who has anything gets nothing (`ALONE`),
    or less (see `Bars`). `answers_us` and `handles_us` say what an agent does, as `sim.staffing`
    does. `desk` is the agent that an interaction counts for, `NONE` if none.

    `pending` are agents who may be able to get more than before: whoever decides looks at them.
    `is_cut` says that an agent may have more than their capacity now: it was more before.
    """

    def __init__(self, program: Program, agenda: Agenda, journal: Journal) -> None:
        agents = program.directory.agents
        self._agenda = agenda
        self._journal = journal
        self.pools = Pools(program)
        self.count = len(agents)
        size = max(self.count, 1)
        self.presence = Presence(self.count, agenda, journal)
        self.names = self.presence.names
        self.ready = self.presence.ready
        self.capacity = column(size * FAMILIES)
        self.bars = Bars(program)
        self.alone = self.bars.alone
        self.is_cut = column(size)
        self.load = column(size * FAMILIES)
        self.routed = column(size * FAMILIES)
        self.total = column(size)
        self.offered = column(size)
        self.crews = Crews(program, self.pools, self.total, self.offered)
        self.wrapping = column(size)
        self._wraps_voice = column(size)
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
        self._wrap_us = column(FIRST_CAPACITY)
        self.after_work = AfterWork(agenda)
        self._numbers: dict[int, int] = {}
        for number, agent in enumerate(agents):
            for family in range(FAMILIES):
                self.capacity[number * FAMILIES + family] = agent.capacity[family]
            self._stand(number)

    def meet(self, agent: int, name: int, ready: int, answer_us: int, handles_us: int) -> None:
        """An agent as the run begins; `name` is a text value."""
        self.names[agent] = name
        self._numbers[name] = agent
        self.answers_us[agent] = answer_us
        self.handles_us[agent] = handles_us
        if not ready:
            self.presence.stay_away(agent)
            self.pools.part(agent)

    def announce(self) -> None:
        """The run begins: who is not ready is told."""
        self.presence.announce()

    # Who is there

    def set_ready(self, agent: int, ready: int) -> None:
        """An agent becomes ready, or is so no longer (0 or 1)."""
        self.presence.want(agent, ready)
        self._review(agent)

    def log_in(self, agent: int) -> None:
        """An agent logs in, and is ready."""
        self.presence.go(agent, 0)
        self._review(agent)

    def log_out(self, agent: int) -> None:
        """An agent logs out, as soon as they have nothing."""
        self.presence.go(agent, 1)
        self._review(agent)

    def begin_break(self, agent: int) -> None:
        """An agent's break begins, as soon as they have nothing."""
        self.presence.rest(agent, 1)
        self._review(agent)

    def end_break(self, agent: int) -> None:
        """An agent's break is over."""
        self.presence.rest(agent, 0)
        self._review(agent)

    def hold(self, crew: int) -> None:
        """Nobody of a crew gets anything new while more are there than planned."""
        held = int(self.crews.is_over(crew))
        for agent in range(self.crews.first[crew], self.crews.after[crew]):
            if self.crews.is_there[agent]:
                self.presence.hold(agent, held)
                self._review(agent)

    def _dismiss(self, agent: int, crew: int) -> None:
        """One who is not needed has nothing left to do, and goes."""
        self.crews.set_there(agent, 0)
        self.presence.hold(agent, 0)
        self.presence.go(agent, 1)
        self._review(agent)
        if not self.crews.is_over(crew):
            self.hold(crew)

    def pause(self, agent: int) -> None:
        """An agent who has not taken a call is not ready for a while."""
        self.set_ready(agent, 0)
        self.after_work.begin(agent, NONE, 0, PAUSE_US)

    def _review(self, agent: int) -> None:
        """What an agent wants, or whether they have something, has changed."""
        was_ready = self.ready[agent]
        if self.presence.review(agent, self.total[agent]):
            if self.ready[agent]:
                self._moved(agent)
                self._expect(agent)
            elif was_ready:
                self.pools.part(agent)

    # Who is free, who is better

    def is_free(self, agent: int, family: int) -> bool:
        """Whether an agent may be given an interaction of a family now."""
        if not self.ready[agent]:
            return False
        if self.alone[agent] == ALONE:
            return family == VOICE and self.total[agent] == 0
        if self.alone[agent] and self.bars.keeps_from(agent, family, self.load):
            return False
        if family == VOICE and self._wraps_voice[agent]:
            return False
        at = agent * FAMILIES + family
        return self.load[at] < self.capacity[at]

    def is_better(self, agent: int, other: int, order: int) -> bool:
        """Whether of two free agents the first one is to be asked, by an `Order`."""
        if order == LEAST_OCCUPIED:
            mine, theirs = self.occupancy(agent), self.occupancy(other)
            return mine < theirs or (mine == theirs and agent < other)
        if order != LONGEST_IDLE and self.total[agent] != self.total[other]:
            return self.total[agent] < self.total[other]
        return self.pools.is_before(agent, other)

    def occupancy(self, agent: int) -> int:
        """The part of the time they were logged in, in which an agent had something, in `PARTS`."""
        there = self.presence.time_there(agent)
        busy = self._busy[agent]
        if self.total[agent]:
            busy += self._agenda.now - self._busy_since[agent]
        return busy * PARTS // there if there > 0 else 0

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
        """The agent who had an interaction has it no longer, and may have to wrap it up."""
        if not self.has(interaction):
            return
        agent, now = self.desk[interaction], self._agenda.now
        name, length = self.names[agent], now - self._since[interaction]
        self._journal.write(HANDLING_ENDED, interaction, NONE, NONE, NONE, name, length)
        if self._timer[interaction] != NONE:
            self._agenda.remove(self._timer[interaction])
            self._timer[interaction] = NONE
        length = self._wrap_us[interaction]
        if length <= 0:
            self._remove(interaction)
            return
        family = self._family[interaction]
        self._journal.write(WRAP_UP, interaction, NONE, NONE, NONE, name, length)
        self.desk[interaction] = NONE
        self.wrapping[agent] += 1
        self._wraps_voice[agent] += family == VOICE
        self.after_work.begin(agent, family, self._pulled[interaction], length)
        self._moved(agent)

    def has(self, interaction: int) -> bool:
        """Whether an interaction counts for an agent, who has it or is offered it."""
        return interaction < len(self.desk) and self.desk[interaction] != NONE

    def expect_end(self, interaction: int, handles_us: int, wrap_us: int) -> None:
        """How long the agent who has an interaction will take by themself, and to wrap it up;
        `NONE` is as the agent does, and nothing to wrap up."""
        length = handles_us
        if length == NONE:
            length = self.handles_us[self.desk[interaction]]
        if length != NONE:
            end = self._agenda.now + length
            self._timer[interaction] = self._agenda.schedule(end, TIMER, interaction)
        self._wrap_us[interaction] = wrap_us

    def forgo(self, interaction: int) -> None:
        """Nothing is to be wrapped up of what an agent has."""
        self._wrap_us[interaction] = NONE

    def rung(self, interaction: int) -> None:
        """The time of which `expect_end` speaks is over."""
        self._timer[interaction] = NONE

    # Wrapping up

    def wrapped_up(self, desk: int) -> None:
        """The time of a desk is over."""
        agent, family = self.after_work.agent[desk], self.after_work.family[desk]
        self.after_work.end(desk)
        if family == NONE:
            self.set_ready(agent, 1)
            return
        length = self._agenda.now - self.after_work.since[desk]
        name = self.names[agent]
        self._journal.write(IS_WRAPPED_UP, NONE, NONE, NONE, NONE, name, length)
        self.wrapping[agent] -= 1
        self._wraps_voice[agent] -= family == VOICE
        self._lighten(agent, family, self.after_work.pulled[desk])

    # Who may be given more

    def stand_anew(self, agent: int) -> None:
        """What an agent may have is not what it was."""
        self._stand(agent)
        self._expect(agent)

    def settled(self) -> None:
        """Nothing more is there for the pending agents."""
        for at in range(self.pending_count):
            self._is_pending[self.pending[at]] = 0
        self.pending_count = 0

    # Laws

    def recount(self, offered: int, handled: int) -> None:
        """Checks what agents have against a count from scratch (I-14, I-30, I-31, I-35).

        `offered` are all offers, `handled` the interactions that declared agents have.
        """
        loads = column(len(self.load))
        for interaction in range(len(self.desk)):
            if self.desk[interaction] != NONE:
                loads[self.desk[interaction] * FAMILIES + self._family[interaction]] += 1
        wrapping = 0
        for desk in range(self.after_work.count):
            if self.after_work.agent[desk] != NONE and self.after_work.family[desk] != NONE:
                loads[self.after_work.agent[desk] * FAMILIES + self.after_work.family[desk]] += 1
                wrapping += 1
        self.crews.recount()
        total = 0
        for agent in range(self.count):
            total += self._recount_agent(agent, loads)
        if total != offered + handled + wrapping:
            broken("I-35", total, offered, handled, wrapping)

    def _recount_agent(self, agent: int, loads: "array[int]") -> int:
        mine = 0
        for family in range(FAMILIES):
            at = agent * FAMILIES + family
            mine += loads[at]
            if loads[at] != self.load[at]:
                broken("I-35", agent, family, loads[at], self.load[at])
            if self.routed[at] > self.capacity[at] and not self.is_cut[agent]:
                broken("I-30", agent, family, self.routed[at])
            self.pools.recount(agent, family, self.is_free(agent, family))
        if mine != self.total[agent]:
            broken("I-35", agent, mine, self.total[agent])
        if self.offered[agent] and not self.ready[agent]:
            broken("I-31", agent, self.offered[agent])
        if mine and self.presence.is_away(agent):
            broken("I-31", agent, mine)
        return mine

    def _add(self, interaction: int, family: int, agent: int) -> None:
        while interaction >= len(self.desk):
            self._grow(2 * len(self.desk))
        if self.total[agent] == 0:
            self._busy_since[agent] = self._agenda.now
        self.desk[interaction] = agent
        self._family[interaction] = family
        self._pulled[interaction] = 0
        self._wrap_us[interaction] = NONE
        self.load[agent * FAMILIES + family] += 1
        self.total[agent] += 1
        self._moved(agent)
        if self.presence.is_away(agent):
            self._review(agent)

    def _remove(self, interaction: int) -> None:
        agent = self.desk[interaction]
        self.desk[interaction] = NONE
        self._lighten(agent, self._family[interaction], self._pulled[interaction])

    def _lighten(self, agent: int, family: int, pulled: int) -> None:
        at = agent * FAMILIES + family
        self.load[at] -= 1
        if not pulled:
            self.routed[at] -= 1
        self.total[agent] -= 1
        if self.total[agent] == 0:
            self._busy[agent] += self._agenda.now - self._busy_since[agent]
            crew = self.crews.of[agent]
            if crew != NONE and self.crews.is_there[agent] and self.crews.is_over(crew):
                self._dismiss(agent, crew)
            if self.presence.is_leaving[agent]:
                self._review(agent)
        self._moved(agent)
        self._expect(agent)

    def _moved(self, agent: int) -> None:
        """An agent has more or less to do, or has become ready: they are idle from now on."""
        self.pools.idle_since[agent] = self._agenda.now
        self._stand(agent)

    def _stand(self, agent: int) -> None:
        """An agent stands among those who are free, where they are."""
        self.pools.part(agent)
        if self.ready[agent]:
            for family in range(FAMILIES):
                if self.is_free(agent, family):
                    self.pools.join(agent, family, self.total[agent])

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
        self._wrap_us = grown(self._wrap_us, length)
