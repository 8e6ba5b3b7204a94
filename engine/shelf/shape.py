"""How a kind is written: its markers as tables, made once for each kind.

In: a kind. Out: its `Shape`, from which `read` reads, `page` prints, and messages take their words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import assert_never

from pydantic.fields import FieldInfo

from engine.shelf.constants import A_TYPE, EXAMPLES, Takes
from engine.shelf.kind import (
    Choice,
    Constant,
    Expr,
    Free,
    Keys,
    Kind,
    Labels,
    Marker,
    Nested,
    Operand,
    Own,
    Ref,
    Typed,
)  # fmt: skip
from engine.shelf.markers import Single
from engine.values import Type

WORDS_IN_A_ROW = 3
"""More words than these are a list."""


@dataclass(frozen=True, slots=True)
class Part:
    """One operand or field: the word that authors write, and what it takes.

    The model takes it under the same word: a field whose word the implementation cannot use has it
    as its alias. `attribute` is the name under which the model gives it back. `default` is None for
    one that is required.
    """

    word: str
    attribute: str
    marker: Marker
    operand: bool
    required: bool
    default: object
    description: str
    takes: Takes

    @property
    def single(self) -> bool:
        """Whether it is written as one value, not collected from entries."""
        return isinstance(self.marker, Single)


@dataclass(frozen=True, slots=True)
class FieldPart(Part):
    """A part that is written as one value."""

    marker: Single


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a kind by the way in which they are written.

    Operands come first, then what the kind has of its own, then what it shares with its siblings.
    """

    kind: type[Kind]
    parts: tuple[Part, ...]
    operands: tuple[FieldPart, ...]
    fields: Mapping[str, FieldPart]
    nested: Mapping[str, Part]
    free: tuple[Part, Free] | None
    typed: tuple[Part, Mapping[str, Type]] | None
    labels: Part | None
    required: tuple[Part, ...]

    @property
    def word(self) -> str:
        """The kind's word."""
        return self.kind.word


@cache
def shape_of(kind: type[Kind]) -> Shape:
    """The tables of a kind."""
    found = (_part(kind, name, info) for name, info in kind.model_fields.items())
    shared = {name for base in kind.__bases__ for name in getattr(base, "model_fields", ())}
    parts = tuple(
        sorted(
            (part for part in found if part is not None),
            key=lambda part: (not part.operand, part.attribute in shared),
        )
    )
    singles = [part for part in parts if isinstance(part, FieldPart)]
    return Shape(
        kind=kind,
        parts=parts,
        operands=tuple(part for part in singles if part.operand),
        fields={part.word: part for part in singles if not part.operand},
        nested={part.marker.kind: part for part in parts if isinstance(part.marker, Nested)},
        free=next(((part, part.marker) for part in parts if isinstance(part.marker, Free)), None),
        typed=next(
            (
                (part, {str(item): item for item in part.marker.types})
                for part in parts
                if isinstance(part.marker, Typed)
            ),
            None,
        ),
        labels=next((part for part in parts if isinstance(part.marker, Labels)), None),
        required=tuple(part for part in parts if part.required),
    )


def _part(kind: type[Kind], name: str, info: FieldInfo) -> Part | None:
    """The part of a field; None for one that the head of the kind gives."""
    marker = next((item for item in info.metadata if isinstance(item, Marker)), None)
    if marker is None:
        return None
    word = info.alias or name
    operand = any(isinstance(item, Operand) for item in info.metadata)
    # The value of `param x = 1` stands behind the kind's own word.
    place = kind.word if operand or kind.binding else word
    form = FieldPart if isinstance(marker, Single) else Part
    return form(
        word=word,
        attribute=name,
        marker=marker,  # type: ignore[arg-type]  # the form was chosen by it
        operand=operand,
        required=info.is_required(),
        default=None if info.is_required() else info.default,
        description=info.description or "",
        takes=Takes(
            place,
            phrase(marker, info.examples or ()),
            marker.words if isinstance(marker, Constant) else (),
        ),
    )


def phrase(marker: Marker, examples: Sequence[object] = ()) -> str:
    """What a marker takes, in words that follow `takes`.

    >>> phrase(Constant(Type.DURATION, ("never",)))
    'a duration, for example `30s`, or `never`'
    >>> phrase(Choice(("voice", "chat")))
    'one of `voice`, `chat`'
    """
    match marker:
        case Expr(type=kind):
            return _typed_phrase(kind or Type.ANY, (), examples)
        case Constant(type=kind, words=words):
            return _typed_phrase(kind, words, examples)
        case Ref(kinds=kinds):
            return "the name of a " + " or ".join(f"`{kind}`" for kind in kinds)
        case Choice(words=words):
            return "one of " + ", ".join(f"`{word}`" for word in words)
        case Keys(words=words):
            keys = "keys like `[A, B]`"
            return ", ".join([*(f"`{word}`" for word in words), f"or {keys}"]) if words else keys
        case Own(phrase=words_of_its_own):
            return words_of_its_own
        case other:
            return _collected_phrase(other)


def _collected_phrase(marker: Free | Nested | Typed | Labels) -> str:
    """What is collected from several entries."""
    match marker:
        case Free(value=value):
            return "entries `name = value`, where each value is " + phrase(value)
        case Nested(kind=word):
            return f"declarations `{word}`"
        case Typed(types=types):
            return "entries `key: type`, of the types " + ", ".join(f"`{item}`" for item in types)
        case Labels():
            return "ports with labels"
        case other:
            assert_never(other)


def _typed_phrase(kind: Type, words: tuple[str, ...], examples: Sequence[object]) -> str:
    example = str(examples[0]) if examples else EXAMPLES.get(kind, "")
    text = A_TYPE[kind] + (f", for example `{example}`" if example else "")
    if len(words) > WORDS_IN_A_ROW:
        return f"{text}, or one of " + ", ".join(f"`{word}`" for word in words)
    return text + (", or " + " or ".join(f"`{word}`" for word in words) if words else "")


def example_of(part: Part) -> str:
    """What the author could write for a part, for help texts.

    The example is the one its phrase shows.
    """
    match part.marker:
        case Ref(kinds=kinds):
            return f"some_{kinds[0]}"
        case Choice(words=words):
            return words[0]
        case Keys(words=words):
            return words[0] if words else "[A, B]"
        case _:
            quoted = part.takes.phrase.split("`")
            return quoted[1] if len(quoted) > 1 else "…"
