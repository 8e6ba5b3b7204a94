"""`list_key`: a key of a list by its index."""

from engine.functions import pairs
from engine.functions.kind import Function, pure
from engine.values import Type


def list_key(index: int, text: str) -> str:
    """The key of the pair at an index of a list `key:value|key:value`; empty where there is none.

    Indexes count from 1.

    Example:
        >>> list_key(2, "gold:3|silver:2")
        'silver'

    Genesys:
        `ListGetKey` of IRD.
    """
    return pairs.at(text, index).key


FUNCTION = Function(
    name="list_key",
    parameters=(pairs.INDEX, pairs.LIST),
    result=Type.TEXT,
    evaluate=pure(list_key),
    doc=list_key.__doc__ or "",
    ird="ListGetKey",
)
