"""`text`: any value as text."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type, Value, show


def text(value: Value) -> str:
    """A value as text: a text stays as it is, all else is written as an author would write it.

    Example:
        >>> text(7)
        '7'
        >>> text("7")
        '7'

    Genesys:
        URS turns integers into text wherever text is needed; here it is asked for.
    """
    return value if isinstance(value, str) else show(value)


FUNCTION = Function(
    name="text",
    parameters=(FunctionParameter(name="value", type=Type.ANY, meaning="any value"),),
    result=Type.TEXT,
    evaluate=pure(text),
    doc=text.__doc__ or "",
)
