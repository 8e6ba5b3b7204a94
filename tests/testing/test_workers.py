"""Cases judged in worker processes."""

import multiprocessing
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from multiprocessing.process import BaseProcess as Process
from pathlib import Path
from typing import Any

import pytest

from engine import pipeline
from engine.graph.testing.model import Case
from engine.program.lower import lower
from engine.testing.judge import judge
from engine.testing.workers import (
    CASES_A_WORKER,
    BrokenCaseError,
    Job,
    Judge,
    Timed,
    Turn,
    Work,
    results,
    workers_for,
)  # fmt: skip
from engine.workers.crew import spawned
from engine.workers.model import Work as AnyWork
from engine.workers.processors import processors
from engine.workers.worker import done_by
from tests.testing.judging import by_mask, by_name, kills_once, project, still


def work(folder: Path, *names: str, judge: Judge = by_name) -> Work:
    """The tests of a project with these names."""
    checked = pipeline.check(project(folder, *names))
    assert checked.process is not None, checked.diagnostics
    return Work(
        jobs=(Job(lower(checked.process), checked.process.cases),), judge=judge, clock=still
    )


def turns(work: Work) -> list[Turn]:
    return [Turn(0, number) for number in range(len(work.jobs[0].cases))]


def said(found: Sequence[tuple[Turn, Timed | None]], work: Work) -> list[tuple[str, str]]:
    """The names of cases, in the order of their verdicts, with these."""
    return [
        (name_of(work, turn), timed.verdict.outcome.value if timed else "lost")
        for turn, timed in found
    ]


def name_of(work: Work, turn: Turn) -> str:
    case: Case = work.jobs[turn.job].cases[turn.case]
    return case.name


def no_child_is_left() -> bool:
    return multiprocessing.active_children() == []


def test_verdicts_are_the_same_and_in_the_same_order_whatever_the_workers(tmp_path: Path) -> None:
    own = work(tmp_path, *(f"{word} {n}" for n in range(7) for word in ("passes", "fails")))
    order = turns(own)[::-1]

    alone = list(results(own, order, workers=1))
    together = list(results(own, order, workers=2))

    assert together == alone
    assert [turn for turn, _ in alone] == order
    assert no_child_is_left()


def test_what_the_real_judge_says_comes_back_whole(tmp_path: Path) -> None:
    own = work(tmp_path, "passes", judge=judge)
    marked = Work(jobs=own.jobs, judge=judge, clock=still, marked=True)

    assert list(results(marked, turns(own), workers=2)) == list(
        results(marked, turns(own), workers=1)
    )


def test_a_worker_that_dies_costs_only_the_case_it_died_of(tmp_path: Path) -> None:
    names = [*(f"passes {n}" for n in range(9)), "kills", *(f"fails {n}" for n in range(9))]
    own = work(tmp_path, *names)

    found = said(list(results(own, turns(own), workers=2)), own)

    expected = {"passes": "passed", "fails": "failed", "kills": "lost"}
    assert found == [(name, expected[name.partition(" ")[0]]) for name in names]
    assert no_child_is_left()


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "died"
    own = work(tmp_path / "p", "passes", f"once {mark.as_posix()}", judge=kills_once)

    found = said(list(results(own, turns(own), workers=2)), own)

    assert [outcome for _, outcome in found] == ["passed", "passed"]
    assert mark.exists()


def test_a_mistake_of_ours_is_raised_here(tmp_path: Path) -> None:
    own = work(tmp_path, "passes", "breaks")

    with pytest.raises(BrokenCaseError, match="ZeroDivisionError: breaks, in test `breaks`"):
        list(results(own, turns(own), workers=2))

    assert no_child_is_left()


def test_nothing_goes_on_when_nobody_listens_any_more(tmp_path: Path) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(50)))

    found = results(own, turns(own), workers=2)
    next(found)
    found.close()

    assert no_child_is_left()


class Interrupted(Executor):
    """Does everything at once; one job of it is interrupted when its answer is asked for."""

    def __init__(self, work: AnyWork[Any, Any], at: int) -> None:
        self.work, self.left = work, at

    def submit(self, _: Any, /, *args: Any, **__: Any) -> "Future[Any]":
        future: Future[Any] = Interrupting() if self.left == 0 else Future()
        self.left -= 1
        future.set_result(done_by(self.work, args[0]) if args else None)
        return future


