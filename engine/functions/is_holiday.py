"""`is_holiday`: whether a day is a holiday of a calendar."""

from engine.functions import zoned
from engine.functions.kind import Function, State
from engine.values import Time, Type


def is_holiday(state: State, calendar: str, at: Time) -> bool:
    """Whether the day of a time, of this instant if none is given, is a holiday of a calendar.

    The calendar's bare name is written; its zone says which day it is. A special day with hours of
    its own is no holiday.

    Example:
        greet: if(is_holiday(service)) { true -> wishes   false -> hello }

    Genesys:
        `IsSpecialDay` of IRD, for a statistical day without hours.
    """
    day = state.opening(calendar).special_day(at)
    return day is not None and day.holiday


FUNCTION = Function(
    name="is_holiday",
    parameters=(zoned.CALENDAR, zoned.AT),
    result=Type.FLAG,
    evaluate=is_holiday,
    doc=is_holiday.__doc__ or "",
)
