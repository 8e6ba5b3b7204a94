"""`list_min`: the pairs of a list with the smallest value."""

from engine.functions import pairs
from engine.functions.kind import Function, pure
from engine.values import Type


def list_min(text: str) -> str:
    """The pairs of a list `key:value|key:value` whose value is the smallest, as such a list.

    Values are numbers: the digits that they begin with, 0 where there are none. The pairs keep
    their order. An empty list has none.

    Example:
        >>> list_min("gold:3|silver:12|bronze:3|iron:12")
        'gold:3|bronze:3'

    Genesys:
        `GetMinSubList` of IRD, as it is stated. The form of it that Composer brings along
        gives the largest ones.
    """
    found = pairs.pairs_of(text)
    best = min((pairs.size(pair.value) for pair in found), default=None)
    chosen = [pair.text for pair in found if pairs.size(pair.value) == best]
    return pairs.BETWEEN.join(chosen)


FUNCTION = Function(
    name="list_min",
    parameters=(pairs.LIST,),
    result=Type.TEXT,
    evaluate=pure(list_min),
    doc=list_min.__doc__ or "",
    ird="GetMinSubList",
)
