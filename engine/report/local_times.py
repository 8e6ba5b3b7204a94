"""Times of a simulated day as clocks of its zone show them.

In: microseconds from the start. Out: `09:00`, or `Tue 09:00` where the simulation is longer than a
day, or the date besides where it is longer than a week.
"""

from engine.calendars.zones import shown, zone
from engine.values import DAY

WEEK = 7 * DAY
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class LocalTimes:
    """The clock of one simulation.

    >>> nine = 8 * 3_600_000_000
    >>> day = LocalTimes(nine, "Europe/Berlin", DAY)
    >>> day.date(0), day.show(0), day.show(90 * 60_000_000)
    ('Thu 1970-01-01', '09:00', '10:30')
    >>> LocalTimes(nine, "UTC", 3 * DAY).show(DAY), LocalTimes(nine, "UTC", 8 * DAY).show(DAY)
    ('Fri 08:00', '1970-01-02 08:00')
    """

    def __init__(self, start_us: int, zone_name: str, length_us: int) -> None:
        self._start_us = start_us
        self._zone = zone(zone_name)
        self._length_us = length_us

    def date(self, time_us: int) -> str:
        """The day of the week and the date."""
        moment = shown(self._zone.clock(self._start_us + time_us))
        return f"{DAYS[moment.weekday()]} {moment.date()}"

    def show(self, time_us: int) -> str:
        """An instant, by the minute."""
        moment = shown(self._zone.clock(self._start_us + time_us))
        clock = f"{moment.hour:02}:{moment.minute:02}"
        if self._length_us <= DAY:
            return clock
        if self._length_us <= WEEK:
            return f"{DAYS[moment.weekday()]} {clock}"
        return f"{moment.date()} {clock}"
