"""Finding projects."""

import inspect
import os
import sys
from pathlib import Path

import pytest

from engine.testing.find import folder_of, projects_in, sources_below


def files(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return folder


def below(folder: Path, paths: list[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_file_is_a_project(tmp_path: Path) -> None:
    path = files(tmp_path, "a.strat") / "a.strat"

    assert projects_in(path) == [path]
    assert folder_of(path) == tmp_path


def test_a_folder_with_a_source_is_a_project_and_is_not_looked_into_further(tmp_path: Path) -> None:
    files(tmp_path, "a.strat", "inner/b.strat")

    assert projects_in(tmp_path) == [tmp_path]
    assert folder_of(tmp_path) == tmp_path


def test_other_folders_are_looked_through_in_the_order_of_names(tmp_path: Path) -> None:
    files(tmp_path, "b/x.strat", "a/deep/er/x.strat", "c/readme.md", "a.d/x.strat", "B/x.strat")

    assert below(tmp_path, projects_in(tmp_path)) == ["B", "a/deep/er", "a.d", "b"]


def test_hidden_folders_and_links_are_left_out(tmp_path: Path) -> None:
    files(tmp_path, ".git/x.strat", ".routewright/x.strat", "a/x.strat")
    (tmp_path / "round").symlink_to(tmp_path)

    assert below(tmp_path, projects_in(tmp_path)) == ["a"]


def test_a_very_deep_folder_is_found(tmp_path: Path) -> None:
    files(tmp_path, f"{'d/' * 200}x.strat")

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    found = projects_in(tmp_path)
    sys.setrecursionlimit(before)

    assert below(tmp_path, found) == ["/".join("d" * 200)]


def test_what_is_not_there_is_given_as_it_is(tmp_path: Path) -> None:
    assert projects_in(tmp_path / "nowhere") == [tmp_path / "nowhere"]
    assert projects_in(tmp_path) == []


def test_a_folder_that_cannot_be_looked_into_is_given_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = files(tmp_path, "a/x.strat") / "a"
    scandir = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder) == locked:
            raise PermissionError(folder)
        return scandir(folder)

    # Permissions would not do: root may read everything.
    monkeypatch.setattr(os, "scandir", refusing)
    found = projects_in(tmp_path)

    assert found == [locked]


def test_all_sources_below_a_folder_are_found(tmp_path: Path) -> None:
    files(tmp_path, "a.strat", "inner/b.strat", "inner/c.txt", ".hidden/d.strat")

    assert below(tmp_path, list(sources_below(tmp_path))) == ["a.strat", "inner/b.strat"]
    assert list(sources_below(tmp_path / "a.strat")) == [tmp_path / "a.strat"]
