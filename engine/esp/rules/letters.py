"""Letters that a call writes: their text and subject, and how they become interactions or go out.

In: a request and what it is about. Out: `Success` with the effects, or `Refused`. A letter that
waits is a child of the interaction that the request is about: it has its user data, with addresses
and subject of its own, and no key of the system.
"""

from dataclasses import dataclass, replace

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.field_codes import FieldCodeError
from engine.esp.letter import EMAIL, Letter
from engine.esp.outcome import Compose, Deliver, Note, Refused, Submit, Success, refusal
from engine.esp.rules import (
    addresses,
    interactions,
    output_queues,
    parameters,
    rendering,
    responses,
)
from engine.esp.rules.addresses import BODY, FROM_ADDRESS, SUBJECT, TO_ADDRESS
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.esp.world import Subject, World
from engine.values import KVList, Value

FAMILY = "email"
RESPONSE = "StandardResponseId"
TEXT = "Text"
OUTBOUND = "Outbound"
TENANT, TENANT_ID = 1, "TenantId"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A text with its field codes filled; `response` is the standard response that it is of."""

    text: str = ""
    response: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What a new interaction is: its subtype, and whether it is the child of the one that the
    request is about."""

    subtype: str
    child: bool = True


def subject_of(request: Request, world: World) -> tuple[str, Subject]:
    """The e-mail that a request is about. Raises `Refused`."""
    ident, found = interactions.find(request, world)
    if found.media != EMAIL:
        raise Refused(refusal("no_email", f"{ident}, its media is {found.media or 'not known'}"))
    return ident, found


def body(request: Request, application: Application, world: World) -> Filled:
    """The standard response that the call names, filled, else its `Text`; empty without both."""
    name = parameters.text(request, RESPONSE)
    if name is None:
        return filled(TEXT, parameters.text(request, TEXT) or "", request, application, world)
    response = responses.find(world.directory, name, world.now_us)
    if responses.is_structured(response):
        what = f"{response.content_type} of {name} in a message of text"
        raise Refused(refusal("content_type_unsupported", what))
    return replace(filled(name, response.body, request, application, world), response=name)


def needed_body(request: Request, application: Application, world: World) -> Filled:
    """The same, which must not be empty."""
    found = body(request, application, world)
    if not found.text and found.response is None:
        raise Refused(refusal("missing_parameter", f"{RESPONSE} or {TEXT}"))
    return found


def subject_line(
    request: Request, application: Application, world: World, default: str = ""
) -> Filled:
    """The subject that the call gives, else that of its standard response, both filled, else the
    default, which is nobody's template and stays as it is [inferred order]."""
    given = parameters.text(request, SUBJECT)
    if given is not None:
        return filled(SUBJECT, given, request, application, world)
    name = parameters.text(request, RESPONSE)
    if name is not None:
        of_response = responses.find(world.directory, name, world.now_us).subject
        if of_response:
            return filled(name, of_response, request, application, world)
    return Filled(text=default)


def about(request: Request, mark: str) -> str:
    """The subject of the e-mail that a request is about, after `Re:`, `Fwd:` or nothing.

    A mark that it has already is not written twice [inferred].
    """
    found = request.user_data.get(SUBJECT)
    original = found if isinstance(found, str) else ""
    if original.lower().startswith(mark.lower()):
        return original
    return f"{mark} {original}".strip()


def original(request: Request, about: Subject) -> str:
    """The text of the e-mail that a request is about: what a server has written, else `Body` of the
    user data; empty if neither is there."""
    if about.letter is not None:
        return about.letter.text
    found = request.user_data.get(BODY)
    return found if isinstance(found, str) else ""


def above(body: Filled, below: str, world: World) -> Filled:
    """A text with another one below it, which is nobody's template: it stays as it is."""
    if not below:
        return body
    text = f"{body.text}\n\n{below}" if body.text else below
    limit = world.limits.text_chars
    if len(text) <= limit:
        return replace(body, text=text)
    cut = Note(f"the text is cut after {limit:,} characters", f"it has {len(text):,} [inferred]")
    return replace(body, text=text[:limit], notes=(*body.notes, cut))


def filled(
    what: str, text: str, request: Request, application: Application, world: World
) -> Filled:
    """A text with its field codes filled, as `OMFieldCodes.RenderMessageContent` fills them."""
    policy = application.missing_values
    try:
        found = rendering.of_records(text, request, policy, world)
    except FieldCodeError as error:
        raise rendering.failed(what, error) from error
    notes = rendering.why_missing(found.missing, policy)
    return Filled(text=found.text, codes=found.codes, notes=notes)


