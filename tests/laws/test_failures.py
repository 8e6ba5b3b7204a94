"""Laws of what goes wrong in the world: nothing planned is nothing at all, and nothing disturbs
the draws of anything else (I-52, I-55, I-56)."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.days import Simulation
from engine.failures import (
    ALL,
    DRAWN,
    NONE,
    OCCASION_BITS,
    PAGES,
    Failing,
    Failure,
    FailurePlan,
    Way,
    Window,
    lacking,
    plan_named,
)
from engine.log.counts import Failed, Level
from engine.log.events import Event
from engine.ops import Place
from engine.program.model import Program
from engine.report.failure_sentences import SENTENCES
from engine.sim import core
from engine.sim.day import Day
from engine.sim.failure_draws import LEAST_SHARE, plan_of
from engine.streams import Purpose, drawn
from engine.values import HOUR
from tests.helpers.days import day_of, log_of, program_of
from tests.sim.failing_project import CENTRE, centre_day, hit, one

ROOT = Path(__file__).parents[2]
SHARES = [failure for failure in Failure if PAGES[failure].way is Way.SHARE]
DAY = Simulation(name="day", start_us=0, duration_us=8 * HOUR)


@cache
def centre() -> Program:
    return program_of(CENTRE)


def day_with(plan: FailurePlan | None, **choices: Any) -> Day:
    program = centre()
    simulation = replace(program.days.simulations[0], failures=plan)
    days = replace(program.days, simulations=(simulation,))
    return day_of(replace(program, days=days), **choices)


def rows(day: Day) -> dict[str, bytes]:
    return {name: bytes(column) for name, column in log_of(day).columns.items()}


def test_a_plan_in_which_nothing_happens_is_no_plan_byte_for_byte() -> None:
    failings = [Failing(failure=failure) for failure in Failure]
    during = Window(begins_us=HOUR, lasts_us=HOUR)
    failings += [Failing(failure=failure, windows=(during,)) for failure in SHARES]
    windows = [each for each in Failure if PAGES[each].way is Way.WINDOW]
    failings += [Failing(failure=failure, share=1_000_000) for failure in windows]
    idle = FailurePlan(name="idle", failings=tuple(failings))

    one, other = log_of(day_with(None)), log_of(day_with(idle))

    assert one.head["input"] == other.head["input"]
    assert one.events_hash() == other.events_hash()
    assert one.why_hash() == other.why_hash()


def test_what_could_happen_and_does_not_changes_no_row() -> None:
    rare = tuple(Failing(failure=failure, share=1) for failure in SHARES)
    day = day_with(FailurePlan(name="rare", failings=rare))

    assert not day.counts.failures
    assert rows(day) == rows(day_with(None))


def test_one_failure_more_disturbs_no_draw_of_the_others() -> None:
    alone = centre_day(one(Failure.ESP_DUPLICATE))
    beside = centre_day(one(Failure.ESP_DUPLICATE), one(Failure.ENDS_WITH_AGENT, 900_000))

    def customers(day: Day) -> set[int]:
        came = {row.interaction: row.b for row in log_of(day).rows() if row.kind is Event.ARRIVED}
        return {came[each] for each in hit(day, Failure.ESP_DUPLICATE)}

    assert customers(alone) == customers(beside)
    assert hit(beside, Failure.ENDS_WITH_AGENT)


def test_who_is_hit_follows_from_seed_failure_customer_and_occasion_alone() -> None:
    day = centre_day(one(Failure.ESP_TIMEOUT))

    key = int(Failure.ESP_TIMEOUT) << OCCASION_BITS
    entities = {
        row.interaction: row.b
        for row in log_of(day).rows()
        if row.kind is Event.ARRIVED and row.a == 0
    }
    wanted = {
        call
        for call, entity in entities.items()
        if drawn(1, Purpose.FAILURE, entity, key) * 1_000_000 >> 64 < 200_000
    }
    assert hit(day, Failure.ESP_TIMEOUT) == wanted


@pytest.mark.parametrize("seed", [2, 5])
def test_levels_and_recycling_change_nothing(seed: int) -> None:
    day = day_with(DRAWN, seed=seed)

    assert rows(day) == rows(day_with(DRAWN, seed=seed, level=Level.WHY))
    assert rows(day) == rows(day_with(DRAWN, seed=seed, recycle=False))
    assert day.counts == day_with(DRAWN, seed=seed, level=Level.SUMMARY).counts


@pytest.mark.skipif(core.form() == "plain", reason="the core is not compiled here")
def test_both_forms_of_the_core_fail_alike() -> None:
    replies = []
    for form in ("plain", "compiled"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.sim.failing_forms"],
            env={**os.environ, "ROUTEWRIGHT_CORE": form},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        replies.append(json.loads(done.stdout))

    assert [reply["form"] for reply in replies] == ["plain", "compiled"]
    assert replies[0]["days"] == replies[1]["days"]


@pytest.mark.parametrize("seed", [3, 4])
def test_what_is_counted_of_failures_is_what_the_rows_say(seed: int) -> None:
    day = day_with(DRAWN, seed=seed)

    assert day.counts.failures == tuple(counted(day))
    assert day.counts.failures


def counted(day: Day) -> list[Failed]:
    """The same by a second way: from the whole log."""
    told = [row for row in log_of(day).rows() if row.kind is Event.FAILED]
    final = {row.interaction: row.a for row in log_of(day).rows() if row.kind is Event.FINAL}
    found = []
    for failure in Failure:
        mine = [row.interaction for row in told if row.a == failure]
        hit = {each for each in mine if each >= 0}
        ends = Counter(final[each] for each in hit if each in final)
        if mine:
            found.append(
                Failed(
                    failure=int(failure),
                    windows=mine.count(-1),
                    happened=len(mine) - mine.count(-1),
                    hit=len(hit),
                    finals=tuple(ends[place] for place in Place),
                )
            )
    return found


def test_what_is_drawn_is_absent_from_half_of_the_runs_and_within_its_bounds() -> None:
    # Where servers stop one after the other, that adds windows to those of each.
    plan = lacking(DRAWN, Failure.SWIZZLE)
    plans = [plan_of(replace(DAY, failures=plan), seed) for seed in range(400)]
    drawn_ = [failing for each in plans if each is not None for failing in each.failings]
    often = Counter(failing.failure for failing in drawn_)

    for failure in SHARES:
        assert 150 < often[failure] < 250, failure
    for failing in drawn_:
        page = PAGES[failing.failure]
        assert page.way is Way.RUN or LEAST_SHARE <= failing.share <= page.most
        assert len(failing.windows) <= 3
        assert all(each.begins_us < DAY.duration_us for each in failing.windows)
    assert any(failing.length is not None and failing.length.a == 0 for failing in drawn_)
    small = [failing.share for failing in drawn_ if failing.failure in SHARES]
    assert sum(share < 5_000 for share in small) > len(small) // 3, "spread over magnitudes"


def test_what_is_left_out_of_a_drawn_plan_leaves_the_rest_as_it_was() -> None:
    every = plan_of(replace(DAY, failures=DRAWN), 11)
    assert every is not None
    failure = every.failings[0].failure
    rest = plan_of(replace(DAY, failures=lacking(DRAWN, failure)), 11)

    assert rest is not None
    assert rest.failings == tuple(each for each in every.failings if each.failure is not failure)


def test_names_of_plans() -> None:
    storm = FailurePlan(name="storm")

    assert plan_named("storm", [storm]) is storm
    assert plan_named(ALL, [storm]) is DRAWN
    assert plan_named(NONE, [storm]) is None
    with pytest.raises(ValueError, match="there are no faults `strom`"):
        plan_named("strom", [storm])


def test_every_failure_has_a_page_and_a_sentence_and_names_its_row() -> None:
    assert list(PAGES) == list(Failure) == list(SENTENCES)
    assert all(1 <= failure // 10 <= 32 for failure in Failure)
