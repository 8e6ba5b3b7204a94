"""`routewright test`."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from engine.cli import clock
from engine.limits import LIMITS
from engine.testing import session
from engine.testing.last_failed import FILE, STATE
from tests.cli.command import project, routewright
from tests.report.rounds import write
from tests.testing.judging import BROKEN, STRATEGY, TEST, by_name

GOOD = STRATEGY + TEST.format(name="the call ends")
BAD = (
    GOOD
    + """
test "the call stays" {
  strategy = hello
  tags = [slow]
  expect place == running
}
"""
)


def both(folder: Path) -> Path:
    """A folder with one project that is fine and one whose test fails."""
    for name, text in (("bad", BAD), ("good", GOOD)):
        (folder / name).mkdir()
        project(folder / name, p=text)
    return folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are written without a folder go where they do no harm."""
    monkeypatch.chdir(tmp_path)


def test_tests_that_pass_exit_with_0(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=GOOD))

    assert result.exit_code == 0
    assert result.stdout == "1 passed in 1 project\n"
    assert result.stderr == ""


def test_the_current_folder_is_tested_if_none_is_named(tmp_path: Path) -> None:
    project(tmp_path, p=GOOD)

    assert routewright("test").stdout == "1 passed in 1 project\n"


def test_a_failure_exits_with_1_and_is_told_in_full(tmp_path: Path) -> None:
    both(tmp_path)

    result = routewright("test", ".")

    assert result.exit_code == 1
    assert result.stdout.startswith("bad   1 passed, 1 failed\ngood  1 passed\n\nfailed  the call")
    assert "\n   = place is disconnected\n" in result.stdout
    assert 'routewright test bad --only "the call stays" --trace\n' in result.stdout
    assert result.stdout.endswith("\n2 passed, 1 failed in 2 projects\n")


def test_the_command_that_is_told_repeats_the_test_with_its_trace(tmp_path: Path) -> None:
    both(tmp_path)

    result = routewright("test", "bad", "--only", "the call stays", "--trace")

    assert result.exit_code == 1
    assert result.stdout.startswith("failed  the call stays\n")
    assert "bye: disconnect  final place disconnected (hello)" in result.stdout
    assert result.stdout.endswith("1 failed in 1 project\n")


def test_projects_with_errors_are_told_and_the_others_tested(tmp_path: Path) -> None:
    both(tmp_path)
    (tmp_path / "also").mkdir()
    project(tmp_path / "also", p=BROKEN)

    result = routewright("test", tmp_path)

    assert result.exit_code == 3
    assert "error[E211]: there is no block `by`" in result.stdout
    assert "failed  the call stays" in result.stdout
    assert result.stdout.endswith("1 project has errors, its tests were not run\n")


def test_what_cannot_be_read_exits_with_6(tmp_path: Path) -> None:
    result = routewright("test", tmp_path / "nowhere")

    assert result.exit_code == 6
    assert "error[E503]" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no tests in 0 projects"),
        (("empty",), "no tests in 1 project"),
        (("good", "-k", "nothing"), "none of 1 test is chosen in 1 project"),
        (("good", "--tag", "slow"), "none of 1 test is chosen in 1 project"),
    ],
)
def test_nothing_to_test_exits_with_2_and_says_so(
    tmp_path: Path, arguments: Sequence[str], said: str
) -> None:
    for name, text in (("good", GOOD), ("empty", STRATEGY)):
        (tmp_path / name).mkdir()
        project(tmp_path / name, p=text)
    (tmp_path / "bare").mkdir()

    result = routewright("test", *(arguments or ("bare",)))

    assert result.exit_code == 2
    assert result.stdout == f"{said}\n"


def test_a_folder_without_sources_is_told(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()

    result = routewright("test", "bare")

    assert result.stderr == "note: `bare` holds no `.strat` file\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-k", "a and"), ["-k", "at character 6"]),
        (("--only", "the call end"), ["--only", "did you mean `the call ends`?"]),
        (("--workers", "0"), ["--workers", "1 to 60"]),
        (("--workers", "-1"), ["--workers"]),
        (("--workers", "1000000"), ["--workers"]),
        (("--workers", "many"), ["--workers"]),
        (("--min-coverage", "101"), ["--min-coverage"]),
        (("--min-coverage", "80.55"), ["--min-coverage"]),
        (("--durations", "-1"), ["--durations"]),
        (("--format", "xml"), ["--format"]),
        (("-k", "a", "-k", "b"), ["-k is given 2 times"]),
        (("-k", "a " * 500 + "and"), ["-k", "at character 1004 of `... a a "]),
        (("--tag", "not:"), ["--tag", "`not:` names no tag"]),
        (("--tag", ""), ["--tag", "names no tag"]),
        (("--lcov", "o.x", "--junit", "./o.x"), ["--junit and --lcov name one file: `o.x`"]),
        (("--junit", "-"), ["--junit", "name a file"]),
        (("--junit", ""), ["--junit", "name a file"]),
        (("--lcov", "missing/"), ["--lcov", "`missing/` is a folder"]),
    ],
)
def test_wrong_options_are_usage_errors(
    tmp_path: Path, arguments: Sequence[str], words: list[str]
) -> None:
    result = routewright("test", project(tmp_path, p=GOOD), *arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert all(word in result.stderr for word in words)


def test_a_seed_that_is_none_is_wrong_data(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=GOOD), "--seed", "-1")

    assert result.exit_code == 4
    assert "error[E308]" in result.stderr


