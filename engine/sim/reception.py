"""How customers of simulations come who do not call: by a channel, to a strategy, into a queue.

In: a customer and what they bring. Out: an interaction with its session and its data, in its place,
as the servers make it. Between the making and the placing somebody is told whose it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.days import Arrivals
from engine.directory import Channel, Directory
from engine.esp.outcome import Note, Refused
from engine.esp.rules import clients, queue_keys
from engine.esp.rules.user_data import IS_ONLINE, SHOWN
from engine.log.events import Event
from engine.log.system_properties import of_beginning
from engine.ops import Family, family_of
from engine.program.model import Program
from engine.sim.attributes import Person
from engine.sim.chat_server import ONLINE, ChatServer
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.customers import BUSINESS, CHANNEL, CLIENT, Customers
from engine.sim.effects import attach_all
from engine.sim.pooled import interaction_id
from engine.sim.why import WhySection
from engine.values import KVList, Pool

COMES = Note("a new chat", "its customer begins it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the customers of a stream come. `queue` and `strategy` are `NONE` for none; by a channel
    there are also that one, and why its chats come into the queue."""

    arrivals: Arrivals
    family: Family
    strategy: int = NONE
    queue: int = NONE
    channel: Channel | None = None
    tenant: int = 0
    route: Note | None = None


class Reception:
    """Makes the interactions of those who come. `met` is told of each."""

    def __init__(
        self,
        program: Program,
        streams: Sequence[Arrivals],
        *,
        state: State,
        machine: Machine,
        chat_server: ChatServer,
        customers: Customers,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._program = program
        self._ways = [way_of(program, arrivals) for arrivals in streams]
        self._journal = state.journal
        self._places = state.places
        self._machine = machine
        self._chat_server = chat_server
        self._customers = customers
        self._pool = pool
        self._why = why

    def come(self, stream: int, number: int, who: Person, met: Callable[[int], None]) -> None:
        """A customer comes with an interaction, which goes its way."""
        way = self._ways[stream]
        if way.channel is not None:
            fresh = self._by_channel(way, way.channel, number, who)
        else:
            fresh = self._created(way, who)
        if way.strategy == NONE:
            met(fresh)
            self._machine.life.submit(fresh, way.queue)
            return
        self._places.run(fresh, way.queue)
        if way.queue != NONE:
            now = self._places.created[fresh]
            self._places.first_moves[fresh][way.queue] = now
        met(fresh)
        self._machine.start(fresh, way.strategy, NONE)

    def _by_channel(self, way: Way, channel: Channel, number: int, who: Person) -> int:
        """A chat that a channel has submitted to Chat Server."""
        client = self._client(way, channel, number, who)
        own = {CHANNEL: channel.name, CLIENT: client, BUSINESS: channel.business_id}
        brought = KVList((key, value) for key, value in who.data if key not in own)
        notes = (COMES, *(() if way.route is None else (way.route,)))
        fresh = self._customers.come(channel, way.tenant, KVList(own.items()), brought, notes=notes)
        self._name(fresh, who)
        self._customers.has_written(channel, client)
        return fresh

    @staticmethod
    def _client(way: Way, channel: Channel, number: int, who: Person) -> str:
        """Who the customer is to the channel: what the data says, else the number they would call
        from, else a name that nobody else has [inferred]."""
        said = who.data.get(CLIENT)
        if isinstance(said, str):
            return said
        if who.ani and not clients.unreachable(channel, who.ani):
            return who.ani
        return f"{way.arrivals.name}-{number + 1}"

    def _created(self, way: Way, who: Person) -> int:
        """What comes to a strategy, as if its view had just pulled it, or into a queue."""
        media = self._pool.encode(way.arrivals.media or way.family.name.lower())
        ani, dnis = self._pool.encode(who.ani), self._pool.encode(who.dnis)
        fresh = self._places.create(int(way.family), media, ani, dnis, who.priority)
        self._journal.write(int(Event.CREATED), fresh, NONE, NONE, NONE, media, NONE)
        named = interaction_id(way.family, self._places.number[fresh])
        server = self._program.directory.chat_server.name
        self._why.properties[fresh] = of_beginning(way.family, named, server)
        self._places.noted[fresh] = 1
        if way.family is not Family.CHAT:
            attach_all(self._machine.life, self._pool, fresh, who.data)
            return fresh
        own = ((key, value) for key, value in who.data if key != IS_ONLINE)
        data = KVList((*own, (IS_ONLINE, SHOWN[ONLINE])))
        attach_all(self._machine.life, self._pool, fresh, data)
        self._chat_server.open(fresh, terminate=False)
        self._chat_server.watch(fresh)
        return fresh

    def _name(self, fresh: int, who: Person) -> None:
        self._places.ani[fresh] = self._pool.encode(who.ani)
        self._places.dnis[fresh] = self._pool.encode(who.dnis)
        self._places.priority[fresh] = who.priority


def way_of(program: Program, arrivals: Arrivals) -> Way:
    """Where the customers of a stream come in. KeyError for what the program does not have."""
    queues = {queue.name: number for number, queue in enumerate(program.queues)}
    if arrivals.channel:
        return _by_channel(program.directory, arrivals, queues)
    if arrivals.queue:
        family = family_of(arrivals.media)
        return Way(arrivals=arrivals, family=family, queue=queues[arrivals.queue])
    strategies = {each.name: number for number, each in enumerate(program.strategies)}
    number = strategies[arrivals.strategy]
    family = Family(program.strategies[number].family)
    queue = NONE if family is Family.VOICE else program.feeding(number)
    return Way(arrivals=arrivals, family=family, strategy=number, queue=queue)


def _by_channel(directory: Directory, arrivals: Arrivals, queues: dict[str, int]) -> Way:
    channels = [channel for each in directory.applications for channel in each.channels]
    channel = next((each for each in channels if each.name == arrivals.channel), None)
    if channel is None:
        raise KeyError(arrivals.channel)
    try:
        endpoint, route = queue_keys.of_inbound(directory.chat_server, channel)
    except Refused as refused:
        raise KeyError(refused.refusal.text) from None
    return Way(
        arrivals=arrivals, family=Family.CHAT, queue=queues[endpoint.queue], channel=channel,
        tenant=endpoint.tenant, route=route,
    )  # fmt: skip
