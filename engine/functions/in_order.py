"""`in_order`: some of a list's members, in their order."""

from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Pool, Type, Value


def in_order(members: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
    """Whether a list has these members in this order; there may be others between them.

    Only claims of tests can ask for it.

    Example:
        >>> in_order(("a", "b", "c"), ("a", "c"))
        True
        >>> in_order(("a", "b", "c"), ("c", "a"))
        False

    Genesys:
        There is none; it is for reading a run's path.
    """
    # Equal in the language are values with equal integers: to Python 1 is True.
    pool = Pool()
    left = iter([pool.encode(member) for member in members])
    return all(pool.encode(member) in left for member in wanted)


FUNCTION = Function(
    name="in_order",
    parameters=(
        FunctionParameter(name="members", type=Type.LIST, meaning="the list"),
        FunctionParameter(name="wanted", type=Type.LIST, meaning="what it has, in this order"),
    ),
    result=Type.FLAG,
    evaluate=pure(in_order),
    doc=in_order.__doc__ or "",
    of_tests=True,
)
