"""Several days as text and as a document: what is to be remembered, three widths, the schema."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import pipeline
from engine.measures import MEASURES, Unit
from engine.report.figures_to_json import SCHEMA as FIGURES_SCHEMA
from engine.report.figures_to_json import figures_document
from engine.report.replications_to_json import SCHEMA, replications_document
from engine.report.styled import line_width, plain
from engine.report.to_figures import to_figures
from engine.report.to_json import diagnostics_document, dumps
from engine.report.to_replications import to_replications
from engine.source import visible
from engine.stats.several import Several, several
from engine.stats.stationarity import Advice, Run
from engine.values import MINUTE
from tests.graph.projects import built
from tests.helpers.schemas import misfits, unknown_words
from tests.report.replicated import days
from tests.report.simulated import counts, nothing

GOLDEN = Path(__file__).parents[1] / "golden" / "replications"
STEADY = """
agent clerk { count = 3 }
group clerks { members = [clerk] }
virtual_queue VQ
strategy line (voice) {
  hold: route { targets = [group(clerks)]  virtual_queue = VQ  timeout = never }
}
arrivals calls {
  strategy = line  rate = 100/h  handling = exponential(90s)  patience = exponential(1m)
}
simulation run {
  start = 2026-01-05T00:00  duration = 4h  warm_up = 20m  interval = 2m  wind_down = 1h
}
"""


def text(columns: int, found: Several | None = None) -> str:
    """As it is painted without colour."""
    lines = to_replications(several(days()) if found is None else found, columns=columns)
    return "".join(f"{visible(plain(each)).rstrip()}\n" for each in lines)


def printed(document: Any) -> Any:
    """As whoever reads it gets it."""
    return json.loads(dumps("simulate", diagnostics_document(()) | document))


def schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_days_are_told_as_their_golden_says(columns: int, update: bool) -> None:
    path = GOLDEN / f"columns_{columns}.out"
    told = text(columns)
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = to_replications(several(days()), columns=columns)

    assert [plain(each) for each in lines if line_width(each) > columns] == []


def test_the_first_sentence_is_what_to_remember() -> None:
    told = text(200).splitlines()

    assert told[3].startswith("70.9% ± ")
    assert "of the customers who asked for an agent had one within 20s" in told[3]
    assert "between 81% and 83%, 95 times in 100" in told[4]


def test_no_interval_is_torn_apart_in_the_first_sentence() -> None:
    for columns in range(40, 100, 3):
        told = text(columns)
        first = told.split("\n\n")[1].split("82% ± 1 means")[0]

        assert "~" not in told
        assert not any(each.endswith("±") or each.startswith("±") for each in first.splitlines())


def test_days_without_anybody_have_no_tables() -> None:
    told = text(80, several(days([nothing(), nothing()])))

    assert "No customer asked for an agent." in told
    assert "notifications" not in told
    assert "virtual queues" not in told
    assert "Single days" not in told


def test_a_single_day_says_that_it_says_nothing_of_others() -> None:
    told = text(80, several(days([counts()])))

    assert "One day says nothing about how far others differ" in told
    assert "±" not in told


def test_days_that_were_cut_off_are_named() -> None:
    found = several(days(), truncated=2, limits=[(8, "the run has taken 5 events")])

    told = text(200, found)

    assert "cut off  the day of seed 8: the run has taken 5 events" in told
    assert "cut off  1 day went on when the time for winding down was over" in told


def test_of_many_days_that_were_cut_off_the_first_are_named() -> None:
    found = several(days(), truncated=9, limits=[(seed, "too much") for seed in range(9)])

    told = text(200, found)

    assert told.count("too much") == 3
    assert "cut off  and 6 days more" in told


def test_a_warm_up_that_is_missing_is_advised_and_a_run_that_grows_is_told() -> None:
    found = several(days())
    early = replace(found, advice=Advice(run=Run.STEADY, settled_us=25 * MINUTE))
    never = replace(found, advice=Advice(run=Run.UNSETTLED, grows=True))

    assert "leave them out: warm_up = 25m" in text(200, early)
    assert "how many customers are there still grows at its end" in text(200, never)


def test_others_have_their_sections_in_it() -> None:
    mine = [("goals", [(("all met", ""),)])]

    lines = to_replications(several(days()), columns=80, sections=mine)

    told = [plain(each) for each in lines]
    assert told[told.index("goals") + 1] == "  all met"


def test_the_document_is_as_its_golden_says(update: bool) -> None:
    path = GOLDEN / "days.json"
    document = replications_document(several(days()))
    told = dumps("simulate", diagnostics_document(()) | document)
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_document_fits_its_schema(number: int) -> None:
    found = several(days() if number == 3 else days([counts()] if number else [nothing()]))

    assert misfits(printed(replications_document(found)), schema()) == []


def test_the_schema_says_of_measures_what_their_table_says() -> None:
    told = schema()
    assert unknown_words(told) == set()
    named = {
        name: inner["description"]
        for row in _objects(told)
        for name, inner in row.get("properties", {}).items()
        if name in MEASURES
        and "description" in inner
        and "$ref" in inner
        and MEASURES[name].unit is not Unit.MONEY
    }

    assert len(named) > 30
    for name, description in named.items():
        assert description == f"{MEASURES[name].meaning}; {MEASURES[name].unit}"


def _objects(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [found for each in value for found in _objects(each)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for each in value.values() for found in _objects(each))]


def test_one_long_run_of_a_steady_state_tells_its_averages_and_their_intervals() -> None:
    process = built(STEADY)
    (simulation,) = process.days.simulations
    day = pipeline.simulate(process, simulation)

    told = [plain(each) for each in to_figures(day, columns=100)]
    document = printed(figures_document(day))

    section = told[told.index("averages of this run") :]
    assert any(each.startswith("  in all") and "±" in each for each in section)
    assert "cut into 20 pieces of time" in " ".join(each.strip() for each in section)
    schema = json.loads(FIGURES_SCHEMA.read_text(encoding="utf-8"))
    assert misfits(document, schema) == []
    assert document["long_run"]["run"] == "steady"
    scopes = {row["name"]: row["figures"] for row in document["long_run"]["scopes"]}
    whole = document["customers"]["all"]["whole"]["abandonment"]
    part = scopes["in all"]["abandonment"]
    assert part["low"] <= whole["part"] / whole["whole"] <= part["high"]


def test_a_queue_that_only_grows_is_no_steady_state() -> None:
    process = built(STEADY.replace("100/h", "400/h").replace("patience = exponential(1m)", ""))
    (simulation,) = process.days.simulations
    short = replace(simulation, duration_us=90 * MINUTE, wind_down_us=MINUTE, warm_up_us=0)
    day = pipeline.simulate(process, short)

    told = " ".join(plain(each) for each in to_figures(day, columns=200))

    assert "this run has not settled: how many customers are there still grows" in told
    assert figures_document(day)["long_run"]["batches"] == 0
