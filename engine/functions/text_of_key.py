"""`text_of_key`: a value of a list by its key."""

from engine.functions import pairs
from engine.functions.kind import Function, pure
from engine.values import Type


def text_of_key(key: str, text: str) -> str:
    """The value of a key in a list `key:value|key:value`; empty if the key is not there.

    The key is exactly this one; of pairs with the same key the first counts.

    Example:
        >>> text_of_key("silver", "gold:Ana|silver:Ben|silver:Cleo")
        'Ben'

    Genesys:
        `GetStringKey` of IRD, as it is stated. The form of it that Composer brings along takes any
        key that the pattern fits.
    """
    return pairs.of_key(text, key).value


FUNCTION = Function(
    name="text_of_key",
    parameters=(pairs.KEY, pairs.LIST),
    result=Type.TEXT,
    evaluate=pure(text_of_key),
    doc=text_of_key.__doc__ or "",
    ird="GetStringKey",
)
