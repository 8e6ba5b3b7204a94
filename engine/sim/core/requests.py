"""`Requests`: interactions that wait for an agent, and the lines they stand in.

In: routings of a program, interactions that wait, are offered, go. Out: who is next in line. The
agents that a target asks for are a *pool*, which targets of different blocks share; each pool has a
line for each family of media: a chain in the order of priority, then of waiting, so that taking one
out of the middle costs nothing. Requests whose priority grows by age have a line of their own, of
which nobody is known to be the next before one looks.
"""

from engine.log.events import Event, Withdrawal
from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import NONE
from engine.sim.core.staff import Staff
from engine.sim.invariants import broken

WITHDRAWN = int(Event.WITHDRAWN)
NOT_WANTED = int(Withdrawal.NOT_WANTED)
FAMILIES = len(Family)
REMEMBERED = 32
"""The waits that the estimate of the next one is made of, as URS does (docs.genesys.com,
`EstimatedWaitingTime`: the last 32 distributed calls)."""
PRIORITY_MAX = 2**31 - 1


class Requests:
    """Tables by pool; columns by interaction, by interaction and target, by line.

    `routing` is what an interaction waits by; `first` up to `joined` are its live targets;
    `priority` is that of its beginning. `offer` is the agent it is offered to, `NONE` while it
    stands in line. `until` is when it stops waiting, `next_at` when the next target joins.
    `lengths` counts what waits or is offered by virtual queue.
    """

    def __init__(self, program: Program, agenda: Agenda, journal: Journal, staff: Staff) -> None:
        self._agenda = agenda
        self._journal = journal
        self._staff = staff
        self.width = max((len(each.targets) for each in program.routings), default=1)
        self._read_pools(program)
        count = max(len(program.routings), 1)
        self.age_step = column(count)
        self.age_every = column(count)
        self.virtual_queue = column(count, NONE)
        for number, routing in enumerate(program.routings):
            self.age_step[number] = routing.age_step
            self.age_every[number] = routing.age_every_us
            self.virtual_queue[number] = routing.virtual_queue
        queues = max(len(program.directory.virtual_queues), 1)
        self.lengths = column(queues)
        self._waits = column(queues)
        self._waited = column(queues)
        self._lengths_waited = column(queues * REMEMBERED)
        self._ticket = 0
        self.routing = column(FIRST_CAPACITY, NONE)
        self.family = column(FIRST_CAPACITY)
        self.first = column(FIRST_CAPACITY)
        self.joined = column(FIRST_CAPACITY)
        self.priority = column(FIRST_CAPACITY)
        self.entered = column(FIRST_CAPACITY)
        self.tickets = column(FIRST_CAPACITY)
        self.offer = column(FIRST_CAPACITY, NONE)
        self.offered_at = column(FIRST_CAPACITY)
        self.until = column(FIRST_CAPACITY)
        self.next_at = column(FIRST_CAPACITY)
        self.asked = column(FIRST_CAPACITY, NONE)
        self.pools = column(FIRST_CAPACITY * self.width)
        self.after = column(FIRST_CAPACITY * self.width, NONE)
        self._before = column(FIRST_CAPACITY * self.width, NONE)
        self._line = column(FIRST_CAPACITY * self.width, NONE)
        lines = 2 * FAMILIES * max(len(self.pool_starts) - 1, 1)
        self.heads = column(lines, NONE)
        self._tails = column(lines, NONE)
        self.fresh: list[int] = []
        self.made = 0
        self.accepted = 0
        self.refused = 0
        self.withdrawn = 0
        self.open = 0

    def _read_pools(self, program: Program) -> None:
        """A pool for each agent, each group, and each set of agents that a target names."""
        agents, numbers = program.directory.agents, {}
        for number, agent in enumerate(agents):
            numbers[agent.name] = number
        pools: dict[tuple[int, ...], int] = {(number,): number for number in range(len(agents))}
        self.group_pools = column(max(len(program.directory.groups), 1))
        for number, group in enumerate(program.directory.groups):
            members = tuple(sorted({numbers[name] for name in group.members}))
            self.group_pools[number] = pools.setdefault(members, len(pools))
        for routing in program.routings:
            for target in routing.targets:
                pools.setdefault(target.agents, len(pools))
        self._pool_numbers = pools
        self.pool_starts = column(len(pools) + 1)
        self.members = column(max(sum(map(len, pools)), 1))
        lists: list[list[int]] = [[] for _ in agents]
        at = 0
        for pool, found in enumerate(pools):
            self.pool_starts[pool] = at
            for member in found:
                self.members[at] = member
                lists[member].append(pool)
                at += 1
        self.pool_starts[len(pools)] = at
        self.agent_starts = column(len(agents) + 1)
        self.agent_pools = column(max(at, 1))
        at = 0
        for number, mine in enumerate(lists):
            self.agent_starts[number] = at
            for pool in mine:
                self.agent_pools[at] = pool
                at += 1
        self.agent_starts[len(agents)] = at

    def pool_of(self, agents: tuple[int, ...]) -> int:
        """The pool of a set of agents that a target of the program names."""
        return self._pool_numbers[agents]

    # Beginning and end

    def make_room(self, interaction: int) -> None:
        """There are columns for an interaction."""
        while interaction >= len(self.routing):
            self._grow(2 * len(self.routing))

    def begin(self, interaction: int, routing: int, family: int, priority: int, until: int) -> None:
        """An interaction begins to wait; it stands in no line yet."""
        self.routing[interaction] = routing
        self.family[interaction] = family
        self.first[interaction] = 0
        self.joined[interaction] = 0
        self.priority[interaction] = min(max(priority, -PRIORITY_MAX - 1), PRIORITY_MAX)
        self.entered[interaction] = self._agenda.now
        self.tickets[interaction] = self._ticket
        self._ticket += 1
        self.offer[interaction] = NONE
        self.until[interaction] = until
        queue = self.virtual_queue[routing]
        if queue != NONE:
            self.lengths[queue] += 1

    def end(self, interaction: int) -> None:
        """An interaction waits no longer; it stands in no line."""
        queue = self.virtual_queue[self.routing[interaction]]
        if queue != NONE:
            self.lengths[queue] -= 1
        self.routing[interaction] = NONE

    def cancel(self, interaction: int) -> None:
        """Whatever an interaction waits for, nobody is to have it: an offer is withdrawn."""
        agent = self.offer[interaction]
        if agent != NONE:
            name = self._staff.names[agent]
            self._journal.write(WITHDRAWN, interaction, NONE, NONE, NONE, name, NOT_WANTED)
            self.withdraw(interaction)
        else:
            self.leave(interaction)
        self.end(interaction)

    def give(self, interaction: int, agent: int) -> None:
        """An interaction is offered to an agent, and stands in no line meanwhile."""
        self.leave(interaction)
        self.offer[interaction] = agent
        self.offered_at[interaction] = self._agenda.now
        self.made += 1
        self.open += 1
        self._staff.offer(interaction, self.family[interaction], agent)

    def accept(self, interaction: int) -> None:
        """The agent accepts, and the wait is over."""
        self.accepted += 1
        queue = self.virtual_queue[self.routing[interaction]]
        if queue != NONE:
            self._remember(queue, self._agenda.now - self.entered[interaction])
        self.open -= 1
        self.offer[interaction] = NONE
        self.end(interaction)

    def refuse(self, interaction: int) -> None:
        """The agent refuses."""
        self.refused += 1
        self.take_back(interaction)

    def withdraw(self, interaction: int) -> None:
        """The offer is withdrawn."""
        self.withdrawn += 1
        self.take_back(interaction)

    def _remember(self, queue: int, length: int) -> None:
        """A wait in a virtual queue is over; only the last `REMEMBERED` count."""
        at = queue * REMEMBERED + self._waits[queue] % REMEMBERED
        self._waited[queue] += length - self._lengths_waited[at]
        self._lengths_waited[at] = length
        self._waits[queue] += 1

    def estimated_wait(self, queue: int) -> int:
        """How long the last ones waited, on average, who went to agents from a virtual queue."""
        count = min(self._waits[queue], REMEMBERED)
        return self._waited[queue] // count if count else 0

    def take_back(self, interaction: int) -> None:
        """The agent does not get what was offered."""
        self.open -= 1
        self._staff.withdraw(interaction)
        self.offer[interaction] = NONE

    # Lines

    def join(self, interaction: int, target: int) -> None:
        """An interaction gets in line for one of its targets."""
        connector = interaction * self.width + target
        line = self.pools[connector] * FAMILIES + self.family[interaction]
        routing = self.routing[interaction]
        line = 2 * line + (1 if self.age_every[routing] and self.age_step[routing] else 0)
        self._line[connector] = line
        before = self._tails[line]
        if not line & 1:
            while before != NONE and self.is_before(interaction, before // self.width):
                before = self._before[before]
        after = self.heads[line] if before == NONE else self.after[before]
        self._before[connector] = before
        self.after[connector] = after
        if before == NONE:
            self.heads[line] = connector
        else:
            self.after[before] = connector
        if after == NONE:
            self._tails[line] = connector
        else:
            self._before[after] = connector

    def rejoin(self, interaction: int) -> None:
        """An interaction gets in line for all its live targets, where it would stand."""
        for target in range(self.first[interaction], self.joined[interaction]):
            self.join(interaction, target)

    def leave(self, interaction: int) -> None:
        """An interaction stands in no line; what has been offered stands in none already."""
        for target in range(self.first[interaction], self.joined[interaction]):
            if self._line[interaction * self.width + target] != NONE:
                self._leave_line(interaction * self.width + target)

    def _leave_line(self, connector: int) -> None:
        line = self._line[connector]
        before, after = self._before[connector], self.after[connector]
        if before == NONE:
            self.heads[line] = after
        else:
            self.after[before] = after
        if after == NONE:
            self._tails[line] = before
        else:
            self._before[after] = before
        self._line[connector] = NONE

    def standing(self, interaction: int) -> int:
        """The priority of an interaction now, with what its age adds."""
        routing = self.routing[interaction]
        priority = self.priority[interaction]
        every = self.age_every[routing]
        if every:
            steps = (self._agenda.now - self.entered[interaction]) // every
            if steps and self.age_step[routing] > (PRIORITY_MAX - priority) // steps:
                return PRIORITY_MAX
            priority += steps * self.age_step[routing]
        return priority

    def is_before(self, interaction: int, other: int) -> bool:
        """Whether one comes before another: by priority, then by waiting, then by ticket."""
        mine, theirs = self.standing(interaction), self.standing(other)
        if mine != theirs:
            return mine > theirs
        if self.entered[interaction] != self.entered[other]:
            return self.entered[interaction] < self.entered[other]
        return self.tickets[interaction] < self.tickets[other]

    def position(self, interaction: int) -> int:
        """How many of the same virtual queue are before an interaction, and itself; 0 if it waits
        in none."""
        if interaction >= len(self.routing) or self.routing[interaction] == NONE:
            return 0
        queue = self.virtual_queue[self.routing[interaction]]
        if queue == NONE:
            return 0
        place = 1
        for other in range(len(self.routing)):
            routing = self.routing[other]
            if other != interaction and routing != NONE and self.virtual_queue[routing] == queue:
                place += self.is_before(other, interaction)
        return place

    # Laws

    def balance(self) -> None:
        """Checks that every offer is accounted for (I-05)."""
        if self.made != self.accepted + self.refused + self.withdrawn + self.open:
            broken("I-05", self.made, self.accepted, self.refused, self.withdrawn, self.open)

    def recount(self) -> None:
        """Checks the lines: everybody stands where they should, once for each live target."""
        standing = 0
        for line in range(len(self.heads)):
            connector = self.heads[line]
            while connector != NONE:
                standing += 1
                after = self.after[connector]
                if self._line[connector] != line:
                    broken("I-12", line, connector)
                if after != NONE and not line & 1:
                    mine, next_one = connector // self.width, after // self.width
                    if mine != next_one and not self.is_before(mine, next_one):
                        broken("I-12", line, connector, after)
                connector = after
        wanted = 0
        for interaction in range(len(self.routing)):
            if self.routing[interaction] != NONE and self.offer[interaction] == NONE:
                wanted += self.joined[interaction] - self.first[interaction]
        if standing != wanted:
            broken("I-12", standing, wanted)

    def _grow(self, length: int) -> None:
        self.routing = grown(self.routing, length, NONE)
        self.family = grown(self.family, length)
        self.first = grown(self.first, length)
        self.joined = grown(self.joined, length)
        self.priority = grown(self.priority, length)
        self.entered = grown(self.entered, length)
        self.tickets = grown(self.tickets, length)
        self.offer = grown(self.offer, length, NONE)
        self.offered_at = grown(self.offered_at, length)
        self.until = grown(self.until, length)
        self.next_at = grown(self.next_at, length)
        self.asked = grown(self.asked, length, NONE)
        self.pools = grown(self.pools, length * self.width)
        self.after = grown(self.after, length * self.width, NONE)
        self._before = grown(self._before, length * self.width, NONE)
        self._line = grown(self._line, length * self.width, NONE)
