"""When the graph of blocks is not looked at: what was read is not what was written."""

from pathlib import Path

import pytest

from engine.limits import LIMITS, Limits
from engine.pipeline import check


@pytest.mark.parametrize("name", ["loop", "loop.strat", "loop/a.strat"])
def test_a_link_to_itself_is_no_project(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    root = tmp_path / name.split("/", maxsplit=1)[0]
    root.symlink_to(root)

    found = check(path)

    assert (found.process, [d.code for d in found.diagnostics]) == (None, ["E503"])


def test_nothing_is_told_of_the_graph_if_too_much_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("x x\nx x\n", encoding="utf-8")

    found = check(path, limits=Limits(blocks=1))

    assert [diagnostic.code for diagnostic in found.diagnostics] == ["E404"]


def test_nothing_is_told_of_the_graph_if_reading_was_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("x x\n" + "x = a.5\n" * (LIMITS.diagnostics + 9), encoding="utf-8")

    found = check(path)

    assert {diagnostic.code for diagnostic in found.diagnostics} == {"E202"}


def test_what_is_told_of_one_value_does_not_hide_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("x x\nparam n = 30000d\n", encoding="utf-8")

    found = check(path)

    assert [diagnostic.code for diagnostic in found.diagnostics] == ["E211", "E408"]


def test_a_folder_without_files_is_no_limit(tmp_path: Path) -> None:
    assert not check(tmp_path).files
