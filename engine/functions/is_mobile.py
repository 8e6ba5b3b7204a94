"""`is_mobile`: whether a message can be expected to reach a phone number."""

from engine import phone
from engine.functions.kind import (
    Function,
    FunctionParameter,
    optional_region_problem,
    pure,
)
from engine.values import Type


def is_mobile(text: str, region: str = "") -> bool:
    """Whether a text is the number of a mobile phone.

    Where numbers do not tell mobile from fixed lines, as in the United States, a number that may be
    mobile counts. `region` is the country whose national notation is assumed; without it only
    numbers with a country code are read. A text that is no valid number is not mobile; there is no
    fault.

    Example:
        >>> is_mobile("0172 1234567", "DE")
        True
        >>> is_mobile("+49 30 901820")
        False

    Genesys:
        IRD has no such function; strategies keep tables of prefixes for it.
    """
    return phone.is_mobile(text, region or None)


FUNCTION = Function(
    name="is_mobile",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the number as it came"),
        FunctionParameter(
            name="region",
            type=Type.TEXT,
            default="",
            meaning="the country, for example `US`",
            check=optional_region_problem,
        ),
    ),
    result=Type.FLAG,
    evaluate=pure(is_mobile),
    doc=is_mobile.__doc__ or "",
)
