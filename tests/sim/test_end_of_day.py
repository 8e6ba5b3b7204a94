"""When a simulated day is over: at the last thing that really happens to somebody."""

from pathlib import Path

import pytest

from engine.days import Simulation
from engine.pipeline import check
from engine.program.lower import lower
from engine.program.model import Program
from engine.sim.day import simulate_day
from engine.values import HOUR, MINUTE

DAY = """
calendar morning {{ zone = "UTC"   mon_sun = 08:00..12:00 }}
agent early {{ works = morning }}
agent always
group everyone {{ members = [early, always] }}

strategy line (voice) {{
  hold: route {{ targets = [group(everyone)]   timeout = 5h   timeout -> out }}
  out: default_route
}}

arrivals calls {{
  strategy = line
  rate = 0/h
  burst 08:00 {{ count = {count} }}
  handling = constant(2m)
  patience = constant({patience})
}}
simulation day {{ start = 2026-01-05T08:00   duration = 1m   wind_down = 2d }}
"""


def day(folder: Path, *, count: int, patience: str) -> tuple[Program, Simulation]:
    """So many callers at once, at the beginning of a minute, before two agents."""
    text = DAY.format(count=count, patience=patience)
    (folder / "day.strat").write_text(text, encoding="utf-8")
    checked = check(folder / "day.strat")
    assert checked.process is not None
    program = lower(checked.process)
    return program, program.days.simulations[0]


@pytest.mark.parametrize(
    ("count", "patience", "end_us"),
    [(1, "10h", 2 * MINUTE), (4, "10h", 4 * MINUTE), (3, "90s", 2 * MINUTE), (0, "10h", MINUTE)],
)
def test_nobodys_patience_keeps_the_clock_running(
    tmp_path: Path, count: int, patience: str, end_us: int
) -> None:
    """A patience that is over, a time-out that has been removed, agents who go home: a model of
    ContactCenters' SimpleMSK whose stale abandonments extend the clock has an occupancy of 0.861
    instead of 0.880."""
    program, simulation = day(tmp_path, count=count, patience=patience)

    found = simulate_day(program, simulation).counts

    assert found.end_us == end_us
    assert sum(desk.logged_in_us for row in found.agents for desk in row) == 2 * end_us


def test_who_is_still_waiting_keeps_the_clock_running(tmp_path: Path) -> None:
    program, simulation = day(tmp_path, count=130, patience="1h")

    found = simulate_day(program, simulation).counts

    assert found.end_us == HOUR
    assert found.arrivals[0][0].answered + found.arrivals[0][0].abandoned == 130
