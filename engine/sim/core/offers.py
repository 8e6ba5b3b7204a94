"""`Offers`: interactions that are offered to agents, and what becomes of that.

In: an interaction and the agent who is to have it; answers, clocks, agents who are not ready any
more. Out: interactions that agents have, or that wait on; rows of the event log. For a call nothing
is asked of the host.
"""

from collections.abc import Callable

from engine.log.events import Cause, Event, Withdrawal
from engine.ops import Family, Place
from engine.program.model import Program
from engine.sim.core.accepting import Accepting
from engine.sim.core.busy import Busy
from engine.sim.core.choosing import Choosing
from engine.sim.core.columns import column
from engine.sim.core.life import Life
from engine.sim.core.numbers import HANDLED_BY_AGENT, NEVER, NONE, TIMER, VOICE
from engine.sim.core.state import State
from engine.sim.core.tags import MISSING
from engine.sim.host import Servers

OFFERED = int(Event.OFFERED)
ACCEPTED = int(Event.ACCEPTED)
REFUSED_OFFER = int(Event.REFUSED_OFFER)
WITHDRAWN = int(Event.WITHDRAWN)
NO_ANSWER = int(Withdrawal.NO_ANSWER)
AGENT_NOT_READY = int(Withdrawal.AGENT_NOT_READY)
NOT_TAKEN = int(Cause.NOT_TAKEN)
OUT_STOPPED = int(Place.STOPPED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
CHAT = int(Family.CHAT)
REFUSES = -1


class Offers:
    """`starts` says where a routing's targets begin among those of all routings; `targets` by
    interaction which of them has got the agent. `selected` and `last` are the keys under which the
    agent's name is attached (values, `NONE` until somebody accepts). `is_watched`: the host may let
    an offer go wrong."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        choosing: Choosing,
        busy: Busy,
        life: Life,
        servers: Servers,
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._staff = state.staff
        self._requests = state.requests
        self._turns = state.requests.turns
        self._lengths = state.lengths
        self.accepting = Accepting(program, state.places, state.draws, state.variates)
        self._choosing = choosing
        self._busy = busy
        self._life = life
        self._servers = servers
        self._delivering_us = program.directory.interaction_server.delivering_us
        self._starts = column(max(len(program.routings), 1))
        at = 0
        for number, routing in enumerate(program.routings):
            self._starts[number] = at
            at += len(routing.targets)
        self._selected = NONE
        self._last = NONE
        self._timeout_key = NONE
        self._usual: dict[int, int] = {}
        self.is_watched = 0
        self._keys: Callable[[], tuple[int, int]] | None = None

    def meet(self, keys: Callable[[], tuple[int, int]]) -> None:
        """Where the keys come from, text values, under which the name of who has accepted is
        attached. They are asked for once: a run in which nobody accepts has no such values."""
        self._keys = keys

    def arm(self, interaction: int, look_at: int) -> None:
        """The next instant at which something is due by the clock, for one who waits in line."""
        requests = self._requests
        at = min(requests.until[interaction], requests.next_at[interaction], look_at)
        if self._busy.is_used:
            at = min(at, self._busy.due[interaction])
        self._disarm(interaction)
        if at != NEVER:
            at = max(at, self._agenda.now)
            self._activations.timer[interaction] = self._agenda.schedule(at, TIMER, interaction)

    def _disarm(self, interaction: int) -> None:
        timer = self._activations.timer[interaction]
        if timer != NONE:
            self._agenda.remove(timer)
            self._activations.timer[interaction] = NONE

    def offer(self, interaction: int, agent: int, target: int) -> None:
        """Offers an interaction to an agent, who may answer at once."""
        self._disarm(interaction)
        block, name = self._activations.block[interaction], self._staff.names[agent]
        at = self._starts[self._turns.routing[interaction]] + target
        event = self._journal.write(OFFERED, interaction, block, NONE, NONE, name, at)
        self._choosing.explain(event, interaction, target, agent)
        answer = self._staff.answers_us[agent]
        if self.accepting.is_drawn:
            answer = self.accepting.answer(interaction, agent)
        if self.is_watched:
            answer = self._servers.offering(interaction, agent, answer)
        self._requests.give(interaction, agent, at, answer)
        if answer == 0:
            self._accept(interaction)
        elif answer == REFUSES:
            self.decline(interaction, NONE)
        else:
            length = self._delivering_us
            if 0 < answer < length:
                length = answer
            end = self._agenda.now + length
            self._activations.timer[interaction] = self._agenda.schedule(end, TIMER, interaction)

    def ring(self, interaction: int) -> None:
        """The time has come for an agent to accept, or to have accepted."""
        accepts_at = self._requests.accepts_at[interaction]
        if accepts_at != NONE and accepts_at <= self._agenda.now:
            self._accept(interaction)
        else:
            self.decline(interaction, NO_ANSWER)

    def _accept(self, interaction: int) -> None:
        """The agent accepts: the activation is over, and the agent has the interaction."""
        block = self._activations.block[interaction]
        agent, target = self._requests.offer[interaction], self._requests.asks_for[interaction]
        name = self._staff.names[agent]
        waited = self._agenda.now - self._turns.entered[interaction]
        self._journal.write(ACCEPTED, interaction, block, NONE, NONE, name, waited)
        self._requests.accept(interaction)
        self._activations.waiting[interaction] = 0
        self._life.end(interaction, block)
        self._places.take(interaction, name)
        if self._places.family[interaction] != VOICE:
            self._places.set_clock(interaction, self._timeout(interaction))
        self._staff.expect_end(
            interaction,
            self._lengths.handling(interaction, agent, target),
            self._lengths.wrap_up(interaction, agent, target),
        )
        if self._selected == NONE and self._keys is not None:
            self._selected, self._last = self._keys()
        self._life.attach(interaction, self._selected, name)
        self._life.attach(interaction, self._last, name)
        if self._places.family[interaction] == CHAT:
            self._servers.accepted(interaction)

    def _timeout(self, interaction: int) -> int:
        """How long the agent may do nothing: what is usual for the media type is asked for once."""
        media = self._places.media[interaction]
        if media not in self._usual:
            self._timeout_key, length = self._servers.usual_timeout(media)
            self._usual[media] = length
        if self._places.attached.get(interaction, self._timeout_key) != MISSING:
            return self._servers.handling_timeout(interaction)
        return self._usual[media]

    def forget_words(self) -> None:
        """The values of keys are not remembered any longer."""
        self._selected = NONE
        self._last = NONE
        self._usual.clear()

    def decline(self, interaction: int, withdrawal: int) -> None:
        """The agent refuses (`NONE`), or the offer is withdrawn for a reason.

        What came out of a queue returns there. What came out of none goes on waiting, and who has
        not taken it is no longer ready, or would be offered it again [inferred].
        """
        agent, block = self._requests.offer[interaction], self._activations.block[interaction]
        name, now = self._staff.names[agent], self._agenda.now
        if withdrawal == NONE:
            length = now - self._requests.offered_at[interaction]
            self._journal.write(REFUSED_OFFER, interaction, block, NONE, NONE, name, length)
            self._requests.refuse(interaction)
        else:
            self._journal.write(WITHDRAWN, interaction, block, NONE, NONE, name, withdrawal)
            self._requests.withdraw(interaction)
        queue = self._places.queue[interaction]
        if queue == NONE:
            self._requests.rejoin(interaction)
            self.arm(interaction, NEVER)
            self._requests.ask(interaction)
            if withdrawal != AGENT_NOT_READY:
                self._turn_away(agent)
        else:
            if now > self._turns.entered[interaction]:
                self._places.hops[interaction] = 0
            self._life.end(interaction, block)
            self._life.put(interaction, queue, now, NOT_TAKEN)

    def _turn_away(self, agent: int) -> None:
        """Who has not taken a call is not ready: in a simulated day for a while."""
        if self.accepting.is_drawn:
            self._staff.pause(agent)
        else:
            self._staff.set_ready(agent, 0)
        self.take_back(agent)

    def take_back(self, agent: int) -> None:
        """An agent who is not ready loses the offers that are out."""
        if not self._staff.ready[agent]:
            while self._requests.first_offer[agent] != NONE:
                self.decline(self._requests.first_offer[agent], AGENT_NOT_READY)

    def finished(self, interaction: int) -> None:
        """The agent who has an interaction is done with it by themself."""
        self._staff.rung(interaction)
        self.finish(interaction)

    def finish(self, interaction: int) -> None:
        """The agent is done: a call is disconnected, a chat or e-mail is stopped [inferred]."""
        place = OUT_STOPPED
        if self._places.family[interaction] == VOICE:
            place = OUT_DISCONNECTED
        self._life.finish(interaction, place, self._life.reason(HANDLED_BY_AGENT))
