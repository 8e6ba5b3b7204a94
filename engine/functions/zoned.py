"""What the clock of a time zone shows: common to the functions of dates and times.

In: the name of a zone, and an instant. Out: the date and time there, or a fault. A zone that is
known before a run is looked up then, so that only one from data can fail.
"""

from datetime import datetime

from engine.calendars import zones
from engine.functions.kind import UNKNOWN_ZONE, FunctionFault, FunctionParameter, zone_problem
from engine.ops import Reading
from engine.values import Type

ZONE = FunctionParameter(
    name="zone",
    type=Type.TEXT,
    meaning='the time zone, for example `"Europe/Berlin"`',
    check=zone_problem,
    fault=UNKNOWN_ZONE,
)
AT = FunctionParameter(name="at", type=Type.TIME, reading=Reading.NOW, meaning="when")
CALENDAR = FunctionParameter(name="calendar", ref="calendar", meaning="a calendar")


def clock(zone: str, at: int) -> int:
    """What the clock shows, as microseconds since 1970 on it.

    >>> clock("Europe/Berlin", 0) // 3_600_000_000
    1
    """
    if zone not in zones.names():
        raise FunctionFault(UNKNOWN_ZONE)
    return zones.zone(zone).clock(at)


def shown(zone: str, at: int) -> datetime:
    """The same, taken apart."""
    return zones.shown(clock(zone, at))
