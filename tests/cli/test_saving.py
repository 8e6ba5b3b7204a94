"""`routewright run --save-test`: runs as tests of their project."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.command import HELLO, project, routewright
from tests.cli.test_run import NOTIFICATION, notified


def found_in(result: Result) -> dict[str, Any]:
    """The JSON that a run printed."""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_run_is_saved_as_a_test_that_passes(tmp_path: Path) -> None:
    result = notified(tmp_path, "--save-test", "Ana is told")

    file = tmp_path / "tests.strat"
    assert result.exit_code == 0
    assert result.stderr == f"saved: test `Ana is told` in {file}\n"
    assert file.read_text(encoding="utf-8").startswith(
        'test "Ana is told" {\n  strategy = notify\n'
    )
    assert routewright("fmt", "--check", file).exit_code == 0
    tested = routewright("test", tmp_path)
    assert tested.exit_code == 0, tested.output


def test_a_saved_test_goes_behind_what_is_there(tmp_path: Path) -> None:
    before = b"# mine,   as I like it\nqueue   q\r\n"
    (tmp_path / "tests.strat").write_bytes(before)

    notified(tmp_path, "--save-test", "first")
    notified(tmp_path, "--answer", "timeout", "--save-test", "second")

    after = (tmp_path / "tests.strat").read_bytes()
    assert after.startswith(before)
    assert after.index(b'test "first"') < after.index(b'test "second"')
    assert routewright("test", tmp_path).exit_code == 0


def test_a_project_of_one_file_takes_its_tests_itself(tmp_path: Path) -> None:
    file = project(tmp_path, p=NOTIFICATION, other=HELLO) / "p.strat"
    data = ("--set", "ANI=+14155550123", "--set", "udata.FirstName=Ana")

    result = routewright("run", file, *data, "--save-test", "Ana is told")

    assert result.exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith(NOTIFICATION + "\ntest ")
    assert not (tmp_path / "tests.strat").exists()
    assert routewright("test", file).exit_code == 0


def test_a_project_is_the_current_folder_if_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, hello=HELLO))

    first = routewright("run", "--save-test", "first")
    second = routewright("run", "--set", "ANI=+1", "--save-test", "second")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.stderr == "saved: test `second` in tests.strat\n"
    assert (tmp_path / "tests.strat").read_text(encoding="utf-8") == (
        """test "first" {
  strategy = hello
  expect path == [bye]
  expect outcome == disconnected("hello")
}

test "second" {
  strategy = hello
  input = { ANI: "+1" }
  expect path == [bye]
  expect outcome == disconnected("hello")
}
"""
    )


def test_what_no_test_may_attach_is_said(tmp_path: Path) -> None:
    folder = project(tmp_path, hello=HELLO)

    result = routewright("run", folder, "--set", "udata.IsOnline=1", "--save-test", "odd")

    assert result.exit_code == 4
    assert "`IsOnline` belongs to the" in result.stderr
    assert not (folder / "tests.strat").exists()


def test_a_file_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path, hello=HELLO)
    (folder / "tests.strat").write_text("queue q\n", encoding="utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    result = routewright("run", folder, "--save-test", "x")

    assert result.exit_code == 6
    assert "no space left on device" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["hello.strat", "tests.strat"]
    assert (folder / "tests.strat").read_text(encoding="utf-8") == "queue q\n"


def test_a_name_that_a_test_has_already_is_refused(tmp_path: Path) -> None:
    notified(tmp_path, "--save-test", "Ana is told")
    before = (tmp_path / "tests.strat").read_bytes()

    result = notified(tmp_path, "--save-test", "Ana is told")

    assert result.exit_code == 4
    assert result.stdout == ""
    assert "there is a test `Ana is told` already, at" in result.stderr
    assert (tmp_path / "tests.strat").read_bytes() == before


def test_a_test_without_a_name_is_refused(tmp_path: Path) -> None:
    result = notified(tmp_path, "--save-test", " ")

    assert result.exit_code == 4
    assert "a test needs a name" in result.stderr
    assert not (tmp_path / "tests.strat").exists()


def test_a_run_that_cannot_be_a_test_is_shown_and_not_saved(tmp_path: Path) -> None:
    result = notified(tmp_path, "--horizon", "0s", "--save-test", "nothing happens")

    assert result.exit_code == 4
    assert "ledger" in result.stdout
    assert "this run cannot be saved as a test: " in result.stderr
    assert not (tmp_path / "tests.strat").exists()


def test_a_run_with_other_parameters_is_no_test_of_the_project(tmp_path: Path) -> None:
    text = 'param word = "one"\nenv prod { word = "two" }\n' + HELLO.replace('"hello"', "word")
    folder = project(tmp_path, hello=text)

    result = routewright("run", folder, "--env", "prod", "--save-test", "two")

    assert result.exit_code == 4
    assert "leave out `--env prod`" in result.stderr
    assert not (tmp_path / "tests.strat").exists()


def test_a_document_says_what_was_saved(tmp_path: Path) -> None:
    saved = notified(tmp_path, "--format", "json", "--save-test", "Ana is told")
    refused = notified(tmp_path, "--format", "json", "--horizon", "0s", "--save-test", "never")

    assert found_in(saved)["saved"] == {
        "file": (tmp_path / "tests.strat").as_posix(), "test": "Ana is told",
    }  # fmt: skip
    found = found_in(refused)
    assert found["saved"] is None
    assert [each["code"] for each in found["diagnostics"]] == ["E301"]