class Interrupting(Future[Any]):
    """A future during whose waiting Ctrl-C is pressed once."""

    pressed = False

    def result(self, timeout: float | None = None) -> Any:
        if not self.pressed:
            self.pressed = True
            raise KeyboardInterrupt
        return super().result(timeout)


def test_an_interrupt_gives_what_is_finished_and_is_raised_then(tmp_path: Path) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(6)))
    found: list[Turn] = []

    @contextmanager
    def executors(_: int, work: AnyWork[Any, Any]) -> Iterator[Executor]:
        yield Interrupted(work, at=3)

    def listen() -> None:
        for turn, _ in results(own, turns(own), workers=2, executors=executors):
            found.append(turn)

    with pytest.raises(KeyboardInterrupt):
        listen()

    assert found == turns(own)


MASKED = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no masks there")


@MASKED
def test_workers_see_no_interrupt_from_their_first_moment_on(tmp_path: Path) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(40)), judge=by_mask)

    found = said(list(results(own, turns(own), workers=2)), own)

    assert [outcome for _, outcome in found] == ["passed"] * 40
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@MASKED
def test_an_interrupt_waits_until_a_worker_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = work(tmp_path, "passes")
    blocked: list[bool] = []
    start = Process.start

    def noting(self: Process) -> None:
        blocked.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        start(self)

    monkeypatch.setattr(Process, "start", noting)
    list(results(own, turns(own), workers=2))

    assert blocked
    assert all(blocked)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no list of threads")
def test_no_thread_takes_an_interrupt_while_workers_start(tmp_path: Path) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(20)))
    before = set(threading.enumerate())

    found = results(own, turns(own), workers=2)
    next(found)
    new = [each for each in threading.enumerate() if each not in before]
    masks = [mask_of(each.native_id) for each in new]
    found.close()

    assert new
    assert all(mask >> (signal.SIGINT - 1) & 1 for mask in masks if mask is not None)


@MASKED
@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_interrupt_that_comes_while_interrupts_are_blocked_leaves_them_unblocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(6)))
    mask = signal.pthread_sigmask
    blocks = iter(range(100))

    def interrupted(how: int, signals: Iterable[int]) -> set[Any]:
        before = mask(how, signals)
        if how == signal.SIG_BLOCK and signals and next(blocks) == at:
            raise KeyboardInterrupt
        return before

    monkeypatch.setattr(signal, "pthread_sigmask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(results(own, turns(own), workers=2))

    assert signal.SIGINT not in mask(signal.SIG_BLOCK, ())
    assert no_child_is_left()


@MASKED
@pytest.mark.parametrize("name", ["done", "cancelled", "exception", "result"])
def test_no_interrupt_comes_while_the_lock_of_an_answer_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    own = work(tmp_path, *(f"passes {n}" for n in range(6)), "breaks", "passes")
    asks = vars(Future)[name]
    blocked: list[bool] = []

    def noting(self: "Future[Any]", *arguments: Any) -> Any:
        blocked.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        return asks(self, *arguments)

    monkeypatch.setattr(Future, name, noting)
    with pytest.raises(BrokenCaseError):
        list(results(own, turns(own), workers=2))

    assert all(blocked)


def mask_of(thread: int | None) -> int | None:
    """The signals that a thread does not take; None if it has ended."""
    try:
        status = Path(f"/proc/self/task/{thread}/status").read_text(encoding="ascii")
    except OSError:
        return None
    (line,) = (line for line in status.splitlines() if line.startswith("SigBlk:"))
    return int(line.split()[1], 16)


@pytest.mark.parametrize(
    ("cases", "asked", "expected"),
    [(0, None, 1), (10, None, 1), (10, 4, 4), (3, 8, 3), (0, 2, 1), (CASES_A_WORKER, None, 1)],
)
def test_workers_are_started_where_they_pay(cases: int, asked: int | None, expected: int) -> None:
    assert workers_for(cases, asked) == expected


def test_many_cases_take_all_processors() -> None:
    assert workers_for(100 * CASES_A_WORKER, None) == processors()


def test_a_pool_that_fails_leaves_no_process(tmp_path: Path) -> None:
    own = work(tmp_path, "passes")

    def fail() -> None:
        with spawned(2, own) as executor:
            executor.submit(processors).result()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert no_child_is_left()
