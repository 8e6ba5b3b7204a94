"""Contacts of Universal Contact Server: which attributes user data has, and whose they are.

In: user data, and the contacts in the order in which they were made. Out: attributes, ids. Contacts
are searched for level by level, and the first level on which there are any decides [inferred]: by
`ContactId`; by one of the attributes that name a person alone; by first and last name together.
"""

from collections.abc import Iterable, Mapping

from engine.directory import Contact, Directory
from engine.esp.envelope import Request
from engine.esp.outcome import CreateContact, Note, Refused, refusal
from engine.esp.rules import clients
from engine.esp.world import World
from engine.values import KVList, Value

CONTACT_ID = "ContactId"
PHONE, EMAIL, NAMES = "PhoneNumber", "EmailAddress", ("FirstName", "LastName")
APPLE_ID = "_msg_ProfileUserId_ABC"
"""The attribute by which contacts of Apple Messages for Business are found (docs.genesys.com, MSGA,
ABCSampleBP)."""
ALONE = (EMAIL, PHONE, APPLE_ID)
SEARCHED = (CONTACT_ID, *ALONE, *NAMES)
"""The keys of user data that a contact is searched by."""
ATTRIBUTES = ("Title", *NAMES, *ALONE, "_msg_ProfileNickname")
"""What a contact has without a word; attributes that contacts of the project declare come after
them. The first five are the vendor's names; that there are no others is [inferred]."""
PROPERTIES = (
    ("PrimaryPhoneNumber", PHONE),
    ("PrimaryEmailAddress", EMAIL),
    ("EmailAddresses", EMAIL),
)
"""Properties of the object Contact (docs.genesys.com, eServices, field codes), with the attribute
that fills each where the contact has none of that name [inferred]."""


def names_of(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """The attributes that a contact can have, in order: the usual ones, those of the project."""
    declared = [key for contact in contacts for key, _ in contact.attributes]
    return tuple(dict.fromkeys((*ATTRIBUTES, *declared)))


def attributes_of(user_data: KVList, directory: Directory) -> KVList:
    """The keys of user data that are attributes of contacts: texts, without empty ones."""
    found = ((name, user_data.get(name)) for name in names_of(directory.contacts))
    return KVList((name, value) for name, value in found if isinstance(value, str) and value)


def known_at_first(directory: Directory) -> dict[str, KVList]:
    """The contacts that a project declares, by their ids: `contact-1` and so on.

    One customer may be described for several channels: that is one contact. A client id that is a
    written phone number is the attribute `PhoneNumber` [inferred].
    """
    persons: dict[str, list[Contact]] = {}
    for contact in directory.contacts:
        persons.setdefault(clients.canonical(contact.client_id), []).append(contact)
    found: dict[str, KVList] = {}
    for digits, described in persons.items():
        merged: dict[str, Value] = {}
        for contact in described:
            for key, value in contact.attributes:
                merged.setdefault(key, value)
        if digits.isdecimal():
            merged.setdefault(PHONE, described[0].client_id)
        found[next_id(found)] = KVList(merged.items())
    return found


def next_id(contacts: Mapping[str, KVList]) -> str:
    """The id of the next contact [inferred].

    >>> next_id({}), next_id({"contact-1": KVList()})
    ('contact-1', 'contact-2')
    """
    return f"contact-{len(contacts) + 1}"


def made(request: Request, world: World) -> CreateContact:
    """A new contact of the request's user data."""
    attributes = attributes_of(request.user_data, world.directory)
    return CreateContact(contact_id=next_id(world.contacts), attributes=attributes)


def user_data_of(ident: str, attributes: KVList) -> KVList:
    """What goes to the user data of an interaction whose contact has been found."""
    return KVList([(CONTACT_ID, ident), *attributes])


def object_of(ident: str, attributes: KVList) -> KVList:
    """A contact as field codes read it: its attributes, by the names of the object too.

    >>> object_of("contact-1", KVList([("PhoneNumber", "+499")])).get("PrimaryPhoneNumber")
    '+499'
    """
    renamed = (
        (name, attributes.get(key)) for name, key in PROPERTIES if attributes.get(name) is None
    )
    others = ((name, value) for name, value in renamed if value is not None)
    return KVList([("Id", ident), *attributes, *others])


def matching(request: Request, world: World) -> tuple[tuple[str, ...], Note]:
    """The ids of the contacts that user data fits, and by what they were searched for.

    Raises `Refused` (`missing_parameter`) if there is nothing to search by.
    """
    data, contacts = request.user_data, world.contacts
    ident = data.get(CONTACT_ID)
    if isinstance(ident, str) and ident in contacts:
        return (ident,), Note(f"contact `{ident}`", f"{CONTACT_ID} names it")
    levels: list[tuple[str, ...]] = [(name,) for name in ALONE if _folded(name, data.get(name))]
    if all(_folded(name, data.get(name)) for name in NAMES):
        levels.append(NAMES)
    if not levels:
        what = f"{', '.join(ALONE)}, or {' and '.join(NAMES)} in user data"
        raise Refused(refusal("missing_parameter", what))
    for level in levels:
        found = tuple(ident for ident, of in contacts.items() if _fits(level, data, of))
        if found:
            return found, Note(_counted(len(found)), f"by {' and '.join(level)} [inferred order]")
    searched = ", ".join(" and ".join(level) for level in levels)
    return (), Note("no contact", f"none fits {searched}")


def of_request(request: Request, world: World) -> tuple[str, KVList]:
    """The contact that `ContactId` of user data names, with its attributes."""
    ident = request.user_data.get(CONTACT_ID)
    if ident is None or ident == "":
        raise Refused(refusal("missing_parameter", CONTACT_ID))
    attributes = world.contacts.get(ident) if isinstance(ident, str) else None
    if attributes is None:
        raise Refused(refusal("unknown_contact", f"{CONTACT_ID} {ident!s}"))
    return str(ident), attributes


def _counted(count: int) -> str:
    return "1 contact" if count == 1 else f"{count} contacts"


def _fits(level: tuple[str, ...], data: KVList, attributes: KVList) -> bool:
    return all(
        _folded(name, data.get(name)) == _folded(name, attributes.get(name)) for name in level
    )


def _folded(name: str, value: Value | None) -> str:
    """A value as it is compared: case does not count, nor how a phone number is written."""
    if not isinstance(value, str):
        return ""
    return clients.canonical(value) if name == PHONE else value.strip().casefold()
