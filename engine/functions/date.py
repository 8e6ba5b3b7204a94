"""`date`: the date in a time zone."""

from engine.functions import zoned
from engine.functions.kind import UNKNOWN_ZONE, Function, pure
from engine.values import Time, Type


def date(zone: str, at: Time) -> str:
    """The date that a time has in a time zone, as `MM/DD/YYYY`.

    A zone that is known before a run is checked then; one from data that is none faults
    `unknown_zone`.

    Example:
        date("America/New_York", 2026-12-24T08:00)
        = "12/24/2026"

    Genesys:
        `Date` and `DateInZone` of IRD. `Date` is in the zone of the machine that URS runs on; here
        the zone is always written.
    """
    return f"{zoned.shown(zone, at):%m/%d}/{zoned.shown(zone, at).year:04}"


FUNCTION = Function(
    name="date",
    parameters=(zoned.ZONE, zoned.AT),
    result=Type.TEXT,
    faults=frozenset({UNKNOWN_ZONE}),
    evaluate=pure(date),
    doc=date.__doc__ or "",
    known_as=("Date", "DateInZone"),
)
