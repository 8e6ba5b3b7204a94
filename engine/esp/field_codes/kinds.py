"""The values of formulas: number, string, date/time, boolean; and what is missing.

In: values of Python. Out: their kinds, and the kinds' names. The four types and their names are the
vendor's (docs.genesys.com, eServices, field codes, data types). A number is a decimal, so that a
formula has one value on every machine.
"""

from decimal import Decimal
from enum import Flag, auto
from typing import TypeAlias

from engine.values import Time


class Kind(Flag):
    """A type, or several that are possible."""

    NUMBER = auto()
    STRING = auto()
    TIME = auto()
    BOOLEAN = auto()


ANY = Kind.NUMBER | Kind.STRING | Kind.TIME | Kind.BOOLEAN

Known: TypeAlias = Decimal | str | Time | bool
FieldValue: TypeAlias = Known | None
"""A value, or None: the customer's data do not have it."""

TYPE_NAMES: dict[Kind, str] = {
    Kind.NUMBER: "Number",
    Kind.STRING: "String",
    Kind.TIME: "DateTime",
    Kind.BOOLEAN: "Boolean",
}
"""What `Type` returns; `String` and `Boolean` are documented, the others follow `Is…` [inferred]"""

PHRASES: dict[Kind, str] = {
    Kind.NUMBER: "a number",
    Kind.STRING: "a string",
    Kind.TIME: "a date/time",
    Kind.BOOLEAN: "a boolean",
}


def kind_of(value: Known) -> Kind:
    """The type of a value.

    >>> kind_of(True), kind_of(Decimal(1)), kind_of(Time(0))
    (<Kind.BOOLEAN: 8>, <Kind.NUMBER: 1>, <Kind.TIME: 4>)
    """
    if isinstance(value, str):
        return Kind.STRING
    if isinstance(value, Decimal):
        return Kind.NUMBER
    return Kind.BOOLEAN if isinstance(value, bool) else Kind.TIME


def phrase(kinds: Kind) -> str:
    """Kinds in words.

    >>> phrase(Kind.NUMBER), phrase(Kind.NUMBER | Kind.STRING)
    ('a number', 'a number or a string')
    """
    return " or ".join(words for kind, words in PHRASES.items() if kind & kinds)
