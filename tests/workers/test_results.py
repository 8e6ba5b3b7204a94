"""Units of work: done, lost, given up (P-06 to P-10 and P-20 of the catalogue)."""

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from engine.workers.crew import forked, spawned
from engine.workers.model import BrokenUnitError, Executors, Loss, Outcome, Work
from engine.workers.results import as_finished, in_order
from engine.workers.worker import do_here, take
from tests.workers.units import ByName

FORKS = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="nothing forks there"
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of its processes so")


def outcomes(
    *units: str, workers: int = 2, executors: Executors = forked, wall_s: float | None = None
) -> dict[str, str | Loss | None]:
    """What each unit gave, or why it gave nothing."""
    found = as_finished(ByName(wall_s=wall_s), units, workers=workers, executors=executors)
    return {each.unit: each.loss or each.result for each in found}


def no_child_is_left() -> bool:
    return multiprocessing.active_children() == []


@FORKS
@pytest.mark.parametrize("executors", [spawned, forked])
def test_all_units_are_done_however_workers_are_started(executors: Executors) -> None:
    assert outcomes("a", "b", "c", executors=executors) == {"a": "A", "b": "B", "c": "C"}
    assert no_child_is_left()


def test_one_worker_is_this_process() -> None:
    assert outcomes("a", "fills", "b", workers=1) == {"a": "A", "fills": Loss.MEMORY, "b": "B"}


@FORKS
def test_a_unit_whose_worker_ends_three_times_is_lost_and_no_other() -> None:
    found = outcomes("a", "kills", "b", "c")

    assert found == {"a": "A", "kills": Loss.ENDED, "b": "B", "c": "C"}
    assert no_child_is_left()


@FORKS
def test_a_unit_whose_worker_ends_once_is_done_again(tmp_path: Path) -> None:
    once = f"once {tmp_path / 'mark'}"

    assert outcomes("a", once) == {"a": "A", once: once.upper()}


@FORKS
def test_a_unit_that_takes_too_long_is_ended_and_named() -> None:
    found = outcomes("a", "hangs", "b", wall_s=0.1)

    assert found == {"a": "A", "hangs": Loss.HUNG, "b": "B"}
    assert no_child_is_left()


@FORKS
def test_a_unit_that_needs_too_much_memory_costs_nothing_else() -> None:
    assert outcomes("fills", "a") == {"fills": Loss.MEMORY, "a": "A"}


@FORKS
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_is_raised_with_its_unit(workers: int) -> None:
    with pytest.raises(BrokenUnitError, match="ZeroDivisionError: breaks, in 'breaks'"):
        outcomes("a", "breaks", "b", workers=workers)

    assert no_child_is_left()


@FORKS
def test_outcomes_come_in_order_if_that_is_asked_for() -> None:
    units = ["hangs", "a", "b"]
    found = as_finished(ByName(wall_s=0.1), units, workers=2, executors=forked)

    assert [each.unit for each in in_order(found, units)] == units


@FORKS
def test_nothing_goes_on_when_nobody_listens_any_more() -> None:
    with closing(as_finished(ByName(), ["a", "hangs"], workers=2, executors=forked)) as found:
        next(found)

    assert no_child_is_left()


class Interrupting:
    """An interrupt comes when the answer of the third job is waited for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 3
        monkeypatch.setattr("engine.workers.results.SimpleQueue", lambda: self)

    def put(self, _: "Future[Any]") -> None:
        """A job is done."""

    def get(self) -> "Future[Any]":
        """An answer."""
        raise KeyboardInterrupt


class Here(Executor):
    """Does jobs at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(fn(*args))
        return future


@contextmanager
def here(_: int, work: Work[Any, Any]) -> Iterator[Executor]:
    """The seam for other executors, at its simplest."""
    take(work)
    yield Here()


def test_an_interrupt_gives_what_is_finished_and_is_raised_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Interrupting(monkeypatch)
    found: list[Outcome[str, str]] = []

    def listen() -> None:
        for outcome in as_finished(ByName(), ["a", "b", "c"], workers=2, executors=here):
            found.append(outcome)  # noqa: PERF402 - each by itself

    with pytest.raises(KeyboardInterrupt):
        listen()

    assert [each.result for each in found] == ["A", "B", "C"]


