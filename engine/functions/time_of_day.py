"""`time_of_day`: the time of day in a time zone."""

from engine.functions import zoned
from engine.functions.kind import UNKNOWN_ZONE, Function, pure
from engine.values import Time, Type


def time_of_day(zone: str, at: Time) -> str:
    """The time that the clock of a time zone shows, as `hh:mm` from `00:00` to `23:59`.

    A zone that is known before a run is checked then; one from data that is none faults
    `unknown_zone`.

    Example:
        time_of_day("America/New_York", 2026-12-24T08:00)
        = "03:00"

    Genesys:
        `Time` and `TimeInZone` of IRD. `Time` is in the zone of the machine that URS runs on; here
        the zone is always written.
    """
    return f"{zoned.shown(zone, at):%H:%M}"


FUNCTION = Function(
    name="time_of_day",
    parameters=(zoned.ZONE, zoned.AT),
    result=Type.TEXT,
    faults=frozenset({UNKNOWN_ZONE}),
    evaluate=pure(time_of_day),
    doc=time_of_day.__doc__ or "",
    known_as=("Time", "TimeInZone"),
)