def test_the_same_tests_give_the_same_bytes_in_any_order_and_with_any_workers(
    tmp_path: Path,
) -> None:
    write(Path())
    plain = routewright("test", "invitation")
    shuffled = routewright("test", "invitation", "--shuffle")
    seed = shuffled.stdout.partition("--seed ")[2].partition("`")[0]

    assert plain.stdout == routewright("test", "invitation").stdout
    assert plain.stdout == routewright("test", "invitation", "--workers", "2").stdout
    assert shuffled.stdout == routewright("test", "invitation", "--seed", seed).stdout
    assert f"shuffled with seed {seed}" in shuffled.stdout
    lines = [line for line in shuffled.stdout.splitlines() if "seed" not in line]
    assert [line for line in plain.stdout.splitlines() if line not in lines] == []


def test_only_what_failed_last_time_is_run(tmp_path: Path) -> None:
    both(tmp_path)
    first = routewright("test")

    second = routewright("test", "--last-failed")

    assert first.stdout.endswith("2 passed, 1 failed in 2 projects\n")
    assert second.stdout.endswith("\n1 failed in 1 project\n")
    assert sorted(tmp_path.glob(f"*/{STATE}/*")) == [
        tmp_path / "bad" / STATE / ".gitignore",
        tmp_path / "bad" / STATE / FILE,
    ]


def test_a_state_that_cannot_be_kept_costs_a_note(tmp_path: Path) -> None:
    project(tmp_path, p=BAD)
    (tmp_path / STATE).touch()

    result = routewright("test")

    assert result.exit_code == 1
    assert "note: which tests failed is not kept" in result.stderr.replace("\n  ", " ")


def test_the_first_failure_ends_the_run_if_that_is_asked_for(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, a=BAD, b=TEST.format(name="more")), "-x")

    assert result.exit_code == 1
    assert result.stdout.endswith("1 passed, 1 failed, 1 not run in 1 project\n")


def test_verbose_gives_each_test_a_line(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=BAD), "-v")

    assert "\n  passed  the call ends\n  failed  the call stays\n" in result.stdout


def test_the_slowest_are_named_with_what_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instants = iter(range(0, 10**12, 1_500_000))
    monkeypatch.setattr(clock, "nanoseconds", lambda: next(instants))

    project(tmp_path, p=BAD)
    result = routewright("test", "--durations", "1")

    assert "\nslowest 1\n  1.5ms  the call ends  .\n" in result.stdout


def test_values_of_an_environment_hold_and_are_told(tmp_path: Path) -> None:
    text = (
        GOOD.replace('reason = "hello"', "reason = why")
        + 'param why = "day"\nenv night { why = "night" }\n'
        + 'test "by day" { strategy = hello expect outcome == disconnected("day") }\n'
    )
    project(tmp_path, p=text)

    day, night = routewright("test"), routewright("test", "--env", "night")

    assert day.exit_code == 0, day.stdout
    assert night.exit_code == 1
    assert '--only "by day" --env night --trace' in night.stdout


