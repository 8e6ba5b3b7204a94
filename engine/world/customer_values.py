"""What customers bring and do: their data, the keys they press.

In: `{ ANI: phone_number("+1"), Segment: choice({ gold: 1, silver: 3 }) }`, and what callers type.
Out: `Attribute`s and `Typing`s, or findings at their places: E305 for weights, E232 for numbers out
of range, E261 for what no telephone can send.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.days import Attribute, Source, Typing
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.shelf.constants import A_TYPE, Constants, Takes, excerpt, value_of
from engine.source import Span
from engine.syntax import quantities
from engine.syntax.nodes import Call, Expression, Map, Name, Pair, Quantity, Text
from engine.values import KV_INTEGER_MAX, KV_TYPES, Type, Value, type_of
from engine.world.names import Unnamed

DATA_TAKES = 'a map of keys and what they hold, for example `{ ANI: phone_number("+1") }`'
TYPING_TAKES = 'a map of blocks and what callers type there, for example `{ menu: "1" }`'
OWN_KEYS = ("ANI", "DNIS", "priority")
"""Keys that are the interaction's own."""
TEXT_KEYS = ("ANI", "DNIS")
WEIGHT_MAX = 10**12
CHOICES_MAX = 100_000
DIALLED = re.compile(r"\+[1-9][0-9]{0,6}", re.ASCII)
"""How the numbers of a region begin: `+`, its code, and what all of them have in common."""
TYPED = re.compile(r"[0-9*#]*", re.ASCII)
"""What a telephone can send."""
SOURCES_SAID = (
    '`choice({ gold: 1, silver: 3 })`, `range(18, 80)`, `sequence("T-")`, `phone_number("+1")`, '
    "`first_name()`, `last_name()`, or a plain value"
)


@dataclass(frozen=True)
class Attributes(Unnamed):
    """What customers bring, in the author's order, with the places of the keys."""

    each: tuple[Attribute, ...] = ()
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        """The keys."""
        return ", ".join(attribute.key for attribute in self.each)


@dataclass(frozen=True)
class Typings(Unnamed):
    """What callers type, with the places of the blocks' labels."""

    each: tuple[Typing, ...] = ()
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        """The blocks."""
        return ", ".join(typing.block for typing in self.each)


def read_attributes(
    expression: Expression, constants: Constants, findings: Findings
) -> Attributes | None:
    """The data of customers."""
    pairs = _pairs(expression, "data", DATA_TAKES, findings)
    if pairs is None:
        return None
    read = [_attribute(pair, constants, findings) for pair in pairs]
    found = tuple(each for each in read if each is not None)
    if len(found) < len(read):
        return None
    return Attributes(found, tuple(pair.key.span for pair in pairs))


def read_typing(expression: Expression, constants: Constants, findings: Findings) -> Typings | None:
    """What callers type in blocks."""
    pairs = _pairs(expression, "typing", TYPING_TAKES, findings)
    if pairs is None:
        return None
    found = [_typing(pair, constants, findings) for pair in pairs]
    sound = tuple(each for each in found if each is not None)
    return Typings(sound, tuple(p.key.span for p in pairs)) if len(sound) == len(pairs) else None


def _pairs(
    expression: Expression, place: str, phrase: str, findings: Findings
) -> tuple[Pair, ...] | None:
    """The pairs of a map, each key once."""
    if not isinstance(expression, Map):
        message = f"{excerpt(expression)} is no map, and `{place}` takes {phrase}"
        findings.error("E220", expression.span, message)
        return None
    first: dict[str, Pair] = {}
    for pair in expression.pairs:
        before = first.setdefault(pair.key.text, pair)
        if before is not pair:
            notes = [Note(before.key.span, "the first one is here")]
            findings.error("E210", pair.key.span, f"`{pair.key.text}` is given twice", None, notes)
    return tuple(first.values()) if len(first) == len(expression.pairs) else None


# Attributes


def _attribute(pair: Pair, constants: Constants, findings: Findings) -> Attribute | None:
    if isinstance(pair.value, Call):
        return _drawn(pair.key.text, pair.value, constants, findings)
    key = pair.key.text
    takes = Takes(key, f"one of {SOURCES_SAID}")
    value = value_of(pair.value, Type.ANY, takes, constants, findings)
    if value is None or not _can_be(key, value, pair.value, findings):
        return None
    return Attribute(key=key, source=Source.FIXED, value=value)


