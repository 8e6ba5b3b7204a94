"""Mistakes planted in copies of the example projects, one table for each idea of the projects.

In: a row of a table, and a folder. Out: the project with the mistake in it.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

STRATEGIES = Path(__file__).parents[3] / "strategies"


class Planted(NamedTuple):
    """A mistake: in which file of which project what became what, and words that tests say then."""

    project: str
    file: str
    right: str
    wrong: str
    said: tuple[str, ...]


def planted(fault: Planted, folder: Path) -> Path:
    """A copy of the project with the mistake in it."""
    project = folder / fault.project
    shutil.copytree(STRATEGIES / fault.project, project)
    path = project / fault.file
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.right) == 1, fault.right
    path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
    return project
