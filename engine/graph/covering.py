"""Failures: each leads somewhere, by a port of the block or by a handler of the strategy.

In: a block and the faults that its expressions can end with. Out: the edges that the strategy
adds, or E216. `failures` is the one rule; definite assignment asks it while the faults are still
becoming known, `cover` when they are.
"""

from collections.abc import Collection
from dataclasses import dataclass

from engine.blocks.kind import Attaches, PortForm
from engine.diagnostics import Findings, listed
from engine.faults import BY_SYMBOL
from engine.graph.fragments import SOFT_FAULTS
from engine.graph.model import Edge
from engine.graph.sketch import Draft, Sketch
from engine.source import Span

CURES = {
    "missing_data": "declare the key in `data`, attach it on every path, or give a default with "
    "`??`; or ",
    "wrong_data": "declare the key and its type in `data`; or ",
    "division_by_zero": "divide by a constant; or ",
    "queue_full": "let the virtual queue have no `capacity`; or ",
    "no_target": "name an agent or a group that is declared; or ",
}
"""How not to have the fault at all."""
AT_BORDER = (
    "`on fault` is also entered when declared data is missing or has another type: "
    "give a default with `??`; or "
)
"""How to read declared data that is not certain."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Where the failures of a block go that none of its own ports takes.

    `edges` lead to the strategy's handlers; `soft` says that the one for faults takes only what no
    author has to wire. What nothing takes: `fails` is the kind's own failing, `hard` are faults of
    its expressions, `untimed` is its time-out.
    """

    edges: tuple[Edge, ...]
    soft: bool
    fails: bool
    hard: tuple[str, ...]
    untimed: bool


NO_FAILURES = Failures((), soft=True, fails=False, hard=(), untimed=False)


def failures(draft: Draft, sketch: Sketch, faults: Collection[str]) -> Failures:
    """Where a block's failures go; `faults` are those that its expressions can end with."""
    kind = draft.kind
    if kind is None or draft.in_error:
        return NO_FAILURES
    fails, hard, soft = draft.fails, list[str](), False
    if has_bare_fault(draft):
        fails = False
    else:
        wired = {number for edge in draft.edges for number in edge.faults}
        left = [symbol for symbol in faults if BY_SYMBOL[symbol].number not in wired]
        hard = [symbol for symbol in left if symbol not in SOFT_FAULTS]
        grows = any(isinstance(effect, Attaches) for effect in draft.effects)
        soft = len(hard) < len(left) or grows
    waits = kind.times_out and not any(edge.port == PortForm.TIMEOUT for edge in draft.edges)
    edges: list[Edge] = []
    faulting = bool(fails or hard or soft)
    only_soft = not fails and not hard
    taken = not faulting or _lead(draft, sketch, PortForm.FAULT, ("fault",), edges, soft=only_soft)
    timed = not waits or _lead(draft, sketch, PortForm.TIMEOUT, ("timeout", "fault"), edges)
    return Failures(
        edges=tuple(edges),
        soft=only_soft,
        fails=fails and not taken,
        hard=() if taken else tuple(hard),
        untimed=not timed,
    )


def cover(draft: Draft, sketch: Sketch, findings: Findings) -> None:
    """Adds the edges of the strategy's handlers; complains of what is left."""
    if draft.skipped:
        return
    found = failures(draft, sketch, draft.origins)
    draft.covered, draft.soft = list(found.edges), found.soft
    if (found.fails or found.hard or found.untimed) and not sketch.held:
        _tell(draft, sketch, found, findings)


def has_bare_fault(draft: Draft) -> bool:
    """Whether the block has a port that takes every fault that is left."""
    return any(edge.port == PortForm.FAULT and not edge.faults for edge in draft.edges)


def _lead(
    draft: Draft,
    sketch: Sketch,
    port: str,
    words: tuple[str, ...],
    edges: list[Edge],
    *,
    soft: bool = False,
) -> bool:
    """Adds the edge to the first handler that is declared; whether there is one.

    A handler does not take its own failure: that would only bring it back to itself.
    """
    word = next((word for word in words if word in sketch.handler_spans), None)
    if word is None or sketch.handlers.get(word) == draft.index:
        return False
    # The handler's own block may be in error: then it covers, and leads nowhere.
    target = sketch.handlers.get(word)
    if target is not None:
        span = sketch.handler_spans[word]
        edges.append(Edge(port=port, target=target, span=span, covered=True, soft=soft))
    return True


def _tell(draft: Draft, sketch: Sketch, left: Failures, findings: Findings) -> None:
    some = any(edge.port == PortForm.FAULT for edge in draft.edges)
    words: list[str] = []
    if left.fails:
        words.append("any other fault" if some else "a fault")
    elif left.hard:
        words.append(f"{'faults' if len(left.hard) > 1 else 'fault'} {listed(left.hard)}")
    if left.untimed:
        words.append("a time-out")
    span = draft.label.span
    if not left.fails and not left.untimed:
        span = min((draft.origins[symbol] for symbol in left.hard), key=lambda span: span.start)
    lead = "leads" if len(words) == 1 and (left.fails or len(left.hard) <= 1) else "lead"
    message = f"{' and '.join(words)} of `{draft.name}` {lead} nowhere"
    findings.error("E216", span, message, _cure(draft, sketch, left))


def _declared(span: Span, sketch: Sketch) -> bool:
    """Whether what stands at a place is a declared key of attached data."""
    base, _, key = span.text().partition(".")
    return base == "udata" and key.strip('"') in sketch.data and "fault" in sketch.handlers


def _cure(draft: Draft, sketch: Sketch, left: Failures) -> str:
    wanted = ((PortForm.FAULT, left.fails or left.hard), (PortForm.TIMEOUT, left.untimed))
    ports = [port for port, open_ in wanted if open_]
    own = " and ".join(f"`{port} -> block`" for port in ports)
    avoid = "" if left.fails else "".join(CURES.get(symbol, "") for symbol in sorted(left.hard))
    missing = draft.origins["missing_data"] if "missing_data" in left.hard else None
    if missing is not None and _declared(missing, sketch):
        avoid = AT_BORDER
    if draft.index in (sketch.handlers.get("fault"), sketch.handlers.get("timeout")):
        return f"{avoid}write {own} in it: the strategy's handler leads to this very block"
    both = ", which takes time-outs too," if len(ports) > 1 else ""
    return f"{avoid}write {own} in it, or `on {ports[0]} -> block`{both} in the strategy"
