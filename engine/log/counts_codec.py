"""`Counts` as bytes and back: one line of canonical JSON.

In: `Counts`. Out: bytes, the same for the same counts in every process. An object for a dataclass,
by the names of its fields; what has its default value is left out, so that a day in which nothing
of a kind happens says nothing of it, and a field that comes later is read as its default.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import cast, get_args, get_origin, get_type_hints

from engine.json_text import Json, JsonError, read, written
from engine.log.counts import Counts

To = Callable[[object], Json]
From = Callable[[Json], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Codec:
    """How values of one type are written and read."""

    to: To
    back: From


def pack_counts(counts: Counts) -> bytes:
    """The bytes of counts, without a line end."""
    return written(counts_json(counts)).encode("ascii")


def unpack_counts(body: bytes) -> Counts:
    """The counts of bytes. Raises `JsonError` where the bytes are no counts."""
    return read_counts(read(body))


def counts_json(counts: Counts) -> Json:
    """The same as a value of JSON, to stand in a larger one."""
    return _codec(Counts).to(counts)


def read_counts(found: Json) -> Counts:
    """The counts of a value of JSON. Raises `JsonError`."""
    return cast("Counts", _codec(Counts).back(found))


@cache
def _codec(type_: object) -> _Codec:
    """The codec of a type: an integer, a text, a flag, a tuple or a dataclass of such."""
    if isinstance(type_, type) and is_dataclass(type_):
        return _of_dataclass(type_)
    if get_origin(type_) is tuple:
        return _of_tuple(get_args(type_))
    if isinstance(type_, type) and issubclass(type_, int | str):
        return _plain(type_)
    raise TypeError(type_)


def _plain(type_: type[int | str]) -> _Codec:
    kind: type[int | str] = bool if type_ is bool else int if issubclass(type_, int) else str

    def back(found: Json) -> object:
        if type(found) is not kind:
            message = f"`{written(found)[:40]}` stands where another type must"
            raise JsonError(message)
        return type_(found)

    return _Codec(to=lambda value: kind(cast("int", value)), back=back)


def _of_tuple(parts: tuple[object, ...]) -> _Codec:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _codec(parts[0])
        to, back = inner.to, inner.back
        return _Codec(
            to=lambda value: [to(each) for each in cast("tuple[object, ...]", value)],
            back=lambda found: tuple([back(each) for each in _list(found)]),
        )
    codecs = [_codec(part) for part in parts]

    def back_all(found: Json) -> object:
        held = _list(found)
        if len(held) != len(codecs):
            message = f"a list has {len(held)} parts in place of {len(codecs)}"
            raise JsonError(message)
        return tuple([codec.back(each) for codec, each in zip(codecs, held, strict=True)])

    return _Codec(
        to=lambda value: [
            codec.to(each)
            for codec, each in zip(codecs, cast("tuple[object, ...]", value), strict=True)
        ],
        back=back_all,
    )


def _of_dataclass(type_: type) -> _Codec:
    hints = get_type_hints(type_)
    rows = [(row.name, _codec(hints[row.name]), _usual(row)) for row in fields(type_)]
    known = {name: codec for name, codec, _ in rows}
    values_of = attrgetter(*known)
    alone = len(rows) == 1

    def to(value: object) -> Json:
        values = (values_of(value),) if alone else values_of(value)
        return {
            name: codec.to(each)
            for (name, codec, usual), each in zip(rows, values, strict=True)
            if each != usual
        }

    def back(found: Json) -> object:
        if not isinstance(found, Mapping):
            message = f"`{written(found)[:40]}` stands where an object must"
            raise JsonError(message)
        unknown = sorted(found.keys() - known.keys())
        if unknown:
            message = f"`{unknown[0]}` is nothing that is known here"
            raise JsonError(message)
        try:
            return type_(**{name: known[name].back(each) for name, each in found.items()})
        except TypeError as error:
            raise JsonError("something that must be there is missing") from error

    return _Codec(to=to, back=back)


def _usual(row: Field[object]) -> object:
    """The default of a field; `MISSING`, which equals no value, where there is none."""
    return row.default_factory() if row.default_factory is not MISSING else row.default


def _list(found: Json) -> list[Json]:
    if not isinstance(found, list):
        message = f"`{written(found)[:40]}` stands where a list must"
        raise JsonError(message)
    return found
