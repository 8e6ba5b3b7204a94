"""`time`: the time that a text spells."""

import re
from datetime import UTC, datetime

from engine.functions.kind import BAD_TIME, Function, FunctionFault, FunctionParameter, pure
from engine.values import INTEGER_MAX, Time, Type

_SPELLED = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", re.ASCII
)


def time(text: str) -> Time:
    """The time that a text spells: `YYYY-MM-DDThh:mm:ssZ`, in UTC.

    Anything else faults `bad_time`: another form, a day that is not in the calendar, a time beyond
    the times of the language.

    Example:
        time("2026-12-24T08:00:00Z")
        = 2026-12-24T08:00:00Z

    Genesys:
        `UTCFromString` of IRD, which gives seconds since 1970: `(time(t) - 1970-01-01) / 1s`.
    """
    spelled = _SPELLED.fullmatch(text)
    if spelled is None:
        raise FunctionFault(BAD_TIME)
    try:
        found = Time.of(datetime(*map(int, spelled.groups()), tzinfo=UTC))  # type: ignore[misc, arg-type]
    except ValueError:
        raise FunctionFault(BAD_TIME) from None
    if abs(found) > INTEGER_MAX:
        raise FunctionFault(BAD_TIME)
    return found


FUNCTION = Function(
    name="time",
    parameters=(FunctionParameter(name="text", type=Type.TEXT, meaning="the date and time"),),
    result=Type.TIME,
    faults=frozenset({BAD_TIME}),
    evaluate=pure(time),
    doc=time.__doc__ or "",
    known_as=("UTCFromString",),
)
