"""The life of a results folder: begun, resumed, finished. Read this first.

In: a plan, and bodies of replications as they are finished. Out: a folder.

    README.txt             what the folder is
    manifest.json          what was simulated, with what, and the hash of every file but the last
    project/               the files that were read: what is simulated is what is here
    replications.part      finished replications, while there are more to come
    logs/                  their event logs, if they are kept
    replications.jsonl     all of them in order, when they are finished
    figures.json           what follows from them
    tables/, results.duckdb, derived.json   the same as tables, which can be made anew

A replication is on the disk when `keep` returns: a kill at any moment loses none of them. What is
written at the end does not depend on how often that happened, or on the order in which they were
finished. The manifest is written last, and says so.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from engine.diagnostics import SourceError
from engine.json_text import Json, written_wide
from engine.store import folders
from engine.store.disk import DISK, Disk, put, read_bytes
from engine.store.grids import Grid, derive
from engine.store.journal import (
    JOURNAL,
    LOGS,
    PART,
    Body,
    body_of,
    head_of,
    journal_lines,
    part_line,
    read_journal,
    read_part,
)
from engine.store.lock import locked
from engine.store.plan import (
    MANIFEST,
    MISSING,
    Manifest,
    Plan,
    Stamp,
    read_manifest,
    refuse_changed,
    refuse_other,
)
from engine.store.refusals import damaged, refusal, unwritable

FIGURES = "figures.json"


class Results:
    """A results folder that this process has. `bodies` are the replications that were finished
    before, in order: by variant, then by number."""

    def __init__(
        self, folder: Path, manifest: Manifest, *, bodies: Sequence[Body], size: int, disk: Disk
    ) -> None:
        self.folder = folder
        self.plan = manifest.plan
        self.bodies = tuple(body.data for body in bodies)
        self._manifest = manifest
        self._disk = disk
        self._size = size
        self._part = -1
        self._broken: SourceError | None = None

    @property
    def snapshots(self) -> Path:
        """Where the snapshot of the project lies."""
        return self.folder / folders.PROJECT

    @property
    def project(self) -> Path:
        """The snapshot of the project: what is to be checked and simulated, whatever has become of
        the author's own files."""
        return self.snapshots / self.plan.entry

    def log_of(self, body: bytes) -> bytes | None:
        """The bytes of the event log of a replication, if it is kept."""
        return read_bytes(self.folder / body_of(body).log_name())

    def keep(self, body: bytes, log: bytes | None = None) -> None:
        """A replication is finished; it is on the disk when this returns. Raises `SourceError` with
        E505, and then nothing more can be kept until the folder is opened anew."""
        if self._broken is not None:
            raise self._broken
        try:
            self._keep(body, log)
        except SourceError as error:
            self._broken = error  # What stands behind half a line would be lost.
            raise

    def finish(
        self,
        bodies: Sequence[bytes],
        *,
        figures: Mapping[str, Json],
        grids: Callable[[], Sequence[Grid]] = tuple,
    ) -> None:
        """All are finished: `bodies` in order are what the folder holds from now on. `figures` are
        what follows from them, and `grids` the tables. Raises `SourceError` with E505."""
        held = [body_of(each) for each in bodies]
        journal = b"".join(journal_lines(self.plan, bodies))
        shown = written_wide(figures).encode("ascii")
        stamps = {name: stamp for name, stamp in self._manifest.files.items() if _is_given(name)}
        stamps |= {JOURNAL: Stamp.of(journal), FIGURES: Stamp.of(shown)}
        stamps |= {each.log_name(): self._log_stamp(each) for each in held if each.log is not None}
        whole = replace(self._manifest, files=stamps, finished=True, replications=len(bodies))
        if whole.data() != self._manifest.data():
            self._unfinish()
            put(self._disk, self.folder / JOURNAL, journal)
            put(self._disk, self.folder / FIGURES, shown)
            put(self._disk, self.folder / MANIFEST, whole.data())
            self._manifest = whole
        self.close()
        self._disk.remove(self.folder / PART)
        folders.forget_others(self._disk, self.folder, LOGS, stamps)
        derive(self._disk, self.folder, stamps[JOURNAL].sha256, grids)

    def derive(self, grids: Callable[[], Sequence[Grid]]) -> None:
        """Makes what is derived from the journal anew, where it is not whole. Raises `SourceError`:
        E503 for replications that are not finished, E505."""
        journal = self._manifest.files.get(JOURNAL)
        if journal is None:
            message = f"the replications of `{self.folder.as_posix()}` are not finished"
            raise refusal("E503", message, "`--resume` brings them to their end")
        derive(self._disk, self.folder, journal.sha256, grids)

    def close(self) -> None:
        """Nothing more is kept."""
        if self._part >= 0:
            os.close(self._part)
        self._part = -1

    def _keep(self, body: bytes, log: bytes | None) -> None:
        if log is not None:
            path = self.folder / body_of(body).log_name()
            self._disk.make_folder(path.parent)
            put(self._disk, path, log)
        path = self.folder / PART
        if self._part < 0:
            self._begin_part(path)
        self._disk.write(self._part, part_line(self.plan, body), path)
        self._disk.sync(self._part, path)

    def _begin_part(self, path: Path) -> None:
        """The part is open, and ends with a whole line."""
        self._unfinish()
        descriptor = self._disk.append(path)
        try:
            if os.fstat(descriptor).st_size > self._size:
                self._disk.cut(path, self._size)
            if not self._size:
                self._disk.write(descriptor, head_of(self.plan), path)
                self._disk.sync(descriptor, path)
                self._disk.sync_folder(self.folder)
        except BaseException:
            os.close(descriptor)
            raise
        self._part = descriptor

    def _unfinish(self) -> None:
        """The manifest no longer says what the journal is."""
        if self._manifest.finished:
            given = {name: each for name, each in self._manifest.files.items() if _is_given(name)}
            self._manifest = replace(self._manifest, files=given, finished=False, replications=0)
            put(self._disk, self.folder / MANIFEST, self._manifest.data())

    def _log_stamp(self, body: Body) -> Stamp:
        path = self.folder / body.log_name()
        try:
            return Stamp(body.log or "", path.stat().st_size)
        except OSError as error:
            raise unwritable(path, error) from error


