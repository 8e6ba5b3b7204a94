"""`Machine`: runs strategies, operation by operation, and whatever the agenda brings.

In: a program's operations, and events. Out: rows of the event log.
An activation runs until it suspends or ends; nothing else happens meanwhile. Every operation gives
the next one to run, or `REST`: there is no recursion, however long a strategy goes on.
"""

from engine.limits import Limits
from engine.log.events import Event
from engine.ops import NO_PORT, OP_WIDTH, Family, Op, Place
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.crowd import Crowd
from engine.sim.core.endings import Endings
from engine.sim.core.exchanges import Exchanges
from engine.sim.core.expressions import Evaluator
from engine.sim.core.handling import Handling
from engine.sim.core.keeping import Keeping
from engine.sim.core.life import Life
from engine.sim.core.numbers import (
    ACTS,
    ANSWER,
    BY_HOST,
    COMES,
    COMES_AS_RECORDED,
    COMES_BY_BURST,
    CROWD,
    EXITED,
    GAVE_UP,
    GIVES_UP,
    HUNG,
    NOBODY,
    NONE,
    NOTING,
    REST,
    ROUTING,
    SCAN,
    SHIFTS,
    TIMER,
    TO_BE_ASKED,
    WHAT_BITS,
    WRAPPED_UP,
    WRITTEN,
)
from engine.sim.core.routing import Routing
from engine.sim.core.state import State
from engine.sim.core.subroutines import Subroutines
from engine.sim.core.tags import FAULTY, FLAG, MISSING, NOT_THERE, TAG_DIGITS, TRUE, WRONG
from engine.sim.core.treatments import Treatments
from engine.sim.core.upkeep import Upkeep
from engine.sim.core.views import Views
from engine.sim.core.waiting import Waiting
from engine.sim.host import SENT, Servers, Words
from engine.sim.invariants import broken

(
    LET, SET, ATTACH, BRANCH, LEAVE, CALL, WAIT, LOG, PARK, STOP, DISCONNECT, ENTER, EXIT,
    DEFAULT_ROUTE, PLAY, COLLECT, DRAW, CALL_SUBROUTINE, RETURN, RETURN_FAULT, WORKBIN, ROUTE,
) = map(int, Op)  # fmt: skip

