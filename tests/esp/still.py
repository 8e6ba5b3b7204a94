"""A world that stands still, and requests to it, with parts that a test exchanges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine.directory import (
    Application,
    Channel,
    ChatServer,
    Contact,
    Directory,
    Endpoint,
    Media,
    StandardResponse,
)
from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request, build_envelope
from engine.esp.outcome import Effect, Refusal, Success
from engine.esp.rules import clients
from engine.esp.rules.contacts import known_at_first
from engine.esp.world import Subject
from engine.faults import BY_NUMBER
from engine.limits import LIMITS, Limits
from engine.values import HOUR, KVList, Value

NOW_US = 1_800_000_000_000_000
CLIENT = "+14155550123"
BUSINESS = "19251112222"

WHATSAPP = Channel(
    name="wa",
    media=Media.WHATSAPP,
    business_id=BUSINESS,
    inbound_route="1:call-route",
    inbound_route_by_call="1:call-route",
)
APPLE = Channel(name="abc", media=Media.APPLE, business_id=BUSINESS)
FACEBOOK = Channel(name="fb", media=Media.FACEBOOK, business_id=BUSINESS)
SMS = Channel(name="sms", media=Media.SMS, business_id=BUSINESS)

NOTIFICATION = StandardResponse(
    name="order",
    content_type="notification",
    template_id="acme@order",
    body="Dear <$Contact.FirstName$>, order <$CustomProperties.OrderId$>",
)
PLAIN = StandardResponse(name="plain", content_type="text", body="Hello")

DMS = Application(name="DMS", flex_chat=True, channels=(WHATSAPP,))
ENDPOINTS = (
    Endpoint(tenant=1, name="call-route", queue="Q1"),
    Endpoint(tenant=1, name="session-WA-sendSR", queue="Q2"),
    Endpoint(tenant=2, name="elsewhere", queue="Q1"),
    Endpoint(tenant=1, name="nowhere", queue="Q9"),
)


@dataclass(frozen=True, slots=True)
class Still:
    """A `World` in which nothing happens: what contacts declare is all that is known of them."""

    directory: Directory
    queues: tuple[str, ...] = ("Q1", "Q2")
    now_us: int = NOW_US
    limits: Limits = LIMITS
    subjects: Mapping[str, Subject] = field(default_factory=dict)

    @property
    def contacts(self) -> Mapping[str, KVList]:
        """What contacts declare."""
        return known_at_first(self.directory)

    def interaction(self, ident: str) -> Subject | None:
        """One of `subjects`."""
        return self.subjects.get(ident)

    def next_interaction_id(self, media_family: str) -> str:
        """Always the second interaction."""
        return f"{media_family}-2"

    def has_queue(self, name: str) -> bool:
        """Whether it is one of `queues`."""
        return name in self.queues

    def last_inbound_us(self, channel: str, client: str) -> int | None:
        """What the contact declares."""
        known = clients.contact(self.directory, channel, client)
        if known is None or known.last_inbound_ago_us is None:
            return None
        return self.now_us - known.last_inbound_ago_us

    def opted_in(self, channel: str, client: str) -> bool:
        """What the contact declares."""
        known = clients.contact(self.directory, channel, client)
        return known is not None and known.opt_in


def world(
    *applications: Application,
    responses: Iterable[StandardResponse] = (NOTIFICATION, PLAIN),
    contacts: Iterable[Contact] = (),
    queues: tuple[str, ...] = ("Q1", "Q2"),
) -> Still:
    """A world with these applications, or the DMS with its WhatsApp channel."""
    return Still(
        Directory(
            applications=applications or (DMS,),
            chat_server=ChatServer(name="Chat_1", endpoints=ENDPOINTS),
            responses=tuple(responses),
            contacts=tuple(contacts),
        ),
        queues,
    )


def dms(*channels: Channel, **changes: object) -> Application:
    """The DMS with other channels and options."""
    return replace(DMS, channels=channels or DMS.channels, **changes)  # type: ignore[arg-type]


def wrote(ago_us: int, client: str = CLIENT) -> Contact:
    """A contact who last wrote so long ago."""
    return Contact(client_id=client, last_inbound_ago_us=ago_us)


RECENTLY = wrote(HOUR)

PARAMETERS: Mapping[str, Value] = {
    "_umsClientId": CLIENT,
    "_umsBusinessId": BUSINESS,
    "StandardResponseId": "order",
    "Contact": KVList([("FirstName", "Ana")]),
    "CustomProperties": KVList([("OrderId", "A-1")]),
}


def request(
    parameters: Mapping[str, Value | None] | None = None,
    *,
    app_name: Value | None = "DMS",
    app_type: Value | None = None,
    service: str = "ChatService",
    method: str = "InviteToChat",
    user_data: KVList = KVList(),  # noqa: B008 - immutable
) -> Request:
    """An invitation; a parameter given as None is left out."""
    wanted = {**PARAMETERS, **(parameters or {})}
    pairs = KVList((key, value) for key, value in wanted.items() if value is not None)
    envelope = build_envelope(
        app_name=app_name, app_type=app_type, service=service, method=method, parameters=pairs
    )
    return Request(7, envelope, user_data)


def served(asked: Request, by: Still | None = None) -> Success:
    """The answer to a request that must be served."""
    outcome = dispatch(asked, by or world())
    assert isinstance(outcome, Success), outcome
    return outcome


def refused(asked: Request, by: Still | None = None) -> Refusal:
    """The answer to a request that must be refused, its text as the fault table has it."""
    outcome = dispatch(asked, by or world())
    assert isinstance(outcome, Refusal), outcome
    assert outcome.text.startswith(f"{BY_NUMBER[outcome.number].text}: ")
    return outcome


E = TypeVar("E", bound=Effect)


def effect(success: Success, kind: type[E]) -> E:
    """The only effect of a kind."""
    (found,) = [entry for entry in success.effects if isinstance(entry, kind)]
    return found
