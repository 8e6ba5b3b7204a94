"""What claims read of a run as it stands, and what they make of it.

In: the codes of a case's claims, and the history of its run. Out: the leaves as they are, and for
each claim whether it is true, false or unknown. An atomic condition whose value is missing, or is a
fault, is unknown; `and`, `or`, `not` join after Kleene, so that the order of sides never matters.
"""

from collections.abc import Iterable

from engine.folds.history import History
from engine.graph.testing.model import FIRST_LEAF, Claim
from engine.limits import Limits
from engine.observations import OBSERVATIONS
from engine.observations.interaction import walked
from engine.program.logic import AND, NOT
from engine.program.model import ClaimCodes, Program
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import SILENT
from engine.sim.core.state import State
from engine.sim.core.tags import FALSE, MISSING, TRUE
from engine.sim.pooled import PooledValues
from engine.sim.why import WhySection
from engine.testing.growing import GrowingPool
from engine.testing.verdict import Reading
from engine.values import Pool, Value

NO, UNKNOWN, YES = range(3)
"""What a claim is, in the order in which `and` takes the least and `or` the greatest."""
TRUTHS = {FALSE: NO, TRUE: YES}
MEMBERS_MAX = 4_000_000
"""Values, and members of lists, that leaves may leave in a pool: a path grows with every block."""


class _Values(PooledValues):
    """The pool's work for claims; what they read of the run are leaves."""

    def __init__(self, program: Program, limits: Limits, pool: Pool, state: State) -> None:
        super().__init__(program, limits, pool, state, WhySection(program, pool))
        self.leaves: list[int] = []

    def read(self, reading: int, interaction: int) -> int:  # noqa: ARG002 - a leaf knows its own
        """A leaf by its number."""
        return self.leaves[reading - FIRST_LEAF]


class Leaves:
    """The leaves of a case's claims: what they are now, as values and as integers."""

    def __init__(
        self, program: Program, codes: ClaimCodes, history: History, limits: Limits
    ) -> None:
        self.codes = codes
        self._program = program
        self._limits = limits
        self._history = history
        self._found: list[Value | None] = [None] * len(codes.leaves)
        self._all = range(len(codes.leaves))
        self._grows = [OBSERVATIONS[leaf.observation].grows for leaf in codes.leaves]
        self._by_kind: dict[int | None, list[int]] = {}
        self._begin_pool()

    def _begin_pool(self) -> None:
        """A pool that has nothing but the constants and the leaves as they are."""
        self._pool = GrowingPool(self.codes.constants)
        self._room = MEMBERS_MAX
        state = State(self._program, self._limits)
        values = _Values(self._program, self._limits, self._pool, state)
        self._evaluator = Evaluator(self.codes, 0, state, values)
        self._codes = values.leaves
        self._codes += (self._encoded(*each) for each in enumerate(self._found))

    def _encoded(self, number: int, value: Value | None) -> int:
        """A leaf's value as an integer."""
        self._room -= len(value) if isinstance(value, tuple) else 1
        if isinstance(value, tuple) and self._grows[number]:
            return self._pool.grown(number, value)
        return MISSING if value is None else self._pool.encode(value)

    def read(self) -> None:
        """Reads all of them."""
        self._read(self._all)

    def changed(self, kind: int | None) -> set[int]:
        """Reads those that a row of this kind can change, or time alone (None); which did."""
        numbers = self._by_kind.get(kind)
        if numbers is None:
            numbers = self._by_kind[kind] = [each for each in self._all if self._heeds(each, kind)]
        return self._read(numbers) if numbers else set()

    def _heeds(self, number: int, kind: int | None) -> bool:
        observation = OBSERVATIONS[self.codes.leaves[number].observation]
        return observation.changed_by is None if kind is None else observation.heeds(kind)

    def _read(self, numbers: Iterable[int]) -> set[int]:
        if self._room < 0:
            self._begin_pool()
        changed: set[int] = set()
        for number in numbers:
            leaf = self.codes.leaves[number]
            read = OBSERVATIONS[leaf.observation].read
            value = walked(read(self._history, leaf.of, *leaf.arguments), leaf.keys)
            code = self._encoded(number, value)
            if code != self._codes[number]:
                self._codes[number] = code
                self._found[number] = value
                changed.add(number)
        return changed

    def truth(self, claim: int) -> int:
        """What a claim is with the leaves as they are."""
        postfix = self.codes.claims[claim]
        if len(postfix) == 1:
            return TRUTHS.get(self._evaluator.evaluate(postfix[0], 0, SILENT), UNKNOWN)
        stack: list[int] = []
        for item in postfix:
            if item >= 0:
                found = TRUTHS.get(self._evaluator.evaluate(item, 0, SILENT), UNKNOWN)
            elif item == NOT:
                found = YES - stack.pop()
            else:
                found = (min if item == AND else max)(stack.pop(), stack.pop())
            stack.append(found)
        return stack[0]

    def hold(self, claim: int) -> bool:
        """Whether a claim is true of the leaves as they are."""
        return self.truth(claim) == YES

    def found(self, number: int) -> Value | None:
        """A leaf as it is, None if it is not there."""
        return self._found[number]

    def readings(self, claim: Claim, number: int) -> tuple[Reading, ...]:
        """What the leaves of a claim are, in the author's words."""
        return tuple(
            Reading(leaf.text, self._found[index])
            for leaf, index in zip(claim.leaves, self.codes.read[number], strict=True)
        )
