"""Tests of strategies as items of pytest: the same verdicts and words as `routewright test`."""

import json
import re
import shutil
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import engine.pytest_plugin
from engine.access.project import load_project
from tests.cli.command import BROKEN, HELLO, project, routewright

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
INSTALLED = any(entry_points(group="pytest11", name="routewright"))
PLUGIN = "routewright" if INSTALLED else "engine.pytest_plugin"

STRATEGY = """strategy greet (voice) {
  known: if(ANI == "") { true -> sorry   false -> bye }
  sorry: disconnect { reason = "no number" }
  bye: disconnect { reason = "greeted" }
}
"""
TESTS = """test "it passes" {
  tags = [quick]
  strategy = greet
  input = { ANI: "+1" }
  expect path == [known, bye]
}

test "it fails" {
  strategy = greet
  input = { ANI: "+1" }
  expect path == [known, sorry]
}

test "it is skipped" {
  tags = [quick]
  skip = "waits for the new template"
  strategy = greet
  expect path == [known, bye]
}

test "it fails as expected" {
  fails = "bug 17"
  strategy = greet
  expect path == [known, bye]
}

test "it passes unexpectedly" {
  fails = "bug 18"
  strategy = greet
  expect path == [known, sorry]
}

test "a table" {
  strategy = greet
  input = { ANI: row.number }
  row "with a number" { number = "+1"   end = "greeted" }
  row "without one" { number = ""   end = "no number" }
  row "with a wrong end" { number = ""   end = "greeted" }
  expect outcome == disconnected(row.end)
}
"""
BAD = ["it fails", "it passes unexpectedly", "a table [with a wrong end]"]


@pytest.fixture(autouse=True, scope="module")
def everything_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Loads what the plugin loads: of a run of pytest inside this one, what that loads first is
    forgotten with its end, and loaded a second time by the next one."""
    folder = project(tmp_path_factory.mktemp("loaded"), greet=STRATEGY, tests=TESTS)
    load_project(folder).run().trace()
    routewright("test", folder)
    routewright("test", ROOT / "strategies")
    routewright("check", project(tmp_path_factory.mktemp("broken"), broken=BROKEN))


@pytest.fixture
def mixed(pytester: pytest.Pytester) -> Path:
    """A project with a case of every outcome."""
    folder = pytester.mkdir("mixed")
    return project(folder, greet=STRATEGY, tests=TESTS)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Runs pytest in this process with the plugin, whether or not it is installed."""
    return pytester.runpytest_inprocess("-p", PLUGIN, "--strict-markers", "-rA", *arguments)


def pytest_verdicts(pytester: pytest.Pytester, *paths: str) -> dict[str, str]:
    """The outcomes of all items by the name of their case, in the words of `routewright test`."""
    collected: dict[str, str] = {}

    class Listener:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            name = report.nodeid.partition("::")[2]
            if report.when != "call" and report.passed:
                return
            expected = "wasxfail" in vars(report)
            collected[name] = "expected" if expected and report.skipped else report.outcome

    pytester.inline_run("-p", PLUGIN, *paths, plugins=[Listener()])
    return collected


def command_verdicts(*paths: str) -> dict[str, str]:
    """The same from the command, where an unexpected pass is a failure."""
    result = routewright("test", *paths, "--format", "json")
    document = json.loads(result.stdout)
    return {
        case["name"]: "failed" if case["outcome"] == "unexpected" else case["outcome"]
        for each in document["projects"]
        for case in each["tests"]
    }


def test_both_runners_agree_on_every_verdict(
    pytester: pytest.Pytester, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "strategies", "strategies")

    found = pytest_verdicts(pytester, "strategies", "mixed")

    assert found == command_verdicts("strategies", "mixed")
    assert set(found.values()) == {"passed", "failed", "skipped", "expected"}
    assert [name for name, outcome in found.items() if outcome == "failed"] == BAD
    assert len(found) > 40


def test_a_failure_is_told_in_the_words_of_the_command(
    pytester: pytest.Pytester, mixed: Path
) -> None:
    told = routewright("test", "mixed").stdout

    result = run(pytester, "mixed")

    blocks = re.findall(r"(?ms)^(?:failed|passed unexpectedly)  .*?(?=\n\n?(?:\w|\Z))", told)
    assert len(blocks) == len(BAD)
    for block in blocks:
        assert f"\n{block}\n" in result.stdout.str(), block
    assert "Traceback" not in result.stdout.str()


