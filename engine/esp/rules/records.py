"""Records of interactions at Universal Contact Server: which one a request is about, what it keeps.

In: a request. Out: the interaction's id and state, attributes, or `Refused`.
"""

from engine.esp.envelope import Request
from engine.esp.outcome import Refused, refusal
from engine.esp.rules import contacts, parameters
from engine.esp.rules.interactions import INTERACTION_ID
from engine.esp.rules.user_data import RECORD_KEYS
from engine.esp.world import Subject, World
from engine.values import KVList, Type, Value, type_of

ATTRIBUTES = "Attributes"


def needed(request: Request, name: str, wanted: Type) -> Value:
    """A key that is a parameter or stands in the user data."""
    found = request.parameters.get(name)
    if found is None or found == "":
        found = request.about(name)
    if found is None or found == "":
        raise Refused(refusal("missing_parameter", name))
    if type_of(found) is not wanted:
        raise Refused(refusal("wrong_type", name))
    return found


def named(request: Request, world: World) -> tuple[str, Subject]:
    """The interaction that a parameter or the user data names."""
    ident = str(needed(request, INTERACTION_ID, Type.TEXT))
    subject = world.interaction(ident)
    if subject is None:
        raise Refused(refusal("unknown_interaction", ident))
    return ident, subject


def saved(user_data: KVList) -> KVList:
    """What a record keeps of user data."""
    return KVList((key, value) for key, value in user_data if key not in RECORD_KEYS)


def attributes_of(request: Request) -> KVList:
    """The attributes that a request gives a record: its own, else what is kept of user data."""
    if ATTRIBUTES in request.parameters:
        return parameters.pairs(request, ATTRIBUTES)
    return saved(request.user_data)


def check_contact(request: Request, world: World) -> None:
    """If the user data names a contact, there must be one."""
    if request.user_data.get(contacts.CONTACT_ID) not in (None, ""):
        contacts.of_request(request, world)
