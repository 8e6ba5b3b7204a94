"""`Lengths`: how long agents handle what they have, and how long they wrap up afterwards.

In: what agents, skills, arrivals and the simulation say; an interaction, its agent, its target.
Out: microseconds, 0 where nothing says so. The first that says one counts: the agent, the
skills that the target names which got the agent, the period of the customer's arrival, the
arrivals, the simulation [inferred: Genesys does not simulate anybody].
"""

from array import array

from engine.days import Lengths as ByFamily
from engine.days import Simulation
from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.places import Places
from engine.sim.core.variates import Variates
from engine.streams import Purpose

FAMILIES = len(Family)
HANDLING = int(Purpose.HANDLING)
WRAP_UP = int(Purpose.WRAP_UP)
KINDS = 2
"""Handling, and after it wrap-up: rows of the tables come in pairs."""
ANYBODY = 2**62
"""The entity of an interaction that is no customer's, plus its number."""


class Lengths:
    """Distributions, as numbers of `Variates`, by agent, by target and for all, each by family; and
    by interaction those of the customer's arrival. A target is its number among the targets of all
    routings of the program, in order. Before `begin` there is no simulation, and all is `NONE`.
    """

    def __init__(self, program: Program, places: Places, variates: Variates) -> None:
        self._program = program
        self._places = places
        self._variates = variates
        self._said = 0
        agents = len(program.directory.agents)
        targets = sum(len(each.targets) for each in program.routings)
        self._of_agents = column(max(agents, 1) * FAMILIES * KINDS, NONE)
        self._of_targets = column(max(targets, 1) * FAMILIES * KINDS, NONE)
        self._of_all = column(FAMILIES * KINDS, NONE)
        # By slot: which interaction had it when these were noted, what was noted, how often drawn.
        self._numbers = column(FIRST_CAPACITY, NONE)
        self._noted = column(FIRST_CAPACITY * KINDS, NONE)
        self._drawn = column(FIRST_CAPACITY * KINDS)

    def begin(self, simulation: Simulation) -> None:
        """A simulation begins, in which agents take their time."""
        self._said = 1
        self._of_all = self._table([(simulation.handling, simulation.wrap_up)])
        directory = self._program.directory
        if directory.agents:
            self._of_agents = self._table(
                [(agent.handling, agent.wrap_up) for agent in directory.agents]
            )
        rows: list[tuple[ByFamily, ByFamily]] = []
        for routing in self._program.routings:
            for target in routing.targets:
                skills = [directory.skills[number] for number in target.skills]
                rows.append(
                    (
                        _first([skill.handling for skill in skills]),
                        _first([skill.wrap_up for skill in skills]),
                    )
                )
        if rows:
            self._of_targets = self._table(rows)

    def note(self, interaction: int, handling: int, wrap_up: int) -> None:
        """What the customer's arrival says, as numbers of `Variates` or `NONE`; the customer is
        known to `Places`."""
        self._meet(interaction)
        self._noted[interaction * KINDS] = handling
        self._noted[interaction * KINDS + 1] = wrap_up

    def handling(self, interaction: int, agent: int, target: int) -> int:
        """How long an agent has an interaction that a target (or `NONE`) has brought."""
        return self._draw(interaction, agent, target, 0)

    def wrap_up(self, interaction: int, agent: int, target: int) -> int:
        """How long the agent works on afterwards."""
        return self._draw(interaction, agent, target, 1)

    def _draw(self, interaction: int, agent: int, target: int, kind: int) -> int:
        if not self._said:
            return NONE
        self._meet(interaction)
        spread = self._spread(interaction, agent, target, kind)
        if spread == NONE:
            return 0
        entity = self._places.customer[interaction]
        if entity == NONE:
            entity = ANYBODY + self._places.number[interaction]
        at = interaction * KINDS + kind
        draw = self._drawn[at]
        self._drawn[at] = draw + 1
        return self._variates.draw(spread, WRAP_UP if kind else HANDLING, entity, draw)

    def _spread(self, interaction: int, agent: int, target: int, kind: int) -> int:
        at = self._places.family[interaction] * KINDS + kind
        spread = self._of_agents[agent * FAMILIES * KINDS + at]
        if spread == NONE and target != NONE:
            spread = self._of_targets[target * FAMILIES * KINDS + at]
        if spread == NONE:
            spread = self._noted[interaction * KINDS + kind]
        return self._of_all[at] if spread == NONE else spread

    def _meet(self, interaction: int) -> None:
        """Forgets what was noted of the interaction that had the slot before."""
        while interaction >= len(self._numbers):
            self._grow(2 * len(self._numbers))
        number = self._places.number[interaction]
        if self._numbers[interaction] != number:
            self._numbers[interaction] = number
            for kind in range(KINDS):
                self._noted[interaction * KINDS + kind] = NONE
                self._drawn[interaction * KINDS + kind] = 0

    def _table(self, rows: list[tuple[ByFamily, ByFamily]]) -> "array[int]":
        table = column(len(rows) * FAMILIES * KINDS, NONE)
        at = 0
        for row in rows:
            for family in range(FAMILIES):
                for spreads in row:
                    spread = spreads[family]
                    table[at] = NONE if spread is None else self._variates.add(spread)
                    at += 1
        return table

    def _grow(self, length: int) -> None:
        self._numbers = grown(self._numbers, length, NONE)
        self._noted = grown(self._noted, length * KINDS, NONE)
        self._drawn = grown(self._drawn, length * KINDS)


def _first(said: list[ByFamily]) -> ByFamily:
    """For each family the first that is said."""
    voice, chat, email = (
        next((each[family] for each in said if each[family] is not None), None)
        for family in range(FAMILIES)
    )
    return voice, chat, email