def test_outcomes_are_those_of_pytest(pytester: pytest.Pytester, mixed: Path) -> None:
    result = run(pytester, "mixed")

    result.assert_outcomes(passed=3, failed=3, skipped=1, xfailed=1)
    result.stdout.fnmatch_lines(
        [
            "SKIPPED [[]1] mixed/tests.strat*: waits for the new template",
            "XFAIL mixed/tests.strat::it fails as expected - bug 17",
            "FAILED mixed/tests.strat::it fails - *",
        ]
    )


def test_expected_failures_count_as_others_if_pytest_is_told_so(
    pytester: pytest.Pytester, mixed: Path
) -> None:
    result = run(pytester, "mixed", "--runxfail", "-k", "expected or unexpectedly")

    result.assert_outcomes(passed=1, failed=1)


def test_a_file_lists_its_own_cases_in_order(pytester: pytest.Pytester, mixed: Path) -> None:
    result = run(pytester, "mixed", "--collect-only")

    result.stdout.fnmatch_lines(
        [
            "*<StrategyFile tests.strat>",
            "*<StrategyCase it passes>",
            "*<StrategyCase it fails>",
            "*<StrategyCase a table [[]with a number]>",
        ]
    )


@pytest.mark.parametrize(
    ("argument", "passed", "failed"),
    [
        ("mixed/tests.strat::it passes", 1, 0),
        ("mixed/tests.strat::a table [without one]", 1, 0),
        ("mixed/tests.strat", 3, 3),
        ("mixed/greet.strat", 0, 0),
    ],
)
def test_a_case_or_a_file_can_be_asked_for(
    pytester: pytest.Pytester, mixed: Path, argument: str, passed: int, failed: int
) -> None:
    result = run(pytester, argument)

    outcomes = result.parseoutcomes()
    assert (outcomes.get("passed", 0), outcomes.get("failed", 0)) == (passed, failed)


@pytest.mark.parametrize("option", ["-k", "-m"])
def test_tags_choose_cases(pytester: pytest.Pytester, mixed: Path, option: str) -> None:
    result = run(pytester, "mixed", option, "quick")

    result.assert_outcomes(passed=1, skipped=1, deselected=6)


def test_a_tag_that_is_called_like_a_marker_of_pytest_is_only_a_word(
    pytester: pytest.Pytester,
) -> None:
    text = TESTS.replace("[quick]", "[skip, xfail, parametrize, _own, usefixtures]", 1)
    project(pytester.mkdir("tagged"), greet=STRATEGY, tests=text)

    result = run(pytester, "tagged", "-k", "parametrize and _own")

    result.assert_outcomes(passed=1, deselected=7)


def test_the_place_of_an_item_is_that_of_its_test(pytester: pytest.Pytester, mixed: Path) -> None:
    items, _ = pytester.inline_genitems("-p", PLUGIN, "mixed")

    places = {item.name: item.location[:2] for item in items}
    line = TESTS.split("\n").index('test "it fails" {')
    assert places["it fails"] == ("mixed/tests.strat", line)


def test_a_project_with_errors_is_one_error_that_shows_them(pytester: pytest.Pytester) -> None:
    project(pytester.mkdir("broken"), a=BROKEN, b=HELLO.replace("hello", "other"), tests=TESTS)
    said = routewright("check", "broken").stdout

    result = run(pytester, "broken")

    result.assert_outcomes(errors=1)
    assert said.strip() in result.stdout.str()
    assert "ERROR collecting broken/a.strat" in result.stdout.str()


