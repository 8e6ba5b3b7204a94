"""Where a test begins: at a strategy, at one of its blocks, or with a chat in a queue.

In: the fields `strategy` and `start`. Out: `Beginning`, or findings (E211, E244).
"""

from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.graph.names import unknown
from engine.graph.sketch import Draft, Sketch
from engine.graph.testing.scope import Scope
from engine.ops import Family
from engine.shelf.kind import Reference
from engine.source import Span
from engine.world.kinds.test import StrategyTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Where a test begins: in a strategy, perhaps at a block, or in a queue.

    `known` is false if not all of what the author meant could be found out.
    """

    sketch: Sketch | None = None
    block: Draft | None = None
    queue: str = ""
    known: bool = True

    @property
    def placed(self) -> bool:
        """Whether it is known where the interaction is."""
        return self.sketch is not None or self.queue != ""

    @property
    def family(self) -> Family | None:
        """The family of the interaction that the run begins with: queues hold chats."""
        if self.queue:
            return Family.CHAT
        return self.sketch.family if self.sketch is not None else None


UNKNOWN = Beginning(known=False)


def beginning_of(
    model: StrategyTest, name: Span, scope: Scope, findings: Findings, *, whole: bool
) -> Beginning:
    """Where a test begins; `name` is the place of its name, `whole` says that all was readable."""
    if model.strategy is not None:
        return _in_strategy(model.strategy, model.start, scope, findings)
    if model.start is not None:
        # A strategy that could not be read was meant to be there.
        return UNKNOWN if "strategy" in model.places else _in_queue(model.start, scope, findings)
    if whole:
        message = "this test does not say where it begins"
        cure = "write `strategy = name`, or `start = queue` for a chat that waits there"
        findings.error("E244", name, message, cure)
    return UNKNOWN


def _in_strategy(
    strategy: Reference, start: Reference | None, scope: Scope, findings: Findings
) -> Beginning:
    sketch = scope.sketches.get(strategy.name)
    if sketch is None:
        if not scope.silent(strategy.name):
            unknown("strategy", strategy.name, strategy.span, scope.sketches, findings)
        return UNKNOWN
    if start is None:
        return Beginning(sketch=sketch)
    index = sketch.labels.get(start.name)
    if index is not None:
        return Beginning(sketch=sketch, block=sketch.drafts[index])
    if start.name in scope.queues:
        message = f"`{start.name}` is a queue, not a block of `{strategy.name}`"
        cure = "a test that begins with a chat in a queue names no strategy"
        findings.error("E244", start.span, message, cure)
    elif not sketch.held:
        unknown("block", start.name, start.span, sketch.labels, findings)
    return Beginning(sketch=sketch, known=False)


def _in_queue(start: Reference, scope: Scope, findings: Findings) -> Beginning:
    name, span = start.name, start.span
    if name in scope.queues:
        return Beginning(queue=name)
    if name in scope.sketches:
        message = f"`{name}` is a strategy, not a queue"
        findings.error("E244", span, message, f"write `strategy = {name}`")
    elif name in scope.labels:
        message = f"`{name}` is a block, and the test does not say of which strategy"
        findings.error("E244", span, message, "write `strategy = name` besides")
    elif not scope.silent(name):
        unknown("queue", name, span, scope.queues, findings)
    return UNKNOWN
