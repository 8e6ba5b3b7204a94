"""`in_any_order`: the same members, whatever their order."""

from collections import Counter

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Pool, Type, Value


def in_any_order(members: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
    """Whether two lists have the same members, each as often, in any order.

    Only claims of tests can ask for it.

    Example:
        >>> in_any_order(("a", "b", "a"), ("b", "a", "a"))
        True
        >>> in_any_order(("a", "b"), ("a", "a", "b"))
        False

    Genesys:
        There is none; it is for reading what a run did.
    """
    # Equal in the language are values with equal integers: to Python 1 is True.
    pool = Pool()
    return Counter(map(pool.encode, members)) == Counter(map(pool.encode, wanted))


FUNCTION = Function(
    name="in_any_order",
    parameters=(
        FunctionParameter(name="members", type=Type.LIST, meaning="a list"),
        FunctionParameter(name="wanted", type=Type.LIST, meaning="what it has"),
    ),
    result=Type.FLAG,
    evaluate=pure(in_any_order),
    doc=in_any_order.__doc__ or "",
    of_tests=True,
)
