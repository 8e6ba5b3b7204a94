"""`Crews`: agents of one declaration of whom as many are there as a plan says, whoever they are.

In: the crews of a directory, how many of each are planned, who has something to do. Out: who is to
come, who goes, and whether more are there than planned: all of those have something to do then.
"""

from array import array

from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import NONE
from engine.sim.core.pools import Pools
from engine.sim.invariants import broken


class Crews:
    """Columns by crew, whose agents are those from `first` on up to `after`: how many are `planned`
    (`NONE`: nothing is, all of them are there), how many are `there`. By agent `of`: the crew,
    `NONE` if none; and whether they are there. `total` and `offered` are those of `Staff`."""

    def __init__(
        self, program: Program, pools: Pools, total: "array[int]", offered: "array[int]"
    ) -> None:
        agents = program.directory.agents
        self._pools = pools
        self._total = total
        self._offered = offered
        size = max(len(agents), 1)
        self.of = column(size, NONE)
        self.is_there = column(size, 1)
        self.first = column(size)
        self.after = column(size)
        self.planned = column(size, NONE)
        self.there = column(size)
        names: dict[str, int] = {}
        for number, agent in enumerate(agents):
            if agent.crew is not None:
                crew = names.setdefault(agent.crew.name, len(names))
                if self.there[crew] == 0:
                    self.first[crew] = number
                self.of[number] = crew
                self.after[crew] = number + 1
                self.there[crew] += 1
        self.count = len(names)

    def plan(self, crew: int, planned: int) -> None:
        """From now on so many are planned."""
        self.planned[crew] = planned

    def is_over(self, crew: int) -> bool:
        """Whether more are there than planned."""
        return self.planned[crew] != NONE and self.there[crew] > self.planned[crew]

    def set_there(self, agent: int, there: int) -> None:
        """An agent comes (1) or goes (0)."""
        self.is_there[agent] = there
        self.there[self.of[agent]] += 1 if there else -1

    def who_comes(self, crew: int) -> list[int]:
        """Who is to come, in the order of their numbers, so that as many are there as planned."""
        found: list[int] = []
        for agent in range(self.first[crew], self.after[crew]):
            if self.there[crew] + len(found) >= self.planned[crew]:
                return found
            if not self.is_there[agent]:
                found.append(agent)
        return found

    def who_goes(self, crew: int) -> list[int]:
        """Who can go at once, no more than have to: first who has nothing, then who has offers
        alone; of these who has been idle for the longest, of equals the last declared."""
        free: list[tuple[int, int, int]] = []
        for agent in range(self.first[crew], self.after[crew]):
            if self.is_there[agent] and self._total[agent] == self._offered[agent]:
                offers = 1 if self._offered[agent] else 0
                free.append((offers, self._pools.idle_since[agent], -agent))
        free.sort()
        most = self.there[crew] - self.planned[crew]
        return [-row[2] for row in free[: max(most, 0)]]

    def recount(self) -> None:
        """Checks that as many are there as planned, or all who are there have something (I-31)."""
        for crew in range(self.count):
            there, busy = 0, 0
            for agent in range(self.first[crew], self.after[crew]):
                there += self.is_there[agent]
                busy += self.is_there[agent] and self._total[agent] > 0
            planned = self.planned[crew]
            wrong = planned != NONE and there != max(planned, busy)
            if there != self.there[crew] or wrong:
                broken("I-31", crew, there, planned, busy)