@contextmanager
def open_results(
    out: Path, plan: Plan, *, resume: bool = False, force: bool = False, disk: Disk = DISK
) -> Iterator[Results]:
    """Has a results folder meanwhile: a new one; one that is there, to be resumed; or, forced, a
    new one in its place.

    Raises `SourceError`: E501 for a folder that is there already or holds something else, E502 for
    what is no folder, E504 if another process has it, E505; E601, E602 for other results than
    those of the plan, E610 to E612 for damage.
    """
    if os.path.lexists(out) and not out.is_dir():
        raise refusal("E502", f"`{out.as_posix()}` is not a folder", "name a folder")
    disk.make_folder(out)
    with locked(out, disk):
        results = _opened(out, plan, resume=resume, force=force, disk=disk)
        try:
            yield results
        finally:
            results.close()


def read_results(out: Path) -> Manifest:
    """The manifest of a folder. Raises `SourceError`: E503 if there is none, E610, E611."""
    data = read_bytes(out / MANIFEST)
    if data is None:
        raise refusal(
            "E503",
            f"`{out.as_posix()}` holds no results",
            "`routewright simulate PATH --out DIR` makes them",
        )
    return read_manifest(out / MANIFEST, data)


def kept_bodies(out: Path, manifest: Manifest) -> tuple[list[Body], int]:
    """The replications in a folder, in order, and how long the part is up to its last whole line.
    Raises `SourceError`: E610 to E612."""
    plan, held, size = manifest.plan, list[Body](), 0
    journal, part = read_bytes(out / JOURNAL), read_bytes(out / PART)
    if journal is not None:
        held += read_journal(out / JOURNAL, journal, plan)
    elif manifest.finished:
        raise damaged(out / JOURNAL, MISSING)
    if part is not None:
        grown = read_part(out / PART, part, plan)
        held += grown.bodies
        size = grown.size
    found = {(each.variant, each.number): each for each in held}
    return [found[key] for key in sorted(found)], size


def _opened(out: Path, plan: Plan, *, resume: bool, force: bool, disk: Disk) -> Results:
    if folders.is_foreign(out):
        cure = "choose a folder that is not there yet"
        raise refusal("E501", f"`{out.as_posix()}` holds other files", cure)
    if force or not (out / MANIFEST).exists():
        return _begun(out, plan, disk)
    if not resume:
        if not any((out / name).exists() for name in (PART, JOURNAL)):
            return _begun(out, plan, disk)  # Nothing was finished: nothing is lost.
        cure = "`--resume` goes on with them, `--force` begins anew"
        raise refusal("E501", f"`{out.as_posix()}` holds results already", cure)
    return _resumed(out, plan, disk)


def _begun(out: Path, plan: Plan, disk: Disk) -> Results:
    folders.clear(disk, out)
    given = folders.given(plan)
    for name, data in given.items():
        disk.make_folder((out / name).parent)
        put(disk, out / name, data)
    manifest = Manifest(plan=plan, files={name: Stamp.of(data) for name, data in given.items()})
    put(disk, out / MANIFEST, manifest.data())
    return Results(out, manifest, bodies=(), size=0, disk=disk)


def _resumed(out: Path, plan: Plan, disk: Disk) -> Results:
    manifest = read_results(out)
    refuse_other(manifest.plan, plan, out)
    for name, stamp in manifest.files.items():
        if _is_given(name):
            refuse_changed(out / name, stamp)
    bodies, size = kept_bodies(out, manifest)
    folders.sweep(disk, out)
    whole = [each for each in bodies if _has_log(out, each)]
    return Results(out, manifest, bodies=whole, size=size, disk=disk)


def _has_log(out: Path, body: Body) -> bool:
    """Whether the log of a replication is what it was; without it the replication is run again."""
    if body.log is None:
        return True
    data = read_bytes(out / body.log_name())
    return data is not None and Stamp.of(data).sha256 == body.log


def _is_given(name: str) -> bool:
    """Whether a file was there before the first replication."""
    return name == folders.README or name.startswith(f"{folders.PROJECT}/")
