"""`Routing`: the operation `ROUTE`: who is asked for an interaction, and what becomes of the offer.

In: the program's routings, agents who become free, come and go, clocks. Out: offers, interactions
that agents have, activations that go on; rows of the event log. Decisions are made once an event is
over, so that everything which it has changed counts: for agents who may have more than before and
for requests that ask anew, the first in order first.
"""

from collections.abc import Callable

from engine.faults import NO_TARGET, QUEUE_FULL, TIMEOUT
from engine.log.events import Event
from engine.ops import NO_CODE
from engine.program.model import Program
from engine.sim.core.busy import Busy
from engine.sim.core.choosing import Choosing
from engine.sim.core.claims import Claims
from engine.sim.core.columns import column
from engine.sim.core.life import Life
from engine.sim.core.numbers import (
    NEVER,
    NONE,
    REST,
    ROUTING,
)
from engine.sim.core.offers import Offers
from engine.sim.core.shifts import Shifts
from engine.sim.core.state import State
from engine.sim.core.tags import DIGIT_BITS, FAULTY, TAG_DIGITS, WRONG, fault_value
from engine.sim.core.waiting import Waiting
from engine.sim.host import Servers, Words
from engine.staff import Order
from engine.values import SECOND

BEGUN = int(Event.ROUTING)
SELECTING = int(Event.SELECTING)
NO_AGENT = int(Event.NO_AGENT)
SUSPENDED = int(Event.SUSPENDED)
REJECTED = int(Event.REJECTED)
DRAWN = int(Event.DRAWN)
NOBODY = fault_value(NO_TARGET)
IS_FULL = fault_value(QUEUE_FULL)
PERCENTAGE = int(Order.PERCENTAGE)
LOOK_US = int(SECOND)
"""How often a threshold is looked at while nothing happens [inferred]."""
NO_EXPRESSION = int(NO_CODE)


