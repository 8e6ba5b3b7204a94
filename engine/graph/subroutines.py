"""Subroutines before any run: who calls whom, and what a call does.

In: the sketches of strategies and subroutines. Out: the order in which they are checked, callees
before callers; what each is to its callers (`Callee`); findings: E222 for one that calls itself,
E425 for too many in one another, E228 for blocks that no one medium can have together, W330 for
one that nothing calls.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.blocks.kind import Attaches, Parks, Returns, Runs
from engine.diagnostics import Findings, Note
from engine.graph.callees import UNKNOWN, Callee
from engine.graph.calls import attached_by, may_attach
from engine.graph.cycles import given_at_once, quick_targets
from engine.graph.facts import FactTable
from engine.graph.networks import a_cycle, knots
from engine.graph.paths import FAMILIES, either
from engine.graph.sketch import Draft, Sketch, references
from engine.limits import Limits
from engine.ops import Family
from engine.shelf.kind import Reference
from engine.values import Type

NAMES_SHOWN = 8


def run_by(draft: Draft) -> Runs | None:
    """The call of a subroutine that a block makes, if it makes one."""
    return next((effect for effect in draft.effects if isinstance(effect, Runs)), None)


def returns_of(draft: Draft) -> Returns | None:
    """How a block leads back to the caller, if it does."""
    return next((effect for effect in draft.effects if isinstance(effect, Returns)), None)


def calls_of(sketch: Sketch) -> Iterator[tuple[Draft, Reference]]:
    """The blocks that call subroutines, disabled ones too, with the names of these."""
    for draft in sketch.drafts:
        run = run_by(draft)
        if run is not None:
            yield draft, run.subroutine


def order_of_calls(
    sketches: Sequence[Sketch], limits: Limits, findings: Findings
) -> tuple[list[Sketch], Collection[str]]:
    """The subroutines, callees before callers, and the names of those that call themselves."""
    by_name: dict[str, Sketch] = {}
    for sketch in sketches:
        if sketch.subroutine:
            by_name.setdefault(sketch.name.text, sketch)
    numbers = {name: number for number, name in enumerate(by_name)}
    following = {
        numbers[name]: [
            numbers[reference.name]
            for _, reference in calls_of(sketch)
            if reference.name in numbers
        ]
        for name, sketch in by_name.items()
    }
    names = list(by_name)
    circular: set[str] = set()
    for knot in knots(following):
        inside = {at: [to for to in following[at] if to in knot] for at in knot}
        _tell_circle([by_name[names[at]] for at in a_cycle(inside)], findings)
        circular.update(names[at] for at in knot)
    depths = _depths({name: sketch for name, sketch in by_name.items() if name not in circular})
    for sketch in sketches:
        _check_depth(sketch, by_name, depths, limits, findings)
    ordered = sorted(by_name, key=lambda name: depths.get(name, 0))
    return [by_name[name] for name in ordered], circular


def _tell_circle(cycle: list[Sketch], findings: Findings) -> None:
    following = [*cycle[1:], cycle[0]]
    calls = [
        next(reference for _, reference in calls_of(one) if reference.name == other.name.text)
        for one, other in zip(cycle, following, strict=True)
    ]
    names = [f"`{sketch.name.text}`" for sketch in cycle[:NAMES_SHOWN]]
    chain = " -> ".join([*names, "…" if len(cycle) > NAMES_SHOWN else names[0]])
    message = (
        f"{chain} calls itself" if len(cycle) == 1 else f"{chain} call one another in a circle"
    )
    notes = [Note(call.span, "in the circle") for call in calls[1:NAMES_SHOWN]]
    cure = "what is done again is an arrow back to a block"
    findings.error("E222", calls[0].span, message, cure, notes)


def _depths(sketches: Mapping[str, Sketch]) -> dict[str, int]:
    """How many subroutines stand above the caller while each runs, itself included."""
    depths: dict[str, int] = {}
    for root in sketches:
        stack = [root]
        while stack:
            name = stack[-1]
            called = [
                reference.name
                for _, reference in calls_of(sketches[name])
                if reference.name in sketches
            ]
            open_ = [each for each in called if each not in depths]
            if open_:
                stack += open_
            else:
                depths[name] = 1 + max((depths[each] for each in called), default=0)
                stack.pop()
    return depths


def _check_depth(
    sketch: Sketch,
    by_name: Mapping[str, Sketch],
    depths: Mapping[str, int],
    limits: Limits,
    findings: Findings,
) -> None:
    """E425 at each call behind which there is one subroutine too many in one another.

    A test can begin in a subroutine, so that their calls count too; of a chain that is longer still
    it is one of them that is told.
    """
    for _, reference in calls_of(sketch):
        depth = depths.get(reference.name, 0)
        if depth != limits.subroutine_depth + 1:
            continue
        chain = [reference.name]
        while len(chain) < NAMES_SHOWN:
            called = [each.name for _, each in calls_of(by_name[chain[-1]]) if each.name in depths]
            if not called:
                break
            chain.append(max(called, key=lambda name: depths[name]))
        shown = " -> ".join(f"`{name}`" for name in chain)
        message = f"{depth} subroutines call one another in a chain: {shown} -> …"
        cure = f"there may be {limits.subroutine_depth}: put two of them together"
        findings.error("E425", reference.span, message, cure)


# What a call does


def callee_of(sketch: Sketch) -> Callee:
    """What is known of a subroutine before its blocks are checked."""
    reached = [draft for draft in sketch.reached() if not draft.skipped]
    failing = any((back := returns_of(draft)) is not None and back.failing for draft in reached)
    refusing = bool(sketch.data) and "fault" not in sketch.handler_spans
    return Callee(
        name=sketch.name.text,
        parameters=sketch.parameters,
        outputs=sketch.outputs,
        families=sketch.families,
        returns=sketch.partial or sketch.held or _returns(reached),
        fails=failing or refusing,
    )


def _returns(reached: Iterable[Draft]) -> bool:
    """Whether one of the blocks leads back by results, or may do so as far as is known."""
    return any(
        draft.in_error
        or draft.open
        or ((back := returns_of(draft)) is not None and not back.failing)
        for draft in reached
    )


def check_returns(draft: Draft, findings: Findings) -> None:
    """W310 for a call that nothing leads back from by `->`."""
    run, callee = run_by(draft), draft.callee
    if run is None or callee is None or callee.returns or draft.skipped:
        return
    message = f"`{callee.name}` never returns, so that the `->` of `{draft.name}` is not taken"
    cure = f"let a path of `{callee.name}` end by `exit`"
    if not callee.parameters and not callee.fails:
        cure = f"{cure}, or make it a strategy and write `strategy({callee.name})`"
    findings.warning("W310", run.subroutine.span, message, cure)


def checked_callee(callee: Callee, sketch: Sketch, table: FactTable) -> Callee:
    """The same with what its blocks, which have been checked, do."""
    handler = sketch.handlers.get("fault") if sketch.data else None
    starts = [index for index in (sketch.entry, handler) if index is not None]
    seen, agenda = set(starts), list(starts)
    at_once: list[Returns] = []
    while agenda:
        draft = sketch.drafts[agenda.pop()]
        back = returns_of(draft)
        if back is not None and not draft.in_error:
            at_once.append(back)
        following = [target for target in quick_targets(draft) if target not in seen]
        agenda += dict.fromkeys(following)
        seen.update(following)
    refusing = bool(sketch.data) and "fault" not in sketch.handler_spans
    return replace(
        callee,
        suspends=any(draft.suspends for draft in sketch.reached()),
        returns_at_once=any(not back.failing for back in at_once),
        fails_at_once=refusing or any(back.failing for back in at_once),
        hands_over=given_at_once(sketch),
        attaches=_attached(sketch),
        brings=_brought(sketch, table),
    )


def _attached(sketch: Sketch) -> dict[str, frozenset[Type]]:
    """The keys that a subroutine may set; which type a value has is not always known."""
    found: dict[str, set[Type]] = {}
    for draft in sketch.drafts:
        if draft.skipped:
            continue
        for effect in draft.effects:
            if isinstance(effect, Attaches):
                compiled = draft.codes.get(id(effect.value))
                kind = compiled.type if compiled is not None else Type.ANY
                found.setdefault(effect.key.text, set()).add(kind)
        for call in draft.called():
            for key, kind in attached_by(call, draft.signature):
                found.setdefault(key, set()).add(kind)
            for key in may_attach(call, draft.signature):
                found.setdefault(key, set()).add(Type.TEXT)
        if draft.callee is not None:
            for key, kinds in draft.callee.attaches.items():
                found.setdefault(key, set()).update(kinds)
    return {key: frozenset(kinds) for key, kinds in found.items()}


def _brought(sketch: Sketch, table: FactTable) -> dict[str, Type]:
    """The keys that are there whenever the subroutine has returned, with their types."""
    states = [
        draft.state
        for draft in sketch.drafts
        if draft.state is not None and (back := returns_of(draft)) is not None and not back.failing
    ]
    if not states:
        return {}
    state = states[0]
    for other in states[1:]:
        state &= other
    return {
        key: table.type_of(state, key)
        for key in table.known_keys()
        if table.holds(state, "known", key)
    }


# Families


def settle_families(
    sketch: Sketch,
    callees: Mapping[str, Callee],
    families: Mapping[str, Family],
    findings: Findings,
) -> None:
    """Which media a subroutine is for: those that can have all its blocks (E228)."""
    left = tuple(Family)
    before: Draft | None = None
    sound = True
    for draft in sketch.drafts:
        fitting = _fitting(draft, callees, families)
        narrowed = tuple(family for family in left if family in fitting)
        if not narrowed and draft.syntax is not None and before is not None:
            message = f"`{draft.name}` is for {either(fitting)}, `{before.name}` for {either(left)}"
            cure = "a subroutine has the blocks of one medium: make two of it"
            notes = [Note(before.label.span, "the other one is here")]
            findings.error("E228", draft.syntax.kind.span, message, cure, notes)
            sound = False
            continue
        if narrowed != left:
            before = draft
        left = narrowed or left
    # Of one in error nothing more is said where it is called.
    sketch.families = left if sound else tuple(Family)
    sketch.family = left[0]


def _fitting(
    draft: Draft, callees: Mapping[str, Callee], families: Mapping[str, Family]
) -> tuple[Family, ...]:
    """The families of media that can have a block."""
    found = tuple(Family)
    if draft.shape is not None:
        for wanted in (draft.shape.families, draft.shape.ends or ()):
            found = tuple(family for family in found if not wanted or family in wanted)
    if draft.signature is not None and draft.signature.kind.voice and not draft.skipped:
        found = (Family.VOICE,)
    if draft.kind is not None and draft.kind.asks is not None and draft.kind.asks.plays:
        found = (Family.VOICE,)
    run = run_by(draft)
    if run is not None:
        found = callees.get(run.subroutine.name, UNKNOWN).families
    elif draft.kind is not None:
        for kinds, reference in references(draft.kind):
            if "strategy" in kinds and reference.name in families:
                found = (families[reference.name],)
    return found


def check_family(draft: Draft, sketch: Sketch, findings: Findings) -> None:
    """E228 for a call of a subroutine that is for other media."""
    run = run_by(draft)
    if run is None or draft.callee is None or sketch.subroutine:
        return
    if sketch.family not in draft.callee.families:
        message = (
            f"`{draft.callee.name}` is for {either(draft.callee.families)}, "
            f"this strategy for {FAMILIES[sketch.family]}"
        )
        cure = f"which media `{draft.callee.name}` is for follows from its blocks"
        findings.error("E228", run.subroutine.span, message, cure)


# Callers


def check_called(sketches: Sequence[Sketch], tested: Collection[str], findings: Findings) -> None:
    """W330 for a subroutine that no block calls and no test begins in."""
    called = {reference.name for sketch in sketches for _, reference in calls_of(sketch)}
    for sketch in sketches:
        name = sketch.name
        if sketch.subroutine and name.text not in called and name.text not in tested:
            cure = f"write `call({name.text})`, or remove it"
            findings.warning("W330", name.span, f"nothing calls `{name.text}`", cure)


def with_called(sketch: Sketch, by_name: Mapping[str, Sketch]) -> list[Sketch]:
    """A sketch and the subroutines that it calls, directly or through others."""
    found = {sketch.name.text: sketch}
    agenda = [sketch]
    while agenda:
        for _, reference in calls_of(agenda.pop()):
            callee = by_name.get(reference.name)
            if callee is not None and reference.name not in found:
                found[reference.name] = callee
                agenda.append(callee)
    return list(found.values())


def parked_by(sketch: Sketch, by_name: Mapping[str, Sketch]) -> Iterator[tuple[Draft, Parks]]:
    """The blocks that park an interaction while a strategy has it, those of subroutines too."""
    for each in with_called(sketch, by_name):
        for draft in each.drafts:
            parks = draft.kind.parks if draft.kind and not draft.kind.damaged else None
            if parks is not None:
                yield draft, parks
