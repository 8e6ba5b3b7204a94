"""Arithmetic of formulas, and numbers read from text.

In: decimals. Out: decimals, or `Unfit`. A number has 28 significant digits and is rounded half to
even; its exponent is at most 999. The vendor's numbers are floating point and rounded only where
they are formatted; digits and limits are ours [inferred]. Nothing here depends on the machine:
each step is rounded correctly, also in `power`.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from engine.esp.field_codes.errors import Unfit
from engine.esp.field_codes.locales import Locale

DIGITS = 28
EXPONENT_MAX = 999
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]


def _context(digits: int) -> Context:
    return Context(
        prec=digits, rounding=ROUND_HALF_EVEN, Emin=-EXPONENT_MAX, Emax=EXPONENT_MAX, traps=_TRAPS
    )


_SHORT = _context(DIGITS)
_LONG = _context(2 * DIGITS)
"""For the steps of a power, whose result is rounded to `DIGITS` at its end."""

_WHOLE = _context(3 * EXPONENT_MAX)
"""For a quotient with all its digits before the point, which a remainder needs."""

ZERO = Decimal(0)
ONE = Decimal(1)


def number(text: str) -> Decimal:
    """The number that digits stand for, plain or scientific.

    >>> number("12.34e-2")
    Decimal('0.1234')
    """
    return _computed(_SHORT.create_decimal, text)


def add(left: Decimal, right: Decimal) -> Decimal:
    """The sum."""
    return _computed(_SHORT.add, left, right)


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """The difference."""
    return _computed(_SHORT.subtract, left, right)


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """The product."""
    return _computed(_SHORT.multiply, left, right)


def divide(left: Decimal, right: Decimal) -> Decimal:
    """The quotient."""
    if right == ZERO:
        raise Unfit("division by zero")
    return _computed(_SHORT.divide, left, right)


def modulo(left: Decimal, right: Decimal) -> Decimal:
    """The remainder, with the sign of the left number [inferred].

    >>> modulo(Decimal(14), Decimal(5)), modulo(Decimal(-14), Decimal(5))
    (Decimal('4'), Decimal('-4'))
    """
    if right == ZERO:
        raise Unfit("division by zero")
    return _computed(_remainder, left, right)


def _remainder(left: Decimal, right: Decimal) -> Decimal:
    return _SHORT.plus(_WHOLE.remainder(left, right))


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power; `0 ^ 0` is 1 [inferred].

    >>> power(Decimal(2), Decimal(3)), power(Decimal(4), Decimal("0.5")) == 2
    (Decimal('8'), True)
    """
    if base == ZERO and exponent < ZERO:
        raise Unfit("division by zero")
    if base == ONE or exponent == ZERO:
        return ONE
    if base == ZERO:
        return ZERO
    if is_whole(exponent):
        return _computed(_whole_power, base, exponent)
    if base < ZERO:
        raise Unfit("a negative number has only whole powers")
    return _computed(_real_power, base, exponent)


def _whole_power(base: Decimal, exponent: Decimal) -> Decimal:
    """By squaring: as many steps as the exponent has binary digits."""
    if exponent < ZERO:
        base, exponent = _LONG.divide(ONE, base), exponent.copy_negate()
    result, rest = ONE, int(exponent)
    while rest:
        if rest & 1:
            result = _LONG.multiply(result, base)
        rest >>= 1
        if result == ZERO:
            break
        if rest:
            base = _LONG.multiply(base, base)
    return _SHORT.plus(result)


def _real_power(base: Decimal, exponent: Decimal) -> Decimal:
    return _SHORT.plus(_LONG.exp(_LONG.multiply(exponent, _LONG.ln(base))))


def is_whole(value: Decimal) -> bool:
    """Whether a number has no fraction."""
    return value == value.to_integral_value()


def whole(value: Decimal, what: str) -> int:
    """A number as an integer of moderate size; `Unfit` if it is none. `what` names it."""
    if not is_whole(value):
        message = f"{what} must be a whole number, and is {plain(value)}"
        raise Unfit(message)
    if value.adjusted() >= DIGITS:
        message = f"{what} is too large"
        raise Unfit(message)
    return int(value)


def plain(value: Decimal) -> str:
    """A number for messages.

    >>> plain(Decimal("2.50")), plain(Decimal("1E+3")), plain(Decimal("1E+40"))
    ('2.5', '1000', '1E+40')
    """
    short = value.normalize(_SHORT)
    return f"{short:f}" if abs(short.adjusted()) < DIGITS else str(short)


def prefix_number(text: str, locale: Locale) -> Decimal:
    """The number that a text begins with; 0 if it begins with none (docs.genesys.com, `Num`).

    White space before it and groups of three digits are passed over [inferred].
    """
    found = locale.number.match(text)
    if found is None or not (found["whole"] or found["fraction"]):
        return ZERO
    digits = "".join(c for c in found["whole"] if c.isdigit())
    return number(f"{found['sign']}{digits}.{found['fraction'] or ''}{found['exponent'] or ''}")


def _computed(operation: Callable[..., Decimal], *operands: object) -> Decimal:
    try:
        return operation(*operands)
    except Overflow as error:
        raise Unfit("the result is too large") from error
    except (InvalidOperation, DivisionByZero) as error:
        raise Unfit("there is no such number") from error
