"""E214: a cycle of blocks, or of strategies, in which neither time passes nor a counter rises.

In: sketches with all their edges. Out: one finding a cycle. Ways on which time passes are left out
first; what still hangs together in a cycle needs a counter: a variable that the cycle only ever
raises, and that a block of the cycle reads which can lead out of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.blocks.kind import Assigns, PortForm
from engine.diagnostics import Findings, Note
from engine.faults import BY_SYMBOL
from engine.graph.callees import Callee
from engine.graph.fragments import SOFT_FAULTS
from engine.graph.networks import a_cycle, knots
from engine.graph.sketch import Draft, Sketch, expressions, references
from engine.graph.walk import names, raises
from engine.source import Span
from engine.values import Value

NAMES_SHOWN = 8
STRATEGY = "strategy"
"""The kind of what a block hands over to."""
Following: TypeAlias = dict[int, list[int]]
"""Part of a graph: where each of its nodes leads."""


def check_cycles(sketch: Sketch, parameters: Mapping[str, Value], findings: Findings) -> None:
    """Complains of every knot of blocks that an interaction could go round for ever at once."""
    following = {
        draft.index: [target for target in quick_targets(draft)
                      if not sketch.drafts[target].in_error]
        for draft in sketch.drafts
        if not draft.in_error
    }  # fmt: skip
    if not has_cycle(following):
        return
    counters = {draft.index: _counters(draft, parameters) for draft in sketch.drafts}
    agenda = knots(following)
    while agenda:
        knot = agenda.pop()
        counting = _counting(knot, counters)
        rest = _without(following, knot, counting)
        if not counting:
            _tell(a_cycle(rest), sketch, findings)
        else:
            agenda += knots(rest)


def quick_targets(draft: Draft) -> list[int]:
    """Where a block leads in no time, apart from faults that only a limit can cause.

    Time passes in a block that suspends, unless one of its expressions fails before that.
    """
    if draft.callee is not None and not draft.skipped:
        return _through(draft, draft.callee)
    if draft.suspends:
        return _failing_at_once(draft)
    return [
        edge.target
        for edge in draft.edges_of_flow
        if not (edge.covered and draft.soft and edge.port == PortForm.FAULT)
    ]


def _through(draft: Draft, callee: Callee) -> list[int]:
    """Where a call of a subroutine leads in no time: back from it, if a path through it does."""
    targets = _failing_at_once(draft)
    for edge in (*draft.edges, *draft.covered):
        failing = edge.port == PortForm.FAULT
        if callee.fails_at_once if failing else callee.returns_at_once:
            targets.append(edge.target)
    return list(dict.fromkeys(targets))


def _failing_at_once(draft: Draft) -> list[int]:
    """Where the faults of a block's expressions lead: each to the first port that takes it."""
    left = {BY_SYMBOL[symbol].number for symbol in draft.origins if symbol not in SOFT_FAULTS}
    targets: list[int] = []
    for edge in (*draft.edges, *draft.covered):
        taken = left.intersection(edge.faults) if edge.faults else left
        if edge.port == PortForm.FAULT and taken:
            targets.append(edge.target)
            left = left - taken
    return targets


def has_cycle(following: Following) -> bool:
    """Whether a graph has a cycle: takes away, again and again, what nothing leads to.

    >>> has_cycle({0: [1], 1: [2], 2: []}), has_cycle({0: [1], 1: [0]})
    (False, True)
    """
    leading = dict.fromkeys(following, 0)
    for targets in following.values():
        for target in targets:
            leading[target] += 1
    free = [index for index, count in leading.items() if count == 0]
    removed = 0
    while free:
        removed += 1
        for target in following[free.pop()]:
            leading[target] -= 1
            if leading[target] == 0:
                free.append(target)
    return removed < len(following)


def _without(following: Following, knot: list[int], counting: set[int]) -> Following:
    """The part of a graph that lies in a knot, without its counters."""
    kept = set(knot) - counting
    return {
        index: [target for target in following[index] if target in kept]
        for index in knot
        if index in kept
    }


@dataclass(frozen=True, slots=True)
class _Counters:
    """What a block has to do with counters: the variables that it raises, those that it sets to
    anything else, those that decide which way it is left, and these ways."""

    raised: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    ways: tuple[int, ...] = ()


