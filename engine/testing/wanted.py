"""What the paths of a command ask for: projects, whole or in part.

In: files and folders, and how a project is checked. Out: a `Wanted` for each project, in a defined
order, each once. A file, or a folder inside of a project, asks for the tests that are written in it
and below it: they are judged with all of the project around them. A folder asks also for projects
below it that the project in it does not read, so that no file above others can silence them.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from engine.load import SUFFIX
from engine.pipeline import Checked
from engine.testing.find import projects_around, projects_in, sources_below

Check: TypeAlias = Callable[[Path], Checked]
"""Checks a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A checked project; `within` are the files and folders that are asked for, none for all."""

    path: Path
    checked: Checked
    within: tuple[str, ...] = ()

    def holds(self, file: str) -> bool:
        """Whether a file of the project, by its name, is asked for."""
        return not self.within or any(_is_within(file, each) for each in self.within)


def wanted(paths: Iterable[Path], check: Check) -> list[Wanted]:
    """The projects of several paths; two that meet in one project ask for both parts of it."""
    known: dict[str, Checked] = {}

    def once(project: Path) -> Checked:
        key = os.path.realpath(project)
        if key not in known:
            known[key] = check(project)
        return known[key]

    found: dict[str, Wanted] = {}
    for path in paths:
        for part in projects_in(path):
            for each in (part, *_apart(part, once)):
                project = holding(each, once)
                within = () if project == each else (_whole(each),)
                one = Wanted(path=project, checked=once(project), within=within)
                key = os.path.realpath(project)
                found[key] = _together(found[key], one) if key in found else one
    return list(found.values())


def _apart(part: Path, check: Check) -> list[Path]:
    """The folders below one with a project that hold files which no project around them reads."""
    if not part.is_dir():
        return []
    below = [source for source in sources_below(part) if source.parent != part]
    if not below:
        return []
    read = {os.path.realpath(file.source.name) for file in check(holding(part, check)).files}
    apart = (source.parent for source in below if os.path.realpath(source) not in read)
    return list(dict.fromkeys(apart))


def _together(one: Wanted, other: Wanted) -> Wanted:
    both = one.within and other.within
    return replace(one, within=one.within + other.within if both else ())


def holding(part: Path, check: Check) -> Path:
    """The project that a file, or a folder with files, is part of: the outermost one around it that
    reads something of it. What nobody imports makes a project of its own folder."""
    if part.is_dir():
        own = part
    elif part.suffix == SUFFIX and part.is_file():
        own = part.parent
    else:
        return part  # reading it says what is wrong
    whole = _whole(part)
    for around in projects_around(own)[:-1]:
        if any(_is_within(file.source.name, whole) for file in check(around).files):
            return around
    return own


def _is_within(file: str, whole: str) -> bool:
    return Path(_whole(Path(file))).is_relative_to(whole)


def _whole(path: Path) -> str:
    """One name for all names of a file or folder; a file that is a link stays in its folder."""
    if path.is_dir():
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - a text
