"""`time_difference`: from one time of day to the next other one."""

from engine.functions.kind import OVERFLOW, Function, FunctionFault, FunctionParameter, pure
from engine.values import DAY, INTEGER_MAX, MILLISECOND, Type

DAY_MS = DAY // MILLISECOND


def time_difference(first: int, second: int) -> int:
    """How many milliseconds pass from one time of day to another, both as `ms_of_day` gives them.

    If the first is greater, the second is one of the next day: 24 hours are added. A result beyond
    the integers faults `overflow`.

    Example:
        >>> time_difference(28800000, 61200000)
        32400000
        >>> time_difference(79200000, 21600000)
        28800000

    Genesys:
        `TimeDifference` of IRD. Of two times, not times of day, the difference is `later - earlier`
        here.
    """
    found = second - first + (DAY_MS if first > second else 0)
    if abs(found) > INTEGER_MAX:
        raise FunctionFault(OVERFLOW)
    return found


FUNCTION = Function(
    name="time_difference",
    parameters=(
        FunctionParameter(name="first", type=Type.INTEGER, meaning="milliseconds since midnight"),
        FunctionParameter(name="second", type=Type.INTEGER, meaning="milliseconds since midnight"),
    ),
    result=Type.INTEGER,
    faults=frozenset({OVERFLOW}),
    evaluate=pure(time_difference),
    doc=time_difference.__doc__ or "",
    ird="TimeDifference",
)
