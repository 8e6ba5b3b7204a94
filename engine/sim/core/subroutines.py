"""`Subroutines`: operations that call a subroutine and that lead back from one.

In: a program's callings, operations of blocks. Out: the next operation; rows of the event log. The
frames stand in `Activations`; nothing here uses a stack of the engine's own.
"""

from engine.limits import Limits
from engine.log.events import Event, Return
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.life import Life
from engine.sim.core.numbers import EXITED, NONE
from engine.sim.core.state import State
from engine.sim.core.tags import FAULTY, TAG_DIGITS
from engine.sim.core.waiting import Waiting
from engine.sim.invariants import broken

CALLED = int(Event.CALLED)
RETURNED = int(Event.RETURNED)
ASSIGNED = int(Event.ASSIGNED)
BY_ANSWER = int(Return.ANSWERED)


class Subroutines:
    """Calls and returns. Arguments are evaluated in the caller's frame, all before the call."""

    def __init__(
        self,
        program: Program,
        limits: Limits,
        *,
        state: State,
        life: Life,
        waiting: Waiting,
    ) -> None:
        self._journal = state.journal
        self._activations = state.activations
        self._life = life
        self._waiting = waiting
        self._strategies = program.strategies
        self._depth_max = limits.subroutine_depth
        count = len(program.callings)
        self._callees = column(max(count, 1))
        self._starts = column(count + 1)
        total = sum(len(calling.arguments) for calling in program.callings)
        self._codes = column(max(total, 1))
        self._names = column(len(self._codes))
        at = 0
        most = 0
        for number, calling in enumerate(program.callings):
            self._callees[number] = calling.strategy
            for code, name in zip(calling.arguments, calling.names, strict=True):
                self._codes[at] = code
                self._names[at] = name
                at += 1
            self._starts[number + 1] = at
            most = max(most, len(calling.arguments))
        self._given = column(max(most, 1))
        self._entry = column(max(len(program.strategies), 1))
        for number, strategy in enumerate(program.strategies):
            self._entry[number] = strategy.entry

    def call(self, interaction: int, op: int, calling: int) -> int:
        """Begins a subroutine; the caller goes on behind this operation."""
        first = self._starts[calling]
        count = self._starts[calling + 1] - first
        for at in range(count):
            value = self._waiting.value(interaction, self._codes[first + at])
            if value & TAG_DIGITS == FAULTY:
                return self._life.fail(interaction, value)
            self._given[at] = value
        callee = self._callees[calling]
        block = self._activations.block[interaction]
        if self._activations.depth[interaction] >= self._depth_max:
            broken("I-45", interaction, block, self._depth_max)
        self._activations.called(interaction, callee, op + 1)
        base = self._activations.base[interaction]
        at = base
        for value in self._strategies[callee].first_values:
            self._activations.slots[at] = value
            at += 1
        depth = self._activations.depth[interaction]
        self._journal.write(CALLED, interaction, block, NONE, NONE, callee, depth)
        for at in range(count):
            value = self._given[at]
            self._activations.slots[base + at] = value
            name = self._names[first + at]
            self._journal.write(ASSIGNED, interaction, block, NONE, NONE, name, value)
        return self._life.cross(interaction, callee, self._entry[callee])

    def give(self, interaction: int, expression: int) -> int:
        """Leaves a subroutine with its results, which the caller's block has for an answer."""
        value = self._waiting.value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, value)
        block = self._activations.block[interaction]
        if not self._activations.is_called(interaction):
            # The run began in the subroutine: it has no block to go back to, and is over.
            self._journal.write(RETURNED, interaction, NONE, NONE, NONE, BY_ANSWER, value)
            return self._life.default_route(interaction, block, EXITED)
        self._activations.returned(interaction)
        block = self._activations.block[interaction]
        self._journal.write(RETURNED, interaction, block, NONE, NONE, BY_ANSWER, value)
        self._activations.answered(interaction, block, value)
        return self._activations.resume[interaction]

    def fail(self, interaction: int) -> int:
        """Leaves a subroutine with the latest fault of its run."""
        return self._life.fail_call(interaction)
