"""Reads a snippet of the language as a kind, and shows findings in a line each."""

from collections.abc import Mapping
from typing import TypeVar

from engine.blocks import KINDS
from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.shelf.kind import Kind
from engine.shelf.read import Constants, read_entry, read_kind
from engine.source import Source
from engine.syntax.nodes import Binding, Block, Declaration, Entry
from engine.values import Value
from engine.world import DECLARATIONS

K = TypeVar("K", bound=Kind)


def first_entry(text: str) -> Entry:
    """The first entry of a text; the parser may have found it broken."""
    return parse(Source("s.strat", text), Findings()).entries[0]


def read_as(
    kind: type[K], text: str, findings: Findings, parameters: Mapping[str, Value] | None = None
) -> K | None:
    """The model of a block or a declaration that the text writes."""
    constants = Constants(parameters or {})
    entry = first_entry(f"strategy s {{ {text} }}" if is_block(text) else text)
    if is_block(text):
        assert isinstance(entry, Declaration)
        entry = entry.entries[0]
    if isinstance(entry, Declaration | Binding):
        kinds: dict[str, type[Kind]] = {**DECLARATIONS, kind.word: kind}
        return read_entry(kind, entry, constants=constants, findings=findings, nested=kinds)
    assert isinstance(entry, Block)
    return read_kind(
        kind,
        word=entry.kind,
        operands=entry.operands,
        entries=entry.entries,
        constants=constants,
        findings=findings,
    )


def is_block(text: str) -> bool:
    """Whether the text begins with a label."""
    return text.split(None, 1)[0].endswith(":")


def word_of(text: str) -> str:
    """The word of the kind that a text writes."""
    words = text.replace("(", " ").replace("{", " ").split()
    return words[1] if is_block(text) else words[0]


def model(text: str, parameters: Mapping[str, Value] | None = None) -> Kind:
    """The model of a text without mistakes."""
    findings = Findings()
    read = read_as(_kind(text), text, findings, parameters)
    assert shown(findings) == []
    assert read is not None
    return read


def mistakes(text: str, parameters: Mapping[str, Value] | None = None) -> list[str]:
    """What is wrong with a text."""
    findings = Findings()
    model = read_as(_kind(text), text, findings, parameters)
    assert model is None or model.damaged or findings.errors
    return shown(findings)


def shown(findings: Findings) -> list[str]:
    """Each finding as `CODE [the words it points at] message (help)`."""
    return [
        f"{item.code} [{item.span.text() if item.span else ''}] {item.message}"
        + (f" ({item.help})" if item.help else "")
        for item in findings
    ]


def _kind(text: str) -> type[Kind]:
    return (KINDS if is_block(text) else DECLARATIONS)[word_of(text)]
