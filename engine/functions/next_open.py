"""`next_open`: when a calendar is open again."""

from dataclasses import replace

from engine.functions import zoned
from engine.functions.kind import NEVER_OPEN, OVERFLOW, Function, FunctionFault, State
from engine.values import Time, Type


def next_open(state: State, calendar: str, at: Time) -> Time:
    """The first time at which a calendar is open, from a time on, or from this instant.

    While it is open that is the time itself. The calendar's bare name is written. How long that is
    from now on is `next_open(service) - now`. A calendar that will not be open any more faults
    `never_open`; one that has hours for a day of the week, or for a date of every year, always
    opens again.

    Example:
        wait_for_it: queue(night) { not_before = next_open(service) - now }
        say: log("we open at " + time_of_day("Europe/Berlin", next_open(service)))

    Genesys:
        There is none: strategies work it out from what is stored, or say it in a text.
    """
    opening = state.opening(calendar)
    found = opening.next_open(at)
    if found is None:
        raise FunctionFault(OVERFLOW if opening.reopens else NEVER_OPEN)
    return Time(found)


FUNCTION = Function(
    name="next_open",
    parameters=(replace(zoned.CALENDAR, fault=NEVER_OPEN), zoned.AT),
    result=Type.TIME,
    faults=frozenset({NEVER_OPEN, OVERFLOW}),
    evaluate=next_open,
    doc=next_open.__doc__ or "",
)
