"""Ports: every way out of a block leads to a block, and every failure goes somewhere.

In: a block's entries and its kind. Out: its edges in the order of its ports (what the kind
requires, then faults and time-outs as written, then what the strategy covers), or findings.
"""

from dataclasses import dataclass, field

from engine.blocks.kind import BlockKind, PortForm, Runs, label_port
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.faults import BY_SYMBOL, FAULTS, TIMEOUT
from engine.graph.damage import is_broken, quantity
from engine.graph.model import Edge
from engine.graph.names import shown, unknown
from engine.graph.sketch import Draft, Sketch
from engine.source import Span
from engine.syntax.nodes import Declaration, Name, Port, Quantity, Text, Word

FAULT_NUMBERS = range(1, 10_000)
WORDS = (PortForm.OK, PortForm.FAULT, PortForm.TIMEOUT, PortForm.ELSE)
"""Words that name a port by themselves, so that no label can."""


@dataclass(slots=True)
class _Wiring:
    """One block while its ports are read. `first` are the places of what is wired."""

    draft: Draft
    sketch: Sketch
    kind: type[BlockKind]
    findings: Findings
    first: dict[object, Span] = field(default_factory=dict)
    own: dict[str, Edge | None] = field(default_factory=dict)
    failures: list[Edge] = field(default_factory=list)
    bare: Span | None = None

    def taken(self, key: object, what: str, span: Span) -> bool:
        """Whether a port is wired already, which is then said."""
        before = self.first.setdefault(key, span)
        if before is not span:
            notes = [Note(before, "the first time is here")]
            self.findings.error("E210", span, f"{what} is wired twice", None, notes)
        return before is not span

    def edge(
        self, port: str, target: Name, span: Span, faults: tuple[int, ...] = ()
    ) -> Edge | None:
        """The edge to a block by its label; None if there is no such block."""
        index = find_block(target, self.sketch, self.findings)
        if index is None:
            self.draft.open = True
            return None
        if index == self.draft.index and target.text in self.sketch.repeated:
            self.draft.open = True
            return None
        if index == self.draft.index:
            message = f"`{target.text}` leads to itself"
            self.findings.error("E212", target.span, message, "lead on to another block")
            self.draft.open = True
            return None
        return Edge(port=port, target=index, span=span, faults=faults)


def find_block(target: Name, sketch: Sketch, findings: Findings) -> int | None:
    """The block that a label names; None if there is none, which is then said."""
    index = sketch.labels.get(target.text)
    if index is None:
        sketch.partial = True
        if not sketch.held:
            unknown("block", target.text, target.span, sketch.labels, findings)
    return index


def wire(draft: Draft, sketch: Sketch, findings: Findings) -> None:
    """Reads the ports of a block into `draft.edges`."""
    if draft.syntax is None or draft.shape is None:
        return
    wiring = _Wiring(draft, sketch, draft.shape, findings)
    for entry in draft.syntax.entries:
        if isinstance(entry, Port):
            _read(wiring, entry)
    _read_arrow(wiring)
    _tell_missing(wiring)
    names = [name for name in _own_ports(draft.shape) if name != PortForm.LABELS]
    ordered = [wiring.own.pop(name, None) for name in names]
    ordered += wiring.own.values()
    draft.edges = [edge for edge in ordered if edge is not None] + wiring.failures


def _own_ports(kind: type[BlockKind]) -> tuple[str, ...]:
    return (*kind.ports, *kind.spare)


def _read_arrow(wiring: _Wiring) -> None:
    block = wiring.draft.syntax
    if block is None or block.target is None:
        return
    target = block.target
    if PortForm.OK not in wiring.kind.ports:
        message = f"`{wiring.kind.word}` has no `->` after it"
        cure = _what_there_is(wiring) if wiring.kind.ports else f"leave out `-> {target.text}`"
        wiring.findings.error("E231", target.span, message, cure)
        wiring.draft.open = True
        return
    wiring.own[PortForm.OK] = wiring.edge(PortForm.OK, target, target.span)


def _read(wiring: _Wiring, port: Port) -> None:
    word = port.words[0]
    if isinstance(word, Name):
        if word.text == PortForm.FAULT:
            _read_fault(wiring, port, port.words[1:])
            return
        if word.text == PortForm.TIMEOUT and PortForm.TIMEOUT in wiring.kind.port_words():
            _read_named(wiring, port, wiring.failures)
            return
        own = _own_ports(wiring.kind)
        named = word.text in own and word.text not in (PortForm.OK, PortForm.LABELS)
        if named or (word.text == PortForm.ELSE and PortForm.LABELS in wiring.kind.ports):
            _read_named(wiring, port, None)
            return
    elif PortForm.LABELS in wiring.kind.ports:
        _read_label(wiring, port, word)
        return
    near = did_you_mean(word.text, wiring.kind.port_words()) if isinstance(word, Name) else None
    message = f"`{wiring.kind.word}` has no port {shown(word.text)}"
    wiring.findings.error("E231", word.span, message, near or _what_there_is(wiring))
    wiring.edge(word.text, port.target, port.span)
    wiring.draft.open = True


