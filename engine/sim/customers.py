"""Customers of chats: what they write, and how they come back after their session.

In: a customer of a chat, and a text. Out: rows of the log; a new inbound chat where no session of
the customer is left, or why there can be none. Which session a customer is in is our reading of
what channels do [inferred].
"""

from collections.abc import Iterable

from engine.directory import Channel, Endpoint
from engine.esp.outcome import Note, Refused
from engine.esp.rules import clients, queue_keys
from engine.esp.rules.user_data import IS_ONLINE, SHOWN
from engine.log.events import Event, Why
from engine.ops import Family
from engine.program.model import Program
from engine.sim.chat_server import ONLINE, ChatServer
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.core.tags import MISSING
from engine.sim.effects import attach_all, system_properties
from engine.sim.pooled import id_of
from engine.sim.visiting import Visitors
from engine.sim.why import WhySection
from engine.sim.world import RunningWorld
from engine.values import KVList, Pool

CHANNEL, CLIENT, BUSINESS = "_umsChannel", "_umsClientId", "_umsBusinessId"


class Customers:
    """Finds a customer's session, and opens one if there is none."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        life: Life,
        chat_server: ChatServer,
        world: RunningWorld,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._directory = program.directory
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._channels = [
            channel for entry in program.directory.applications for channel in entry.channels
        ]
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._chat_server = chat_server
        self._world = world
        self._pool = pool
        self._why = why
        self.visitors: Visitors | None = None

    def write(self, chat: int, text: str) -> str:
        """The customer of a chat writes; gives why not, or nothing.

        The message joins the chat's session, or another one of the same customer on the same
        channel. Where there is none the customer comes back as a new inbound chat.
        """
        channel, unclear = self._channel(chat)
        target = self._session(chat, channel)
        if target is not None:
            self._wrote(target, text)
        elif channel is None:
            return unclear
        else:
            try:
                endpoint, route = queue_keys.of_inbound(self._directory.chat_server, channel)
            except Refused as refused:
                return refused.refusal.text
            if endpoint.queue not in self._queues:
                return f"no interaction queue {endpoint.queue}"
            fresh = self._come_back(chat, channel, endpoint, route)
            if self.visitors is not None:
                self.visitors.came_back(fresh, chat)
            self._wrote(fresh, text)
            self._life.submit(fresh, self._queues[endpoint.queue])
        client = self._data(chat, CLIENT)
        if channel is not None and client is not None:
            self.has_written(channel, client)
        return ""

    def has_written(self, channel: Channel, client: str) -> None:
        """A client has written on a channel at this instant."""
        self._world.note_inbound(channel.name, client)

    def _channel(self, chat: int) -> tuple[Channel | None, str]:
        """The channel that a chat came by, or why it is not known."""
        name = self._data(chat, CHANNEL)
        found = [channel for channel in self._channels if name in (None, channel.name)]
        if len(found) == 1:
            return found[0], ""
        if not found:
            named = "" if name is None else f" `{name}`"
            return None, f"there is no channel{named} to come back by"
        if name is None:
            return None, f"{self._id(chat)} has no {CHANNEL}, and there are {len(found)} channels"
        return None, f"{len(found)} applications have a channel `{name}`"

    def _session(self, chat: int, channel: Channel | None) -> int | None:
        """The chat whose session the customer of a chat is in now."""
        if self._chat_server.sessions[chat].live:
            return chat
        if channel is None:
            return None
        customer = self._customer(chat)
        if not customer:
            # Nobody knows whose chat it is: no other one is known to be of the same customer.
            return None
        for other in self._chat_server.live():
            if self._customer(other) == customer and self._channel(other)[0] == channel:
                return other
        return None

    def _customer(self, chat: int) -> str:
        """The client id by which customers are compared, empty if there is none."""
        return clients.canonical(self._data(chat, CLIENT) or "")

    def _come_back(self, chat: int, channel: Channel, endpoint: Endpoint, route: Note) -> int:
        """A new inbound chat, with its session and its data, in no place yet."""
        client = self._data(chat, CLIENT)
        own = {CHANNEL: channel.name, CLIENT: client, BUSINESS: channel.business_id}
        data = KVList((key, value) for key, value in own.items() if value is not None)
        notes = (Note("a new chat", self._why_new(chat)), route)
        return self.come(channel, endpoint.tenant, data, KVList(), notes=notes)

    def come(
        self, channel: Channel, tenant: int, own: KVList, brought: KVList, *, notes: Iterable[Note]
    ) -> int:
        """A new inbound chat by a channel, with its session and its data, in no place yet.

        `own` is what the channel says of its customer, `brought` what else comes with the chat.
        """
        nobody = self._pool.encode("")
        media = self._pool.encode(channel.media.session)
        fresh = self._places.create(int(Family.CHAT), media, nobody, nobody, 0)
        created = self._write(Event.CREATED, fresh, media, NONE)
        server = self._world.directory.chat_server
        properties = system_properties("Inbound", "InboundNew", server.name, tenant)
        self._why.describe(created, fresh, self._id(fresh), properties)
        for note in notes:
            self._why.add(created, Why.CHOICE, note.what, note.because)
        self._chat_server.open(fresh, terminate=False)
        of_server = [("ChatServerAppName", server.name), (IS_ONLINE, SHOWN[ONLINE])]
        attach_all(self._life, self._pool, fresh, KVList([*own, *of_server, *brought]))
        self._chat_server.watch(fresh)
        return fresh

    def _why_new(self, chat: int) -> str:
        if self._chat_server.sessions[chat].known:
            return f"the session of {self._id(chat)} has ended"
        return f"Chat Server does not know the session of {self._id(chat)}"

    def _wrote(self, chat: int, text: str) -> None:
        self._write(Event.WROTE, chat, self._why.content(text, chat), len(text))
        self._chat_server.customer_wrote(chat, text)

    def _data(self, chat: int, key: str) -> str | None:
        """A key of the chat's attached data, where it is a text."""
        code = self._places.attached.get(chat, self._pool.encode(key))
        found = None if code == MISSING else self._pool.decode(code)
        return found if isinstance(found, str) else None

    def _id(self, chat: int) -> str:
        return id_of(self._places, chat)

    def _write(self, event: Event, interaction: int, a: int, b: int) -> int:
        return self._journal.write(int(event), interaction, NONE, NONE, NONE, a, b)
