"""What a calendar says: plain frozen data, which does not change during a run.

In: what the declarations say, read and checked. Out: `Calendar`. Days are counted from 1970-01-01
on the calendar of the zone; days of a year from 0, 1 January, to 365, with 29 February among them.
"""

from dataclasses import dataclass
from typing import TypeAlias

Period: TypeAlias = tuple[int, int]
"""From when on, and until when: microseconds since midnight on the clock. It begins with its first
instant and ends before its second; one that ends after 24:00 goes on the next day."""
Week: TypeAlias = tuple[tuple[Period, ...], ...]
"""The periods that begin on each day of the week, Monday first."""
Interval: TypeAlias = tuple[int, int, int]
"""The first day, the last day, and the number of the special day that both belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day that is not like others: a holiday, on which nothing is open, or own hours."""

    name: str
    holiday: bool = False
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What decided whether it is open at an instant.

    `clock_us` is what the clock shows, as microseconds since 1970 on that clock. `day` is the
    holiday or special day; None: the day of the week decides. `periods` are the one that is open,
    or those of the day if none is. `begun` is the day of the week, 0 for Monday, on which they
    begin: the day before if one goes on over midnight.
    """

    open: bool
    clock_us: int
    day: SpecialDay | None
    periods: tuple[Period, ...]
    begun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Opening hours in a zone.

    `rules` is the version of the zones' rules. `dated` are intervals of days, `yearly` intervals of
    days of a year, both sorted and without overlaps; `dated` wins over `yearly`.
    """

    name: str
    zone: str
    rules: str
    week: Week
    days: tuple[SpecialDay, ...] = ()
    dated: tuple[Interval, ...] = ()
    yearly: tuple[Interval, ...] = ()
