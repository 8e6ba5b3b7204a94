"""`Claims`: what an interaction claims an agent with: its priority, its age, its objective.

In: the routing that it waits by, expressions. Out: a priority, what `Tuning` compares, or faults;
rows of the event log.
"""

from engine.log.events import Event
from engine.ops import NO_CODE
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.core.tags import DIGIT_BITS, DURATION, FAULTY, INTEGER, TAG_DIGITS, WRONG
from engine.sim.core.waiting import Waiting
from engine.staff import USUAL_OBJECTIVE_US

TUNED = int(Event.TUNED)
NO_EXPRESSION = int(NO_CODE)
USUAL_US = USUAL_OBJECTIVE_US


class Claims:
    """Tables by routing. `is_tuned` says that some routing of the program is tuned."""

    def __init__(self, program: Program, *, state: State, waiting: Waiting) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._requests = state.requests
        self._tuning = state.requests.turns.tuning
        self._waiting = waiting
        self.is_tuned = self._tuning.is_used
        count = max(len(program.routings), 1)
        self._priority = column(count, NONE)
        self._tuned = column(count)
        self._ages = column(count)
        self._queue = column(count, NONE)
        self._objective = column(count, NONE)
        for number, routing in enumerate(program.routings):
            self._priority[number] = routing.priority
            self._tuned[number] = int(routing.is_tuned)
            self._ages[number] = int(routing.use_age)
            self._queue[number] = routing.virtual_queue if routing.use_predict else NONE
            self._objective[number] = routing.objective

    def priority(self, interaction: int, routing: int) -> int:
        """The priority by which an interaction waits, as a value, or a fault."""
        if self._priority[routing] == NO_EXPRESSION:
            return INTEGER
        priority = self._waiting.value(interaction, self._priority[routing])
        if priority & TAG_DIGITS == INTEGER or priority & TAG_DIGITS == FAULTY:
            return priority
        return WRONG

    def tune(self, interaction: int, routing: int) -> int:
        """What is compared of an interaction that is about to wait; 0, or a fault."""
        objective = USUAL_US
        if self._objective[routing] != NO_EXPRESSION:
            value = self._waiting.value(interaction, self._objective[routing])
            if value & TAG_DIGITS != DURATION:
                return value if value & TAG_DIGITS == FAULTY else WRONG
            objective = max(value >> DIGIT_BITS, 1)
        length, foretold = 0, 0
        if self._queue[routing] != NONE:
            foretold = 1
            length = self._requests.estimated_wait(self._queue[routing])
        elif self._ages[routing]:
            length = self._agenda.now - self._places.created[interaction]
        self._tuning.begin(interaction, length, foretold, objective)
        return 0

    def tell(self, interaction: int, routing: int, block: int) -> None:
        """Writes down what is compared, where a routing is tuned."""
        if self._tuned[routing]:
            objective = NONE
            if self._objective[routing] != NO_EXPRESSION:
                objective = self._tuning.scale[interaction]
            length = self._tuning.length(interaction)
            self._journal.write(TUNED, interaction, block, NONE, NONE, length, objective)
