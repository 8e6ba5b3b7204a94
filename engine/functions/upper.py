"""`upper`: a text in capital letters."""

from engine.functions.kind import TOO_LONG, Function, FunctionParameter, pure
from engine.values import Type


def upper(text: str) -> str:
    """A text with all its letters as capital ones, of any alphabet.

    Some letters become two, so that a text of the largest size faults `too_long`.

    Example:
        >>> upper("Gold")
        'GOLD'

    Genesys:
        `StrToUpper` of IRD.
    """
    return text.upper()


FUNCTION = Function(
    name="upper",
    parameters=(FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),),
    result=Type.TEXT,
    faults=frozenset({TOO_LONG}),
    evaluate=pure(upper),
    doc=upper.__doc__ or "",
    ird="StrToUpper",
)