@pytest.mark.parametrize("argument", [".", "tests.strat", ""])
def test_pytest_may_be_called_inside_of_a_project(
    pytester: pytest.Pytester, mixed: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    pytester.makeini("[pytest]")
    monkeypatch.chdir(mixed)

    result = run(pytester, argument or str(mixed))

    result.assert_outcomes(passed=3, failed=3, skipped=1, xfailed=1)
    assert "--> tests.strat:11:3" in result.stdout.str()
    assert "FAILED tests.strat::it fails" in result.stdout.str()


def test_a_project_may_be_a_link(pytester: pytest.Pytester, mixed: Path) -> None:
    pytester.mkdir("links").joinpath("linked").symlink_to(mixed, target_is_directory=True)

    result = run(pytester, "links")

    result.assert_outcomes(passed=3, failed=3, skipped=1, xfailed=1)


def test_failures_go_to_junit_and_come_back_by_last_failed(
    pytester: pytest.Pytester, mixed: Path
) -> None:
    run(pytester, "mixed", "--junitxml=out.xml")
    again = run(pytester, "mixed", "--lf")

    assert "path is [known, bye]" in (pytester.path / "out.xml").read_text(encoding="utf-8")
    again.assert_outcomes(failed=3)


def test_the_other_projects_are_judged_all_the_same(pytester: pytest.Pytester, mixed: Path) -> None:
    project(pytester.mkdir("broken"), a=BROKEN)

    result = run(pytester, "broken", "mixed", "--continue-on-collection-errors")

    result.assert_outcomes(errors=1, passed=3, failed=3, skipped=1, xfailed=1)


def test_an_imported_file_has_its_cases_and_belongs_to_its_project(
    pytester: pytest.Pytester,
) -> None:
    folder = pytester.mkdir("outer")
    project(folder, main='import "parts/tests.strat"\n\n' + STRATEGY)
    (folder / "parts").mkdir()
    project(folder / "parts", tests=TESTS)

    found = pytest_verdicts(pytester, "outer")

    assert found == command_verdicts("outer")
    assert len(found) == 8


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("outer/main.strat", 1),
        ("outer/parts/tests.strat", 8),
        ("outer/parts", 8),
        ("outer/own/other.strat", 1),
        ("outer/own", 1),
    ],
)
def test_both_runners_agree_on_files_and_folders_of_a_project(
    pytester: pytest.Pytester, path: str, count: int
) -> None:
    own = STRATEGY + 'test "own" { strategy = greet expect place == disconnected }\n'
    for folder in ("outer", "outer/parts", "outer/own"):
        pytester.mkdir(folder)
    project(Path("outer"), main='import "parts/tests.strat"\n\n' + own)
    project(Path("outer/parts"), tests=TESTS)
    project(Path("outer/own"), other=own)

    found = pytest_verdicts(pytester, path)

    assert found == command_verdicts(path)
    assert len(found) == count


def test_a_broken_file_above_a_project_is_told_and_harms_nothing(
    pytester: pytest.Pytester, mixed: Path
) -> None:
    project(pytester.path, stray=BROKEN)

    result = run(pytester, "mixed", "stray.strat", "--continue-on-collection-errors")

    result.assert_outcomes(errors=1, passed=3, failed=3, skipped=1, xfailed=1)


def test_a_project_is_checked_once(
    pytester: pytest.Pytester, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Path] = []
    check = engine.pytest_plugin.Projects._checked

    def noting(self: engine.pytest_plugin.Projects, path: Path) -> object:
        checked.append(path)
        return check(self, path)

    monkeypatch.setattr(engine.pytest_plugin.Projects, "_checked", noting)

    run(pytester, "mixed")

    assert checked == [Path("mixed")]


def test_workers_share_the_cases(pytester: pytest.Pytester, mixed: Path) -> None:
    pytest.importorskip("xdist")

    result = run(pytester, "mixed", "-n", "2")

    result.assert_outcomes(passed=3, failed=3, skipped=1, xfailed=1)
    assert "path is [known, bye]" in result.stdout.str()


def test_the_plugin_can_be_left_out(pytester: pytest.Pytester, mixed: Path) -> None:
    result = pytester.runpytest_inprocess("-p", "no:routewright", "mixed")

    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_test_in_python_can_run_a_project(pytester: pytest.Pytester, mixed: Path) -> None:
    pytester.makepyfile(
        """
        def test_a_caller_is_greeted(load_project):
            project = load_project("mixed")
            assert project.run(ani="+1").outcome == ("disconnected", "greeted")
            assert load_project("mixed") is project
        """
    )

    result = run(pytester, "--import-mode=importlib")

    result.assert_outcomes(passed=4, failed=3, skipped=1, xfailed=1)


def test_a_test_in_python_is_told_what_is_wrong_with_a_project(pytester: pytest.Pytester) -> None:
    project(pytester.mkdir("broken"), a=BROKEN)
    pytester.makepyfile("def test_it(load_project): load_project('broken')")

    result = run(pytester, "--import-mode=importlib", "-k", "test_it", "--ignore=broken")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["error[[]E211]: there is no block `by`", "*--> broken/a.strat:2:*"]
    )


def test_the_entry_point_is_declared() -> None:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert found["project"]["entry-points"] == {"pytest11": {"routewright": "engine.pytest_plugin"}}
