"""What an ESP method may see of the run: a Protocol that `sim` implements.

Everything is read-only: a method asks, decides, and returns effects. Asking changes nothing, so a
method can be called twice, or called and its effects thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.directory import Directory
from engine.esp.letter import Letter
from engine.limits import Limits
from engine.values import KVList


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An interaction that a request is about.

    `chat` says that it has had a session; `known` that Chat Server still has it, `online` that it
    is open. `recorded` says that Universal Contact Server has a record of the interaction,
    `parent` that the interaction has a child. `created_us` is microseconds since 1970. `media` is
    its media type. `letter` is what a server has written, if the interaction is that; `sent` says
    that it was handed out. `lines` are what has come into the session of a chat, in order.
    """

    chat: bool
    known: bool
    online: bool
    recorded: bool = True
    parent: bool = False
    created_us: int = 0
    media: str = ""
    letter: Letter | None = None
    sent: bool = False
    lines: tuple[str, ...] = ()


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

    def interaction(self, ident: str) -> Subject | None:
        """The interaction with this id, or None."""

    @property
    def contacts(self) -> Mapping[str, KVList]:
        """The attributes of the contacts by their ids, in the order in which they were made."""

    def opted_in(self, channel: str, client: str) -> bool:
        """Whether a customer has agreed to be written to on a channel."""
