"""One pass over one text: tokens are fed to the parser.

In: the tables and a source. Out: the `File`. What happens after a mistake is in `recovery`.
"""

from typing import TYPE_CHECKING, cast

from lark.exceptions import UnexpectedToken

from engine.diagnostics import Findings
from engine.dsl import characters, habits, slips
from engine.dsl.grammar import Tables
from engine.dsl.lexer import COMMENT, END, Token
from engine.dsl.recovery import Recovery
from engine.limits import Limits
from engine.source import Source
from engine.syntax.nodes import File

if TYPE_CHECKING:
    from lark.lexer import Token as LarkToken

NESTING = frozenset({"LBRACE", "LPAR", "LSQB", "FUNC", "NOT", "NEGATE"})
"""What puts one expression or body into another."""


class Reading:
    """The state of one pass. `values[i]` is what led from state `stack[i]` to `stack[i + 1]`."""

    def __init__(self, tables: Tables, source: Source, findings: Findings, limits: Limits) -> None:
        parser = tables.lark.parse_interactive("").parser_state
        self.parser = parser
        self.stack: list[int] = parser.state_stack
        self.values: list[object] = parser.value_stack
        self.automaton = tables.automaton
        self.builder = tables.builder
        self.source = source
        self.findings = findings
        self.limits = limits
        text = habits.check(source, characters.check(source, findings), findings)
        self.text = slips.check(source, text, findings)
        self.position = 0

    def read(self) -> File:
        """The tree of the text."""
        comments = self.builder.begin(self.source, self.findings, self.limits)
        recovery = Recovery(self)
        automaton, stack, text = self.automaton, self.stack, self.text
        depth = self.limits.depth
        while True:
            scanner = automaton.scanner(stack[-1])
            match = scanner.pattern.match(text, self.position)
            if match is None:
                token = automaton.lexer.unexpected(text, self.position)
            else:
                group = cast("int", match.lastindex)
                token = Token(scanner.types[group], match[group], *match.span(group))
            self.position = token.end
            if token.type == COMMENT:
                comments.add(token.start, token.end)
                continue
            if token.type in NESTING and len(stack) > depth and self.nesting() >= depth:
                recovery.too_deep(token)
                continue
            try:
                tree = self.feed(token)
            except UnexpectedToken:
                if self.findings.full:
                    return self.cut_short()
                recovery.mend(token)
            else:
                if token.type == END:
                    return cast("File", tree)

    def feed(self, token: Token) -> object:
        """Moves the parser over a token; the tree if it was the end of the text."""
        return self.parser.feed_token(cast("LarkToken", token), token.type == END)

    def nesting(self) -> int:
        """How many brackets and prefixes are open."""
        return sum(type(value) is Token and value.type in NESTING for value in self.values)

    def cut_short(self) -> File:
        """The tree of what was read until now."""
        entries = self.values[0] if self.values and isinstance(self.values[0], list) else []
        return File(self.source, tuple(entries))
