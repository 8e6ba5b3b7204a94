"""`Choosing`: of those who wait the next for an agent, of agents the best for one who waits.

In: requests in their lines, free agents in their chains, the program's routings. Out: who with
whom, and why not others. Nothing is changed here, and nobody is looked at who cannot be chosen.
"""

from engine.log.events import AgentState
from engine.ops import NO_CODE, Family, Place
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import (
    IS_BARRED,
    IS_FULL,
    IS_NOT_READY,
    IS_OUT,
    IS_UNSKILLED,
    NONE,
    PREFERRED,
    RESTS,
    THRESHOLD_FALSE,
)
from engine.sim.core.places import Places
from engine.sim.core.state import State
from engine.sim.core.tags import TRUE
from engine.sim.core.waiting import Waiting
from engine.sim.host import Words
from engine.sim.invariants import broken
from engine.staff import Order

FAMILIES = len(Family)
HANDLED = int(Place.HANDLED)
LOGGED_OUT = int(AgentState.LOGGED_OUT)
ON_BREAK = int(AgentState.ON_BREAK)
NO_EXPRESSION = int(NO_CODE)
LONGEST_IDLE = int(Order.LONGEST_IDLE)
LEAST_OCCUPIED = int(Order.LEAST_OCCUPIED)


class Choosing:
    """Orders by routing, thresholds by target; `target` is that of the agent last chosen."""

    def __init__(self, program: Program, *, state: State, waiting: Waiting, words: Words) -> None:
        self._journal = state.journal
        self._staff = state.staff
        self._requests = state.requests
        self._turns = state.requests.turns
        self._pools = state.staff.pools
        self._waiting = waiting
        self._words = words
        self.target = NONE
        count = max(len(program.routings), 1)
        self._starts = column(count)
        self._order = column(count)
        thresholds: list[int] = []
        for number, routing in enumerate(program.routings):
            self._starts[number] = len(thresholds)
            self._order[number] = int(routing.order)
            thresholds += [target.when for target in routing.targets]
        self._when = column(max(len(thresholds), 1))
        for at, when in enumerate(thresholds):
            self._when[at] = when

    def best(self, agent: int, best: int) -> int:
        """The first in order that an agent can have, or the best so far if that comes before."""
        pools = self._pools
        for family in range(FAMILIES):
            if self._staff.is_free(agent, family):
                for at in range(pools.agent_starts[agent], pools.agent_starts[agent + 1]):
                    line = pools.agent_pools[at] * FAMILIES + family
                    if self._turns.bands[line] != NONE and pools.has(pools.agent_pools[at], agent):
                        best = self._first_of(line, best)
        return best

    def _first_of(self, line: int, best: int) -> int:
        """The better one of the best so far and the first of a line that may have its target."""
        turns = self._turns
        band = turns.bands[line]
        while band != NONE:
            if (
                best != NONE
                and not turns.ages[band]
                and turns.standing(best) > turns.priority_of[band]
            ):
                return best  # and so in all bands that follow
            connector = turns.first[band]
            while connector != NONE:
                interaction = connector // turns.width
                if best != NONE and not turns.is_before(interaction, best):
                    break
                if self.is_open(interaction, connector - interaction * turns.width):
                    best = interaction
                    break
                connector = turns.after[connector]
            band = turns.next[band]
        return best

    def is_open(self, interaction: int, target: int) -> bool:
        """Whether the threshold of a target lets an interaction through; a fault does not."""
        at = self._starts[self._turns.routing[interaction]] + target
        if self._when[at] == NO_EXPRESSION:
            return True
        return self._waiting.value(interaction, self._when[at]) == TRUE

    def choose(self, interaction: int, held: int) -> int:
        """The best free agent of the first target that has any, `NONE` if none has.

        With `held`, those count whom a threshold keeps away, not those whom it lets through.
        """
        share = self._requests.share[interaction]
        if self._requests.first[interaction] <= share < self._requests.joined[interaction]:
            agent = self._agent_of(interaction, share, held)
            if agent != NONE:
                return agent
        for target in range(self._requests.first[interaction], self._requests.joined[interaction]):
            agent = self._agent_of(interaction, target, held)
            if agent != NONE:
                return agent
        return NONE

    def _agent_of(self, interaction: int, target: int, held: int) -> int:
        """The best free agent of a target, unless its threshold keeps them away."""
        turns = self._turns
        pool = turns.pools[interaction * turns.width + target]
        order = self._order[turns.routing[interaction]]
        agent = self._free_of(pool, turns.family[interaction], order)
        if agent == NONE or self.is_open(interaction, target) == held:
            return NONE
        self.target = target
        return agent

    def _free_of(self, pool: int, family: int, order: int) -> int:
        """The best free agent of a pool, `NONE` if nobody is free."""
        pools, best = self._pools, NONE
        first = pools.chains[pool * FAMILIES + family]
        last = pools.chains[pool * FAMILIES + family + 1] - 1
        by_load = order != LEAST_OCCUPIED and order != LONGEST_IDLE  # noqa: PLR1714 - typed code
        if first > last:
            for at in range(pools.starts[pool], pools.starts[pool + 1]):
                agent = pools.members[at]
                if (
                    pools.has(pool, agent)
                    and self._staff.is_free(agent, family)
                    and (best == NONE or self._staff.is_better(agent, best, order))
                ):
                    best = agent
            return best
        for chain in range(first, last + 1):
            node = pools.first[chain]
            if node == NONE:
                continue
            if order == LEAST_OCCUPIED or (chain == last and not pools.exact[pool]):
                best = self._best_of_chain(node, best, order)
            else:
                agent = pools.members[node // FAMILIES]
                if best == NONE or self._staff.is_better(agent, best, order):
                    best = agent
            if best != NONE and by_load:
                return best  # whoever stands further on has more to do
        return best

    def _best_of_chain(self, node: int, best: int, order: int) -> int:
        """The better one of the best so far and all of a chain."""
        while node != NONE:
            agent = self._pools.members[node // FAMILIES]
            if best == NONE or self._staff.is_better(agent, best, order):
                best = agent
            node = self._pools.after[node]
        return best

    def explain(self, event: int, interaction: int, target: int, chosen: int) -> None:
        """Says why each agent of a target was passed over."""
        if not self._journal.tells(interaction):
            return
        family, pools = self._turns.family[interaction], self._pools
        pool = self._turns.pools[interaction * self._turns.width + target]
        order = self._order[self._turns.routing[interaction]]
        for at in range(pools.starts[pool], pools.starts[pool + 1]):
            agent = pools.members[at]
            if agent != chosen:
                why = THRESHOLD_FALSE if chosen == NONE else PREFERRED + order
                if not self._staff.ready[agent]:
                    why = self._absence(agent)
                elif not self._staff.is_free(agent, family):
                    why = self._fullness(agent, family)
                elif not pools.has(pool, agent):
                    why = IS_UNSKILLED
                self._words.explain_candidate(event, self._staff.names[agent], why)

    def _absence(self, agent: int) -> int:
        """Why an agent is not ready."""
        state = self._staff.presence.state[agent]
        if state == LOGGED_OUT:
            return IS_OUT
        return RESTS if state == ON_BREAK else IS_NOT_READY

    def _fullness(self, agent: int, family: int) -> int:
        """Why an agent who is ready gets nothing more: for what they have of this, or of other."""
        at = agent * FAMILIES + family
        if self._staff.load[at] < self._staff.capacity[at] and self._staff.bars.keeps_from(
            agent, family, self._staff.load
        ):
            return IS_BARRED
        return IS_FULL

    # Laws

    def recount(self, places: Places) -> None:
        """Checks lines, loads, and that nobody is free for what waits (I-12, I-14, I-30, I-35)."""
        self._requests.recount()
        handled = 0
        for interaction in range(places.length):
            known = interaction < len(self._requests.offer)
            waits = known and self._turns.routing[interaction] != NONE
            is_offered = waits and self._requests.offer[interaction] != NONE
            if not is_offered and self._staff.has(interaction):
                handled += 1
                if places.place[interaction] != HANDLED:
                    broken("I-35", interaction, places.place[interaction])
            if waits and not is_offered and self.choose(interaction, 0) != NONE:
                at = self._starts[self._turns.routing[interaction]] + self.target
                if self._when[at] == NO_EXPRESSION:
                    broken("I-14", interaction, self.target)
        self._staff.recount(self._requests.open, handled)
