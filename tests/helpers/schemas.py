"""As much of JSON Schema as our published ones use: says what in a document does not fit one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = frozenset({
    "$schema", "$defs", "$ref", "title", "description", "type", "enum", "minimum", "properties",
    "required", "additionalProperties", "items", "pattern",
})  # fmt: skip


def misfits(document: Any, schema: Mapping[str, Any]) -> list[str]:
    """What does not fit, with its place in the document."""
    return list(_misfits(document, schema, schema, "document"))


def unknown_words(schema: Any) -> set[str]:
    """Words of a schema that this does not know, and would pass over."""
    if isinstance(schema, list):
        return set().union(*map(unknown_words, schema))
    if not isinstance(schema, dict):
        return set()
    found = set(schema) - KNOWN
    for word, inner in schema.items():
        if word in ("properties", "$defs"):
            found |= set().union(*map(unknown_words, inner.values()))
        elif word in ("items", "additionalProperties"):
            found |= unknown_words(inner)
    return found


def _misfits(
    value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], at: str
) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _misfits(value, whole["$defs"][name], whole, at)
    wanted = schema.get("type", [])
    if wanted and not _is_of(value, [wanted] if isinstance(wanted, str) else wanted):
        yield f"{at} is {value!r}, not {wanted}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is {value!r}, none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at} is {value!r}, not like {schema['pattern']}"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at} is {value}, too little"
    if isinstance(value, dict):
        yield from _in_object(value, schema, whole, at)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _misfits(item, schema["items"], whole, f"{at}[{number}]")


def _in_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], whole: Mapping[str, Any], at: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at} has no {name}" for name in schema.get("required", ()) if name not in value)
    for name, inner in value.items():
        if name in properties:
            yield from _misfits(inner, properties[name], whole, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at} has {name}, which is not in the schema"


def _is_of(value: Any, wanted: Sequence[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, TYPES[name]) for name in wanted)
