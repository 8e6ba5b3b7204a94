"""`ms_of_day`: milliseconds since midnight in a time zone."""

from engine.calendars import zones
from engine.functions import zoned
from engine.functions.kind import UNKNOWN_ZONE, Function, pure
from engine.values import MILLISECOND, Time, Type


def ms_of_day(zone: str, at: Time) -> int:
    """How many milliseconds the clock of a time zone shows since its midnight.

    It is what the clock shows, not what has passed: on a day on which the clock goes forward the
    two differ. A zone that is known before a run is checked then; one from data that is none faults
    `unknown_zone`.

    Example:
        ms_of_day("America/New_York", 2026-12-24T08:00)
        = 10800000

    Genesys:
        `TimeStamp` of IRD, which is in the zone of the machine that URS runs on; here the zone is
        always written.
    """
    return zones.since_midnight(zoned.clock(zone, at)) // MILLISECOND


FUNCTION = Function(
    name="ms_of_day",
    parameters=(zoned.ZONE, zoned.AT),
    result=Type.INTEGER,
    faults=frozenset({UNKNOWN_ZONE}),
    evaluate=pure(ms_of_day),
    doc=ms_of_day.__doc__ or "",
    known_as=("TimeStamp",),
)
