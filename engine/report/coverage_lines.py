"""Coverage by the lines of files, as tools for source code know it.

In: what the tests of projects went through. Out: one `CoveredFile` a file, sorted by name.

Strategies are functions. Blocks and the port arrows that are written at them are lines: a line on
which several stand was gone through as often as the one that was most often. The ports of a block
are the branches of its line. A file that several projects import is one file, its counts added.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from engine.source import visible
from engine.testing.points import BlockCoverage, Coverage, StrategyCoverage, Tally


@dataclass(frozen=True, slots=True)
class Branch:
    """A port; `count` is None if its block was never entered."""

    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class CoveredLine:
    """A line; `branches` are those of each block on it, in order of their columns."""

    number: int
    count: int
    branches: tuple[tuple[Branch, ...], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A strategy; `lines` are the numbers of those on which something of it stands."""

    name: str
    line: int
    count: int
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class CoveredFile:
    """A file; `name` is relative to where the reports are read, if it lies below."""

    name: str
    functions: tuple[Function, ...]
    lines: tuple[CoveredLine, ...]


def covered_files(projects: Iterable[Coverage], root: str = "") -> list[CoveredFile]:
    """The files of projects; `root` is the folder, from `/` on, to which their names are made
    relative."""
    drafts: defaultdict[str, _Draft] = defaultdict(_Draft)
    for project in projects:
        for strategy in project.strategies:
            drafts[relative(strategy.place.file, root)].add(strategy)
    return [draft.file(name) for name, draft in sorted(drafts.items())]


def relative(name: str, root: str) -> str:
    """A file's name as seen from a folder, with forward slashes.

    >>> relative("/a/b/c.strat", "/a"), relative("./c.strat", "/a"), relative("/b.strat", "/a")
    ('b/c.strat', 'c.strat', '/b.strat')
    """
    path = PurePosixPath(posixpath.normpath(name))
    return visible(str(path.relative_to(root) if root and path.is_relative_to(root) else path))


def tally_lines(lines: Iterable[CoveredLine]) -> Tally:
    """How many lines there are, and how many were gone through."""
    return sum((Tally(int(line.count > 0), 1) for line in lines), Tally())


def tally_branches(branches: Iterable[Branch]) -> Tally:
    """How many branches there are, and how many were taken."""
    return sum((Tally(int(bool(branch.count)), 1) for branch in branches), Tally())


def branches_of(lines: Iterable[CoveredLine]) -> list[Branch]:
    """All branches of lines."""
    return [branch for line in lines for block in line.branches for branch in block]


@dataclass(slots=True)
class _Draft:
    """A file while it is put together: counts by line and column."""

    functions: "defaultdict[tuple[int, str], int]" = field(default_factory=lambda: defaultdict(int))
    places: "defaultdict[tuple[int, str], set[int]]" = field(
        default_factory=lambda: defaultdict(set)
    )
    spots: "defaultdict[int, defaultdict[int, int]]" = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    branches: "defaultdict[int, defaultdict[int, dict[int, Branch]]]" = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def add(self, strategy: StrategyCoverage) -> None:
        """Counts a strategy in."""
        key = strategy.place.line, visible(strategy.name)
        self.functions[key] += strategy.started
        for block in strategy.blocks:
            if block.entered.counts:
                self.places[key].update(self._add_block(block))

    def _add_block(self, block: BlockCoverage) -> set[int]:
        place = block.entered.place
        self.spots[place.line][place.column] += block.entered.count
        lines = {place.line}
        branches = self.branches[place.line][place.column]
        for number, port in enumerate(block.ports):
            point = port.point
            if not point.counts:
                continue
            count = point.count if block.entered.count else None
            branches[number] = _added(branches.get(number), Branch(point.name, count))
            if port.written:
                self.spots[point.place.line][point.place.column] += point.count
                lines.add(point.place.line)
        return lines

    def file(self, name: str) -> CoveredFile:
        """The finished file."""
        return CoveredFile(
            name=name,
            functions=tuple(
                Function(called, line, count, frozenset(self.places[line, called]))
                for (line, called), count in sorted(self.functions.items())
            ),
            lines=tuple(
                CoveredLine(number, max(spots.values()), self._branches(number))
                for number, spots in sorted(self.spots.items())
            ),
        )

    def _branches(self, number: int) -> tuple[tuple[Branch, ...], ...]:
        # Places and numbers are never equal, so that no two branches are compared.
        return tuple(
            tuple(branch for _, branch in sorted(ports.items()))
            for _, ports in sorted(self.branches[number].items())
            if ports
        )


def _added(one: Branch | None, other: Branch) -> Branch:
    if one is None or one.count is None:
        return other
    return Branch(one.name, one.count + (other.count or 0))
