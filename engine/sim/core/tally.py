"""`Tally`: what a simulation comes to, folded from the rows of its log while they are written.

In: rows of `WIDTH` integers as `Journal` writes them, with the slot of the interaction in the
column `agent`. Out: `log.counts.Counts`. Nothing is kept of an interaction that is over.
"""

from array import array

from engine.days import Simulation
from engine.esp.outcome import LOGGED_OUT
from engine.log.counts import DESKS_MAX, Counts
from engine.log.events import Event, Return
from engine.ops import Place
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.cuts import Cuts
from engine.sim.core.desks import Desks
from engine.sim.core.failed import FailedTally
from engine.sim.core.lines import Lines
from engine.sim.core.notified import Notified
from engine.sim.core.numbers import NONE
from engine.sim.core.tags import DIGIT_BITS
from engine.sim.core.usage import UsageTally
from engine.sim.core.visits import VisitsTally
from engine.sim.core.waits import WaitsTally
from engine.values import Pool

WIDTH = 9
CREATED = int(Event.CREATED)
STARTED = int(Event.STARTED)
ENTERED = int(Event.ENTERED)
LEFT = int(Event.LEFT)
REQUESTED = int(Event.REQUESTED)
ANSWERED = int(Event.ANSWERED)
REFUSED = int(Event.REFUSED)
TIMED_OUT = int(Event.TIMED_OUT)
LATE = int(Event.LATE)
SESSION_OPENED = int(Event.SESSION_OPENED)
SESSION_CLOSED = int(Event.SESSION_CLOSED)
PLACED = int(Event.PLACED)
PULLED = int(Event.PULLED)
SENT = int(Event.SENT)
ENDED = int(Event.ENDED)
LAST = int(Event.FINAL)
HUNG_UP = int(Event.HUNG_UP)
CALLED = int(Event.CALLED)
RETURNED = int(Event.RETURNED)
TAKEN = int(Event.TAKEN)
STOWED = int(Event.STOWED)
BEGUN = int(Event.ROUTING)
OFFERED = int(Event.OFFERED)
ACCEPTED = int(Event.ACCEPTED)
REFUSED_OFFER = int(Event.REFUSED_OFFER)
WITHDRAWN = int(Event.WITHDRAWN)
NO_AGENT = int(Event.NO_AGENT)
HANDLING_ENDED = int(Event.HANDLING_ENDED)
AGENT_STATE = int(Event.AGENT_STATE)
WRAP_UP = int(Event.WRAP_UP)
WRAPPED_UP = int(Event.WRAPPED_UP)
ARRIVED = int(Event.ARRIVED)
COMES_AGAIN = int(Event.COMES_AGAIN)
FAILED = int(Event.FAILED)
REJECTED = int(Event.REJECTED)

BY_HANGING_UP = int(Return.HUNG_UP)
BY_CUSTOMER = int(LOGGED_OUT)
QUEUED = int(Place.QUEUED)
RUNNING = int(Place.RUNNING)
IN_WORKBIN = int(Place.IN_WORKBIN)
HANDLED = int(Place.HANDLED)
OUT_ABANDONED = int(Place.ABANDONED)

KINDS = max(Event) + 1
NOTHING, VISIT, CALL, JOURNEY, WAIT, DESK, FAILURE = range(7)
"""What a kind of rows is about."""
SORTS = {
    NOTHING: (),
    VISIT: (ENTERED, LEFT, CALLED, RETURNED),
    CALL: (REQUESTED, ANSWERED, REFUSED, TIMED_OUT, LATE),
    JOURNEY: (CREATED, STARTED, SESSION_OPENED, SENT, PLACED, PULLED, STOWED, LAST),
    WAIT: (
        ARRIVED, BEGUN, ACCEPTED, TAKEN, NO_AGENT, HUNG_UP, SESSION_CLOSED, ENDED, REJECTED,
        COMES_AGAIN,
    ),
    DESK: (OFFERED, REFUSED_OFFER, WITHDRAWN, HANDLING_ENDED, AGENT_STATE, WRAP_UP, WRAPPED_UP),
    FAILURE: (FAILED,),
}  # fmt: skip


