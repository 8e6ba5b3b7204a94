"""`Abs`, `Ceil`, `Floor`.

In: a number. Out: a number. They are documented (docs.genesys.com, field codes, mathematical
functions).
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from engine.esp.field_codes.functions.kind import Function, Parameter, pure
from engine.esp.field_codes.kinds import Kind


def _ceil(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_CEILING)


def _floor(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_FLOOR)


def _function(name: str, evaluate: Callable[[Decimal], Decimal], doc: str) -> Function:
    return Function(
        name=name,
        parameters=(Parameter("number", Kind.NUMBER, "a number"),),
        result=Kind.NUMBER,
        evaluate=pure(evaluate),
        doc=doc,
    )


FUNCTIONS = (
    _function(
        "Abs",
        Decimal.copy_abs,
        """A number without its sign.

Example:
    Abs(-5)
    = 5
""",
    ),
    _function(
        "Ceil",
        _ceil,
        """The smallest whole number that is not less.

Example:
    Ceil(2.1)
    = 3
""",
    ),
    _function(
        "Floor",
        _floor,
        """The greatest whole number that is not more.

Example:
    Floor(-2.1)
    = -3
""",
    ),
)
