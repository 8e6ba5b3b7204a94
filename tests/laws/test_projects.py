"""What holds for every project that checks clean: text, runs and hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Findings, Severity
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.sim import core
from engine.source import Source
from tests.generators.projects import Drawn, projects
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, check_text, run_process

ROOT = Path(__file__).parents[2]


def run_drawn(drawn: Drawn, text: str | None = None) -> Story:
    checked = check_text(text or drawn.text)
    assert checked.process is not None, [(d.code, d.message) for d in checked.diagnostics]
    return run_process(
        checked.process,
        data=[("Name", drawn.name)],
        answers=drawn.answers,
        horizon_us=drawn.horizon_us,
    )


@given(projects())
def test_a_drawn_project_checks_without_an_error(drawn: Drawn) -> None:
    found = check_text(drawn.text).diagnostics

    assert [d for d in found if d.severity is Severity.ERROR] == []


@given(projects())
def test_printing_and_parsing_again_gives_the_same_tree(drawn: Drawn) -> None:
    findings = Findings()
    tree = parse(Source("a.strat", drawn.text), findings)
    printed = print_file(tree)

    assert parse(Source("a.strat", printed), findings) == tree
    assert print_file(parse(Source("a.strat", printed), findings)) == printed
    assert list(findings) == []


@given(projects())
def test_every_log_keeps_the_laws_of_interactions_queues_and_sessions(drawn: Drawn) -> None:
    assert_lawful(run_drawn(drawn))


@given(projects())
def test_the_same_project_and_seed_give_the_same_log(drawn: Drawn) -> None:
    first, second = run_drawn(drawn), run_drawn(drawn)

    assert first.log.events_bytes() == second.log.events_bytes()
    assert first.log.why_bytes() == second.log.why_bytes()


@given(projects())
def test_formatting_does_not_change_a_run(drawn: Drawn) -> None:
    printed = print_file(parse(Source("a.strat", drawn.text), Findings()))

    assert run_drawn(drawn).log.events_hash() == run_drawn(drawn, printed).log.events_hash()


class Reply(TypedDict):
    """What a worker prints."""

    form: str
    hashes: list[list[str]]


def in_a_new_process(batch: list[Drawn], *, hash_seed: str, form: str) -> Reply:
    given_text = json.dumps([[d.text, d.name, d.answers, d.horizon_us] for d in batch])
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


@settings(max_examples=3, deadline=None)
@given(st.lists(projects(), min_size=8, max_size=8))
def test_hash_seed_and_form_of_the_core_do_not_change_a_log(batch: list[Drawn]) -> None:
    here = [
        [story.log.events_hash(), story.log.why_hash()]
        for story in (run_drawn(drawn) for drawn in batch)
    ]

    for hash_seed, form in (("0", "plain"), ("1", "plain"), ("random", ""), ("0", "")):
        reply = in_a_new_process(batch, hash_seed=hash_seed, form=form)
        assert reply["hashes"] == here, (hash_seed, reply["form"])


@pytest.mark.skipif(core.form() == "plain", reason="no C compiler when this was installed")
def test_the_compiled_core_can_be_switched_off() -> None:
    assert in_a_new_process([], hash_seed="0", form="plain")["form"] == "plain"
    assert in_a_new_process([], hash_seed="0", form="")["form"] == "compiled"
