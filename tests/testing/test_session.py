"""Rounds of tests: which are judged, what is counted, whatever the order and the workers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.cli.files import write_whole
from engine.graph.testing.model import Case
from engine.limits import Limits
from engine.program.model import Program
from engine.testing.judge import judge
from engine.testing.last_failed import FILE, STATE
from engine.testing.select import Selection, matcher
from engine.testing.session import (
    Options,
    Round,
    UnknownTestError,
    remember_all,
    run_session,
)  # fmt: skip
from engine.testing.verdict import Outcome, Verdict
from engine.testing.workers import Judge
from tests.testing.judging import BROKEN, by_name, project, still


def play(*paths: Path, judge: Judge = by_name, **options: Any) -> Round:
    """A round with a judge that reads names and a clock that stands."""
    asked = replace(Options(), **options)
    return run_session(paths, asked, clock=still, judge=judge)


def said(tests: Round) -> list[tuple[str, str]]:
    return [(each.case.name, each.verdict.outcome.value) for _, each in tests.judged]


def names(tests: Round) -> list[str]:
    return [name for name, _ in said(tests)]


def test_every_project_below_the_paths_is_tested(tmp_path: Path) -> None:
    project(tmp_path / "b", "passes", "fails")
    project(tmp_path / "a", "skips", "expects")

    tests = play(tmp_path)

    assert [session.path.name for session in tests.sessions] == ["a", "b"]
    assert said(tests) == [
        ("skips", "skipped"),
        ("expects", "expected"),
        ("passes", "passed"),
        ("fails", "failed"),
    ]
    assert tests.counts == dict.fromkeys(
        (Outcome.SKIPPED, Outcome.EXPECTED, Outcome.PASSED, Outcome.FAILED), 1
    )
    assert not tests.good


def test_a_project_with_errors_is_told_and_the_others_are_tested(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes", text=BROKEN)
    project(tmp_path / "b", "passes")

    tests = play(tmp_path)

    assert names(tests) == ["passes"]
    assert [session.program is None for session in tests.sessions] == [True, False]
    assert [found.code for found in tests.diagnostics] == ["E211"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    tests = play(tmp_path / "nowhere")

    assert [found.code for found in tests.diagnostics] == ["E503"]
    assert tests.chosen == 0


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", [None, 0, 1, 2**63 - 1])
def test_verdicts_are_the_same_for_any_order_and_any_workers(
    tmp_path: Path, seed: int | None, workers: int
) -> None:
    project(tmp_path / "a", *(f"passes {n}" for n in range(10)))
    project(tmp_path / "b", *(f"fails {n}" for n in range(10)))
    expected = play(tmp_path, judge=judge)

    tests = play(tmp_path, judge=judge, seed=seed, workers=workers)

    assert len(tests.judged) == 20
    assert [each.verdict for _, each in tests.judged] == [
        each.verdict for _, each in expected.judged
    ]
    assert names(tests) == names(expected)


def test_a_seed_decides_the_order_in_which_cases_are_judged(tmp_path: Path) -> None:
    project(tmp_path, *map(str, range(20)))

    orders = []
    for seed in (1, 1, 2):
        order: list[str] = []

        def noting(
            program: Program, case: Case, *, limits: Limits, marked: bool, order: list[str] = order
        ) -> Verdict:
            order.append(case.name)
            return by_name(program, case, limits=limits, marked=marked)

        play(tmp_path, judge=noting, seed=seed, workers=1)
        orders.append(order)

    first, again, other = orders
    assert first == again
    assert first != other
    assert sorted(first, key=int) == list(map(str, range(20)))
    assert first != list(map(str, range(20)))


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_failure_ends_a_round_that_asks_for_it(tmp_path: Path, workers: int) -> None:
    project(tmp_path, *(f"passes {n}" for n in range(5)), "fails", "passes more", "fails again")

    tests = play(tmp_path, exit_first=True, workers=workers)

    assert names(tests) == [*(f"passes {n}" for n in range(5)), "fails"]
    assert tests.chosen == 8


def test_an_interrupt_leaves_what_is_finished(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes", "fails")
    project(tmp_path / "b", "passes", "interrupts", "passes more")

    tests = play(tmp_path, workers=1)

    assert tests.interrupted
    assert names(tests) == ["passes", "fails", "passes"]
    assert tests.chosen == 5


def test_a_case_whose_worker_dies_is_an_error_that_names_it(tmp_path: Path) -> None:
    project(tmp_path, "passes", "kills", "fails")

    tests = play(tmp_path, workers=2)

    assert said(tests) == [("passes", "passed"), ("fails", "failed")]
    assert [case.name for case in tests.sessions[0].lost] == ["kills"]
    assert [found.code for found in tests.diagnostics] == ["E801"]
    assert tests.diagnostics[0].span == tests.sessions[0].lost[0].span


def test_what_is_chosen_is_judged(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes", "fails")
    project(tmp_path / "b", "passes too", "fails")

    by_expression = play(tmp_path, selection=Selection(matcher=matcher("passes")))
    by_name = play(tmp_path, selection=Selection(only=("fails",)))

    assert names(by_expression) == ["passes", "passes too"]
    assert names(by_name) == ["fails", "fails"]


def test_a_name_that_no_test_has_is_refused_with_the_nearest(tmp_path: Path) -> None:
    project(tmp_path / "a", "a long wait")

    with pytest.raises(UnknownTestError) as error:
        play(tmp_path, selection=Selection(only=("a long wai",)))

    assert error.value.name == "a long wai"
    assert error.value.help == "did you mean `a long wait`?"


def test_a_name_may_be_that_of_a_test_in_a_project_with_errors(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes")
    project(tmp_path / "b", "a long wait", text=BROKEN)

    tests = play(tmp_path, selection=Selection(only=("a long wait",)))

    assert tests.chosen == 0
    assert tests.diagnostics


def test_progress_is_told_after_each_verdict(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    project(tmp_path, "passes", "fails", "skips")

    run_session(
        [tmp_path],
        Options(),
        clock=still,
        judge=by_name,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_duration_is_what_the_clock_says(tmp_path: Path) -> None:
    project(tmp_path, "passes", "fails")
    instants = iter([10, 25, 30, 37])

    tests = run_session([tmp_path], Options(workers=1), clock=lambda: next(instants), judge=by_name)

    assert [each.duration_ns for _, each in tests.judged] == [15, 7]


def last_failed(path: Path) -> Round:
    tests = play(path, last_failed=True)
    remember_all(tests.sessions, write=write_whole)
    return tests


def test_only_what_failed_last_time_is_judged(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes", "fails a")
    project(tmp_path / "b", "fails b", "fails c")
    project(tmp_path / "c", "passes")
    first = last_failed(tmp_path)
    project(tmp_path / "b", "passes", "fails c", "fails new")

    second = last_failed(tmp_path)

    assert names(first) == ["passes", "fails a", "fails b", "fails c", "passes"]
    assert "all are chosen" in first.notes[0]
    assert names(second) == ["fails a", "fails c"]
    assert second.notes == ()


def test_all_are_judged_when_nothing_failed_last_time(tmp_path: Path) -> None:
    project(tmp_path, "fails")
    last_failed(tmp_path)
    project(tmp_path, "passes now", "passes")

    assert names(last_failed(tmp_path)) == ["passes now", "passes"]


def test_a_state_that_cannot_be_read_is_ignored_with_a_note(tmp_path: Path) -> None:
    project(tmp_path / "a", "passes", "fails")
    project(tmp_path / "b", "passes", "fails")
    last_failed(tmp_path)
    (tmp_path / "b" / STATE / FILE).write_text("{", encoding="utf-8")

    tests = last_failed(tmp_path)

    assert names(tests) == ["fails", "passes", "fails"]
    assert [FILE in note and "is ignored" in note for note in tests.notes] == [True]


def test_what_was_finished_before_an_interrupt_is_remembered(tmp_path: Path) -> None:
    project(tmp_path, "fails", "interrupts", "fails too")
    interrupted = play(tmp_path, workers=1)
    remember_all(interrupted.sessions, write=write_whole)

    assert names(last_failed(tmp_path)) == ["fails"]


def test_marks_of_all_runs_add_up(tmp_path: Path) -> None:
    project(tmp_path, "a", "b", "c")

    tests = play(tmp_path, judge=judge, marked=True)

    assert tests.sessions[0].marks.blocks == {0: 3}
    assert play(tmp_path, judge=judge).sessions[0].marks.blocks == {}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_of_ours_names_its_case_and_leaves_what_is_finished(
    tmp_path: Path, workers: int
) -> None:
    project(tmp_path / "a", "passes", "fails")
    project(tmp_path / "b", "passes", "breaks", "passes more")

    tests = play(tmp_path, workers=workers)

    assert not tests.interrupted
    assert str(tests.broken) == "ZeroDivisionError: breaks, in test `breaks` of b"
    names = [each.case.name for _, each in tests.judged]
    assert names[:3] == ["passes", "fails", "passes"]
    assert "breaks" not in names
