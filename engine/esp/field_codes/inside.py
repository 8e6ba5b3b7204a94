"""What stands in a field code: here the plain form, an object and a path of keys.

In: the text between the delimiters, later the KVLists of the objects. Out: a `Code`, later its
value. Whatever a code may hold, the rest of the package knows only `Code` and `read`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.esp.field_codes.errors import FieldCodeError, quoted
from engine.esp.field_codes.scanner import Hole
from engine.limits import Limits
from engine.values import KVList, Value

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

_PERSONS = (CONTACT, AGENT)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_SPACE = " \t\r\n"


class Code(Protocol):
    """What stands in one code."""

    def value(self, sources: Mapping[str, KVList]) -> str | None:
        """Its text, or None if there is none. `sources` are the objects' KVLists by name."""


@dataclass(frozen=True, slots=True)
class Property:
    """`Object.Key.Key`: keys lead from list to list, the last one to a text or an integer."""

    object: str
    keys: tuple[str, ...]

    def value(self, sources: Mapping[str, KVList]) -> str | None:
        """The value as text. A binary or a list has no text, so it counts as missing [inferred]."""
        source = sources.get(self.object, KVList())
        text = _text(_look_up(source, self.keys))
        if text is None and self.object in _PERSONS and len(self.keys) == 1:
            return _full_name(source, self.keys[0])
        return text


def read(hole: Hole, limits: Limits) -> Code:
    """What stands in a code. Raises `FieldCodeError` at the code if it is no `Object.Key`."""
    inside = hole.inside.strip(_SPACE)
    if not inside:
        raise FieldCodeError(hole.offset, f"empty field code {quoted(hole.text)}")
    first, *keys = inside.split(".")
    if len(keys) > limits.field_code_depth:
        raise FieldCodeError(
            hole.offset,
            f"field code {quoted(hole.text)} has {len(keys)} keys, at most"
            f" {limits.field_code_depth} are allowed",
        )
    malformed = next((word for word in (first, *keys) if not _KEY.fullmatch(word)), None)
    if malformed is not None or not keys:
        raise FieldCodeError(hole.offset, f"{quoted(hole.text)} is not `<$Object.Key$>`")
    reserved = next((key for key in keys if key.startswith("__")), None)
    if reserved is not None:
        raise FieldCodeError(hole.offset, f"key {quoted(reserved)} begins with two underscores")
    known = OBJECTS.get(first.lower())
    if known is None:
        raise FieldCodeError(hole.offset, f"unknown object {quoted(first)} in a field code")
    return Property(known, tuple(keys))


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


def _text(value: Value | None) -> str | None:
    match value:
        case str():
            return value
        case int():
            return str(value)
        case _:
            return None


def _full_name(person: KVList, key: str) -> str | None:
    """`FirstName LastName`, or the one that there is, for a person without `FullName`."""
    if key.lower() != "fullname":
        return None
    names = (_text(_entry(person, part)) for part in ("FirstName", "LastName"))
    return " ".join(name for name in names if name) or None
