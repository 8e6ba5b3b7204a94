"""The wheel: built, installed into an environment of its own, used from another folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent
GREETING = """\
strategy greet (voice) {
  hello: log("hello") -> bye
  bye: disconnect
}
"""

# Building takes seconds: with several workers, one of them does all of it.
pytestmark = pytest.mark.xdist_group("wheel")


def succeed(*command: str | Path, folder: Path, **variables: str) -> str:
    """Runs a command in a folder and returns what it printed; the test fails if it fails."""
    environment = {**os.environ, "NO_COLOR": "1", **variables}
    environment.pop("PYTHONPATH", None)  # what is found must have been installed
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(folder: Path, **variables: str) -> Path:
    """The wheel of the source tree, made with the build tools that are installed here."""
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    succeed(*command, folder=ROOT, **variables)
    (wheel,) = folder.glob("*.whl")
    return wheel


def compiled_in(wheel: Path) -> set[str]:
    """The names of the wheel's compiled modules."""
    with zipfile.ZipFile(wheel) as archive:
        names = [Path(name) for name in archive.namelist()]
    return {name.name.partition(".")[0] for name in names if name.parent.name == "compiled"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as this machine builds it; a compiler that optimises nothing has done sooner."""
    return build(tmp_path_factory.mktemp("wheel"), CFLAGS="-O0")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `routewright` of a fresh environment that has the wheel, and borrows its libraries."""
    folder = tmp_path_factory.mktemp("installed")
    succeed(sys.executable, "-m", "venv", folder, folder=folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "--no-index", "--no-deps", wheel)
    succeed(*pip, folder=folder)
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", scheme="venv", vars=paths))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "routewright"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder apart from the source tree, with a small project in it."""
    folder = tmp_path / "greeting"
    folder.mkdir()
    (folder / "greet.strat").write_text(GREETING, encoding="utf-8")
    return folder


def test_an_installed_wheel_says_its_version(installed: Path, tmp_path: Path) -> None:
    printed = succeed(installed, "--version", folder=tmp_path)

    assert "0.1.0" in printed


def test_an_installed_wheel_checks_a_project_in_another_folder(
    installed: Path, project: Path
) -> None:
    printed = succeed(installed, "check", project.name, folder=project.parent)

    assert printed.startswith("no findings: ")


def test_an_installed_wheel_runs_a_project_in_another_folder(
    installed: Path, project: Path
) -> None:
    printed = succeed(installed, "run", ".", folder=project)

    assert "hello" in printed


def test_the_wheel_holds_the_grammar(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("engine/grammar/strategy.lark")

    assert packed == (ROOT / "grammar" / "strategy.lark").read_bytes()


def test_the_wheel_holds_the_tables_of_the_grammar(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("engine/dsl/tables.json")

    assert packed == (ROOT / "engine" / "dsl" / "tables.json").read_bytes()


@pytest.mark.skipif(not shutil.which("cc"), reason="this machine has no C compiler")
def test_the_wheel_holds_the_compiled_core(wheel: Path) -> None:
    expected = {path.stem for path in ROOT.glob("engine/sim/core/*.py")} - {"__init__"}

    assert compiled_in(wheel) >= expected
    assert not wheel.name.endswith("py3-none-any.whl")


def test_without_a_compiler_the_wheel_is_plain_and_for_every_platform(tmp_path: Path) -> None:
    wheel = build(tmp_path, CC=str(tmp_path / "there-is-no-compiler"))

    assert compiled_in(wheel) == set()
    assert wheel.name.endswith("py3-none-any.whl")


def test_building_leaves_the_source_tree_as_it_was(wheel: Path) -> None:
    assert wheel.exists()
    assert [*ROOT.glob("engine/**/*.c"), *ROOT.glob("engine/**/*.o")] == []


def test_the_core_compiled_in_the_source_tree_is_that_of_its_sources() -> None:
    """If this fails, `python3 x.py test` compiles it again."""
    compiled = ROOT / hatch_build.COMPILED
    if not compiled.exists():
        pytest.skip("the core runs as plain Python here")

    built_from = (compiled / hatch_build.FINGERPRINT).read_text(encoding="ascii")

    assert built_from == hatch_build.fingerprint(ROOT)
