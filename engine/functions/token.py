"""`token`: one part of a text that separators cut."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def token(text: str, separators: str, number: int = 1) -> str:
    """One of the parts into which separators cut a text, the first one if no number is given.

    Each character of `separators` separates; parts are never empty, so several in a row count as
    one. Where there is no such part the result is empty.

    Example:
        >>> token("gold;silver bronze", "; ")
        'gold'
        >>> token("gold;silver bronze", "; ", 3)
        'bronze'
        >>> token("gold", ";", 2)
        ''

    Genesys:
        `StrAsciiTok` of IRD, which gives one part and sees every character of its set as a
        separator. Which one its third value picks is [inferred]. The form of it that Composer
        brings along gives a list, cut at all the characters in a row.
    """
    if not separators:
        return text if number == 1 else ""
    one = separators[0]
    cut = text.translate(dict.fromkeys(map(ord, separators), one))
    parts = [part for part in cut.split(one) if part]
    return parts[number - 1] if 0 < number <= len(parts) else ""


FUNCTION = Function(
    name="token",
    parameters=(
        FunctionParameter(name="text", type=Type.TEXT, meaning="the text"),
        FunctionParameter(name="separators", type=Type.TEXT, meaning="the characters that cut it"),
        FunctionParameter(
            name="number", type=Type.INTEGER, default=1, meaning="which part, from 1"
        ),
    ),
    result=Type.TEXT,
    evaluate=pure(token),
    doc=token.__doc__ or "",
    known_as=("StrAsciiTok",),
)
