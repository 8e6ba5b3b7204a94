"""What the simulated servers are configured with: plain frozen data, read by ESP methods.

In: what declarations (`world`) say. Out: applications with their channels, Chat Server with its
endpoints, standard responses, custom field codes, contacts, calendars. Nothing here changes during
a run.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.calendars import Calendar
from engine.services import THIRD_PARTY_SERVER, Service
from engine.staff import Agent, CapacityRule, Group, Skill, VirtualQueue
from engine.values import HOUR, MINUTE, SECOND, KVList

SOCIAL_MS = 171
"""Application type of a Digital Messaging Server, `SocialMS` in IRD (docs.genesys.com, MSGA)."""
CHAT_SERVER = 59
"""Application type of Chat Server, `ChatServer` in IRD (Platform SDK, CfgAppType)."""
CONTACT_SERVER = 63
"""Application type of Universal Contact Server, `ContactServer` (Platform SDK, CfgAppType)."""
EMAIL_SERVER = 64
"""Application type of E-mail Server, `EmailServer` (Platform SDK, CfgAppType)."""
SMS_SERVER = 107
"""Application type `GenericServer` (Platform SDK, CfgAppType); that an SMS Server is of it is
[inferred]."""
INTERACTION_SERVER = 111
"""Application type of Interaction Server, `InteractionServer` (Platform SDK, CfgAppType)."""
CLASSIFICATION_SERVER = 90
"""Application type of Classification Server, `ClassificationServer` (Platform SDK, CfgAppType)."""
TYPE_NAMES = {
    "SocialMS": SOCIAL_MS,
    "ChatServer": CHAT_SERVER,
    "ContactServer": CONTACT_SERVER,
    "ClassificationServer": CLASSIFICATION_SERVER,
    "ThirdPartyServer": THIRD_PARTY_SERVER,
    "ThirdPartyApp": 22,
    "CustomServer": 28,
    "RulesESPServer": 164,
    "EmailServer": EMAIL_SERVER,
    "GenericServer": SMS_SERVER,
    "InteractionServer": INTERACTION_SERVER,
}
"""Application types by the names that IRD shows."""


def type_name(number: int) -> str:
    """The name of an application type, its number if it has none here.

    >>> type_name(59), type_name(999)
    ('ChatServer', '999')
    """
    return next((name for name, known in TYPE_NAMES.items() if known == number), str(number))


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


class NoMatch(StrEnum):
    """What Classification Server does when nothing fits: 8.5 refuses the call with FaultCode 904,
    8.1 answers it (docs.genesys.com, Universal Routing reference, "ObjectsUpdate")."""

    FAULT = "fault"
    ANSWER = "answer"


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


class Notices(StrEnum):
    """Which notices in a session count as activity: Chat Server's options `include-notices` and
    `async-idle-notices` (docs.genesys.com, eServices Chat)."""

    NONE = "none"
    MAJOR = "major"
    MAJOR2 = "major2"
    TYPING = "typing"
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
    include_notices: Notices = Notices.MAJOR


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
    """An application that ESP calls address by name or type.

    `address` is what it writes from, `output_queue` where what it has written waits; both are left
    out of its text, see `Directory.settings`.
    """

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
    address: str | None = field(default=None, repr=False)
    output_queue: str | None = field(default=None, repr=False)
    no_match: NoMatch = field(default=NoMatch.FAULT, repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        own = {"address": self.address, "output_queue": self.output_queue}
        found = [f"{self.name} {key} {value!r}" for key, value in own.items() if value is not None]
        if self.no_match is not NoMatch.FAULT:
            found.append(f"{self.name} no_match {self.no_match.value!r}")
        return found


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
    async_idle_notices: Notices = field(default=Notices.MAJOR, repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        own, unset = _later(self), _later(ChatServer())
        return [f"{name} {value!r}" for name, value in own.items() if value != unset[name]]


def _later(server: ChatServer) -> dict[str, object]:
    return {
        "esp": server.esp,
        "inactivity": server.inactivity,
        "async_idle_alert_us": server.async_idle_alert_us,
        "async_idle_close_us": server.async_idle_close_us,
        "attach_session_statistics": server.attach_session_statistics,
        "async_idle_notices": server.async_idle_notices,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of messages: the words that speak for it, and the category that it is part of."""

    name: str
    ident: str
    words: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRule:
    """A screening rule: the pattern, where it is looked for, the category of what it fits."""

    name: str
    pattern: str
    category: str | None = None
    subject: bool = False
    body: bool = True


