"""`Chance`: the numbers that `percentage` blocks draw.

In: a scenario with its seed, and the operation `DRAW`. Out: numbers from 0 to 99. Each follows from
the seed, the interaction and how many it has drawn before; where a test tells the number of a
block, that one comes, and nothing else changes.
"""

from collections import Counter

from engine.program.model import Program
from engine.scenario import Scenario, Told
from engine.scenario.told import What
from engine.sim.core.places import Places
from engine.streams import Purpose, drawn

SIDES = 100
BITS = 64


class Chance:
    """The draws of one run."""

    def __init__(self, program: Program, scenario: Scenario, places: Places) -> None:
        self._blocks = program.blocks
        self._seed = scenario.seed
        self._places = places
        self._told: dict[str, Told] = {}
        for told in scenario.told:
            if told.what is What.DRAW:
                self._told.setdefault(told.block, told)
        self._times: Counter[str] = Counter()

    def draw(self, interaction: int, block: int) -> int:
        """The next number of an interaction."""
        entity, count = self._places.entity(interaction), self._places.draws[interaction]
        number = drawn(self._seed, Purpose.PERCENTAGE, entity, count)
        self._places.draws[interaction] = count + 1
        label = self._blocks[block].label
        told = self._told[label].at(self._times[label]) if label in self._told else None
        self._times[label] += 1
        return told if isinstance(told, int) else number * SIDES >> BITS
