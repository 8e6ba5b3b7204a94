"""`substring`: a part of a text by its indexes."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def substring(text: str, first: int, last: int) -> str:
    """The characters of a text from one index to another, both included; the first one is at 1.

    A `first` below 1 is 1, a `last` beyond the end is the end. A part that ends before it begins is
    empty.

    Example:
        >>> substring("4155552671", 1, 3)
        '415'
        >>> substring("4155552671", 4, 100)
        '5552671'

    Genesys:
        `StrSub` of IRD, as it is stated. The form of it that Composer brings along counts from 0
        and leaves out the last character.
    """
    return text[max(first, 1) - 1 : max(last, 0)]


FUNCTION = Function(
    name="substring",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="first", type=Type.INTEGER, meaning="where it begins, from 1"),
        FunctionParameter(name="last", type=Type.INTEGER, meaning="where it ends, included"),
    ),
    result=Type.TEXT,
    evaluate=pure(substring),
    doc=substring.__doc__ or "",
    ird="StrSub",
)
