"""Goals as `routewright simulate` judges them: exit codes, messages, documents, pages."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import Result

from engine import pipeline
from engine.cli.exits import Exit
from engine.measures import MEASURES
from engine.report.figures_to_json import SCHEMA
from tests.cli.command import project, routewright
from tests.helpers.schemas import misfits

ROOT = Path(__file__).parents[2]
DAY = """
agent clerk { count = 3 }
group clerks { members = [clerk] }
strategy line (voice) { ask: route { targets = [group(clerks)]   timeout = never } }
arrivals calls {
  strategy = line
  rate = 40/h
  patience = exponential(3m)
  handling = exponential(4m)
}
simulation today { start = 2026-11-23T08:00   duration = 2h   seed = 7 }
prices { currency = "EUR"   agent_hour = 28 }
"""
HOLDS = 'goal "somebody answers" { expect answered() >= 10   expect interactions(faulted) == 0 }'
FAILS = 'goal "nobody gives up" { expect abandoned() == 0 }'
OPEN = 'goal "about half" { expect service_level(1s) >= 50% }'


def simulate(folder: Path, goal: str, *words: object) -> Result:
    return routewright("simulate", project(folder, day=DAY, goal=goal), *words)


def several(folder: Path, goal: str, *words: object) -> Result:
    return simulate(folder, goal, "--replications", 3, "--workers", 1, *words)


def test_goals_that_are_met_stand_before_the_figures(tmp_path: Path) -> None:
    result = simulate(tmp_path, HOLDS)

    assert result.exit_code == Exit.FINE
    assert result.stderr == ""
    assert "\n  met  somebody answers\n" in result.stdout
    assert result.stdout.index("\ngoals\n") < result.stdout.index("\ncustomers\n")
    assert "\ncost in EUR\n" in result.stdout


def test_a_missed_goal_ends_with_1_and_names_its_place(tmp_path: Path) -> None:
    result = simulate(tmp_path, FAILS)

    assert result.exit_code == Exit.FAILED
    assert "missed  nobody gives up" in result.stdout
    assert "error[E901]: goal `nobody gives up` is missed on one day" in result.stderr
    assert "expect abandoned() == 0" in result.stderr
    assert "^^^^^^^^^^^^^^^^" in result.stderr


def test_the_seed_that_breaks_a_goal_breaks_it_again(tmp_path: Path) -> None:
    found = json.loads(several(tmp_path, FAILS, "--format", "json").stdout)
    broken = found["goals"][0]["expectations"][0]["broken"]

    again = simulate(tmp_path, FAILS, "--seed", broken["seed"], "--format", "json")

    alone = json.loads(again.stdout)["goals"][0]["expectations"][0]
    assert again.exit_code == Exit.FAILED
    assert alone["broken"]["value"] == broken["value"]


def test_an_undecided_goal_is_a_warning_unless_it_is_not_forgiven(tmp_path: Path) -> None:
    mild = several(tmp_path, OPEN)
    hard = several(tmp_path, OPEN, "--strict")

    assert (mild.exit_code, hard.exit_code) == (Exit.FINE, Exit.FAILED)
    assert "warning[W345]: goal `about half` is undecided" in mild.stderr
    assert "would decide it" in " ".join(mild.stdout.split())
    assert "error[E902]: goal `about half` is undecided" in hard.stderr


def test_one_day_is_never_undecided(tmp_path: Path) -> None:
    result = simulate(tmp_path, OPEN, "--strict")

    assert "by one day alone" in result.stdout
    assert "undecided" not in result.stdout


def test_a_followed_story_has_no_goals(tmp_path: Path) -> None:
    result = simulate(tmp_path, FAILS, "--follow", "voice-1")

    assert result.exit_code == Exit.FINE
    assert "goals" not in result.stdout


def test_a_day_that_meets_a_limit_is_not_judged(tmp_path: Path) -> None:
    result = simulate(tmp_path, FAILS, "--max-events", 200)

    assert result.exit_code == Exit.LIMIT
    assert "goals" not in result.stdout


def test_the_document_of_a_day_has_goals_and_costs(tmp_path: Path) -> None:
    result = simulate(tmp_path, HOLDS, "--format", "json")

    document = json.loads(result.stdout)

    assert misfits(document, json.loads(SCHEMA.read_text(encoding="utf-8"))) == []
    assert document["goals"][0]["verdict"] == "met"
    assert document["cost"]["currency"] == "EUR"


def test_goals_change_nothing_of_the_day(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    told = [
        json.loads(simulate(folder, goal, "--log", "events", "--format", "json").stdout)["hash"]
        for folder, goal in ((tmp_path / "one", HOLDS), (tmp_path / "other", FAILS))
    ]

    assert told[0] == told[1]


@cache
def measures_page() -> str:
    return routewright("explain", "measures", COLUMNS="200").stdout


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_the_page_of_measures_has_each_of_them(name: str) -> None:
    assert f"{name}(" in measures_page()
    assert MEASURES[name].meaning in " ".join(measures_page().split())


def test_each_measure_can_be_written_as_its_page_says(tmp_path: Path) -> None:
    """The forms of the page, with names that there are, are goals."""
    bounds = {"share": "80%", "duration": "20s", "count": "5", "money": "5.5"}
    forms = [line.strip().split("  ")[0] for line in measures_page().splitlines()]
    lines = []
    for name, measure in MEASURES.items():
        form = next(each for each in forms if each.startswith(f"{name}("))
        for sign in "[]":
            form = form.replace(sign, "")
        form = form.replace("queue)", "VQ)").replace("block)", "ask)")
        lines.append(f"  expect {form} <= {bounds[measure.unit]}")
    text = "\n".join(["virtual_queue VQ", 'goal "all" {', *lines, "}"])

    checked = pipeline.check(project(tmp_path, day=DAY, goal=text))

    assert [each.message for each in checked.diagnostics] == []


def test_monday_holds_what_it_promises() -> None:
    result = routewright("simulate", ROOT / "strategies" / "monday")

    assert result.exit_code == Exit.FINE
    assert "missed" not in result.stdout
    assert result.stdout.count("\n  met  ") == 4


@pytest.mark.parametrize(
    ("cleanup", "code", "lost"), [(True, Exit.FINE, 12), (False, Exit.FAILED, 0)]
)
def test_without_its_cleanup_a_queue_keeps_lost_chats_and_the_goal_on_it_is_missed(
    tmp_path: Path, *, cleanup: bool, code: Exit, lost: int
) -> None:
    folder = tmp_path / "monday"
    shutil.copytree(ROOT / "strategies" / "monday", folder)
    day, process = folder / "day.strat", folder / "process.strat"
    day.write_text(day.read_text("utf-8") + "faults storm { lost_close = 20% }\n", "utf-8")
    if not cleanup:
        process.write_text(re.sub(r"\n  view lost \{.*", "", process.read_text("utf-8")), "utf-8")

    result = routewright("simulate", folder, "--faults", "storm")

    assert result.exit_code == code
    assert re.search(rf"lost and removed +{lost}\n", result.stdout)
    missed = "left_over(wa_notifications) == 0  missed on one day"
    assert (missed in result.stdout) is not cleanup
