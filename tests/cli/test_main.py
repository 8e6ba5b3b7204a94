"""The process: help, usage, versions, exit codes, signals, pipes, our own bugs."""

import os
import signal
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from engine import pipeline
from engine.cli import COMMANDS
from engine.sim.invariants import LawBroken
from tests.cli.command import HELLO, process, project, routewright

HEAVY = ("lark", "networkx", "phonenumbers", "pydantic", "rich")


def loaded(code: str) -> set[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after some code."""
    names = ", ".join(repr(name) for name in HEAVY)
    script = f"{code}\nimport sys\nprint(*(name for name in ({names},) if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stdout.decode().splitlines()[-1].split())


def test_help_lists_every_command_with_its_line() -> None:
    result = routewright("--help")

    assert result.exit_code == 0
    assert all(f"  {name}" in result.stdout for name in COMMANDS)
    assert all(row.summary in result.stdout for row in COMMANDS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_in_its_help_what_the_list_says(name: str) -> None:
    result = routewright(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: routewright {name}")
    assert COMMANDS[name].summary.split()[0] in result.stdout
    assert max(len(line) for line in result.stdout.split("\n")) <= 80


def test_help_loads_no_heavy_library() -> None:
    code = "from engine.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass"

    assert loaded(code) == set()


def test_check_loads_neither_rich_nor_networkx(tmp_path: Path) -> None:
    folder = project(tmp_path, hello=HELLO)
    code = (
        "from engine.cli.main import main\n"
        f"try:\n    main(['check', {str(folder)!r}])\nexcept SystemExit: pass"
    )

    assert loaded(code) & {"rich", "networkx", "phonenumbers"} == set()


def test_the_version_names_all_that_a_result_depends_on() -> None:
    result = routewright("--version")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for start, expected in zip(
        lines, ("routewright ", "CPython 3.", "lark ", "phone number metadata ", "tzdata "),
        strict=True,
    ):  # fmt: skip
        assert start.startswith(expected)
    assert lines[0].endswith(("(plain core)", "(compiled core)"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "did you mean `check`?"),
        (["zzz"], "try `routewright --help`"),
        (["check", "--fomat", "json"], "--format"),
        (["check", "--format", "xml"], "xml"),
        (["check", "a", "b"], "b"),
        (["check", "--env"], "--env"),
        (["check", "--env", "a", "--env", "b"], "--env is given 2 times"),
        (["run", "--seed", "1", "--seed", "2"], "--seed is given 2 times"),
        (["graph", "--process", "--strategy", "a"], "exclude each other"),
        (["completion", "tcsh"], "tcsh"),
        (["explain", "nothing_like_this"], "there is no page for `nothing_like_this`"),
        (["ch\x1b[2Jk"], "`ch\\x1b[2Jk`"),
        ([], "Usage: routewright"),
    ],
)
def test_wrong_arguments_are_answered_with_the_usage(arguments: list[str], said: str) -> None:
    result = routewright(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "routewright" in result.stderr
    assert said in result.stderr


def test_an_error_of_ours_is_one_line_that_repeats_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LawBroken("I-03", "7 8\x1b")

    monkeypatch.setattr(pipeline, "check", broken)

    result = routewright("check", tmp_path / "my project")

    assert result.exit_code == 70
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "I-03" in result.stderr
    assert f"routewright check '{tmp_path}/my project'" in result.stderr
    assert "\x1b" not in result.stderr


def test_an_error_of_ours_has_a_traceback_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "check", lambda *_, **__: 1 // 0)

    result = routewright("check", tmp_path, ROUTEWRIGHT_DEBUG="1")

    assert isinstance(result.exception, ZeroDivisionError)


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 141)])
def test_an_interrupted_command_ends_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], code: int
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(pipeline, "check", stopped)

    result = routewright("check", tmp_path)

    assert result.exit_code == code
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["SIGTERM", "SIGINT"]
)
def test_a_signal_ends_the_process_with_its_code(number: int, code: int) -> None:
    reading, writing = os.pipe()
    running = process("fmt", "-", stdin=reading)
    os.close(reading)
    # More than a pipe holds: this returns when the process has begun to read its input.
    os.write(writing, b"#" * (1 << 17))
    running.send_signal(number)
    # A signal that came just before the process went to sleep is noticed when its input ends.
    os.close(writing)
    _, said = running.communicate()

    assert running.returncode == code
    assert said.count(b"\n") == 1
    assert b"Traceback" not in said


def test_a_closed_pipe_ends_the_process_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    running = process("explain", stdout=writing)
    os.close(writing)
    _, said = running.communicate()

    assert running.returncode == 141
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_an_error_of_storage() -> None:
    with Path("/dev/full").open("wb") as full:
        running = process("explain", stdout=full.fileno())
        _, said = running.communicate()

    assert running.returncode == 6
    assert said.count(b"\n") == 1
    assert b"Traceback" not in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell: str) -> None:
    result = routewright("completion", shell)

    assert result.exit_code == 0
    assert "_ROUTEWRIGHT_COMPLETE" in result.stdout
    assert shell in result.stdout


def test_a_shell_is_given_the_words_that_go_on() -> None:
    environment = {
        "_ROUTEWRIGHT_COMPLETE": "bash_complete", "COMP_WORDS": "routewright explain unk",
        "COMP_CWORD": "2",
    }  # fmt: skip

    result = routewright(**environment)

    assert result.exit_code == 0
    assert result.stdout.split() == [
        "plain,unknown_service", "plain,unknown_method", "plain,unknown_channel",
        "plain,unknown_business_id", "plain,unknown_endpoint", "plain,unknown_notice",
        "plain,unknown_interaction", "plain,unknown_contact", "plain,unknown_category",
        "plain,unknown_rule", "plain,unknown_zone",
    ]  # fmt: skip


def test_every_command_file_is_on_the_list() -> None:
    folder = Path(pipeline.__file__).parent / "cli"
    files = {f"engine.cli.{path.stem}" for path in folder.glob("*.py")
             if "\ndef command(" in path.read_text(encoding="utf-8")}  # fmt: skip

    assert sorted(row.module for row in COMMANDS.values()) == sorted(files)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--color", "always"]])
def test_a_reader_that_stops_ends_a_long_output_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], unbuffered: str
) -> None:
    lines = "".join(f'  b{n}: log("{"long " * 15}") -> b{n + 1}\n' for n in range(1500))
    text = f"strategy big (voice) {{\n{lines}  b1500: exit\n}}\n"
    path = project(tmp_path, big=text) / "big.strat"
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    monkeypatch.delenv("NO_COLOR", raising=False)
    reading, writing = os.pipe()
    running = process("run", path, *options, stdout=writing)
    os.close(writing)
    # The pipe is full when the reader goes: a part of the output has been taken, the rest not.
    os.read(reading, 100)
    os.close(reading)
    _, said = running.communicate()

    assert running.returncode == 141
    assert said == b""


def test_a_source_tree_knows_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("engine.cli.version.version", missing)
    project_file = Path(pipeline.__file__).parents[1] / "pyproject.toml"
    expected = tomllib.loads(project_file.read_text(encoding="utf-8"))["project"]["version"]

    assert f"routewright {expected} (" in routewright("--version").stdout
    assert "lark unknown" in routewright("--version").stdout


@pytest.mark.parametrize(
    "text", [None, "not = [toml", '[project]\nname = "other"\nversion = "9"\n']
)
def test_a_version_that_nothing_tells_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("engine.cli.version.version", missing)
    monkeypatch.setattr("engine.cli.version.PROJECT", tmp_path / "pyproject.toml")
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    assert "routewright unknown (" in routewright("--version").stdout