class Tally:
    """Columns by slot: where its interaction is, in which queue and virtual queue."""

    def __init__(self, program: Program, simulation: Simulation) -> None:
        self._simulation = simulation
        self._warm_up_us = simulation.warm_up_us
        duration_us, interval_us = simulation.duration_us, simulation.interval_us
        cuts = Cuts(duration_us, interval_us)
        self._cuts = cuts
        self._intervals = cuts.count
        scopes = max(simulation.arrivals, default=-1) + 1
        virtual_queues = len(program.directory.virtual_queues)
        self._scopes = scopes
        self._customers = WaitsTally(scopes, cuts.count, simulation.target_us)
        self._callers = WaitsTally(virtual_queues, cuts.count, simulation.target_us)
        self._virtual_lines = Lines(virtual_queues, cuts, self._warm_up_us)
        self._lines = Lines(len(program.queues), cuts, self._warm_up_us)
        self._usage = UsageTally(self._warm_up_us)
        self._notified = Notified(self._warm_up_us)
        agents = len(program.directory.agents)
        if agents * cuts.count > DESKS_MAX:
            cuts = Cuts(duration_us, duration_us)
        self._desks = Desks(agents, cuts, self._warm_up_us)
        self._visits = VisitsTally(program, self._warm_up_us)
        self._failures = FailedTally(self._warm_up_us)
        self._virtual_queue = column(max(len(program.routings), 1), NONE)
        for number, routing in enumerate(program.routings):
            self._virtual_queue[number] = routing.virtual_queue
        self._sort = column(KINDS)
        for sort, kinds in SORTS.items():
            for kind in kinds:
                self._sort[kind] = sort
        self._agents = column(1, NONE)
        self._finals = column(len(Place))
        self._live = column(len(Place))
        self._events = 0
        self._interactions = 0
        self._retried = 0
        self._last_us = 0
        self._capacity = FIRST_CAPACITY
        self._place = column(FIRST_CAPACITY)
        self._queue = column(FIRST_CAPACITY, NONE)
        self._virtual = column(FIRST_CAPACITY, NONE)

    def meet(self, agents: list[int], pool: Pool) -> None:
        """The names of the directory's agents, text values: rows tell of agents by these. The pool
        knows what the rows' values are."""
        self._usage.meet(pool)
        self._agents = column(max((name >> DIGIT_BITS for name in agents), default=0) + 1, NONE)
        for number, name in enumerate(agents):
            self._agents[name >> DIGIT_BITS] = number

    def consume(self, rows: "array[int]", first: int, last: int) -> None:
        """Folds the rows from number `first` up to `last`, which is left out."""
        at = first * WIDTH
        end = last * WIDTH
        while at < end:
            sort = self._sort[rows[at + 1]]
            if sort:
                slot = rows[at + 6]
                kind = rows[at + 1]
                if sort == VISIT:
                    self._visit(kind, rows[at], slot, rows[at + 3], rows[at + 4], rows[at + 7])
                elif sort == CALL:
                    self._call(kind, rows[at], slot, rows[at + 3], rows[at + 8])
                elif sort == JOURNEY:
                    self._travel(kind, rows[at], slot, rows[at + 5], rows[at + 7])
                elif sort == WAIT:
                    self._wait(kind, rows[at], slot, rows[at + 5], rows[at + 7])
                elif sort == DESK:
                    self._work(kind, rows[at], rows[at + 7], rows[at + 8])
                else:
                    self._fail(slot, rows[at + 7], rows[at])
            at += WIDTH
        if last > first:
            self._last_us = rows[end - WIDTH]
            self._events += last - first

    # Blocks

    def _visit(self, kind: int, now: int, slot: int, block: int, port: int, a: int) -> None:
        if kind == ENTERED:
            self._visits.enter(slot, block, now)
        elif kind == LEFT:
            self._visits.leave(slot, block, port, now)
        elif kind == CALLED:
            self._visits.call(slot)
        elif block != NONE:
            # Without a block the run began in the subroutine, and ENDED follows.
            self._visits.come_back(slot, now, a == BY_HANGING_UP)

    def _call(self, kind: int, now: int, slot: int, block: int, b: int) -> None:
        if kind == REQUESTED:
            self._visits.request(slot, block, now)
        elif kind == ANSWERED:
            self._visits.answer(slot, block, now)
        elif kind == REFUSED:
            self._visits.refuse(slot, block, b, now)
        elif kind == TIMED_OUT:
            self._visits.time_out(block, now)
        else:
            self._visits.be_late(block, now)

    # Places

    def _travel(self, kind: int, now: int, slot: int, queue: int, a: int) -> None:
        if kind == CREATED:
            self._create(slot, now, a)
        elif kind == SESSION_OPENED:
            if a:
                self._notified.open(slot)
        elif kind == SENT:
            self._usage.send(slot, now)
        elif kind == PLACED:
            self._move(slot, QUEUED, now)
            self._queue[slot] = queue
            self._lines.enter(queue, now)
        elif kind == LAST:
            self._finish(slot, a, now)
        else:
            self._move(slot, IN_WORKBIN if kind == STOWED else RUNNING, now)

    def _create(self, slot: int, now: int, media: int) -> None:
        while slot >= self._capacity:
            self._grow(2 * self._capacity)
        self._interactions += 1
        self._place[slot] = RUNNING
        self._live[RUNNING] += 1
        self._queue[slot] = NONE
        self._virtual[slot] = NONE
        self._notified.reset(slot, now)
        self._usage.come(slot, media, now)
        self._failures.reset(slot)
        self._customers.reset(slot)
        self._callers.reset(slot)
        self._visits.reset(slot)

    def _move(self, slot: int, place: int, now: int) -> None:
        """To another place that is not final; out of the queue it is in."""
        queue = self._queue[slot]
        if queue != NONE:
            self._lines.leave(queue, now)
            self._queue[slot] = NONE
        self._live[self._place[slot]] -= 1
        self._live[place] += 1
        self._place[slot] = place

    def _finish(self, slot: int, place: int, now: int) -> None:
        self._move(slot, place, now)
        self._live[place] -= 1
        self._finals[place] += 1
        self._usage.finish(slot, now)
        self._notified.finish(slot, place, now)
        self._failures.finish(slot, place)
        if place == OUT_ABANDONED:
            self._customers.abandon(slot, now)
        else:
            self._customers.leave(slot, now)

    def _fail(self, slot: int, number: int, now: int) -> None:
        """Something has gone wrong, to nobody or to an interaction in its place."""
        self._failures.fail(slot, number, QUEUED if slot == NONE else self._place[slot], now)

    # Waits

    def _wait(  # noqa: C901, PLR0912 - one line each
        self, kind: int, now: int, slot: int, queue: int, a: int
    ) -> None:
        if kind == ENDED:
            self._visits.end(slot, now)
            self._stop_waiting(slot, now)
        elif kind == ARRIVED:
            if now >= self._warm_up_us:
                self._customers.come(slot, a * self._intervals + self._cuts.find(now))
        elif kind == BEGUN:
            self._customers.ask(slot, now)
            self._begin_waiting(slot, self._virtual_queue[a], now)
        elif kind == ACCEPTED:
            self._answer(slot, self._agent(a), now)
        elif kind == HUNG_UP:
            self._visits.vanish(slot, now)
            self._abandon(slot, now)
            self._stop_waiting(slot, now)
        elif kind == NO_AGENT:
            self._stop_waiting(slot, now)
        elif kind == TAKEN:
            self._take(slot, self._agent(a), now)
        elif kind == SESSION_CLOSED:
            if a == BY_CUSTOMER:
                self._abandon(slot, now)
        elif kind == REJECTED:
            if queue == NONE:
                self._reject(slot, now)
        else:
            self._retried += 1

    def _begin_waiting(self, slot: int, virtual_queue: int, now: int) -> None:
        if virtual_queue == NONE:
            return
        self._virtual[slot] = virtual_queue
        self._virtual_lines.enter(virtual_queue, now)
        self._callers.reset(slot)
        if now >= self._warm_up_us:
            row = virtual_queue * self._intervals + self._cuts.find(now)
            self._callers.enter(slot, row, now)

    def _stop_waiting(self, slot: int, now: int) -> None:
        """Out of the virtual queue, if it is in one; without an agent."""
        virtual_queue = self._virtual[slot]
        if virtual_queue != NONE:
            self._callers.leave(slot, now)
            self._virtual_lines.leave(virtual_queue, now)
            self._virtual[slot] = NONE

    def _answer(self, slot: int, agent: int, now: int) -> None:
        self._customers.answer(slot, now)
        self._callers.answer(slot, now)
        self._stop_waiting(slot, now)
        self._move(slot, HANDLED, now)
        if agent != NONE:
            self._desks.accept(agent, now)

    def _take(self, slot: int, agent: int, now: int) -> None:
        self._customers.answer(slot, now)
        self._move(slot, HANDLED, now)
        if agent != NONE:
            self._desks.take(agent, now)

    def _abandon(self, slot: int, now: int) -> None:
        self._customers.abandon(slot, now)
        self._callers.abandon(slot, now)

    def _reject(self, slot: int, now: int) -> None:
        """Its virtual queue was full; a wait that has just begun there is over."""
        self._customers.find_full(slot, now)
        self._callers.find_full(slot, now)
        self._stop_waiting(slot, now)

    # Agents

    def _agent(self, name: int) -> int:
        """The number of an agent, `NONE` for one who is not declared."""
        index = name >> DIGIT_BITS
        return self._agents[index] if index < len(self._agents) else NONE

    def _work(self, kind: int, now: int, name: int, b: int) -> None:
        agent = self._agent(name)
        if agent == NONE:
            return
        if kind == OFFERED:
            self._desks.offer(agent, now)
        elif kind == HANDLING_ENDED:
            self._desks.end(agent, now)
        elif kind == AGENT_STATE:
            self._desks.change(agent, now, b)
        elif kind == WRAP_UP:
            self._desks.wrap_up(agent, now, 1)
        elif kind == WRAPPED_UP:
            self._desks.wrap_up(agent, now, -1)
        else:
            self._desks.withdraw(agent, now)

    # What has been counted

    def counts(self, end_us: int = NONE) -> Counts:
        """What has been counted so far.

        `end_us` is when the run was over; else it is the latest row, or the end of the simulation
        if that is later.
        """
        end = max(self._last_us, self._simulation.duration_us) if end_us == NONE else end_us
        simulation = self._simulation
        return Counts(
            interval_us=simulation.interval_us,
            warm_up_us=simulation.warm_up_us,
            duration_us=simulation.duration_us,
            end_us=end,
            target_us=simulation.target_us,
            interactions=self._interactions,
            events=self._events,
            finals=tuple(self._finals),
            live=tuple(self._live),
            arrivals=self._customers.counts(),
            virtual_queues=self._callers.counts(),
            virtual_lengths=self._virtual_lines.counts(end),
            queues=self._lines.counts(end),
            agents=self._desks.counts(end),
            blocks=self._visits.counts(),
            calls=self._visits.calls(),
            notifications=self._notified.counts(),
            histograms=self._customers.histograms() + self._callers.histograms(),
            retried=self._retried,
            failures=self._failures.counts(),
            usage=self._usage.counts(end),
        )

    def _grow(self, length: int) -> None:
        self._place = grown(self._place, length)
        self._queue = grown(self._queue, length, NONE)
        self._virtual = grown(self._virtual, length, NONE)
        self._notified.grow(length)
        self._usage.grow(length)
        self._customers.grow(length)
        self._callers.grow(length)
        self._visits.grow(length)
        self._failures.grow(length)
        self._capacity = length
