"""When which period of arrivals holds, when bursts are, how many agents are planned when.

In: arrivals and crews with times of the day, a simulation with its zone. Out: microseconds from the
start.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from engine.calendars.zones import since_midnight, zone
from engine.days import Arrivals, Burst, Period, Recorded, Simulation
from engine.staff import Crew
from engine.values import DAY


@dataclass(frozen=True, slots=True)
class Segment:
    """A length of time in which one period of the arrivals holds, or None before the first of a
    day. `day` counts the dates of the simulation from 0; `times` as many come as the period says.
    """

    begin_us: int
    end_us: int
    period: Period | None
    day: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Spell:
    """A length of time in which so many times as many come as is planned; nobody if that is 0."""

    begin_us: int
    end_us: int
    times: int


def segments(
    arrivals: Arrivals, simulation: Simulation, spells: Sequence[Spell] = ()
) -> list[Segment]:
    """The periods of the whole duration, without gaps, cut where spells begin and end. A day begins
    at its midnight: the last period of the day before ends there. What the clock leaps over has no
    length, what it shows twice is there twice.

    >>> day = Simulation(name="day", start_us=0, duration_us=7_200_000_000)
    >>> from engine.days import Period
    >>> calls = Arrivals(name="calls", media="voice", periods=(
    ...     Period(begins_us=3_600_000_000, rate=1),))
    >>> [(each.begin_us, each.period and each.period.rate) for each in segments(calls, day)]
    [(0, None), (3600000000, 1)]
    """
    periods = arrivals.periods
    edges = sorted({edge for spell in spells for edge in (spell.begin_us, spell.end_us)})
    found: list[Segment] = []
    for begin, end, held, day in _stretches([each.begins_us for each in periods], simulation):
        cuts = [begin, *(edge for edge in edges if begin < edge < end), end]
        found += [
            Segment(at, to, periods[held - 1] if held else None, day, times_at(spells, at))
            for at, to in pairwise(cuts)
        ]
    return found


def times_at(spells: Iterable[Spell], time: int) -> int:
    """How many times as many come at an instant as is planned.

    >>> [times_at([Spell(0, 9, 100), Spell(5, 7, 0)], time) for time in (0, 6, 9)]
    [100, 0, 1]
    """
    return prod(spell.times for spell in spells if spell.begin_us <= time < spell.end_us)


def planned(crew: Crew, simulation: Simulation) -> list[tuple[int, int]]:
    """From when on how many agents of a crew are planned, from the start to the very end; one after
    the other differ.

    >>> day = Simulation(name="day", start_us=0, duration_us=7_200_000_000, wind_down_us=0)
    >>> from engine.staff import Staffing
    >>> one = Staffing(begins_us=3_600_000_000, agents=12)
    >>> planned(Crew(name="clerk", plan=(one,)), day)
    [(0, 0), (3600000000, 12)]
    """
    length = simulation.duration_us + simulation.wind_down_us
    found: list[tuple[int, int]] = []
    begins = [each.begins_us for each in crew.plan]
    for at, _, held, _ in _stretches(begins, replace(simulation, duration_us=length)):
        agents = crew.plan[held - 1].agents if held else 0
        if not found or found[-1][1] != agents:
            found.append((at, agents))
    return found


def bursts(arrivals: Arrivals, simulation: Simulation) -> list[tuple[int, Burst]]:
    """When each burst begins, on every date, in the order of time."""
    each = arrivals.bursts
    return [(at, each[row]) for at, row in daily([one.begins_us for one in each], simulation)]


def daily(times: Sequence[int], simulation: Simulation) -> list[tuple[int, int]]:
    """When each of these times of the day comes, on every date, in the order of time: the instant,
    and which of them it is.

    >>> day = Simulation(name="day", start_us=0, duration_us=7_200_000_000)
    >>> daily([3_600_000_000, 0, 86_000_000_000], day)
    [(0, 1), (3600000000, 0)]
    """
    found: list[tuple[int, int]] = []
    for begin, clock, length in _dates(simulation):
        at = since_midnight(clock)
        found += [
            (begin + each - at, row) for row, each in enumerate(times) if at <= each < at + length
        ]
    return sorted(found, key=lambda each: each[0])


def recorded_us(arrivals: Arrivals, simulation: Simulation) -> Iterator[int]:
    """When each of the recorded customers comes, be it outside the simulation."""
    start = 0 if arrivals.relative else simulation.start_us
    return (_at(recorded) - start for recorded in arrivals.recorded)


def _at(recorded: Recorded) -> int:
    return recorded.at_us


def _stretches(begins: list[int], simulation: Simulation) -> Iterator[tuple[int, int, int, int]]:
    """Stretches in which the same of these times of the day has come: from when, to when, how many
    have come on that date, and which date it is, from 0."""
    first = None
    for begin, clock, length in _dates(simulation):
        date, at = clock // DAY, since_midnight(clock)
        first = date if first is None else first
        cuts = [at, *(each for each in begins if at < each < at + length), at + length]
        for cut, end in pairwise(cuts):
            held = bisect_right(begins, cut)
            yield begin + cut - at, begin + end - at, held, date - first


def _dates(simulation: Simulation) -> Iterator[tuple[int, int, int]]:
    """Stretches of one date and one offset from UTC: from when on, what the clock shows then, how
    long."""
    rules = zone(simulation.zone)
    at, end = simulation.start_us, simulation.start_us + simulation.duration_us
    while at < end:
        span = rules.span(at)
        clock = at + span.offset_us
        length = min(span.end_us, end, at + DAY - since_midnight(clock)) - at
        yield at - simulation.start_us, clock, length
        at += length