class Routing:
    """Tables by routing, and by target; `starts` says where a routing's targets begin."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        life: Life,
        waiting: Waiting,
        servers: Servers,
        words: Words,
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self.staff = state.staff
        self.requests = state.requests
        self._turns = state.requests.turns
        self._choosing = Choosing(program, state=state, waiting=waiting, words=words)
        self._claims = Claims(program, state=state, waiting=waiting)
        self._busy = Busy(program, state=state, waiting=waiting)
        self.offers = Offers(
            program, state=state, choosing=self._choosing, busy=self._busy, life=life,
            servers=servers,
        )  # fmt: skip
        self.shifts = Shifts(state.agenda, state.staff, self.offers)
        self._life = life
        self._waiting = waiting
        self._servers = servers
        self._agents: dict[int, int] = {}
        self._groups: dict[int, int] = {}
        count = max(len(program.routings), 1)
        size = max(sum(len(each.targets) for each in program.routings), 1)
        self._starts = column(count + 1)
        self._timeout = column(count, NONE)
        self._clears = column(count)
        self._draws = column(count)
        self._pool = column(size)
        self._name = column(size, NONE)
        self._group = column(size)
        self._for = column(size, NONE)
        self._when = column(size, NONE)
        self._share = column(size)
        at = 0
        for number, routing in enumerate(program.routings):
            self._starts[number] = at
            self._timeout[number] = routing.timeout_us
            self._clears[number] = int(routing.clear_targets)
            self._draws[number] = int(routing.order == PERCENTAGE)
            for target in routing.targets:
                self._pool[at] = self.staff.pools.pool_of(target)
                self._name[at] = target.name
                self._group[at] = int(target.group)
                self._for[at] = target.for_us
                self._when[at] = target.when
                self._share[at] = target.share
                at += 1
        self._starts[len(program.routings)] = at
        # Who waits for a threshold, and by which ticket: there may be another one in its place.
        self._watching: list[int] = []
        self._tickets: list[int] = []

    def meet(
        self, agents: list[int], groups: list[int], keys: Callable[[], tuple[int, int]]
    ) -> None:
        """The names of agents and groups, text values, by which targets are looked up; the keys
        under which the name of who has accepted is attached."""
        self.offers.meet(keys)
        for number, name in enumerate(agents):
            self._agents[name] = number
        for number, name in enumerate(groups):
            self._groups[name] = self.staff.pools.group_pools[number]

    def forget_words(self) -> None:
        """The values of keys are not remembered any longer."""
        self.offers.forget_words()

    # Waiting

    def begin(self, interaction: int, routing: int) -> int:
        """Suspends an activation until an agent has its interaction; gives where a fault leads."""
        self.requests.make_room(interaction)
        self._places.begin_patience(interaction)
        fault = self._look_up(interaction, routing)
        if fault:
            return self._life.fail(interaction, fault)
        priority = self._claims.priority(interaction, routing)
        if priority & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, priority)
        if self._claims.is_tuned:
            fault = self._claims.tune(interaction, routing)
            if fault:
                return self._life.fail(interaction, fault)
        now, block = self._agenda.now, self._activations.block[interaction]
        until = now + self._timeout[routing] if self._timeout[routing] != NONE else NEVER
        family = self._places.family[interaction]
        is_full = self.requests.begin(interaction, routing, family, priority >> DIGIT_BITS, until)
        self._activations.waiting[interaction] = ROUTING
        priority = self._turns.priority[interaction]
        self._journal.write(BEGUN, interaction, block, NONE, NONE, routing, priority)
        if self._claims.is_tuned:
            self._claims.tell(interaction, routing, block)
        if self._busy.is_used:
            self._busy.begin(interaction, routing)
        if self._draws[routing]:
            self._draw(interaction, routing, block)
        self._join(interaction)
        end = NONE if until == NEVER else until
        self._journal.write(SUSPENDED, interaction, block, NONE, NONE, NONE, end)
        # Without room it waits for this instant only: whoever can have an agent now needs none.
        self.offers.arm(interaction, now if is_full else NEVER)
        return REST

    def _draw(self, interaction: int, routing: int, block: int) -> None:
        """Which of the targets is asked first, by their shares."""
        number = self._servers.draw(interaction, block)
        self._journal.write(DRAWN, interaction, block, NONE, NONE, number, NONE)
        first = self._starts[routing]
        for at in range(first, self._starts[routing + 1]):
            if number < self._share[at]:
                self.requests.share[interaction] = at - first
                return
            number -= self._share[at]

    def _look_up(self, interaction: int, routing: int) -> int:
        """The pools of all targets of an interaction; 0, or the fault of one."""
        first = self._starts[routing]
        base = interaction * self._turns.width
        for at in range(first, self._starts[routing + 1]):
            pool = self._pool[at]
            if self._name[at] != NO_EXPRESSION:
                name = self._waiting.value(interaction, self._name[at])
                if name & TAG_DIGITS == FAULTY and name != WRONG:
                    return name  # what is no text names nobody
                known = self._groups if self._group[at] else self._agents
                if name not in known:
                    return NOBODY
                pool = known[name]
            self._turns.pools[base + at - first] = pool
        return 0

    def _join(self, interaction: int) -> None:
        """The next target joins, and all behind it until one that has time of its own."""
        routing = self._turns.routing[interaction]
        first = self._starts[routing]
        count = self._starts[routing + 1] - first
        block = self._activations.block[interaction]
        length = NONE
        watches = 0
        while length == NONE and self.requests.joined[interaction] < count:
            target = self.requests.joined[interaction]
            self.requests.joined[interaction] = target + 1
            self._turns.join(interaction, target)
            event = self._journal.write(
                SELECTING, interaction, block, NONE, NONE, routing, first + target
            )
            self.requests.asked[interaction] = event
            length = self._for[first + target]
            watches += self._when[first + target] != NO_EXPRESSION
        if watches:
            self._watching.append(interaction)
            self._tickets.append(self._turns.tickets[interaction])
        next_at = NEVER if length == NONE else self._agenda.now + length
        self.requests.next_at[interaction] = next_at
        self.requests.ask(interaction)

    def ring(self, interaction: int) -> int:
        """A clock of an interaction that waits; gives the operation to go on with."""
        now = self._agenda.now
        if now > self._turns.entered[interaction]:
            self._places.hops[interaction] = 0
        if self.requests.offer[interaction] != NONE:
            self.offers.ring(interaction)
            return REST
        if self.requests.queues.over[interaction]:
            return self._reject(interaction)
        if now >= self.requests.until[interaction]:
            return self._give_up(interaction)
        if now >= self.requests.next_at[interaction]:
            routing = self._turns.routing[interaction]
            count = self._starts[routing + 1] - self._starts[routing]
            if self.requests.joined[interaction] == count:
                return self._give_up(interaction)
            if self._clears[routing]:
                self.requests.leave(interaction)
                self.requests.first[interaction] = self.requests.joined[interaction]
            self._join(interaction)
            self.offers.arm(interaction, NEVER)
        else:
            self.requests.ask(interaction)
            if self._busy.is_used and now >= self._busy.due[interaction]:
                return self._play(interaction)
        return REST

    def _play(self, interaction: int) -> int:
        """The next treatment begins; a text that fails is a fault of the block."""
        fault = self._busy.play(interaction)
        if fault:
            self._wake(interaction)
            return self._life.fail(interaction, fault)
        self.offers.arm(interaction, NEVER)
        return REST

    def _give_up(self, interaction: int) -> int:
        """Nobody has come in time."""
        block = self._activations.block[interaction]
        waited = self._agenda.now - self._turns.entered[interaction]
        event = self._journal.write(NO_AGENT, interaction, block, NONE, NONE, NONE, waited)
        content = self._life.explain(event, TIMEOUT, 0)
        self._wake(interaction)
        self._activations.failed(interaction, block, TIMEOUT, content)
        return self._life.handle(interaction, TIMEOUT)

    def _reject(self, interaction: int) -> int:
        """The virtual queue was full, and nobody could have it at once."""
        block = self._activations.block[interaction]
        queue = self.requests.queues.of_routing[self._turns.routing[interaction]]
        capacity = self.requests.queues.capacity[queue]
        self._journal.write(REJECTED, interaction, block, NONE, NONE, queue, capacity)
        self._wake(interaction)
        return self._life.fail(interaction, IS_FULL)

    def _wake(self, interaction: int) -> None:
        """The activation goes on, though its customer has not gone."""
        self.requests.cancel(interaction, 0)
        self._activations.waiting[interaction] = 0
        self._waiting.awake(interaction)

    # Decisions

    def settle(self) -> None:
        """Makes all decisions that are due."""
        if self.staff.pending_count or self.requests.fresh_count:
            self._decide()

    def _decide(self) -> None:
        if self._watching:
            self._watch()
        best = self._first_of_all()
        while best != NONE:
            self.requests.has_asked(best)
            self._give(best)
            best = self._first_of_all()
        self.staff.settled()
        if self._watching:
            self._look_again()

    def _first_of_all(self) -> int:
        """The first in order of those that ask anew and those whom a pending agent can serve.

        Whoever else waits cannot be served: it could not before, and nothing has become free.
        """
        best = self.requests.first_fresh()
        for at in range(self.staff.pending_count):
            best = self._choosing.best(self.staff.pending[at], best)
        return best

    def _watch(self) -> None:
        """Whoever waits for a threshold asks anew; of one who does not wait any more nothing is
        kept, nor that one is there twice."""
        watching, tickets = self._watching, self._tickets
        self._watching, self._tickets = [], []
        seen: set[int] = set()
        for interaction, ticket in zip(watching, tickets, strict=True):
            waits = self._turns.routing[interaction] != NONE
            if waits and self._turns.tickets[interaction] == ticket and ticket not in seen:
                seen.add(ticket)
                self._watching.append(interaction)
                self._tickets.append(ticket)
                if self.requests.is_in_line(interaction):
                    self.requests.ask(interaction)

    def _look_again(self) -> None:
        """Where a threshold alone keeps an interaction from an agent, time may change that; but who
        has come into a full queue has no time."""
        for interaction in self._watching:
            is_over = self.requests.queues.over[interaction]
            if self.requests.is_in_line(interaction) and not is_over:
                held = self._choosing.choose(interaction, 1) != NONE
                self.offers.arm(interaction, self._agenda.now + LOOK_US if held else NEVER)

    def _give(self, interaction: int) -> None:
        """Offers an interaction to the agent who is to have it; without one, says why not."""
        agent = self._choosing.choose(interaction, 0)
        asked = self.requests.asked[interaction]
        self.requests.asked[interaction] = NONE
        if agent != NONE:
            self.offers.offer(interaction, agent, self._choosing.target)
        elif asked != NONE:
            for target in range(
                self.requests.first[interaction], self.requests.joined[interaction]
            ):
                self._choosing.explain(asked, interaction, target, NONE)

    # Agents

    def set_ready(self, agent: int, ready: int) -> None:
        """An agent becomes ready, or is so no longer and loses the offers that are out."""
        self.shifts.set_ready(agent, ready)

    def log_in(self, agent: int) -> None:
        """An agent logs in, and is ready."""
        self.staff.log_in(agent)

    def log_out(self, agent: int) -> None:
        """An agent logs out, as soon as they have nothing."""
        self.shifts.log_out(agent)

    def begin_break(self, agent: int) -> None:
        """An agent's break begins, as soon as they have nothing."""
        self.shifts.begin_break(agent)

    def end_break(self, agent: int) -> None:
        """An agent's break is over."""
        self.staff.end_break(agent)

    def begin_shifts(self) -> None:
        """A simulated day begins: the rota counts, and agents answer as the project says."""
        self.offers.accepting.begin()
        self.shifts.begin()

    def shift(self, row: int) -> None:
        """The time of a row of the rota has come."""
        self.shifts.shift(row)

    def wrapped_up(self, desk: int) -> None:
        """A wrap-up is over, or the pause of one who has not taken a call."""
        self.staff.wrapped_up(desk)

    def finished(self, interaction: int) -> None:
        """The agent who has an interaction is done with it by themself."""
        self.offers.finished(interaction)

    def finish(self, interaction: int) -> None:
        """The agent is done with an interaction."""
        self.offers.finish(interaction)

    def recount(self) -> None:
        """Checks lines, loads, and that nobody is free for what waits (I-12, I-14, I-30, I-35)."""
        self._choosing.recount(self._places)
