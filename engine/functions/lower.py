"""`lower`: a text in small letters."""

from engine.functions.kind import TOO_LONG, Function, FunctionParameter, pure
from engine.values import Type


def lower(text: str) -> str:
    """A text with all its letters as small ones, of any alphabet.

    Some letters become two, so that a text of the largest size faults `too_long`.

    Example:
        >>> lower("Gold")
        'gold'

    Genesys:
        `StrToLower` of IRD.
    """
    return text.lower()


FUNCTION = Function(
    name="lower",
    parameters=(FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),),
    result=Type.TEXT,
    faults=frozenset({TOO_LONG}),
    evaluate=pure(lower),
    doc=lower.__doc__ or "",
    ird="StrToLower",
)
