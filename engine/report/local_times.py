"""Times of a simulated day as clocks of its zone show them.

In: microseconds from the start. Out: `09:00`, or `Tue 09:00` where the simulation is longer than a
day, or the date besides where it is longer than a week; with the seconds where there are
any, and with the distance from UTC where clocks are put forward or back meanwhile: `02:00+01:00`.
"""

from engine.calendars.zones import shown, zone
from engine.values import DAY, MINUTE

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
    >>> LocalTimes(nine, "UTC", DAY, 30_000_000).show(90_000_000)
    '08:01:30'
    """

    def __init__(
        self, start_us: int, zone_name: str, length_us: int, step_us: int = MINUTE
    ) -> None:
        self._start_us = start_us
        self._zone = zone(zone_name)
        self._length_us = length_us
        end_us = start_us + length_us
        self._seconds = start_us % MINUTE or step_us % MINUTE
        self._changes = self._offset(start_us) != self._offset(end_us)

    def date(self, time_us: int) -> str:
        """The day of the week and the date."""
        moment = shown(self._zone.clock(self._start_us + time_us))
        return f"{DAYS[moment.weekday()]} {moment.date()}"

    def show(self, time_us: int) -> str:
        """An instant, by the minute; by the second where steps are not whole minutes."""
        instant_us = self._start_us + time_us
        moment = shown(self._zone.clock(instant_us))
        clock = f"{moment.hour:02}:{moment.minute:02}"
        if self._seconds:
            clock += f":{moment.second:02}"
        if self._changes:
            clock += _signed(self._offset(instant_us))
        if self._length_us <= DAY:
            return clock
        if self._length_us <= WEEK:
            return f"{DAYS[moment.weekday()]} {clock}"
        return f"{moment.date()} {clock}"

    def _offset(self, instant_us: int) -> int:
        return self._zone.span(instant_us).offset_us


def _signed(offset_us: int) -> str:
    """A distance from UTC.

    >>> _signed(3_600_000_000), _signed(-12_600_000_000)
    ('+01:00', '-03:30')
    """
    minutes = abs(offset_us) // MINUTE
    return f"{'-' if offset_us < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
