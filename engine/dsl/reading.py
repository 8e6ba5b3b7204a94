"""One pass over one text: tokens are fed to the parser.

In: the tables and a source. Out: the `File`. What happens after a mistake is in `recovery`.
"""

from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from engine.diagnostics import Findings
from engine.dsl import characters, habits, slips
from engine.dsl.automaton import Automaton
from engine.dsl.grammar import Tables, tables
from engine.dsl.lexer import COMMENT, END, Token
from engine.dsl.reductions import reductions
from engine.dsl.transform import Builder
from engine.limits import Limits
from engine.source import Source
from engine.syntax.nodes import File

if TYPE_CHECKING:
    from engine.dsl.recovery import Recovery

NESTING = frozenset({"LBRACE", "LPAR", "LSQB", "FUNC", "NOT", "NEGATE"})
"""What puts one expression or body into another."""


class UnexpectedTokenError(Exception):
    """A token that does not fit; what could be completed before it has been."""


class Machine:
    """What every pass needs. Its builder turns to one text at a time, so one pass follows another.

    >>> Machine(tables()).automaton.rules[0].symbol
    'start'
    """

    def __init__(self, tables: Tables) -> None:
        self.automaton = Automaton(tables)
        self.builder = Builder()
        self.reductions = reductions(tables.rules, self.builder)


@cache
def machine() -> Machine:
    """The machine of this process."""
    return Machine(tables())


class Reading:
    """The state of one pass. `values[i]` is what led from state `stack[i]` to `stack[i + 1]`."""

    def __init__(
        self, machine: Machine, source: Source, findings: Findings, limits: Limits
    ) -> None:
        self.automaton = machine.automaton
        self.reductions = machine.reductions
        self.builder = machine.builder
        self.stack: list[int] = [machine.automaton.start]
        self.values: list[object] = []
        self.source = source
        self.findings = findings
        self.limits = limits
        text = habits.check(source, characters.check(source, findings), findings)
        self.text = slips.check(source, text, findings)
        self.position = 0

    def read(self) -> File:
        """The tree of the text."""
        comments = self.builder.begin(self.source, self.findings, self.limits)
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
                self.recovery.too_deep(token)
                continue
            try:
                self.feed(token)
            except UnexpectedTokenError:
                if self.findings.full:
                    return self.cut_short()
                self.recovery.mend(token)
            else:
                if token.type == END:
                    return cast("File", self.values[-1])

    @cached_property
    def recovery(self) -> "Recovery":
        """What goes on after a mistake."""
        from engine.dsl.recovery import Recovery

        return Recovery(self)

    def feed(self, token: Token) -> None:
        """Moves the parser over a token; at the end of the text the tree is the only value."""
        stack, values, table = self.stack, self.values, self.automaton.table
        while True:
            action = table[stack[-1]].get(token.type)
            if action is None:
                raise UnexpectedTokenError
            if action >= 0:
                stack.append(action)
                values.append(token)
                return
            rule = self.automaton.rules[~action]
            parts: list[object] = []
            if rule.size:
                parts = values[-rule.size :]
                del stack[-rule.size :], values[-rule.size :]
            values.append(self.reductions[~action](parts))
            stack.append(table[stack[-1]][rule.symbol])
            if stack[-1] == self.automaton.end:
                return

    def nesting(self) -> int:
        """How many brackets and prefixes are open."""
        return sum(type(value) is Token and value.type in NESTING for value in self.values)

    def cut_short(self) -> File:
        """The tree of what was read until now."""
        entries = self.values[0] if self.values and isinstance(self.values[0], list) else []
        return File(self.source, tuple(entries))
