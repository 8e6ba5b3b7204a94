"""What ESP methods see of a run: `engine.esp.world.World` at the present instant.

In: the parts of the run. Out: answers to questions; asking changes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.directory import Directory
from engine.esp.rules import clients
from engine.esp.rules.delivery import SERVICE_WINDOW_US
from engine.esp.world import Subject
from engine.limits import Limits
from engine.ops import Family
from engine.program.model import Program
from engine.sim.chat_server import ChatServer
from engine.sim.contact_server import ContactServer
from engine.sim.core.numbers import NONE
from engine.sim.core.places import Places
from engine.sim.core.state import State
from engine.sim.kinship import Kinship
from engine.sim.letters import Letters
from engine.sim.pooled import id_of, interaction_id
from engine.values import KVList, Pool


class RunningWorld:
    """The configuration with the clock, the queues and what customers are known to have done."""

    def __init__(
        self,
        program: Program,
        start_us: int,
        state: State,
        limits: Limits,
        contact_server: ContactServer,
        *,
        letters: Letters,
        kinship: Kinship,
        pool: Pool,
    ) -> None:
        self._queues = frozenset(queue.name for queue in program.queues)
        self._directory = program.directory
        self._configured = program.directory.chat_server.name
        self._start_us = start_us
        self._limits = limits
        self._agenda = state.agenda
        self._places = state.places
        self._contact_server = contact_server
        self._letters = letters
        self._kinship = kinship
        self._pool = pool
        self._inbound: dict[tuple[str, str], int] = {}

    def join(self, chat_server: ChatServer) -> None:
        """Makes known the part of the run that is made after this one."""
        self._chat_server = chat_server

    def note_inbound(self, channel: str, client: str) -> None:
        """A customer writes on a channel at this instant."""
        key = channel, clients.canonical(client)
        self._inbound.pop(key, None)
        self._inbound[key] = self.now_us
        oldest = next(iter(self._inbound))
        if self.now_us - self._inbound[oldest] >= SERVICE_WINDOW_US:
            # No rule looks back for longer.
            del self._inbound[oldest]

    @property
    def configured_server(self) -> str:
        """The name of Chat Server as it is configured, whichever has its sessions now."""
        return self._configured

    def rename_server(self, name: str) -> None:
        """Another Chat Server has taken the sessions over."""
        server = replace(self._directory.chat_server, name=name)
        self._directory = replace(self._directory, chat_server=server)

    @property
    def directory(self) -> Directory:
        """Applications, Chat Server, standard responses, contacts."""
        return self._directory

    @property
    def now_us(self) -> int:
        """Microseconds since 1970."""
        return self._start_us + self._agenda.now

    @property
    def limits(self) -> Limits:
        """The bounds in force."""
        return self._limits

    def next_interaction_id(self, media_family: str) -> str:
        """The id that the next interaction of a family (`chat`) will have. Does not take it."""
        return interaction_id(Family[media_family.upper()], self._places.created_count)

    def has_queue(self, name: str) -> bool:
        """Whether Interaction Server has an interaction queue of this name."""
        return name in self._queues

    def interaction(self, ident: str) -> Subject | None:
        """The interaction with this id, or None."""
        number = slot_of(ident, self._places)
        if number is None:
            return None
        return Subject(
            chat=self._places.family[number] == Family.CHAT,
            known=bool(self._places.known[number]),
            online=bool(self._places.online[number]),
            recorded=self._contact_server.has_record(number),
            parent=self._kinship.has_child(number),
            created_us=self._start_us + self._places.created[number],
            media=str(self._pool.decode(self._places.media[number])),
            letter=self._letters.of(number),
            sent=self._letters.is_sent(number),
            lines=self._chat_server.lines(number),
        )

    @property
    def contacts(self) -> Mapping[str, KVList]:
        """The attributes of the contacts by their ids, in the order in which they were made."""
        return self._contact_server.contacts

    def last_inbound_us(self, channel: str, client: str) -> int | None:
        """When a customer last wrote on a channel, in microseconds since 1970, or None."""
        noted = self._inbound.get((channel, clients.canonical(client)))
        if noted is not None:
            return noted
        contact = clients.contact(self._directory, channel, client)
        if contact is None or contact.last_inbound_ago_us is None:
            return None
        return self._start_us - contact.last_inbound_ago_us

    def opted_in(self, channel: str, client: str) -> bool:
        """Whether a customer has agreed to be written to on a channel."""
        contact = clients.contact(self._directory, channel, client)
        return contact is not None and contact.opt_in


def slot_of(ident: str, places: Places) -> int | None:
    """The slot of the interaction with an id (`chat-2`), or None."""
    digits = ident.rpartition("-")[2]
    # No id is longer than its number can be: what is longer names nothing.
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(
        str(places.created_count)
    ):
        return None
    slot = places.slot_of(int(digits) - 1)
    return slot if slot != NONE and id_of(places, slot) == ident else None
