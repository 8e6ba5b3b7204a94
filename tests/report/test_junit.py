"""JUnit XML: read back by a reader that is not ours."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as generators
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite

from engine.pipeline import Checked
from engine.report.styled import plain
from engine.report.to_junit import to_junit
from engine.report.verdicts import verdict_lines
from engine.testing.session import Judged, Options, Round, Session, run_session
from engine.testing.verdict import Failure as Found
from engine.testing.verdict import Outcome, Verdict
from tests.report.rounds import play, write
from tests.report.story import program
from tests.testing.judging import by_name, case, project, still


@pytest.fixture
def tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round in which tests turn out in every way."""
    monkeypatch.chdir(tmp_path)
    write(Path())
    instants = iter(range(0, 10**12, 1_500_000))
    return play(Path(), clock=lambda: next(instants))


def read(tests: Round) -> list[TestSuite]:
    return list(JUnitXml.fromstring(to_junit(tests).encode()))


def results(suite: TestSuite) -> dict[str, list[tuple[type, str]]]:
    return {test.name: [(type(result), result.message) for result in test.result] for test in suite}


def test_a_suite_is_a_project_and_its_tests_are_in_it_in_order(tests: Round) -> None:
    broken, invitation = read(tests)

    assert (broken.name, invitation.name) == ("broken", "invitation")
    assert [test.name for test in invitation] == [
        each.case.name for each in tests.sessions[1].judged
    ]
    assert {test.classname for test in invitation} == {"invitation/p.strat"}


def test_each_outcome_has_its_element(tests: Round) -> None:
    found = results(read(tests)[1])

    assert found["the caller is told"] == []
    assert found["a refusal is attached"] == [(Failure, "it did not hold at the end of the run")]
    assert found["with the new template"] == [(Skipped, "waits for the new template")]
    assert found["known to be wrong"] == [(Skipped, "failed as expected: bug 17")]
    assert found["mended, and nobody has noticed"] == [(Failure, "passed unexpectedly")]


def test_the_text_of_a_failure_is_what_is_printed(tests: Round) -> None:
    session, each = next(
        (session, each) for session, each in tests.judged if not each.verdict.outcome.good
    )
    (failure,) = next(test for test in read(tests)[1] if test.name == each.case.name).result

    lines = verdict_lines(session.path, each.case, each.verdict, 100)
    assert failure.text == "\n".join(plain(line).rstrip() for line in lines)


def test_a_project_with_errors_is_an_error(tests: Round) -> None:
    (suite, _) = read(tests)

    assert results(suite) == {"check": [(Error, "there is no block `by`")]}
    (check,) = suite
    assert check.result[0].type == "E211"
    assert "broken/p.strat:2:48" in check.result[0].text


def test_sums_and_times_are_those_of_the_round(tests: Round) -> None:
    suites = read(tests)
    whole = JUnitXml.fromstring(to_junit(tests).encode())

    for suite in suites:
        stated = (suite.tests, suite.failures, suite.errors, suite.skipped, suite.time)
        suite.update_statistics()
        assert stated == pytest.approx(
            (suite.tests, suite.failures, suite.errors, suite.skipped, suite.time)
        )
    assert (whole.tests, whole.failures, whole.errors, whole.skipped) == (9, 5, 1, 2)
    assert whole.time == pytest.approx(8 * 0.0015)
    assert all(test.time == pytest.approx(0.0015) for test in suites[1])


def test_the_seed_and_the_environment_are_properties(tmp_path: Path) -> None:
    project(tmp_path, "a")
    tests = play(tmp_path, Options(seed=7))

    (suite,) = JUnitXml.fromstring(to_junit(tests, environment="night").encode())

    assert {each.name: each.value for each in suite.properties()} == {
        "seed": "7",
        "environment": "night",
    }
    assert not list(read(replace(tests, seed=None))[0].properties())


def test_a_test_whose_worker_died_is_an_error(tmp_path: Path) -> None:
    project(tmp_path, "passes", "kills")
    tests = run_session([tmp_path], Options(workers=2), clock=still, judge=by_name)

    found = results(read(tests)[0])

    assert found["passes"] == []
    assert [kind for kind, _ in found["kills"]] == [Error]


@given(generators.text(min_size=1), generators.text())
def test_any_text_comes_through_as_it_is_shown(name: str, message: str) -> None:
    """Whatever XML cannot hold, and whatever would not be seen, is spelt out."""
    failed = Verdict(
        outcome=Outcome.FAILED, failures=(Found(claim=None, message=message, at_us=0),)
    )
    tests = one(Judged(case=case(name), verdict=failed, duration_ns=0))

    root = Xml.fromstring(to_junit(tests))

    (test,) = root.iter("testcase")
    assert test.get("name", "").isprintable()
    if name.isprintable():
        assert test.get("name") == name
    (failure,) = test
    assert failure.text


def one(judged: Judged) -> Round:
    """A round with one verdict."""
    checked = Checked(files=(), process=None, diagnostics=())
    session = Session(
        path=Path("p"), checked=checked, program=program(), chosen=1, judged=(judged,)
    )
    return Round(sessions=(session,))
