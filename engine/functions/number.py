"""`number`: the integer that a text spells."""

import re

from engine.functions.kind import BAD_NUMBER, Function, FunctionFault, FunctionParameter, pure
from engine.values import INTEGER_MAX, Type

_SPELLED = re.compile(r"(-?)0*([0-9]{1,16})", re.ASCII)


def number(text: str) -> int:
    """The integer that a text spells: digits 0 to 9, with a minus sign before them or not.

    Anything else faults `bad_number`: spaces, a plus sign, separators, other scripts' digits, an
    empty text, an integer beyond 2^53 - 1.

    Example:
        >>> number("007")
        7
        >>> number("-12")
        -12

    Genesys:
        URS reads the digits that a text begins with and takes 0 where there are none, so a mistyped
        entry looks like a zero [inferred].
    """
    spelled = _SPELLED.fullmatch(text)
    if spelled is None or int(spelled[2]) > INTEGER_MAX:
        raise FunctionFault(BAD_NUMBER)
    return int(spelled[1] + spelled[2])


FUNCTION = Function(
    name="number",
    parameters=(FunctionParameter(name="text", type=Type.TEXT, meaning="the digits"),),
    result=Type.INTEGER,
    faults=frozenset({BAD_NUMBER}),
    evaluate=pure(number),
    doc=number.__doc__ or "",
)