def _counters(draft: Draft, parameters: Mapping[str, Value]) -> _Counters:
    kind = draft.kind
    if kind is None or draft.skipped:
        return _Counters()
    sets = [effect for effect in draft.effects if isinstance(effect, Assigns)]
    rising = [raises(effect.name.text, effect.value, parameters) for effect in sets]
    ways = [
        edge.target for edge in draft.edges
        if edge.port not in (PortForm.FAULT, PortForm.TIMEOUT)
    ]  # fmt: skip
    read = (name.text for _, _, item in expressions(kind) for name in names(item))
    # A block with one way out goes there whatever its expressions are.
    return _Counters(
        raised=tuple(item.name.text for item, up in zip(sets, rising, strict=True) if up),
        lost=tuple(item.name.text for item, up in zip(sets, rising, strict=True) if not up),
        decisive=tuple(dict.fromkeys(read)) if len(ways) > 1 else (),
        ways=tuple(ways),
    )


def _counting(knot: list[int], counters: Mapping[int, _Counters]) -> set[int]:
    """The blocks of a knot that raise a counter which can end it."""
    inside = set(knot)
    rising: dict[str, list[int]] = {}
    lost: set[str] = set()
    watched: set[str] = set()
    for index in knot:
        found = counters[index]
        for name in found.raised:
            rising.setdefault(name, []).append(index)
        lost.update(found.lost)
        if found.decisive and not inside.issuperset(found.ways):
            watched.update(found.decisive)
    return {index for name in rising if name in watched - lost for index in rising[name]}


def _tell(cycle: list[int], sketch: Sketch, findings: Findings) -> None:
    first, *others = [sketch.drafts[index] for index in cycle]
    cure = (
        "lead it through `wait` or `esp`, or count: `assign { n = n + 1 }` and an `if` that reads "
        "`n` and leads out"
    )
    for draft in (first, *others):
        if draft.callee is not None:
            cure = f"a path through `{draft.callee.name}` takes no time; {cure}"
            break
        if draft.suspends:
            cure = f"`{draft.name}` takes no time when an expression in it fails; {cure}"
            break
    findings.error(
        "E214",
        first.label.span,
        f"{_chain([first.name, *(draft.name for draft in others)])} goes round without time "
        "passing",
        cure,
        [Note(draft.label.span, "in the cycle") for draft in others[: NAMES_SHOWN - 1]],
    )


def _chain(cycle: list[str]) -> str:
    """The names of a cycle, the first again at the end; a long one is cut short.

    >>> _chain(["a", "b"])
    '`a` -> `b` -> `a`'
    """
    shown = [f"`{name}`" for name in cycle[:NAMES_SHOWN]]
    return " -> ".join([*shown, "…" if len(cycle) > NAMES_SHOWN else shown[0]])


# Strategies that hand over to one another


def check_handovers(sketches: Sequence[Sketch], findings: Findings) -> None:
    """E214 for strategies that hand an interaction round for ever at once.

    Variables do not go along, so that no counter ends such a cycle.
    """
    numbers = {sketch.name.text: index for index, sketch in reversed([*enumerate(sketches)])}
    given = {
        index: {
            numbers[name]: span for name, span in given_at_once(sketch).items() if name in numbers
        }
        for index, sketch in enumerate(sketches)
    }
    following = {index: [*places] for index, places in given.items()}
    for knot in knots(following):
        cycle = a_cycle(_without(following, knot, set()))
        spans = [given[at][to] for at, to in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
        findings.error(
            "E214",
            spans[0],
            f"{_chain([sketches[index].name.text for index in cycle])} goes round without time "
            "passing",
            "lead it through `wait` or `esp` before it is handed over",
            [Note(span, "in the cycle") for span in spans[1:NAMES_SHOWN]],
        )


def given_at_once(sketch: Sketch) -> dict[str, Span]:
    """The strategies that an interaction can be handed over to in no time, each with a place;
    subroutines that hand over do it for their callers."""
    # The border check leads to `on fault` at once.
    handler = sketch.handlers.get("fault") if sketch.data else None
    agenda = [index for index in (sketch.entry, handler) if index is not None]
    seen = set(agenda)
    found: dict[str, Span] = {}
    while agenda:
        draft = sketch.drafts[agenda.pop()]
        if draft.kind is None or draft.in_error:
            continue
        for kinds, reference in references(draft.kind):
            if STRATEGY in kinds:
                found.setdefault(reference.name, reference.span)
        if draft.callee is not None and not draft.skipped:
            for name, span in draft.callee.hands_over.items():
                found.setdefault(name, span)
        for target in quick_targets(draft):
            if target not in seen:
                seen.add(target)
                agenda.append(target)
    return found
