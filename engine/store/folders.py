"""What a results folder is made of, and what in it is ours to remove.

In: a folder. Out: whether it holds what others have put there; it is cleared, swept. What is not
ours is never touched.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from engine.store.disk import Disk, is_beside, read_bytes
from engine.store.journal import JOURNAL, LOGS, PART
from engine.store.lock import LOCK
from engine.store.plan import KIND, MANIFEST, Plan
from engine.store.refusals import unreadable

README = "README.txt"
PROJECT = "project"
TABLES = "tables"
DATABASE = "results.duckdb"
DERIVED = "derived.json"
FIGURES = "figures.json"
FOLDERS = (LOGS, TABLES, PROJECT)
FILES = (MANIFEST, PART, JOURNAL, FIGURES, DERIVED, DATABASE)
"""In the order in which they are removed: without its manifest a folder is as good as new."""
FIRST_LINE = "results of `routewright simulate`\n"
TEXT = f"""{FIRST_LINE}
{MANIFEST:20} what was simulated, with what, and the hash of each file
{PROJECT + "/":20} the project as it was read: `routewright simulate` can run it again
{JOURNAL:20} what each replication has come to, a line for each; {PART}
{"":20} as long as some are missing: `--resume` makes those
{FIGURES:20} the figures of all of them together
{LOGS + "/":20} event logs, if they were kept
{DATABASE:20} tables; `routewright query DIR "SELECT * FROM replications"`
{TABLES + "/":20} the same as Parquet, for data frames

`routewright verify DIR` says whether all of it is as it was written.
"""


def given(plan: Plan) -> dict[str, bytes]:
    """The files that are there before the first replication, by their paths in the folder."""
    texts = {f"{PROJECT}/{name}": plan.texts[name] for name in sorted(plan.texts)}
    return {README: TEXT.encode("ascii"), **texts}


def is_foreign(folder: Path) -> bool:
    """Whether a folder holds something, and is no folder of results."""
    names = [name for name in _names(folder) if name != LOCK and not is_beside(name)]
    return bool(names) and not (_has_readme(folder) or _has_manifest(folder))


def clear(disk: Disk, folder: Path) -> None:
    """Removes what results are made of."""
    for name in FILES:
        if os.path.lexists(folder / name):
            disk.remove(folder / name)
    for name in FOLDERS:
        for path in _below(folder / name):
            if path.is_dir() and not path.is_symlink():
                disk.remove_folder(path)
            else:
                disk.remove(path)
    sweep(disk, folder)


def sweep(disk: Disk, folder: Path) -> None:
    """Removes what a kill has left behind half written."""
    for path in [folder, *(folder / name for name in FOLDERS)]:
        for name in _names(path):
            if is_beside(name):
                disk.remove(path / name)


def forget_others(disk: Disk, folder: Path, inner: str, names: Collection[str]) -> None:
    """Removes the files of an inner folder but those of some names: logs of replications that were
    not needed, tables that are not made any more."""
    for name in _names(folder / inner):
        if f"{inner}/{name}" not in names:
            disk.remove(folder / inner / name)


def _below(folder: Path) -> Iterator[Path]:
    """All paths in a folder, what is inside before what it is in, and itself last."""
    if folder.is_symlink() or not folder.is_dir():
        if os.path.lexists(folder):
            yield folder
        return
    for name in _names(folder):
        yield from _below(folder / name)
    yield folder


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(folder, error) from error


def _has_readme(folder: Path) -> bool:
    data = read_bytes(folder / README)
    return data is not None and data.startswith(FIRST_LINE.encode("ascii"))


def _has_manifest(folder: Path) -> bool:
    data = read_bytes(folder / MANIFEST)
    return data is not None and f'"kind": "{KIND}"'.encode("ascii") in data
