"""`Routing`: the operation `ROUTE`: who is asked for an interaction, and what becomes of the offer.

In: the program's routings, agents who become free, clocks. Out: offers, interactions that agents
have, activations that go on; rows of the event log. Decisions are made once an event is over, so
that everything which it has changed counts: first for agents who may have more than before, then
for requests that ask anew.
"""

from engine.faults import NO_TARGET, TIMEOUT
from engine.log.events import Cause, Event, Withdrawal
from engine.ops import NO_CODE, Place
from engine.program.model import Program
from engine.sim.core.choosing import Choosing
from engine.sim.core.columns import column
from engine.sim.core.life import Life
from engine.sim.core.numbers import (
    HANDLED_BY_AGENT,
    NEVER,
    NONE,
    REST,
    ROUTING,
    TIMER,
    VOICE,
)
from engine.sim.core.state import State
from engine.sim.core.tags import DIGIT_BITS, FAULTY, INTEGER, TAG_DIGITS, WRONG, fault_value
from engine.sim.core.waiting import Waiting
from engine.sim.host import Servers, Words
from engine.values import SECOND

BEGUN = int(Event.ROUTING)
SELECTING = int(Event.SELECTING)
OFFERED = int(Event.OFFERED)
ACCEPTED = int(Event.ACCEPTED)
REFUSED_OFFER = int(Event.REFUSED_OFFER)
WITHDRAWN = int(Event.WITHDRAWN)
NO_AGENT = int(Event.NO_AGENT)
SUSPENDED = int(Event.SUSPENDED)
NO_ANSWER = int(Withdrawal.NO_ANSWER)
AGENT_NOT_READY = int(Withdrawal.AGENT_NOT_READY)
NOT_TAKEN = int(Cause.NOT_TAKEN)
OUT_STOPPED = int(Place.STOPPED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
NOBODY = fault_value(NO_TARGET)
LOOK_US = int(SECOND)
"""How often a threshold is looked at while nothing happens [inferred]."""
REFUSES = -1
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
        self._choosing = Choosing(program, state=state, waiting=waiting, words=words)
        self._life = life
        self._waiting = waiting
        self._servers = servers
        self._words = words
        self._delivering_us = program.directory.interaction_server.delivering_us
        self._agents: dict[int, int] = {}
        self._groups: dict[int, int] = {}
        count = max(len(program.routings), 1)
        size = max(sum(len(each.targets) for each in program.routings), 1)
        self._starts = column(count + 1)
        self._priority = column(count, NONE)
        self._timeout = column(count, NONE)
        self._clears = column(count)
        self._pool = column(size)
        self._name = column(size, NONE)
        self._group = column(size)
        self._for = column(size, NONE)
        self._when = column(size, NONE)
        at = 0
        for number, routing in enumerate(program.routings):
            self._starts[number] = at
            self._priority[number] = routing.priority
            self._timeout[number] = routing.timeout_us
            self._clears[number] = int(routing.clear_targets)
            for target in routing.targets:
                self._pool[at] = self.requests.pool_of(target.agents)
                self._name[at] = target.name
                self._group[at] = int(target.group)
                self._for[at] = target.for_us
                self._when[at] = target.when
                at += 1
        self._starts[len(program.routings)] = at
        self._watching: list[int] = []

    def meet(self, agents: list[int], groups: list[int]) -> None:
        """The names of agents and groups, text values, by which targets are looked up."""
        for number, name in enumerate(agents):
            self._agents[name] = number
        for number, name in enumerate(groups):
            self._groups[name] = self.requests.group_pools[number]

    # Waiting

    def begin(self, interaction: int, routing: int) -> int:
        """Suspends an activation until an agent has its interaction; gives where a fault leads."""
        self.requests.make_room(interaction)
        fault = self._look_up(interaction, routing)
        if fault:
            return self._life.fail(interaction, fault)
        priority = 0
        if self._priority[routing] != NO_EXPRESSION:
            priority = self._waiting.value(interaction, self._priority[routing])
            if priority & TAG_DIGITS != INTEGER:
                is_fault = priority & TAG_DIGITS == FAULTY
                return self._life.fail(interaction, priority if is_fault else WRONG)
            priority >>= DIGIT_BITS
        now, block = self._agenda.now, self._activations.block[interaction]
        until = now + self._timeout[routing] if self._timeout[routing] != NONE else NEVER
        self.requests.begin(interaction, routing, self._places.family[interaction], priority, until)
        self._activations.waiting[interaction] = ROUTING
        priority = self.requests.priority[interaction]
        self._journal.write(BEGUN, interaction, block, NONE, NONE, routing, priority)
        self._join(interaction)
        end = NONE if until == NEVER else until
        self._journal.write(SUSPENDED, interaction, block, NONE, NONE, NONE, end)
        self._arm(interaction, NEVER)
        return REST

    def _look_up(self, interaction: int, routing: int) -> int:
        """The pools of all targets of an interaction; 0, or the fault of one."""
        first = self._starts[routing]
        base = interaction * self.requests.width
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
            self.requests.pools[base + at - first] = pool
        return 0

    def _join(self, interaction: int) -> None:
        """The next target joins, and all behind it until one that has time of its own."""
        routing = self.requests.routing[interaction]
        first = self._starts[routing]
        count = self._starts[routing + 1] - first
        block = self._activations.block[interaction]
        length = NONE
        while length == NONE and self.requests.joined[interaction] < count:
            target = self.requests.joined[interaction]
            self.requests.joined[interaction] = target + 1
            self.requests.join(interaction, target)
            event = self._journal.write(
                SELECTING, interaction, block, NONE, NONE, routing, first + target
            )
            self.requests.asked[interaction] = event
            length = self._for[first + target]
            if self._when[first + target] != NO_EXPRESSION and interaction not in self._watching:
                self._watching.append(interaction)
        next_at = NEVER if length == NONE else self._agenda.now + length
        self.requests.next_at[interaction] = next_at
        self.requests.fresh.append(interaction)

    def _arm(self, interaction: int, look_at: int) -> None:
        """The next instant at which something is due by the clock, for one who waits in line."""
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
            self._activations.timer[interaction] = NONE
        at = min(self.requests.until[interaction], self.requests.next_at[interaction], look_at)
        if at != NEVER:
            at = max(at, self._agenda.now)
            self._activations.timer[interaction] = self._agenda.schedule(at, TIMER, interaction)

    def ring(self, interaction: int) -> int:
        """A clock of an interaction that waits; gives the operation to go on with."""
        now = self._agenda.now
        if now > self.requests.entered[interaction]:
            self._places.hops[interaction] = 0
        agent = self.requests.offer[interaction]
        if agent != NONE:
            answer = self.staff.answers_us[agent]
            if 0 <= answer <= now - self.requests.offered_at[interaction]:
                self._accept(interaction)
            else:
                self._decline(interaction, NO_ANSWER)
            return REST
        if now >= self.requests.until[interaction]:
            return self._give_up(interaction)
        if now >= self.requests.next_at[interaction]:
            routing = self.requests.routing[interaction]
            count = self._starts[routing + 1] - self._starts[routing]
            if self.requests.joined[interaction] == count:
                return self._give_up(interaction)
            if self._clears[routing]:
                self.requests.leave(interaction)
                self.requests.first[interaction] = self.requests.joined[interaction]
            self._join(interaction)
            self._arm(interaction, NEVER)
        else:
            self.requests.fresh.append(interaction)
        return REST

    def _give_up(self, interaction: int) -> int:
        """Nobody has come in time."""
        block = self._activations.block[interaction]
        waited = self._agenda.now - self.requests.entered[interaction]
        event = self._journal.write(NO_AGENT, interaction, block, NONE, NONE, NONE, waited)
        content = self._words.explain_fault(event, TIMEOUT, 0)
        self._waiting.awake(interaction)
        self._activations.failed(interaction, block, TIMEOUT, content)
        return self._life.handle(interaction, TIMEOUT)

    # Decisions

    def settle(self) -> None:
        """Makes all decisions that are due."""
        if self.staff.pending_count or self.requests.fresh:
            self._decide()

    def _decide(self) -> None:
        self._watch()
        best = self._first_of_all()
        while best != NONE:
            fresh: list[int] = self.requests.fresh
            while best in fresh:
                fresh.remove(best)
            self._give(best)
            best = self._first_of_all()
        self.requests.fresh.clear()
        self.staff.settled()
        self._look_again()

    def _first_of_all(self) -> int:
        """The first in order of those that ask anew and those whom a pending agent can serve.

        Whoever else waits cannot be served: it could not before, and nothing has become free.
        """
        best = NONE
        fresh: list[int] = self.requests.fresh
        for interaction in fresh:
            if self._is_in_line(interaction) and (
                best == NONE or self.requests.is_before(interaction, best)
            ):
                best = interaction
        for at in range(self.staff.pending_count):
            best = self._choosing.best(self.staff.pending[at], best)
        return best

    def _watch(self) -> None:
        """Whoever waits for a threshold asks anew."""
        kept: list[int] = []
        for interaction in self._watching:
            if self._is_in_line(interaction):
                self.requests.fresh.append(interaction)
            if self.requests.routing[interaction] != NONE:
                kept.append(interaction)
        self._watching = kept

    def _look_again(self) -> None:
        """Where a threshold alone keeps an interaction from an agent, time may change that."""
        for interaction in self._watching:
            if self._is_in_line(interaction):
                held = self._choosing.choose(interaction, 1) != NONE
                self._arm(interaction, self._agenda.now + LOOK_US if held else NEVER)

    def _is_in_line(self, interaction: int) -> bool:
        waits = self.requests.routing[interaction] != NONE
        return waits and self.requests.offer[interaction] == NONE

    def _give(self, interaction: int) -> None:
        """Offers an interaction to the agent who is to have it; without one, says why not."""
        agent = self._choosing.choose(interaction, 0)
        asked = self.requests.asked[interaction]
        self.requests.asked[interaction] = NONE
        if agent != NONE:
            self._offer(interaction, agent, self._choosing.target)
        elif asked != NONE:
            for target in range(
                self.requests.first[interaction], self.requests.joined[interaction]
            ):
                self._choosing.explain(asked, interaction, target, NONE)

    # Offers

    def _offer(self, interaction: int, agent: int, target: int) -> None:
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
            self._activations.timer[interaction] = NONE
        block, name = self._activations.block[interaction], self.staff.names[agent]
        at = self._starts[self.requests.routing[interaction]] + target
        event = self._journal.write(OFFERED, interaction, block, NONE, NONE, name, at)
        self._choosing.explain(event, interaction, target, agent)
        self.requests.give(interaction, agent)
        answer = self.staff.answers_us[agent]
        if answer == 0:
            self._accept(interaction)
        elif answer == REFUSES:
            self._decline(interaction, NONE)
        else:
            length = self._delivering_us
            if 0 < answer < length:
                length = answer
            end = self._agenda.now + length
            self._activations.timer[interaction] = self._agenda.schedule(end, TIMER, interaction)

    def _accept(self, interaction: int) -> None:
        """The agent accepts: the activation is over, and the agent has the interaction."""
        block = self._activations.block[interaction]
        name = self.staff.names[self.requests.offer[interaction]]
        waited = self._agenda.now - self.requests.entered[interaction]
        self._journal.write(ACCEPTED, interaction, block, NONE, NONE, name, waited)
        self.requests.accept(interaction)
        self._activations.waiting[interaction] = 0
        self._life.end(interaction, block)
        self._places.take(interaction, name)
        if self._places.family[interaction] != VOICE:
            self._places.set_clock(interaction, self._servers.handling_timeout(interaction))
        self.staff.set_timer(interaction)
        self._servers.accepted(interaction)

    def _decline(self, interaction: int, withdrawal: int) -> None:
        """The agent refuses (`NONE`), or the offer is withdrawn for a reason.

        What came out of a queue returns there. What came out of none goes on waiting, and who has
        not taken it is no longer ready, or would be offered it again [inferred].
        """
        agent, block = self.requests.offer[interaction], self._activations.block[interaction]
        name, now = self.staff.names[agent], self._agenda.now
        if withdrawal == NONE:
            length = now - self.requests.offered_at[interaction]
            self._journal.write(REFUSED_OFFER, interaction, block, NONE, NONE, name, length)
            self.requests.refuse(interaction)
        else:
            self._journal.write(WITHDRAWN, interaction, block, NONE, NONE, name, withdrawal)
            self.requests.withdraw(interaction)
        queue = self._places.queue[interaction]
        if queue == NONE:
            self.requests.rejoin(interaction)
            self._arm(interaction, NEVER)
            self.requests.fresh.append(interaction)
            self.set_ready(agent, 0)
        else:
            if now > self.requests.entered[interaction]:
                self._places.hops[interaction] = 0
            self._life.end(interaction, block)
            self._life.put(interaction, queue, now, NOT_TAKEN)

    def set_ready(self, agent: int, ready: int) -> None:
        """An agent becomes ready, or is so no longer and loses the offers that are out."""
        self.staff.set_ready(agent, ready)
        if not ready and self.staff.offered[agent]:
            for interaction in range(len(self.requests.offer)):
                waits = self.requests.routing[interaction] != NONE
                if waits and self.requests.offer[interaction] == agent:
                    self._decline(interaction, AGENT_NOT_READY)

    def finished(self, interaction: int) -> None:
        """The agent who has an interaction is done with it by themself."""
        self.staff.rung(interaction)
        self.finish(interaction)

    def finish(self, interaction: int) -> None:
        """The agent is done: a call is disconnected, a chat or e-mail is stopped [inferred]."""
        place = OUT_STOPPED
        if self._places.family[interaction] == VOICE:
            place = OUT_DISCONNECTED
        self._life.finish(interaction, place, self._words.reason(HANDLED_BY_AGENT))

    def recount(self) -> None:
        """Checks lines, loads, and that nobody is free for what waits (I-12, I-14, I-30, I-35)."""
        self._choosing.recount(self._places)
