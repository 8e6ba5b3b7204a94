"""`Pools`: sets of agents whom targets ask for, and of each set those who are free, best first.

In: agents, groups and targets of a program; who becomes free, with how much to do. Out: chains. The
free agents of a pool stand in a chain for each family of media and each load, whoever has been idle
for the longest first, so that nobody is looked at who is not chosen.
"""

from collections.abc import Iterable

from engine.blocks.operands import RouteTarget
from engine.ops import NO_CODE, Family
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import NONE
from engine.sim.invariants import broken
from engine.staff import VOICE_ONLY, Agent

FAMILIES = len(Family)
Whom = tuple[tuple[int, ...], int]
"""Agents, ascending, and whether it is by their skills."""
LOADS_MAX = 8
"""Chains of a pool and a family; who has more to do than that stands in the last one."""


class Pools:
    """Tables by pool and by agent; `members` from `starts[pool]` on are its agents, ascending.

    A pool is an agent alone (its number is the agent's), a group, or what a target names. Those
    that targets can ask for are asked: an agent's, with the place among the members there, begin at
    `agent_starts`. `chains` says where those of a pool and a family begin: one for each load from
    0 on, the last one for that load and any greater one, unless its agents get nothing beside what
    they have (`exact`). A node is a place among `members` and a family: `first` of a chain, `after`
    a node. Each agent is in order of `idle_since`, then of their number. A pool that a target names
    by skills `is_skilled`, one of its own whoever is in it; agents who are `is_unskilled` are in
    none of these.
    """

    def __init__(self, program: Program) -> None:
        agents = program.directory.agents
        self._numbers: dict[Whom, int] = {((number,), 0): number for number in range(len(agents))}
        groups = _groups(program)
        self.group_pools = column(max(len(groups), 1))
        for number, members in enumerate(groups):
            self.group_pools[number] = self._numbers.setdefault((members, 0), len(self._numbers))
        for routing in program.routings:
            for target in routing.targets:
                self._numbers.setdefault(_pool(target), len(self._numbers))
        self.count = len(self._numbers)
        asked = self._asked(program, groups)
        self.starts = column(self.count + 1)
        self.members = column(max(sum(len(members) for members, _ in self._numbers), 1))
        self.is_skilled = column(max(self.count, 1))
        self.is_unskilled = column(max(len(agents), 1))
        lists: list[list[tuple[int, int]]] = [[] for _ in agents]
        at = 0
        for pool, (found, skilled) in enumerate(self._numbers):
            self.starts[pool] = at
            self.is_skilled[pool] = skilled
            for member in found:
                self.members[at] = member
                if pool in asked:
                    lists[member].append((pool, at))
                at += 1
        self.starts[self.count] = at
        self._read_agents(lists)
        self._make_chains(agents, asked, at)
        self.idle_since = column(max(len(agents), 1))

    def _asked(self, program: Program, groups: list[tuple[int, ...]]) -> set[int]:
        """The pools that targets can ask for: those that are computed may be any."""
        targets = [target for routing in program.routings for target in routing.targets]
        asked = {self._numbers[_pool(each)] for each in targets if each.name == NO_CODE}
        if any(each.name != NO_CODE and each.group for each in targets):
            asked.update(self._numbers[group, 0] for group in groups)
        if any(each.name != NO_CODE and not each.group for each in targets):
            asked.update(range(len(program.directory.agents)))
        return asked

    def _read_agents(self, lists: list[list[tuple[int, int]]]) -> None:
        self.agent_starts = column(len(lists) + 1)
        size = max(sum(map(len, lists)), 1)
        self.agent_pools = column(size)
        self._places = column(size)
        at = 0
        for number, mine in enumerate(lists):
            self.agent_starts[number] = at
            for pool, place in mine:
                self.agent_pools[at] = pool
                self._places[at] = place
                at += 1
        self.agent_starts[len(lists)] = at

    def _make_chains(self, agents: tuple[Agent, ...], asked: set[int], size: int) -> None:
        """Who is looked at directly has no chains: an agent alone, and whom nobody asks for."""
        self.chains = column(self.count * FAMILIES + 1)
        self.exact = column(self.count + 1)
        count = 0
        for pool, (members, _) in enumerate(self._numbers):
            loads, self.exact[pool] = _loads(agents[member] for member in members)
            if len(members) < 2 or pool not in asked:
                loads = 0
            for family in range(FAMILIES):
                self.chains[pool * FAMILIES + family] = count
                count += loads
        self.chains[self.count * FAMILIES] = count
        self.first = column(max(count, 1), NONE)
        self._last = column(max(count, 1), NONE)
        nodes = max(size, 1) * FAMILIES
        self.after = column(nodes, NONE)
        self._before = column(nodes, NONE)
        self._chain = column(nodes, NONE)

    def pool_of(self, target: RouteTarget) -> int:
        """The pool of the agents that a target of the program names."""
        return self._numbers[_pool(target)]

    def has(self, pool: int, agent: int) -> bool:
        """Whether an agent is in a pool as long as they have their skills."""
        return not (self.is_unskilled[agent] and self.is_skilled[pool])

    def part(self, agent: int) -> None:
        """An agent stands in no chain."""
        for at in range(self.agent_starts[agent], self.agent_starts[agent + 1]):
            node = self._places[at] * FAMILIES
            for family in range(FAMILIES):
                if self._chain[node + family] != NONE:
                    self._unlink(node + family)

    def join(self, agent: int, family: int, load: int) -> None:
        """An agent who has so much to do is free for a family, from `idle_since` on."""
        for at in range(self.agent_starts[agent], self.agent_starts[agent + 1]):
            chains = self.agent_pools[at] * FAMILIES + family
            count = self.chains[chains + 1] - self.chains[chains]
            if count and self.has(self.agent_pools[at], agent):
                chain = self.chains[chains] + min(load, count - 1)
                self._link(chain, self._places[at] * FAMILIES + family, agent)

    def is_before(self, agent: int, other: int) -> bool:
        """Whether an agent has been idle for longer, of two who have not the one declared first."""
        if self.idle_since[agent] != self.idle_since[other]:
            return self.idle_since[agent] < self.idle_since[other]
        return agent < other

    def _link(self, chain: int, node: int, agent: int) -> None:
        """Whoever has become idle last stands at the end, or near it."""
        before = self._last[chain]
        while before != NONE and self.is_before(agent, self.members[before // FAMILIES]):
            before = self._before[before]
        after = self.first[chain] if before == NONE else self.after[before]
        self._before[node] = before
        self.after[node] = after
        self._chain[node] = chain
        if before == NONE:
            self.first[chain] = node
        else:
            self.after[before] = node
        if after == NONE:
            self._last[chain] = node
        else:
            self._before[after] = node

    def _unlink(self, node: int) -> None:
        chain = self._chain[node]
        before, after = self._before[node], self.after[node]
        if before == NONE:
            self.first[chain] = after
        else:
            self.after[before] = after
        if after == NONE:
            self._last[chain] = before
        else:
            self._before[after] = before
        self._chain[node] = NONE

    # Laws

    def recount(self, agent: int, family: int, free: int) -> None:
        """Checks that an agent stands where they should if free, nowhere if not (I-14)."""
        for at in range(self.agent_starts[agent], self.agent_starts[agent + 1]):
            chains = self.agent_pools[at] * FAMILIES + family
            node = self._places[at] * FAMILIES + family
            chained = self.chains[chains + 1] > self.chains[chains]
            due = free and self.has(self.agent_pools[at], agent)
            if chained and due != (self._chain[node] != NONE):
                broken("I-14", agent, family, free)
            after = self.after[node]
            if self._chain[node] != NONE and after != NONE:
                other = self.members[after // FAMILIES]
                if not self.is_before(agent, other):
                    broken("I-14", agent, other)


def _pool(target: RouteTarget) -> Whom:
    return target.agents, int(bool(target.skills))


def _groups(program: Program) -> list[tuple[int, ...]]:
    numbers = {agent.name: number for number, agent in enumerate(program.directory.agents)}
    groups = program.directory.groups
    return [tuple(sorted({numbers[name] for name in group.members})) for group in groups]


def _loads(agents: Iterable[Agent]) -> tuple[int, int]:
    """How many loads are told apart, and whether nobody can be free with more than that."""
    most = 0
    for agent in agents:
        if agent.capacity != VOICE_ONLY:
            most = max(most, min(sum(agent.capacity), LOADS_MAX - 1))
    return most + 1, int(most == 0)
