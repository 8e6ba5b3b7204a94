"""What holds whatever a scenario lets happen: laws of the log, the same bytes everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypedDict

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.report.styled import line_width, plain
from engine.report.to_trace import to_trace
from engine.source import visible
from tests.generators.projects import Drawn, projects
from tests.generators.scenarios import plots, scenario_of
from tests.helpers.inactive import assert_idle_sessions_are_told_and_closed_in_time
from tests.helpers.oracle import assert_lawful, assert_what_was_to_happen_has_left_a_row
from tests.helpers.runs import Story, run_text

ROOT = Path(__file__).parents[2]


def played(drawn: Drawn, plot: dict[str, Any]) -> Story:
    return run_text(drawn.text, scenario=scenario_of(drawn, plot))


@given(projects(), plots())
def test_whatever_happens_the_log_keeps_its_laws(drawn: Drawn, plot: dict[str, Any]) -> None:
    story = played(drawn, plot)

    assert_lawful(story)
    assert_idle_sessions_are_told_and_closed_in_time(story)
    assert_what_was_to_happen_has_left_a_row(story, scenario_of(drawn, plot).happenings)


@given(projects(), plots())
def test_whatever_happens_can_be_told(drawn: Drawn, plot: dict[str, Any]) -> None:
    story = played(drawn, plot)

    for line in to_trace(story.program, story.log, columns=80):
        assert line_width(line) <= 80 or len(visible(plain(line)).split()) <= 3


@given(projects(), plots())
def test_what_would_happen_behind_the_horizon_changes_nothing(
    drawn: Drawn, plot: dict[str, Any]
) -> None:
    bare: dict[str, Any] = {
        "waiting": None,
        "asynchronous": False,
        "midway": None,
        "stubs": [],
        "digits": None,
        "draws": [],
        "length": None,
        "happenings": [],
    }
    late = {
        **bare,
        "happenings": [[drawn.horizon_us + 1, *rest] for _, *rest in plot["happenings"]],
    }

    first, second = played(drawn, bare), played(drawn, late)

    assert first.rows() == second.rows()


class Reply(TypedDict):
    """What a worker prints."""

    form: str
    hashes: list[list[str]]


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(projects(), plots()), min_size=8, max_size=8))
def test_hash_seed_and_form_of_the_core_do_not_change_what_happens(
    batch: list[tuple[Drawn, dict[str, Any]]],
) -> None:
    stories = [played(drawn, plot) for drawn, plot in batch]
    here = [[story.log.events_hash(), story.log.why_hash()] for story in stories]

    for hash_seed, form in (("0", "plain"), ("random", "")):
        reply = in_a_new_process(batch, hash_seed=hash_seed, form=form)
        assert reply["hashes"] == here, (hash_seed, reply["form"])


def in_a_new_process(
    batch: list[tuple[Drawn, dict[str, Any]]], *, hash_seed: str, form: str
) -> Reply:
    given_text = json.dumps([[d.text, d.name, d.answers, d.horizon_us, plot] for d, plot in batch])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "ROUTEWRIGHT_CORE": form}
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.worker"],
        input=given_text,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    reply: Reply = json.loads(done.stdout)
    return reply
