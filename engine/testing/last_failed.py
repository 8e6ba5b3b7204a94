"""Which tests failed last time: what `--last-failed` knows.

In: the folder of a project, verdicts. Out: names of tests, and a small file below the project's
folder that is replaced in one step. It only ever says which tests to begin with: one that cannot be
read or written costs a note and nothing else.
"""

import json
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.diagnostics import SourceError
from engine.testing.find import folder_of

STATE = ".routewright"
"""The folder below a project's own in which commands keep what they remember."""
FILE = "last-failed.json"
IGNORE = ".gitignore"
IGNORE_ALL = "# What routewright remembers between two commands.\n*\n"
SCHEMA_VERSION = 1
BYTES_MAX = 16 * 1024 * 1024
WHOLE = "."
"""The key of a project that is a folder; one that is a file goes by the file's name."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a project's file says: for each project in the folder the names of tests that failed.

    `known` is false if there is a file that says nothing; `note` then says why.
    """

    failed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: bool = True
    note: str = ""

    def of(self, project: Path) -> frozenset[str]:
        """The names of a project's tests that failed."""
        return self.failed.get(_key(project), frozenset())


def recall(project: Path) -> Remembered:
    """What is known of the last run."""
    file = _file(project)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return _ignored(file, "it is not a regular file")
        with file.open("rb") as opened:
            data = opened.read(BYTES_MAX + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Remembered()
    except OSError as error:
        return _ignored(file, (error.strerror or "unknown reason").lower())
    try:
        return Remembered(_read(data))
    except (ValueError, RecursionError):
        return _ignored(file, "it is not what this version has written")


def remember(
    project: Path,
    verdicts: Mapping[str, bool],
    names: Iterable[str],
    *,
    write: Callable[[Path, str], None],
) -> str:
    """Keeps which tests have failed. Returns a note, empty if all is well.

    `verdicts` say of the tests that were judged whether all is well with them; what is known of the
    others stays, as far as there still are tests of these `names`. Nothing is written where nothing
    has changed: a project whose tests never failed gets no file. `write` replaces a file in one
    step and raises `SourceError` if it cannot.
    """
    before = recall(project)
    kept = before.of(project).difference(verdicts).intersection(names)
    failed = kept.union(name for name, good in verdicts.items() if not good)
    if before.known and failed == before.of(project):
        return ""
    projects = {**before.failed, _key(project): failed}
    document = {
        "schema_version": SCHEMA_VERSION,
        "failed": {key: sorted(of) for key, of in projects.items() if of},
    }
    file = _file(project)
    try:
        file.parent.mkdir(exist_ok=True)
        ignore = file.with_name(IGNORE)
        if not ignore.exists():
            write(ignore, IGNORE_ALL)
        write(file, json.dumps(document, indent=2, sort_keys=True) + "\n")
    except OSError as error:
        return _not_kept(file, (error.strerror or "unknown reason").lower())
    except SourceError as error:
        return _not_kept(file, error.diagnostics[0].message)
    return ""


def _file(project: Path) -> Path:
    return folder_of(project) / STATE / FILE


def _key(project: Path) -> str:
    return WHOLE if project.is_dir() else project.name


def _read(data: bytes) -> dict[str, frozenset[str]]:
    """The file's content. Raises ValueError if it is anything but what `remember` writes."""
    if len(data) > BYTES_MAX:
        raise ValueError
    document = json.loads(data)
    if not isinstance(document, dict) or document.get("schema_version") != SCHEMA_VERSION:
        raise ValueError
    failed = document.get("failed")
    if not isinstance(failed, dict):
        raise ValueError
    found: dict[str, frozenset[str]] = {}
    for key, names in failed.items():
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ValueError
        found[key] = frozenset(names)
    return found


def _ignored(file: Path, reason: str) -> Remembered:
    note = f"`{file}` is ignored: {reason}"
    return Remembered(known=False, note=note)


def _not_kept(file: Path, reason: str) -> str:
    return f"which tests failed is not kept for `--last-failed`: `{file}`: {reason}"