class Owner(StrEnum):
    """Whose a workbin is: each of them has it for itself (docs.genesys.com, interaction
    properties `WorkbinAgentId`, `WorkbinAgentGroupId`, `WorkbinPlaceId`, `WorkbinPlaceGroupId`)."""

    AGENT = "agent"
    GROUP = "group"
    PLACE = "place"
    PLACE_GROUP = "place_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbin:
    """A workbin, where interactions lie until one of those who may takes them."""

    name: str
    owner: Owner


HANDLING_MIN_US, HANDLING_MAX_US = MINUTE, 1_440 * MINUTE
"""The bounds of a handling time-out, wherever it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaOptions:
    """What Interaction Server has of a media type that differs from its own options."""

    media: str
    handling_us: int


DELIVERING_US = 30 * SECOND
"""How long an agent has for an answer to an offer (docs.genesys.com, Interaction Server options,
`delivering-timeout`); that calls are withdrawn after it too is [inferred]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionServer:
    """Interaction Server's time-outs (docs.genesys.com, Interaction Server options)."""

    routing_us: int = 720 * MINUTE
    handling_us: int = 180 * MINUTE
    media: tuple[MediaOptions, ...] = ()
    delivering_us: int = field(default=DELIVERING_US, repr=False)


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

    What came later is left out of its text, which is part of what identifies a program: one without
    calendars is the same as before there were any. See `settings`. `capacity_rules` are for those
    who read of them: each agent has what theirs says.
    """

    applications: tuple[Application, ...] = ()
    chat_server: ChatServer = ChatServer()
    responses: tuple[StandardResponse, ...] = ()
    contacts: tuple[Contact, ...] = ()
    field_codes: tuple[FieldCode, ...] = ()
    calendars: tuple[Calendar, ...] = field(default=(), repr=False)
    interaction_server: InteractionServer = field(default=InteractionServer(), repr=False)
    workbins: tuple[Workbin, ...] = field(default=(), repr=False)
    services: tuple[Service, ...] = field(default=(), repr=False)
    categories: tuple[Category, ...] = field(default=(), repr=False)
    screening_rules: tuple[ScreeningRule, ...] = field(default=(), repr=False)
    skills: tuple[Skill, ...] = field(default=(), repr=False)
    agents: tuple[Agent, ...] = field(default=(), repr=False)
    groups: tuple[Group, ...] = field(default=(), repr=False)
    virtual_queues: tuple[VirtualQueue, ...] = field(default=(), repr=False)
    capacity_rules: tuple[CapacityRule, ...] = field(default=(), repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        found = [repr(calendar) for calendar in self.calendars] + self.chat_server.settings
        found += [line for application in self.applications for line in application.settings]
        if self.interaction_server != InteractionServer():
            found.append(repr(self.interaction_server))
        found += [repr(workbin) for workbin in self.workbins]
        found += [repr(service) for service in self.services]
        found += [repr(category) for category in self.categories]
        found += [repr(rule) for rule in self.screening_rules]
        if self.interaction_server.delivering_us != DELIVERING_US:
            found.append(f"delivering {self.interaction_server.delivering_us}")
        staff = (self.skills, self.agents, self.groups, self.virtual_queues)
        found += [repr(each) for declared in staff for each in declared]
        return found + [line for declared in staff for each in declared for line in each.settings]
