"""Customers of simulations as far as they do not call: how they come, write, lose patience, type.

In: arrivals whose interaction a server makes, messages to customers, agents who come and go. Out:
interactions in their places, what customers write and when. All that is drawn for a customer is
keyed by who they are: whoever is invited to a chat by a call is a customer of their own, who
follows from the one that the call was made for, whatever else the run has made by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.days import Arrivals, Reply
from engine.esp.outcome import LOGGED_OUT
from engine.failures import Failure
from engine.log.events import Event
from engine.ops import Family, Place
from engine.scenario import Act
from engine.sim.attributes import Attributes
from engine.sim.chat_server import ChatServer
from engine.sim.core.crowd import Crowd
from engine.sim.core.draws import Draws, derived, is_customer, stream_of
from engine.sim.core.life import Life
from engine.sim.core.numbers import ACTS, CROWD, NONE, WHAT_BITS
from engine.sim.core.state import State
from engine.sim.core.variates import Variates
from engine.sim.customers import Customers
from engine.sim.failing_chats import FailingChats
from engine.sim.happenings import NUMBERS
from engine.sim.reception import Reception
from engine.streams import Purpose
from engine.values import Pool

WRITES = "I have a question."
"""What customers write; strategies do not read it."""
REPLY, GAP = range(2)
TIMES_BITS = 20
"""Draws for a block of `collect` begin so many bits above those of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What decides about customers: who they are, when they come, what is drawn."""

    crowd: Crowd
    attributes: Attributes
    draws: Draws
    variates: Variates


@dataclass(slots=True)
class Known:
    """What is kept of an interaction: the stream of its customer, how many interactions calls have
    made for that one, how often they were written to, have written, have typed where."""

    stream: int
    children: int = 0
    messages: int = 0
    written: int = 0
    typed: dict[int, int] | None = None
    gap: int = NONE
    """The entry of the agenda when they write to the agent next."""
    row: int = NONE


class Visitors:
    """The customers of one run, as `engine.sim.host.Servers` asks for them. `streams` are the
    arrivals of the simulation."""

    def __init__(
        self,
        streams: Sequence[Arrivals],
        reception: Reception,
        customers: Customers,
        chances: Chances,
        *,
        state: State,
        life: Life,
        chat_server: ChatServer,
        pool: Pool,
    ) -> None:
        self._streams = streams
        self._reception = reception
        self._customers = customers
        customers.visitors = self
        self._crowd = chances.crowd
        self._attributes = chances.attributes
        self._draws = chances.draws
        self._variates = chances.variates
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._chat_server = chat_server
        self._pool = pool
        self._failing: FailingChats | None = None
        self._known: dict[int, Known] = {}
        self._rows: dict[int, tuple[int, int]] = {}
        self._row_count = 0
        self._after = [_after(arrivals.reply, chances.variates) for arrivals in streams]
        self._labels = [
            {typing.block: at for at, typing in enumerate(arrivals.typing)} for arrivals in streams
        ]

    # Who comes, and who goes

    def fail(self, failing: FailingChats) -> None:
        """Servers may be down when these want to do something: they do it when all are back."""
        self._failing = failing
        failing.visitors = self

    def comes(self, stream: int, number: int, kept_by: Failure | None = None) -> None:
        """Customer `number` of a stream comes: their chat or e-mail is made and placed. An outage
        may have kept them until now."""
        if self._failing is not None:
            outage = self._failing.holds_stream(self._streams[stream])
            if outage is not None:
                self._failing.later(outage, lambda: self.comes(stream, number, outage))
                return

        def met(fresh: int) -> None:
            self._crowd.meet(fresh, stream, number)
            self._places.begin_patience(fresh)
            if kept_by is not None and self._failing is not None:
                self._failing.hit(kept_by, fresh)

        self._reception.come(stream, number, self._attributes.of(stream, number), met)

    def gives_up(self, interaction: int) -> None:
        """The customer of a chat leaves its session: it stays where it is, unless Chat Server stops
        it for that."""
        session = self._chat_server.sessions.get(interaction)
        if session is None or not session.live:
            return
        outage = self.held(interaction)
        if self._failing is not None and outage is not None:
            self._failing.later(outage, lambda: self._goes(interaction), interaction)
        else:
            self._chat_server.close(interaction, LOGGED_OUT)

    def _goes(self, interaction: int) -> None:
        """Who has given up during an outage leaves, unless an agent has the chat by now."""
        if self._places.place[interaction] < Place.HANDLED:
            self.gives_up(interaction)

    def held(self, interaction: int) -> Failure | None:
        """The outage that keeps the customer of a chat from being heard."""
        if self._failing is None:
            return None
        stream = self.stream(interaction)
        arrivals = None if stream == NONE else self._streams[stream]
        return self._failing.holds(arrivals, Family.CHAT)

    # Whom calls write to

    def made(self, fresh: int, by: int) -> None:
        """A call of an interaction, or its customer, has made another one."""
        stream = self.stream(by)
        if stream == NONE:
            return
        known = self._note(by, stream)
        entity = derived(self._places.customer[by], known.children)
        known.children += 1
        self._crowd.meet_again(fresh, stream, entity)
        self._note(fresh, stream)

    def came_back(self, fresh: int, chat: int) -> None:
        """The customer of a chat has begun a new one, and waits for an agent."""
        before = self._journal.number(chat)
        self._journal.write(int(Event.CAME_BACK), fresh, NONE, NONE, NONE, NONE, before)
        self.made(fresh, chat)
        self._wait(fresh)

    def sent(self, interaction: int) -> None:
        """A message has reached the customer of a chat that a call has made: do they reply?"""
        stream = self.stream(interaction)
        reply = None if stream == NONE else self._streams[stream].reply
        if reply is None:
            return
        known = self._note(interaction, stream)
        entity, draw = self._places.customer[interaction], known.messages
        known.messages += 1
        if self._draws.happens(int(Purpose.REPLY), entity, draw, reply.share):
            after, _ = self._after[stream]
            length = self._variates.draw(after, int(Purpose.REPLY_AFTER), entity, draw)
            self._schedule(length, REPLY, interaction)

    def acts(self, row: int) -> None:
        """A customer writes: a reply, or one more message to the agent who has the chat.

        What comes to nothing is a row of the log that says why.
        """
        what, interaction = self._rows[row]
        outage = self.held(interaction)
        if self._failing is not None and outage is not None:
            self._act_later(row, what, interaction, self._failing.until(outage))
            return
        del self._rows[row]
        reason = self._customers.write(interaction, WRITES)
        if reason:
            self._journal.write(
                int(Event.CAME_TO_NOTHING), interaction, NONE, NONE, NONE,
                NUMBERS[Act.CUSTOMER_WRITES], self._pool.encode(reason),
            )  # fmt: skip
        if what == GAP:
            known = self._known[interaction]
            known.gap = known.row = NONE
            self._pause(interaction)
        elif self._chat_server.sessions[interaction].live:
            self._wait(interaction)
        self._places.unpin(interaction)

    def _act_later(self, row: int, what: int, interaction: int, time: int) -> None:
        """What a customer writes is kept by the provider as long as a server is down."""
        entry = self._agenda.schedule(time, CROWD, (ACTS << WHAT_BITS) + row)
        if what == GAP:
            self._known[interaction].gap = entry

    # With an agent

    def accepted(self, interaction: int) -> None:
        """An agent has an interaction: the customer of a chat writes to them from time to time."""
        session = self._chat_server.sessions.get(interaction)
        if session is not None and session.live:
            self._pause(interaction)

    def released(self, interaction: int) -> None:
        """The agent is about to lose it, or it is about to be over."""
        known = self._known.get(interaction)
        if known is not None and known.gap != NONE:
            self._agenda.remove(known.gap)
            del self._rows[known.row]
            known.gap = known.row = NONE
            self._places.unpin(interaction)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self._known.pop(interaction, None)

    # At the telephone

    def types(self, interaction: int, block: str) -> str:
        """What the customer types in a `collect` block this time, empty for nothing."""
        stream = self.stream(interaction)
        at = NONE if stream == NONE else self._labels[stream].get(block, NONE)
        if at == NONE:
            return ""
        known = self._note(interaction, stream)
        if known.typed is None:
            known.typed = {}
        time = known.typed.get(at, 0)
        known.typed[at] = time + 1
        choices = self._streams[stream].typing[at].choices
        left = self._draws.below(
            int(Purpose.TYPING), self._places.customer[interaction], (at << TIMES_BITS) + time,
            sum(weight for _, weight in choices),
        )  # fmt: skip
        for text, weight in choices:
            left -= weight
            if left < 0:
                return text
        return ""

    def stream(self, interaction: int) -> int:
        """The stream of an interaction's customer, `NONE` if nobody of the simulation has it."""
        known = self._known.get(interaction)
        if known is not None:
            return known.stream
        entity: int = self._places.customer[interaction]
        return stream_of(entity) if entity != NONE and is_customer(entity) else NONE

    def _note(self, interaction: int, stream: int) -> Known:
        known = self._known.get(interaction)
        if known is None:
            known = self._known[interaction] = Known(stream)
            self._places.noted[interaction] = 1
        return known

    def _wait(self, interaction: int) -> None:
        """The customer waits for an agent from now on, unless one has the chat."""
        if self._places.place[interaction] < Place.HANDLED:
            self._places.begin_patience(interaction)

    def _pause(self, interaction: int) -> None:
        """When the customer writes to the agent next."""
        stream = self.stream(interaction)
        if stream == NONE or self._after[stream][1] == NONE:
            return
        known = self._note(interaction, stream)
        entity, draw = self._places.customer[interaction], known.written
        known.written += 1
        length = self._variates.draw(self._after[stream][1], int(Purpose.GAP), entity, draw)
        known.gap, known.row = self._schedule(length, GAP, interaction)

    def _schedule(self, length: int, what: int, interaction: int) -> tuple[int, int]:
        """Something will be done after a time; gives its entry on the agenda, and its row."""
        row = self._row_count
        self._row_count += 1
        self._rows[row] = what, interaction
        self._places.pin(interaction)
        subject = (ACTS << WHAT_BITS) + row
        return self._agenda.schedule(self._agenda.now + length, CROWD, subject), row


def _after(reply: Reply | None, variates: Variates) -> tuple[int, int]:
    """The distributions of a reply and of gaps, as numbers of `Variates`; `NONE` for none."""
    if reply is None:
        return NONE, NONE
    return variates.add(reply.after), NONE if reply.gap is None else variates.add(reply.gap)
