"""Templates: a body with its codes read, ready to be rendered any number of times.

In: a body; then the objects' KVLists and the policy for missing values. Out: the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from engine.directory import MissingValues
from engine.esp.field_codes.errors import FieldCodeError, quoted
from engine.esp.field_codes.inside import Code, read
from engine.esp.field_codes.scanner import Hole, scan
from engine.limits import LIMITS, Limits
from engine.values import KVList


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A code in its place: where it begins, its text in the body, what stands in it."""

    offset: int
    text: str
    code: Code


@dataclass(frozen=True, slots=True)
class Template:
    """A body; its pieces in order, texts and codes."""

    pieces: tuple[str | FieldCode, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered body.

    `codes` are all codes with what each became, `missing` the codes without a value; both in the
    order of the body, repetitions kept.
    """

    text: str
    codes: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def parse(body: str, limits: Limits = LIMITS) -> Template:
    """Reads a body. Raises `FieldCodeError` for its first mistake.

    >>> len(parse("Dear <$Contact.FirstName$>, order <$ Custom.OrderId $>").pieces)
    4
    """
    pieces: list[str | FieldCode] = []
    count = 0
    for piece in scan(body):
        if isinstance(piece, Hole):
            count += 1
            if count > limits.field_codes:
                raise FieldCodeError(piece.offset, f"more than {limits.field_codes} field codes")
            pieces.append(FieldCode(piece.offset, piece.text, read(piece, limits)))
        else:
            pieces.append(piece)
    return Template(tuple(pieces))


def render(
    template: Template,
    sources: Mapping[str, KVList],
    policy: MissingValues,
    limits: Limits = LIMITS,
) -> Rendered:
    """Fills a template; `sources` are the objects' KVLists by the names of `inside.OBJECTS`.

    Raises `FieldCodeError` at a code without a value under policy `fault`, and where the text grows
    over `limits.rendered_chars`; no more than that is ever built.

    >>> template = parse("Dear <$Contact.FirstName$>")
    >>> contact = KVList([("FirstName", "Ana")])
    >>> render(template, {"Contact": contact}, MissingValues.EMPTY).text
    'Dear Ana'
    """
    texts: list[str] = []
    codes: list[tuple[str, str]] = []
    missing: list[str] = []
    offset = size = 0
    for piece in template.pieces:
        if isinstance(piece, FieldCode):
            value = piece.code.value(sources)
            if value is None:
                missing.append(piece.text)
                value = _stand_in(piece, policy)
            codes.append((piece.text, value))
            written = piece.text
        else:
            value = written = piece
        size += len(value)
        if size > limits.rendered_chars:
            raise FieldCodeError(
                offset, f"the rendered text is longer than {limits.rendered_chars} characters"
            )
        texts.append(value)
        offset += len(written)
    return Rendered("".join(texts), tuple(codes), tuple(missing))


def _stand_in(code: FieldCode, policy: MissingValues) -> str:
    match policy:
        case MissingValues.EMPTY:
            return ""
        case MissingValues.NONE_TEXT:
            return "None"
        case MissingValues.KEEP:
            return code.text
        case MissingValues.FAULT:
            raise FieldCodeError(code.offset, f"{quoted(code.text)} has no value")
        case other:
            assert_never(other)