class Breaking(Executor):
    """An executor that breaks for all when a job kills: as those of the standard library do."""

    def __init__(self) -> None:
        self.broken = False

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if self.broken:
            raise BrokenExecutor
        if fn is do_here and "kills" in args[0]:
            self.broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(fn(*args))
        return future


def test_an_executor_that_breaks_is_replaced_until_it_is_known_why() -> None:
    opened: list[Breaking] = []

    @contextmanager
    def executors(_: int, work: Work[Any, Any]) -> Iterator[Executor]:
        take(work)
        opened.append(Breaking())
        yield opened[-1]

    found = outcomes("a", "kills", "b", executors=executors)

    assert found == {"a": "A", "kills": Loss.ENDED, "b": "B"}
    assert len(opened) == 3


@FORKS
def test_an_executor_of_the_standard_library_does_as_well() -> None:
    @contextmanager
    def executors(workers: int, work: Work[Any, Any]) -> Iterator[Executor]:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, context, initializer=take, initargs=(work,)) as executor:
            yield executor

    found = outcomes("a", "kills", "b", executors=executors)

    assert found == {"a": "A", "kills": Loss.ENDED, "b": "B"}


def dies_at_once() -> NoReturn:
    os._exit(3)


class Stillborn(ByName):
    """Work that cannot be received: what receives it ends."""

    def __reduce__(self) -> tuple[Any, ...]:
        return dies_at_once, ()


@FORKS
def test_workers_that_cannot_start_cost_all_units_and_no_time() -> None:
    units = [str(number) for number in range(30)]

    found = as_finished(Stillborn(), units, workers=2, executors=forked)

    assert {each.unit: each.loss for each in found} == dict.fromkeys(units, Loss.ENDED)
    assert no_child_is_left()


class Unsendable(ByName):
    """Work that cannot be sent."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("not this")


@FORKS
def test_work_that_cannot_be_sent_is_told_at_once() -> None:
    with pytest.raises(TypeError, match="not this"):
        list(as_finished(Unsendable(), ["a", "b"], workers=2, executors=forked))

    assert no_child_is_left()


class Returning(ByName):
    """Work whose answers cannot be sent."""

    def done(self, unit: str) -> Any:
        """What is no plain data."""
        return lambda: unit


@FORKS
def test_an_answer_that_cannot_be_sent_is_a_bug_that_is_told() -> None:
    with pytest.raises(BrokenUnitError, match="an answer cannot be sent"):
        list(as_finished(Returning(), ["a", "b"], workers=2, executors=forked))


class TooLarge:
    """What cannot be sent for want of memory."""

    def __reduce__(self) -> NoReturn:
        raise MemoryError


class Growing(ByName):
    """Work some of whose answers are too large."""

    def done(self, unit: str) -> Any:
        """The name in capitals, or what is too large."""
        return TooLarge() if unit == "grows" else super().done(unit)


@FORKS
@pytest.mark.parametrize("size", [1, 3])
def test_an_answer_that_is_too_large_to_be_sent_costs_nothing_else(size: int) -> None:
    found = as_finished(Growing(), ["a", "grows", "b"], workers=2, executors=forked, size=size)

    assert {each.unit: each.loss or each.result for each in found} == {
        "a": "A", "grows": Loss.MEMORY, "b": "B",
    }  # fmt: skip
    assert no_child_is_left()


def test_executors_that_cannot_be_had_cost_all_units() -> None:
    @contextmanager
    def executors(_: int, __: Work[Any, Any]) -> Iterator[Executor]:
        broken = Breaking()
        broken.broken = True
        yield broken

    assert outcomes("a", "b", executors=executors) == {"a": Loss.ENDED, "b": Loss.ENDED}


PARENT = """
from multiprocessing import active_children
from engine.workers.crew import forked
from engine.workers.worker import do_here
from tests.workers.units import ByName

with forked(2, ByName()) as crew:
    jobs = [crew.submit(do_here, ("hangs",)) for _ in range(2)]
    print(*[each.pid for each in active_children()], flush=True)
    jobs[0].result()
"""


@LINUX
def test_workers_end_with_their_parent_whatever_ends_it() -> None:
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=environment
    )
    with parent:
        assert parent.stdout is not None
        handles = [os.pidfd_open(int(pid)) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)

    ended = [select.select([handle], [], [], 10)[0] for handle in handles]
    for handle in handles:
        os.close(handle)

    assert len(handles) == 2
    assert all(ended)
