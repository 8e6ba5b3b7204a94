"""What ESP methods see of a run: `engine.esp.world.World` at the present instant.

In: the parts of the run. Out: answers to questions; asking changes nothing.
"""

from engine.directory import Directory
from engine.esp.rules import clients
from engine.limits import Limits
from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.state import State
from engine.sim.pooled import interaction_id


class RunningWorld:
    """The configuration with the clock, the queues and what customers are known to have done."""

    def __init__(self, program: Program, start_us: int, state: State, limits: Limits) -> None:
        self._queues = frozenset(queue.name for queue in program.queues)
        self._directory = program.directory
        self._start_us = start_us
        self._limits = limits
        self._agenda = state.agenda
        self._places = state.places

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
        return interaction_id(Family[media_family.upper()], self._places.length)

    def has_queue(self, name: str) -> bool:
        """Whether Interaction Server has an interaction queue of this name."""
        return name in self._queues

    def last_inbound_us(self, channel: str, client: str) -> int | None:
        """When a customer last wrote on a channel, in microseconds since 1970, or None."""
        contact = clients.contact(self._directory, channel, client)
        if contact is None or contact.last_inbound_ago_us is None:
            return None
        return self._start_us - contact.last_inbound_ago_us

    def opted_in(self, channel: str, client: str) -> bool:
        """Whether a customer has agreed to be written to on a channel."""
        contact = clients.contact(self._directory, channel, client)
        return contact is not None and contact.opt_in
