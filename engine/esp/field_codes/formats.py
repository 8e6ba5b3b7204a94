"""Values as text: without a pattern, and by the patterns of `Text` and of the operator `:`.

In: a value, a pattern. Out: a text, or `Unfit`. Without a pattern a number shows no decimals, a
date/time is `1965-11-23 09:03:10` (docs.genesys.com, eServices, field codes, type conversion), a
boolean is `True` or `False`.

What patterns mean, apart from the letters of dates, is [inferred]: a number's is that of `numeric`,
a boolean's holds the texts for true and for false around `;`, a string's has one `@` where the
string is to stand.
"""

from decimal import Decimal

from engine.esp.field_codes import date_patterns, number_patterns
from engine.esp.field_codes.errors import Unfit, quoted
from engine.esp.field_codes.kinds import Kind, Known
from engine.values import Time

DATE_TIME = "yyyy-MM-dd HH:mm:ss"
PLACE = "@"
BETWEEN = ";"


def shown(value: Known) -> str:
    """A value without a pattern.

    >>> shown(Decimal("12.5")), shown(True), shown(Time(0))
    ('12', 'True', '1970-01-01 00:00:00')
    """
    match value:
        case str():
            return value
        case bool():
            return str(value)
        case Time():
            return date_patterns.formatted(value, DATE_TIME)
        case _:
            return number_patterns.without_decimals(value)


def formatted(value: Known, pattern: str) -> str:
    """A value by a pattern.

    >>> formatted(Decimal(2), "#.##"), formatted(True, "yes;no"), formatted("Ana", "<@>")
    ('2.00', 'yes', '<Ana>')
    """
    match value:
        case str():
            _check_string(pattern)
            return pattern.replace(PLACE, value)
        case bool():
            yes, no = _booleans(pattern)
            return yes if value else no
        case Time():
            return date_patterns.formatted(value, pattern)
        case Decimal():
            return number_patterns.formatted(value, pattern)


def check(kind: Kind, pattern: str) -> None:
    """Raises `Unfit` if the pattern cannot format a value of this one kind."""
    match kind:
        case Kind.STRING:
            _check_string(pattern)
        case Kind.BOOLEAN:
            _booleans(pattern)
        case Kind.TIME:
            date_patterns.read(pattern)
        case Kind.NUMBER:
            number_patterns.check(pattern)
        case _:
            return


def _check_string(pattern: str) -> None:
    if pattern.count(PLACE) != 1:
        message = f"the pattern {quoted(pattern)} of a string must have one `@`"
        raise Unfit(
            message,
            "`@` stands for the string",
        )


def _booleans(pattern: str) -> tuple[str, str]:
    parts = pattern.split(BETWEEN)
    if len(parts) != 2:
        message = f"the pattern {quoted(pattern)} of a boolean must have one `;`"
        raise Unfit(
            message,
            "write the texts for true and for false, for example `yes;no`",
        )
    return parts[0], parts[1]
