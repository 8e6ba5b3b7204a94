"""Laws of simulated days in generated worlds: every part beside every other."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from engine.log.counts import Level
from engine.log.events import Event
from engine.sim import core
from tests.helpers.days import log_of
from tests.helpers.naive_counts import naive_counts
from tests.helpers.oracle import assert_lawful
from tests.helpers.routing_oracle import assert_routing_is_fair
from tests.helpers.runs import Story
from tests.sim.worlds import BOUNDS, day_of_world, world_of

ROOT = Path(__file__).parents[2]
WORLDS = 200
JUDGED = range(1_000, 1_024)
LIVELY = range(1_000, 1_080)
WIDE = replace(BOUNDS, events=40_000)
"""What is judged is not cut off, or nothing would be compared."""
BOTH_FORMS = pytest.mark.skipif(core.form() == "plain", reason="the core is not compiled here")


def started(form: str, hash_seed: str, worlds: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sim.worlds", "0", str(worlds)],
        env={**os.environ, "ROUTEWRIGHT_CORE": form, "PYTHONHASHSEED": hash_seed},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def hashes_of(process: "subprocess.Popen[str]") -> tuple[str, list[object]]:
    said, _ = process.communicate()
    assert process.returncode == 0
    reply = json.loads(said)
    return reply["form"], reply["hashes"]


@BOTH_FORMS
def test_both_forms_of_the_core_give_the_same_bytes_in_200_worlds() -> None:
    processes = started("plain", "0", WORLDS), started("", "random", WORLDS)

    plain, compiled = map(hashes_of, processes)

    assert (plain[0], compiled[0]) == ("plain", "compiled")
    assert len(compiled[1]) == WORLDS
    assert compiled[1] == plain[1]


def test_hash_seeds_change_nothing_in_worlds() -> None:
    processes = [started("", hash_seed, WORLDS // 5) for hash_seed in ("0", "1", "random")]

    replies = [hashes_of(process) for process in processes]

    assert replies[0] == replies[1] == replies[2]


@pytest.mark.parametrize("seed", JUDGED)
def test_a_world_is_judged_by_who_has_not_simulated_it(seed: int) -> None:
    program, day = world_of(seed), day_of_world(seed, deep=True, limits=WIDE)

    assert day.limit is None
    story, simulation = Story(program=program, log=log_of(day)), program.days.simulations[0]
    assert naive_counts(story.log, program, simulation, day.counts.end_us) == day.counts
    assert_lawful(story)
    assert_routing_is_fair(story)


@pytest.mark.parametrize("seed", JUDGED)
def test_a_world_is_the_same_whatever_is_kept_of_it(seed: int) -> None:
    day = day_of_world(seed, limits=WIDE)

    log = log_of(day)
    for choices in ({"recycle": False}, {"level": Level.EVENTS}):
        other = day_of_world(seed, limits=WIDE, **choices)
        assert log_of(other).events_hash() == log.events_hash()
        assert other.counts == day.counts
    assert day_of_world(seed, level=Level.SUMMARY, limits=WIDE).counts == day.counts


def test_in_worlds_happens_what_may_happen() -> None:
    found = Counter(row.kind for seed in LIVELY for row in log_of(day_of_world(seed)).rows())

    usual = {
        Event.ACCEPTED, Event.AGENT_STATE, Event.ANSWERED, Event.ARRIVED, Event.COLLECTED,
        Event.COMES_AGAIN, Event.DRAWN, Event.HANDLING_ENDED, Event.HUNG_UP, Event.IMPATIENT,
        Event.NO_AGENT, Event.OFFERED, Event.PULLED, Event.REFUSED, Event.REFUSED_OFFER,
        Event.REJECTED, Event.SENT, Event.SESSION_CLOSED, Event.STOWED, Event.TIMED_OUT,
        Event.TRANSFERRED, Event.WITHDRAWN, Event.WRAPPED_UP,
    }  # fmt: skip
    assert not usual - set(found)
