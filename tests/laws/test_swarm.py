"""Whatever goes wrong in whatever world, the laws hold; and the swarm finds the bugs planted in it.

`python -m tests.laws.swarm 0 20000` runs as many seeds as anybody has time for.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.failures import Failing, Failure, FailurePlan
from engine.log.counts import Level
from engine.sim import core
from engine.sim.day import Day, simulate_day
from tests.helpers.days import log_of
from tests.laws.swarm import BUGS, SHORT, TELLING, Swarm, failing_world
from tests.sim.worlds import day_of_world, world_of

ROOT = Path(__file__).parents[2]
SEEDS = 24
PEOPLE = {
    Failure.AGENT_LOGS_OUT_OFFERED, Failure.AGENT_LOGS_OUT_HANDLING, Failure.AGENT_TOGGLES,
    Failure.CAPACITY_CHANGED, Failure.SKILLS_CHANGED, Failure.AGENTS_ABSENT,
    Failure.INTERACTION_SERVER_RESTART, Failure.NOTICES_DROPPED, Failure.STALE_STATES,
    Failure.CLOCK_SKEW, Failure.SURGE, Failure.SILENCE, Failure.QUEUE_DISABLED, Failure.SWIZZLE,
}  # fmt: skip


@cache
def swarm() -> Swarm:
    """Some seeds, in the form of the core that is here."""
    found = Swarm()
    for seed in (*range(SEEDS), *TELLING):
        found.run(seed)
    return found


@cache
def planted() -> dict[str, Any]:
    """What a process with the plain form says of the first seeds, and of the bugs."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.laws.swarm", "0", str(SEEDS), "bugs"],
        env={**os.environ, "ROUTEWRIGHT_CORE": "plain"}, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_whatever_goes_wrong_no_law_is_broken() -> None:
    assert swarm().wrong == {}


def test_sometimes_everything_of_people_and_queues_goes_wrong() -> None:
    assert {failure.name for failure in PEOPLE} <= set(swarm().happened)


@pytest.mark.parametrize("bug", BUGS)
def test_the_swarm_finds_what_is_planted(bug: str) -> None:
    assert planted()["bugs"][bug] is not None


def test_without_a_bug_the_plain_form_finds_nothing_either() -> None:
    assert planted()["wrong"] == {}
    assert planted()["form"] == "plain"


@pytest.mark.skipif(core.form() == "plain", reason="the core is not compiled here")
def test_both_forms_of_the_core_fail_in_the_same_bytes() -> None:
    compiled = {str(seed): swarm().hashes[seed] for seed in range(SEEDS)}

    assert planted()["hashes"] == compiled


def day(seed: int, **choices: Any) -> Day:
    program, simulation = failing_world(seed)
    return simulate_day(program, simulation, **{"level": Level.EVENTS, "limits": SHORT, **choices})


@pytest.mark.parametrize("seed", TELLING[:7])
def test_a_failing_day_is_the_same_whatever_is_kept_of_it(seed: int) -> None:
    kept = day(seed, recycle=False)

    assert log_of(kept).events_hash() == swarm().hashes[seed]
    assert log_of(day(seed, level=Level.WHY)).events_hash() == swarm().hashes[seed]
    if kept.limit is None:
        assert day(seed, level=Level.SUMMARY).counts == kept.counts


@pytest.mark.parametrize("seed", TELLING[:3])
def test_a_plan_of_what_never_happens_is_no_plan(seed: int) -> None:
    program, simulation = world_of(seed), world_of(seed).days.simulations[0]
    never = FailurePlan(name="never", failings=tuple(Failing(failure=each) for each in Failure))

    idle = simulate_day(
        program, replace(simulation, failures=never), level=Level.EVENTS, limits=SHORT
    )

    without = day_of_world(seed, level=Level.EVENTS, limits=SHORT)
    assert list(log_of(idle).rows()) == list(log_of(without).rows())
    assert idle.counts == without.counts
