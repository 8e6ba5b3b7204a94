"""`routewright test`: which tests paths and options ask for, and where its outputs go."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.command import project, routewright
from tests.cli.test_test import BAD, GOOD
from tests.testing.judging import BROKEN, TEST


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths begin in a folder of their own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("-k", "ENDS"), ["the call ends"]),
        (("-k", "call and not (ends or other)"), ["the call stays"]),
        (("--tag", "slow"), ["the call stays"]),
        (("--tag", "not:slow"), ["the call ends"]),
        (("--only", "the call ends", "--only", "the call stays"),
         ["the call ends", "the call stays"]),
    ],
)  # fmt: skip
def test_tests_are_chosen(tmp_path: Path, arguments: Sequence[str], names: list[str]) -> None:
    result = routewright("test", project(tmp_path, p=BAD), *arguments, "--format", "json")

    (found,) = json.loads(result.stdout)["projects"]
    assert [each["name"] for each in found["tests"]] == names


def test_of_a_wrong_expression_the_place_is_shown(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=GOOD), "-k", "b" * 5_000 + " (")

    assert result.exit_code == 2
    assert len(result.stderr) < 400


def test_nothing_is_run_or_written_if_two_outputs_are_one_file(tmp_path: Path) -> None:
    (tmp_path / "linked.x").symlink_to(tmp_path / "o.x")

    result = routewright("test", project(tmp_path, p=GOOD), "--lcov", "o.x", "--junit", "linked.x")

    assert (result.exit_code, result.stdout) == (2, "")
    assert not (tmp_path / "o.x").exists()


TABLE = """
test "a table" {
  strategy = hello
  row "one" { why = "hello" }
  row "two" { why = "hello" }
  expect outcome == disconnected(row.why)
}
"""


@pytest.mark.parametrize(("name", "count"), [("a table", 2), ("a table [one]", 1)])
def test_a_table_is_asked_for_by_its_name(tmp_path: Path, name: str, count: int) -> None:
    result = routewright("test", project(tmp_path, p=GOOD + TABLE), "--only", name)

    assert result.stdout == f"{count} passed in 1 project\n"


def test_the_name_of_a_table_may_be_the_nearest_one(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=GOOD + TABLE), "--only", "a tabel")

    assert "did you mean `a table` or `a table [two]`?" in result.stderr


@pytest.mark.parametrize("tag", ["slo", "not:slo"])
def test_a_tag_that_no_test_has_is_told_with_the_nearest(tmp_path: Path, tag: str) -> None:
    result = routewright("test", project(tmp_path, p=BAD), "--tag", tag)

    assert result.stderr == "note: no test has the tag `slo`; did you mean `slow`?\n"


OUTER = 'import "parts/tests.strat"\n\n' + GOOD.replace("the call ends", "of the main file")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("outer/main.strat", "1 passed"), ("outer/parts/tests.strat", "2 passed"),
     ("outer/parts", "2 passed"), ("outer", "3 passed")],
)  # fmt: skip
def test_a_file_or_a_folder_of_a_project_has_its_tests_run(
    tmp_path: Path, path: str, expected: str
) -> None:
    (tmp_path / "outer" / "parts").mkdir(parents=True)
    project(tmp_path / "outer", main=OUTER)
    project(tmp_path / "outer" / "parts", tests=TABLE)

    result = routewright("test", path)

    assert result.exit_code == 0
    assert result.stdout == f"{expected} in 1 project\n"


def test_tests_that_cannot_be_read_are_not_called_none(tmp_path: Path) -> None:
    result = routewright("test", project(tmp_path, p=BROKEN + TEST.format(name="a")))

    assert result.stdout.endswith("\nno tests were run; 1 project has errors\n")


@pytest.mark.parametrize(
    ("epoch", "timestamp"),
    [("1767600000", "1767600000"), ("soon", "0"), ("-1", "0"), ("", "0"), ("1.5", "0")],
)
def test_the_time_of_a_build_is_that_of_cobertura(
    tmp_path: Path, epoch: str, timestamp: str
) -> None:
    routewright("test", project(tmp_path, p=GOOD), "--cobertura", "c.xml", SOURCE_DATE_EPOCH=epoch)

    assert f'timestamp="{timestamp}"' in (tmp_path / "c.xml").read_text("utf-8")


def test_a_project_whose_name_looks_like_an_option_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "-dash").mkdir()
    project(tmp_path / "-dash", p=BAD)

    result = routewright("test", "--", "-dash")

    assert 'repeat   routewright test ./-dash --only "the call stays" --trace\n' in result.stdout
