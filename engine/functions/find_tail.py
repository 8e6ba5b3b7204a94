"""`find_tail`: a text from where another one stands in it."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def find_tail(text: str, part: str) -> str:
    """A text from the first place on where a part of it stands; empty if it stands nowhere.

    An empty part stands at the beginning, as in C [inferred].

    Example:
        >>> find_tail("order A-1042", "A-")
        'A-1042'
        >>> find_tail("order A-1042", "B-")
        ''

    Genesys:
        `StrStr` of IRD, as it is stated. The form of it that Composer brings along reads the part
        as a pattern.
    """
    at = text.find(part)
    return text[at:] if at >= 0 else ""


FUNCTION = Function(
    name="find_tail",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="part", type=Type.TEXT, meaning="what is looked for"),
    ),
    result=Type.TEXT,
    evaluate=pure(find_tail),
    doc=find_tail.__doc__ or "",
    ird="StrStr",
)
