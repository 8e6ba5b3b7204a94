"""The operators of formulas: one table, from the tightest to the loosest.

In: nothing. Out: `BINARY` and `PREFIX` by what authors write. Operators, synonyms and levels are
documented (docs.genesys.com, eServices, field codes, operator precedence): a prefix binds tighter
than `^`, so `-2^2` is 4, and `Not` looser than a comparison. Operators of one level group from the
left. `+` joining strings, `+` and `-` moving dates by days, and types that must fit without being
converted are [inferred]. Strings are compared without regard to case, as documented; letters are
the same if their upper cases are, or the lower cases of these, as in Java [inferred].
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from engine.esp.field_codes import dates, formats, numbers
from engine.esp.field_codes.kinds import ANY, Kind, Known
from engine.values import DAY, Time

NUMBER, STRING, TIME, BOOLEAN = Kind.NUMBER, Kind.STRING, Kind.TIME, Kind.BOOLEAN


@dataclass(frozen=True, slots=True)
class Form:
    """Operands that an operator takes, and what it makes of them."""

    operands: tuple[Kind, ...]
    result: Kind
    evaluate: Callable[..., Known]


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator: how messages write it, its level (1 binds tightest), what it takes.

    `And` and `Or` have no forms: their right side is not looked at if the left one decides.
    """

    symbol: str
    level: int
    forms: tuple[Form, ...] = ()


def folded(text: str) -> str:
    """A text for comparing, character by character: each stays one.

    By way of the upper case, since several letters may share it: both small sigmas have one.

    >>> folded("Ana"), folded("STRASSE") == folded("straße"), len(folded("İ"))
    ('ana', False, 1)
    >>> folded("ΟΔΟΣ") == folded("οδος")
    True
    """
    if text.isascii():
        return text.lower()
    return "".join(_single(str.lower, _single(str.upper, character)) for character in text)


def _single(cased: Callable[[str], str], character: str) -> str:
    """A character in another case, itself where that is several."""
    found = cased(character)
    return found if len(found) == 1 else character


def _comparison(compare: Callable[[object, object], bool], *, ordered: bool) -> tuple[Form, ...]:
    def strings(left: str, right: str) -> bool:
        return compare(folded(left), folded(right))

    forms = (
        Form((NUMBER, NUMBER), BOOLEAN, compare),
        Form((STRING, STRING), BOOLEAN, strings),
        Form((TIME, TIME), BOOLEAN, compare),
    )
    return forms if ordered else (*forms, Form((BOOLEAN, BOOLEAN), BOOLEAN, compare))


def _same(value: Decimal) -> Decimal:
    return value


def _negated(value: Decimal) -> Decimal:
    return value.copy_negate() if value else value


def _joined(left: str, right: str) -> str:
    return left + right


def _days_later(time: Time, days: Decimal) -> Time:
    return dates.moved(time, days, DAY)


def _days_after(days: Decimal, time: Time) -> Time:
    return dates.moved(time, days, DAY)


def _days_earlier(time: Time, days: Decimal) -> Time:
    return dates.moved(time, days.copy_negate(), DAY)


def _less(left: object, right: object) -> bool:
    return bool(left < right)  # type: ignore[operator]


def _not_greater(left: object, right: object) -> bool:
    return bool(left <= right)  # type: ignore[operator]


def _greater(left: object, right: object) -> bool:
    return bool(left > right)  # type: ignore[operator]


def _not_less(left: object, right: object) -> bool:
    return bool(left >= right)  # type: ignore[operator]


def _equal(left: object, right: object) -> bool:
    return left == right


def _different(left: object, right: object) -> bool:
    return left != right


def _inverse(value: bool) -> bool:  # noqa: FBT001 - an operand
    return not value


PREFIX_OPERATORS = (
    Operator("+", 1, (Form((NUMBER,), NUMBER, _same),)),
    Operator("-", 1, (Form((NUMBER,), NUMBER, _negated),)),
    Operator("Not", 6, (Form((BOOLEAN,), BOOLEAN, _inverse),)),
)

AND = Operator("And", 7)
OR = Operator("Or", 9)

BINARY_OPERATORS = (
    Operator("^", 2, (Form((NUMBER, NUMBER), NUMBER, numbers.power),)),
    Operator("*", 3, (Form((NUMBER, NUMBER), NUMBER, numbers.multiply),)),
    Operator("/", 3, (Form((NUMBER, NUMBER), NUMBER, numbers.divide),)),
    Operator("Mod", 3, (Form((NUMBER, NUMBER), NUMBER, numbers.modulo),)),
    Operator(
        "+",
        4,
        (
            Form((NUMBER, NUMBER), NUMBER, numbers.add),
            Form((STRING, STRING), STRING, _joined),
            Form((TIME, NUMBER), TIME, _days_later),
            Form((NUMBER, TIME), TIME, _days_after),
        ),
    ),
    Operator(
        "-",
        4,
        (
            Form((NUMBER, NUMBER), NUMBER, numbers.subtract),
            Form((TIME, NUMBER), TIME, _days_earlier),
            Form((TIME, TIME), NUMBER, dates.days_between),
        ),
    ),
    Operator("<", 5, _comparison(_less, ordered=True)),
    Operator("<=", 5, _comparison(_not_greater, ordered=True)),
    Operator(">", 5, _comparison(_greater, ordered=True)),
    Operator(">=", 5, _comparison(_not_less, ordered=True)),
    Operator("=", 5, _comparison(_equal, ordered=False)),
    Operator("<>", 5, _comparison(_different, ordered=False)),
    AND,
    Operator("XOr", 8, (Form((BOOLEAN, BOOLEAN), BOOLEAN, _different),)),
    OR,
    Operator(":", 10, (Form((ANY, STRING), STRING, formats.formatted),)),
)

SYNONYMS: dict[str, str] = {
    "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "==": "=", "EQ": "=", "!=": "<>", "NE": "<>",
    "!": "NOT", "&&": "AND", "||": "OR",
}  # fmt: skip
"""Another way to write an operator, in upper case as the tables below: the case of an operator that
is a word does not count [inferred]."""


def _written(operators: tuple[Operator, ...]) -> dict[str, Operator]:
    table = {operator.symbol.upper(): operator for operator in operators}
    return table | {word: table[name] for word, name in SYNONYMS.items() if name in table}


PREFIX = _written(PREFIX_OPERATORS)
BINARY = _written(BINARY_OPERATORS)
WORDS = frozenset(word for word in (*PREFIX, *BINARY) if word.isalpha())
"""The operators that are words: no object, function or custom code in a formula is called so."""