def _can_be(key: str, value: Value, expression: Expression, findings: Findings) -> bool:
    """Whether a key can hold a value."""
    kind = type_of(value)
    wanted = Type.TEXT if key in TEXT_KEYS else Type.INTEGER if key == "priority" else None
    if (wanted is not None and kind is not wanted) or kind not in KV_TYPES:
        needs = A_TYPE[wanted] if wanted else "a text, an integer or a KVList"
        message = f"{excerpt(expression)} is {A_TYPE[kind]}, and `{key}` takes {needs}"
        findings.error("E220", expression.span, message)
        return False
    if isinstance(value, int) and abs(value) > KV_INTEGER_MAX:
        message = f"{excerpt(expression)} is beyond the integers of data, which have 32 bits"
        findings.error("E232", expression.span, message)
        return False
    return True


def _drawn(key: str, call: Call, constants: Constants, findings: Findings) -> Attribute | None:
    word = call.function.text
    make = SOURCES.get(word)
    if make is None:
        cure = did_you_mean(word, SOURCES) or f"there are {listed(SOURCES)}"
        message = f"`{key}` cannot come from `{word}`"
        findings.error("E211", call.function.span, message, cure)
        return None
    if any(argument.name is not None for argument in call.arguments):
        named = next(each.name for each in call.arguments if each.name is not None)
        findings.error("E220", named.span, f"what `{word}` takes has no names")
        return None
    attribute = make(key, call, constants, findings)
    if attribute is None:
        return None
    texts = attribute.source in (
        Source.SEQUENCE, Source.PHONE, Source.FIRST_NAME, Source.LAST_NAME,
    )  # fmt: skip
    if (key == "priority" and texts) or (key in TEXT_KEYS and attribute.source is Source.RANGE):
        needs = "an integer" if key == "priority" else "a text"
        message = f"`{key}` takes {needs}, and {excerpt(call)} gives another"
        findings.error("E220", call.span, message)
        return None
    return attribute


def _choice(key: str, call: Call, constants: Constants, findings: Findings) -> Attribute | None:
    choices = read_choices(call, constants, findings)
    if choices is None:
        return None
    given = next(iter(call.arguments)).value
    pairs = given.pairs if isinstance(given, Map) else ()
    for (value, _), pair in zip(choices, pairs, strict=True):
        wanted = Type.TEXT if key in TEXT_KEYS else Type.INTEGER if key == "priority" else None
        if wanted is not None and type_of(value) is not wanted:
            message = f"`{pair.key.text}` is {A_TYPE[type_of(value)]}, and `{key}` takes "
            findings.error("E220", pair.key.span, message + A_TYPE[wanted])
            return None
    return Attribute(key=key, source=Source.CHOICE, choices=choices)


def read_choices(
    call: Call, constants: Constants, findings: Findings
) -> tuple[tuple[Value, int], ...] | None:
    """What `choice({ … })` chooses from, with whole weights that are not all 0."""
    form = "write for example `choice({ gold: 1, silver: 3 })`"
    match call.arguments:
        case (argument,) if isinstance(argument.value, Map):
            pairs = _pairs(argument.value, "choice", "a map of values and weights", findings)
        case _:
            findings.error("E305", call.span, "`choice` takes one map of values and weights", form)
            return None
    if pairs is None:
        return None
    if not pairs or len(pairs) > CHOICES_MAX:
        message = f"`choice` takes from 1 to {CHOICES_MAX:,} values"
        findings.error("E305", call.span, message, form)
        return None
    found = [(_chosen(pair, findings), _weight(pair, constants, findings)) for pair in pairs]
    if any(value is None or weight is None for value, weight in found):
        return None
    if not any(weight for _, weight in found):
        message = "all weights are 0, so that nothing can be chosen"
        findings.error("E305", call.span, message, "give one of them at least 1")
        return None
    return tuple(
        (value, weight) for value, weight in found if value is not None and weight is not None
    )


def _chosen(pair: Pair, findings: Findings) -> Value | None:
    """The value that a key stands for: its text, or a whole number."""
    if not isinstance(pair.key, Quantity):
        return pair.key.text
    try:
        value = quantities.read(pair.key.text)
    except ValueError:
        return None  # the parser has said it
    if type(value) is int and value <= KV_INTEGER_MAX:
        return value
    message = f"`{pair.key.text}` is no text and no whole number of 32 bits"
    findings.error("E305", pair.key.span, message, f'a text stands in quotes: `"{pair.key.text}"`')
    return None


