"""Signals at awkward moments: while modules load, classes are made, objects go, at exit."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import pipeline
from tests.cli.command import HELLO, project, routewright
from tests.cli.test_start_up import TEST

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")

LISTENING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
MAIN = """
from engine.__main__ import main
main()
"""
AT_IMPORT = """
class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            sys.meta_path.remove(self)
            for _ in range({times}):
                signal.raise_signal(signal.{signal})
sys.meta_path.insert(0, Finder())
"""
"""Signals when a module is about to be loaded."""
AT_EXIT = """
import atexit
atexit.register(signal.raise_signal, signal.SIGINT)
"""
WHEN_SAID = """
class Stderr:
    def __init__(self, stream):
        self.stream = stream
    def __getattr__(self, name):
        signal.raise_signal(signal.SIGINT)
        return getattr(self.stream, name)
sys.stderr = Stderr(sys.stderr)
"""
"""A signal whenever something is done with stderr."""
IN_A_FINALIZER = """
from threading import Event
from engine import pipeline

class Going:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def check(*_, **__):
    going = Going()
    del going
    Event().wait(60)

pipeline.check = check
"""


def ended(script: str, *arguments: object) -> tuple[int, list[str], str]:
    """The exit code of a process, its messages, its stdout."""
    words = [sys.executable, "-c", LISTENING + script + MAIN, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": "1"}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.splitlines(), done.stdout


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Interrupts are raised here too where whoever runs the tests has them ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_of_which_a_library_makes_an_error_is_still_that_signal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    class Field:
        def __set_name__(self, *_: object) -> None:
            signal.raise_signal(signal.Signals[name])

    def makes_a_class(*_: object, **__: object) -> None:
        # Whatever is raised in there, Python 3.11 makes a RuntimeError of it.
        type("Owner", (), {"field": Field()})

    monkeypatch.setattr(pipeline, "check", makes_a_class)

    result = routewright("check", tmp_path)

    assert result.exit_code == code
    assert result.stderr.count("\n") == 1
    assert "internal" not in result.stderr
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    "module",
    [
        "engine.cli.process", "engine.cli.main", "click", "engine.diagnostics", "engine.cli.test",
        "engine.testing.session", "engine.workers.crew", "multiprocessing.connection",
        "multiprocessing.popen_spawn_posix", "engine.report.to_verdicts",
    ],
)  # fmt: skip
def test_an_interrupt_while_a_module_is_loaded_is_an_interrupt(tmp_path: Path, module: str) -> None:
    tests = TEST + TEST.replace("says", "says again")
    folder = project(tmp_path, hello=HELLO + tests)
    script = AT_IMPORT.format(module=module, times=2, signal="SIGINT")

    code, messages, _ = ended(script, "test", folder, "--workers", 2)

    assert (code, messages) == (130, ["routewright: interrupted"])


def test_a_termination_while_the_commands_are_loaded_is_one() -> None:
    script = AT_IMPORT.format(module="engine.diagnostics", times=2, signal="SIGTERM")

    code, messages, _ = ended(script, "explain")

    assert (code, messages) == (143, ["routewright: terminated"])


def test_an_interrupt_when_all_is_done_changes_nothing(tmp_path: Path) -> None:
    code, messages, stdout = ended(AT_EXIT, "check", project(tmp_path, hello=HELLO))

    assert (code, messages) == (0, [])
    assert stdout.startswith("no findings")


def test_interrupts_while_one_is_told_change_nothing(tmp_path: Path) -> None:
    script = WHEN_SAID + AT_IMPORT.format(module="engine.pipeline", times=1, signal="SIGINT")

    code, messages, _ = ended(script, "check", tmp_path)

    assert (code, messages) == (130, ["routewright: interrupted"])


def test_an_interrupt_that_cannot_leave_a_finalizer_comes_behind_it(tmp_path: Path) -> None:
    code, messages, _ = ended(IN_A_FINALIZER, "check", tmp_path)

    assert (code, messages) == (130, ["routewright: interrupted"])


def test_an_interrupt_that_is_ignored_stays_so(tmp_path: Path) -> None:
    script = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + AT_IMPORT.format(
        module="engine.pipeline", times=1, signal="SIGINT"
    )

    code, messages, _ = ended(script, "check", project(tmp_path, hello=HELLO))

    assert (code, messages) == (0, [])
