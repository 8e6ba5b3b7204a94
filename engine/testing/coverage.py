"""Coverage: what there is to cover in a project, and what its tests went through.

In: a checked process, its program, the marks of runs. Out: `Coverage`.

Owed is what an author has to think of: the blocks that a path leads to, their ports, both outcomes
of each atomic condition, that each atom of several decides on its own (`mcdc`), every view, each
way in which a call can end, and that each target of a route gives an agent. Disabled blocks are
left out. Ports that take only failures which no author has to wire (`Edge.soft`), and what only
they lead to, count as soon as a test goes there. Strategies that no test reaches count in full.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.blocks.kind import Calls, PortForm
from engine.faults import STRATEGY_FAULTS
from engine.folds.coverage import ANSWERED, TIMED_OUT, Marks, Vector
from engine.folds.ledger import fault_name
from engine.graph.model import Block, BlockGraph, Edge, Process, View
from engine.graph.sketch import expressions
from engine.limits import LIMITS, Limits
from engine.ops import Family
from engine.program.model import Program
from engine.source import Span
from engine.testing.mcdc import shown
from engine.testing.points import (
    Aspect,
    AtomPoints,
    BlockCoverage,
    Coverage,
    Place,
    Point,
    PortPoint,
    StrategyCoverage,
)

FAILURES = (PortForm.FAULT, PortForm.TIMEOUT)
"""The ports by which no condition is decided."""
OWN_FAULTS = frozenset(fault.number for fault in STRATEGY_FAULTS)
"""Faults of expressions: they arise before a request is sent, so no call ends by them."""


def cover(process: Process, program: Program, marks: Marks) -> Coverage:
    """What the runs behind some marks went through, of all that there is."""
    seen = _Seen.of(marks, _first_targets(process, program))
    pulled: defaultdict[str, list[Point]] = defaultdict(list)
    views = (view for queue in process.queues for view in queue.views)
    for number, view in enumerate(views):
        pulled[view.submit].append(_view(view, marks.views[number]))
    return Coverage(
        project=process.name,
        strategies=tuple(
            StrategyCoverage(
                name=graph.name,
                place=_place(graph.span),
                started=marks.strategies[number],
                blocks=tuple(_blocks(graph, program.strategies[number].first_block, seen)),
                views=tuple(pulled[graph.name]),
                subroutine=graph.subroutine,
            )
            for number, graph in enumerate(process.graphs)
        ),
    )


def cover_tests(process: Process, limits: Limits = LIMITS) -> Coverage:
    """What the tests of a project go through: those that are not skipped, whether they pass or
    fail."""
    # Imported here: who only counts need not pay for the simulator.
    from engine.program.lower import lower
    from engine.testing.judge import judge

    program, total = lower(process), Marks()
    for case in process.cases:
        marks = judge(program, case, limits=limits, marked=True).marks
        if marks is not None:
            total.add(marks)
    return cover(process, program, total)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Marks, with what they say of conditions and calls at hand by block.

    `first_targets` are the numbers of the first targets of blocks that route.
    """

    marks: Marks
    vectors: "defaultdict[int, list[tuple[Vector, int]]]" = field(
        default_factory=lambda: defaultdict(list)
    )
    outcomes: "defaultdict[int, dict[str, int]]" = field(default_factory=lambda: defaultdict(dict))
    first_targets: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, marks: Marks, first_targets: Mapping[int, int]) -> "_Seen":
        seen = cls(marks, first_targets=first_targets)
        for (block, vector), count in marks.vectors.items():
            seen.vectors[block].append((vector, count))
        for (block, outcome), count in marks.calls.items():
            seen.outcomes[block][outcome] = count
        return seen


def _view(view: View, count: int) -> Point:
    return Point(
        aspect=Aspect.VIEWS, of=view.queue, name=view.name, place=_place(view.span), count=count
    )


def _blocks(graph: BlockGraph, first: int, seen: _Seen) -> Iterator[BlockCoverage]:
    reached = _reached(graph)
    for block in graph.blocks:
        if not block.kind.disabled:
            yield _Block(block, first + block.index, block.index in reached, seen).of(graph.name)


