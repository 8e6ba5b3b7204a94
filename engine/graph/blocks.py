"""One block: the names it uses, its expressions, its labels, its ESP call.

In: a draft with its state. Out: its compiled expressions and the faults they can end with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from engine.blocks.kind import (
    Assigns,
    Attaches,
    BlockKind,
    Calls,
    Effect,
    PortForm,
    Returns,
    Runs,
)  # fmt: skip
from engine.diagnostics import Findings, did_you_mean
from engine.graph.arguments import check_arguments, check_exit, result_type
from engine.graph.calls import check_call
from engine.graph.damage import quantity
from engine.graph.expressions import Wanted, check_expression
from engine.graph.facts import FactTable, Known
from engine.graph.fragments import Reads, Work
from engine.graph.names import holder_of, shown, unknown
from engine.graph.paths import FAMILIES
from engine.graph.reading import READINGS
from engine.graph.sketch import Draft, Sketch, expressions, references
from engine.ops import Family
from engine.shelf.kind import Expr, Reference
from engine.shelf.shape import shape_of
from engine.syntax.nodes import Name, Quantity, Word
from engine.values import Type, type_of

VIRTUAL_QUEUE = "virtual_queue"
VARIABLE = "variable"
"""The kind of what a block gives a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the checks of a block look up: its strategy, the names it can read, the facts."""

    sketch: Sketch
    reads: Reads
    table: FactTable
    families: Mapping[str, Family]
    findings: Findings


def check_block(draft: Draft, around: Around) -> None:
    """Checks what a block's kind holds; its ports have been read before."""
    if draft.kind is None:
        return
    for kinds, reference in references(draft.kind):
        _check_reference(kinds, reference, around)
        if VIRTUAL_QUEUE in kinds and reference.name in around.reads.bounded:
            draft.origins.setdefault("queue_full", reference.span)
    known = _check_expressions(draft, draft.kind, around)
    for target in draft.kind.asks.targets if draft.kind.asks is not None else ():
        if target.computed is not None:
            draft.origins.setdefault("no_target", target.span)
    for effect in draft.effects:
        if isinstance(effect, Calls) and effect.parameters is None and not draft.in_error:
            work = Work(around.reads, known, around.findings)
            draft.call = check_call(effect, draft.signature, {}, work)
        elif isinstance(effect, Runs):
            check_arguments(effect, draft, around.reads, known, around.findings)
    check_exit(draft, around.sketch, around.findings)
    if PortForm.LABELS in draft.kind.ports:
        _check_labels(draft, draft.kind, around.findings)


def _check_expressions(draft: Draft, kind: BlockKind, around: Around) -> Known:
    """Checks the expressions of a block; what is certain behind them."""
    known = Known(around.table, draft.state)
    effects = {id(_value_of(effect)): effect for effect in draft.effects}
    for place, marker, expression in expressions(kind):
        effect = effects.get(id(expression))
        if isinstance(effect, Runs):
            continue
        wanted = _wanted(place, marker, effect, draft, around)
        checked = check_expression(expression, wanted, around.reads, known, around.findings)
        draft.codes[id(expression)] = checked.compiled
        draft.atoms += checked.compiled.atoms
        for symbol, span in checked.origins.items():
            if symbol not in marker.forgives:
                draft.origins.setdefault(symbol, span)
        if isinstance(effect, Calls):
            work = Work(around.reads, known, around.findings)
            draft.call = check_call(effect, draft.signature, checked.members, work)
        elif isinstance(effect, Attaches) and known.state is not None:
            found = checked.type or Type.ANY
            known = Known(around.table, around.table.attached(known.state, effect.key.text, found))
    return known


def _value_of(effect: Effect) -> object:
    match effect:
        case Calls() | Runs():
            return effect.parameters
        case Returns():
            return None
        case _:
            return effect.value


def _wanted(
    place: str, marker: Expr, effect: Effect | None, draft: Draft, around: Around
) -> Wanted:
    """What the place of an expression asks for."""
    what = f"`{place}`"
    match effect:
        case Assigns(name=name):
            return Wanted(what=what, type=_variable(name, around))
        case Attaches():
            return Wanted(what=what, carried=True)
        case Calls():
            return Wanted(what=what, type=marker.type, members_apart=True)
        case None | Runs() | Returns():
            return Wanted(
                what=what,
                type=marker.type or result_type(draft, around.sketch, place),
                condition=marker.condition,
                first_atom=len(draft.atoms),
                least=marker.least,
            )
        case other:
            assert_never(other)


