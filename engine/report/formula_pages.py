"""Pages for the formulas of field codes: their operators, and each of their functions.

In: the tables of `engine.esp.field_codes`. Out: pages by the words that authors write.
"""

from collections.abc import Iterator

from engine.esp.field_codes.functions import FUNCTIONS, Function
from engine.esp.field_codes.kinds import ANY, TYPE_NAMES, Kind
from engine.esp.field_codes.operators import (
    BINARY_OPERATORS,
    PREFIX_OPERATORS,
    SYNONYMS,
    Operator,
)  # fmt: skip
from engine.shelf.page import Page, sections_of

MEANINGS: dict[str, str] = {
    "^": "power",
    "*": "product",
    "/": "quotient",
    "Mod": "remainder",
    "+": "sum, strings joined, a date so many days later",
    "-": "difference, a date so many days earlier, days between dates",
    "<": "less; strings without regard to case, as in all comparisons",
    "<=": "not greater",
    ">": "greater",
    ">=": "not less",
    "=": "equal",
    "<>": "different",
    "And": "both; the right side is not looked at if the left one is false",
    "XOr": "one and not the other",
    "Or": "one or both; the right side is not looked at if the left one is true",
    ":": "a value as a string, by a pattern; see `Text`",
}
PREFIX_MEANINGS = {"+": "nothing changed", "-": "negative", "Not": "the opposite"}

TEXT = """\
What stands in a field code, between `<$` and `$>`: a property such as `Contact.FirstName`, a custom
code declared by `field_code`, or operators and functions.

Objects are Contact, Agent, Interaction and CustomProperties (or Custom). Strings stand in double or
single quotes, in a structured message only in single ones; `\\n` is a line break. A value is a
number, a string, a date/time or a boolean, and none is converted without being asked. What is
missing makes the result missing, and the application's `missing_values` says what stands in its
place; `If` and `IsString` can ask before.

Operators bind as tightly as their level says, 1 the tightest; those of one level group from the
left, so `-2^2` is 4."""

EXAMPLE = """<$ If(IsString(Contact.Title), Contact.Title + " ", "") $><$Contact.LastName$>
<$CustomProperties.Total / 100 : "$#,##0.00"$>
<$ Now() + 2 : "EEEE, d MMMM" $>"""


def formula_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """The page of operators, then one for each function."""
    rows = (
        *(_row(each, f"{each.symbol} a", PREFIX_MEANINGS) for each in PREFIX_OPERATORS),
        *(_row(each, f"a {each.symbol} b", MEANINGS) for each in BINARY_OPERATORS),
    )
    sections = (("", TEXT), ("Example", EXAMPLE))
    yield ("formulas", "formula"), Page("formulas of field codes", sections, rows)
    for function in FUNCTIONS.values():
        yield (function.name,), _page(function)


def _row(operator: Operator, form: str, meanings: dict[str, str]) -> tuple[str, str, str]:
    prefix = meanings is PREFIX_MEANINGS
    others = [
        word
        for word, name in SYNONYMS.items()
        if name == operator.symbol.upper() and prefix is (word == "!")
    ]
    also = f"; also {', '.join(others)}" if others else ""
    return form, f"level {operator.level}{also}", meanings[operator.symbol]


def _page(function: Function) -> Page:
    rows = tuple(
        (parameter.name, _taken(parameter.kinds, optional=parameter.optional), parameter.meaning)
        for parameter in function.parameters
    )
    first, *rest = sections_of(function.doc)
    sections = (first, ("Result", _types(function.result)), *rest)
    return Page(f"field-code function {function.usage}", sections, rows)


def _taken(kinds: Kind, *, optional: bool) -> str:
    return f"{_types(kinds)}, optional" if optional else _types(kinds)


def _types(kinds: Kind) -> str:
    names = [name for kind, name in TYPE_NAMES.items() if kind & kinds]
    return "any type" if kinds == ANY else " or ".join(names)
