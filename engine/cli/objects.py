"""The data that field codes read: `--set Object.Key=VALUE` and `--from FILE`.

In: the options' texts. Out: the KVLists of the objects. A file is one JSON object with an object
for each of `Contact`, `Agent`, `Interaction`, `CustomProperties` (or `Custom`); integers in it are
numbers, what is set is text, but for the date of the interaction. What cannot be read is a
diagnostic of the 3xx range: exit 4.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from engine.cli.data import read_quantity
from engine.cli.json_reader import name_of, read_object
from engine.cli.options import stray
from engine.diagnostics import did_you_mean, listed
from engine.esp.field_codes.objects import DATE_CREATED, INTERACTION, OBJECTS
from engine.limits import LIMITS, Limits
from engine.values import KVList, Time, Value

Pairs: TypeAlias = list[tuple[str, Value]]
CUSTOM = "Custom"
NAMES = (*dict.fromkeys(OBJECTS.values()), CUSTOM)
FORM = "write `--set Object.Key=VALUE`, for example `Contact.FirstName=Ana`"
TIME_FORM = "write it as `2026-12-24T08:00`, in UTC"


def read_objects(
    settings: Sequence[str],
    file: Path | None,
    usual: Mapping[str, Iterable[tuple[str, Value]]],
    limits: Limits = LIMITS,
) -> dict[str, KVList]:
    """The objects; `--set` wins over the file, and that over `usual`. Raises `SourceError`."""
    found: dict[str, Pairs] = {name: list(pairs) for name, pairs in usual.items()}
    if file is not None:
        for name, value in read_object(file, limits).items():
            for pair in _object_of(name, value, file):
                _put(found.setdefault(OBJECTS[name.lower()], []), (pair[0],), pair[1])
    given: set[tuple[str, ...]] = set()
    for setting in settings:
        object_, keys, text = _setting(setting, limits)
        path = (object_, *(key.lower() for key in keys))
        if path in given:
            raise stray("E301", f"`{'.'.join((object_, *keys))}` is set twice")
        given.add(path)
        _put(found.setdefault(object_, []), keys, _dated(object_, keys, text))
    return {name: KVList(pairs) for name, pairs in found.items()}


def _object_of(name: str, value: Value, file: Path) -> KVList:
    if name.lower() not in OBJECTS:
        cure = did_you_mean(name, NAMES) or f"the objects are {listed(NAMES)}"
        raise stray("E320", f"`{name_of(file)}`: field codes know no object `{name}`", cure)
    if not isinstance(value, KVList):
        raise stray("E320", f"`{name_of(file)}`: `{name}` must be an object")
    known = OBJECTS[name.lower()]
    return KVList((key, _dated(known, (key,), each)) for key, each in value)


def _setting(setting: str, limits: Limits) -> tuple[str, tuple[str, ...], str]:
    """The object, the keys and the text of a setting."""
    name, equals, text = setting.partition("=")
    object_, *keys = name.split(".")
    if not equals or not keys or not all(keys):
        raise stray("E301", f"`{setting}` is no setting", FORM)
    known = OBJECTS.get(object_.lower())
    if known is None:
        cure = did_you_mean(object_, NAMES) or f"the objects are {listed(NAMES)}"
        raise stray("E301", f"field codes know no object `{object_}`", cure)
    if len(keys) > limits.field_code_depth:
        raise stray("E413", f"`{name}` has more than {limits.field_code_depth} keys")
    if len(text) > limits.text_chars:
        raise stray("E413", f"the value of `{name}` has more than {limits.text_chars:,} characters")
    return known, tuple(keys), text


def _dated(object_: str, keys: tuple[str, ...], value: Value) -> Value:
    """The value; the date of the interaction is a time."""
    is_date = object_ == INTERACTION and [key.lower() for key in keys] == [DATE_CREATED.lower()]
    if not is_date:
        return value
    return read_time(str(value), f"{INTERACTION}.{DATE_CREATED}")


def read_time(text: str, what: str) -> Time:
    """A time. Raises `SourceError` with E301."""
    found = read_quantity(text)
    if not isinstance(found, Time):
        raise stray("E301", f"`{text}` is no time for `{what}`", TIME_FORM)
    return found


def _put(pairs: Pairs, keys: tuple[str, ...], value: Value) -> None:
    """Puts a value where the keys lead, in place of what differs from them only in case."""
    key, *rest = keys
    index = next((i for i, (name, _) in enumerate(pairs) if name.lower() == key.lower()), None)
    if rest:
        held = pairs[index][1] if index is not None else None
        inner = list(held) if isinstance(held, KVList) else []
        _put(inner, tuple(rest), value)
        value = KVList(inner)
    if index is None:
        pairs.append((key, value))
    else:
        pairs[index] = (key, value)
