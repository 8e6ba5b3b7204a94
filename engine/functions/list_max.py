"""`list_max`: the pairs of a list with the largest value."""

from engine.functions import pairs
from engine.functions.kind import Function, pure
from engine.values import Type


def list_max(text: str) -> str:
    """The pairs of a list `key:value|key:value` whose value is the largest, as such a list.

    Values are numbers: the digits that they begin with, 0 where there are none. The pairs keep
    their order. An empty list has none.

    Example:
        >>> list_max("gold:3|silver:12|bronze:3|iron:12")
        'silver:12|iron:12'

    Genesys:
        `GetMaxSubList` of IRD, as it is stated. The form of it that Composer brings along
        runs the pairs together without a sign between them.
    """
    found = pairs.pairs_of(text)
    best = max((pairs.size(pair.value) for pair in found), default=None)
    chosen = [pair.text for pair in found if pairs.size(pair.value) == best]
    return pairs.BETWEEN.join(chosen)


FUNCTION = Function(
    name="list_max",
    parameters=(pairs.LIST,),
    result=Type.TEXT,
    evaluate=pure(list_max),
    doc=list_max.__doc__ or "",
    ird="GetMaxSubList",
)
