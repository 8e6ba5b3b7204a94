"""`e164`: a phone number in the form in which servers exchange it."""

from engine import phone
from engine.functions.kind import (
    BAD_NUMBER,
    Function,
    FunctionFault,
    FunctionParameter,
    pure,
    region_problem,
)
from engine.values import Type


def e164(text: str, region: str) -> str:
    """A phone number in E.164: a plus sign, the country code and the number, digits only.

    `region` is the country, as two letters, whose national notation is assumed where the text has
    no country code; it is always written, so that no default is silent. A text that is no valid
    number faults `bad_number`.

    Example:
        >>> e164("(415) 555-2671", "US")
        '+14155552671'
        >>> e164("+49 30 901820", "US")
        '+4930901820'

    Genesys:
        URS passes ANI on as it came. WhatsApp needs the country code: without it a number is
        another number, or none.
    """
    found = phone.e164(text, region)
    if found is None:
        raise FunctionFault(BAD_NUMBER)
    return found


FUNCTION = Function(
    name="e164",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the number as it came"),
        FunctionParameter(
            name="region",
            type=Type.TEXT,
            meaning="the country, for example `US`",
            check=region_problem,
        ),
    ),
    result=Type.TEXT,
    faults=frozenset({BAD_NUMBER}),
    evaluate=pure(e164),
    doc=e164.__doc__ or "",
)
