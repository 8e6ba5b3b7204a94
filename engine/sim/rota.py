"""The rota of a simulation: when agents log in and out, and when they are on a break.

In: agents with their calendars, crews with their plans, a simulation. Out: rows of a time, an
agent, and what the agent does then, in the order of time; at one time in the order of the agents.
What is planned of a crew stands at the first agent of it.
"""

from collections.abc import Iterator

from engine.calendars import opening_of
from engine.days import Simulation
from engine.directory import Directory
from engine.sim.core.numbers import BREAK_BEGINS, BREAK_ENDS, LOGS_IN, LOGS_OUT, PLANS
from engine.sim.timetable import planned

Change = tuple[int, bool]
"""From when on, in microseconds from the start, something is so or is not."""


def rota_of(directory: Directory, simulation: Simulation) -> list[tuple[int, int, int]]:
    """All rows. Who works by a calendar that is closed at the start logs out at 0; whoever works by
    none is there all the time. The rota goes on while a simulation winds down."""
    known: dict[str, list[Change]] = {"": []}
    for agent in directory.agents:
        for name in (agent.works, agent.breaks):
            if name not in known:
                known[name] = list(_changes(directory, name, simulation))
    rows: list[tuple[int, int, int]] = []
    crews: set[str] = set()
    for number, agent in enumerate(directory.agents):
        if agent.crew is not None and agent.crew.name not in crews:
            crews.add(agent.crew.name)
            rows += [(at, number, PLANS + count) for at, count in planned(agent.crew, simulation)]
        for time, works in known[agent.works]:
            if time > 0 or not works:
                rows.append((time, number, LOGS_IN if works else LOGS_OUT))
        for time, rests in known[agent.breaks]:
            if time > 0 or rests:
                rows.append((time, number, BREAK_BEGINS if rests else BREAK_ENDS))
    return sorted(rows, key=lambda row: row[:2])


def _changes(directory: Directory, name: str, simulation: Simulation) -> Iterator[Change]:
    """What a calendar is at the start, and every change up to the very end."""
    calendar = next(each for each in directory.calendars if each.name == name)
    opening = opening_of(calendar)
    start = simulation.start_us
    yield 0, opening.is_open(start)
    end = start + simulation.duration_us + simulation.wind_down_us
    for instant, opens in opening.changes(start, end):
        yield instant - start, opens
