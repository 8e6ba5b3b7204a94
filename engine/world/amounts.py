"""Rates, shares, decimals and times of day, as simulated days are declared with them.

In: quantities as authors write them. Out: whole numbers, exact in millionths, or findings at their
places: E304 for what is no rate, E409 for one that is too high, E305 for what is no share.
"""

from dataclasses import dataclass

from engine.days import RATE_MAX
from engine.diagnostics import Findings, did_you_mean
from engine.shelf.constants import AN_AMOUNT, Amount, Constants, excerpt
from engine.spreads import MILLION
from engine.syntax import quantities
from engine.syntax.nodes import Chain, Expression, Group, Name, Prefixed, Quantity
from engine.syntax.quantities import Decimal, Percent, Rate
from engine.values import HOUR, Duration
from engine.world.names import Unnamed

RATE_TAKES = "a rate, for example `40/h`"
SHARE_TAKES = "a share, for example `30%`"
PERCENT = 100
"""Millionths of a per cent in a millionth."""
UNITS = ("d", "h", "m", "s", "ms", "us")


@dataclass(frozen=True)
class Hourly(Unnamed):
    """So many an hour, in millionths."""

    millionths: int

    def __str__(self) -> str:
        """As an author would write it.

        >>> str(Hourly(40_000_000)), str(Hourly(41_667))
        ('40/h', '1/d')
        """
        if self.millionths % MILLION == 0:
            return f"{self.millionths // MILLION}/h"
        return f"{(self.millionths * 24 + MILLION // 2) // MILLION}/d"


