"""Opening hours: what a calendar says, and whether it is open at an instant.

    model     what a calendar says, plain data
    days      dates of a calendar: intervals that do not overlap
    zones     time zones: which offset holds at an instant, which instants a clock shows
    opening   a calendar made ready: open or not, when next, which holiday

In: what declarations say, and instants in microseconds since 1970. Out: answers about instants. All
is reckoned in UTC; a zone only says what the clocks show at an instant.
"""

from engine.calendars.model import Calendar, Decision, Period, SpecialDay
from engine.calendars.opening import Opening, opening_of, reopens

__all__ = ["Calendar", "Decision", "Opening", "Period", "SpecialDay", "opening_of", "reopens"]
