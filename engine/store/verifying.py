"""What is damaged in a results folder.

In: the folder. Out: `Verified`: what it holds, and a diagnostic for each file that is not what was
written; of the journal the first bad line is named. Nothing is believed for its name: every byte
is looked at. What is not ours in the folder is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import Diagnostic, SourceError
from engine.log.codec import LaterError, LogError, seed_of_log, unpack_log
from engine.log.model import FORMAT as LOG_FORMAT
from engine.store.disk import read_bytes
from engine.store.folders import DERIVED
from engine.store.grids import REMAKE, read_derived
from engine.store.journal import JOURNAL, PART, Body, by_another_seed
from engine.store.plan import CHANGED, MANIFEST, MISSING, Manifest, Stamp, refuse_changed
from engine.store.refusals import damaged, later
from engine.store.results import kept_bodies, read_results

Look = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a folder holds: its manifest if that can be read, how many replications can, how many
    files were looked at, and what is wrong. `derived` says that nothing is but with what can be
    made anew."""

    manifest: Manifest | None
    replications: int
    files: int
    derived: bool
    diagnostics: tuple[Diagnostic, ...]


def verify(folder: Path) -> Verified:
    """Looks at every byte of a results folder. Raises `SourceError` with E503 if it holds no
    results, or cannot be read."""
    manifest = _readable(folder)
    if not isinstance(manifest, Manifest):
        return Verified(manifest=None, replications=0, files=1, derived=False, diagnostics=manifest)
    bodies, found = _read(folder, manifest)
    names = [name for name in (JOURNAL, PART) if (folder / name).exists()]
    looks = [] if found else list(_journal_looks(folder, manifest))
    looks += _looks(folder, manifest, bodies)
    found += _said(looks)
    made = list(_derived_looks(folder, manifest))
    remade = _said(made)
    return Verified(
        manifest=manifest,
        replications=len(bodies),
        files=1 + len(names) + len(looks) + len(made),
        derived=not found,
        diagnostics=(*found, *remade),
    )


def _readable(folder: Path) -> Manifest | tuple[Diagnostic, ...]:
    try:
        return read_results(folder)
    except SourceError as error:
        if read_bytes(folder / MANIFEST) is None:
            raise
        return tuple(error.diagnostics)


def _read(folder: Path, manifest: Manifest) -> tuple[list[Body], list[Diagnostic]]:
    try:
        return kept_bodies(folder, manifest)[0], []
    except SourceError as error:
        return [], error.diagnostics


def _said(looks: list[Look]) -> list[Diagnostic]:
    """What each look complains of."""
    found: list[Diagnostic] = []
    for look in looks:
        try:
            look()
        except SourceError as error:
            found += error.diagnostics
    return found


def _journal_looks(folder: Path, manifest: Manifest) -> Iterator[Look]:
    """A journal that fits together is still to be the one of the manifest."""
    stamp = manifest.files.get(JOURNAL)
    if stamp is not None:
        yield _changed(folder, JOURNAL, stamp)


def _looks(folder: Path, manifest: Manifest, bodies: list[Body]) -> Iterator[Look]:
    """Every other file that cannot be made anew."""
    logs = {body.log_name(): body for body in bodies if body.log is not None}
    for name, stamp in manifest.files.items():
        if name not in logs and name != JOURNAL:
            yield _changed(folder, name, stamp)
    for name, body in logs.items():
        yield _log(folder / name, body)


def _changed(folder: Path, name: str, stamp: Stamp, cure: str | None = None) -> Look:
    return lambda: refuse_changed(folder / name, stamp, cure)


def _log(path: Path, body: Body) -> Look:
    return lambda: refuse_other_log(path, body)


def refuse_other_log(path: Path, body: Body) -> None:
    """Raises `SourceError` where a file is not the event log of a replication: E610, E611 for one
    of a later version, E612 for one of another seed."""
    data = read_bytes(path)
    if data is None:
        raise damaged(path, MISSING)
    try:
        log = unpack_log(data)
    except LaterError as error:
        raise later(path, error.found, LOG_FORMAT) from error
    except LogError as error:
        raise damaged(path, str(error)) from error
    if seed_of_log(log) != body.seed:
        raise by_another_seed(path, seed_of_log(log), body.seed)
    if Stamp.of(data).sha256 != body.log:
        raise damaged(path, CHANGED)


def _derived_looks(folder: Path, manifest: Manifest) -> Iterator[Look]:
    """What can be made anew, of results that are finished."""
    journal = manifest.files.get(JOURNAL)
    if not manifest.finished or journal is None:
        return
    try:
        found = read_derived(folder)
    except SourceError as error:
        yield _raising(error)
        return
    if found is None:
        yield _raising(damaged(folder / DERIVED, MISSING, REMAKE))
        return
    made_from, stamps = found
    if made_from != journal.sha256:
        yield _raising(damaged(folder / DERIVED, "it was made from another journal", REMAKE))
    for name, stamp in stamps.items():
        yield _changed(folder, name, stamp, REMAKE)


def _raising(error: SourceError) -> Look:
    def look() -> None:
        raise error

    return look
