"""`replace`: a text with other words in it."""

from engine.functions.kind import TOO_LONG, Function, FunctionFault, FunctionParameter, pure
from engine.limits import LIMITS
from engine.values import Type


def replace(text: str, old: str, new: str) -> str:
    """A text in which another one stands for a part of it, wherever that part stood.

    It is read from left to right; what has been put in is not read again. An empty part stands
    nowhere. A text that becomes too long faults `too_long`.

    Example:
        >>> replace("415-555-2671", "-", "")
        '4155552671'

    Genesys:
        `StrReplace` of IRD, as it is stated. The form of it that Composer brings along replaces the
        first one only.
    """
    if not old:
        return text
    # Known before it is made: it could be a thousand times what a text may be.
    if len(text) + text.count(old) * (len(new) - len(old)) > LIMITS.text_chars:
        raise FunctionFault(TOO_LONG)
    return text.replace(old, new)


FUNCTION = Function(
    name="replace",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="old", type=Type.TEXT, meaning="what is replaced"),
        FunctionParameter(name="new", type=Type.TEXT, meaning="what stands for it"),
    ),
    result=Type.TEXT,
    faults=frozenset({TOO_LONG}),
    evaluate=pure(replace),
    doc=replace.__doc__ or "",
    ird="StrReplace",
)
