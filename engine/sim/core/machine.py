"""`Machine`: runs strategies, operation by operation, and whatever the agenda brings.

In: a program's operations, and events. Out: rows of the event log.
An activation runs until it suspends or ends; nothing else happens meanwhile. Every operation gives
the next one to run, or `REST`: there is no recursion, however long a strategy goes on.
"""

from engine.limits import Limits
from engine.log.events import Cause, Event
from engine.ops import NO_CODE, NO_PORT, OP_WIDTH, Op, Place
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.expressions import Evaluator
from engine.sim.core.life import Life
from engine.sim.core.numbers import (
    ANSWER,
    EXITED,
    HUNG,
    NONE,
    NOTING,
    REST,
    SCAN,
    SILENT,
    TIMER,
    WRITTEN,
)
from engine.sim.core.state import State
from engine.sim.core.tags import (
    DIGIT_BITS,
    DURATION,
    FAULTY,
    FLAG,
    INTEGER,
    MISSING,
    NOT_THERE,
    OVERFLOWN,
    SCALE,
    TAG_DIGITS,
    TOO_MUCH,
    TRUE,
    WRONG,
)
from engine.sim.core.views import Views
from engine.sim.host import SENT, Servers, Words
from engine.values import KV_INTEGER_MAX

(
    LET, SET, ATTACH, BRANCH, LEAVE, CALL, WAIT, LOG, PARK, STOP, DISCONNECT, ENTER, EXIT,
    DEFAULT_ROUTE, PLAY, COLLECT, DRAW,
) = map(int, Op)  # fmt: skip

ASSIGNED = int(Event.ASSIGNED)
ATTACHED = int(Event.ATTACHED)
SCANNED = int(Event.SCANNED)
PULLED = int(Event.PULLED)
SUSPENDED = int(Event.SUSPENDED)
RESUMED = int(Event.RESUMED)
LOGGED = int(Event.LOGGED)
HUNG_UP = int(Event.HUNG_UP)
PLAYED = int(Event.PLAYED)
DRAWN = int(Event.DRAWN)