def _weight(pair: Pair, constants: Constants, findings: Findings) -> int | None:
    value: object = None
    match pair.value:
        case Quantity(text=text):
            try:
                value = quantities.read(text)
            except ValueError:
                return None  # the parser has said it
        case Name(text=name):
            if name in constants.broken:
                return None
            value = constants.parameters.get(name)
        case _:
            pass
    if type(value) is int and value <= WEIGHT_MAX:
        return value
    message = f"{excerpt(pair.value)} is no weight"
    cure = "weights are whole numbers, `3` against `1` is three times as often"
    findings.error("E305", pair.value.span, message, cure)
    return None


def _range(key: str, call: Call, constants: Constants, findings: Findings) -> Attribute | None:
    if len(call.arguments) != 2:
        message = "`range` takes the least and the most"
        findings.error("E220", call.span, message, "write for example `range(18, 80)`")
        return None
    takes = Takes("range", "whole numbers")
    ends = [
        value_of(each.value, Type.INTEGER, takes, constants, findings) for each in call.arguments
    ]
    numbers = [value for value in ends if isinstance(value, int)]
    if len(numbers) < len(ends):
        return None
    low, high = numbers
    if low > high or max(abs(low), abs(high)) > KV_INTEGER_MAX:
        message = f"{excerpt(call)} is no range"
        cure = "the least comes first, and integers of data have 32 bits"
        findings.error("E232", call.span, message, cure)
        return None
    return Attribute(key=key, source=Source.RANGE, low=low, high=high)


def _sequence(key: str, call: Call, constants: Constants, findings: Findings) -> Attribute | None:
    prefix = _prefix(call, "", constants, findings)
    return None if prefix is None else Attribute(key=key, source=Source.SEQUENCE, prefix=prefix)


def _phone(key: str, call: Call, constants: Constants, findings: Findings) -> Attribute | None:
    prefix = _prefix(call, "+1", constants, findings)
    if prefix is None:
        return None
    if not DIALLED.fullmatch(prefix):
        message = f"no telephone number begins with `{prefix}`"
        cure = 'write `+` and the code of a country, for example `phone_number("+49")`'
        findings.error("E232", call.arguments[0].value.span, message, cure)
        return None
    return Attribute(key=key, source=Source.PHONE, prefix=prefix)


def _prefix(call: Call, usual: str, constants: Constants, findings: Findings) -> str | None:
    """The one text that a source takes."""
    if not call.arguments:
        return usual
    word = call.function.text
    if len(call.arguments) > 1:
        message = f"`{word}` takes one text"
        findings.error("E220", call.arguments[1].value.span, message)
        return None
    takes = Takes(word, "a text")
    found = value_of(call.arguments[0].value, Type.TEXT, takes, constants, findings)
    return found if isinstance(found, str) else None


def _name(source: Source) -> "_Maker":
    def make(key: str, call: Call, _: Constants, findings: Findings) -> Attribute | None:
        if call.arguments:
            message = f"`{call.function.text}` takes nothing in parentheses"
            findings.error("E220", call.arguments[0].value.span, message)
            return None
        return Attribute(key=key, source=source)

    return make


_Maker = Callable[[str, Call, Constants, Findings], Attribute | None]
SOURCES: Mapping[str, _Maker] = {
    "choice": _choice,
    "range": _range,
    "sequence": _sequence,
    "phone_number": _phone,
    "first_name": _name(Source.FIRST_NAME),
    "last_name": _name(Source.LAST_NAME),
}
"""Where the values of customers' data come from, by the words that authors write."""


# Typing


def _typing(pair: Pair, constants: Constants, findings: Findings) -> Typing | None:
    block = pair.key.text
    match pair.value:
        case Text(text=text, span=span):
            choices: tuple[tuple[str, int], ...] = ((text, 1),)
            spans = [span]
        case Call(function=Name(text="choice")) as call:
            found = read_choices(call, constants, findings)
            if found is None:
                return None
            choices = tuple((value if isinstance(value, str) else str(value), weight)
                            for value, weight in found)  # fmt: skip
            given = call.arguments[0].value
            spans = [each.key.span for each in given.pairs] if isinstance(given, Map) else []
        case _:
            message = f"{excerpt(pair.value)} is nothing that a caller types"
            cure = 'write `"1"`, or `choice({ "1": 70, "2": 25, "": 5 })`'
            findings.error("E220", pair.value.span, message, cure)
            return None
    wrong = [(text, span) for (text, _), span in zip(choices, spans, strict=True)
             if not TYPED.fullmatch(text)]  # fmt: skip
    for text, span in wrong:
        message = f"`{text}` cannot be typed on a telephone"
        findings.error("E261", span, message, "it has the keys `0` to `9`, `*` and `#`")
    return None if wrong else Typing(block=block, choices=choices)
