"""Coverage counted a second time: row by row and name by name, as one would do it by hand.

In: finished runs, checked processes. Out: plain counters and sets. Nothing here knows how
`folds.coverage` and `testing.coverage` count.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from engine.faults import BY_NUMBER
from engine.folds.coverage import Vector
from engine.graph.model import BlockGraph, Process
from engine.log.events import Event
from engine.log.model import Row
from engine.ops import Family
from tests.helpers.runs import Story

BlockName = tuple[str, str]
"""A strategy and a label."""


def name_of(story: Story, block: int) -> BlockName:
    """A block of a program by its names."""
    found = story.program.blocks[block]
    return story.program.strategies[found.strategy].name, found.label


def blocks(stories: Iterable[Story]) -> Counter[BlockName]:
    """How often each block was entered."""
    return Counter(
        name_of(story, row.block) for story in stories for row in story.rows(Event.ENTERED)
    )


def ports(stories: Iterable[Story]) -> Counter[tuple[BlockName, str]]:
    """How often each block was left by each port."""
    return Counter(
        (name_of(story, row.block), story.program.blocks[row.block].ports[row.port].label)
        for story in stories
        for row in story.rows(Event.LEFT)
    )


def views(stories: Iterable[Story]) -> Counter[tuple[str, str]]:
    """How often each view of a queue pulled."""
    return Counter(
        (story.program.queues[row.queue].name, story.program.views[row.a].name)
        for story in stories
        for row in story.rows(Event.PULLED)
    )


def starts(stories: Iterable[Story]) -> Counter[str]:
    """How often each strategy was started."""
    return Counter(
        story.program.strategies[row.a].name
        for story in stories
        for row in story.rows(Event.STARTED, Event.CALLED)
    )


def calls(stories: Iterable[Story]) -> Counter[tuple[BlockName, str]]:
    """How often the call of each block ended in each way."""
    found: Counter[tuple[BlockName, str]] = Counter()
    for story in stories:
        for row in story.rows(Event.ANSWERED):
            found[name_of(story, row.block), "answered"] += 1
        for row in story.rows(Event.TIMED_OUT):
            found[name_of(story, row.block), "timed out"] += 1
        for row in story.rows(Event.REFUSED):
            symbol = BY_NUMBER[row.b].symbol if row.b in BY_NUMBER else str(row.b)
            found[name_of(story, row.block), symbol] += 1
    return found


def vectors(stories: Iterable[Story]) -> list[tuple[BlockName, Vector]]:
    """Every evaluation of a condition, in the order of the runs."""
    found = []
    for story in stories:
        people = sorted({row.interaction for row in story.rows()})
        for who in people:
            rows = story.rows(interaction=who)
            for start, row in enumerate(rows):
                if row.kind is Event.ENTERED and story.program.blocks[row.block].atoms:
                    found.append((name_of(story, row.block), _vector(rows[start + 1 :])))
    return found


def _vector(following: Sequence[Row]) -> Vector:
    """The evaluation that the rows behind an `ENTERED` begin with."""
    atoms = []
    for row in following:
        if row.kind is Event.CONDITION:
            atoms.append((row.a, bool(row.b)))
        elif row.kind in (Event.LEFT, Event.ENDED):
            return tuple(atoms), row.port
    raise AssertionError(following)


def deciding(evaluations: Iterable[Vector], atom: int, outcomes: Sequence[int]) -> bool:
    """Whether two evaluations show that an atom decides on its own: MC/DC by its definition."""
    ended = [(dict(atoms), port) for atoms, port in evaluations if port in outcomes]
    for (one, port), (other, another) in combinations(ended, 2):
        differs = atom in one and atom in other and one[atom] != other[atom]
        others_equal = all(
            one[each] == other[each] for each in one if each in other and each != atom
        )
        if differs and others_equal and port != another:
            return True
    return False


def reached(graph: BlockGraph) -> set[str]:
    """The labels that some path leads to which an author has to think of, found by going on until
    nothing is added."""
    found = {graph.blocks[graph.entry].name}
    if graph.data and graph.on_fault is not None:
        found.add(graph.blocks[graph.on_fault].name)
    if graph.family is Family.VOICE and graph.on_abandoned is not None:
        found.add(graph.blocks[graph.on_abandoned].name)
    while True:
        more = {
            graph.blocks[edge.target].name
            for block in graph.blocks
            if block.name in found
            for edge in block.edges
            if not edge.soft and (edge.port == "ok" or not block.kind.disabled)
        }
        if more <= found:
            return found
        found |= more


def enabled(process: Process) -> list[tuple[BlockGraph, BlockName]]:
    """The blocks that count at all."""
    return [
        (graph, (graph.name, block.name))
        for graph in process.graphs
        for block in graph.blocks
        if not block.kind.disabled
    ]
