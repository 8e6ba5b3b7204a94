"""`FailingChats`: what goes wrong with Chat Server, its sessions, and messages on their way out.

In: sessions that open and end, messages that are sent, outages. Out: what Chat Server does then,
and when customers come, write or leave who cannot while a server is down: the provider keeps what
they do until it is back [inferred].
"""

from collections.abc import Callable

from engine.days import Arrivals
from engine.esp.outcome import (
    DELIVERY_FAILED,
    DELIVERY_STATUS,
    INACTIVE,
    LOGGED_OUT,
)
from engine.failures import Failure
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Family, Place, family_of
from engine.sim.chat_server import ChatServer
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.failing import Failings, Span
from engine.sim.visiting import Visitors
from engine.sim.world import RunningWorld
from engine.values import Pool

OUTAGES = (Failure.CHAT_SERVER_DOWN, Failure.DMS_DOWN)
REFUSAL = "the provider could not deliver it"


class FailingChats:
    """The chats of one run. Sorts of occasions are numbered as their failures."""

    def __init__(
        self,
        failings: Failings,
        *,
        state: State,
        machine: Machine,
        chat_server: ChatServer,
        world: RunningWorld,
        pool: Pool,
    ) -> None:
        self._failings = failings
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._machine = machine
        self._chat_server = chat_server
        self._world = world
        self._pool = pool
        self.visitors: Visitors | None = None

    def begin(self) -> None:
        """Windows are on the agenda, and rows that customers may leave at are watched."""
        failings = self._failings
        failings.when(Failure.CHAT_SERVER_DOWN, _nothing)
        failings.when(Failure.DMS_DOWN, _nothing)
        failings.when(Failure.DMS_SLOW, _nothing)
        failings.when(Failure.CHAT_SERVER_RESTART, self._restart)
        failings.when(Failure.CHAT_SERVER_FAILOVER, self._take_over, self._give_back)
        if failings.has(Failure.ENDS_IN_STRATEGY):
            failings.watch(Event.REQUESTED, self._waits)
            failings.watch(Event.ROUTING, self._waits)
        if failings.has(Failure.ENDS_WHEN_OFFERED):
            failings.watch(Event.OFFERED, self._is_offered)
        if failings.has(Failure.ENDS_WITH_AGENT):
            failings.watch(Event.ACCEPTED, self._is_accepted)

    # Outages

    def down(self) -> bool:
        """Whether Chat Server cannot be asked now: nothing counts as lost then."""
        return self._failings.is_on(Failure.CHAT_SERVER_DOWN)

    def holds(self, arrivals: Arrivals | None, family: Family) -> Failure | None:
        """The outage that keeps a customer from what they are about to do, if one does: chats need
        Chat Server, and who comes by a channel (or is in a chat: None) its server too."""
        if family is not Family.CHAT:
            return None
        needed = OUTAGES if arrivals is None or arrivals.channel else OUTAGES[:1]
        return next((outage for outage in needed if self._failings.is_on(outage)), None)

    def holds_stream(self, arrivals: Arrivals) -> Failure | None:
        """The same of customers who come with something."""
        family = Family.CHAT if arrivals.channel else family_of(arrivals.media)
        return self.holds(arrivals, family)

    def later(self, outage: Failure, act: Callable[[], None], interaction: int = NONE) -> None:
        """Something is done as soon as an outage is over."""
        if interaction != NONE:
            self._failings.tell(outage, interaction)
        self._failings.at(self._failings.until(outage), act, interaction)

    def hit(self, outage: Failure, interaction: int) -> None:
        """An outage has kept the customer of an interaction waiting."""
        self._failings.tell(outage, interaction)

    def until(self, outage: Failure) -> int:
        """When an outage is over."""
        return self._failings.until(outage)

    def _restart(self, span: Span) -> None:
        """Chat Server restarts and has lost some of its sessions."""

        def keeps(chat: int) -> bool:
            lost = self._failings.takes(span, self._places.entity(chat))
            if lost:
                self._failings.tell(Failure.CHAT_SERVER_RESTART, chat)
            return not lost

        self._chat_server.restart_keeping(keeps, all_of_them=False)

    def _take_over(self, span: Span) -> None:  # noqa: ARG002 - what every window is told
        self._rename(f"{self._world.configured_server}_backup")

    def _give_back(self, span: Span) -> None:  # noqa: ARG002 - what every window is told
        if not self._failings.is_on(Failure.CHAT_SERVER_FAILOVER):
            self._rename(self._world.configured_server)

    def _rename(self, name: str) -> None:
        """Another server has the sessions from now on, and says so in the data of their chats
        [inferred]."""
        self._world.rename_server(name)
        for chat in list(self._chat_server.live()):
            self._failings.tell(Failure.CHAT_SERVER_FAILOVER, chat)
            self._attach(chat, "ChatServerAppName", name)

    # Sessions

    def opened(self, chat: int) -> None:
        """A session is opened, which Chat Server may forget one day."""
        entity = self._places.entity(chat)
        failing = self._failings.happens(Failure.SESSION_LOST, entity)
        if failing is not None:
            time = self._agenda.now + self._failings.length(failing, entity)
            self._failings.at(time, lambda: self._lose(chat), chat)

    def _lose(self, chat: int) -> None:
        if self._is_live(chat):
            self._failings.tell(Failure.SESSION_LOST, chat)
            self._chat_server.lose_session(chat)

    def goes_unnoticed(self, chat: int, code: int) -> bool:
        """Whether nobody is told that a session ends, because its customer has left or is idle."""
        if code not in (LOGGED_OUT, INACTIVE) or not self._happens(Failure.SESSION_UNNOTICED, chat):
            return False
        self._failings.tell(Failure.SESSION_UNNOTICED, chat, code)
        return True

    def loses_close(self, chat: int) -> bool:
        """Whether the close of a session that is to be terminated does not arrive."""
        if not self._happens(Failure.LOST_CLOSE, chat):
            return False
        self._failings.tell(Failure.LOST_CLOSE, chat)
        return True

    # Customers who leave

    def _waits(self, chat: int, a: int, b: int) -> None:  # noqa: ARG002 - what is told of a row
        """A strategy waits for an answer or for an agent."""
        self._may_leave(Failure.ENDS_IN_STRATEGY, chat, Place.RUNNING)

    def _is_accepted(self, chat: int, a: int, b: int) -> None:  # noqa: ARG002 - as above
        self._may_leave(Failure.ENDS_WITH_AGENT, chat, Place.HANDLED)

    def _may_leave(self, failure: Failure, chat: int, place: Place) -> None:
        if not self._is_live(chat):
            return
        entity = self._places.entity(chat)
        occasion = self._failings.occasion(chat, int(failure))
        failing = self._failings.happens(failure, entity, occasion)
        if failing is not None:
            time = self._agenda.now + self._failings.length(failing, entity, occasion)
            self._failings.at(time, lambda: self._leave(failure, chat, place), chat)

    def _leave(self, failure: Failure, chat: int, place: Place) -> None:
        """The customer leaves, if they are still waiting for what they were waiting for; in an
        outage once it is over."""
        if not self._is_live(chat) or self._places.place[chat] != place:
            return
        outage = self._keeps(chat)
        if outage is not None:
            self.later(outage, lambda: self._leave(failure, chat, place), chat)
            return
        self._failings.tell(failure, chat)
        self._chat_server.close(chat, LOGGED_OUT)

    def _keeps(self, chat: int) -> Failure | None:
        """The outage that keeps the customer of a chat from leaving, if one does."""
        return None if self.visitors is None else self.visitors.held(chat)

    def _is_offered(self, interaction: int, a: int, b: int) -> None:  # noqa: ARG002 - as above
        """An agent is offered an interaction at this very instant."""
        failure = Failure.ENDS_WHEN_OFFERED
        over = self._places.place[interaction] >= FIRST_FINAL
        call = self._places.family[interaction] == Family.VOICE
        there = self._places.online[interaction] if call else self._is_live(interaction)
        there = there and (call or self._keeps(interaction) is None)
        if over or not there or not self._happens(failure, interaction):
            return
        self._failings.tell(failure, interaction)
        if call:
            self._machine.hang_up(interaction)
        else:
            self._chat_server.close(interaction, LOGGED_OUT)

    # Messages

    def undelivered(self, chat: int) -> bool:
        """Whether a message that the provider has taken does not reach the customer of a chat, who
        is told of by a receipt, which may come late, twice or never."""
        failure = Failure.DELIVERY_FAILED
        entity = self._places.entity(chat)
        occasion = self._failings.occasion(chat, int(failure))
        failing = self._failings.happens(failure, entity, occasion)
        if failing is None:
            return False
        self._failings.tell(failure, chat)
        if self._failings.happens(Failure.RECEIPT_LOST, entity, occasion) is not None:
            self._failings.tell(Failure.RECEIPT_LOST, chat)
            return True
        time = self._agenda.now + self._failings.length(failing, entity, occasion)
        self._failings.at(time, lambda: self._receive(chat), chat)
        if self._failings.happens(Failure.RECEIPT_TWICE, entity, occasion) is not None:
            self._failings.at(time, lambda: self._receive_again(chat), chat)
        return True

    def _receive(self, chat: int) -> None:
        """The receipt comes: user data says so, unless the chat is over by then."""
        if self._places.place[chat] < FIRST_FINAL:
            self._journal.write(
                int(Event.SEND_FAILED), chat, NONE, NONE, NONE, NONE, self._pool.encode(REFUSAL)
            )
            self._attach(chat, DELIVERY_STATUS, DELIVERY_FAILED)

    def _receive_again(self, chat: int) -> None:
        """The same receipt once more: it is known by its id, and changes nothing."""
        self._failings.tell(Failure.RECEIPT_TWICE, chat)

    def _happens(self, failure: Failure, interaction: int) -> bool:
        occasion = self._failings.occasion(interaction, int(failure))
        entity = self._places.entity(interaction)
        return self._failings.happens(failure, entity, occasion) is not None

    def _is_live(self, chat: int) -> bool:
        session = self._chat_server.sessions.get(chat)
        return session is not None and session.live

    def _attach(self, chat: int, key: str, value: str) -> None:
        self._machine.life.attach(chat, self._pool.encode(key), self._pool.encode(value))


def _nothing(span: Span) -> None:
    """Whoever asks finds out that the window is open."""