def _read_named(wiring: _Wiring, port: Port, failures: list[Edge] | None) -> None:
    word = port.words[0].text
    for extra in port.words[1:2]:
        message = f"nothing can stand between `{word}` and `->`"
        wiring.findings.error("E231", extra.span, message)
    if wiring.taken(word, f"port `{word}`", port.words[0].span):
        return
    edge = wiring.edge(word, port.target, port.span)
    if failures is None:
        wiring.own[word] = edge
    elif edge is not None:
        failures.append(edge)


def _read_label(wiring: _Wiring, port: Port, label: Text | Quantity) -> None:
    if label.text in WORDS:
        message = f"`{label.text}` is the word of a port and cannot be a label"
        wiring.findings.error("E231", label.span, message, "compare with `if`")
        return
    value = label_value(label)
    if value is None or wiring.taken(value, f"label {shown(label.text)}", label.span):
        return
    name = label_port(label)
    wiring.own[name] = wiring.edge(name, port.target, port.span)


def label_value(label: Word) -> object | None:
    """What a label stands for, so that `1` and `01` are the same; None if it is no number."""
    if not isinstance(label, Quantity):
        return label.text
    value = quantity(label)
    return None if value is None else (type(value), value)


# Faults


def _read_fault(wiring: _Wiring, port: Port, words: tuple[Word, ...]) -> None:
    if wiring.bare is not None:
        notes = [Note(wiring.bare, "it takes every fault that is left")]
        if words:
            message = "this port is never taken: a bare `fault` stands before it"
            wiring.findings.error("E231", port.words[0].span, message, "write it above", notes)
        else:
            message = "port `fault` is wired twice"
            wiring.findings.error("E210", port.words[0].span, message, None, notes)
        return
    numbers = tuple(number for word in words if (number := _fault_number(wiring, word)) is not None)
    edge = wiring.edge(PortForm.FAULT, port.target, port.span, numbers)
    if not words:
        wiring.bare = port.words[0].span
    if edge is not None and (numbers or not words):
        wiring.failures.append(edge)


def _tell_timeout(wiring: _Wiring, word: Word) -> None:
    """A time-out stands among faults; that of a call in a subroutine is read behind its `fault`."""
    message, cure = "a time-out has a port of its own", "write `timeout -> block`"
    if PortForm.TIMEOUT not in wiring.kind.port_words():
        message = f"`{wiring.kind.word}` has no time-out of its own"
        read = f'write `fault -> block`, and there `{wiring.draft.name}.fault.symbol == "timeout"`'
        runs = any(isinstance(effect, Runs) for effect in wiring.draft.effects)
        cure = read if runs else "leave it out"
    wiring.findings.error("E231", word.span, message, cure)


def _fault_number(wiring: _Wiring, word: Word) -> int | None:
    number = _number_of(word, wiring.findings)
    if number == TIMEOUT:
        _tell_timeout(wiring, word)
        return None
    if number is None or wiring.taken(number, f"fault `{word.text}`", word.span):
        return None
    return number


def _number_of(word: Word, findings: Findings) -> int | None:
    if isinstance(word, Quantity):
        if word.text.isdecimal() and int(word.text) in FAULT_NUMBERS:
            return int(word.text)
        message = f"`{word.text}` is no fault number"
        findings.error("E232", word.span, message, "fault numbers go from 1 to 9999")
        return None
    if isinstance(word, Text):
        message = "a fault is named by its bare symbol or its number"
        findings.error("E231", word.span, message, f"write `{word.text}` without quotes")
        return None
    fault = BY_SYMBOL.get(word.text)
    if fault is None:
        near = did_you_mean(word.text, BY_SYMBOL)
        cure = near or f"the faults of a call are {listed(fault.symbol for fault in FAULTS[:4])} …"
        findings.error("E211", word.span, f"there is no fault `{word.text}`", cure)
        return None
    return fault.number


# What is missing, what there is


def _tell_missing(wiring: _Wiring) -> None:
    ports, draft = wiring.kind.ports, wiring.draft
    names = [PortForm.ELSE if name == PortForm.LABELS else name for name in ports]
    missing = [name for name in names if name not in wiring.own]
    if not missing or draft.syntax is None:
        return
    draft.open = True
    # A port without its arrow has the form of a declaration and has been complained of.
    meant = {item.kind.text for item in draft.syntax.entries if isinstance(item, Declaration)}
    missing = [name for name in missing if name not in meant]
    if not missing or is_broken(draft.syntax.entries):
        return
    if missing == [PortForm.OK]:
        message = f"`{draft.name}` leads nowhere"
        cure = "write `-> block` after it"
    else:
        message = f"`{draft.name}` needs {_and(missing)}"
        cure = "write " + " and ".join(f"`{name} -> block`" for name in missing)
    wiring.findings.error("E212", draft.label.span, message, cure)


def _and(names: list[str]) -> str:
    return " and ".join(f"port `{name}`" for name in names)


def _what_there_is(wiring: _Wiring) -> str:
    kind = wiring.kind
    arrow = ["->"] if PortForm.OK in kind.ports else []
    labels = ['"label"'] if PortForm.LABELS in kind.ports else []
    return f"`{kind.word}` has {listed([*arrow, *labels, *kind.port_words()])}"
