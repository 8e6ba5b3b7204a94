"""Tree to canonical text: the formatter.

In: a file's tree. Out: its one canonical text. A body of at most three entries stands on one line
if nothing in it has a body or a comment and the line has at most 88 columns; else its entries stand
one a line. Nothing is aligned. Parsing the text gives the tree again.
"""

from collections.abc import Sequence
from typing import assert_never

from engine.dsl.layout import STEP, WIDTH, flat, items, layout, lines_of, with_trivia, word
from engine.syntax.nodes import (
    NO_TRIVIA,
    Argument,
    Binding,
    Block,
    Broken,
    Claim,
    Declaration,
    Entry,
    Field,
    File,
    Name,
    Parameter,
    Port,
)

ENTRIES_ON_A_LINE = 3
BETWEEN_ENTRIES = "   "


def print_file(file: File) -> str:
    """The canonical text of a file; lines end in LF, and so does the last one."""
    lines = _lines(file.entries, file.closing, 0)
    return "".join(f"{line}\n" for line in lines)


def _lines(entries: Sequence[Entry], closing: Sequence[str | None], indent: int) -> list[str]:
    lines = []
    for index, entry in enumerate(entries):
        lines += with_trivia(_entry(entry, indent), entry.trivia, indent, first=not index)
    return lines + lines_of(closing, indent)


def _entry(entry: Entry, indent: int) -> str:
    """An entry without its comments; its first line is not indented."""
    match entry:
        case Field() | Binding() | Claim():
            lead = _lead(entry)
            return lead + layout(entry.value, indent, indent + len(lead))
        case Port():
            return _port(entry)
        case Broken():
            return entry.span.text()
        case Declaration():
            return _with_body(entry, _head(entry), "", indent)
        case Block():
            tail = "" if entry.target is None else f" -> {entry.target.text}"
            head = f"{entry.label.text}: {entry.kind.text}"
            reserve = len(" {") if entry.entries or entry.closing else len(tail)
            operands = _operands(entry.operands, indent, indent + len(head), reserve)
            return _with_body(entry, head + operands, tail, indent)
    assert_never(entry)


def _with_body(entry: Declaration | Block, head: str, tail: str, indent: int) -> str:
    if not entry.entries and not entry.closing:
        # A declaration without a name is one only by its braces.
        bare = isinstance(entry, Declaration) and entry.name is None
        return f"{head}{' {}' if bare else ''}{tail}"
    if (line := _on_one_line(entry, head, tail, indent)) is not None:
        return line
    lines = [f"{head} {{", *_lines(entry.entries, entry.closing, indent + STEP)]
    return "\n".join([*lines, f"{' ' * indent}}}{tail}"])


def _on_one_line(entry: Declaration | Block, head: str, tail: str, indent: int) -> str | None:
    if entry.closing or len(entry.entries) > ENTRIES_ON_A_LINE or "\n" in head:
        return None
    room = WIDTH - indent - len(head) - len(" {  }") - len(tail)
    parts: list[str] = []
    for inner in entry.entries:
        part = _flat_entry(inner, room)
        if part is None:
            return None
        parts.append(part)
        room -= len(part) + len(BETWEEN_ENTRIES)
    if room + len(BETWEEN_ENTRIES) < 0:
        return None
    return f"{head} {{ {BETWEEN_ENTRIES.join(parts)} }}{tail}"


def _flat_entry(entry: Entry, room: int) -> str | None:
    """An entry that may stand on one line with others, or None."""
    if entry.trivia != NO_TRIVIA:
        return None
    match entry:
        case Field() | Binding() | Claim():
            lead = _lead(entry)
            value = flat(entry.value, room - len(lead))
            return None if value is None else lead + value
        case Port():
            return _port(entry)
        case Block(target=Name()):
            return None  # what leads on has a line of its own
        case Declaration() | Block():
            written = _entry(entry, 0) if not entry.entries and not entry.closing else None
            return None if written is None or "\n" in written else written
        case Broken():
            return None
    assert_never(entry)


def _lead(entry: Field | Binding | Claim) -> str:
    """What stands before the value of an entry."""
    match entry:
        case Field(key=key):
            return f"{layout(key, 0, 0)} = "
        case Binding():
            return f"{entry.kind.text} {word(entry.name)} = "
        case Claim():
            words = list(entry.leads)
            if entry.bound is not None:
                words += [layout(entry.bound, 0, 0), *([] if words == ["at"] else ["expect"])]
            return f"{' '.join(words)} "
    assert_never(entry)


def _port(entry: Port) -> str:
    first, *others = (word(part) for part in entry.words)
    words = f"{first} {', '.join(others)}" if others else first
    return f"{words} -> {entry.target.text}"


def _head(entry: Declaration) -> str:
    head = entry.kind.text
    if entry.name is not None:
        head += f" {word(entry.name)}"
    if entry.parameters or entry.outputs:
        head += f" {_parameters(entry.parameters)}"
    if entry.outputs:
        head += f" -> {_parameters(entry.outputs)}"
    return head


def _parameters(parameters: Sequence[Parameter]) -> str:
    written = (
        p.name.text if p.type is None else f"{p.name.text}: {p.type.text}" for p in parameters
    )
    return f"({', '.join(written)})"


def _operands(operands: Sequence[Argument], indent: int, column: int, reserve: int) -> str:
    if not operands:
        return ""
    parts: list[str] = []
    room = WIDTH - column - len("()") - reserve
    for operand in operands:
        name = "" if operand.name is None else f"{operand.name.text}: "
        value = flat(operand.value, room - len(name))
        if value is None:
            return f"({items(operands, indent, column + 1, reserve + 1)})"
        parts.append(name + value)
        room -= len(parts[-1]) + len(", ")
    return f"({', '.join(parts)})"
