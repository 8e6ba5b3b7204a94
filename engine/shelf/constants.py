"""The values that are known before a run: literals, and the parameters of the project.

In: an expression and what the place where it stands takes. Out: its value, or a finding at the
expression's place. Nothing is computed here but the sign of a number. In a test, words of its own
and the columns of its table have values too.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.diagnostics import Findings, did_you_mean, listed
from engine.syntax import quantities
from engine.syntax.nodes import (
    Call,
    Chain,
    Expression,
    Group,
    ListOf,
    Map,
    Name,
    Path,
    Prefixed,
    Quantity,
    Text,
)  # fmt: skip
from engine.syntax.quantities import Decimal, Percent, Rate
from engine.values import KV_INTEGER_MAX, Duration, KVList, Type, Value, type_of

FLAGS: Mapping[str, bool] = {"true": True, "false": False}
EXCERPT_CHARS = 40
COMPARED = 1_000
"""Words that an unknown one is compared with at most, to find what was meant."""

A_TYPE: Mapping[Type, str] = {
    Type.INTEGER: "an integer", Type.TEXT: "a text", Type.FLAG: "a flag",
    Type.DURATION: "a duration", Type.TIME: "a time", Type.BINARY: "a binary",
    Type.LIST: "a list", Type.KVLIST: "a KVList", Type.ANY: "a value",
}  # fmt: skip
"""Each type with its article, for messages."""

EXAMPLES: Mapping[Type, str] = {
    Type.INTEGER: "5", Type.TEXT: '"text"', Type.FLAG: "true", Type.DURATION: "30s",
    Type.TIME: "2026-12-24T08:00", Type.LIST: '["a", "b"]', Type.KVLIST: '{ Key: "text" }',
}  # fmt: skip
"""What a value of a type can look like, for the types that can be written down."""


Amount: TypeAlias = Rate | Percent | Decimal
"""What only declarations of simulated days take; no expression has it."""
AN_AMOUNT: Mapping[type[Amount], str] = {
    Rate: "a rate", Percent: "a share", Decimal: "a decimal number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Constants:
    """What stands for a value before a run: the parameters by name, those that are amounts apart.

    `broken` are names whose declarations could not be read, of which nothing more is said. `words`
    stand for themselves as texts. `columns` are the values of `row.column`, None for one that is in
    error; the whole is None where there is no row.
    """

    parameters: Mapping[str, Value] = field(default_factory=dict)
    broken: Collection[str] = ()
    words: Collection[str] = ()
    columns: Mapping[str, Value | None] | None = None
    amounts: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Takes:
    """What a place takes: `every` takes `a duration, for example ...`.

    `words` are those that it takes besides, each for a value.
    """

    place: str
    phrase: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"`{self.place}` takes {self.phrase}"


def excerpt(expression: Expression) -> str:
    """The author's words in backticks: the first line, and not too much of it."""
    text = expression.span.text()
    line = text.split("\n", 1)[0].rstrip()
    if len(line) > EXCERPT_CHARS:
        line = line[:EXCERPT_CHARS].rstrip()
    return f"`{line}`" if line == text else f"`{line}…`"


QUOTED_MAX = 30
"""Characters of a text that is looked at for what it would be without its quotes."""


def value_of(
    expression: Expression,
    wanted: Type,
    takes: Takes,
    constants: Constants,
    findings: Findings,
) -> Value | None:
    """The value of a constant of the type `wanted`; None if it is none, which is then said."""
    if wanted is Type.TEXT and isinstance(expression, Text):
        return expression.text
    value = _literal(expression, takes, constants, findings)
    if value is None:
        return None
    found = type_of(value)
    if wanted in (Type.ANY, found):
        return value
    message = f"{excerpt(expression)} is {A_TYPE[found]}, and {takes}"
    code = "E303" if wanted is Type.DURATION and type(value) is int else "E220"
    findings.error(code, expression.span, message, _cure(expression, value, wanted))
    return None


def _cure(expression: Expression, value: Value, wanted: Type) -> str | None:
    """How a literal of another type becomes one of the type that is wanted."""
    match expression:
        case Quantity(text=text) if wanted is Type.TEXT:
            return f'put it in quotes: `"{text}"`'
        case Quantity(text=text) if wanted is Type.DURATION and type(value) is int:
            return f"write a unit, for example `{text}s`"
        case Text(text=text) if text and len(text) <= QUOTED_MAX and _reads_as(text) is wanted:
            return f"leave the quotes off: `{text}`"
        case _:
            return None


def _reads_as(text: str) -> Type | None:
    """The type that a text would have without its quotes."""
    if text in FLAGS:
        return Type.FLAG
    try:
        value = quantities.read(text)
    except ValueError:
        return None
    return type_of(value) if isinstance(value, int) else None


def amount_of(expression: Expression) -> Amount | None:
    """The rate, share or decimal number that is written there; None if it is none."""
    match expression:
        case Group(inner=inner):
            return amount_of(inner)
        case Quantity(text=text):
            try:
                found = quantities.read(text)
            except ValueError:
                return None
            return found if isinstance(found, Rate | Percent | Decimal) else None
        case _:
            return None


def sort_of(value: Value | Amount) -> str:
    """The sort of a parameter, in the words that messages use.

    >>> sort_of(3), sort_of(Percent(30_000_000)), sort_of(Decimal(2_500_000))
    ('integer', 'share', 'decimal number')
    """
    if isinstance(value, Rate | Percent | Decimal):
        return AN_AMOUNT[type(value)].removeprefix("a ")
    return str(type_of(value))


