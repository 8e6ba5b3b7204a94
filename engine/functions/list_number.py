"""`list_number`: a value of a list by its index, as a number."""

from engine.functions import pairs
from engine.functions.kind import OVERFLOW, Function, pure
from engine.values import Type


def list_number(index: int, text: str) -> int:
    """The number at an index of a list `key:value|key:value`: the digits a value begins with.

    Indexes count from 1. It is 0 where there is no such pair, or no digit at its beginning. A
    number beyond the integers faults `overflow`.

    Example:
        >>> list_number(1, "gold:30s|silver:2")
        30
        >>> list_number(3, "gold:30s|silver:2")
        0

    Genesys:
        `ListGetInteger` of IRD, as it is stated. In the form of it that Composer brings along only
        the first index works.
    """
    return pairs.number(pairs.at(text, index).value)


FUNCTION = Function(
    name="list_number",
    parameters=(pairs.INDEX, pairs.LIST),
    result=Type.INTEGER,
    faults=frozenset({OVERFLOW}),
    evaluate=pure(list_number),
    doc=list_number.__doc__ or "",
    ird="ListGetInteger",
)
