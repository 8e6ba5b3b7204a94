"""How each customer of a simulated day fares: the path of blocks, and what became of them.

In: the rows of a log while they are written. Out: `Fares`. The customers of two days are the same
by their names (`Who`), and so are their paths where both days are read with the same `Ways`: equal
paths have equal numbers, whatever else the projects have. Fifty bytes are kept of an interaction.
"""

from array import array
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from engine.days import Simulation
from engine.esp.outcome import LOGGED_OUT
from engine.log.events import COLUMNS, Event
from engine.ops import Family, Place, family_of
from engine.program.model import Program
from engine.sim.core.journal import Folding
from engine.sim.core.numbers import NONE
from engine.sim.pooled import interaction_id
from engine.values import Pool

CREATED, ARRIVED, CAME_BACK = int(Event.CREATED), int(Event.ARRIVED), int(Event.CAME_BACK)
ENTERED, FINAL = int(Event.ENTERED), int(Event.FINAL)
ROUTING, REJECTED = int(Event.ROUTING), int(Event.REJECTED)
ACCEPTED, TAKEN = int(Event.ACCEPTED), int(Event.TAKEN)
HUNG_UP, SESSION_CLOSED = int(Event.HUNG_UP), int(Event.SESSION_CLOSED)
KINDS = frozenset({
    CREATED, ARRIVED, CAME_BACK, FINAL, ROUTING, REJECTED, ACCEPTED, TAKEN, HUNG_UP, SESSION_CLOSED,
})  # fmt: skip
BY_CUSTOMER = int(LOGGED_OUT)
WIDTH = len(COLUMNS)
INTERACTION, BLOCK, QUEUE, A, B = 2, 3, 5, 7, 8
BLOCK_BITS = 24
START = 0
"""The path of whoever has entered no block."""
REASONS_MAX = 1_000
"""Of so many different reasons one is told from the other: a reason may be made of data."""
FAMILIES = tuple(Family)
ABANDONED_PLACE = int(Place.ABANDONED)


class Asked(IntEnum):
    """What became of the wish for an agent, as `log.counts.Waits` counts it."""

    NEVER = 0
    WAITS = 1
    FOUND_FULL = 2
    IN_TARGET = 3
    LATER = 4
    ABANDONED = 5
    LEFT = 6
    BLOCKED = 7


class Outcome(NamedTuple):
    """What became of somebody. `place` is where they came to an end, None if they are still there;
    `reason` why."""

    asked: Asked
    place: Place | None
    reason: str


class Step(NamedTuple):
    """A block, by what it is called in any project: its strategy, its label."""

    strategy: str
    label: str


class Who(NamedTuple):
    """A customer: one of some arrivals, by their number there, who comes for the `attempt`-th time,
    from 0. In all days of a seed they are the same."""

    arrivals: str
    number: int
    attempt: int


class Fare(NamedTuple):
    """How one interaction fared; `name` is its own in its day (`voice-12`), which no other day has
    to share."""

    name: str
    path: int
    outcome: Outcome


class Ways:
    """Paths of blocks as numbers: each is a path before, and one more block."""

    def __init__(self) -> None:
        self._steps: dict[Step, int] = {}
        self._names: list[Step] = []
        self._before = array("q", [NONE])
        self._last = array("q", [NONE])
        self._longer: dict[int, int] = {}

    def blocks(self, program: Program) -> list[int]:
        """The number here of each block of a program."""
        found = []
        for block in program.blocks:
            step = Step(program.strategies[block.strategy].name, block.label)
            number = self._steps.setdefault(step, len(self._names))
            if number == len(self._names):
                self._names.append(step)
            found.append(number)
        return found

    def longer(self, path: int, block: int) -> int:
        """A path with one more block."""
        key = (path << BLOCK_BITS) + block
        found = self._longer.get(key)
        if found is None:
            found = self._longer[key] = len(self._before)
            self._before.append(path)
            self._last.append(block)
        return found

    def steps(self, path: int) -> list[Step]:
        """The blocks of a path, in order."""
        found = []
        while path != START:
            found.append(self._names[self._last[path]])
            path = self._before[path]
        return found[::-1]