def _variable(name: Name, around: Around) -> Type | None:
    """The type of the variable that is set; None if nothing is to be asked of the value."""
    variables, reads = around.reads.variables, around.reads
    if name.text in around.sketch.parameters:
        _tell_parameter(name, around)
        return None
    if name.text in variables:
        return variables[name.text]
    if name.text in reads.parameters or name.text in READINGS:
        what = "a parameter" if name.text in reads.parameters else "read-only"
        cure = "declare a variable with `var`"
        around.findings.error("E211", name.span, f"`{name.text}` is {what}, no variable", cure)
    elif not around.sketch.held:
        near = did_you_mean(name.text, variables)
        cure = near or f"declare it in the strategy: `var {name.text} = 0`"
        around.findings.error("E211", name.span, f"there is no variable `{name.text}`", cure)
    return None


def _tell_parameter(name: Name | Reference, around: Around) -> None:
    word = name.text if isinstance(name, Name) else name.name
    message = f"`{word}` is a parameter of the subroutine, and not set here"
    cure = "declare a variable with `var`, and set that"
    around.findings.error("E284", name.span, message, cure)


def _check_reference(kinds: tuple[str, ...], reference: Reference, around: Around) -> None:
    reads = around.reads
    if any(reference.name in reads.names.get(kind, ()) for kind in kinds):
        if VARIABLE in kinds and reference.name in around.sketch.parameters:
            _tell_parameter(reference, around)
        family = around.families.get(reference.name) if "strategy" in kinds else None
        if family not in (None, around.sketch.family) and not around.sketch.subroutine:
            message = (
                f"`{reference.name}` is for {FAMILIES[family]}, "
                f"this strategy for {FAMILIES[around.sketch.family]}"
            )
            around.findings.error("E228", reference.span, message)
        found = around.reads.variables.get(reference.name) if VARIABLE in kinds else None
        if found not in (None, Type.TEXT):
            message = f"`{reference.name}` is {found}, and gets a text"
            cure = f'declare it as one: `var {reference.name} = ""`'
            around.findings.error("E220", reference.span, message, cure)
    elif reference.name not in reads.broken and not reads.held:
        names = [name for kind in kinds for name in reads.names.get(kind, ())]
        what, other = " or ".join(kinds), holder_of(reference.name, reads.names)
        if what in LOOKED_UP and _has_value(reference.name, reads):
            message = f"there is no {what} `{reference.name}`"
            cure = f"what it holds is looked up in parentheses: `{what}(({reference.name}))`"
            around.findings.error("E211", reference.span, message, cure)
            return
        unknown(what, reference.name, reference.span, names, around.findings, other=other)


LOOKED_UP = ("agent", "group")
"""The kinds whose names may be computed where a bare name is looked for."""


def _has_value(name: str, reads: Reads) -> bool:
    return name in reads.variables or name in reads.parameters or name in READINGS


def _check_labels(draft: Draft, kind: BlockKind, findings: Findings) -> None:
    """The labels of a block have the type of the value they are compared with."""
    shape = shape_of(type(kind))
    values = [kind.held(part.attribute) for part in shape.operands]
    compiled = next((draft.codes[id(value)] for value in values if id(value) in draft.codes), None)
    if compiled is None or compiled.type is Type.ANY or shape.labels is None:
        return
    for label in kind.held(shape.labels.attribute):
        found = _label_type(label)
        if found is not None and found is not compiled.type:
            message = (
                f"label {shown(label.text)} is {found}, what it is compared with is {compiled.type}"
            )
            cure = "put it in quotes" if compiled.type is Type.TEXT else None
            findings.error("E220", label.span, message, cure)


def _label_type(label: Word) -> Type | None:
    if not isinstance(label, Quantity):
        return Type.TEXT
    value = quantity(label)
    if value is None:
        return None
    return type_of(value) if isinstance(value, int) else Type.ANY
