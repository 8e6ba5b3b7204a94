"""Simulations run again and again, by whomever (P-06, P-07 and P-20 of the catalogue)."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from engine.json_text import JsonError
from engine.limits import LIMITS
from engine.log.counts import Level
from engine.replications.body import digest, pack, unpack
from engine.replications.model import Finished, Replicated, Unit, seed_of
from engine.replications.replicate import By, Listening, replicate
from engine.replications.running import How, Ran, Replicating
from engine.sim.day import simulate_day
from engine.workers.crew import forked, spawned
from engine.workers.model import Executors, Loss, LostWorkerError, Work
from engine.workers.worker import do_here, take
from tests.replications.days import variants
from tests.workers.test_results import FORKS

TODAY = variants()[:1]


def hash_of(found: Replicated) -> str:
    """One hash for all that is finished."""
    return digest(map(pack, found.finished))


@FORKS
@pytest.mark.parametrize(
    ("workers", "executors"), [(2, spawned), (2, forked), (4, forked), (None, forked)]
)
def test_the_bytes_are_the_same_whoever_runs_them(
    workers: int | None, executors: Executors
) -> None:
    ticks = count(0, 10**10)
    by = By(workers=workers, executors=executors, clock=lambda: next(ticks))
    alone = replicate(variants(), count=4)

    found = replicate(variants(), count=4, by=by)

    assert hash_of(found) == hash_of(alone)
    assert [each.unit for each in found.finished] == [(v, n) for v in (0, 1) for n in range(4)]


def test_the_first_replication_is_the_day_that_it_was_before() -> None:
    (variant,) = TODAY

    (found,) = replicate(TODAY, count=1).finished

    day = simulate_day(variant.program, variant.simulation)
    assert (found.seed, found.counts, found.end) == (variant.simulation.seed, day.counts, day.end)


def test_all_variants_have_the_same_seed_for_the_same_number_and_numbers_have_other_ones() -> None:
    found = replicate(variants(), count=5)

    first, second = ([each.seed for each in found.of(variant)] for variant in (0, 1))
    assert first == second == [seed_of(7, number) for number in range(5)]
    assert len({*first}) == 5


@pytest.mark.parametrize("level", [Level.SUMMARY, Level.EVENTS, Level.WHY])
def test_a_body_is_read_back(level: Level) -> None:
    kept: list[tuple[Finished, bytes]] = []
    listening = Listening(keep=lambda *each: kept.append(each))

    (found,) = replicate(TODAY, count=1, how=How(level=level), listening=listening).finished

    ((whole, body),) = kept
    assert unpack(body, whole.log) == whole
    assert unpack(pack(found)) == found == replace(whole, log=None)
    assert (whole.log is None) == (whole.log_hash is None) == (level is Level.SUMMARY)


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"variant":true}', b'{"variant":0,"number":0,"seed":1,"counts":3}']
)
def test_what_is_no_body_is_told(body: bytes) -> None:
    with pytest.raises(JsonError):
        unpack(body)


def test_what_was_kept_is_not_run_again() -> None:
    whole = replicate(TODAY, count=4)
    ran: list[Unit] = []
    kept = [whole.finished[2], whole.finished[0]]

    found = replicate(
        TODAY, count=4, kept=kept,
        listening=Listening(keep=lambda finished, _: ran.append(finished.unit)),
    )  # fmt: skip

    assert ran == [(0, 1), (0, 3)]
    assert hash_of(found) == hash_of(whole)


def twelve_would_do(finished: Sequence[Finished]) -> bool:
    """Enough with 12, which is asked of 10 and of 15."""
    return len(finished) >= 12


@FORKS
@pytest.mark.parametrize("workers", [1, 4])
def test_enough_is_enough_whoever_is_the_first_to_finish(workers: int) -> None:
    asked: list[list[int]] = []

    def enough(finished: Sequence[Finished]) -> bool:
        asked.append([each.unit.number for each in finished])
        return twelve_would_do(finished)

    found = replicate(
        TODAY, count=100, by=By(workers=workers, executors=forked),
        listening=Listening(enough=enough),
    )  # fmt: skip

    assert asked == [[*range(10)], [*range(15)]]
    assert [each.unit.number for each in found.finished] == [*range(15)]
    assert found.enough


@pytest.mark.parametrize(("most", "looks"), [(4, [4]), (12, [10, 12])])
def test_there_is_a_last_look_where_it_is_never_enough(most: int, looks: list[int]) -> None:
    asked: list[int] = []

    def enough(finished: Sequence[Finished]) -> bool:
        asked.append(len(finished))
        return False

    found = replicate(TODAY, count=most, listening=Listening(enough=enough))

    assert asked == looks
    assert len(found.finished) == most
    assert not found.enough


def test_kept_runs_that_are_enough_need_no_more() -> None:
    kept = replicate(TODAY, count=20).finished

    found = replicate(TODAY, count=100, kept=kept, listening=Listening(enough=twelve_would_do))

    assert found.finished == kept[:15]


def test_an_interrupt_leaves_what_is_finished() -> None:
    def interrupts(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    found = replicate(TODAY, count=10, listening=Listening(progress=interrupts))

    assert isinstance(found.stopped, KeyboardInterrupt)
    assert [each.unit.number for each in found.finished] == [0, 1, 2]


@FORKS
def test_a_worker_that_is_killed_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replicate(TODAY, count=6)
    done, mark = Replicating.done, tmp_path / "killed"

    def killed_once(self: Replicating, unit: Unit) -> Ran:
        if unit.number == 3 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return done(self, unit)

    monkeypatch.setattr(Replicating, "done", killed_once)
    found = replicate(TODAY, count=6, by=By(workers=2, executors=forked))

    assert mark.exists()
    assert (hash_of(found), found.lost) == (hash_of(whole), ())


class Losing(Executor):
    """Loses the worker of one unit, whenever it is done."""

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if fn is do_here and args[0] == (Unit(0, 1),):
            future.set_exception(LostWorkerError())
        else:
            future.set_result(fn(*args))
        return future


@contextmanager
def losing(_: int, work: Work[Any, Any]) -> Iterator[Executor]:
    take(work)
    yield Losing()


def test_a_replication_that_is_lost_is_named_with_its_seed_and_all_others_are_there() -> None:
    found = replicate(TODAY, count=3, by=By(workers=2, executors=losing))

    assert [each.unit.number for each in found.finished] == [0, 2]
    assert found.lost == ((Unit(0, 1), seed_of(7, 1), Loss.ENDED),)


def test_a_day_that_meets_a_limit_is_finished_and_says_so() -> None:
    how = How(limits=replace(LIMITS, events=50))

    (found,) = replicate(TODAY, count=1, how=how).finished

    assert found.truncated
    assert found.limit is not None
    assert found.limit[0] == "E422"
    assert unpack(pack(found)) == found
