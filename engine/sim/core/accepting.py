"""`Accepting`: what agents of a simulated day do with what is offered to them.

In: what is said of each agent: how fast they answer, which shares they refuse and ignore. Out: when
an offer is accepted, or that it is not. It is drawn anew for each offer of a customer.
"""

from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.draws import Draws
from engine.sim.core.numbers import NONE
from engine.sim.core.places import Places
from engine.sim.core.variates import Variates
from engine.spreads import MILLION
from engine.streams import Purpose

WHETHER = int(Purpose.ACCEPTING)
WHEN = int(Purpose.ACCEPTING_AFTER)
ALL = int(MILLION)
ANYBODY = 2**62
"""From here on are entities of interactions that are of no customer."""
REFUSES = -1
SILENT = -2


class Accepting:
    """Columns by agent, once a day has begun; by interaction the offers of its customer so far."""

    def __init__(self, program: Program, places: Places, draws: Draws, variates: Variates) -> None:
        self._program = program
        self._places = places
        self._draws = draws
        self._variates = variates
        self.is_drawn = 0
        count = max(len(program.directory.agents), 1)
        self._answers = column(count, NONE)
        self._refuses = column(count)
        self._ignores = column(count)
        self._numbers = column(FIRST_CAPACITY, NONE)
        self._offers = column(FIRST_CAPACITY)

    def begin(self) -> None:
        """A day begins, in which agents do what the project says of them."""
        self.is_drawn = 1
        for number, agent in enumerate(self._program.directory.agents):
            if agent.answers is not None:
                self._answers[number] = self._variates.add(agent.answers)
            self._refuses[number] = agent.refuses
            self._ignores[number] = agent.refuses + agent.ignores

    def answer(self, interaction: int, agent: int) -> int:
        """After how long an agent accepts an offer; `REFUSES` at once, `SILENT` for ever."""
        while interaction >= len(self._numbers):
            self._numbers = grown(self._numbers, 2 * len(self._numbers), NONE)
            self._offers = grown(self._offers, 2 * len(self._offers))
        number, entity = self._places.number[interaction], self._places.customer[interaction]
        if self._numbers[interaction] != number:
            self._numbers[interaction] = number
            self._offers[interaction] = 0
        offer = self._offers[interaction]
        self._offers[interaction] = offer + 1
        if entity == NONE:
            entity = ANYBODY + number
        if self._ignores[agent]:
            drawn = self._draws.below(WHETHER, entity, offer, ALL)
            if drawn < self._refuses[agent]:
                return REFUSES
            if drawn < self._ignores[agent]:
                return SILENT
        if self._answers[agent] == NONE:
            return 0
        return self._variates.draw(self._answers[agent], WHEN, entity, offer)
