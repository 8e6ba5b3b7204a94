"""The trace: goldens of whole stories, and what must hold for every one."""

from pathlib import Path

import pytest

from engine.log.model import EventLog
from engine.report.styled import Line, line_width, plain
from engine.report.to_trace import to_trace
from engine.source import visible
from tests.report.story import STORIES, program

GOLDEN = Path(__file__).parents[1] / "golden" / "trace"


def trace(log: EventLog, columns: int = 80) -> list[Line]:
    """The trace of a log of the example program."""
    return to_trace(program(), log, columns=columns, facts=["ANI +14155550123"])


def text(lines: list[Line]) -> str:
    """As it is painted without colour."""
    return "".join(f"{visible(plain(line)).rstrip()}\n" for line in lines)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_told_as_its_golden_says(name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.out"
    told = text(trace(STORIES[name]()))
    if request.config.getoption("--update", default=False):
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("name", STORIES)
def test_no_line_is_wider_than_the_terminal_unless_a_word_is(name: str, columns: int) -> None:
    for line in trace(STORIES[name](), columns):
        words = visible(plain(line)).split()
        assert line_width(line) <= columns or len(words) <= 3, plain(line)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_told_the_same_way_twice(name: str) -> None:
    assert trace(STORIES[name]()) == trace(STORIES[name]())


@pytest.mark.parametrize("name", STORIES)
def test_instants_never_go_back(name: str) -> None:
    shown = text(trace(STORIES[name]()))

    instants = [line[:9] for line in shown.split("\n") if line[2:3] == ":" and line[5:6] == "."]
    assert instants == sorted(instants)
    assert instants