def _literal(
    expression: Expression, takes: Takes, constants: Constants, findings: Findings
) -> Value | None:
    match expression:
        case Text(text=text):
            return text
        case Quantity():
            return _quantity(expression, takes, findings)
        case Name():
            return _named(expression, takes, constants, findings)
        case Group(inner=inner):
            return _literal(inner, takes, constants, findings)
        case Prefixed():
            return _negated(expression, takes, constants, findings)
        case ListOf():
            return _list(expression, takes, constants, findings)
        case Map():
            return _map(expression, takes, constants, findings)
        case Path(base=Name(text="row"), key=key) if constants.columns is not None:
            return _column(key, constants.columns, findings)
        case Path() | Call() | Chain():
            _say_not_constant(expression, takes, findings)
            return None


def _column(key: Name, columns: Mapping[str, Value | None], findings: Findings) -> Value | None:
    if key.text not in columns:
        there = f"the rows have {listed(columns)}" if columns else "there are no rows"
        cure = did_you_mean(key.text, columns) or there
        findings.error("E211", key.span, f"there is no column `{key.text}`", cure)
    return columns.get(key.text)


def _say_not_constant(expression: Expression, takes: Takes, findings: Findings) -> None:
    message = f"{excerpt(expression)} is no plain value, and {takes}"
    findings.error("E220", expression.span, message, "write a value or the name of a parameter")


def _quantity(quantity: Quantity, takes: Takes, findings: Findings) -> Value | None:
    try:
        value = quantities.read(quantity.text)
    except ValueError:
        # The parser has said what is wrong with it.
        return None
    if isinstance(value, int):
        return value
    message = f"{excerpt(quantity)} is no whole number, duration or time, and {takes}"
    findings.error("E220", quantity.span, message)
    return None


def _named(name: Name, takes: Takes, constants: Constants, findings: Findings) -> Value | None:
    flag = FLAGS.get(name.text)
    if flag is not None:
        return flag
    value = constants.parameters.get(name.text)
    if value is None and name.text in constants.words:
        return name.text
    if name.text in constants.amounts:
        what = AN_AMOUNT[type(constants.amounts[name.text])]
        findings.error("E220", name.span, f"`{name.text}` is {what}, and {takes}")
        return None
    if value is None and name.text not in constants.broken:
        words = constants.words if len(constants.words) <= COMPARED else ()
        known = (*takes.words, *constants.parameters, *FLAGS, *words)
        cure = did_you_mean(name.text, known)
        if cure is None and not takes.words:
            cure = f'a text stands in quotes: `"{name.text}"`'
        what = "nothing here is called" if constants.words else "there is no parameter"
        message = f"{what} `{name.text}`, and {takes}"
        findings.error("E211", name.span, message, cure)
    return value


def _negated(
    prefixed: Prefixed, takes: Takes, constants: Constants, findings: Findings
) -> Value | None:
    if prefixed.operator.text != "-" or not isinstance(prefixed.operand, Quantity):
        _say_not_constant(prefixed, takes, findings)
        return None
    value = _literal(prefixed.operand, takes, constants, findings)
    if value is None:
        return None
    found = type_of(value)
    if isinstance(value, Duration):
        return Duration(-value)
    if found is Type.INTEGER and isinstance(value, int):
        return -value
    message = f"{A_TYPE[found]} has no sign, and {takes}"
    findings.error("E220", prefixed.span, message)
    return None


def _list(
    listed: ListOf, takes: Takes, constants: Constants, findings: Findings
) -> tuple[Value, ...] | None:
    values: list[Value] = []
    for item in listed.items:
        if item.name is not None:
            message = f"the items of a list have no names, and {takes}"
            findings.error("E220", item.name.span, message, "a map has: `{ key: value }`")
            continue
        value = _literal(item.value, takes, constants, findings)
        if value is not None:
            values.append(value)
    return tuple(values) if len(values) == len(listed.items) else None


def _map(written: Map, takes: Takes, constants: Constants, findings: Findings) -> KVList | None:
    pairs: list[tuple[str, Value]] = []
    sound = True
    for pair in written.pairs:
        value = _literal(pair.value, takes, constants, findings)
        if value is None:
            sound = False
            continue
        for member in _members(value):
            if _fits_kvlist(member, pair.value, findings):
                pairs.append((pair.key.text, member))
            else:
                sound = False
    return KVList(pairs) if sound else None


def _members(value: Value) -> Iterator[Value]:
    """A list in a map stands for its key repeated, once for each member."""
    if isinstance(value, tuple):
        yield from value
    else:
        yield value


def _fits_kvlist(value: Value, expression: Expression, findings: Findings) -> bool:
    found = type_of(value)
    if found not in (Type.TEXT, Type.INTEGER, Type.BINARY, Type.KVLIST):
        message = (
            f"{excerpt(expression)} holds {A_TYPE[found]}, and a KVList takes texts, "
            "integers and KVLists"
        )
        findings.error("E220", expression.span, message, "write it as a text")
        return False
    if isinstance(value, int) and abs(value) > KV_INTEGER_MAX:
        message = f"{excerpt(expression)} is beyond the integers of a KVList, which have 32 bits"
        findings.error("E232", expression.span, message, "write it as a text")
        return False
    return True
