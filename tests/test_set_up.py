"""The set-up script: what it installs and when, and what it says where it cannot."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

import x

ROOT = Path(x.__file__).parent


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> x.Environment:
    """An environment that notes what it would do in the file `done` instead of doing it."""
    environment = x.Environment(tmp_path / "venv")

    def make() -> None:
        environment.scripts.mkdir(parents=True)
        environment.python.touch()
        environment.record.with_name("done").write_text("make\n", encoding="utf-8")

    def install(*arguments: str) -> None:
        with environment.record.with_name("done").open("a", encoding="utf-8") as done:
            done.write(f"{Path(arguments[-1]).name}\n")

    monkeypatch.setattr(environment, "make", make)
    monkeypatch.setattr(environment, "install", install)
    return environment


def done(environment: x.Environment) -> list[str]:
    """What the environment was asked to do so far."""
    return environment.record.with_name("done").read_text(encoding="utf-8").splitlines()


def test_an_older_python_can_read_the_script() -> None:
    text = (ROOT / "x.py").read_text(encoding="utf-8")

    assert ast.parse(text, feature_version=(3, 7)).body


def test_an_older_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    assert x.main() == 2
    assert capsys.readouterr().err == "x.py: needs Python 3.11 or later, this is 3.9\n"


def test_the_first_set_up_makes_the_environment_and_installs(environment: x.Environment) -> None:
    environment.set_up("run")

    assert done(environment) == ["make", "run.txt", ROOT.name]


def test_a_second_set_up_does_nothing(environment: x.Environment) -> None:
    environment.set_up("run")
    environment.set_up("run")

    assert done(environment) == ["make", "run.txt", ROOT.name]


def test_other_requirements_are_added_without_building_again(environment: x.Environment) -> None:
    environment.set_up("run")
    environment.set_up("dev")

    assert done(environment) == ["make", "run.txt", ROOT.name, "dev.txt"]


def test_changed_sources_of_the_build_are_built_again(
    environment: x.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.set_up("run")
    monkeypatch.setattr(x, "build_inputs", lambda: [ROOT / "x.py"])
    environment.set_up("run")

    assert done(environment) == ["make", "run.txt", ROOT.name, ROOT.name]


def test_a_broken_record_is_as_good_as_none(environment: x.Environment) -> None:
    environment.set_up("run")
    environment.record.write_text("{", encoding="utf-8")
    environment.set_up("run")

    assert done(environment)[3:] == ["run.txt", ROOT.name]


def test_a_python_that_cannot_make_environments_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(x.SetUpError, match="apt install python3-venv"):
        x.Environment(tmp_path / "venv").make_with_pip()


def test_locking_without_uv_says_so(tmp_path: Path) -> None:
    environment = x.Environment(tmp_path / "venv")
    environment.uv = None

    with pytest.raises(x.SetUpError, match="uv"):
        x.lock(environment)