SCANNED = int(Event.SCANNED)
PULLED = int(Event.PULLED)
HUNG_UP = int(Event.HUNG_UP)
TRANSFERRED = int(Event.TRANSFERRED)
OUT_ABANDONED = int(Place.ABANDONED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
IS_HANDLED = int(Place.HANDLED)
IS_VOICE = int(Family.VOICE)
IS_CHAT = int(Family.CHAT)

WIDTH = OP_WIDTH
NO_WAY = int(NO_PORT)


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
        self.views = Views(program, state, evaluator)
        self.life = Life(
            program,
            limits,
            state=state,
            evaluator=evaluator,
            views=self.views,
            servers=servers,
            words=words,
        )
        self._waiting = Waiting(limits, state=state, evaluator=evaluator)
        self.exchanges = Exchanges(program, state=state, evaluator=evaluator, waiting=self._waiting)
        self._keeping = Keeping(limits, state=state, life=self.life, waiting=self._waiting)
        self._treatments = Treatments(
            state=state, life=self.life, waiting=self._waiting, servers=servers
        )
        self._subroutines = Subroutines(
            program, limits, state=state, life=self.life, waiting=self._waiting
        )
        self._endings = Endings(state=state, life=self.life, waiting=self._waiting, servers=servers)
        self.handling = Handling(
            program, state=state, life=self.life, waiting=self._waiting, servers=servers
        )
        self.routing = Routing(
            program, state=state, life=self.life, waiting=self._waiting, servers=servers,
            words=words,
        )  # fmt: skip
        self._crowd: Crowd | None = None
        self.upkeep = Upkeep(state=state, routing=self.routing, servers=servers)
        self._ops = program.ops or column(1)
        self._view_strategies = column(len(program.views))
        for number, view in enumerate(program.views):
            self._view_strategies[number] = view.strategy

    def join(self, crowd: Crowd) -> None:
        """The customers of a simulation come to this run."""
        self._crowd = crowd

    # What happens

    def run(self, horizon: int) -> bool:
        """Runs until nothing is left to happen, or up to and with an instant. Gives which."""
        while True:
            self.routing.settle()
            self.upkeep.keep()
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
            elif kind == CROWD:
                what = subject >> WHAT_BITS
                self._act(what, subject - (what << WHAT_BITS))
            elif kind == ANSWER:
                self._answered(subject)
            else:
                self._servers.happened(subject)

    def _answered(self, arrival: int) -> None:
        """An answer has come: who waits for it goes on."""
        interaction = self.exchanges.come(arrival)
        if interaction == BY_HOST:
            self._servers.arrived(arrival)
        elif interaction != NOBODY:
            self.resume(interaction)

    def _act(self, what: int, who: int) -> None:
        """The people of a simulation do something; see `core.numbers`."""
        crowd = self._crowd
        if what == SHIFTS:
            self.routing.shift(who)
        elif what == WRAPPED_UP:
            self.routing.wrapped_up(who)
        elif what == ACTS:
            self._servers.acts(who)
        elif crowd is None:
            broken("I-36", what, who)
        elif what == GIVES_UP:
            self._give_up(crowd, who)
        elif what == COMES:
            self._welcome(crowd, crowd.come(who))
        elif what == COMES_BY_BURST:
            self._welcome(crowd, crowd.come_by_burst(who))
        elif what == COMES_AS_RECORDED:
            self._welcome(crowd, crowd.come_as_recorded(who))
        else:
            self._welcome(crowd, crowd.returns(who))

    def _welcome(self, crowd: Crowd, interaction: int) -> None:
        """A customer has come: with a call, or with what a server makes of it."""
        if interaction != NONE:
            self.start(interaction, crowd.strategy, NONE)
        else:
            self._servers.comes(crowd.stream, crowd.number)

    def _give_up(self, crowd: Crowd, interaction: int) -> None:
        """The patience of a customer is over, whom no agent has answered. An e-mail or a task is
        not wanted any more, and is over [inferred]."""
        self._places.gave_up(interaction)
        family = self._places.family[interaction]
        if family == IS_VOICE:
            self.hang_up(interaction)
        elif family == IS_CHAT:
            self._servers.gives_up(interaction)
        else:
            self.life.finish(interaction, OUT_ABANDONED, self.life.reason(GAVE_UP))
        crowd.gives_up(interaction)

    def start(self, interaction: int, strategy: int, view: int) -> None:
        """Starts a strategy for an interaction that runs; `view` has pulled it, or `NONE`."""
        queue = NONE if view == NONE else self._places.queue[interaction]
        self._advance(interaction, self.life.begin(interaction, strategy, queue, view))

    def go(self, interaction: int, strategy: int, block: int) -> None:
        """Lets an activation that `Life.open` has made begin at its block."""
        self._advance(interaction, self.life.cross(interaction, strategy, block))

    def hang_up(self, interaction: int) -> None:
        """The caller hangs up while the activation waits: nothing that it waits for counts now.

        A call that an agent has is over by that, and not abandoned.
        """
        handled = self._places.place[interaction] == IS_HANDLED
        block = NONE if handled else self._activations.block[interaction]
        self._journal.write(HUNG_UP, interaction, block, NONE, NONE, NONE, NONE)
        self._places.set_session(interaction, 0, self._places.known[interaction])
        self._places.end_patience(interaction)
        handler = NONE if handled else self.life.abandoned_at(interaction)
        if handler == NONE:
            place = OUT_DISCONNECTED if handled else OUT_ABANDONED
            self.life.finish(interaction, place, self.life.reason(HUNG))
        else:
            self._waiting.awake(interaction)
            self.life.unwind(interaction, handler)
            self._advance(interaction, self.life.enter(interaction, handler))

    def resume(self, interaction: int) -> None:
        """Goes on after the operation that suspended the activation."""
        self._waiting.awake(interaction)
        self._advance(interaction, self._activations.resume[interaction])

    def resume_failed(self, interaction: int, number: int, content: int) -> None:
        """Goes on where the fault of the block's call leads; the FaultString is a content."""
        self._waiting.awake(interaction)
        block = self._activations.block[interaction]
        self._activations.failed(interaction, block, number, content)
        self._advance(interaction, self.life.handle(interaction, number))

    def wait_for(self, interaction: int, reference: int, timeout: int) -> None:
        """Suspends an activation until its ESP call ends; `timeout` -1 is none."""
        self._activations.waiting[interaction] = reference
        self._waiting.suspend(interaction, NONE if timeout == NONE else self._agenda.now + timeout)

    def wait_again(self, interaction: int, reference: int, timeout: int) -> None:
        """Something has come that an activation waits for, and it waits for more."""
        self._waiting.awake(interaction)
        self.wait_for(interaction, reference, timeout)

    def leave_by(self, interaction: int, port: int) -> None:
        """Goes on by a port of the block that suspended the activation."""
        self._waiting.awake(interaction)
        self._advance(interaction, self.life.leave(interaction, port))

    def _explain_passing(self, event: int, view: int) -> None:
        """Says whom a look at a queue, the latest row, has passed over."""
        for at in range(self.views.passed_count):
            interaction = self.views.passed[at]
            if self._journal.tells(interaction):
                self._journal.keep_last()
                self._words.explain_passing(event, interaction, view)

    def _scan(self, view: int) -> None:
        self.views.scan(view)
        if not self.views.seen_count:
            return
        count = self.views.taken_count
        queue = self.views.queue[view]
        event = self._journal.write(SCANNED, NONE, NONE, NONE, queue, view, count)
        if self._journal.explains:
            self._explain_passing(event, view)
        for at in range(count):
            interaction = self.views.taken[at]
            waited = self._agenda.now - self._places.placed[interaction]
            self._journal.write(PULLED, interaction, NONE, NONE, queue, view, waited)
            if waited > self.views.every[view]:
                # It was left there for a while, not moved on at the first look.
                self._places.hops[interaction] = 0
            self._places.run(interaction, queue)
        for at in range(count):
            interaction = self.views.taken[at]
            self._activations.forget_steps(interaction)
            self.start(interaction, self._view_strategies[view], view)

    def _ring(self, interaction: int) -> None:
        if interaction < 0:
            self.handling.ring(-interaction - 1)
        elif self._places.place[interaction] == IS_HANDLED:
            self._finished(interaction)
        else:
            self._activations.timer[interaction] = NONE
            reference = self._activations.waiting[interaction]
            if reference == ROUTING:
                self._advance(interaction, self.routing.ring(interaction))
            elif reference:
                self._servers.timed_out(interaction, reference)
            else:
                self.resume(interaction)

    def _finished(self, interaction: int) -> None:
        """The agent who has an interaction is done with it, or sends it back to a routing point."""
        strategy = NONE if self._crowd is None else self._crowd.transfers(interaction)
        if strategy == NONE:
            self.routing.finished(interaction)
        else:
            self.routing.staff.rung(interaction)
            self.transfer(interaction, strategy)

    def transfer(self, interaction: int, strategy: int) -> None:
        """The agent who has a call sends it back to a routing point: a strategy begins with it."""
        agent = self._places.agent[interaction]
        self._journal.write(TRANSFERRED, interaction, NONE, NONE, NONE, agent, strategy)
        self._places.run(interaction, NONE)
        self.start(interaction, strategy, NONE)

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
        second = self._ops[row + 2]
        if code == SET:
            return self._keeping.set(interaction, op, first, second, self._ops[row + 3])
        if code == LET:
            return self._keeping.let(interaction, op, first, second)
        if code == ATTACH:
            return self._keeping.attach(interaction, op, first, second)
        if code == CALL:
            return self._call(interaction, op, first)
        if code == WAIT:
            return self._treatments.wait(interaction, op, first)
        if code == PLAY:
            return self._treatments.play(interaction, op, first, second)
        if code == COLLECT:
            return self._treatments.collect(interaction, op, first)
        if code == DRAW:
            return self._treatments.draw(interaction, op, first)
        if code == LOG:
            return self._keeping.log(interaction, op, first)
        if code == PARK:
            return self._endings.park(interaction, first, second)
        if code == STOP:
            return self._endings.stop(interaction, first)
        if code == DISCONNECT:
            return self._endings.disconnect(interaction, first)
        if code == WORKBIN:
            return self.handling.stow(interaction, first)
        if code == ROUTE:
            return self.routing.begin(interaction, first)
        if code == CALL_SUBROUTINE:
            return self._subroutines.call(interaction, op, first)
        if code == RETURN:
            return self._subroutines.give(interaction, first)
        if code == RETURN_FAULT:
            return self._subroutines.fail(interaction)
        if code == ENTER:
            self.life.end(interaction, self._activations.block[interaction])
            return self.life.begin(interaction, first, NONE, NONE)
        where = self._activations.block[interaction]
        return self.life.default_route(interaction, where, EXITED if code == EXIT else WRITTEN)

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
        outcome = self.exchanges.send(interaction, block, call)
        if outcome == TO_BE_ASKED:
            outcome = self._servers.call(interaction, block, call)
        if outcome & TAG_DIGITS == FAULTY:
            return self.life.fail(interaction, outcome)
        return op + 1 if outcome == SENT else REST
