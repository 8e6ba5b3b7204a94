"""`Choosing`: of those who wait the next for an agent, of agents the best for one who waits.

In: requests in their lines, agents, the program's routings. Out: who with whom, and why not others.
Nothing is changed here.
"""

from engine.ops import NO_CODE, Family, Place
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import IS_FULL, IS_NOT_READY, NONE, PREFERRED, THRESHOLD_FALSE
from engine.sim.core.places import Places
from engine.sim.core.state import State
from engine.sim.core.tags import TRUE
from engine.sim.core.waiting import Waiting
from engine.sim.host import Words
from engine.sim.invariants import broken

FAMILIES = len(Family)
HANDLED = int(Place.HANDLED)
NO_EXPRESSION = int(NO_CODE)


class Choosing:
    """Orders by routing, thresholds by target; `target` is that of the agent last chosen."""

    def __init__(self, program: Program, *, state: State, waiting: Waiting, words: Words) -> None:
        self._staff = state.staff
        self._requests = state.requests
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
        for family in range(FAMILIES):
            if self._staff.is_free(agent, family):
                for at in range(
                    self._requests.agent_starts[agent], self._requests.agent_starts[agent + 1]
                ):
                    line = 2 * (self._requests.agent_pools[at] * FAMILIES + family)
                    best = self._first_of(line, best)
                    best = self._first_of(line + 1, best)
        return best

    def _first_of(self, line: int, best: int) -> int:
        """The better one of the best so far and the first of a line that may have its target."""
        connector = self._requests.heads[line]
        while connector != NONE:
            interaction = connector // self._requests.width
            is_first = best == NONE or self._requests.is_before(interaction, best)
            if not is_first and not line & 1:
                return best
            target = connector - interaction * self._requests.width
            if is_first and self.is_open(interaction, target):
                best = interaction
                if not line & 1:
                    return best
            connector = self._requests.after[connector]
        return best

    def is_open(self, interaction: int, target: int) -> bool:
        """Whether the threshold of a target lets an interaction through; a fault does not."""
        at = self._starts[self._requests.routing[interaction]] + target
        if self._when[at] == NO_EXPRESSION:
            return True
        return self._waiting.value(interaction, self._when[at]) == TRUE

    def choose(self, interaction: int, held: int) -> int:
        """The best free agent of the first target that has any, `NONE` if none has.

        With `held`, those count whom a threshold keeps away, not those whom it lets through.
        """
        routing = self._requests.routing[interaction]
        family = self._requests.family[interaction]
        order = self._order[routing]
        base = interaction * self._requests.width
        for target in range(self._requests.first[interaction], self._requests.joined[interaction]):
            pool = self._requests.pools[base + target]
            best = NONE
            for at in range(self._requests.pool_starts[pool], self._requests.pool_starts[pool + 1]):
                agent = self._requests.members[at]
                if self._staff.is_free(agent, family) and (
                    best == NONE or self._staff.is_better(agent, best, order)
                ):
                    best = agent
            if best != NONE and self.is_open(interaction, target) != held:
                self.target = target
                return best
        return NONE

    def explain(self, event: int, interaction: int, target: int, chosen: int) -> None:
        """Says why each agent of a target was passed over."""
        family = self._requests.family[interaction]
        pool = self._requests.pools[interaction * self._requests.width + target]
        order = self._order[self._requests.routing[interaction]]
        for at in range(self._requests.pool_starts[pool], self._requests.pool_starts[pool + 1]):
            agent = self._requests.members[at]
            if agent != chosen:
                why = THRESHOLD_FALSE if chosen == NONE else PREFERRED + order
                if not self._staff.ready[agent]:
                    why = IS_NOT_READY
                elif not self._staff.is_free(agent, family):
                    why = IS_FULL
                self._words.explain_candidate(event, self._staff.names[agent], why)

    # Laws

    def recount(self, places: Places) -> None:
        """Checks lines, loads, and that nobody is free for what waits (I-12, I-14, I-30, I-35)."""
        self._requests.recount()
        handled = 0
        for interaction in range(places.length):
            waits = (
                interaction < len(self._requests.routing)
                and self._requests.routing[interaction] != NONE
            )
            is_offered = waits and self._requests.offer[interaction] != NONE
            if not is_offered and self._staff.has(interaction):
                handled += 1
                if places.place[interaction] != HANDLED:
                    broken("I-35", interaction, places.place[interaction])
            if waits and not is_offered and self.choose(interaction, 0) != NONE:
                at = self._starts[self._requests.routing[interaction]] + self.target
                if self._when[at] == NO_EXPRESSION:
                    broken("I-14", interaction, self.target)
        self._staff.recount(self._requests.open, handled)
