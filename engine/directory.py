"""What the simulated servers are configured with: plain frozen data, read by ESP methods.

In: what declarations (`world`) say. Out: applications with their channels, Chat Server with its
endpoints, standard responses, custom field codes, contacts, calendars. Nothing here changes during
a run.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.calendars import Calendar
from engine.values import HOUR, MINUTE, SECOND, KVList

SOCIAL_MS = 171
"""Application type of a Digital Messaging Server, `SocialMS` in IRD (docs.genesys.com, MSGA)."""
CHAT_SERVER = 59
"""Application type of Chat Server, `ChatServer` in IRD (Platform SDK, CfgAppType)."""
CONTACT_SERVER = 63
"""Application type of Universal Contact Server, `ContactServer` (Platform SDK, CfgAppType)."""
TYPE_NAMES = {
    "SocialMS": SOCIAL_MS,
    "ChatServer": CHAT_SERVER,
    "ContactServer": CONTACT_SERVER,
}
"""Application types by the names that IRD shows."""


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


class SessionStatistics(StrEnum):
    """Chat Server's `attach-session-statistics`: what a chat gets when its session ends."""

    NONE = "none"
    FIRED = "fired"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class InactivityControl:
    """Chat Server's section `inactivity-control`, with its defaults (docs.genesys.com, eServices
    Chat, inactivity). A second alert after 0 is none; an empty message is not sent."""

    alert_us: int = 255 * SECOND
    alert2_us: int = 0
    close_us: int = 45 * SECOND
    alert: str = "Chat session will be closed soon due to inactivity of chat participants."
    alert2: str = "Chat session will be closed very soon due to inactivity of chat participants."
    close: str = "Chat session closed due to inactivity of chat participants."


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
    `esp` says that Interaction Server is connected to its port `ESP`. `inactivity` is None where
    sessions that are not asynchronous may stay idle.

    What came later is left out of its text, which is part of what identifies a program: see
    `settings`.
    """

    name: str = "ChatServer"
    esp: bool = field(default=True, repr=False)
    lost_after_us: int = 10 * MINUTE
    stop_abandoned_interaction: StopAbandoned = StopAbandoned.NEVER
    endpoints: tuple[Endpoint, ...] = ()
    inactivity: InactivityControl | None = field(default=None, repr=False)
    async_idle_alert_us: int = field(default=24 * HOUR, repr=False)
    async_idle_close_us: int = field(default=HOUR, repr=False)
    attach_session_statistics: SessionStatistics = field(default=SessionStatistics.NONE, repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        own, unset = _later(self), _later(ChatServer())
        return [f"{name} {value!r}" for name, value in own.items() if value != unset[name]]


def _later(server: ChatServer) -> dict[str, InactivityControl | SessionStatistics | int | None]:
    return {
        "esp": server.esp,
        "inactivity": server.inactivity,
        "async_idle_alert_us": server.async_idle_alert_us,
        "async_idle_close_us": server.async_idle_close_us,
        "attach_session_statistics": server.attach_session_statistics,
    }


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
class FieldCode:
    """A custom field code of UCS: text with field codes of its own, used by its name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A customer on a channel: consent, and when the last message came before the run's start.

    `client_id` is what `_umsClientId` carries; `channel` None means every channel. `attributes` are
    what Universal Contact Server has of the customer.
    """

    client_id: str
    channel: str | None = None
    opt_in: bool = False
    last_inbound_ago_us: int | None = None
    attributes: KVList = field(default_factory=KVList)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everything above, and the calendars, in declaration order.

    Calendars are left out of its text, which is part of what identifies a program: one without
    calendars is the same as before there were any.
    """

    applications: tuple[Application, ...] = ()
    chat_server: ChatServer = ChatServer()
    responses: tuple[StandardResponse, ...] = ()
    contacts: tuple[Contact, ...] = ()
    field_codes: tuple[FieldCode, ...] = ()
    calendars: tuple[Calendar, ...] = field(default=(), repr=False)
