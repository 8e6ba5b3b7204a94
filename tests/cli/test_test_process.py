"""`routewright test` as a process: interrupted, killed, on a terminal, watching."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.cli.command import AS_PROCESS, project
from tests.cli.test_test import BAD, GOOD
from tests.testing.judging import STRATEGY, TEST

SLOW = (
    STRATEGY
    + """
strategy counts (voice) {
  var n = 0
  more: if(n < 5000) { true -> add   false -> end }
  add: assign { n = n + 1 } -> rest
  rest: wait(1ms) -> more
  end: disconnect
}
"""
    + TEST.format(name="first")
)


def slow(folder: Path, tests: int) -> Path:
    """A project with a quick test and others that take long."""
    body = "strategy = counts horizon = 1d expect place == disconnected"
    more = "".join(f'test "slow {number}" {{ {body} }}\n' for number in range(tests))
    return project(folder, p=SLOW + more)


def started(
    *arguments: object, stderr: int = subprocess.PIPE, stdout: int = subprocess.PIPE
) -> "subprocess.Popen[bytes]":
    """A command with a process group of its own, as a terminal starts it."""
    words = [sys.executable, "-c", AS_PROCESS, "test", *map(str, arguments)]
    path = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "TERM": "xterm"}
    return subprocess.Popen(
        words, env=environment, stdout=stdout, stderr=stderr, start_new_session=True
    )


def on_a_terminal(*arguments: object) -> tuple["subprocess.Popen[bytes]", int]:
    """A command whose messages go to a terminal, and our end of that."""
    ours, theirs = os.openpty()
    process = started(*arguments, stderr=theirs)
    os.close(theirs)
    return process, ours


def read_until(terminal: int, words: bytes) -> bytes:
    """What a terminal shows up to some words."""
    shown = b""
    while words not in shown:
        shown += os.read(terminal, 1_000)
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to open there")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_prints_what_is_finished_and_leaves_no_process(
    tmp_path: Path, workers: int
) -> None:
    report = tmp_path / "v.xml"
    process, ours = on_a_terminal(slow(tmp_path, 400), "--workers", workers, "--junit", report)
    read_until(ours, b" of 401 tests")

    os.killpg(process.pid, signal.SIGINT)
    # Workers hold this pipe too: it ends when all of them are gone.
    stdout, _ = process.communicate(timeout=60)

    told = stdout.decode()
    assert process.returncode == 130
    assert "not run in 1 project" in told
    root = Xml.fromstring(report.read_text(encoding="utf-8"))
    passed = int(told.partition(" passed")[0].rpartition("\n")[2])
    assert int(root.get("tests", "")) == passed >= 1
    os.close(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to open there")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    process, ours = on_a_terminal(slow(tmp_path, 400), "--workers", 2)
    read_until(ours, b" of 401 tests")

    process.kill()
    # Workers hold this pipe too: it ends when all of them are gone.
    stdout, _ = process.communicate(timeout=60)

    assert stdout == b""
    os.close(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to open there")
def test_progress_is_gone_when_the_verdicts_are_printed(tmp_path: Path) -> None:
    process, ours = on_a_terminal(slow(tmp_path, 60))
    shown = read_until(ours, b" of 61 tests")

    stdout, _ = process.communicate(timeout=60)
    shown += os.read(ours, 100_000)

    assert process.returncode == 0
    assert stdout == b"61 passed in 1 project\n"
    assert shown.endswith(b"\r\x1b[K")
    os.close(ours)


def test_a_pipe_that_closes_exits_with_141(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = started(project(tmp_path, p=BAD), stdout=writing)
    os.close(writing)

    _, stderr = process.communicate(timeout=60)

    assert process.returncode == 141
    assert stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are others there")
def test_watching_runs_again_after_a_change_until_it_is_interrupted(tmp_path: Path) -> None:
    path = project(tmp_path, p=GOOD) / "p.strat"
    ours, theirs = os.openpty()
    process = started(tmp_path, "--watch", "--only", "the call ends", stdout=theirs, stderr=theirs)
    os.close(theirs)

    read_until(ours, b"waiting for a change")
    path.write_text(GOOD.replace("ends", "stays"), encoding="utf-8")
    gone = read_until(ours, b"waiting for a change")
    path.write_text(BAD.replace("path ==", "path !="), encoding="utf-8")
    shown = read_until(ours, b"waiting for a change")
    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(timeout=60) == 130
    assert b"changed: " in shown
    assert b"there is no test `the call ends`" in gone
    assert b"1 failed in 1 project" in shown
    assert b"\x1b[2J" not in shown
    assert b"interrupted" in os.read(ours, 1_000)
    os.close(ours)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no list of processes")
def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    process, ours = on_a_terminal(slow(tmp_path, 120), "--workers", 2)
    read_until(ours, b" of 121 tests")

    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    stdout, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert stdout == b"121 passed in 1 project\n"
    os.close(ours)


def workers_of(parent: int) -> list[int]:
    """The processes that run tests for another one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            own = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue  # it has just ended
        if own == parent and b"spawn_main" in command:
            found.append(int(folder.name))
    return sorted(found)
