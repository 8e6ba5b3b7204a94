"""The models of the validation: they check, and every figure can be read of their days."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.estimates import ratio
from benchmarks.measures import Seen
from benchmarks.references import CASES, Case
from benchmarks.replications import MODELS, day_of, program_of, simulation_of
from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.load import load
from engine.pipeline import check
from engine.sim.day import simulate_day
from engine.values import HOUR

ALL = sorted(MODELS.glob("*.strat"))
WITH_DAYS = sorted({case.model for case in CASES})


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_models_have_no_findings_and_are_formatted(path: Path) -> None:
    checked = check(path)

    assert checked.diagnostics == ()
    findings = Findings()
    source = load(path, name=path.name, findings=findings)
    assert source is not None
    assert print_file(parse(source, findings)) == source.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_figure_can_be_read(case: Case) -> None:
    program = program_of(case.model)
    simulation = simulation_of(program, case.simulation)
    short = replace(simulation, duration_us=2 * HOUR, interval_us=HOUR // 2, warm_up_us=HOUR)

    seen = Seen(simulate_day(program, short, seed=1).counts, program)

    measured = [figure.measure(seen) for figure in case.figures]
    assert all(part >= 0 and whole >= 0 for part, whole in measured)
    assert any(part > 0 for part, _ in measured)


def test_days_come_near_theory() -> None:
    """Roughly, in a moment: `python -m benchmarks.validation` does it with narrow bands."""
    case = next(case for case in CASES if case.name == "m2")

    days = [day_of(case, seed) for seed in range(1, 4)]

    for number, figure in enumerate(case.figures[1:], 1):
        found = ratio([pairs[number] for pairs in days]).value
        assert found == pytest.approx(figure.reference.value, rel=0.12, abs=0.02), figure.name
