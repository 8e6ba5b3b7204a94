"""Results after every storage call that fails, and after a kill at every one of them (P-01 to P-05
of the catalogue of faults): what was kept is there, and goes on to the very same bytes."""

import errno
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from engine.diagnostics import SourceError
from engine.store.disk import Disk
from engine.store.results import open_results
from tests.helpers.failing_disk import (
    GRID,
    PLAN,
    QUICK,
    DeadlyDisk,
    FailingDisk,
    HalfDisk,
    QuickDisk,
    contents,
    killed,
    simulated,
)

COUNT = 3
FORKING = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the results are, if nothing goes wrong."""
    folder = tmp_path_factory.mktemp("clean") / "results"
    simulated(folder, COUNT)
    return contents(folder)


def calls_of_a_run(folder: Path) -> int:
    """How many storage calls a run makes."""
    disk = FailingDisk(-1, errno.EIO)
    simulated(folder, COUNT, disk=disk)
    return disk.calls


def kept(folder: Path) -> int:
    """How many replications a folder gives back."""
    with open_results(folder, PLAN, resume=True, disk=QUICK) as results:
        return len(results.bodies)


def fails(folder: Path, disk: Disk, *, resume: bool = False) -> SourceError:
    """Runs on a disk that fails, and gives what that said."""
    with pytest.raises(SourceError) as found:
        simulated(folder, COUNT, disk=disk, resume=resume)
    return found.value


def every_nth(folder: Path) -> Iterator[tuple[int, Path]]:
    """The number of each storage call, and a folder for it."""
    for nth in range(1, calls_of_a_run(folder / "counted") + 1):
        yield nth, folder / f"results-{nth}"


def whole_files(folder: Path) -> set[bytes]:
    """The files of a run as they are in the end, and as they are before its first replication."""
    found: set[bytes] = set()
    for count, finishing in ((0, False), (COUNT, True)):
        simulated(folder / f"whole-{count}", count, finishing=finishing)
        found |= set(contents(folder / f"whole-{count}").values())
    return found


def is_final(name: str) -> bool:
    """Whether a file has come to its name; the part grows line by line."""
    return not name.rpartition("/")[2].startswith(".") and name != "replications.part"


def test_whichever_storage_call_fails_resuming_comes_to_the_same_bytes(
    tmp_path: Path, clean: dict[str, bytes]
) -> None:
    for nth, folder in every_nth(tmp_path):
        error = fails(folder, HalfDisk(nth, ERRORS[nth % len(ERRORS)], forever=nth % 2 == 0))
        simulated(folder, COUNT, resume=True)

        assert error.exit_code == 6
        assert contents(folder) == clean


def test_what_was_kept_before_a_storage_call_failed_is_kept_and_no_torn_file_has_its_name(
    tmp_path: Path,
) -> None:
    class Counting(HalfDisk):
        lines = 0

        def sync(self, descriptor: int, path: Path) -> None:
            super().sync(descriptor, path)
            self.lines += path.name == "replications.part"

    whole = whole_files(tmp_path)
    for nth, folder in every_nth(tmp_path):
        disk = Counting(nth, errno.ENOSPC, forever=True)
        fails(folder, disk)
        named = {name: data for name, data in contents(folder).items() if is_final(name)}

        assert set(named.values()) <= whole
        assert kept(folder) >= min(disk.lines - 1, COUNT)  # the first is that of the head


@FORKING
def test_a_kill_at_any_storage_call_loses_nothing_that_was_kept(
    tmp_path: Path,
) -> None:
    with_a_table = partial(simulated, count=COUNT, grids=(GRID,))
    counting = FailingDisk(-1, errno.EIO)
    with_a_table(tmp_path / "clean", disk=counting)
    for nth in range(1, counting.calls + 1):
        folder = tmp_path / f"results-{nth}"
        was_killed = killed(partial(with_a_table, folder, disk=DeadlyDisk(nth, 0)))
        with_a_table(folder, resume=True)

        assert was_killed
        assert contents(folder) == contents(tmp_path / "clean")


@FORKING
def test_a_kill_at_any_storage_call_of_resuming_loses_nothing_either(
    tmp_path: Path, clean: dict[str, bytes]
) -> None:
    begun = tmp_path / "begun"
    simulated(begun, 2, order=[1], finishing=False)
    nth, was_killed = 0, True
    while was_killed:
        nth += 1
        folder = tmp_path / f"results-{nth}"
        simulated(folder, 2, order=[1], finishing=False)
        resumed = partial(simulated, folder, COUNT, disk=DeadlyDisk(nth, 0), resume=True)
        was_killed = killed(resumed)
        simulated(folder, COUNT, resume=True)

        assert contents(folder) == clean
    assert nth > 10


def test_a_disk_that_is_full_again_while_resuming_does_no_more_harm(
    tmp_path: Path, clean: dict[str, bytes]
) -> None:
    folder = tmp_path / "results"
    simulated(folder, 2, finishing=False)
    disk = FailingDisk(3, errno.ENOSPC, forever=True)

    error = fails(folder, disk, resume=True)
    simulated(folder, COUNT, resume=True)

    assert error.exit_code == 6
    assert contents(folder) == clean


def test_a_full_disk_is_named_with_what_is_missing(tmp_path: Path) -> None:
    class Full(QuickDisk):
        def before(self, call: str, path: Path) -> None:
            if call == "write" and path.name == "replications.part":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    message = str(fails(tmp_path / "results", Full()))

    assert "E505" in message
    assert "replications.part` cannot be written: no space left on device" in message
    assert "bytes more are needed" in message


def test_after_a_failure_nothing_more_is_kept_until_the_folder_is_opened_anew(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "results"
    disk = HalfDisk(-1, errno.ENOSPC)
    with open_results(folder, PLAN, disk=disk) as results:
        results.keep(b'{"number":0,"seed":7,"variant":0}')
        disk.nth = disk.calls + 1
        for number in (1, 2):
            with pytest.raises(SourceError):
                results.keep(b'{"number":%d,"seed":7,"variant":0}' % number)

    assert kept(folder) == 1


def test_the_order_in_which_replications_were_finished_changes_no_byte(
    tmp_path: Path, clean: dict[str, bytes]
) -> None:
    simulated(tmp_path / "results", COUNT, order=[2, 0, 1])

    assert contents(tmp_path / "results") == clean
