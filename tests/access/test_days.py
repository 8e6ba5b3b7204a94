"""Simulated days from Python."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.access.finished_days import FinishedDays
from engine.access.project import Project, load_project
from engine.limits import LIMITS
from engine.report.to_json import dumps
from tests.cli.command import HELLO, project, routewright
from tests.helpers.compared import LINE

ROOT = Path(__file__).parents[2]
MONDAY = ROOT / "strategies" / "monday"
COSTLY = (
    LINE.replace("seed = 7 }", "seed = 7   faults = flu }")
    + """
faults flu { agents_absent 08:30 { for = 1h   share = 60% } }
prices { agent_hour = 28 }
goal "most have somebody" { expect service_level(20s) >= 20% }
"""
)


@pytest.fixture(scope="module")
def monday() -> Project:
    """The example of a day."""
    return load_project(MONDAY)


def test_a_day_has_figures(monday: Project) -> None:
    day = monday.simulate(until="1h")

    customers = day.figures.everybody.whole.counts
    assert customers.asked == (
        customers.answered + customers.abandoned + customers.left + customers.blocked
    )
    assert day.figures.duration_us == timedelta(hours=1) // timedelta(microseconds=1)
    assert (day.log, day.truncated) == (None, False)


def test_a_day_is_shown_as_the_command_shows_it(monday: Project) -> None:
    day = monday.simulate(until=timedelta(hours=1), seed=8)

    assert "seed 8" in day.tables(columns=80).partition("\n")[0]
    assert max(map(len, day.tables(columns=80).split("\n"))) <= 80
    assert day.document["simulation"]["seed"] == 8


def test_what_is_kept_of_the_log_changes_no_figure(monday: Project) -> None:
    days = [monday.simulate(until="1h", log=log) for log in ("summary", "events", "why")]

    assert days[0].figures == days[1].figures == days[2].figures
    assert days[1].log is not None
    assert days[2].log is not None
    assert days[1].log.events_hash() == days[2].log.events_hash()


def test_a_customer_of_a_day_can_be_followed(monday: Project) -> None:
    story = monday.simulate(until="1h").follow("voice-1")

    assert story.interactions[0].id == "voice-1"
    assert story.path
    assert "voice-1" in story.trace(columns=80)


def test_the_stages_in_order_come_to_the_same_figures(monday: Project) -> None:
    (simulation, *_) = monday.process.days.simulations

    day = engine.simulate(monday.process, simulation)

    found = engine.figures(day.program, day.simulation, day.day.counts)
    assert found == monday.simulate(simulation.name).figures


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"simulation": "mondy"}, "there is no simulation `mondy`; did you mean `monday`"),
        ({"seed": -1}, "-1 is no seed"),
        ({"seed": 2**63}, "is no seed: it is a whole number from 0 to 2^63 - 1"),
        ({"until": timedelta(hours=-1)}, "the end of the simulation is not before the start"),
        ({"until": timedelta(days=4000)}, "the end of the simulation is at most 3653d"),
        ({"log": "all"}, "`all` is nothing to keep of a log; there is `summary`, `events`"),
    ],
)
def test_what_no_day_can_be_made_of_is_explained(
    monday: Project, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        monday.simulate(**options)


def test_a_project_without_a_simulation_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no simulation; the project has none"):
        load_project(project(tmp_path, hello=HELLO)).simulate()


def test_who_never_came_cannot_be_followed(monday: Project) -> None:
    with pytest.raises(ValueError, match="there is no interaction `chat-0`"):
        monday.simulate(until="1h").follow("chat-0")


@pytest.fixture(scope="module")
def hours(monday: Project) -> FinishedDays:
    """The first hour, three times."""
    return monday.simulate(until="1h", replications=3)


def test_a_day_that_is_run_again_and_again_has_estimates(
    monday: Project, hours: FinishedDays
) -> None:
    found = hours.estimate("service_level(20s, callers)")

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (len(hours), hours.lost, hours.enough) == (3, (), False)
    assert hours.days[0].figures == monday.simulate(until="1h").figures
    assert len({each.figures.seed for each in hours.days}) == 3


def test_goals_are_judged_by_one_day_and_by_many(hours: FinishedDays) -> None:
    goals, alone = hours.goals, hours.days[0].goals

    assert [goal.goal.name for goal in goals] == [goal.goal.name for goal in alone]
    assert {each.days for goal in goals for each in goal.judged} <= {0, 1, 2, 3}
    assert {each.days for goal in alone for each in goal.judged} <= {0, 1}
    assert hours.document["goals"][0]["name"] == goals[0].goal.name


def test_many_days_are_shown_as_the_command_shows_them(hours: FinishedDays) -> None:
    shown = hours.tables(columns=80)

    assert "simulated 3 times" in shown
    assert max(map(len, shown.split("\n"))) <= 80
    assert hours.document["replications"]["count"] == 3


@pytest.mark.parametrize("limits", [{}, {"events": 400}], ids=["whole days", "cut short"])
def test_days_with_faults_and_prices_are_shown_exactly_as_the_command_shows_them(
    tmp_path: Path, limits: dict[str, int]
) -> None:
    folder = project(tmp_path, line=COSTLY)
    bounds = [word for events in limits.values() for word in ("--max-events", events)]
    words = ("simulate", folder, "--replications", 2, "--workers", 1, *bounds)

    days = load_project(folder).simulate(replications=2, limits=replace(LIMITS, **limits))
    shown = routewright(*words)
    document = json.loads(routewright(*words, "--format", "json").stdout)

    assert days.tables(columns=80) == shown.stdout.rstrip("\n")
    assert ("faults" in days.document) is (not limits)
    assert document | json.loads(dumps("simulate", days.document)) == document


def test_the_same_days_have_the_same_hash(monday: Project, hours: FinishedDays) -> None:
    assert monday.simulate(until="1h", replications=3).hash == hours.hash
    assert monday.simulate(until="1h", replications=2).hash != hours.hash


def test_no_more_days_are_run_than_it_takes(monday: Project) -> None:
    found = monday.simulate(until="10m", replications=30, precise="service_level +-99%")

    assert (len(found), found.enough) == (10, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"replications": 0}, "0 is no number of replications"),
        ({"replications": 2, "workers": True}, "True is no number of workers"),
        ({"replications": 2, "precise": "1%"}, "neither a duration nor a precision"),
        ({"replications": 2, "precise": "servce_level +-1%"}, "no measure `servce_level`"),
    ],
)
def test_what_is_asked_of_many_days_in_vain_is_told(
    monday: Project, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        monday.simulate(**options)


def test_a_measure_that_there_is_not_is_told(hours: FinishedDays) -> None:
    with pytest.raises(ValueError, match="cannot be asked about `VQ_nobody`"):
        hours.estimate("queue_length(VQ_nobody)")
