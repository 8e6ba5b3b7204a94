"""Every call that storage needs, in one place, and files that are written whole or not at all.

In: paths and bytes. Out: files. Before each call `Disk.before` is asked, so that a test can make
the n-th one fail, or end the process there. What goes wrong is E505, exit code 6.

A file comes to its final name only when it is complete and on the disk: it is written beside it,
under a name that nobody else has (a link that waits there is not followed), then renamed. Files
are for their owner alone: an event log holds what customers wrote.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.store.refusals import unreadable, unwritable

MODE = 0o600
BESIDE = ".", ".new"
"""A file that is being written is called by its name between these."""
WAL = ".wal"
"""What DuckDB adds to the name of a database for a file of its own."""
NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY
O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
O_BINARY = getattr(os, "O_BINARY", 0)
O_DIRECTORY = getattr(os, "O_DIRECTORY", 0)


class Disk:
    """The disk as it is."""

    def before(self, call: str, path: Path) -> None:
        """Called before each storage call, with its name; does nothing."""

    def flush(self, descriptor: int) -> None:
        """Waits until the disk has everything of a file."""
        os.fsync(descriptor)

    def make_folder(self, path: Path) -> None:
        """Makes a folder, if it is not there, with those above it."""
        if os.path.isdir(path):  # noqa: PTH112 - what cannot be looked for cannot be made either
            return
        with self._call("make", path):
            path.mkdir(parents=True, exist_ok=True)
        self.sync_folder(path.parent)

    def create(self, path: Path) -> int:
        """The descriptor of a file that was not there, for its owner alone."""
        with self._call("create", path):
            return os.open(path, NEW | O_NOFOLLOW | O_BINARY, MODE)

    def append(self, path: Path) -> int:
        """The descriptor of a file that is to grow at its end; made if it is not there."""
        with self._call("append", path):
            flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
            return os.open(path, flags | O_NOFOLLOW | O_BINARY, MODE)

    def write(self, descriptor: int, data: bytes, path: Path) -> None:
        """Writes all of it; where the disk is full it says how much is missing."""
        rest = memoryview(data)
        while rest:
            with self._call("write", path, len(rest)):
                written = os.write(descriptor, rest)
            rest = rest[written:]

    def sync(self, descriptor: int, path: Path) -> None:
        """What was written is on the disk."""
        with self._call("sync", path):
            self.flush(descriptor)

    def settle(self, path: Path) -> None:
        """A file that a library has written is for its owner alone, and on the disk."""
        with self._call("settle", path):
            path.chmod(MODE)
            descriptor = os.open(path, os.O_RDWR | O_BINARY)
            try:
                self.flush(descriptor)
            finally:
                os.close(descriptor)

    def sync_folder(self, path: Path) -> None:
        """The names in a folder are on the disk; where folders cannot be opened, nothing."""
        if not O_DIRECTORY:
            return
        with self._call("sync folder", path):
            descriptor = os.open(path, os.O_RDONLY | O_DIRECTORY)
            try:
                self.flush(descriptor)
            finally:
                os.close(descriptor)

    def rename(self, path: Path, target: Path) -> None:
        """Puts a file in the place of another one, in one step."""
        with self._call("rename", target):
            path.replace(target)

    def remove(self, path: Path) -> None:
        """Removes a file, if it is there."""
        with self._call("remove", path):
            path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Removes an empty folder."""
        with self._call("remove", path):
            path.rmdir()

    def cut(self, path: Path, size: int) -> None:
        """Cuts off what stands behind so many bytes."""
        with self._call("cut", path):
            os.truncate(path, size)

    @contextmanager
    def _call(self, call: str, path: Path, wanted: int = 0) -> Iterator[None]:
        try:
            self.before(call, path)
            yield
        except OSError as error:
            raise unwritable(path, error, wanted) from error


DISK = Disk()


def put(disk: Disk, path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    beside = beside_of(path)
    if os.path.lexists(beside):
        disk.remove(beside)
    descriptor = disk.create(beside)
    try:
        disk.write(descriptor, data, beside)
        disk.sync(descriptor, beside)
    finally:
        os.close(descriptor)
    take_place(disk, beside, path)


def take_place(disk: Disk, beside: Path, path: Path) -> None:
    """A file that is complete and on the disk comes to its name."""
    disk.rename(beside, path)
    disk.sync_folder(path.parent)


def beside_of(path: Path) -> Path:
    """Where a file stands until it is complete."""
    before, after = BESIDE
    return path.with_name(f"{before}{path.name}{after}")


def is_beside(name: str) -> bool:
    """Whether something of this name was left behind by a kill.

    >>> is_beside(".results.duckdb.new"), is_beside(".results.duckdb.new.wal"), is_beside(".new.md")
    (True, True, False)
    """
    before, after = BESIDE
    whole = name.removesuffix(WAL)
    return whole.startswith(before) and whole.endswith(after)


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none. Raises `SourceError` with E503."""
    try:
        refuse_irregular(path)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def refuse_irregular(path: Path) -> None:
    """Raises `SourceError` with E503 for what is there and no file: a pipe is never at its end, a
    link leads anywhere. Raises OSError."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise unreadable(path, OSError(0, "not a regular file"))
