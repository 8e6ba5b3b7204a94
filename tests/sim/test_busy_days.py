"""A day is busy or not as a whole: one factor for all arrivals, as in ContactCenters' SimpleMSK."""

from pathlib import Path

import pytest

from engine.pipeline import check
from engine.program.lower import lower
from engine.sim.day import simulate_day

PROJECT = """
strategy line (voice) { out: default_route }

arrivals few { strategy = line   rate = 2000/h   busyness = gamma(5.0)   handling = constant(1s) }
arrivals many { strategy = line   rate = 4000/h   busyness = gamma(5.0)   handling = constant(1s) }
simulation day { start = 2026-01-05T08:00   duration = 1h }
"""


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_busy_day_is_busy_for_all_arrivals(tmp_path: Path, seed: int) -> None:
    (tmp_path / "day.strat").write_text(PROJECT, encoding="utf-8")
    checked = check(tmp_path / "day.strat")
    assert checked.process is not None
    program = lower(checked.process)

    counts = simulate_day(program, program.days.simulations[0], seed=seed).counts

    few, many = (row[0].came for row in counts.arrivals)
    assert few / 2000 == pytest.approx(many / 4000, rel=0.15)
