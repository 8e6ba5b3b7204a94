"""Where a test begins: at a strategy, at one of its blocks, or with what waits in a queue.

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

    `mail` says that the queue is one of e-mails. `known` is false if not all of what the author
    meant could be found out.
    """

    sketch: Sketch | None = None
    block: Draft | None = None
    queue: str = ""
    mail: bool = False
    known: bool = True

    @property
    def placed(self) -> bool:
        """Whether it is known where the interaction is."""
        return self.sketch is not None or self.queue != ""

    @property
    def family(self) -> Family | None:
        """The family of the interaction that the run begins with."""
        families = self.families
        return families[0] if len(families) == 1 else None

    @property
    def families(self) -> tuple[Family, ...]:
        """Those that it can have: several for a subroutine of which no block says more."""
        if self.queue:
            return (Family.EMAIL if self.mail else Family.CHAT,)
        return self.sketch.families if self.sketch is not None else ()


UNKNOWN = Beginning(known=False)


def beginning_of(
    model: StrategyTest, name: Span, scope: Scope, findings: Findings, *, whole: bool
) -> Beginning:
    """Where a test begins; `name` is the place of its name, `whole` says that all was readable."""
    if model.subroutine is not None:
        if model.strategy is not None:
            message = "a test begins in a strategy or in a subroutine"
            findings.error("E244", model.places["subroutine"], message, "leave one of them out")
        return _in_subroutine(model.subroutine, model.start, scope, findings)
    if model.strategy is not None:
        return _in_strategy(model.strategy, model.start, scope, findings)
    if model.start is not None:
        # A strategy that could not be read was meant to be there.
        unread = {"strategy", "subroutine"} & {*model.places}
        return UNKNOWN if unread else _in_queue(model.start, scope, findings)
    if whole:
        message = "this test does not say where it begins"
        cure = "write `strategy = name`, or `start = queue` for a chat that waits there"
        findings.error("E244", name, message, cure)
    return UNKNOWN


def _in_strategy(
    strategy: Reference, start: Reference | None, scope: Scope, findings: Findings
) -> Beginning:
    sketch = scope.sketches.get(strategy.name)
    if sketch is not None and sketch.subroutine:
        message = f"`{strategy.name}` is a subroutine, not a strategy"
        findings.error("E244", strategy.span, message, f"write `subroutine = {strategy.name}`")
        return UNKNOWN
    if sketch is None:
        if not scope.silent(strategy.name):
            known = [name for name, each in scope.sketches.items() if not each.subroutine]
            unknown("strategy", strategy.name, strategy.span, known, findings)
        return UNKNOWN
    return _at_block(sketch, start, scope, findings)


def _in_subroutine(
    subroutine: Reference, start: Reference | None, scope: Scope, findings: Findings
) -> Beginning:
    sketch = scope.sketches.get(subroutine.name)
    if sketch is not None and not sketch.subroutine:
        message = f"`{subroutine.name}` is a strategy, not a subroutine"
        findings.error("E244", subroutine.span, message, f"write `strategy = {subroutine.name}`")
        return UNKNOWN
    if sketch is None:
        if not scope.silent(subroutine.name):
            known = [name for name, each in scope.sketches.items() if each.subroutine]
            unknown("subroutine", subroutine.name, subroutine.span, known, findings)
        return UNKNOWN
    return _at_block(sketch, start, scope, findings)


def _at_block(
    sketch: Sketch, start: Reference | None, scope: Scope, findings: Findings
) -> Beginning:
    if start is None:
        return Beginning(sketch=sketch)
    index = sketch.labels.get(start.name)
    if index is not None:
        return Beginning(sketch=sketch, block=sketch.drafts[index])
    if start.name in scope.queues:
        message = f"`{start.name}` is a queue, not a block of `{sketch.name.text}`"
        cure = "a test that begins with a chat in a queue names no strategy"
        findings.error("E244", start.span, message, cure)
    elif not sketch.held:
        unknown("block", start.name, start.span, sketch.labels, findings)
    return Beginning(sketch=sketch, known=False)


def _in_queue(start: Reference, scope: Scope, findings: Findings) -> Beginning:
    name, span = start.name, start.span
    if name in scope.queues:
        return Beginning(queue=name, mail=name in scope.mailboxes)
    if name in scope.sketches:
        what = scope.sketches[name].what
        message = f"`{name}` is a {what}, not a queue"
        findings.error("E244", span, message, f"write `{what} = {name}`")
    elif name in scope.labels:
        message = f"`{name}` is a block, and the test does not say of which strategy"
        findings.error("E244", span, message, "write `strategy = name` besides")
    elif not scope.silent(name):
        unknown("queue", name, span, scope.queues, findings)
    return UNKNOWN
