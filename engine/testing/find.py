"""Where the projects are: from the paths of a command to projects.

In: files and folders. Out: the paths of projects, in a defined order, each once. Whether a project
can be read is found out by reading it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from engine.load import SUFFIX

TESTS = "tests.strat"
"""The file of a project that commands write tests to."""


def projects_in(path: Path) -> list[Path]:
    """A file is a project; so is a folder with a `*.strat` file directly in it; in any other folder
    its sub-folders are looked through, sorted by name.

    Hidden folders are left out, and links to folders, which could lead round in a circle. A folder
    that cannot be looked into is given as it is: reading it says why.
    """
    if not path.is_dir():
        return [path]
    projects: list[Path] = []
    left = [path]
    while left:
        folder = left.pop()
        sources, inside = _entries(folder)
        if sources or inside is None:
            projects.append(folder)
        else:
            left += reversed(inside)
    return projects


def folder_of(project: Path) -> Path:
    """The folder of a project: itself, or the one that its file is in."""
    return project if project.is_dir() else project.parent


def projects_around(folder: Path) -> list[Path]:
    """The folders that a folder's files may belong to: itself and those above it that hold a
    `*.strat` file each, without a gap, the outermost first. They are named as it is."""
    found = [folder]
    above = _above(folder)
    while above is not None and _entries(above)[0]:
        found.append(above)
        above = _above(above)
    return found[::-1]


def _above(folder: Path) -> Path | None:
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - `resolve` would follow links
    if whole.parent == whole:
        return None
    return folder / ".." if folder.name in ("", "..") else folder.parent


def sources_below(path: Path) -> Iterator[Path]:
    """The `*.strat` files that are in a folder or below it; the path itself if it is no folder."""
    if not path.is_dir():
        yield path
        return
    left = [path]
    while left:
        sources, inside = _entries(left.pop())
        yield from sources
        left += reversed(inside or [])


def _entries(folder: Path) -> tuple[list[Path], list[Path] | None]:
    """The sources and the folders in a folder, sorted; no list if it cannot be looked into."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
        inside = [
            Path(entry)
            for entry in entries
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
        ]
    except OSError:
        return [], None
    return [Path(entry) for entry in entries if entry.name.endswith(SUFFIX)], inside
