"""What an ESP method may see of the run: a Protocol that `sim` implements.

Everything is read-only: a method asks, decides, and returns effects. Asking changes nothing, so a
method can be called twice, or called and its effects thrown away.
"""

from typing import Protocol

from engine.directory import Directory
from engine.limits import Limits


class World(Protocol):
    """The servers' configuration and the state of the run at one instant."""

    @property
    def directory(self) -> Directory:
        """Applications, Chat Server, standard responses, contacts."""

    @property
    def now_us(self) -> int:
        """Microseconds since 1970."""

    @property
    def limits(self) -> Limits:
        """The bounds in force."""

    def next_interaction_id(self, media_family: str) -> str:
        """The id that the next interaction of a family (`chat`) will have. Does not take it."""

    def has_queue(self, name: str) -> bool:
        """Whether Interaction Server has an interaction queue of this name."""

    def last_inbound_us(self, channel: str, client: str) -> int | None:
        """When a customer last wrote on a channel, in microseconds since 1970, or None.

        `client` is as the request has it; `rules.clients` compares client ids.
        """

    def opted_in(self, channel: str, client: str) -> bool:
        """Whether a customer has agreed to be written to on a channel."""
