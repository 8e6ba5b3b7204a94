"""What the simulated servers are configured with: plain frozen data, read by ESP methods.

In: what declarations (`world`) say. Out: applications with their channels, Chat Server with its
endpoints, standard responses, contacts. Nothing here changes during a run.
"""

from dataclasses import dataclass
from enum import StrEnum

from engine.values import MINUTE

SOCIAL_MS = 171
"""Application type of a Digital Messaging Server, `SocialMS` in IRD (docs.genesys.com, MSGA)."""


class Media(StrEnum):
    """The media of a DMS channel."""

    WHATSAPP = "whatsapp"
    APPLE = "applebc"
    FACEBOOK = "facebook"
    SMS = "sms"

    @property
    def session(self) -> str:
        """The media type of the chat session, for example `whatsappsession`."""
        return f"{self.value}session"


class MissingValues(StrEnum):
    """What a field code without a value becomes (three behaviours are documented, one is ours)."""

    EMPTY = "empty"
    NONE_TEXT = "none_text"
    KEEP = "keep"
    FAULT = "fault"


class StopAbandoned(StrEnum):
    """Chat Server's `stop-abandoned-interaction`: who stops an interaction whose chat has ended."""

    NEVER = "never"
    ALWAYS = "always"
    NOAGENTS = "noagents"
    NOANSWER = "noanswer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of a DMS. Routes are queue keys (`tenant:endpoint`) or None."""

    name: str
    media: Media
    business_id: str
    inbound_route: str | None = None
    inbound_route_by_call: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application that ESP calls address by name or type."""

    name: str
    type: int = SOCIAL_MS
    connected: bool = True
    flex_chat: bool = False
    strict_delivery: bool = False
    opt_in_required: bool = False
    facebook: bool = True
    sms: bool = False
    missing_values: MissingValues = MissingValues.EMPTY
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An endpoint of Chat Server: `tenant:name` leads to an interaction queue."""

    tenant: int
    name: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatServer:
    """Chat Server with the endpoints of all tenants.

    `lost_after_us` is the age from which a chat that nobody has settled counts as lost [inferred].
    """

    name: str = "ChatServer"
    lost_after_us: int = 10 * MINUTE
    stop_abandoned_interaction: StopAbandoned = StopAbandoned.NEVER
    endpoints: tuple[Endpoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardResponse:
    """A standard response of UCS. `starts` and `expires` are microseconds since 1970, or None."""

    name: str
    content_type: str
    body: str
    template_id: str | None = None
    language: str | None = None
    country: str | None = None
    subject: str | None = None
    approved: bool = True
    starts: int | None = None
    expires: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A customer on a channel: consent, and when the last message came before the run's start.

    `client_id` is what `_umsClientId` carries; `channel` None means every channel.
    """

    client_id: str
    channel: str | None = None
    opt_in: bool = False
    last_inbound_ago_us: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everything above, in declaration order."""

    applications: tuple[Application, ...] = ()
    chat_server: ChatServer = ChatServer()
    responses: tuple[StandardResponse, ...] = ()
    contacts: tuple[Contact, ...] = ()
