"""Definite assignment: what is certain when a block is entered, on every path that leads to it.

In: a sketch whose edges are read. Out: `Draft.state` of every block that a path reaches. A forward
dataflow over one integer a block, joined by intersection, until nothing changes; each block is
visited in the order of the paths, so that what has no cycle is done in one pass.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from engine.blocks.kind import Attaches, Calls, PortForm, Runs
from engine.graph.calls import attached_by, may_attach
from engine.graph.covering import failures
from engine.graph.facts import ANSWER, FAULT, FactTable
from engine.graph.sketch import Draft, Sketch
from engine.syntax.nodes import Expression
from engine.values import Type

TypeOf = Callable[[Expression, int], Type | None]
"""The type that an expression has in a state."""
FaultsOf = Callable[[Draft, int], Collection[str]]
"""The faults that a block's expressions can end with in a state. The less is certain, the more."""


def spread(sketch: Sketch, table: FactTable, type_of: TypeOf, faults_of: FaultsOf) -> None:
    """Sets `state` of every block that a path from the entry or from a handler reaches."""
    flow = _Flow(sketch, table, type_of, faults_of, visiting_order(sketch))
    # What every activation begins with: the declared data.
    start = 0
    for key, found in sketch.data.items():
        start = table.attached(start, key, found)
    flow.run(_starts(sketch, start), frozenset())
    # A handler that no failure leads to is checked all the same, as if one did; what it leads to
    # takes nothing from blocks that are really reached.
    settled = frozenset(draft.index for draft in sketch.drafts if draft.state is not None)
    flow.run(
        [(index, start) for index in sketch.handlers.values() if index not in settled], settled
    )


def _starts(sketch: Sketch, start: int) -> Iterator[tuple[int, int]]:
    """The blocks where an activation begins, each with what is certain there.

    The border check sends an interaction to `on fault` that lacks declared data, or has it with
    another type: none of it is certain there.
    """
    if sketch.entry is not None:
        yield sketch.entry, start
    if sketch.data and "fault" in sketch.handlers:
        yield sketch.handlers["fault"], 0
    if "abandoned" in sketch.handlers:
        yield sketch.handlers["abandoned"], start


@dataclass(frozen=True, slots=True)
class _Flow:
    """The dataflow of one strategy; `order` gives the rank in which blocks are visited."""

    sketch: Sketch
    table: FactTable
    type_of: TypeOf
    faults_of: FaultsOf
    order: list[int]

    def run(self, starts: Iterable[tuple[int, int]], settled: frozenset[int]) -> None:
        """Joins states until nothing changes; what is settled stays as it is."""
        drafts, order = self.sketch.drafts, self.order
        waiting: set[int] = set()
        for root, state in starts:
            _join(drafts[root], state)
            waiting.add(root)
        agenda = [(order[index], index) for index in waiting]
        heapify(agenda)
        while agenda:
            _, index = heappop(agenda)
            waiting.discard(index)
            draft = drafts[index]
            if draft.state is None:
                continue
            for target, state in self._leaving(draft, draft.state):
                if target in settled:
                    continue
                if _join(drafts[target], state) and target not in waiting:
                    waiting.add(target)
                    heappush(agenda, (order[target], target))

    def _leaving(self, draft: Draft, state: int) -> Iterator[tuple[int, int]]:
        if draft.kind is None or draft.in_error:
            # What a block in error does to data is not known: no complaint can be built on it.
            return
        if draft.skipped:
            for edge in draft.edges_of_flow:
                yield edge.target, state
            return
        handlers, table = self.sketch.handlers, self.table
        done, failed = state, state
        if draft.effects:
            done, failed = _effects(draft, state, table, self.type_of)
        # Whether its expressions fail changes nothing where there is no handler for it, and it
        # takes a check of them to know.
        faults = self.faults_of(draft, state) if "fault" in handlers else ()
        for edge in (*draft.edges, *failures(draft, self.sketch, faults).edges):
            yield edge.target, failed if edge.port in (PortForm.FAULT, PortForm.TIMEOUT) else done
        if draft.suspends and "abandoned" in handlers:
            # The caller may hang up while the block waits: its call has no outcome then.
            yield handlers["abandoned"], done & failed


def _join(draft: Draft, state: int) -> bool:
    before = draft.state
    draft.state = state if before is None else before & state
    return draft.state != before


def _effects(draft: Draft, state: int, table: FactTable, type_of: TypeOf) -> tuple[int, int]:
    """The states after the block has done its work, and after it has failed."""
    done = failed = state
    for effect in draft.effects:
        if isinstance(effect, Calls):
            answer, fault = table.call(ANSWER, draft.name), table.call(FAULT, draft.name)
            done = (done & ~(answer | fault)) | (answer if effect.answers else 0)
            failed = (failed & ~(answer | fault)) | fault
            for key in may_attach(effect, draft.signature):
                done &= ~(table.any_type(key) & ~table.typed(key, Type.TEXT))
            for key, found in attached_by(effect, draft.signature):
                done = table.attached(done, key, found)
        elif isinstance(effect, Runs):
            done, failed = _run(draft, done, table)
        elif isinstance(effect, Attaches):
            key = effect.key.text
            found = type_of(effect.value, done) or Type.ANY
            done = table.attached(done, key, found)
            # The key may have its old value or the new one.
            failed &= ~(table.any_type(key) & ~table.typed(key, found))
    return done, failed


def _run(draft: Draft, state: int, table: FactTable) -> tuple[int, int]:
    """The states after a subroutine has returned, and after it has failed."""
    answer, fault = table.call(ANSWER, draft.name), table.call(FAULT, draft.name)
    done = state & ~(answer | fault)
    if draft.callee is not None:
        for key, kinds in draft.callee.attaches.items():
            # The key may have its old value or a new one.
            same = table.typed(key, next(iter(kinds))) if len(kinds) == 1 else 0
            done &= ~(table.any_type(key) & ~same)
    failed = done | fault
    if draft.callee is not None:
        for key, found in draft.callee.brings.items():
            done = table.attached(done, key, found)
    return done | answer, failed


def visiting_order(sketch: Sketch) -> list[int]:
    """For each block its rank in reverse postorder from the roots; unreached blocks come last."""
    drafts = sketch.drafts
    rank = [len(drafts)] * len(drafts)
    seen = [False] * len(drafts)
    next_rank = len(drafts)
    for root in reversed(sketch.roots()):
        if seen[root]:
            continue
        seen[root] = True
        stack = [(root, iter([edge.target for edge in drafts[root].edges]))]
        while stack:
            index, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                next_rank -= 1
                rank[index] = next_rank
                stack.pop()
            elif not seen[target]:
                seen[target] = True
                stack.append((target, iter([edge.target for edge in drafts[target].edges])))
    return rank
