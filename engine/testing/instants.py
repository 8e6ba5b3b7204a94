"""Where time alone may turn a claim: instants between two events.

In: a claim that reads the time, and the run as it stands. Out: the instants at which to look. What
a clock says grows by one with each microsecond, from the run's start, from an interaction's
creation, or from its last place in a queue: it passes a constant once. What calculates with a clock
in other ways is looked at in equal steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from operator import mul

from engine.folds.history import History
from engine.graph.model import Instruction
from engine.graph.testing.model import FIRST_LEAF, Claim
from engine.observations import OBSERVATIONS
from engine.observations.interaction import TIME_IN_QUEUE
from engine.observations.run import NOW
from engine.observations.staff import WAITED
from engine.ops import Code
from engine.program.logic import split
from engine.testing.leaves import Leaves
from engine.values import HOUR, MINUTE, SECOND, Duration, Time

SUMS = frozenset({Code.ADD, Code.SUBTRACT, Code.NEGATE})
BENDS = frozenset(
    {Code.MULTIPLY, Code.DIVIDE, Code.MODULO, Code.FUNCTION, Code.JUMP_FALSE, Code.JUMP_TRUE}
)
"""What may turn more than once between two events."""
SUMMANDS_MAX = 4
STEPS_MAX = 20_000
STEPS = (SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, HOUR)
"""Steps of looking: calendars and clocks turn at whole seconds, and mostly at whole minutes."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """An atomic condition that reads a clock.

    `clocks` are the leaves that are clocks, each with its observation and interaction; `constants`
    its lengths and instants, `others` the leaves that may be such. `summed` says that these are
    added up, `bent` that it is to be looked at in steps.
    """

    clocks: tuple[tuple[int, str, int], ...]
    constants: tuple[int, ...]
    others: tuple[int, ...]
    summed: bool
    bent: bool

    def instants(self, history: History, leaves: Leaves) -> set[int]:
        """Where its clocks pass its constants; a clock that stands is one of these."""
        standing: list[int] = []
        beginnings: list[int] = []
        for number, word, of in self.clocks:
            beginning = _beginning(word, of, history)
            if beginning is None:
                standing.append(number)
            else:
                beginnings.append(beginning)
        if not beginnings:
            return set()
        values = (leaves.found(number) for number in (*self.others, *standing))
        marks = [*self.constants, *(each for each in values if isinstance(each, Duration | Time))]
        if self.summed and len(marks) <= SUMMANDS_MAX:
            signs = product((-1, 0, 1), repeat=len(marks))
            marks = [sum(map(mul, marks, each)) for each in signs]
        return {
            beginning + mark + aside
            for beginning in beginnings
            for mark in marks
            for aside in (-1, 0, 1)
        }


@dataclass(frozen=True, slots=True)
class Turns:
    """Where the atoms of one claim may turn; `step_us` is how far the looks in steps are apart."""

    atoms: tuple[_Atom, ...]
    step_us: int

    def between(self, after_us: int, until_us: int, history: History, leaves: Leaves) -> set[int]:
        """The instants to look at after one and before another."""
        found: set[int] = set()
        for atom in self.atoms:
            if atom.bent:
                step = self.step_us
                found.update(range((after_us // step + 1) * step, until_us, step))
            found |= atom.instants(history, leaves)
        return {instant for instant in found if after_us < instant < until_us}


def turns_of(claim: Claim, read: Sequence[int], end_us: int) -> Turns | None:
    """Where time alone may turn a claim; None for one that reads no clock.

    `read` are the numbers of its leaves among those of all claims.
    """
    if not any(_is_clock(claim, number) for number in range(len(claim.leaves))):
        return None
    atoms = [_atom(each, claim, read) for each in split(claim.compiled.instructions)[0]]
    step_us = next((step for step in STEPS if end_us // step <= STEPS_MAX), STEPS[-1])
    return Turns(tuple(atom for atom in atoms if atom.clocks), step_us)


def _atom(instructions: Sequence[Instruction], claim: Claim, read: Sequence[int]) -> _Atom:
    own = dict.fromkeys(
        each.argument - FIRST_LEAF
        for each in instructions
        if each.code is Code.READ and isinstance(each.argument, int)
    )
    clocks = [number for number in own if _is_clock(claim, number)]
    constants = [
        int(each.argument)
        for each in instructions
        if each.code is Code.CONST and isinstance(each.argument, Duration | Time)
    ]
    codes = {each.code for each in instructions}
    others = [read[number] for number in own if number not in clocks]
    summed = bool(codes & SUMS)
    many = summed and len(constants) + len(others) > SUMMANDS_MAX
    return _Atom(
        clocks=tuple(
            (read[each], claim.leaves[each].observation, claim.leaves[each].of) for each in clocks
        ),
        constants=tuple(constants),
        others=tuple(others),
        summed=summed,
        bent=len(clocks) > 1 or many or bool(codes & BENDS),
    )


def _is_clock(claim: Claim, number: int) -> bool:
    return OBSERVATIONS[claim.leaves[number].observation].changed_by is None


def _beginning(word: str, of: int, history: History) -> int | None:
    """The instant at which a clock says nothing has passed; None if it is not there, or stands."""
    if word == NOW.word:
        return -history.start_us
    life = history.interaction(of)
    if life is None:
        return None
    if word == TIME_IN_QUEUE.word:
        return life.placed_us if life.queue and life.left_us is None else None
    if word == WAITED.word:
        return life.asked_us if life.served_us is None else None
    return life.created_us if life.ended_us is None else None