@dataclass(frozen=True)
class Share(Unnamed):
    """A part of a whole, in millionths."""

    millionths: int = 0

    def __str__(self) -> str:
        """As an author would write it.

        >>> str(Share(300_000)), str(Share(2_500)), str(Share())
        ('30%', '0.25%', '0%')
        """
        whole, rest = divmod(self.millionths, MILLION // 100)
        return f"{whole}.{f'{rest:04}'.rstrip('0')}%" if rest else f"{whole}%"


def read_rate(expression: Expression, constants: Constants, findings: Findings) -> Hourly | None:
    """A rate, rounded to millionths of an arrival an hour."""
    if isinstance(expression, Name):
        return _rate_of_name(expression, constants, findings)
    value, negative = signed(expression)
    if isinstance(value, Rate) and not negative:
        return _hourly(value, expression, findings)
    if value is None and not isinstance(expression, Quantity | Prefixed):
        message = f"{excerpt(expression)} is no rate: a rate is written with digits"
    elif negative:
        message = f"{excerpt(expression)} is less than 0"
    else:
        message = f"{excerpt(expression)} is no rate"
    if not (value is None and isinstance(expression, Quantity)):  # else the parser has said it
        findings.error("E304", expression.span, message, _rate_cure(expression, value))
    return None


def _hourly(rate: Rate, expression: Expression, findings: Findings) -> Hourly | None:
    millionths = (rate.count * HOUR * MILLION + int(rate.each) // 2) // int(rate.each)
    if millionths <= RATE_MAX:
        return Hourly(millionths)
    message = f"{excerpt(expression)} is more than {RATE_MAX // MILLION:,} an hour"
    findings.error("E409", expression.span, message, "fewer come in fact")
    return None


def _rate_of_name(name: Name, constants: Constants, findings: Findings) -> Hourly | None:
    """The rate that a parameter has."""
    found = constants.amounts.get(name.text)
    if isinstance(found, Rate):
        return _hourly(found, name, findings)
    _tell_no_amount("E304", name, Rate, constants, findings)
    return None


def _tell_no_amount(
    code: str, name: Name, wanted: type[Amount], constants: Constants, findings: Findings
) -> None:
    """What is wrong with a name that stands for no amount of a sort."""
    if name.text in constants.broken:
        return  # which has been said
    fitting = [each for each, value in constants.amounts.items() if isinstance(value, wanted)]
    known = {**constants.parameters, **constants.amounts}
    example = {Rate: "40/h", Percent: "30%"}[wanted]
    what = AN_AMOUNT[wanted].removeprefix("a ")
    cure = did_you_mean(name.text, fitting) or f"write for example `{example}`, or declare " + (
        f"`param {name.text} = {example}`" if name.text not in known else "a parameter that is one"
    )
    findings.error(code, name.span, f"`{name.text}` is no {what}", cure)


def _rate_cure(expression: Expression, value: object) -> str:
    match expression:
        case Chain(operands=(Quantity(text=count), Name(text=unit)), operators=(slash,)):
            if slash.text == "/" and unit in UNITS:
                return _smaller_unit(count, unit)
        case _:
            pass
    if type(value) is int:
        return f"write for what time: `{value}/h`, `{value}/m`, `{value}/s`"
    return "write for example `40/h`; `0/h` is nobody"


def _smaller_unit(count: str, unit: str) -> str:
    """How a rate with a fraction is written with whole numbers.

    >>> _smaller_unit("4.2", "m")
    'a rate has whole numbers: write `252/h`'
    """
    at = UNITS.index(unit)
    try:
        value = quantities.read(count)
    except ValueError:
        value = None
    millionths = value.millionths if isinstance(value, Decimal) else 0
    for longer in reversed(UNITS[: at + 1]):
        times = quantities.UNITS[longer] // quantities.UNITS[unit]
        if millionths and millionths * times % MILLION == 0:
            return f"a rate has whole numbers: write `{millionths * times // MILLION}/{longer}`"
    return f"a rate has whole numbers and no spaces: `40/{unit}`"


def read_share(expression: Expression, constants: Constants, findings: Findings) -> Share | None:
    """A share of one, exact."""
    value, negative = signed(expression)
    if isinstance(expression, Name):
        value = constants.amounts.get(expression.text)
        if not isinstance(value, Percent):
            _tell_no_amount("E305", expression, Percent, constants, findings)
            return None
    if value is None and isinstance(expression, Quantity):
        return None  # the parser has said it
    if not isinstance(value, Percent):
        cure = "write it in per cent, for example `30%`"
        if isinstance(value, Decimal) and not negative and value.millionths <= MILLION:
            cure = f"write `{Share(value.millionths)}`"
        elif type(value) is int and value <= 100:
            cure = f"write `{value}%`"
        findings.error("E305", expression.span, f"{excerpt(expression)} is no share", cure)
    elif negative or value.millionths > PERCENT * MILLION:
        message = f"{excerpt(expression)} is no share of a whole"
        findings.error("E305", expression.span, message, "shares go from `0%` to `100%`")
    elif value.millionths % PERCENT:
        message = f"{excerpt(expression)} is too fine"
        cure = "a share has at most four digits after the point"
        findings.error("E305", expression.span, message, cure)
    else:
        return Share(value.millionths // PERCENT)
    return None


def decimal_of(expression: Expression, constants: Constants) -> int | None:
    """A decimal, a whole number, or a parameter that is one, in millionths; None if it is none."""
    if isinstance(expression, Name):
        amount = constants.amounts.get(expression.text)
        value: object = constants.parameters.get(expression.text)
        if isinstance(amount, Decimal):
            return amount.millionths
        return value * MILLION if type(value) is int else None
    found, negative = signed(expression)
    sign = -1 if negative else 1
    if isinstance(found, Decimal):
        return sign * found.millionths
    return sign * found * MILLION if type(found) is int else None


def signed(expression: Expression) -> tuple[object, bool]:
    """What a quantity says, with or without a sign; None if it is none."""
    match expression:
        case Group(inner=inner):
            return signed(inner)
        case Prefixed(operator=sign, operand=Quantity() as inner) if sign.text == "-":
            return signed(inner)[0], True
        case Quantity(text=text):
            try:
                return quantities.read(text), False
            except ValueError:
                return None, False
        case _:
            return None, False


def time_of_day(text: str) -> int | None:
    """Microseconds since midnight of a text that is a time of day before 24:00.

    >>> time_of_day("08:30"), time_of_day("24:00"), time_of_day("8")
    (30600000000, None, None)
    """
    try:
        value = quantities.read(text)
    except ValueError:
        return None
    if isinstance(value, quantities.TimeOfDay) and value.since_midnight < Duration(24 * HOUR):
        return int(value.since_midnight)
    return None
