"""`list_size`: how many pairs a list has."""

from engine.functions import pairs
from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def list_size(text: str, skip_empty: bool = False) -> int:  # noqa: FBT001, FBT002 - as written
    """How many pairs a list `key:value|key:value` has; none in an empty text.

    With `skip_empty` pairs that are empty texts do not count.

    Example:
        >>> list_size("gold:3|silver:2")
        2
        >>> list_size("gold:3||silver:2")
        3

    Genesys:
        `ListGetSize` of IRD. That an empty text has no pair is [inferred].
    """
    found = pairs.pairs_of(text)
    return sum(bool(pair.text) for pair in found) if skip_empty else len(found)


FUNCTION = Function(
    name="list_size",
    parameters=(
        pairs.LIST,
        FunctionParameter(
            name="skip_empty",
            type=Type.FLAG,
            default=False,
            meaning="whether pairs that are empty texts are left out",
        ),
    ),
    result=Type.INTEGER,
    evaluate=pure(list_size),
    doc=list_size.__doc__ or "",
    known_as=("ListGetSize",),
)
