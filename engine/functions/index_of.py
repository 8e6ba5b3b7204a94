"""`index_of`: where a text stands in another one."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def index_of(text: str, part: str, start: int = 1) -> int:
    """The index at which a part of a text begins, first from `start` on; 0 if there is none.

    Indexes count from 1; a `start` below that is 1. An empty part is nowhere [inferred].

    Example:
        >>> index_of("banana", "a")
        2
        >>> index_of("banana", "a", 3)
        4
        >>> index_of("banana", "x")
        0

    Genesys:
        `StrChar` of IRD, which looks for one character.
    """
    return text.find(part, max(start, 1) - 1) + 1 if part else 0


FUNCTION = Function(
    name="index_of",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="part", type=Type.TEXT, meaning="what is looked for"),
        FunctionParameter(
            name="start", type=Type.INTEGER, default=1, meaning="where the search begins, from 1"
        ),
    ),
    result=Type.INTEGER,
    evaluate=pure(index_of),
    doc=index_of.__doc__ or "",
    ird="StrChar",
)
