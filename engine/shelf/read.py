"""Syntax becomes kinds: the typed reading of blocks and declarations.

In: what the author wrote after a kind's word. Out: the kind's model; if a part is in error, a model
without it that says it is damaged, or None if it cannot be without. Every mistake is in the
findings, at its exact place, in the author's words. Names are not looked up here, and types of
expressions are not checked: the graph stage does both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar, assert_never

from pydantic import ValidationError

from engine.diagnostics import Findings, Note, did_you_mean, listed, nearest
from engine.shelf.bounds import misfits
from engine.shelf.constants import Constants, Takes, excerpt
from engine.shelf.kind import Entry, Free, Kind
from engine.shelf.markers import value_at
from engine.shelf.shape import FieldPart, Part, Shape, example_of, shape_of
from engine.source import Span
from engine.syntax import nodes
from engine.syntax.nodes import (
    Argument,
    Binding,
    Block,
    Broken,
    Call,
    Claim,
    Declaration,
    Expression,
    Field,
    Name,
    Parameter,
    Port,
    Quantity,
    Text,
    Word,
)  # fmt: skip
from engine.values import Type

__all__ = ["Constants", "read_entry", "read_kind"]

K = TypeVar("K", bound=Kind)
MISSING = "E230"
NOTHING: Mapping[str, object] = MappingProxyType({})
NO_KINDS: Mapping[str, type[Kind]] = MappingProxyType({})


@dataclass(slots=True)
class _Reading:
    """One kind while it is read.

    `places` are the values' spans by the words of their fields, `kept` what fields collect, `keys`
    the first place of whatever may stand only once. `sound` is false once something is wrong,
    `misspelt` are the known fields that an unknown one resembles.
    """

    shape: Shape
    constants: Constants
    findings: Findings
    kinds: Mapping[str, type[Kind]]
    values: dict[str, object]
    places: dict[str, Span] = field(default_factory=dict)
    kept: dict[str, list[object]] = field(default_factory=dict)
    keys: dict[tuple[str, str], Span] = field(default_factory=dict)
    sound: bool = True
    misspelt: set[str] = field(default_factory=set)

    def wrong(
        self,
        code: str,
        span: Span,
        message: str,
        cure: str | None = None,
        notes: Iterable[Note] = (),
    ) -> None:
        self.findings.error(code, span, message, cure, notes)
        self.sound = False

    def keep(self, part: Part, value: object, span: Span) -> None:
        self.places.setdefault(part.word, span)
        self.kept.setdefault(part.word, []).append(value)

    def repeated(self, group: str, key: str, span: Span) -> bool:
        """Whether this key was there before in its group, which is then said."""
        first = self.keys.setdefault((group, key), span)
        if first is not span:
            notes = [Note(first, "the first one is here")]
            self.wrong("E210", span, f"`{key}` is given twice", None, notes)
        return first is not span


def read_kind(
    kind: type[K],
    *,
    word: Name,
    operands: tuple[Argument, ...],
    entries: tuple[nodes.Entry, ...],
    constants: Constants,
    findings: Findings,
    nested: Mapping[str, type[Kind]] = NO_KINDS,
    head: Mapping[str, object] = NOTHING,
) -> K | None:
    """The model of one block or declaration; None if what it needs is missing or in error.

    What is wrong is said. A field in error has its default, and the model is `damaged`, so that
    the rest of it can be checked; one that the kind does not have does not even do that.

    `head` gives the fields that the head of a declaration holds; `nested` are the kinds of the
    declarations that may stand inside, by their words.
    """
    reading = _Reading(shape_of(kind), constants, findings, nested, dict(head))
    if operands or reading.shape.operands:
        _read_operands(reading, operands, word)
    passed = Field in kind.keeps
    for entry in entries:
        if not isinstance(entry, Field):
            _read_other(reading, entry)
        elif not passed:
            _read_field(reading, entry)
    for part in reading.shape.required:
        if part.word not in reading.places:
            _say_missing(reading, part, word)
    return _build(kind, reading, word)


def read_entry(
    kind: type[K],
    entry: Declaration | Binding,
    *,
    constants: Constants,
    findings: Findings,
    nested: Mapping[str, type[Kind]] = NO_KINDS,
) -> K | None:
    """The model of a declaration or a binding, its head included, as `read_kind` gives it.

    The value of a binding is read as the field `value`.
    """
    head = kind.head(entry, findings)
    if head is None:
        return None
    operands: tuple[Argument, ...] | None
    if isinstance(entry, Binding):
        operands = ()
        entries: tuple[nodes.Entry, ...] = (
            Field(Name("value", entry.kind.span), entry.value, entry.span),
        )
    else:
        operands = () if kind.typed_head else _arguments(entry.parameters, kind, findings)
        entries = entry.entries
    model = read_kind(
        kind,
        word=entry.kind,
        operands=operands or (),
        entries=entries,
        constants=constants,
        findings=findings,
        nested=nested,
        head=head,
    )
    return model if operands is not None else None


def _arguments(
    parameters: tuple[Parameter, ...], kind: type[Kind], findings: Findings
) -> tuple[Argument, ...] | None:
    """The words in the parentheses of a declaration's head as operands."""
    for item in parameters:
        if item.type is not None:
            message = f"`{kind.word}` takes no parameters with types"
            findings.error("E231", item.name.span, message)
            return None
    return tuple(Argument(None, item.name) for item in parameters)


