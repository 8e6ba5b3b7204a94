"""Addresses of letters: which can be used, and which one a call means.

In: texts, or a request. Out: what is wrong with a text; an address with the reason why it is that
one, or `Refused` (`no_address`, `bad_address`). Of an e-mail address it counts that something
stands on both sides of its `@`, of a telephone number that it has digits [inferred]: what a
provider delivers is another question.
"""

import re
from collections.abc import Callable

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.letter import EMAIL
from engine.esp.outcome import Note, Refused, refusal
from engine.esp.rules import contacts, parameters
from engine.esp.world import World

FROM_ADDRESS, TO_ADDRESS, SUBJECT = "FromAddress", "ToAddress", "Subject"
"""Keys of an e-mail's user data: the properties that field codes of Interaction read."""
BODY = "Body"
"""The key of its text, which is optional [inferred]."""
_BARE = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_NAMED = re.compile(r"[^@,;<>]*<([^<>]*)>")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{1,30}")


def email_problem(text: str) -> str | None:
    """What is wrong with e-mail addresses, several of them with commas between; None if nothing.

    >>> email_problem("ana@example.com, Ben <ben@example.com>"), email_problem("ana")
    (None, '`ana` is no e-mail address')
    """
    for part in text.split(",") if text else ():
        address = part.strip()
        named = _NAMED.fullmatch(address)
        if _BARE.fullmatch(named[1].strip() if named else address) is None:
            return f"`{address}` is no e-mail address"
    return None


def sender_problem(text: str) -> str | None:
    """What is wrong with the address that an e-mail is from: it is one.

    >>> sender_problem("ana@example.com, ben@example.com")
    '`ana@example.com, ben@example.com` is more than one address'
    """
    return email_problem(text) or (f"`{text}` is more than one address" if "," in text else None)


def phone_problem(text: str) -> str | None:
    """What is wrong with a telephone number; None if nothing.

    >>> phone_problem("+1 (415) 555-0123"), phone_problem("Ana")
    (None, '`Ana` is no telephone number')
    """
    if not text or _PHONE.fullmatch(text.strip()):
        return None
    return f"`{text}` is no telephone number"


def customer(request: Request, world: World, media: str) -> tuple[str, Note]:
    """Where a message to the customer goes: where the call says, else where the e-mail came from,
    else to the contact's address [inferred order]."""
    attribute = contacts.EMAIL if media == EMAIL else contacts.PHONE
    options = [(parameters.text(request, "To"), "To names it")]
    if media == EMAIL:
        options.append((_said(request, FROM_ADDRESS), f"{FROM_ADDRESS} of the user data"))
    options.append((_said(request, attribute), f"{attribute} of the user data"))
    options.append((_of_contact(request, attribute, world), f"{attribute} of the contact"))
    return _first("To", options, email_problem if media == EMAIL else phone_problem)


def recipient(request: Request) -> tuple[str, Note]:
    """Where an e-mail to somebody else goes: where the call says."""
    return _first("To", [(parameters.text(request, "To"), "To names it")], email_problem)


def sender(request: Request, application: Application, media: str) -> tuple[str, Note]:
    """Where a message comes from: what the call says, else the address that the e-mail went to if
    it went to one alone, else the application's own [inferred order]."""
    options = [(parameters.text(request, "From"), "From names it")]
    if media == EMAIL:
        went_to = _said(request, TO_ADDRESS) or ""
        one = went_to if "," not in went_to else None
        options.append((one, f"{TO_ADDRESS} of the user data"))
    options.append((application.address, f"address of `{application.name}`"))
    return _first("From", options, sender_problem if media == EMAIL else phone_problem)


def author(request: Request) -> tuple[str, Note]:
    """Who wrote the e-mail that a request is about."""
    options = [(_said(request, FROM_ADDRESS), f"{FROM_ADDRESS} of the user data")]
    return _first("From", options, sender_problem)


def copies(request: Request) -> str:
    """Who gets a copy, empty if nobody does."""
    found = parameters.text(request, "Cc") or ""
    problem = email_problem(found)
    if problem is not None:
        raise Refused(refusal("bad_address", f"Cc, {problem}"))
    return found


def _first(
    name: str, options: list[tuple[str | None, str]], problem_of: Callable[[str], str | None]
) -> tuple[str, Note]:
    for address, because in options:
        if address:
            problem = problem_of(address)
            if problem is not None:
                raise Refused(refusal("bad_address", f"{name}, {problem}"))
            return address, Note(f"{name} `{address}`", because)
    raise Refused(refusal("no_address", name))


def _said(request: Request, key: str) -> str | None:
    found = request.user_data.get(key)
    return found if isinstance(found, str) else None


def _of_contact(request: Request, attribute: str, world: World) -> str | None:
    ident = request.user_data.get(contacts.CONTACT_ID)
    attributes = world.contacts.get(ident) if isinstance(ident, str) else None
    found = None if attributes is None else attributes.get(attribute)
    return found if isinstance(found, str) else None
