"""Where the parser stands when a token does not fit.

In: the pass. Out: the entry that is being read, what is open in it, and how the text is laid out
around a token: authors indent, and what they meant is seen from that when brackets do not match.
"""

from typing import TYPE_CHECKING

from engine.dsl.automaton import ENTRIES, ENTRY
from engine.dsl.lexer import Token
from engine.syntax.nodes import Block, Declaration, Entry

if TYPE_CHECKING:
    from engine.dsl.reading import Reading

OPENING = {"LBRACE": "{", "LPAR": "(", "LSQB": "[", "FUNC": "("}
"""The terminals that open something, and the sign that does."""

MOST_BESIDE = 50
"""Entries beside one another that are looked at for what they were meant to be together."""
CLOSING = frozenset({"RBRACE", "RPAR", "RSQB"})


class Standing:
    """Questions about the stack and the text of a pass."""

    def __init__(self, reading: "Reading") -> None:
        self.stack = reading.stack
        self.values = reading.values
        self.automaton = reading.automaton
        self.text = reading.text

    @property
    def base(self) -> int:
        """How many values stand before the entry that is being read."""
        table = self.automaton.table
        states = range(len(self.stack) - 1, -1, -1)
        return next(
            i for i in states if ENTRY in table[self.stack[i]] or ENTRIES in table[self.stack[i]]
        )

    @property
    def entry(self) -> list[object]:
        """The tokens and nodes of the entry that is being read; empty between two entries."""
        return self.values[self.base :]

    @property
    def before(self) -> Token | None:
        """The token before, if nothing was made of it yet."""
        last = self.values[-1] if self.values else None
        return last if type(last) is Token else None

    @property
    def previous(self) -> Entry | None:
        """The last entry that was completed before the one that is being read."""
        entries = self.values[self.base - 1] if self.base else None
        return entries[-1] if isinstance(entries, list) and entries else None

    @property
    def bare_block(self) -> int | None:
        """Where among the entries a block without operands is, if those seem to follow it.

        They have been read as an entry, or as several: `if a and b` as a block and a declaration.
        """
        entries, entry = self.values[self.base - 1] if self.base else None, self.entry
        if not isinstance(entries, list) or not entry:
            return None
        start = start_of(entry[0])
        for index in range(len(entries) - 1, max(len(entries) - MOST_BESIDE, 0) - 1, -1):
            before: Entry = entries[index]
            if self.text[before.span.end : start] not in {" ", "\t"}:
                return None
            if isinstance(before, Block):
                return index if before.span.end == before.kind.span.end else None
            start = before.span.start
        return None

    @property
    def opened(self) -> Token | None:
        """The innermost bracket that is open."""
        closed = 0
        for value in reversed(self.values):
            if type(value) is not Token:
                continue
            if value.type in CLOSING:
                closed += 1
            elif value.type in OPENING:
                if not closed:
                    return value
                closed -= 1
        return None

    @property
    def open_brackets(self) -> list[str]:
        """The brackets that are open in the entry that is being read, outermost first."""
        return [OPENING[v.type] for v in self.entry if type(v) is Token and v.type in OPENING]

    @property
    def at_file_level(self) -> bool:
        """Whether the parser is between two entries of the file."""
        return len(self.values) <= 1 and self.base == len(self.values)

    @property
    def in_declaration(self) -> bool:
        """Whether the entry that is being read stands in the body of a declaration, not a block."""
        # Before the entry: `label:`, the kind, `{`, the entries; or what a declaration begins with.
        around = self.values[max(self.base - 4, 0) : self.base]
        within = len(around) > 2 and type(around[-2]) is Token and around[-2].type == "LBRACE"
        first = around[0] if around else None
        return within and not (type(first) is Token and first.type == "LABEL")

    @property
    def declaration_start(self) -> int:
        """Where the last declaration of the file, or what is read in its place, begins."""
        entries = self.values[0] if self.values else None
        declared = (
            [e for e in entries if isinstance(e, Declaration)] if isinstance(entries, list) else []
        )
        return declared[-1].span.start if declared else 0

    def accepted(self) -> list[str]:
        """The terminals that may come next, sorted."""
        return self.automaton.accepted(self.stack)

    def starts_line(self, offset: int) -> bool:
        """Whether nothing but space stands before an offset on its line."""
        return not self.text[self._line_start(offset) : offset].strip()

    def indentation(self, offset: int) -> int:
        """How far the line of an offset is indented."""
        start = self._line_start(offset)
        line = self.text[start:offset]
        return len(line) - len(line.lstrip())

    def outdented(self, offset: int) -> bool:
        """Whether an offset begins a line that is indented no further than the entry's first."""
        entry = self.entry
        return (
            bool(entry)
            and self.starts_line(offset)
            and self.indentation(offset) <= self.indentation(start_of(entry[0]))
        )

    def follows_brace(self, offset: int) -> bool:
        """Whether a `}` stands before an offset, with space between."""
        return self.text[self._line_start(offset) : offset].rstrip().endswith("}")

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1


def start_of(value: object) -> int:
    """Where a token or node begins."""
    return value.start if type(value) is Token else value.span.start  # type: ignore[attr-defined]
