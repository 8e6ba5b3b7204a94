"""The objects of formulas and their properties: what the KVLists of a request say.

In: an object's name, keys, the KVLists. Out: a value, or None if it is missing.

Contact and Agent have any key that the request gives, since custom codes of them are documented
(docs.genesys.com, MSGA, DMS, DMSStrategy); so have the custom properties. `FullName` of a person is
made of first and last name if it is not given [inferred]. `Contact.EmailAddresses` is a list with
`Count` and `Exists("address")` (documented); its form, a key that repeats or a KVList, is ours
[inferred]. `Interaction.AttachedData("Key")` is documented, `AttachedData.Key` is ours [inferred].
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from engine.esp.field_codes.kinds import FieldValue, Kind
from engine.values import KVList, Time, Value

CONTACT = "Contact"
AGENT = "Agent"
INTERACTION = "Interaction"
CUSTOM = "CustomProperties"
OBJECTS: dict[str, str] = {
    **{name.lower(): name for name in (CONTACT, AGENT, INTERACTION, CUSTOM)},
    "custom": CUSTOM,
}
"""The objects by their name in lower case (that case does not count is [inferred]). `Custom` is
what rendering requests of other servers call the custom properties (docs.genesys.com, GWS)."""

Sources: TypeAlias = Mapping[str, KVList]
"""The KVLists of the objects by their names."""

DATE_CREATED = "DateCreated"
UTC_ZONE = ("TimeZone", "GMT+00.00")
"""The time zone of an interaction in the documented form; every run is in UTC [inferred]."""
_PERSONS = (CONTACT, AGENT)
_ADDRESSES = "emailaddresses"
_COUNT = (_ADDRESSES, "count")
_EXISTS = (_ADDRESSES, "exists")


def value_of(sources: Sources, object_: str, keys: tuple[str, ...]) -> FieldValue:
    """The value of a property; keys lead from list to list.

    A binary or a list has no value, so it counts as missing [inferred].
    """
    source = sources.get(object_, KVList())
    found = _value(_look_up(source, keys))
    if found is not None or object_ not in _PERSONS:
        return found
    path = tuple(key.lower() for key in keys)
    if path == ("fullname",):
        return _full_name(source)
    if object_ == CONTACT and path == _COUNT:
        return Decimal(len(_addresses(source)))
    return None


def value_at(sources: Sources, object_: str, keys: tuple[str, ...], argument: str) -> FieldValue:
    """The value of `Object.Key("argument")`: that of a key behind, or whether an address exists."""
    if is_test(object_, keys):
        folded = argument.lower()
        return any(address.lower() == folded for address in _addresses(sources.get(object_, _NONE)))
    return value_of(sources, object_, (*keys, argument))


def is_test(object_: str, keys: tuple[str, ...]) -> bool:
    """Whether it is `Contact.EmailAddresses.Exists`."""
    return object_ == CONTACT and tuple(key.lower() for key in keys) == _EXISTS


def kind_of_property(object_: str, keys: tuple[str, ...]) -> Kind:
    """What a property can be before a run: user data is text or integer."""
    path = tuple(key.lower() for key in keys)
    if object_ == INTERACTION and path == (DATE_CREATED.lower(),):
        return Kind.TIME
    return Kind.NUMBER | Kind.STRING


_NONE = KVList()


def _look_up(source: KVList, keys: tuple[str, ...]) -> Value | None:
    found: Value | None = source
    for key in keys:
        if not isinstance(found, KVList):
            return None
        found = _entry(found, key)
    return found


def _entry(pairs: KVList, key: str) -> Value | None:
    """The first value under exactly this key, else under one that differs in case [inferred]."""
    exact = pairs.get(key)
    if exact is not None:
        return exact
    folded = key.lower()
    return next((value for name, value in pairs if name.lower() == folded), None)


def _value(value: Value | None) -> FieldValue:
    match value:
        case str() | Time():
            return value
        case int() if type(value) is int:
            return Decimal(value)
        case _:
            return None


def _full_name(person: KVList) -> str | None:
    """`FirstName LastName`, or the one that there is."""
    names = (_value(_entry(person, part)) for part in ("FirstName", "LastName"))
    return " ".join(str(name) for name in names if name not in (None, "")) or None


def _addresses(contact: KVList) -> tuple[str, ...]:
    values = [value for name, value in contact if name.lower() == _ADDRESSES]
    inner = [each for value in values if isinstance(value, KVList) for _, each in value]
    return tuple(each for each in (*values, *inner) if isinstance(each, str))
