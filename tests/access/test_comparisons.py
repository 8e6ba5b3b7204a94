"""Projects compared from Python."""

from functools import cache
from pathlib import Path

import pytest

from engine import load_project
from engine.access.finished_comparison import FinishedComparison
from engine.access.project import Project
from engine.diagnostics import SourceError
from tests.cli.command import project, routewright
from tests.helpers.compared import LINE


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("line"), line=LINE)


@cache
def loaded(path: Path, clerks: str) -> Project:
    return load_project(path, parameters={"clerks": clerks})


@cache
def found(path: Path) -> FinishedComparison:
    return loaded(path, "3").compare(loaded(path, "4"), replications=3)


def test_a_project_is_compared_with_itself_with_another_parameter(line: Path) -> None:
    level = next(each for each in found(line).figures if each.measure == "service_level")

    difference = level.differences[1]
    assert difference is not None
    assert difference.value > 0
    assert found(line).differences[0].customers > 0


def test_tables_and_document_are_those_of_the_command(line: Path) -> None:
    words = ("--param", "clerks=4", "--replications", "3", "--workers", "1")

    shown = routewright("compare", line, *words).stdout

    def rows(text: str) -> list[str]:
        return text.split("difference\n")[1].split("\n\n", maxsplit=1)[0].split()

    assert rows(found(line).tables()) == rows(shown)
    assert found(line).document["replications"] == 3


def test_one_project_has_no_second_value_and_no_unknown_parameter(line: Path) -> None:
    with pytest.raises(SourceError, match="E211"):
        load_project(line, parameters={"clerk": "4"})
    with pytest.raises(SourceError, match="E301"):
        load_project(line, parameters={"clerks": "four"})


def test_a_number_of_replications_is_at_least_one(line: Path) -> None:
    with pytest.raises(ValueError, match="0 is no number of replications"):
        loaded(line, "3").compare(loaded(line, "4"), replications=0)
    with pytest.raises(ValueError, match="there is no simulation `nothing`"):
        loaded(line, "3").compare(loaded(line, "4"), "nothing")
