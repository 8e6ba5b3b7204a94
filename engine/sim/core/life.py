"""`Life`: how activations begin, go from block to block and end, and where interactions go then.

In: a program's blocks and ports; what operations decide. Out: rows of the event log, interactions
in other places. What an activation does next is the index of an operation, or `REST` if it waits or
is over.
"""

from engine.failures import Failure
from engine.faults import MISSING_DATA, MISSING_DECLARED_DATA, TIMEOUT
from engine.limits import Limits
from engine.log.events import Cause, Event, Return
from engine.ops import Place
from engine.program.model import ANY_FAULT, TIMEOUT_ROW, Program
from engine.sim.core.columns import column
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import (
    DISABLED,
    EXITED,
    FULL,
    HOPS,
    MET_HOPS,
    MET_STEPS,
    NEVER,
    NONE,
    REST,
    ROUTING,
    STEPS,
    STEPS_IN_TOTAL,
    VOICE,
)
from engine.sim.core.state import State
from engine.sim.core.tags import (
    DIGIT_BITS,
    MISSING,
    TAG_DIGITS,
)
from engine.sim.core.views import Views
from engine.sim.host import Servers, Words
from engine.sim.invariants import broken

STARTED = int(Event.STARTED)
ENTERED = int(Event.ENTERED)
ATTACHED = int(Event.ATTACHED)
LEFT = int(Event.LEFT)
FAULTED = int(Event.FAULTED)
PLACED = int(Event.PLACED)
REJECTED = int(Event.REJECTED)
LIMIT = int(Event.LIMIT)
ENDED = int(Event.ENDED)
LAST = int(Event.FINAL)
FAILED = int(Event.FAILED)
IS_DISABLED = int(Failure.QUEUE_DISABLED)
LEFT_SUB = int(Event.RETURNED)
BY_FAULT = int(Return.FAILED)
BY_HANGING_UP = int(Return.HUNG_UP)

SUBMITTED = int(Cause.SUBMITTED)
RETURNED = int(Cause.RETURNED)
IN_QUEUE = int(Place.QUEUED)
OUT_DEFAULT_ROUTED = int(Place.DEFAULT_ROUTED)
OUT_ABANDONED = int(Place.ABANDONED)
WITH_AGENT = int(Place.HANDLED)
OUT_REJECTED = int(Place.REJECTED)
OUT_FAULTED = int(Place.FAULTED)

EVERY_FAULT = int(ANY_FAULT)
FAULT_BITS = 20
TIMEOUTS = int(TIMEOUT_ROW)


