"""`char_at`: one character of a text."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def char_at(text: str, index: int) -> str:
    """The character at an index of a text, the first one at 1; empty where there is none.

    Example:
        >>> char_at("abc", 1)
        'a'
        >>> char_at("abc", 4)
        ''

    Genesys:
        `StrGetChar` of IRD, as it is stated. The form of it that Composer brings along counts from
        0.
    """
    return text[index - 1 : index] if index > 0 else ""


FUNCTION = Function(
    name="char_at",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="index", type=Type.INTEGER, meaning="where, from 1"),
    ),
    result=Type.TEXT,
    evaluate=pure(char_at),
    doc=char_at.__doc__ or "",
    ird="StrGetChar",
)
