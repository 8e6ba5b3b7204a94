"""Goals and costs as text, as messages and as documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.diagnostics import Severity
from engine.report.cost_lines import cost_lines, cost_title
from engine.report.figures_to_json import SCHEMA as ONE
from engine.report.goal_lines import goal_findings, goal_lines, sentence
from engine.report.goals_to_json import judged_document
from engine.report.replications_to_json import SCHEMA as SEVERAL
from engine.report.styled import line_width, plain
from engine.source import Source, Span
from engine.stats.cost import Cost, cost_of
from engine.stats.goals import judge
from engine.stats.seen import Seen
from engine.values import SECOND
from tests.helpers.schemas import misfits
from tests.stats.judged import day, expecting, program

PRICES = 'prices { currency = "EUR"   agent_hour = 28   minute = { voice: 0.0025 } }'
GOAL = expecting(
    "service_level(20s) >= 80%", "average_wait() < 30s", "left_over(box) == 0", "cost() <= 100",
    prices=PRICES,
)  # fmt: skip
DAYS = [
    day(GOAL, seed=7 + number, in_target=each, left_over=each == 4, wait_us=each * SECOND)
    for number, each in enumerate((4, 6, 5, 4))
]
UNDECIDED = [day(expecting("service_level(20s) >= 80%"), in_target=each) for each in (7, 10)]


def sentences(*days: Seen) -> list[str]:
    """What is said of each comparison."""
    return [sentence(judged) for goal in judge(days) for judged in goal.judged]


def test_each_comparison_has_its_sentence() -> None:
    assert sentences(*DAYS) == [
        "47.5% ± 15.3, missed",
        "4.9s ± 1.7s, met",
        "missed on 2 of 4 days: 1 on the first of them, with --seed 7",
        "122.49, missed",
    ]


def test_what_holds_every_day_says_on_how_many_others_it_may_not() -> None:
    assert sentences(*DAYS[1:3])[2] == "met on all 2 days; it may fail on up to 77.6% of others"


def test_one_day_says_that_it_is_one() -> None:
    assert sentences(DAYS[1]) == [
        "60.0%, missed by one day alone",
        "6.0s, met by one day alone",
        "met by one day alone",
        "122.49, missed by one day alone",
    ]
    assert sentences(DAYS[0])[2] == "missed on one day: 1 with --seed 7"


def test_what_is_undecided_says_what_would_decide_it() -> None:
    assert sentences(*UNDECIDED) == ["85.0% ± 85.0, undecided: 72 replications would decide it"]


def test_what_nobody_has_asked_for_is_undecided() -> None:
    quiet = day(GOAL, asked=0, in_target=0)

    assert sentences(quiet)[0] == "undecided since there was nothing to judge it by"


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    cost = cost_of(DAYS)
    lines = goal_lines(judge(DAYS), columns)
    lines += [] if cost is None else cost_lines(cost, columns)

    assert [plain(each) for each in lines if line_width(each) > columns] == []


def test_a_missed_goal_is_an_error_where_it_stands() -> None:
    text = Source("goals.strat", "goal")
    places = {GOAL.days.goals[0].comparisons[0].place: Span(text, 0, 4)}

    found = list(goal_findings(judge(DAYS), places))

    assert [(each.code, each.severity) for each in found] == [("E901", Severity.ERROR)] * 3
    assert found[0].message == "goal `it` is missed: 47.5% ± 15.3"
    assert found[0].span == Span(text, 0, 4)
    assert found[1].message == (
        "goal `it` is missed on 2 of 4 days: 1 on the first of them, with --seed 7"
    )
    assert found[1].help == "`--replications 1 --seed 7` shows the day"


def test_an_undecided_goal_is_a_warning_or_not_forgiven() -> None:
    goals = judge(UNDECIDED)

    (mild,) = goal_findings(goals, {})
    (hard,) = goal_findings(goals, {}, strict=True)

    assert (mild.code, mild.severity) == ("W345", Severity.WARNING)
    assert (hard.code, hard.severity) == ("E902", Severity.ERROR)
    assert mild.help == "write `--replications 72`"
    assert mild.message == ("goal `it` is undecided: 85.0% ± 85.0: 72 replications would decide it")


def test_costs_are_a_table_with_their_unit() -> None:
    cost: Cost | None = cost_of(DAYS[:1])
    assert cost is not None

    told = [plain(each).rstrip() for each in cost_lines(cost, 80)]

    assert cost_title(cost) == "cost in EUR"
    assert told == [
        "                   amount   price    cost",
        "agent hours          4.37   28.00  122.27",
        "voice minutes          90  0.0025    0.23",
        "in all                             122.49",
        "for each answered                   30.62",
    ]


def properties(schema: Path) -> dict[str, Any]:
    """A published schema, of which nothing is required."""
    found = json.loads(schema.read_text(encoding="utf-8"))
    return {**found, "required": []}


@pytest.mark.parametrize("schema", [ONE, SEVERAL])
@pytest.mark.parametrize("days", [DAYS, DAYS[:1], UNDECIDED, [day(GOAL, asked=0, in_target=0)]])
def test_documents_fit_the_published_schemas(schema: Path, days: list[Seen]) -> None:
    whole = properties(schema)

    assert misfits(judged_document(days), whole) == []


def test_a_document_says_what_was_found() -> None:
    found = judged_document(DAYS)

    assert [each["verdict"] for each in found["goals"][0]["expectations"]] == [
        "missed", "met", "missed", "missed",
    ]  # fmt: skip
    assert found["goals"][0]["expectations"][0]["bound"] == 0.8
    assert found["goals"][0]["expectations"][2]["broken"] == {
        "days": 2, "replication": 0, "seed": 7, "value": 1.0,
    }  # fmt: skip
    assert found["cost"]["total"]["value"] == pytest.approx(122.491667)
    assert found["cost"]["items"][0]["amount"]["value"] == pytest.approx(262 / 60)


def test_a_project_without_goals_and_prices_says_nothing_of_them() -> None:
    assert judged_document([day(program(""))]) == {}
