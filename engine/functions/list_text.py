"""`list_text`: a value of a list by its index."""

from engine.functions import pairs
from engine.functions.kind import Function, pure
from engine.values import Type


def list_text(index: int, text: str) -> str:
    """The value of the pair at an index of a list `key:value|key:value`; empty where there is none.

    Indexes count from 1.

    Example:
        >>> list_text(2, "gold:Ana|silver:Ben")
        'Ben'

    Genesys:
        `ListGetString` of IRD, as it is stated. In the form of it that Composer brings along only
        the first index works.
    """
    return pairs.at(text, index).value


FUNCTION = Function(
    name="list_text",
    parameters=(pairs.INDEX, pairs.LIST),
    result=Type.TEXT,
    evaluate=pure(list_text),
    doc=list_text.__doc__ or "",
    ird="ListGetString",
)
