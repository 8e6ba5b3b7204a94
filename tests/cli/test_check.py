"""`routewright check`."""

import errno
import json
import os
from pathlib import Path

import pytest

from tests.cli.command import BROKEN, HELLO, project, routewright
from tests.testing.judging import TEST


def test_a_project_without_findings_is_summed_up(tmp_path: Path) -> None:
    result = routewright("check", project(tmp_path, hello=HELLO))

    assert result.exit_code == 0
    assert result.stdout == "no findings: 1 strategy, 1 block, 0 queues\n"
    assert result.stderr == ""


def test_tests_are_counted_if_there_are_any(tmp_path: Path) -> None:
    path = project(tmp_path, a=HELLO, b=TEST.format(name="one") + TEST.format(name="two"))

    text = routewright("check", path)
    document = json.loads(routewright("check", path, "--format", "json").stdout)

    assert text.stdout == "no findings: 1 strategy, 1 block, 0 queues, 2 tests\n"
    assert document["tests"] == 2


def test_the_current_folder_is_checked_if_no_path_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, hello=BROKEN))

    result = routewright("check")

    assert result.exit_code == 3
    assert " --> hello.strat:2:48" in result.stdout


def test_mistakes_are_shown_with_place_caret_and_cure(tmp_path: Path) -> None:
    path = project(tmp_path, hello=BROKEN) / "hello.strat"

    result = routewright("check", path)

    assert result.exit_code == 3
    assert result.stderr == ""
    first, place, _, line, caret, cure, *_, last = result.stdout.splitlines()
    assert first.startswith("error[E211]: ")
    assert place == f" --> {path}:2:48"
    assert line == '2 |   ask: if(ANI == "1") { true -> bye   false -> by }'
    assert caret == "  | " + " " * 47 + "^^"
    assert cure == "  = help: did you mean `bye`?"
    assert last == "1 error in 1 file"


def test_json_has_every_place_from_one_and_what_lies_behind_it(tmp_path: Path) -> None:
    path = project(tmp_path, hello=BROKEN) / "hello.strat"

    result = routewright("check", path, "--format", "json")

    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert (found["schema_version"], found["command"]) == (1, "check")
    assert (found["errors"], found["warnings"]) == (1, 0)
    (diagnostic,) = found["diagnostics"]
    assert diagnostic["file"] == str(path)
    assert (diagnostic["line"], diagnostic["column"]) == (2, 48)
    assert diagnostic["end"] == {"line": 2, "column": 50}
    assert (diagnostic["code"], diagnostic["severity"]) == ("E211", "error")
    assert diagnostic["help"] == "did you mean `bye`?"
    assert diagnostic["notes"] == []


def test_json_of_a_clean_project_has_its_size(tmp_path: Path) -> None:
    result = routewright("check", project(tmp_path, hello=HELLO), "--format", "json")

    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["diagnostics"] == []
    assert (found["strategies"], found["blocks"], found["queues"]) == (1, 1, 0)


def test_keys_are_sorted_and_the_output_is_ascii(tmp_path: Path) -> None:
    text = HELLO.replace("hello", "hällo", 1)

    result = routewright("check", project(tmp_path, hello=text), "--format", "json")

    found = json.loads(result.stdout)
    assert result.stdout == json.dumps(found, indent=2, sort_keys=True) + "\n"
    assert result.stdout.isascii()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("name", "code"), [("not_there.strat", 6), ("folder_without_strategies", 3)]
)
def test_the_exit_code_does_not_depend_on_the_format(
    tmp_path: Path, name: str, code: int, form: str
) -> None:
    (tmp_path / "folder_without_strategies").mkdir()

    assert routewright("check", tmp_path / name, "--format", form).exit_code == code


def test_a_path_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.strat")

    result = routewright("check", path)

    assert result.exit_code == 6
    assert "error[E503]" in result.stdout


def test_a_path_may_have_spaces_and_begin_with_a_hyphen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-my project.strat").write_text(HELLO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert routewright("check", "--", "-my project.strat").exit_code == 0


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.chdir(project(tmp_path, hello=BROKEN * 3))

    result = routewright("check", COLUMNS=str(columns))

    assert max(len(line) for line in result.stdout.split("\n")) <= columns


def test_colour_is_there_when_it_is_asked_for_and_not_forbidden(tmp_path: Path) -> None:
    folder = project(tmp_path, hello=BROKEN)

    assert "\x1b[" in routewright("check", folder, "--color", "always", NO_COLOR="").stdout
    assert "\x1b[" not in routewright("check", folder, "--color", "always").stdout
    assert "\x1b[" not in routewright("check", folder, NO_COLOR="").stdout


def test_whether_a_file_can_be_read_is_found_by_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(tmp_path, p=HELLO) / "p.strat"
    monkeypatch.setattr(os, "access", lambda *_, **__: False)

    for command in (["check"], ["graph"], ["run"], ["fmt", "--check"]):
        assert routewright(*command, path).exit_code == 0, command


@pytest.mark.parametrize("command", ["check", "graph", "run", "fmt"])
def test_a_file_without_permission_is_an_error_of_storage(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(tmp_path, p=HELLO) / "p.strat"
    real = os.open

    # Root may read every file, so the system's answer is given here.
    def denied(name: str, flags: int, *rest: int, **more: int) -> int:
        if str(name) == str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(name, flags, *rest, **more)

    monkeypatch.setattr(os, "open", denied)

    result = routewright(command, path)

    assert result.exit_code == 6
    assert "error[E503]" in result.stdout + result.stderr
