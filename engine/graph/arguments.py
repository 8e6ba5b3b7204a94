"""Calls of subroutines and what leads back from them, against what the subroutine declares.

In: the call of a block with its parameters, or an `exit` with its results. Out: compiled
expressions, findings (E280 for parameters, E282 for results, E283 for an `exit` of a subroutine in
a strategy); what reading the results can rely on.
"""

from collections.abc import Mapping

from engine.blocks.kind import Returns, Runs
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.graph.callees import Callee
from engine.graph.expressions import Wanted, check_expression
from engine.graph.facts import Known
from engine.graph.fragments import CARRIED, CallShape, Reads
from engine.graph.names import shown
from engine.graph.sketch import Draft, Sketch
from engine.syntax.nodes import Pair
from engine.values import Type


def shape_of_callee(callee: Callee) -> CallShape:
    """What a strategy can read of the call: the results by their names, and the fault."""
    promises = {name: kind or Type.ANY for name, kind in callee.outputs.items()}
    whole = all(kind in CARRIED for kind in promises.values())
    return CallShape(
        calls=True, answers=True, broken=not callee.known, promises=promises, whole=whole,
        returns=True,
    )  # fmt: skip


def check_arguments(
    run: Runs, draft: Draft, reads: Reads, known: Known, findings: Findings
) -> None:
    """Checks what a call gives: each parameter once, with a value of its type."""
    callee = draft.callee
    pairs = run.parameters.pairs if run.parameters is not None else ()
    types: Mapping[str, Type | None] = callee.parameters if callee is not None else {}
    first: dict[str, Pair] = {}
    for pair in pairs:
        name = pair.key.text
        wanted = Wanted(what=f"`{name}`", type=types.get(name))
        checked = check_expression(pair.value, wanted, reads, known, findings)
        draft.codes[id(pair.value)] = checked.compiled
        for symbol, span in checked.origins.items():
            draft.origins.setdefault(symbol, span)
        before = first.setdefault(name, pair)
        if before is not pair:
            notes = [Note(before.key.span, "the first one is here")]
            findings.error("E280", pair.key.span, f"`{name}` is given twice", None, notes)
    if callee is not None and callee.known and not draft.in_error:
        _check_names(run, callee, first, findings)


def _check_names(run: Runs, callee: Callee, given: Mapping[str, Pair], findings: Findings) -> None:
    for name, pair in given.items():
        if name not in callee.parameters:
            has = f"it takes {listed(callee.parameters)}" if callee.parameters else "it takes none"
            cure = did_you_mean(name, callee.parameters) or has
            message = f"`{callee.name}` has no parameter {shown(name)}"
            findings.error("E280", pair.key.span, message, cure)
    missing = [name for name in callee.parameters if name not in given]
    if missing:
        message = f"`{callee.name}` needs {listed(missing)}"
        words = "   ".join(f"{name}: …" for name in missing)
        cure = f"give it in `parameters = {{ {words} }}`"
        findings.error("E280", run.subroutine.span, message, cure)


def result_type(draft: Draft, sketch: Sketch, name: str) -> Type | None:
    """The type of a result that an `exit` gives; None if nothing is to be asked of it."""
    returns = any(isinstance(effect, Returns) for effect in draft.effects)
    return sketch.outputs.get(name) if returns else None


def check_exit(draft: Draft, sketch: Sketch, findings: Findings) -> None:
    """Checks what an `exit` gives back, and that there is somebody to give it to."""
    back = next((effect for effect in draft.effects if isinstance(effect, Returns)), None)
    if back is None or draft.kind is None:
        return
    if not sketch.subroutine:
        _check_in_strategy(back, draft, findings)
        return
    if back.failing or sketch.held:
        return
    given = {entry.name: entry for entry in back.results}
    for name, entry in given.items():
        if name not in sketch.outputs:
            near = did_you_mean(name, sketch.outputs)
            has = f"it declares {listed(sketch.outputs)}" if sketch.outputs else "it declares none"
            message = f"`{sketch.name.text}` has no result {shown(name)}"
            findings.error("E282", entry.key.span, message, near or has)
    missing = [name for name in sketch.outputs if name not in given]
    if missing and not draft.in_error:
        message = f"`{draft.name}` does not give {listed(missing)}"
        words = "   ".join(f"{name} = …" for name in missing)
        cure = f"write `exit {{ {words} }}`, or `exit(fault)` if the subroutine has failed"
        findings.error("E282", draft.kind.span, message, cure)


def _check_in_strategy(back: Returns, draft: Draft, findings: Findings) -> None:
    if draft.kind is None:
        return
    if back.failing:
        span = draft.kind.places.get("way", draft.kind.span)
        message = "a strategy has no caller whose `fault` port could take this"
        cure = "write `exit`, which leaves the interaction to the system"
        findings.error("E283", span, message, cure)
    for entry in back.results[:1]:
        message = "a strategy gives no results"
        cure = "write `exit` alone; what shall stay is attached: `attach { key = … }`"
        findings.error("E283", entry.key.span, message, cure)
