"""Tests run again whenever a file of a project changes.

In: paths, what to run, how to wait. Out: nothing; it goes on until it is interrupted. A file has
changed if its time or its size has, or if it has come or gone; nothing else is looked at, and
nothing is ever written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from engine.testing.find import sources_below

INTERVAL_MS = 300

State: TypeAlias = Mapping[Path, tuple[int, int]]
"""The time in nanoseconds and the size of each file that is there."""


def watch(
    paths: Sequence[Path],
    run: Callable[[], Iterable[Path]],
    tell: Callable[[Sequence[Path]], None],
    *,
    sleep: Callable[[int], None],
) -> NoReturn:
    """Runs once, then after each change; `run` returns the files that it has read.

    `tell` is given the changed files before each further run; `sleep` waits for milliseconds. What
    changes during a run is noticed after it.
    """
    before = state_of(_sources(paths))
    while True:
        read = set(run())
        before = {**state_of(read), **before}
        changed = _next_change(paths, read, before, sleep)
        before = state_of({*_sources(paths), *read})
        tell(changed)


def _next_change(
    paths: Sequence[Path], read: set[Path], before: State, sleep: Callable[[int], None]
) -> list[Path]:
    """Waits until something has changed, and then until nothing does any more: an editor or a
    version control system may write many files."""
    after = state_of({*_sources(paths), *read})
    while after == before:
        sleep(INTERVAL_MS)
        after = state_of({*_sources(paths), *read})
    while True:
        sleep(INTERVAL_MS)
        later = state_of({*_sources(paths), *read})
        if later == after:
            return changes(before, after)
        after = later


def _sources(paths: Iterable[Path]) -> set[Path]:
    return {file for path in paths for file in sources_below(path)}


def state_of(files: Iterable[Path]) -> State:
    """How files stand; one that is not there is left out."""
    found: dict[Path, tuple[int, int]] = {}
    for file in files:
        try:
            status = file.stat()
        except (OSError, ValueError):
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found


def changes(before: State, after: State) -> list[Path]:
    """The files that have come, gone or changed, sorted.

    >>> found = changes({Path("a"): (1, 1), Path("b"): (1, 1)}, {Path("b"): (2, 1)})
    >>> [file.name for file in found]
    ['a', 'b']
    """
    return sorted(
        file for file in before.keys() | after.keys() if before.get(file) != after.get(file)
    )