def _build(kind: type[K], reading: _Reading, word: Name) -> K | None:
    values = reading.values
    for name, kept in reading.kept.items():
        values[name] = tuple(kept)
    values["span"] = word.span
    values["places"] = reading.places
    values["damaged"] = not reading.sound
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        for misfit in misfits(error, reading.shape, whole=reading.sound):
            if misfit.code == MISSING and any(f"`{w}`" in misfit.message for w in reading.misspelt):
                continue  # it stands there under another name, which has been said
            span = reading.places.get(misfit.field or "", word.span)
            reading.findings.error(misfit.code, span, misfit.message, misfit.cure)
            values.pop(misfit.field or "", None)
    values["damaged"] = True
    try:
        return kind.model_validate(values)
    except ValidationError:
        return None  # it cannot be without, or this follows from what is left out


# Operands and fields


def _read_operands(reading: _Reading, operands: tuple[Argument, ...], word: Name) -> None:
    parts = reading.shape.operands
    if len(operands) > len(parts):
        count = len(parts)
        what = "nothing" if count == 0 else "one value" if count == 1 else f"{count} values"
        message = f"`{word.text}` takes {what} in parentheses"
        reading.wrong("E231", operands[count].value.span, message)
    for part, argument in zip(parts, operands, strict=False):
        if argument.name is not None:
            message = f"what stands in the parentheses of `{word.text}` has no name"
            reading.wrong("E231", argument.name.span, message, "write the value alone")
        _store(reading, part, argument.value)


def _store(reading: _Reading, part: FieldPart, expression: Expression) -> None:
    reading.places[part.word] = expression.span
    value = value_at(part.marker, part.takes, expression, reading.constants, reading.findings)
    if value is None:
        reading.sound = False
    else:
        reading.values[part.word] = value


def _read_field(reading: _Reading, entry: Field) -> None:
    key, shape = entry.key, reading.shape
    if isinstance(key, Call):
        cure = shape.kind.elsewhere.get(key.function.text)
        reading.wrong("E231", key.span, f"`{shape.word}` has no field {excerpt(key)}", cure)
        return
    part = shape.fields.get(key.text)
    if shape.free is not None and (part is None or isinstance(key, Text)):
        _read_free(reading, *shape.free, key, entry.value)
    elif part is None:
        # The model is sound without it, so that even what it lacks is found at once.
        cure = shape.kind.elsewhere.get(key.text) or did_you_mean(key.text, shape.fields)
        if key.text in shape.nested:
            cure = f"write it without `=`: `{key.text} {{ … }}`"
        cure = cure or _what_there_is(shape)
        message = f"`{shape.word}` has no field `{key.text}`"
        reading.findings.error("E231", key.span, message, cure)
        reading.misspelt.update(nearest(key.text, shape.fields))
    elif not reading.repeated("", part.word, key.span):
        _store(reading, part, entry.value)


def _read_free(
    reading: _Reading, part: Part, marker: Free, key: Word, expression: Expression
) -> None:
    if marker.unique and reading.repeated(part.word, key.text, key.span):
        return
    takes = Takes(key.text, part.takes.phrase)
    value = value_at(marker.value, takes, expression, reading.constants, reading.findings)
    if value is None:
        reading.sound = False
        reading.places.setdefault(part.word, expression.span)
    else:
        reading.keep(part, Entry(key, value), key.span)


def _what_there_is(shape: Shape) -> str:
    return f"its fields are {listed(shape.fields)}" if shape.fields else "it has no fields"


def _say_missing(reading: _Reading, part: Part, word: Name) -> None:
    if part.word in reading.misspelt:
        reading.sound = False
        return  # it stands there under another name, which has been said
    if part.operand:
        message = f"`{word.text}` needs {part.takes.phrase}"
        cure = f"write it in parentheses: `{word.text}({example_of(part)})`"
    elif part.single:
        message = f"`{word.text}` needs `{part.word}`"
        cure = f"write `{part.word} = {example_of(part)}`"
    else:
        message = f"`{word.text}` needs {part.takes.phrase}"
        cure = "write at least one"
    reading.wrong(MISSING, word.span, message, cure)


