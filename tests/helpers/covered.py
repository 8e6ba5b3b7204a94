"""The coverage of runs of a project given as text."""

from collections.abc import Iterable

from engine.folds.coverage import Marks, marks
from engine.graph.model import Process
from engine.program.lower import lower
from engine.testing.coverage import cover
from engine.testing.points import Aspect, Coverage, Point
from tests.helpers.runs import Story


def covered(process: Process, stories: Iterable[Story] = ()) -> Coverage:
    """What finished runs went through."""
    total = Marks()
    for story in stories:
        total.add(marks(story.program, story.log))
    return cover(process, lower(process), total)


def point(found: Coverage, aspect: Aspect, of: str, name: str) -> Point:
    """The one point of this name."""
    (only,) = (
        each for each in found.points() if (each.aspect, each.of, each.name) == (aspect, of, name)
    )
    return only


def names(points: Iterable[Point]) -> list[str]:
    """`of: name` of each point, as short as an expectation wants it."""
    return [f"{each.of}: {each.name}" for each in points]