def email(
    request: Request,
    application: Application,
    world: World,
    kind: Kind,
    body: Filled,
    default_subject: str = "",
) -> Success:
    """An e-mail to the customer that waits in a queue until a strategy sends it."""
    to, why_to = addresses.customer(request, world, EMAIL)
    sender, why_from = addresses.sender(request, application, EMAIL)
    copies = addresses.copies(request)
    subject = subject_line(request, application, world, default_subject)
    letter = Letter(
        media=EMAIL, sender=sender, to=to, cc=copies, subject=subject.text, text=body.text
    )
    notes = (why_to, why_from)
    return waiting(letter, (body, subject), kind, request, application, world, notes=notes)


def waiting(
    letter: Letter,
    parts: tuple[Filled, Filled],
    kind: Kind,
    request: Request,
    application: Application,
    world: World,
    *,
    notes: tuple[Note, ...],
) -> Success:
    """A letter that waits in a queue until a strategy sends it; its id is the answer.

    `parts` are its text and its subject. The id under `InteractionId` is [inferred].
    """
    queue, why = output_queues.find(request, application, world)
    ident = world.next_interaction_id(FAMILY)
    body, subject = parts
    own: list[tuple[str, Value]] = [(FROM_ADDRESS, letter.sender), (TO_ADDRESS, letter.to)]
    own += [(SUBJECT, letter.subject)] if letter.subject else []
    passed, dropped = passed_on(request.user_data, {FROM_ADDRESS, TO_ADDRESS, SUBJECT, BODY})
    submit = Submit(
        interaction_id=ident,
        family=FAMILY,
        media=letter.media,
        queue=queue,
        tenant=tenant_of(request),
        submitted_by=application.name,
        interaction_type=OUTBOUND,
        interaction_subtype=kind.subtype,
        user_data=KVList([*passed, *own]),
        dropped=dropped,
        parent=parent_of(request, world) if kind.child else None,
    )
    compose = Compose(
        interaction_id=ident,
        letter=letter,
        response=body.response,
        codes=(*subject.codes, *body.codes),
    )
    return Success(
        parameters=KVList([(interactions.INTERACTION_ID, ident)]),
        user_data=KVList(),
        effects=(submit, compose),
        notes=(*notes, why, *subject.notes, *body.notes),
    )


def sent(
    ident: str, letter: Letter, parts: tuple[Filled, Filled], *notes: Note, own: bool = False
) -> Success:
    """A letter that goes out at once: the one that the interaction is (`own`), or one about it.

    `parts` are its text and its subject, as far as the call has filled them.
    """
    body, subject = parts
    deliver = Deliver(
        interaction_id=ident,
        letter=letter,
        own=own,
        response=body.response,
        codes=(*subject.codes, *body.codes),
    )
    return Success(
        parameters=KVList(),
        user_data=KVList(),
        effects=(deliver,),
        notes=(*notes, *subject.notes, *body.notes),
    )


def written(
    request: Request, application: Application, world: World, media: str
) -> tuple[str, Letter, Note]:
    """The letter that the interaction is which a request is about, if it can be sent now."""
    ident, found = interactions.find(request, world)
    if found.letter is None or found.letter.media != media:
        what = f"{ident} is no {'e-mail' if media == EMAIL else 'SMS'} of {application.name}"
        raise Refused(refusal("nothing_to_send", what))
    if found.sent:
        raise Refused(refusal("already_sent", ident))
    return ident, found.letter, Note(f"message `{ident}`", "its user data goes along [inferred]")


def parent_of(request: Request, world: World) -> str | None:
    """The interaction that a request is about, if it is about one."""
    ident = request.about(interactions.INTERACTION_ID)
    return ident if isinstance(ident, str) and world.interaction(ident) is not None else None


def passed_on(
    given: KVList, own: set[str] | frozenset[str] = frozenset()
) -> tuple[list[tuple[str, Value]], tuple[str, ...]]:
    """The user data that a new interaction gets of a request's, without the keys that it has of its
    own; and the keys of the system, which it does not get."""
    barred = SYSTEM_KEYS | own
    passed = [(key, value) for key, value in given if key not in barred]
    dropped = dict.fromkeys(key for key, _ in given if key in SYSTEM_KEYS)
    return passed, tuple(dropped)


def tenant_of(request: Request) -> int:
    """The tenant of a request: that of its interaction, else the vendor's "Environment"."""
    found = request.about(TENANT_ID)
    return found if isinstance(found, int) else TENANT
