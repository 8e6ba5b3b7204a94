"""`Waiting`: what operations need in order to wait: a value, an instant, a suspension, its end.

In: expressions of operations, instants. Out: values or faults; rows of the event log, timers on the
agenda.
"""

from engine.limits import Limits
from engine.log.events import Event
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import NONE, ROUTING, SILENT, TIMER
from engine.sim.core.state import State
from engine.sim.core.tags import (
    DIGIT_BITS,
    DURATION,
    FAULTY,
    MISSING,
    NOT_THERE,
    OVERFLOWN,
    SCALE,
    TAG_DIGITS,
    WRONG,
)

SUSPENDED = int(Event.SUSPENDED)
RESUMED = int(Event.RESUMED)


class Waiting:
    """Suspends activations and wakes them; evaluates what operations say for how long."""

    def __init__(self, limits: Limits, *, state: State, evaluator: Evaluator) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._activations = state.activations
        self._requests = state.requests
        self._evaluator = evaluator
        self._duration_max = limits.horizon_us

    def value(self, interaction: int, expression: int) -> int:
        """What an expression gives; what is missing is a fault."""
        value = self._evaluator.evaluate(expression, interaction, SILENT)
        return NOT_THERE if value == MISSING else value

    def until(self, interaction: int, expression: int) -> int:
        """The instant a duration from now on, as a value; a negative duration is none."""
        value = self.value(interaction, expression)
        if value & TAG_DIGITS != DURATION:
            return value if value & TAG_DIGITS == FAULTY else WRONG
        length = max(value >> DIGIT_BITS, 0)
        if length > self._duration_max:
            return OVERFLOWN
        return (self._agenda.now + length) * SCALE

    def suspend(self, interaction: int, until: int) -> None:
        """The activation waits, until an instant or without end (`NONE`)."""
        if until != NONE:
            timer = self._agenda.schedule(until, TIMER, interaction)
            self._activations.timer[interaction] = timer
        block = self._activations.block[interaction]
        self._journal.write(SUSPENDED, interaction, block, NONE, NONE, NONE, until)

    def awake(self, interaction: int) -> None:
        """The activation goes on: nothing that it waits for counts now."""
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
            self._activations.timer[interaction] = NONE
        if self._activations.waiting[interaction] == ROUTING:
            # Who waits for an agent goes on by the customer's will alone: they have hung up.
            self._requests.cancel(interaction, 1)
        self._activations.waiting[interaction] = 0
        self._activations.forget_steps(interaction)
        block = self._activations.block[interaction]
        self._journal.write(RESUMED, interaction, block, NONE, NONE, NONE, NONE)
