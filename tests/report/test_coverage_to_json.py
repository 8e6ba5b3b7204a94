"""Coverage as a document."""

import json

from engine.report.coverage_to_json import coverage_document, coverage_to_json
from engine.testing.points import score
from tests.report.coverages import partly, wholly


def test_the_document_has_a_version_and_sorted_keys() -> None:
    text = coverage_to_json([partly()])

    made = json.loads(text)
    assert made["schema_version"] == 1
    assert text == json.dumps(made, indent=2, sort_keys=True) + "\n"


def test_projects_have_their_sums_and_their_strategies() -> None:
    (project,) = coverage_document([partly()])["projects"]

    assert project["tallies"]["blocks"] == {"covered": 4, "total": 8, "thousandths": 500}
    assert project["thousandths"] == score([partly()])
    assert [each["name"] for each in project["strategies"]] == ["welcome", "end", "tidy"]
    assert [each["started"] for each in project["strategies"]] == [1, 1, 0]


def test_blocks_have_ports_conditions_and_calls() -> None:
    (project,) = coverage_document([partly()])["projects"]
    ask, invite, *_ = project["strategies"][0]["blocks"]

    assert (ask["name"], ask["kind"], ask["count"], ask["line"]) == ("ask", "if", 1, 5)
    assert [(port["name"], port["count"], port["written"]) for port in ask["ports"]] == [
        ("true", 1, True), ("false", 0, True),
    ]  # fmt: skip
    assert [port["written"] for port in invite["ports"]] == [True, True, True, False]
    assert ask["conditions"][0] == {
        "name": 'ANI == "1"', "true": 0, "false": 1, "counts": True, "decides": False,
        "file": "1.strat", "line": 5, "column": 11,
    }  # fmt: skip
    assert [(call["name"], call["count"]) for call in invite["calls"]] == [
        ("answered", 1), ("fault unavailable", 0), ("fault", 0), ("timed out", 0),
    ]  # fmt: skip


def test_what_is_missing_is_listed_with_its_place() -> None:
    (project,) = coverage_document([partly()])["projects"]

    assert project["missing"][0] == {
        "aspect": "ports", "of": "ask", "name": "false", "file": "1.strat", "line": 5,
        "column": 65,
    }  # fmt: skip
    assert {each["aspect"] for each in project["missing"]} == {
        "blocks", "ports", "conditions", "mcdc", "views", "calls",
    }  # fmt: skip


def test_several_projects_are_summed() -> None:
    found = coverage_document([partly(), wholly()])

    assert found["tallies"]["blocks"] == {"covered": 5, "total": 9, "thousandths": 555}
    assert found["thousandths"] == score([partly(), wholly()])
