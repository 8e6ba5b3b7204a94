"""What a lost close does to `strategies/monday`, and what the cleanup view is for."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine.failures import Failing, Failure, FailurePlan
from engine.graph.model import Process
from engine.ops import Place
from engine.pipeline import SimulatedDay, check, simulate
from engine.report.styled import plain
from engine.report.to_figures import to_figures
from engine.stats.figures import figures
from engine.stats.goals import judge
from engine.stats.seen import Seen
from tests.sim.failing_project import down

MONDAY = Path(__file__).parents[2] / "strategies" / "monday"
LOST = Failing(failure=Failure.LOST_CLOSE, share=50_000)
CLEANUP = "view lost { where = is_online and age > 10m   every = 1m   submit = remove_lost_chat }"


def a_day(process: Process, *failings: Failing) -> SimulatedDay:
    plan = FailurePlan(name="storm", failings=failings) if failings else None
    simulation = process.days.simulations[0]
    return simulate(process, replace(simulation, failures=plan), recycle=True)


@cache
def monday() -> Process:
    process = check(MONDAY).process
    assert process is not None
    return process


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """Monday without its cleanup view."""
    folder = tmp_path_factory.mktemp("careless") / "monday"
    shutil.copytree(MONDAY, folder)
    text = (folder / "process.strat").read_text()
    assert CLEANUP in text
    (folder / "process.strat").write_text(text.replace(CLEANUP, ""))
    process = check(folder).process
    assert process is not None
    return process


def met(day: SimulatedDay) -> dict[str, str]:
    """How each goal of the day is judged."""
    seen = Seen(program=day.program, simulation=day.simulation, counts=day.day.counts)
    return {judged.goal.name: judged.verdict.name.lower() for judged in judge([seen])}


def test_a_close_that_is_lost_shows_in_what_is_lost_and_removed() -> None:
    usual, failing = a_day(monday()), a_day(monday(), LOST)

    (failed,) = failing.day.counts.failures
    before, after = usual.day.counts.notifications, failing.day.counts.notifications
    assert before.lost_removed == 0
    assert after.lost_removed == failed.finals[Place.LOST_REMOVED] > 0
    assert failed.hit == sum(failed.finals)
    assert after.left == 0


def test_without_the_cleanup_view_the_queue_grows_and_the_goal_on_it_is_missed(
    careless: Process,
) -> None:
    usual, failing = a_day(careless), a_day(careless, LOST)

    left = failing.day.counts.notifications.left
    queues = figures(failing.program, failing.simulation, failing.day.counts).queues
    lengths = next(queue for queue in queues if queue.name == "wa_notifications")
    grows = [period.last for period in lengths.periods]
    assert usual.day.counts.notifications.left == 0
    assert left > 0
    assert grows[-1] == max(grows) == left
    assert grows[0] < left, "one after the other"
    assert met(usual)["nothing is left in the queues"] == "met"
    assert met(failing)["nothing is left in the queues"] == "missed"


def test_the_report_says_how_often_whom_it_hit_and_what_became_of_them() -> None:
    outage = down(Failure.CHAT_SERVER_DOWN, 150, 30)
    day = a_day(monday(), LOST, outage)

    text = "\n".join(map(plain, to_figures(day, columns=100)))
    section = text[text.index("faults storm") : text.index("ESP calls")]
    counts = {Failure(each.failure): each for each in day.day.counts.failures}
    assert "lost_close" in section
    assert "chat_server_down" in section
    assert "lost and removed" in section
    assert counts[Failure.CHAT_SERVER_DOWN].windows == 1
    lines = to_figures(a_day(monday()), columns=100)
    assert not any(plain(line).startswith("faults") for line in lines)
