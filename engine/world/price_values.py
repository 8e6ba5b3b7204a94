"""Prices, as authors write them.

In: `0.07`, `28`, `{ voice: 0.02 }`. Out: whole millionths of the author's unit, or findings at
their places: E232 for a price that is none, E231 and E210 for the keys of a map.
"""

from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.shelf.constants import Constants, excerpt
from engine.spreads import MILLION
from engine.syntax.nodes import Expression, Map, Name, Quantity
from engine.world.amounts import decimal_of, signed
from engine.world.names import Unnamed
from engine.world.spread_values import by_media

PRICE_TAKES = "a price, for example `0.07`"
MINUTE_TAKES = "a price, for example `0.02`, or a map of prices by media"
PRICE_MAX = 1_000_000_000 * MILLION
"""More than a milliard of anybody's unit for one of a thing is not meant."""


@dataclass(frozen=True)
class Price(Unnamed):
    """What one of a thing costs, in millionths of the author's unit."""

    millionths: int

    def __str__(self) -> str:
        """As an author would write it.

        >>> str(Price(28_000_000)), str(Price(70_000))
        ('28', '0.07')
        """
        whole, rest = divmod(self.millionths, MILLION)
        return f"{whole}.{f'{rest:06}'.rstrip('0')}" if rest else str(whole)


@dataclass(frozen=True)
class ByFamily(Unnamed):
    """A price for each family of media, None where there is none."""

    each: tuple[int | None, int | None, int | None] = (None, None, None)

    def __str__(self) -> str:
        """Nothing: there is none by default."""
        return ""


def read_price(expression: Expression, constants: Constants, findings: Findings) -> Price | None:
    """A price; one of 0 is for nothing."""
    found = decimal_of(expression, constants)
    if found is None:
        if not _said(expression, constants):
            cure = "write a number without its unit, for example `0.07`: the unit is `currency`"
            findings.error("E232", expression.span, f"{excerpt(expression)} is no price", cure)
        return None
    if not 0 <= found <= PRICE_MAX:
        message = f"{excerpt(expression)} is no price"
        cure = f"a price goes from 0 to {PRICE_MAX // MILLION:,}"
        findings.error("E232", expression.span, message, cure)
        return None
    return Price(found)


def _said(expression: Expression, constants: Constants) -> bool:
    """Whether something has been said of the expression before."""
    if isinstance(expression, Name):
        return expression.text in constants.broken
    return isinstance(expression, Quantity) and signed(expression)[0] is None


def read_minutes(
    expression: Expression, constants: Constants, findings: Findings
) -> ByFamily | None:
    """A price for a minute of all media, or of some of them."""
    if not isinstance(expression, Map):
        price = read_price(expression, constants, findings)
        return None if price is None else ByFamily((price.millionths,) * 3)

    def read(value: Expression) -> int | None:
        price = read_price(value, constants, findings)
        return None if price is None else price.millionths

    each = by_media(expression, read, findings)
    return None if each is None else ByFamily(each)
