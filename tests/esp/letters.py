"""Requests to the servers of e-mails and SMS, about interactions that a test exchanges."""

from collections.abc import Mapping
from dataclasses import replace

from engine.directory import (
    EMAIL_SERVER,
    INTERACTION_SERVER,
    SMS_SERVER,
    Application,
    Contact,
    StandardResponse,
)
from engine.esp.envelope import Request, build_envelope
from engine.esp.letter import Letter
from engine.esp.outcome import Compose, Deliver, Submit, Success
from engine.esp.world import Subject
from engine.values import KVList, Value
from tests.esp.still import Still, effect, served, world

MAIL = Application(name="Mail", type=EMAIL_SERVER, address="help@example.com", output_queue="Q1")
TEXTS = Application(name="Texts", type=SMS_SERVER, address="+19251112222", output_queue="Q1")
IXN = Application(name="IXN", type=INTERACTION_SERVER)
UCS = Application(name="UCS", type=63)
SERVERS = {"Email": "Mail", "Sms": "Texts", "InteractionServer": "IXN", "OMInteractions": "UCS"}

INBOUND = Subject(chat=False, known=False, online=False, media="email")
CALL = Subject(chat=False, known=False, online=True, media="voice", recorded=False)
CHAT = Subject(
    chat=True, known=True, online=False, media="webchat",
    lines=("customer: <$Contact.FirstName$>", "system: hello"),
)  # fmt: skip
DRAFT = Letter(
    media="email", sender="shop@example.com", to="ana@example.com", subject="Re: Where", text="Here"
)
WRITTEN = replace(INBOUND, letter=DRAFT)
SMS_DRAFT = Letter(media="sms", sender="+1", to="+2", text="Soon")

DATA: Mapping[str, Value] = {
    "Subject": "Where is it", "FromAddress": "ana@example.com", "ToAddress": "shop@example.com",
}  # fmt: skip
SR: dict[str, Value] = {"StandardResponseId": "SR"}
TO: dict[str, Value] = {"To": "legal@partner.example"}
PLAIN = StandardResponse(name="SR", content_type="text", body="It has come.")
TITLED = StandardResponse(
    name="titled", content_type="text", subject="About <$Interaction.Subject$>",
    body="Dear <$CustomProperties.Name$>",
)  # fmt: skip
CODED = StandardResponse(name="coded", content_type="text", body="Dear <$Contact.FirstName$>")
ANA = Contact(
    client_id="+14155550123",
    attributes=KVList([("FirstName", "Ana"), ("EmailAddress", "ana@home.example")]),
)


def here(
    subject: Subject = INBOUND, *, mail: Application = MAIL, contacts: tuple[Contact, ...] = ()
) -> Still:
    """A world with the servers and one interaction, `email-1`."""
    still = world(mail, TEXTS, IXN, UCS, responses=(PLAIN, TITLED, CODED), contacts=contacts)
    return replace(still, subjects={"email-1": subject})


def asked(
    method: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    data: Mapping[str, Value] = DATA,
    goes_along: bool = True,
) -> Request:
    """A request about `email-1` with its user data, or about nothing."""
    service, _, name = method.rpartition(".")
    envelope = build_envelope(
        app_name=SERVERS[service], app_type=None, service=service, method=name,
        parameters=KVList((parameters or {}).items()),
    )  # fmt: skip
    properties = KVList([("InteractionId", "email-1"), ("MediaType", "email"), ("TenantId", 7)])
    if not goes_along:
        return Request(7, envelope, KVList())
    return Request(7, envelope, KVList(data.items()), properties)


def written(request: Request, by: Still | None = None) -> tuple[Success, Submit, Letter]:
    """The answer of a call that must write a letter, with what it submits."""
    answer = served(request, by or here())
    return answer, effect(answer, Submit), effect(answer, Compose).letter


def gone(request: Request, by: Still | None = None) -> Letter:
    """What a call sends that must send something."""
    answer = served(request, by or here())
    assert answer.parameters == KVList()
    return effect(answer, Deliver).letter
