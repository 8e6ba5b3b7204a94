"""`index_of_any`: where one of several characters stands in a text."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def index_of_any(text: str, characters: str, start: int = 1) -> int:
    """The index of the first of some characters in a text, from `start` on; 0 if there is none.

    Any one of `characters` will do. Indexes count from 1; a `start` below that is 1.

    Example:
        >>> index_of_any("415-555 2671", "- ")
        4
        >>> index_of_any("415-555 2671", "- ", 5)
        8

    Genesys:
        `StrAsciiBreak` of IRD, as it is stated. The form of it that Composer brings along looks for
        all the characters in a row.
    """
    wanted = frozenset(characters)
    first = max(start, 1)
    return next((at for at, each in enumerate(text[first - 1 :], first) if each in wanted), 0)


FUNCTION = Function(
    name="index_of_any",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="characters", type=Type.TEXT, meaning="what is looked for"),
        FunctionParameter(
            name="start", type=Type.INTEGER, default=1, meaning="where the search begins, from 1"
        ),
    ),
    result=Type.INTEGER,
    evaluate=pure(index_of_any),
    doc=index_of_any.__doc__ or "",
    ird="StrAsciiBreak",
)
