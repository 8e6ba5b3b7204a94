"""From the syntax of a strategy to its sketch: blocks with their kinds, variables, handlers, edges.

In: a strategy's declaration and model. Out: a `Sketch`. What is wrong with a name, a kind or a port
is said here; nothing is said of what follows from it.
"""

from typing import TypeAlias

from engine.blocks import KINDS
from engine.blocks.kind import Attaches
from engine.diagnostics import Findings, Note, did_you_mean
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.graph.calls import signature_of
from engine.graph.damage import is_broken, keep_all_but_missing
from engine.graph.model import Variable
from engine.graph.names import Namespace
from engine.graph.ports import find_block, wire
from engine.graph.project import Project
from engine.graph.reading import RESERVED
from engine.graph.sketch import HANDLERS, Draft, Sketch
from engine.ops import Family
from engine.shelf.read import read_kind
from engine.source import Span
from engine.syntax.nodes import Binding, Block, Broken, Declaration, Entry, Name, Port, Word
from engine.values import Duration, KVList, Time, Type, Value, type_of
from engine.world.kinds.data import Data
from engine.world.kinds.param import Param
from engine.world.kinds.strategy import Strategy
from engine.world.kinds.subroutine import Subroutine
from engine.world.kinds.var import Var

Graphed: TypeAlias = Strategy | Subroutine
"""What has blocks."""


def sketch_of(
    declaration: Declaration, model: Graphed | None, project: Project, findings: Findings
) -> Sketch:
    """The sketch of one strategy or subroutine."""
    name = declaration.name or declaration.kind
    family = _family(declaration, model if isinstance(model, Strategy) else None)
    sketch = Sketch(
        name=Name(name.text, name.span),
        span=declaration.span,
        family=family,
        families=(family,),
        unsure=model is None or model.damaged,
        subroutine=declaration.kind.text == Subroutine.word,
    )
    _read_blocks(declaration, sketch, project, findings)
    _read_data(declaration, model, sketch)
    _read_signature(model, sketch, project, findings)
    _read_variables(declaration, model, sketch, project, findings)
    _read_handlers(declaration, sketch, findings)
    for draft in sketch.drafts:
        wire(draft, sketch, findings)
        sketch.partial = sketch.partial or draft.open or draft.in_error
    return sketch


def _family(declaration: Declaration, model: Strategy | None) -> Family:
    if model is not None:
        return model.family
    # The strategy is in error somewhere: its family may be readable all the same.
    words = {family.name.lower(): family for family in Family}
    first = declaration.parameters[0].name.text if declaration.parameters else ""
    return words.get(first, Family.VOICE)


# Blocks


def _check_key(key: Word, keys: Namespace, findings: Findings) -> None:
    """Attached data has keys of its own (Interaction Server, interaction properties)."""
    if key.text in SYSTEM_KEYS:
        message = f"`{key.text}` belongs to the system and cannot be attached"
        findings.error("E237", key.span, message, "choose another key")
    if not key.text.isascii():
        keys.tell_apart(key)


def _read_blocks(
    declaration: Declaration, sketch: Sketch, project: Project, findings: Findings
) -> None:
    labels, keys = Namespace("block", findings), Namespace("key", findings)
    for entry in declaration.entries:
        if _says_nothing(entry):
            sketch.held = sketch.partial = True
            continue
        if not isinstance(entry, Block | Broken) or entry.label is None:
            continue
        draft = _draft(entry, entry.label, len(sketch.drafts), project, findings)
        for effect in draft.effects:
            if isinstance(effect, Attaches):
                _check_key(effect.key, keys, findings)
        if labels.declare(entry.label):
            sketch.labels[entry.label.text] = draft.index
        else:
            sketch.repeated.add(entry.label.text)
            sketch.partial = True
        sketch.drafts.append(draft)
    if not sketch.drafts and not sketch.held:
        message = f"{sketch.what} `{sketch.name.text}` has no block"
        cure = "write one, for example `done: exit`"
        findings.error("E213", sketch.name.span, message, cure)


def _says_nothing(entry: Entry) -> bool:
    """Whether an entry of a strategy could be anything: no label, no known word."""
    if isinstance(entry, Declaration | Binding):
        return entry.kind.text not in (Data.word, Var.word)
    return isinstance(entry, Broken) and entry.label is None


def _draft(
    entry: Block | Broken, label: Name, index: int, project: Project, findings: Findings
) -> Draft:
    if isinstance(entry, Broken):
        return Draft(index, label, None, None, None)
    shape = KINDS.get(entry.kind.text)
    if shape is None:
        _tell_unknown_kind(entry.kind, findings)
        return Draft(index, label, entry, None, None)
    damaged = is_broken(entry.entries)
    found = Findings() if damaged else findings
    kind = read_kind(
        shape,
        word=entry.kind,
        operands=entry.operands,
        entries=entry.entries,
        constants=project.constants,
        findings=found,
    )
    if damaged:
        keep_all_but_missing(found, findings)
        return Draft(index, label, entry, shape, None)
    effects = kind.effects() if kind is not None else ()
    signature = signature_of(effects, project.methods)
    return Draft(index, label, entry, shape, kind, effects, signature=signature)