# What else can stand in a body


def _read_other(
    reading: _Reading, entry: Declaration | Binding | Block | Port | Claim | Broken
) -> None:
    shape = reading.shape
    match entry:
        case Broken():
            pass
        case Port() if shape.labels is not None:
            _read_label(reading, shape.labels, entry)
        case Block() if shape.typed is not None:
            _read_typed(reading, *shape.typed, entry)
        case Declaration() | Binding() if entry.kind.text in shape.nested:
            _read_nested(reading, shape.nested[entry.kind.text], entry)
        case Declaration() | Binding():
            cure = _outside(reading, entry.kind.text) or _joined(shape, entry)
            cure = cure or did_you_mean(entry.kind.text, shape.nested)
            message = f"`{entry.kind.text}` cannot stand in `{shape.word}`"
            reading.wrong("E231", entry.kind.span, message, cure)
        case Port() | Block() | Claim():
            if not isinstance(entry, shape.kind.keeps):
                message = f"`{shape.word}` has no {_what(entry)}"
                cure = _with_equals(shape, entry) or _what_there_is(shape)
                reading.wrong("E231", entry.span, message, cure)
        case other:
            assert_never(other)


def _outside(reading: _Reading, word: str) -> str | None:
    """The cure for what stands elsewhere."""
    kind = reading.kinds.get(word)
    if kind is not None and kind.top_level and word not in reading.shape.fields:
        return f"it stands by itself, outside of the `{reading.shape.word}`"
    return reading.shape.kind.elsewhere.get(word)


def _with_equals(shape: Shape, entry: Port | Block | Claim) -> str | None:
    """The cure for a field with the sign of a block or of a port."""
    match entry:
        case Block(label=word, kind=value, operands=(), entries=(), target=None):
            pass
        case Port(words=(word,), target=value):
            pass
        case _:
            return None
    return f"write `{word.text} = {value.text}`" if word.text in shape.fields else None


def _joined(shape: Shape, entry: Declaration | Binding) -> str | None:
    """The cure for a field, a port or a typed key without the sign between its two words."""
    if isinstance(entry, Binding) or entry.name is None or entry.entries or entry.parameters:
        return None
    word, name = entry.kind.text, entry.name.span.text()
    # `timeout` is both: a block has a bare name.
    if word in shape.kind.port_words() and isinstance(entry.name, Name):
        return f"write `{word} -> {name}`"
    if word in shape.fields:
        return f"write `{word} = {name}`"
    if shape.typed is not None and name in shape.typed[1]:
        return f"write `{word}: {name}`"
    return None


def _what(entry: Port | Block | Claim) -> str:
    match entry:
        case Port():
            return "ports"
        case Block():
            return "blocks"
        case Claim():
            return "claims"


def _read_label(reading: _Reading, part: Part, port: Port) -> None:
    """Labels are texts and quantities; ports that are words are the graph's."""
    label = port.words[0]
    if isinstance(label, Text | Quantity):
        reading.keep(part, label, label.span)


def _read_typed(reading: _Reading, part: Part, types: Mapping[str, Type], entry: Block) -> None:
    """`Key: type` has the form of a block without anything but label and kind."""
    kind = entry.kind
    if entry.operands or entry.entries or entry.target is not None:
        message = f"after `{entry.label.text}:` stands a type and nothing else"
        reading.wrong("E231", entry.span, message, f"the types are {listed(types)}")
    elif kind.text not in types:
        cure = did_you_mean(kind.text, types) or f"the types are {listed(types)}"
        reading.wrong("E211", kind.span, f"there is no type `{kind.text}`", cure)
    elif not reading.repeated(part.word, entry.label.text, entry.label.span):
        reading.keep(part, Entry(entry.label, types[kind.text]), entry.label.span)


def _read_nested(reading: _Reading, part: Part, entry: Declaration | Binding) -> None:
    kind = reading.kinds[entry.kind.text]
    # A declaration that cannot be used is there all the same.
    reading.places.setdefault(part.word, entry.kind.span)
    # One without a name can stand only once.
    name = entry.name or entry.kind
    # A number is the same number with zeros before it.
    text = name.text.lstrip("0") or "0" if isinstance(name, Quantity) else name.text
    if reading.repeated(kind.word, text, name.span):
        return
    model = read_entry(
        kind,
        entry,
        constants=reading.constants,
        findings=reading.findings,
        nested=reading.kinds,
    )
    if model is None or model.damaged:
        reading.sound = False
    if model is not None:
        reading.keep(part, model, entry.kind.span)