class Fares:
    """What rows tell by the way to the tally. Columns by interaction, in the order of creation.

    Who came in the warm-up counts in no figure, and is left out here.
    """

    def __init__(
        self, program: Program, simulation: Simulation, ways: Ways, *, tally: Folding, pool: Pool
    ) -> None:
        self.ways = ways
        self._blocks = ways.blocks(program)
        self._streams = [arrivals.name for arrivals in program.days.arrivals]
        self._tally = tally
        self._pool = pool
        self._target_us = simulation.target_us
        self._warm_up_us = simulation.warm_up_us
        self._paths = array("q")
        self._origins = array("q")
        self._families = array("b")
        self._asked = array("b")
        self._since = array("q")
        self._places = array("b")
        self._reasons = array("q")
        self._who: dict[int, tuple[int, int, int]] = {}
        self._attempts: dict[tuple[int, int], int] = {}
        self._words: dict[int, int] = {}
        self._told: list[str] = [""]

    def consume(self, rows: "array[int]", first: int, last: int) -> None:
        """Rows `first` up to `last` of a chunk."""
        self._tally.consume(rows, first, last)
        paths, blocks, longer = self._paths, self._blocks, self.ways.longer
        kinds = rows[first * WIDTH + 1 : last * WIDTH : WIDTH]
        for place, kind in enumerate(kinds):
            if kind == ENTERED:
                at = (first + place) * WIDTH
                interaction = rows[at + INTERACTION]
                paths[interaction] = longer(paths[interaction], blocks[rows[at + BLOCK]])
            elif kind in KINDS:
                at = (first + place) * WIDTH
                self._note(kind, rows[at : at + WIDTH])

    def _note(self, kind: int, row: "array[int]") -> None:
        interaction = row[INTERACTION]
        if kind == CREATED:
            self._create(row[A], row[B])
        elif kind == ARRIVED:
            self._meet(interaction, row[A], row[B], row[0])
        elif kind == CAME_BACK:
            self._origins[interaction] = row[B]
        elif kind == FINAL:
            self._end(interaction, row[A], row[B])
        else:
            self._hope(kind, row)

    def _hope(self, kind: int, row: "array[int]") -> None:
        """Asks for an agent, gets one, or does not."""
        interaction = row[INTERACTION]
        if kind == ROUTING:
            self._ask(interaction, row[0])
        elif kind == REJECTED:
            if row[QUEUE] == NONE:
                self._find_full(interaction, row[0])
        elif kind == SESSION_CLOSED:
            if row[A] == BY_CUSTOMER:
                self._settle(interaction, Asked.ABANDONED)
        elif kind == HUNG_UP:
            self._settle(interaction, Asked.ABANDONED)
        else:
            in_target = row[0] - self._since[interaction] <= self._target_us
            self._settle(interaction, Asked.IN_TARGET if in_target else Asked.LATER)

    def _create(self, media: int, by: int) -> None:
        self._paths.append(START)
        self._origins.append(by)
        self._families.append(family_of(str(self._pool.decode(media))))
        self._asked.append(Asked.NEVER)
        self._since.append(0)
        self._places.append(NONE)
        self._reasons.append(0)

    def _meet(self, interaction: int, stream: int, number: int, now: int) -> None:
        attempt = self._attempts.get((stream, number), 0)
        self._attempts[stream, number] = attempt + 1
        self._origins[interaction] = NONE
        if now >= self._warm_up_us:
            self._who[interaction] = (stream, number, attempt)

    # What became of the wish for an agent: the rules of `core.waits`

    def _ask(self, interaction: int, now: int) -> None:
        if self._asked[interaction] == Asked.NEVER:
            self._since[interaction] = now
        if self._asked[interaction] <= Asked.FOUND_FULL:
            self._asked[interaction] = Asked.WAITS

    def _find_full(self, interaction: int, now: int) -> None:
        self._ask(interaction, now)
        if self._asked[interaction] == Asked.WAITS:
            self._asked[interaction] = Asked.FOUND_FULL

    def _settle(self, interaction: int, asked: Asked) -> None:
        if self._asked[interaction] in (Asked.WAITS, Asked.FOUND_FULL):
            self._asked[interaction] = asked

    def _end(self, interaction: int, place: int, reason: int) -> None:
        if place == ABANDONED_PLACE:
            self._settle(interaction, Asked.ABANDONED)
        elif self._asked[interaction] == Asked.FOUND_FULL:
            self._asked[interaction] = Asked.BLOCKED
        else:
            self._settle(interaction, Asked.LEFT)
        self._places[interaction] = place
        self._reasons[interaction] = self._word(reason)

    def _word(self, reason: int) -> int:
        """The number of a reason here; of those that are too many, that of none."""
        found = self._words.get(reason)
        if found is None and len(self._words) < REASONS_MAX:
            found = self._words[reason] = len(self._told)
            self._told.append(str(self._pool.decode(reason)))
        return found or 0

    # What is asked afterwards

    def customers(self) -> Mapping[Who, tuple[int, ...]]:
        """The interactions of each customer in the order of their creation: their own, then those
        that were made for them. In the order in which the customers came."""
        found: dict[int, list[int]] = {number: [number] for number in self._who}
        for number, origin in enumerate(self._origins):
            if origin == NONE or number in found:
                continue
            # Whoever is made for somebody is made later: one step up is enough.
            root = found.get(origin)
            if root is not None:
                root.append(number)
                found[number] = root
        return {
            Who(self._streams[stream], count, attempt): tuple(found[number])
            for number, (stream, count, attempt) in self._who.items()
        }

    def fare(self, number: int) -> Fare:
        """How an interaction fared."""
        place = self._places[number]
        outcome = Outcome(
            Asked(self._asked[number]),
            None if place == NONE else Place(place),
            self._told[self._reasons[number]],
        )
        name = interaction_id(FAMILIES[self._families[number]], number)
        return Fare(name, self._paths[number], outcome)
