"""Figures as text and as a document: whole, at three widths, under the published schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine import pipeline
from engine.log.counts import Level
from engine.report.figures_to_json import SCHEMA, figures_document
from engine.report.styled import line_width, plain
from engine.report.to_figures import to_figures
from engine.report.to_json import diagnostics_document, dumps
from engine.source import visible
from tests.graph.projects import built
from tests.helpers.schemas import misfits, unknown_words
from tests.report.simulated import day, nothing

GOLDEN = Path(__file__).parents[1] / "golden" / "figures"
QUIET_DAY = """
agent anna
virtual_queue VQ
strategy line (voice) {
  hold: route { targets = [agent(anna)]  virtual_queue = VQ  timeout = never }
}
arrivals calls { strategy = line  rate = 20/h  handling = constant(2m) }
simulation short { start = 2026-01-05T00:00  duration = 2h  wind_down = 1h }
"""


def text(columns: int, *, empty: bool = False) -> str:
    """As it is painted without colour."""
    lines = to_figures(day(nothing() if empty else None), columns=columns)
    return "".join(f"{visible(plain(each)).rstrip()}\n" for each in lines)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_day_is_told_as_its_golden_says(columns: int, update: bool) -> None:
    path = GOLDEN / f"columns_{columns}.out"
    told = text(columns)
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = to_figures(day(), columns=columns)

    assert [plain(each) for each in lines if line_width(each) > columns] == []


def test_a_day_without_anybody_has_no_empty_tables() -> None:
    told = text(80, empty=True)

    assert "notifications" not in told
    assert "virtual queues" not in told
    assert "0 interactions, 0 events" in told


def test_the_document_is_as_its_golden_says(update: bool) -> None:
    path = GOLDEN / "day.json"
    told = dumps("simulate", diagnostics_document(()) | figures_document(day()))
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("empty", [False, True])
def test_the_document_fits_its_schema(empty: bool) -> None:
    found = figures_document(day(nothing() if empty else None))

    assert misfits(printed(found), schema()) == []


def test_the_document_of_a_day_that_was_simulated_fits_the_schema() -> None:
    process = built(QUIET_DAY)
    (simulation,) = process.days.simulations
    simulated = pipeline.simulate(process, simulation, level=Level.EVENTS)

    document = printed(figures_document(simulated))

    assert document["hash"] is not None
    assert document["interactions"] > 0
    assert misfits(document, schema()) == []


def test_a_day_whose_log_was_kept_tells_its_hash() -> None:
    process = built(QUIET_DAY)
    (simulation,) = process.days.simulations
    simulated = pipeline.simulate(process, simulation, level=Level.EVENTS)
    assert simulated.day.log is not None

    lines = to_figures(simulated, columns=80)

    assert plain(lines[-1]) == f"log sha256 {simulated.day.log.events_hash()}"


def test_the_schema_says_nothing_that_its_reader_does_not_know() -> None:
    assert unknown_words(schema()) == set()


def test_the_schema_notices_what_is_missing_or_too_much() -> None:
    found = printed(figures_document(day()))
    del found["customers"]["all"]["whole"]["abandonment"]
    found["more"] = 1
    found["events"] = "many"

    assert sorted(misfits(found, schema())) == [
        "document has more, which is not in the schema",
        "document.customers.all.whole has no abandonment",
        "document.events is 'many', not integer",
    ]


def schema() -> dict[str, Any]:
    return dict(json.loads(SCHEMA.read_text(encoding="utf-8")))


def printed(document: dict[str, Any]) -> dict[str, Any]:
    """What a reader of the command's output has."""
    return dict(json.loads(dumps("simulate", diagnostics_document(()) | document)))