def test_junit_is_written_also_of_failures(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=BAD), "--junit", "verdicts.xml")

    root = Xml.fromstring((tmp_path / "verdicts.xml").read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert (root.get("tests"), root.get("failures")) == ("2", "1")


def test_all_outputs_of_coverage_are_written(tmp_path: Path) -> None:
    files = {"--coverage-json": "c.json", "--lcov": "c.info", "--cobertura": "c.xml"}
    options = [word for pair in files.items() for word in pair]

    result = routewright("test", project(tmp_path, p=GOOD), "--coverage", *options)

    assert result.exit_code == 0
    assert "coverage of" in result.stdout
    assert json.loads((tmp_path / "c.json").read_text("utf-8"))["thousandths"] == 1000
    assert (tmp_path / "c.info").read_text("utf-8").startswith("TN:\nSF:p.strat\n")
    assert 'filename="p.strat"' in (tmp_path / "c.xml").read_text("utf-8")


def test_too_little_coverage_fails_and_says_what_is_missing(tmp_path: Path) -> None:
    text = GOOD.replace("bye:", 'ask: if(ANI == "1") { true -> bye   false -> bye }\n  bye:')
    project(tmp_path, p=text.replace("path == [bye]", "path == [ask, bye]"))

    low = routewright("test", "--min-coverage", "90")
    enough = routewright("test", "--min-coverage", "75%")

    assert low.exit_code == 1
    assert "ask: port true never taken" in low.stdout
    assert low.stdout.endswith("the coverage is 75.0%, and should be at least 90.0%\n")
    assert (enough.exit_code, enough.stdout) == (0, "1 passed in 1 project\n")


def test_json_holds_everything_that_is_asked_for(tmp_path: Path) -> None:
    project(tmp_path, p=BAD)
    asked = ("--trace", "--durations", "1", "--min-coverage", "100", "--shuffle")

    result = routewright("test", ".", "--format", "json", *asked)

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert result.stdout.isascii()
    assert (document["command"], document["schema_version"]) == ("test", 1)
    assert document["summary"]["failed"] == 1
    assert document["coverage"]["thousandths"] == 1000
    assert isinstance(document["seed"], int)
    for each in document["projects"][0]["tests"]:
        assert each["duration_ns"] >= 0
        assert each["run"]["hash"]["events"] == each["events_hash"]


def test_github_gets_commands(tmp_path: Path) -> None:
    project(tmp_path, p=BAD)

    result = routewright("test", ".", "--format", "github")

    first, last = result.stdout.splitlines()
    assert first.startswith("::error file=p.strat,line=13,col=3,title=the call stays::failed")
    assert last == "1 passed, 1 failed in 1 project"


def test_warnings_of_a_project_are_messages(tmp_path: Path) -> None:
    project(tmp_path, p=GOOD + "strategy odd (voice) { a: disconnect  b: disconnect }\n")

    result = routewright("test")

    assert result.exit_code == 0
    assert result.stdout == "1 passed in 1 project\n"
    assert "warning[W310]" in result.stderr


def test_no_tested_file_is_ever_overwritten(tmp_path: Path) -> None:
    path = project(tmp_path, p=GOOD) / "p.strat"

    result = routewright("test", "--junit", path)

    assert result.exit_code == 6
    assert result.stdout == "1 passed in 1 project\n"
    assert "error[E501]" in result.stderr
    assert path.read_text(encoding="utf-8") == GOOD


def test_a_file_that_cannot_be_written_is_told_after_the_verdicts(tmp_path: Path) -> None:
    project(tmp_path, p=BAD)

    text = routewright("test", "--junit", "nowhere/a.xml", "--lcov", "c.info")
    document = json.loads(
        routewright("test", "--junit", "nowhere/a.xml", "--format", "json").stdout
    )

    assert text.exit_code == 6
    assert "1 failed" in text.stdout
    assert "error[E503]" in text.stderr
    assert (tmp_path / "c.info").exists()
    assert [each["code"] for each in document["diagnostics"]] == ["E503"]
    assert document["summary"]["failed"] == 1


def test_a_test_whose_worker_dies_exits_with_9_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, p=GOOD, q=TEST.format(name="kills") + TEST.format(name="fails"))
    monkeypatch.setattr(session, "run_session", partial(session.run_session, judge=by_name))

    result = routewright("test", "--workers", "2")

    assert result.exit_code == 9
    assert "error[E801]" in result.stdout
    assert "q.strat:2:6" in result.stdout
    assert result.stdout.endswith("1 passed, 1 failed, 1 without a verdict in 1 project\n")


def test_a_limit_weighs_more_than_an_error_and_that_more_than_a_failure(tmp_path: Path) -> None:
    both(tmp_path)
    for name, text in (("broken", BROKEN), ("huge", " " * (LIMITS.source_bytes + 1))):
        (tmp_path / name).mkdir()
        project(tmp_path / name, p=text)

    assert routewright("test", "huge", "broken", "bad").exit_code == 5
    assert routewright("test", "broken", "bad").exit_code == 3
    assert routewright("test", "bad", "good").exit_code == 1


def test_a_bug_of_ours_in_one_test_does_not_lose_the_verdicts_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = partial(session.run_session, judge=by_name)
    monkeypatch.setattr(session, "run_session", named)
    tests = "".join(TEST.format(name=name) for name in ("fails first", "breaks", "passes last"))
    project(tmp_path, p=STRATEGY + tests)

    result = routewright("test", tmp_path)

    assert result.exit_code == 70
    assert "failed  fails first" in result.stdout
    assert "ZeroDivisionError: breaks, in test `breaks`" in result.stderr
