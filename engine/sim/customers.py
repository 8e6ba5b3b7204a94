"""Customers of chats: what they write, and how they come back after their session.

In: a customer of a chat, and a text. Out: rows of the log; a new inbound chat where no session of
the customer is left, or why there can be none. Which session a customer is in is our reading of
what channels do [inferred].
"""

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
from engine.sim.effects import attach_all, system_properties
from engine.sim.pooled import interaction_id
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
            self._wrote(fresh, text)
            self._life.submit(fresh, self._queues[endpoint.queue])
        client = self._data(chat, CLIENT)
        if channel is not None and client is not None:
            self._world.note_inbound(channel.name, client)
        return ""

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
        for other, session in reversed(self._chat_server.sessions.items()):
            same = session.live and self._channel(other)[0] == channel
            if same and self._customer(other) == customer:
                return other
        return None

    def _customer(self, chat: int) -> str:
        """The client id by which customers are compared, empty if there is none."""
        return clients.canonical(self._data(chat, CLIENT) or "")

    def _come_back(self, chat: int, channel: Channel, endpoint: Endpoint, route: Note) -> int:
        """A new inbound chat, with its session and its data, in no place yet."""
        nobody = self._pool.encode("")
        media = self._pool.encode(channel.media.session)
        fresh = self._places.create(int(Family.CHAT), media, nobody, nobody, 0)
        created = self._write(Event.CREATED, fresh, media, NONE)
        server = self._directory.chat_server
        properties = system_properties("Inbound", "InboundNew", server.name, endpoint.tenant)
        self._why.describe(created, fresh, self._id(fresh), properties)
        self._why.add(created, Why.CHOICE, "a new chat", self._why_new(chat))
        self._why.add(created, Why.CHOICE, route.what, route.because)
        self._chat_server.open(fresh, terminate=False)
        own = {
            CHANNEL: channel.name,
            CLIENT: self._data(chat, CLIENT),
            BUSINESS: channel.business_id,
            "ChatServerAppName": server.name,
            IS_ONLINE: SHOWN[ONLINE],
        }
        data = KVList((key, value) for key, value in own.items() if value is not None)
        attach_all(self._life, self._pool, fresh, data)
        self._chat_server.watch(fresh)
        return fresh

    def _why_new(self, chat: int) -> str:
        if self._chat_server.sessions[chat].known:
            return f"the session of {self._id(chat)} has ended"
        return f"Chat Server does not know the session of {self._id(chat)}"

    def _wrote(self, chat: int, text: str) -> None:
        self._write(Event.WROTE, chat, self._why.content(text), len(text))
        self._chat_server.customer_wrote(chat, text)

    def _data(self, chat: int, key: str) -> str | None:
        """A key of the chat's attached data, where it is a text."""
        code = self._places.attached[chat].get(self._pool.encode(key))
        found = None if code is None else self._pool.decode(code)
        return found if isinstance(found, str) else None

    def _id(self, chat: int) -> str:
        return interaction_id(Family(self._places.family[chat]), chat)

    def _write(self, event: Event, interaction: int, a: int, b: int) -> int:
        return self._journal.write(int(event), interaction, NONE, NONE, NONE, a, b)
