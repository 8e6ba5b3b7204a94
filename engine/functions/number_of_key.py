"""`number_of_key`: a value of a list by its key, as a number."""

from engine.functions import pairs
from engine.functions.kind import OVERFLOW, Function, pure
from engine.values import Type


def number_of_key(key: str, text: str) -> int:
    """The number of a key in a list `key:value|key:value`: the digits that the value begins with.

    It is 0 if the key is not there, or if its value does not begin with a digit. The key is exactly
    this one; of pairs with the same key the first counts. A number beyond the integers faults
    `overflow`.

    Example:
        >>> number_of_key("gold", "gold:3 agents|silver:2")
        3
        >>> number_of_key("go", "gold:3 agents|silver:2")
        0

    Genesys:
        `GetIntegerKey` of IRD, as it is stated. The form of it that Composer brings along takes any
        key that the pattern fits.
    """
    return pairs.number(pairs.of_key(text, key).value)


FUNCTION = Function(
    name="number_of_key",
    parameters=(pairs.KEY, pairs.LIST),
    result=Type.INTEGER,
    faults=frozenset({OVERFLOW}),
    evaluate=pure(number_of_key),
    doc=number_of_key.__doc__ or "",
    ird="GetIntegerKey",
)
