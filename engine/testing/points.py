"""What there is to cover in a project, point by point, and the sums over it.

In: nothing. Out: `Coverage`, a tree of points: strategies, their blocks, the ports, conditions,
calls and targets of a block, the views that start a strategy. Each point has its place in the
author's text and how often tests went through it. Whatever is shown of coverage is read off this
tree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

WHOLE = 1_000
"""All, in thousandths."""


class Aspect(Enum):
    """The kinds of points, in the order in which they are shown."""

    BLOCKS = "blocks"
    PORTS = "ports"
    CONDITIONS = "conditions"
    """Each atomic condition, seen true and seen false."""
    MCDC = "mcdc"
    """Each atom of a condition of several: it has decided on its own; see `mcdc`."""
    VIEWS = "views"
    CALLS = "calls"
    """Each way in which an ESP call can end."""
    TARGETS = "targets"
    """Each target of a `route`: something was offered to an agent of it."""


SCORED = (Aspect.BLOCKS, Aspect.PORTS)
"""What the one percentage of a project is made of."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the author's text, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that tests can go through; `count` is how often they did.

    `of` is the block it belongs to, the queue of a view, the strategy of a block. A point that is
    not `owed` counts only if tests went through it all the same: no author has to think of it.
    """

    aspect: Aspect
    of: str
    name: str
    place: Place
    count: int
    owed: bool = True

    @property
    def counts(self) -> bool:
        """Whether it is part of the sums."""
        return self.owed or self.count > 0

    @property
    def missing(self) -> bool:
        """Whether a test is still to be written for it."""
        return self.owed and self.count == 0


@dataclass(frozen=True, slots=True)
class PortPoint:
    """A port; `written` says that its arrow stands at the block, not at a handler."""

    point: Point
    written: bool


@dataclass(frozen=True, slots=True)
class AtomPoints:
    """An atomic condition; `decides` is None where it is the only one of its block."""

    text: str
    true: Point
    false: Point
    decides: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockCoverage:
    """A block that is not disabled; `index` is its place in the strategy's graph.

    `ports` are all of its ports, in the order of its graph's edges.
    """

    index: int
    label: str
    kind: str
    entered: Point
    ports: tuple[PortPoint, ...]
    atoms: tuple[AtomPoints, ...]
    calls: tuple[Point, ...]
    targets: tuple[Point, ...] = ()

    def points(self) -> Iterator[Point]:
        """All points of the block."""
        yield self.entered
        for port in self.ports:
            yield port.point
        for atom in self.atoms:
            yield atom.true
            yield atom.false
        for atom in self.atoms:
            if atom.decides is not None:
                yield atom.decides
        yield from self.calls
        yield from self.targets


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCoverage:
    """A strategy and the views that submit to it, or a subroutine; `started` is how often."""

    name: str
    place: Place
    started: int
    blocks: tuple[BlockCoverage, ...]
    views: tuple[Point, ...]
    subroutine: bool = False

    def points(self) -> Iterator[Point]:
        """All points of the strategy."""
        for block in self.blocks:
            yield from block.points()
        yield from self.views


@dataclass(frozen=True, slots=True)
class Tally:
    """How many points there are, and how many of them are covered."""

    covered: int = 0
    total: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.covered + other.covered, self.total + other.total)

    @property
    def thousandths(self) -> int:
        """The share that is covered; 1000 only if nothing is left.

        >>> Tally(1999, 2000).thousandths, Tally(0, 0).thousandths
        (999, 1000)
        """
        return WHOLE * self.covered // self.total if self.total else WHOLE


Tallies = Mapping[Aspect, Tally]
"""A tally for each aspect, in the order of the aspects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the tests of a project went through, of all that it has; in the author's order."""

    project: str
    strategies: tuple[StrategyCoverage, ...]

    def points(self) -> Iterator[Point]:
        """All points of the project."""
        for strategy in self.strategies:
            yield from strategy.points()


def tallies(points: Iterable[Point]) -> Tallies:
    """The sums over points."""
    covered, total = dict.fromkeys(Aspect, 0), dict.fromkeys(Aspect, 0)
    for point in points:
        if point.counts:
            total[point.aspect] += 1
            covered[point.aspect] += point.count > 0
    return {aspect: Tally(covered[aspect], total[aspect]) for aspect in Aspect}


def scored(found: Tallies) -> Tally:
    """What the one percentage is taken of: blocks and ports together."""
    return sum((found[aspect] for aspect in SCORED), Tally())


def score(projects: Iterable[Coverage]) -> int:
    """The one percentage of several projects together, in thousandths."""
    return scored(tallies(point for each in projects for point in each.points())).thousandths