PARKED = int(Cause.PARKED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
OUT_ABANDONED = int(Place.ABANDONED)

WIDTH = OP_WIDTH
NO_EXPRESSION = int(NO_CODE)
NO_WAY = int(NO_PORT)
CARRIED_MAX = KV_INTEGER_MAX
CARRIED_MIN = -KV_INTEGER_MAX - 1


class Machine:
    """The parts of a run at work together. The order of rows is said in `engine.log.events`."""

    def __init__(
        self,
        program: Program,
        limits: Limits,
        *,
        state: State,
        evaluator: Evaluator,
        servers: Servers,
        words: Words,
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._evaluator = evaluator
        self._servers = servers
        self._words = words
        self._views = Views(program, state, evaluator)
        self.life = Life(
            program,
            limits,
            state=state,
            evaluator=evaluator,
            views=self._views,
            servers=servers,
            words=words,
        )
        self._ops = program.ops or column(1)
        self._view_strategies = column(len(program.views))
        for number, view in enumerate(program.views):
            self._view_strategies[number] = view.strategy
        self._keys_max = limits.data_keys
        self._duration_max = limits.horizon_us

    # What happens

    def run(self, horizon: int) -> bool:
        """Runs until nothing is left to happen, or up to and with an instant. Gives which."""
        while True:
            time = self._agenda.next_time()
            if time == NONE:
                return True
            if time > horizon:
                return False
            kind = self._agenda.take()
            subject = self._agenda.subject
            if kind == SCAN:
                self._scan(subject)
            elif kind == TIMER:
                self._ring(subject)
            elif kind == ANSWER:
                self._servers.arrived(subject)
            else:
                self._servers.happened(subject)
            self._places.balance()

    def start(self, interaction: int, strategy: int, view: int) -> None:
        """Starts a strategy for an interaction that runs; `view` has pulled it, or `NONE`."""
        queue = NONE if view == NONE else self._places.queue[interaction]
        self._advance(interaction, self.life.begin(interaction, strategy, queue, view))

    def go(self, interaction: int, strategy: int, block: int) -> None:
        """Lets an activation that `Life.open` has made begin at its block."""
        self._advance(interaction, self.life.cross(interaction, strategy, block))

    def hang_up(self, interaction: int) -> None:
        """The caller hangs up while the activation waits: nothing that it waits for counts now."""
        block = self._activations.block[interaction]
        self._journal.write(HUNG_UP, interaction, block, NONE, NONE, NONE, NONE)
        self._places.set_session(interaction, 0, self._places.known[interaction])
        handler = self.life.abandoned_at(interaction)
        if handler == NONE:
            self.life.finish(interaction, OUT_ABANDONED, self._words.reason(HUNG))
        else:
            self._awake(interaction)
            self._advance(interaction, self.life.enter(interaction, handler))

    def resume(self, interaction: int) -> None:
        """Goes on after the operation that suspended the activation."""
        self._awake(interaction)
        self._advance(interaction, self._activations.resume[interaction])

    def resume_failed(self, interaction: int, number: int, content: int) -> None:
        """Goes on where the fault of the block's call leads; the FaultString is a content."""
        self._awake(interaction)
        block = self._activations.block[interaction]
        self._activations.failed(interaction, block, number, content)
        self._advance(interaction, self.life.handle(interaction, number))

    def wait_for(self, interaction: int, reference: int, timeout: int) -> None:
        """Suspends an activation until its ESP call ends; `timeout` -1 is none."""
        self._activations.waiting[interaction] = reference
        self._suspend(interaction, NONE if timeout == NONE else self._agenda.now + timeout)

    def wait_again(self, interaction: int, reference: int, timeout: int) -> None:
        """Something has come that an activation waits for, and it waits for more."""
        self._awake(interaction)
        self.wait_for(interaction, reference, timeout)

    def leave_by(self, interaction: int, port: int) -> None:
        """Goes on by a port of the block that suspended the activation."""
        self._awake(interaction)
        self._advance(interaction, self.life.leave(interaction, port))

    def _scan(self, view: int) -> None:
        self._views.scan(view)
        if not self._views.seen_count:
            return
        count = self._views.taken_count
        queue = self._views.queue[view]
        event = self._journal.write(SCANNED, NONE, NONE, NONE, queue, view, count)
        for at in range(self._views.passed_count):
            self._words.explain_passing(event, self._views.passed[at], view)
        for at in range(count):
            interaction = self._views.taken[at]
            waited = self._agenda.now - self._places.placed[interaction]
            self._journal.write(PULLED, interaction, NONE, NONE, queue, view, waited)
            if waited > self._views.every[view]:
                # It was left there for a while, not moved on at the first look.
                self._places.hops[interaction] = 0
            self._places.run(interaction, queue)
        for at in range(count):
            interaction = self._views.taken[at]
            self._activations.forget_steps(interaction)
            self.start(interaction, self._view_strategies[view], view)

    def _ring(self, interaction: int) -> None:
        self._activations.timer[interaction] = NONE
        reference = self._activations.waiting[interaction]
        if reference:
            self._servers.timed_out(interaction, reference)
        else:
            self.resume(interaction)

    def _awake(self, interaction: int) -> None:
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
            self._activations.timer[interaction] = NONE
        self._activations.waiting[interaction] = 0
        self._activations.forget_steps(interaction)
        block = self._activations.block[interaction]
        self._journal.write(RESUMED, interaction, block, NONE, NONE, NONE, NONE)

    # Operations

    def _advance(self, interaction: int, op: int) -> None:
        while op != REST:
            op = self._step(interaction, op)

    def _step(self, interaction: int, op: int) -> int:  # noqa: C901, PLR0912 - one line each
        row = WIDTH * op
        code = self._ops[row]
        first = self._ops[row + 1]
        if code == BRANCH:
            return self._branch(interaction, op, first, self._ops[row + 2], self._ops[row + 3])
        if code == LEAVE:
            return self.life.leave(interaction, first)
        if code in (SET, LET):
            return self._set(interaction, op, first, self._ops[row + 2], self._ops[row + 3])
        if code == ATTACH:
            return self._attach(interaction, op, first, self._ops[row + 2])
        if code == CALL:
            return self._call(interaction, op, first)
        if code == WAIT:
            return self._wait(interaction, op, first)
        if code == PLAY:
            return self._play(interaction, op, first, self._ops[row + 2])
        if code == COLLECT:
            return self._collect(interaction, op, first)
        if code == DRAW:
            return self._draw(interaction, op, first)
        if code == LOG:
            return self._log(interaction, op, first)
        if code == PARK:
            return self._park(interaction, first, self._ops[row + 2])
        if code == STOP:
            return self._finish_for(interaction, self._servers.stop_place(interaction), first)
        if code == DISCONNECT:
            return self._finish_for(interaction, OUT_DISCONNECTED, first)
        if code == ENTER:
            self.life.end(interaction, self._activations.block[interaction])
            return self.life.begin(interaction, first, NONE, NONE)
        where = self._activations.block[interaction]
        return self.life.default_route(interaction, where, EXITED if code == EXIT else WRITTEN)

    def _value(self, interaction: int, expression: int) -> int:
        value = self._evaluator.evaluate(expression, interaction, SILENT)
        return NOT_THERE if value == MISSING else value

    def _set(self, interaction: int, op: int, slot: int, expression: int, name: int) -> int:
        value = self._value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, value)
        self._activations.slots[self._activations.base[interaction] + slot] = value
        if self._ops[WIDTH * op] == SET:
            block = self._activations.block[interaction]
            self._journal.write(ASSIGNED, interaction, block, NONE, NONE, name, value)
        return op + 1

    def _attach(self, interaction: int, op: int, key: int, expression: int) -> int:
        value = self._value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, value)
        attached = self._places.attached[interaction]
        if len(attached) >= self._keys_max and key not in attached:
            return self.life.fail(interaction, TOO_MUCH)
        if value & TAG_DIGITS == INTEGER and not CARRIED_MIN <= value >> DIGIT_BITS <= CARRIED_MAX:
            return self.life.fail(interaction, OVERFLOWN)
        attached[key] = value
        block = self._activations.block[interaction]
        self._journal.write(ATTACHED, interaction, block, NONE, NONE, key, value)
        return op + 1

    def _branch(self, interaction: int, op: int, expression: int, yes: int, no: int) -> int:
        value = self._evaluator.evaluate(expression, interaction, NOTING)
        if value & TAG_DIGITS != FLAG:
            if value & TAG_DIGITS == FAULTY:
                return self.life.fail(interaction, value)
            return self.life.fail(interaction, NOT_THERE if value == MISSING else WRONG)
        if value == TRUE:
            return self.life.leave(interaction, yes)
        return op + 1 if no == NO_WAY else self.life.leave(interaction, no)

    def _call(self, interaction: int, op: int, call: int) -> int:
        self._activations.resume[interaction] = op + 1
        block = self._activations.block[interaction]
        outcome = self._servers.call(interaction, block, call)
        if outcome & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, outcome)
        return op + 1 if outcome == SENT else REST

    def _wait(self, interaction: int, op: int, expression: int) -> int:
        until = self._until(interaction, expression)
        if until & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, until)
        if until >> DIGIT_BITS == self._agenda.now:
            return op + 1  # no time passes, so the count of blocks goes on
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        self._suspend(interaction, until >> DIGIT_BITS)
        return REST

    def _play(self, interaction: int, op: int, prompt: int, expression: int) -> int:
        text = self._value(interaction, prompt)
        if text & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, text)
        until = self._until(interaction, expression)
        if until & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, until)
        now, block = self._agenda.now, self._activations.block[interaction]
        end = until >> DIGIT_BITS
        self._journal.write(PLAYED, interaction, block, NONE, NONE, text, end - now)
        if end == now:
            return op + 1
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        self._suspend(interaction, end)
        return REST

    def _collect(self, interaction: int, op: int, collection: int) -> int:
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        block = self._activations.block[interaction]
        outcome = self._servers.collect(interaction, block, collection)
        if outcome & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, outcome)
        return REST

    def _draw(self, interaction: int, op: int, slot: int) -> int:
        block = self._activations.block[interaction]
        number = self._servers.draw(interaction, block)
        self._activations.slots[self._activations.base[interaction] + slot] = (
            number * SCALE + INTEGER
        )
        self._journal.write(DRAWN, interaction, block, NONE, NONE, number, NONE)
        return op + 1

    def _suspend(self, interaction: int, until: int) -> None:
        if until != NONE:
            timer = self._agenda.schedule(until, TIMER, interaction)
            self._activations.timer[interaction] = timer
        block = self._activations.block[interaction]
        self._journal.write(SUSPENDED, interaction, block, NONE, NONE, NONE, until)

    def _until(self, interaction: int, expression: int) -> int:
        """The instant a duration from now on, as a value; a negative duration is none."""
        value = self._value(interaction, expression)
        if value & TAG_DIGITS != DURATION:
            return value if value & TAG_DIGITS == FAULTY else WRONG
        length = max(value >> DIGIT_BITS, 0)
        if length > self._duration_max:
            return OVERFLOWN
        return (self._agenda.now + length) * SCALE

    def _log(self, interaction: int, op: int, expression: int) -> int:
        value = self._value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, value)
        block = self._activations.block[interaction]
        self._journal.write(LOGGED, interaction, block, NONE, NONE, value, NONE)
        return op + 1

    def _park(self, interaction: int, queue: int, expression: int) -> int:
        visible = self._agenda.now * SCALE
        if expression != NO_EXPRESSION:
            visible = self._until(interaction, expression)
            if visible & TAG_DIGITS == FAULTY:
                return self.life.fail(interaction, visible)
        self.life.end(interaction, self._activations.block[interaction])
        self.life.put(interaction, queue, visible >> DIGIT_BITS, PARKED)
        return REST

    def _finish_for(self, interaction: int, place: int, expression: int) -> int:
        reason = MISSING
        if expression != NO_EXPRESSION:
            reason = self._value(interaction, expression)
            if reason & TAG_DIGITS == FAULTY:
                return self.life.fail(interaction, reason)
        self.life.finish(interaction, place, reason)
        return REST
