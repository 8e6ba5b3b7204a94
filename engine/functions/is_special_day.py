"""`is_special_day`: whether a day is a holiday or special day of a calendar."""

from engine.functions import zoned
from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Time, Type


def is_special_day(state: State, calendar: str, name: str, at: Time) -> bool:
    """Whether the day of a time is a holiday or special day of a calendar, or the one of a name.

    The calendar's bare name is written; its zone says which day it is. With an empty `name`, or
    without one, any holiday and any special day will do; a name that is known before a run has to
    be that of a day of the calendar. The time is this instant if none is given.

    Example:
        eve: if(is_special_day(service, "Christmas Eve")) { true -> wishes   false -> hello }

    Genesys:
        `IsSpecialDay` and `IsSpecialDayEx` of IRD with the statistical table and the statistical
        day. The zone is the calendar's, and with `is_open` the hours count too.
    """
    day = state.opening(calendar).special_day(at)
    return day is not None and name in ("", day.name)


FUNCTION = Function(
    name="is_special_day",
    parameters=(
        zoned.CALENDAR,
        FunctionParameter(
            name="name",
            type=Type.TEXT,
            default="",
            meaning="the day's name; empty for any",
            day_of=zoned.CALENDAR.name,
        ),
        zoned.AT,
    ),
    result=Type.FLAG,
    evaluate=is_special_day,
    doc=is_special_day.__doc__ or "",
    known_as=("IsSpecialDay", "IsSpecialDayEx"),
)
