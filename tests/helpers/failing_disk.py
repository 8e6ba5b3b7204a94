"""Disks that fail, and results small enough to try every one of their storage calls.

In: the number of a storage call. Out: a disk on which that call fails, once or from then on; or on
which the process ends there as if it were killed.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.json_text import Json, written
from engine.store.disk import Disk
from engine.store.grids import Grid
from engine.store.plan import Plan
from engine.store.results import open_results

KILLED = 137
UNSTABLE = {"results.duckdb", "derived.json"}
"""A database has an id of its own, and the hash of it differs with that."""
GRID = Grid(name="numbers", columns=(("n", "bigint"),), rows=[(1,), (2,)])
PLAN = Plan(
    project="small",
    entry="small",
    program="0" * 64,
    about={"seed": 7, "simulation": "monday"},
    made_with={"routewright": "0.1.0"},
    texts={"small/day.strat": b"# a day\n"},
)


class QuickDisk(Disk):
    """A disk that nobody waits for: a process that is killed leaves to the system what it has
    written."""

    def flush(self, descriptor: int) -> None:
        """Does not wait."""


QUICK = QuickDisk()


class FailingDisk(QuickDisk):
    """The n-th storage call fails with an error of the system; so do all after it, `forever`."""

    def __init__(self, nth: int, number: int, *, forever: bool = False) -> None:
        self.calls = 0
        self.nth = nth
        self.error = OSError(number, os.strerror(number))
        self.forever = forever

    def before(self, call: str, path: Path) -> None:  # noqa: ARG002 - any call may fail
        """Counts, and fails."""
        self.calls += 1
        if self.calls == self.nth or (self.forever and self.calls > self.nth):
            raise self.error


class HalfDisk(FailingDisk):
    """The same, but a write that fails has written the first half."""

    def write(self, descriptor: int, data: bytes, path: Path) -> None:
        """Writes half of it where the whole would fail."""
        if self.calls + 1 == self.nth:
            os.write(descriptor, data[: len(data) // 2])
        super().write(descriptor, data, path)


class DeadlyDisk(FailingDisk):
    """The process ends before the n-th storage call; a write has written the first half."""

    def before(self, call: str, path: Path) -> None:  # noqa: ARG002 - any call may fail
        """Counts, and ends."""
        self.calls += 1
        if self.calls == self.nth:
            os._exit(KILLED)

    def write(self, descriptor: int, data: bytes, path: Path) -> None:
        """Writes half of it where the process ends."""
        if self.calls + 1 == self.nth:
            os.write(descriptor, data[: len(data) // 2])
        super().write(descriptor, data, path)


def body(number: int, *, seed: int = 7, log: str | None = None, variant: int = 0) -> bytes:
    """The body of a replication, such as the store sees it."""
    whole: dict[str, Json] = {
        "counts": {"n": number}, "number": number, "seed": seed + number, "variant": variant,
    }  # fmt: skip
    if log is not None:
        whole["log"] = log
    return written(whole).encode()


def simulated(
    out: Path,
    count: int,
    *,
    disk: Disk = QUICK,
    order: Sequence[int] | None = None,
    resume: bool = False,
    force: bool = False,
    plan: Plan = PLAN,
    finishing: bool = True,
    grids: tuple[Grid, ...] = (),
) -> None:
    """Makes results of so many replications; those that were kept before are not made again."""
    with open_results(out, plan, resume=resume, force=force, disk=disk) as results:
        bodies = [body(number) for number in range(count)]
        for number in range(count) if order is None else order:
            if bodies[number] not in results.bodies:
                results.keep(bodies[number])
        if finishing:
            results.finish(bodies, figures={"mean": count}, grids=lambda: grids)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of all files of a folder that the same results have in common."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in UNSTABLE
    }


def killed(work: Callable[[], None]) -> bool:
    """Does something in a process of its own; whether that was killed there."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
