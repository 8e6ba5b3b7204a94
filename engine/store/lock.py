"""One process at a time has a results folder.

In: the folder. Out: it is locked meanwhile, and E504 names the process that has it otherwise. The
lock is the system's, on the file `.lock`: it ends with its process, however that ends, so there is
nothing to clean up after a kill. The file says who has it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.diagnostics import SourceError
from engine.store.disk import O_BINARY, O_NOFOLLOW, Disk
from engine.store.refusals import refusal, unwritable

LOCK = ".lock"
PID_BYTES_MAX = 20
HELD: set[int] = set()
"""Descriptors of the locks that this process has: a process that it forks must not keep them when
it is killed."""


@contextmanager
def locked(folder: Path, disk: Disk) -> Iterator[None]:
    """Locks a folder. Raises `SourceError`: E504 if another process has it, E505."""
    path = folder / LOCK
    try:
        descriptor = _locked(path, disk)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        HELD.discard(descriptor)
        with suppress(OSError):
            # Before it is closed: afterwards another process may have it.
            path.unlink(missing_ok=True)
        os.close(descriptor)


def _locked(path: Path, disk: Disk) -> int:
    while True:
        disk.before("lock", path)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | O_NOFOLLOW | O_BINARY, 0o600)
        try:
            if not _taken(descriptor):
                raise _held(descriptor, path)
            if _is_at(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, b"%d\n" % os.getpid())
                HELD.add(descriptor)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # Whoever had it has removed the file meanwhile.


def _taken(descriptor: int) -> bool:
    """Whether the lock could be had."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the file that is locked is still the one of this name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _let_go() -> None:
    """In a process that was forked: its parent has the locks."""
    for descriptor in sorted(HELD):
        os.close(descriptor)
    HELD.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_let_go)


def _held(descriptor: int, path: Path) -> SourceError:
    who = os.read(descriptor, PID_BYTES_MAX).decode("ascii", "replace").strip()
    whom = f"process {who}" if who.isdecimal() else "another process"
    message = f"`{path.parent.as_posix()}` is being written by {whom}"
    return refusal("E504", message, "wait until it has ended, or choose another folder")
