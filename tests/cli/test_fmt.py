"""`routewright fmt`."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.command import HELLO, project, routewright

UGLY = 'strategy   hello (voice) { # greet\n\tbye : disconnect{reason="hello"} }\n'
SYNTAX = "strategy hello (voice) {"


def ugly(folder: Path) -> Path:
    """A project of one file that is not in canonical form."""
    return project(folder, hello=UGLY.replace("bye :", "bye:")) / "hello.strat"


def test_a_file_is_put_into_canonical_form_and_then_stays(tmp_path: Path) -> None:
    path = ugly(tmp_path)

    first = routewright("fmt", path)
    once = path.read_bytes()
    second = routewright("fmt", path)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert b"# greet" in once
    assert b"\t" not in once
    assert path.read_bytes() == once
    assert first.stdout == second.stdout == ""
    assert first.stderr == f"{path} formatted\n1 file formatted, 0 unchanged\n"
    assert second.stderr == "0 files formatted, 1 unchanged\n"


def test_check_writes_nothing_and_fails_if_a_file_would_change(tmp_path: Path) -> None:
    path = ugly(tmp_path)
    before = path.read_bytes()

    result = routewright("fmt", "--check", tmp_path)

    assert result.exit_code == 1
    assert path.read_bytes() == before
    assert f"{path} would be formatted" in result.stderr
    routewright("fmt", tmp_path)
    assert routewright("fmt", "--check", tmp_path).exit_code == 0


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    path = ugly(tmp_path)
    before = path.read_bytes()

    result = routewright("fmt", "--diff", path)

    assert result.exit_code == 0
    assert path.read_bytes() == before
    assert f"--- {path}" in result.stdout
    assert "-strategy   hello (voice) {" in result.stdout
    assert routewright("fmt", "--diff", "--check", path).exit_code == 1


def test_a_file_with_syntax_errors_is_left_as_it_is(tmp_path: Path) -> None:
    folder = project(tmp_path, bad=SYNTAX, good=UGLY.replace("bye :", "bye:"))

    result = routewright("fmt", folder)

    assert result.exit_code == 3
    assert "error[E203]" in result.stderr
    assert (folder / "bad.strat").read_text(encoding="utf-8") == SYNTAX
    assert (folder / "good.strat").read_text(encoding="utf-8") != UGLY


def test_kinds_and_names_that_are_not_known_are_formatted(tmp_path: Path) -> None:
    path = project(tmp_path, later="agent anna{capacity={voice:1}}\n") / "later.strat"

    assert routewright("fmt", path).exit_code == 0
    assert path.read_text(encoding="utf-8") != "agent anna{capacity={voice:1}}\n"


def test_stdin_goes_to_stdout() -> None:
    result = routewright("fmt", "-", stdin=UGLY.replace("bye :", "bye:"))

    assert result.exit_code == 0
    assert result.stderr == ""
    assert routewright("fmt", "-", stdin=result.stdout).stdout == result.stdout


@pytest.mark.parametrize(
    ("data", "code", "exit_code"),
    [(b"\xff\xfe", "E102", 3), (b"#" * (4 << 20) + b"#", "E402", 5), (b"a {", "E203", 3)],
)
def test_stdin_that_cannot_be_formatted_gives_nothing(
    data: bytes, code: str, exit_code: int
) -> None:
    result = routewright("fmt", "-", stdin=data)

    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert f"[{code}]" in result.stderr


def test_a_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    path = ugly(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.strat"
    link.symlink_to(path)

    result = routewright("fmt", link)

    assert result.exit_code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text(encoding="utf-8") != UGLY


def test_a_file_that_cannot_be_replaced_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ugly(tmp_path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    result = routewright("fmt", path)

    assert result.exit_code == 6
    assert "error[E503]" in result.stderr
    assert "no space left on device" in result.stderr
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["hello.strat"]


def test_line_ends_become_lf(tmp_path: Path) -> None:
    path = tmp_path / "hello.strat"
    routewright("fmt", project(tmp_path, hello=HELLO))
    canonical = path.read_bytes()
    path.write_bytes(canonical.replace(b"\n", b"\r\n"))

    diff = routewright("fmt", "--diff", path)
    result = routewright("fmt", path)

    assert result.exit_code == 0
    assert path.read_bytes() == canonical
    assert "\\x0d" in diff.stdout
    assert "\r" not in diff.stdout


def test_json_lists_the_files(tmp_path: Path) -> None:
    path = ugly(tmp_path)

    found = json.loads(routewright("fmt", "--check", path, "--format", "json").stdout)

    assert found["files"] == [{"file": str(path), "changed": True}]
    assert found["diagnostics"] == []


def test_json_of_stdin_holds_the_text() -> None:
    found = json.loads(routewright("fmt", "-", "--format", "json", stdin=HELLO).stdout)

    assert found["files"][0]["text"].startswith("strategy hello (voice) {")
