"""What paths ask for: projects, whole or in part."""

from pathlib import Path

import pytest

from engine import pipeline
from engine.testing.find import projects_around
from engine.testing.wanted import Wanted, holding, wanted
from tests.testing.judging import BROKEN, STRATEGY, TEST

OTHER = STRATEGY.replace("hello", "other")
WHOLE = [("outer", True, True), ("outer/own", True, True)]
"""What `asked` gives for the outer folder; of the inner project all is asked for."""


def write(**texts: str) -> None:
    """A file for each text below the current folder; `__` stands between folders."""
    for name, text in texts.items():
        path = Path(*name.split("__")).with_suffix(".strat")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def outer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project in two folders, and another one inside of it."""
    monkeypatch.chdir(tmp_path)
    write(
        outer__main='import "parts/tests.strat"\n\n' + STRATEGY,
        outer__parts__tests=TEST.format(name="a"),
        outer__own__other=OTHER,
    )


def asked(*paths: str) -> list[tuple[str, bool, bool]]:
    """Each project: whether its main file is asked for, and the one that it imports."""
    found = wanted(map(Path, paths), pipeline.check)
    return [
        (
            each.path.as_posix(),
            each.holds("outer/main.strat"),
            each.holds("outer/parts/tests.strat"),
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["outer"], WHOLE),
        (["outer/main.strat"], [("outer", True, False)]),
        (["outer/parts/tests.strat"], [("outer", False, True)]),
        (["outer/parts"], [("outer", False, True)]),
        (["outer/parts/../main.strat"], [("outer/parts/..", True, False)]),
        (["outer/main.strat", "outer/parts"], [("outer", True, True)]),
        (["outer/main.strat", "outer"], WHOLE),
        (["outer", "./outer/main.strat"], WHOLE),
    ],
)
def test_a_part_of_a_project_is_asked_for_with_the_project_around_it(
    paths: list[str], expected: list[tuple[str, bool, bool]]
) -> None:
    assert asked(*paths) == expected


@pytest.mark.parametrize("path", ["outer/own", "outer/own/other.strat"])
def test_what_the_project_around_it_does_not_read_is_a_project_of_its_own(path: str) -> None:
    (found,) = wanted([Path(path)], pipeline.check)

    assert found.path == Path("outer/own")
    assert found.holds("outer/own/other.strat")
    assert found.checked.process is not None


def test_a_part_of_a_project_with_errors_is_a_part_of_it_all_the_same() -> None:
    write(outer__main='import "parts/tests.strat"\n\n' + BROKEN)

    assert holding(Path("outer/parts/tests.strat"), pipeline.check) == Path("outer")


@pytest.mark.parametrize(
    ("path", "project"),
    [("tests.strat", ".."), (".", ".."), ("../parts", ".."), ("../main.strat", "..")],
)
def test_the_project_around_is_found_from_inside(
    path: str, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("outer/parts")

    (found,) = wanted([Path(path)], pipeline.check)

    assert found.path == Path(project)


def test_what_is_not_there_is_asked_for_as_it_is() -> None:
    (found,) = wanted([Path("outer/nowhere.strat")], pipeline.check)

    assert found.path == Path("outer/nowhere.strat")
    assert [each.code for each in found.checked.diagnostics] == ["E503"]


def test_each_project_is_checked_once_whatever_it_is_called() -> None:
    checked: list[Path] = []

    def noting(path: Path) -> pipeline.Checked:
        checked.append(path)
        return pipeline.check(path)

    found: list[Wanted] = wanted(
        [Path("outer"), Path("outer/parts"), Path("outer/../outer")], noting
    )

    assert [each.path for each in found] == [Path("outer"), Path("outer/own")]
    assert checked == [Path("outer"), Path("outer/own")]


def test_a_link_to_a_file_is_a_file_of_its_folder(tmp_path: Path) -> None:
    write(elsewhere__real=TEST.format(name="b"))
    Path("outer/linked.strat").symlink_to(tmp_path / "elsewhere" / "real.strat")

    (found,) = wanted([Path("outer/linked.strat")], pipeline.check)

    assert found.path == Path("outer")
    assert found.holds("outer/linked.strat")
    assert not found.holds("outer/main.strat")


def test_folders_above_the_root_are_not_looked_for() -> None:
    assert projects_around(Path("/")) == [Path("/")]


@pytest.mark.parametrize("stray", [STRATEGY, BROKEN, "{"])
def test_a_stray_file_above_a_project_changes_nothing(stray: str) -> None:
    write(stray=stray)

    assert asked("outer") == WHOLE
    assert asked(".")[1:] == WHOLE
    assert asked("outer/parts/tests.strat") == [("outer", False, True)]
    assert [path.as_posix() for path in projects_around(Path("outer/parts"))] == [
        ".", "outer", "outer/parts"
    ]  # fmt: skip
