"""`text_length`: how long a text is."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def text_length(text: str) -> int:
    """How many characters a text has.

    Example:
        >>> text_length("Ana")
        3

    Genesys:
        `StrLen` of IRD.
    """
    return len(text)


FUNCTION = Function(
    name="text_length",
    parameters=(FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),),
    result=Type.INTEGER,
    evaluate=pure(text_length),
    doc=text_length.__doc__ or "",
    ird="StrLen",
)
