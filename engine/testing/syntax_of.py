"""Values and names as syntax: what a tree is made of that nobody has written.

In: values of the language. Out: nodes of the tree, all at one place of an empty text; the printer
turns them into text.
"""

from collections.abc import Iterable

from engine.dsl.layout import IDENTIFIER
from engine.source import Source, Span
from engine.syntax import nodes
from engine.values import Duration, KVList, Time, Value

NOWHERE = Span(Source("", ""), 0, 0)
DIGITS_MAX = 15


class UnwritableError(ValueError):
    """Something that cannot be written in the language; the message says what."""


def name(word: str) -> nodes.Name:
    """A bare word."""
    return nodes.Name(word, NOWHERE)


def text(words: str) -> nodes.Text:
    """A text in quotes. Raises `UnwritableError` for one that no file can hold."""
    if not words.isascii():
        try:
            words.encode("utf-8")
        except UnicodeEncodeError:
            raise UnwritableError("a text has characters that no file can hold") from None
    return nodes.Text(words, NOWHERE)


def named(word: str) -> nodes.Name | nodes.Text:
    """A name, bare if it can be."""
    return name(word) if IDENTIFIER.fullmatch(word) else text(word)


def quantity(written: str) -> nodes.Quantity:
    """A number or what else starts with a digit."""
    return nodes.Quantity(written, NOWHERE)


def number(value: int) -> nodes.Expression:
    """An integer or, by its `str`, a duration; negative ones have their sign before them.

    >>> number(-5).operand.text
    '5'
    """
    written = str(value)
    if written.startswith("-"):
        return nodes.Prefixed(nodes.Operator("-", NOWHERE), quantity(written[1:]), NOWHERE)
    return quantity(written)


def expression_of(value: Value) -> nodes.Expression:
    """A value as an author writes it; a binary is the text of its digits, as in a test's input.

    Raises `UnwritableError` for a number or an instant that has no form.
    """
    match value:
        case bool():
            return name("true" if value else "false")
        case str():
            return text(value)
        case bytes():
            return text(f"0x{value.hex().upper()}")
        case Time():
            return quantity(_instant(value))
        case tuple():
            return list_of(expression_of(item) for item in value)
        case KVList():
            return map_of((key, expression_of(item)) for key, item in value)
        case Duration():
            return number(value)
        case _:
            if len(str(abs(value))) > DIGITS_MAX:
                message = f"the number {value} is too long to be written"
                raise UnwritableError(message)
            return number(value)


def list_of(items: Iterable[nodes.Expression]) -> nodes.ListOf:
    """`[a, b]`."""
    return nodes.ListOf(tuple(nodes.Argument(None, item) for item in items), NOWHERE)


def map_of(pairs: Iterable[tuple[str, nodes.Expression]]) -> nodes.Map:
    """`{ key: value }`."""
    return nodes.Map(tuple(nodes.Pair(named(key), value) for key, value in pairs), NOWHERE)


def call(
    function: str, *arguments: nodes.Expression, **named: nodes.Expression | None
) -> nodes.Call:
    """`function(argument, name: argument)`; a named one that is None is left out."""
    given = [nodes.Argument(None, argument) for argument in arguments]
    given += [nodes.Argument(name(word), each) for word, each in named.items() if each is not None]
    return nodes.Call(name(function), tuple(given), NOWHERE)


def key_path(base: nodes.Expression, *keys: str) -> nodes.Expression:
    """`base.key.key`."""
    for key in keys:
        text(key)
        base = nodes.Path(base, name(key), NOWHERE)
    return base


def equals(left: nodes.Expression, right: nodes.Expression) -> nodes.Chain:
    """`left == right`."""
    return nodes.Chain((left, right), (nodes.Operator("==", NOWHERE),), NOWHERE)


def field(key: str | nodes.Call, value: nodes.Expression) -> nodes.Field:
    """`key = value`."""
    return nodes.Field(name(key) if isinstance(key, str) else key, value, NOWHERE)


def declaration(kind: str, title: str | None, entries: Iterable[nodes.Entry]) -> nodes.Declaration:
    """`kind "title" { entries }`."""
    return nodes.Declaration(
        kind=name(kind),
        name=None if title is None else text(title),
        parameters=(),
        outputs=(),
        entries=tuple(entries),
        span=NOWHERE,
    )


def _instant(value: Time) -> str:
    moment = value.moment()
    if moment.microsecond:
        message = f"the time {value} is no whole second"
        raise UnwritableError(message)
    return moment.strftime("%Y-%m-%dT%H:%M" + (":%S" if moment.second else "")).zfill(16)