class Life:
    """The tables of blocks, ports and strategies, and the rules of moving along them."""

    def __init__(
        self,
        program: Program,
        limits: Limits,
        *,
        state: State,
        evaluator: Evaluator,
        views: Views,
        servers: Servers,
        words: Words,
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._requests = state.requests
        self._evaluator = evaluator
        self._views = views
        self._servers = servers
        self._words = words
        self._reasons: dict[int, int] = {}
        self._contents: dict[int, int] = {}
        self._block_ops = program.block_ops or column(1)
        self._port_starts = program.port_starts or column(1)
        self._port_targets = program.port_targets or column(1)
        self._handler_starts = program.handler_starts or column(1)
        self._handlers = program.handlers or column(1)
        self._strategies = program.strategies
        count = len(program.strategies)
        self._entry = column(count)
        self._first_block = column(count)
        self._last_block = column(count)
        self._on_abandoned = column(count)
        for number, strategy in enumerate(program.strategies):
            self._entry[number] = strategy.entry
            self._first_block[number] = strategy.first_block
            self._last_block[number] = strategy.last_block
            self._on_abandoned[number] = strategy.on_abandoned
        self._list_values(program)
        self._steps_max = limits.steps
        self._steps_in_total_max = limits.steps_in_total
        self._hops_max = limits.hops

    def _list_values(self, program: Program) -> None:
        """The first values of variables and the declared data of all strategies."""
        count = len(program.strategies)
        values = [value for each in program.strategies for value in each.first_values]
        data = [number for each in program.strategies for pair in each.data for number in pair]
        self._value_starts = column(count + 1)
        self._data_starts = column(count + 1)
        for number, strategy in enumerate(program.strategies):
            self._value_starts[number + 1] = self._value_starts[number] + len(strategy.first_values)
            self._data_starts[number + 1] = self._data_starts[number] + len(strategy.data)
        self._values = column(max(len(values), 1))
        self._data = column(max(len(data), 1))
        for at, value in enumerate(values):
            self._values[at] = value
        for at, value in enumerate(data):
            self._data[at] = value

    # Words

    def reason(self, number: int) -> int:
        """The text of a reason of the core, or of a fault, as a value."""
        found = self._reasons.get(number, MISSING)
        if found == MISSING:
            found = self._words.reason(number)
            self._reasons[number] = found
        return found

    def explain(self, event: int, number: int, key: int) -> int:
        """Says why a block has failed; `key` is what was missing, or 0. Gives the content."""
        if self._journal.explains:
            return self._words.explain_fault(event, number, key)
        said = (key << FAULT_BITS) + number
        if said not in self._contents:
            self._contents[said] = self._words.explain_fault(event, number, key)
        return self._contents[said]

    def forget_words(self) -> None:
        """The values of reasons and of explained faults are not remembered any longer."""
        self._reasons.clear()
        self._contents.clear()
        self._evaluator.forget()

    # Activations

    def begin(self, interaction: int, strategy: int, queue: int, view: int) -> int:
        """A strategy begins for an interaction, which a view has pulled from a queue, or none."""
        entry = self._entry[strategy]
        self.open(interaction, strategy, entry, queue, view)
        return self.cross(interaction, strategy, entry)

    def open(self, interaction: int, strategy: int, block: int, queue: int, view: int) -> None:
        """Makes an activation that is to begin at a block; variables have their first values."""
        self._activations.begin(interaction, strategy)
        base = self._activations.base[interaction]
        for at in range(self._value_starts[strategy], self._value_starts[strategy + 1]):
            self._activations.slots[base] = self._values[at]
            base += 1
        self._journal.write(STARTED, interaction, block, NONE, queue, strategy, view)

    def cross(self, interaction: int, strategy: int, block: int) -> int:
        """Enters the first block, if the interaction has the data that the strategy declares."""
        for at in range(self._data_starts[strategy], self._data_starts[strategy + 1]):
            found = self._places.attached.get(interaction, self._data[2 * at])
            if found & TAG_DIGITS != self._data[2 * at + 1]:
                return self._refuse(interaction, strategy, self._data[2 * at])
        return self.enter(interaction, block)

    def _refuse(self, interaction: int, strategy: int, key: int) -> int:
        """The border check has failed: the strategy starts at its `on fault`, or not at all."""
        declared = self._strategies[strategy]
        number = MISSING_DECLARED_DATA
        event = self._journal.write(FAULTED, interaction, NONE, NONE, NONE, NONE, number)
        content = self.explain(event, number, key)
        self._activations.failed_at_border(interaction, number, content)
        if declared.on_fault != NONE:
            return self.enter(interaction, declared.on_fault)
        if declared.subroutine:
            return self.fail_call(interaction)
        return self._give_up(interaction, number)

    def enter(self, interaction: int, block: int) -> int:
        """Enters a block, or stops short if there have been too many."""
        strategy = self._activations.strategy[interaction]
        if block < self._first_block[strategy] or block > self._last_block[strategy]:
            broken("I-44", interaction, block, strategy)
        if self._activations.steps[interaction] >= self._steps_max:
            return self._stop_short(interaction, block, STEPS)
        if self._activations.steps_in_total[interaction] >= self._steps_in_total_max:
            return self._stop_short(interaction, block, STEPS_IN_TOTAL)
        self._activations.steps[interaction] += 1
        self._activations.steps_in_total[interaction] += 1
        self._activations.block[interaction] = block
        self._journal.write(ENTERED, interaction, block, NONE, NONE, NONE, NONE)
        return self._block_ops[block]

    def _stop_short(self, interaction: int, block: int, limit: int) -> int:
        self._journal.write(LIMIT, interaction, block, NONE, NONE, limit, NONE)
        return self.default_route(interaction, block, MET_STEPS)

    def leave(self, interaction: int, port: int) -> int:
        """Leaves the block that an interaction is in, by a port."""
        block = self._activations.block[interaction]
        target = self._port_targets[self._port_starts[block] + port]
        self._journal.write(LEFT, interaction, block, port, NONE, target, NONE)
        self._activations.block[interaction] = NONE
        return self.enter(interaction, target)

    def end(self, interaction: int, where: int) -> None:
        """The activation is over, at a block or before its first (`NONE`)."""
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
        if self._activations.waiting[interaction] == ROUTING:
            gone = self._places.abandoned[interaction] != NEVER
            self._requests.cancel(interaction, gone)
        self._journal.write(ENDED, interaction, where, NONE, NONE, NONE, NONE)
        self._activations.end(interaction)

    def default_route(self, interaction: int, where: int, reason: int) -> int:
        """A call goes to its default destination, a chat back to the queue it came from."""
        self.end(interaction, where)
        queue = self._places.queue[interaction]
        if self._places.family[interaction] == VOICE or queue == NONE:
            self.finish(interaction, OUT_DEFAULT_ROUTED, self.reason(reason))
        else:
            self.put(interaction, queue, self._agenda.now, RETURNED)
        return REST

    # Interactions

    def submit(self, interaction: int, queue: int) -> None:
        """A server places an interaction in a queue."""
        self.put(interaction, queue, self._agenda.now, SUBMITTED)

    def put(self, interaction: int, queue: int, visible: int, cause: int) -> None:
        """Places an interaction in a queue; no view sees it before `visible`."""
        if visible > self._agenda.now:
            self._places.hops[interaction] = 0
        elif cause != SUBMITTED:
            self._places.hops[interaction] += 1
            if self._places.hops[interaction] > self._hops_max:
                self._journal.write(LIMIT, interaction, NONE, NONE, queue, HOPS, NONE)
                self.finish(interaction, OUT_FAULTED, self.reason(MET_HOPS))
                return
        if self._places.is_disabled[queue]:
            self._journal.write(FAILED, interaction, NONE, NONE, queue, IS_DISABLED, NONE)
            self.finish(interaction, OUT_REJECTED, self.reason(DISABLED))
            return
        if self._places.is_full(queue):
            capacity = self._places.capacity[queue]
            self._journal.write(REJECTED, interaction, NONE, NONE, queue, NONE, capacity)
            self.finish(interaction, OUT_REJECTED, self.reason(FULL))
            return
        self._places.put(interaction, queue, visible)
        self._journal.write(PLACED, interaction, NONE, NONE, queue, cause, visible)
        self._views.wake(queue, max(visible, self._agenda.now + 1))

    def finish(self, interaction: int, place: int, reason: int) -> None:
        """Brings an interaction to a final place; its activation, if there is one, ends.

        However the strategy ends a call whose caller has hung up, the call was abandoned; unless
        it is a fault that ends it, which must not go unseen. One that an agent has is not.
        """
        if self._activations.is_running(interaction):
            self.end(interaction, self._activations.block[interaction])
        if self._places.family[interaction] != VOICE:
            if self._places.noted[interaction]:
                self._servers.finishing(interaction)
        elif (
            not self._places.online[interaction]
            and place != OUT_FAULTED
            and self._places.place[interaction] != WITH_AGENT
        ):
            place = OUT_ABANDONED
        self._places.finish(interaction, place)
        self._journal.write(LAST, interaction, NONE, NONE, NONE, place, reason)

    def attach(self, interaction: int, key: int, value: int) -> None:
        """A server sets a key of attached data."""
        self._places.attached.set(interaction, key, value)
        self._journal.write(ATTACHED, interaction, NONE, NONE, NONE, key, value)
        self.changed(interaction)

    def changed(self, interaction: int) -> None:
        """Views look again at an interaction of which something has changed."""
        if self._places.place[interaction] == IN_QUEUE:
            self._views.wake(self._places.queue[interaction], self._agenda.now)

    # Faults

    def abandoned_at(self, interaction: int) -> int:
        """The block where the activation goes on when the caller hangs up, or `NONE`.

        The innermost handler counts: that of the subroutine, of its caller, and so on.
        """
        handler = self._on_abandoned[self._activations.strategy[interaction]]
        frame = self._activations.base[interaction] // self._activations.width
        while handler == NONE and self._activations.caller[frame] != NONE:
            handler = self._on_abandoned[self._activations.callers[frame]]
            frame = self._activations.caller[frame] // self._activations.width
        return handler

    def unwind(self, interaction: int, block: int) -> None:
        """Leaves the subroutines that a block, which is entered next, does not stand in."""
        strategy = self._activations.strategy[interaction]
        while block < self._first_block[strategy] or block > self._last_block[strategy]:
            self._activations.returned(interaction)
            strategy = self._activations.strategy[interaction]
            call = self._activations.block[interaction]
            self._journal.write(LEFT_SUB, interaction, call, NONE, NONE, BY_HANGING_UP, NONE)

    def fail_call(self, interaction: int) -> int:
        """Leaves a subroutine by the fault port of its caller's block, with the latest fault."""
        number = self._activations.latest_fault(interaction)
        content = self._activations.latest_content(interaction)
        block = self._activations.block[interaction]
        if not self._activations.is_called(interaction):
            # The run began in the subroutine: it has no block to go back to, and is over.
            event = self._journal.write(LEFT_SUB, interaction, NONE, NONE, NONE, BY_FAULT, -number)
            self._words.repeat_fault(event, number, content)
            return self.default_route(interaction, block, EXITED)
        self._activations.returned(interaction)
        block = self._activations.block[interaction]
        event = self._journal.write(LEFT_SUB, interaction, block, NONE, NONE, BY_FAULT, -number)
        content = self._words.repeat_fault(event, number, content)
        self._activations.failed(interaction, block, number, content)
        for row in range(self._handler_starts[block], self._handler_starts[block + 1]):
            taken = self._handlers[2 * row]
            if taken in (number, EVERY_FAULT):
                return self.leave(interaction, self._handlers[2 * row + 1])
        return self._give_up(interaction, number)

    def fail(self, interaction: int, fault: int) -> int:
        """The block ends with a fault of its own, given as a value."""
        number = fault >> DIGIT_BITS
        block = self._activations.block[interaction]
        event = self._journal.write(FAULTED, interaction, block, NONE, NONE, NONE, number)
        key = self._evaluator.missing_key if number == MISSING_DATA else MISSING
        content = self.explain(event, number, key)
        self._activations.failed(interaction, block, number, content)
        return self.handle(interaction, number)

    def handle(self, interaction: int, number: int) -> int:
        """Leaves the block where a fault, or a time-out, leads."""
        block = self._activations.block[interaction]
        for row in range(self._handler_starts[block], self._handler_starts[block + 1]):
            taken = self._handlers[2 * row]
            if taken == (TIMEOUTS if number == TIMEOUT else number) or (
                taken == EVERY_FAULT and number != TIMEOUT
            ):
                return self.leave(interaction, self._handlers[2 * row + 1])
        return self._give_up(interaction, number)

    def _give_up(self, interaction: int, number: int) -> int:
        """Nobody takes the fault: a call ends, a chat goes back to its queue."""
        if self._places.family[interaction] != VOICE:
            return self.default_route(interaction, self._activations.block[interaction], number)
        self.finish(interaction, OUT_FAULTED, self.reason(number))
        return REST
