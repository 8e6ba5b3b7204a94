"""Simulated days of a project's text.

In: a text. Out: the day with its log, and what its rows say of customers.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.log.counts import Level
from engine.log.events import Event
from engine.log.model import EventLog, Row
from engine.pipeline import check
from engine.program.lower import lower
from engine.program.model import Program
from engine.sim.day import Day, simulate_day

EVERYTHING = """
agent anna { count = 3   refuses = 5%   ignores = 2%   answers = uniform(1s, 6s) }
group all { members = [anna] }
strategy line (voice) { hold: route { targets = [group(all)]   timeout = never } }
arrivals calls {
  strategy = line
  period 08:00 { rate = 90/h   handling = lognormal(3m, 2m) }
  period 12:00 { rate = 40/h }
  burst 09:00 { count = 30   within = 10m }
  busyness = gamma(20.0)
  patience = weibull(3m, 1.3)
  impatient = 5%
  handling = gamma(2m, 0.7)
  wrap_up = uniform(5s, 30s)
  retry { share = 40%   after = exponential(5m)   most = 3 }
  data = { ANI: phone_number("+49"), Name: last_name(), Age: range(18, 80) }
}
simulation day { start = 2026-01-05T08:00   duration = 10h   wind_down = 0s }
"""
"""A day of calls in which everything happens that is drawn for a caller."""


def program_of(text: str) -> Program:
    """A project of one file, which must check."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "day.strat")
        path.write_text(text, encoding="utf-8")
        checked = check(path)
    if checked.process is None:
        raise AssertionError([each.message for each in checked.diagnostics])
    return lower(checked.process)


def day_of(program: Program, *, name: str | None = None, **choices: Any) -> Day:
    """A simulation of a program, the first if none is named, with all its events."""
    found = program.days.simulations
    simulation = next(each for each in found if name is None or each.name == name)
    if "duration_us" in choices:
        simulation = replace(simulation, duration_us=choices.pop("duration_us"))
    return simulate_day(program, simulation, **{"level": Level.EVENTS, **choices})


def log_of(day: Day) -> EventLog:
    """The log of a day, which must have one."""
    if day.log is None:
        raise AssertionError(day.end)
    return day.log


def rows_of(day: Day, kind: Event) -> list[Row]:
    """All rows of a kind."""
    return [row for row in log_of(day).rows() if row.kind is kind]


def arrived(day: Day, stream: int = 0) -> list[int]:
    """When the customers of a stream came."""
    return [row.time for row in rows_of(day, Event.ARRIVED) if row.a == stream]
