"""Paths of a strategy: blocks that nothing reaches, that reach no end, ends of the wrong media.

In: a sketch with all its edges, those that the strategy covers too. Out: W310, E229, E228, E260.
All of it runs on lists of integers.
"""

from collections.abc import Collection, Iterable

from engine.blocks import KINDS
from engine.blocks.kind import PortForm
from engine.diagnostics import Findings, listed
from engine.esp.signature import Signature
from engine.graph.covering import failures
from engine.graph.networks import knots
from engine.graph.sketch import Draft, Sketch
from engine.ops import Family
from engine.source import Span

NAMES_SHOWN = 8
FAILURES = (PortForm.FAULT, PortForm.TIMEOUT)
"""The handlers that a failure leads to."""
FAMILIES = {Family.VOICE: "a call", Family.CHAT: "a chat", Family.EMAIL: "an e-mail"}


def check_ends(sketch: Sketch, findings: Findings) -> None:
    """E228: an end that the family of media does not have."""
    family = sketch.family
    if sketch.subroutine:
        return  # which media it is for follows from its blocks
    for draft in sketch.drafts:
        ends = draft.shape.ends if draft.shape is not None else None
        if not ends or family in ends or draft.syntax is None:
            continue
        fitting = [
            word for word, kind in KINDS.items()
            if kind.ends is not None and (not kind.ends or family in kind.ends)
        ]  # fmt: skip
        message = f"`{draft.syntax.kind.text}` does not end {FAMILIES[family]}"
        cure = f"{FAMILIES[family]} ends by {listed(fitting)}"
        findings.error("E228", draft.syntax.kind.span, message, cure)


def check_media(sketch: Sketch, findings: Findings) -> None:
    """E260: a block that the family of media cannot have."""
    family = sketch.family
    if sketch.subroutine:
        return
    for draft in sketch.drafts:
        if draft.signature is not None and not draft.skipped:
            _check_service(draft.signature, draft, family, findings)
        _check_treatments(draft, family, findings)
        families = draft.shape.families if draft.shape is not None else ()
        if not families or family in families or draft.syntax is None:
            continue
        word = draft.syntax.kind
        message = f"`{word.text}` is for {either(families)}, this strategy for {FAMILIES[family]}"
        findings.error("E260", word.span, message, "leave it out")


def _check_treatments(draft: Draft, family: Family, findings: Findings) -> None:
    """E260 for treatments while waiting, where nobody hears them."""
    asks = draft.kind.asks if draft.kind is not None else None
    if asks is not None and asks.plays and family is not Family.VOICE and draft.kind is not None:
        message = f"`treatments` are for a call, this strategy for {FAMILIES[family]}"
        span = draft.kind.places.get("treatments", draft.kind.span)
        findings.error("E260", span, message, "leave them out")


def _check_service(signature: Signature, draft: Draft, family: Family, findings: Findings) -> None:
    """E260 for a service that speaks to a caller, where there is none."""
    if signature.kind.voice and family is not Family.VOICE and draft.call is not None:
        message = f"`{signature.name}` is for a call, this strategy for {FAMILIES[family]}"
        findings.error("E260", draft.call.span, message, "leave it out")


def either(families: Iterable[Family]) -> str:
    """Families of media in words."""
    return " or ".join(FAMILIES[family] for family in families)


def check_reached(sketch: Sketch, findings: Findings) -> None:
    """W310: blocks that no path reaches, handlers that no failure leads to.

    Held back while some path is not known to the end.
    """
    if sketch.partial or sketch.held or sketch.entry is None:
        return
    # A disabled block is skipped for a while only: what its ports lead to is not dead.
    covered = [
        failures(draft, sketch, draft.origins).edges if draft.skipped else draft.covered
        for draft in sketch.drafts
    ]
    following = [
        [edge.target for edge in (*draft.edges, *covered[draft.index])] for draft in sketch.drafts
    ]
    reached = _reach(sketch.roots(), following)
    for draft in sketch.drafts:
        if not reached[draft.index]:
            message = f"no path leads to `{draft.name}`"
            cure = "lead a port to it, or remove it"
            findings.warning("W310", draft.label.span, message, cure)
    live = _reach(sketch.live_roots(), following)
    used = {edge.span for draft in sketch.drafts if live[draft.index]
            for edge in covered[draft.index]}  # fmt: skip
    for word in FAILURES:
        if _is_idle(word, sketch, used):
            message = f"no failure leads to the handler `on {word}`"
            findings.warning("W310", sketch.handler_spans[word], message, "remove it")


def _is_idle(word: str, sketch: Sketch, used: Collection[Span]) -> bool:
    """Whether nothing needs a handler; `used` are the places of those that some block needs."""
    if word not in sketch.handlers or sketch.handler_spans[word] in used:
        return False
    if word == PortForm.FAULT and sketch.data:
        return False  # the border check leads there
    draft = sketch.drafts[sketch.handlers[word]]
    own = failures(draft, sketch, draft.origins)
    # That a handler cannot take its own failure has been said there.
    return not (own.untimed if word == PortForm.TIMEOUT else own.fails or own.hard)


def check_ending(sketch: Sketch, findings: Findings) -> None:
    """E229: blocks from which no end can be reached, told once where they go round for good.

    A block in error counts as an end, so that nothing is said of paths through it.
    """
    drafts = sketch.drafts
    leading: list[list[int]] = [[] for _ in drafts]
    ends: list[int] = []
    for draft in drafts:
        for edge in draft.edges_of_flow:
            leading[edge.target].append(draft.index)
        if draft.kind is None or draft.in_error or draft.open or draft.kind.ends is not None:
            ends.append(draft.index)
    ending = _reach(ends, leading)
    stuck = {
        draft.index: [edge.target for edge in draft.edges_of_flow]
        for draft in drafts
        if not ending[draft.index]
    }
    for knot in knots(stuck):
        inside = set(knot)
        if all(target in inside for index in knot for target in stuck[index]):
            names = [drafts[index].name for index in knot]
            message = f"from `{names[0]}` no path leads to an end"
            cure = f"it only goes round {listed(names[:NAMES_SHOWN])}; lead a port to an end"
            findings.error("E229", drafts[knot[0]].label.span, message, cure)


def _reach(starts: list[int], following: list[list[int]]) -> list[bool]:
    reached = [False] * len(following)
    stack = list(starts)
    for index in starts:
        reached[index] = True
    while stack:
        for target in following[stack.pop()]:
            if not reached[target]:
                reached[target] = True
                stack.append(target)
    return reached