def _tell_unknown_kind(word: Name, findings: Findings) -> None:
    cure = did_you_mean(word.text, KINDS)
    findings.error("E211", word.span, f"there is no block kind `{word.text}`", cure)


# Data and variables


def _read_data(declaration: Declaration, model: Graphed | None, sketch: Sketch) -> None:
    if model is None:
        return
    for part in model.data:
        if isinstance(part, Data):
            for key in part.keys:
                if isinstance(key.value, Type):
                    sketch.data[key.name] = key.value
    for entry in declaration.entries:
        if isinstance(entry, Declaration):
            sketch.unsure = sketch.unsure or is_broken(entry.entries)


FIRSTS: dict[Type, Value] = {
    Type.TEXT: "", Type.INTEGER: 0, Type.FLAG: False, Type.DURATION: Duration(0),
    Type.TIME: Time(0), Type.BINARY: b"", Type.LIST: (), Type.KVLIST: KVList(),
}  # fmt: skip
"""What stands in a parameter before a call has given it a value: nothing reads it."""


def _read_signature(
    model: Graphed | None, sketch: Sketch, project: Project, findings: Findings
) -> None:
    """The parameters of a subroutine, which are read as variables are, and its results."""
    if not isinstance(model, Subroutine):
        sketch.held = sketch.held or (sketch.subroutine and model is None)
        return
    for item in model.parameters:
        name = Name(item.name, item.key.span)
        _check_name(name, sketch, project, findings, "the parameter")
        kind = item.value if isinstance(item.value, Type) else None
        sketch.parameters[name.text] = kind
        sketch.variables[name.text] = (
            None if kind is None else Variable(name=name, type=kind, first=FIRSTS[kind])
        )
    for item in model.results:
        sketch.outputs[item.name] = item.value if isinstance(item.value, Type) else None


def _read_variables(
    declaration: Declaration,
    model: Graphed | None,
    sketch: Sketch,
    project: Project,
    findings: Findings,
) -> None:
    models = {item.name: item for item in (model.variables if model is not None else ())}
    for entry in declaration.entries:
        if not isinstance(entry, Binding) or entry.kind.text != Var.word:
            continue
        name = Name(entry.name.text, entry.name.span)
        if name.text in sketch.parameters:
            message = f"`{name.text}` is a parameter of the subroutine already"
            findings.error("E210", name.span, message, "give the variable another name")
        if name.text in sketch.variables:
            continue
        _check_name(name, sketch, project, findings, "the variable")
        found = models.get(name.text)
        sketch.variables[name.text] = (
            Variable(name=name, type=type_of(found.value), first=found.value)
            if isinstance(found, Var) else None
        )  # fmt: skip


def _check_name(
    name: Name, sketch: Sketch, project: Project, findings: Findings, what_has_it: str
) -> None:
    """A variable hides nothing: what a name stands for is the same everywhere in the strategy."""
    notes: list[Note] = []
    if name.text in RESERVED:
        what = "a word of the language"
    elif name.text in project.names(Param.word):
        what = "a parameter"
        notes = [Note(project.spaces[Param.word].first[name.text].span, "it is declared here")]
    elif name.text in sketch.labels:
        what = "a block"
        notes = [Note(sketch.drafts[sketch.labels[name.text]].label.span, "it is here")]
    else:
        return
    message = f"`{name.text}` is {what} already"
    findings.error("E210", name.span, message, f"give {what_has_it} another name", notes)


# Handlers and entry


def _read_handlers(declaration: Declaration, sketch: Sketch, findings: Findings) -> None:
    first: dict[str, Span] = {}
    for entry in declaration.entries:
        if not isinstance(entry, Port):
            continue
        word = _handler_word(entry)
        if word is None:
            _tell_port(entry, sketch, findings)
            continue
        span = entry.words[0].span.to(entry.words[-1].span)
        before = first.setdefault(word, span)
        if before is not span:
            what = "`start`" if word == "start" else f"`on {word}`"
            notes = [Note(before, "the first one is here")]
            code = "E213" if word == "start" else "E210"
            findings.error(code, span, f"{what} is written twice", None, notes)
            sketch.partial = True
            continue
        index = find_block(entry.target, sketch, findings)
        if word == "start":
            sketch.entry = index
        else:
            sketch.handler_spans[word] = entry.span
            if index is not None:
                sketch.handlers[word] = index
    if "start" not in first and sketch.drafts and not sketch.held:
        sketch.entry = 0


def _handler_word(port: Port) -> str | None:
    """`start`, or the word after `on`; None if the strategy has no such port."""
    words = [word.text for word in port.words if isinstance(word, Name)]
    if len(words) != len(port.words):
        return None
    if words == ["start"]:
        return "start"
    if len(words) == 2 and words[0] == "on" and words[1] in HANDLERS:
        return words[1]
    return None


def _tell_port(port: Port, sketch: Sketch, findings: Findings) -> None:
    known = ["start", *(f"on {word}" for word in HANDLERS)]
    written = " ".join(word.text for word in port.words)
    cure = did_you_mean(written, known)
    cure = cure or "it has `start`, `on fault`, `on timeout` and `on abandoned`"
    span = port.words[0].span.to(port.words[-1].span)
    findings.error("E231", span, f"a {sketch.what} has no port `{written}`", cure)
