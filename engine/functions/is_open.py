"""`is_open`: whether a calendar is open."""

from engine.functions import zoned
from engine.functions.kind import Function, State
from engine.values import Time, Type


def is_open(state: State, calendar: str, at: Time) -> bool:
    """Whether a calendar is open at a time, at this instant if none is given.

    The calendar's bare name is written. It is open from the first instant of a period on and no
    longer at the last one.

    Example:
        late: if(is_open(service)) { true -> team   false -> sorry }
        soon: if(is_open(service, now + 30m)) { true -> wait_a_little   false -> sorry }

    Genesys:
        The comparison of `Date`, `Day` and `Time` with what is stored, as a strategy of IRD does it
        by its segmentation objects.
    """
    return state.opening(calendar).is_open(at)


FUNCTION = Function(
    name="is_open",
    parameters=(zoned.CALENDAR, zoned.AT),
    result=Type.FLAG,
    evaluate=is_open,
    doc=is_open.__doc__ or "",
)
