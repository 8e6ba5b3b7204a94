"""What `--version` prints: every version that a result can depend on.

In: nothing. Out: lines. The metadata of phone numbers and of time zones change what a run does,
so they are named like the program itself.
"""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_implementation, python_version

NAME = "routewright"
UNKNOWN = "unknown"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"
"""Of the source tree, if this runs in one without being installed."""


def lines() -> Iterator[str]:
    """One line for each."""
    from engine.phone import data_version
    from engine.sim.core import form

    yield f"routewright {_of(NAME, _of_source_tree())} ({form()} core)"
    yield f"{python_implementation()} {python_version()}"
    yield f"lark {_of('lark')}"
    yield f"phone number metadata {data_version()}"
    yield f"tzdata {_of('tzdata')}"


def _of(distribution: str, otherwise: str = UNKNOWN) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return otherwise


def _of_source_tree() -> str:
    try:
        project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
        return str(project["version"]) if project["name"] == NAME else UNKNOWN
    except (OSError, ValueError, KeyError):
        return UNKNOWN