def _reached(graph: BlockGraph) -> set[int]:
    """The blocks that some path leads to without a failure that no author has to think of."""
    found = {graph.entry}
    if graph.on_fault is not None and graph.data:
        found.add(graph.on_fault)  # declared data may be missing
    if graph.on_abandoned is not None and graph.family is Family.VOICE:
        found.add(graph.on_abandoned)
    agenda = sorted(found)
    for index in agenda:
        block = graph.blocks[index]
        for edge in block.edges:
            passed = edge.port == PortForm.OK if block.kind.disabled else not edge.soft
            if passed and edge.target not in found:
                found.add(edge.target)
                agenda.append(edge.target)
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """One block with what was seen of it; `number` is its index over the program."""

    block: Block
    number: int
    owed: bool
    seen: _Seen

    def of(self, strategy: str) -> BlockCoverage:
        """Its coverage."""
        block = self.block
        entered = self.seen.marks.blocks[self.number]
        return BlockCoverage(
            index=block.index,
            label=block.name,
            kind=block.kind.word,
            entered=Point(
                aspect=Aspect.BLOCKS, of=strategy, name=block.name,
                place=_place(block.label.span), count=entered, owed=self.owed,
            ),
            ports=tuple(self._port(number, edge) for number, edge in enumerate(block.edges)),
            atoms=tuple(self._atoms()),
            calls=tuple(self._calls()),
            targets=tuple(self._targets()),
        )  # fmt: skip

    def _point(
        self, aspect: Aspect, name: str, count: int, span: Span | None, *, owed: bool = True
    ) -> Point:
        return Point(
            aspect=aspect, of=self.block.name, name=name, count=count, owed=self.owed and owed,
            place=_place(span or self.block.label.span),
        )  # fmt: skip

    def _port(self, number: int, edge: Edge) -> PortPoint:
        # An arrow of the strategy stands for many blocks: the block says better which one it is.
        span = None if edge.covered else edge.span
        count = self.seen.marks.ports[self.number, number]
        point = self._point(Aspect.PORTS, edge.label, count, span, owed=not edge.soft)
        return PortPoint(point, written=not edge.covered)

    def _atoms(self) -> Iterator[AtomPoints]:
        vectors = self.seen.vectors[self.number]
        outcomes = [
            number for number, edge in enumerate(self.block.edges) if edge.port not in FAILURES
        ]
        deciding = shown((vector for vector, _ in vectors), outcomes)
        seen: Counter[tuple[int, bool]] = Counter()
        for (atoms, _), count in vectors:
            seen.update(dict.fromkeys(atoms, count))
        several = len(self.block.atoms) > 1
        places = _places_of_atoms(self.block)
        for number, (text, span) in enumerate(zip(self.block.atoms, places, strict=True)):
            true, false = (
                self._point(Aspect.CONDITIONS, f"{text} {word}", seen[number, outcome], span)
                for word, outcome in (("true", True), ("false", False))
            )
            decides = None
            if several:
                decides = self._point(Aspect.MCDC, text, int(number in deciding), span)
            yield AtomPoints(text, true, false, decides)

    def _calls(self) -> Iterator[Point]:
        """The ways in which its call can end, if it waits for an answer."""
        if not any(isinstance(each, Calls) and each.answers for each in self.block.kind.effects()):
            return
        outcomes = self.seen.outcomes[self.number]
        others = sum(outcomes.values()) - outcomes.get(ANSWERED, 0) - outcomes.get(TIMED_OUT, 0)
        yield self._point(Aspect.CALLS, "answered", outcomes.get(ANSWERED, 0), None)
        written = [edge for edge in self.block.edges if not edge.covered]
        for edge in written:
            for fault in edge.faults:
                if fault not in OWN_FAULTS:
                    symbol = fault_name(fault)
                    count = outcomes.get(symbol, 0)
                    others -= count
                    yield self._point(Aspect.CALLS, f"fault {symbol}", count, edge.span)
        places = {edge.port: edge.span for edge in written if not edge.faults}
        yield self._point(Aspect.CALLS, "fault", others, places.get(PortForm.FAULT))
        if self.block.kind.times_out:
            count = outcomes.get(TIMED_OUT, 0)
            yield self._point(Aspect.CALLS, "timed out", count, places.get(PortForm.TIMEOUT))

    def _targets(self) -> Iterator[Point]:
        """Whom it asks for, if it routes."""
        asks = self.block.kind.asks
        if asks is None:
            return
        first = self.seen.first_targets[self.number]
        for number, target in enumerate(asks.targets, first):
            count = self.seen.marks.targets[number]
            yield self._point(Aspect.TARGETS, target.label, count, target.span)


def _first_targets(process: Process, program: Program) -> dict[int, int]:
    """The number of each routing block's first target, over all routings of the program."""
    found: dict[int, int] = {}
    count = 0
    for graph, strategy in zip(process.graphs, program.strategies, strict=True):
        for block in graph.blocks:
            asks = block.kind.asks
            if asks is not None and not block.kind.disabled:
                found[strategy.first_block + block.index] = count
                count += len(asks.targets)
    return found


def _places_of_atoms(block: Block) -> Iterator[Span]:
    """Where each atomic condition stands: their texts are looked for one behind the other."""
    for _, marker, expression in expressions(block.kind):
        if marker.condition:
            whole = expression.span
            start = whole.start
            for text in block.compiled(expression).atoms:
                found = _words(text).search(whole.source.text, start, whole.end)
                yield Span(whole.source, *found.span()) if found else whole
                start = found.end() if found else start


def _words(text: str) -> "re.Pattern[str]":
    """A pattern for a text whose words the author may have spread over lines."""
    pattern = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\w){pattern}" if text[:1].isalnum() else pattern)


def _place(span: Span) -> Place:
    return Place(span.source.name, *span.line_and_column())
