"""`day`: the day of the week in a time zone."""

from engine.functions import zoned
from engine.functions.kind import UNKNOWN_ZONE, Function, pure
from engine.values import Time, Type


def day(zone: str, at: Time) -> int:
    """The day of the week that a time has in a time zone: 0 is Sunday, 6 is Saturday.

    A zone that is known before a run is checked then; one from data that is none faults
    `unknown_zone`.

    Example:
        day("America/New_York", 2026-12-24T08:00)
        = 4

    Genesys:
        `Day` and `DayInZone` of IRD. `Day` is in the zone of the machine that URS runs on; here the
        zone is always written.
    """
    return zoned.shown(zone, at).isoweekday() % 7


FUNCTION = Function(
    name="day",
    parameters=(zoned.ZONE, zoned.AT),
    result=Type.INTEGER,
    faults=frozenset({UNKNOWN_ZONE}),
    evaluate=pure(day),
    doc=day.__doc__ or "",
    known_as=("Day", "DayInZone"),
)
