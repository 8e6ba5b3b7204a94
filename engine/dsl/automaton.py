"""The parser's tables as a question-and-answer: what may come next, how far would this go?

In: a stack of states and terminals. Out: whether they fit, without building anything. This is how a
mistake is understood: by trying what the author may have meant and looking how far it leads.
"""

from collections.abc import Iterable, Sequence

from engine.dsl.grammar import Tables
from engine.dsl.lexer import COMMENT, END, ContextLexer, Scanner, Token

ENTRY = "entry"
ENTRIES = "entries"

OPERANDS_TRIED = 100
"""Tokens that are looked at for the end of operands without parentheses."""


class Automaton:
    """The states of the parser, with their scanners; the same for all texts."""

    def __init__(self, tables: Tables) -> None:
        self.table = tables.states
        self.rules = tables.rules
        self.start, self.end = tables.start, tables.end
        self.lexer = ContextLexer(tables.terminals)
        self._scanners: dict[int, Scanner] = {}

    def scanner(self, state: int) -> Scanner:
        """The scanner for what a state accepts."""
        found = self._scanners.get(state)
        if found is None:
            found = self._scanners[state] = self.lexer.scanner(self.table[state])
        return found

    def goto(self, state: int, symbol: str) -> int:
        """The state after a rule that may stand in a state."""
        return self.table[state][symbol]

    def shift(self, stack: list[int], terminal: str) -> bool:
        """Moves a stack of states over a terminal; false if it does not fit."""
        table = self.table
        while True:
            action = table[stack[-1]].get(terminal)
            if action is None:
                return False
            if action >= 0:
                stack.append(action)
                return True
            rule = self.rules[~action]
            if rule.size:
                del stack[-rule.size :]
            stack.append(table[stack[-1]][rule.symbol])
            if stack[-1] == self.end:
                return True

    def accepts(self, stack: Sequence[int], terminal: str) -> bool:
        """Whether a terminal may come next."""
        return self.shift(list(stack), terminal)

    def accepted(self, stack: Sequence[int]) -> list[str]:
        """All terminals that may come next, sorted."""
        names = (name for name in self.table[stack[-1]] if name.isupper())
        return sorted(name for name in names if self.accepts(stack, name))

    def ahead(
        self, stack: Sequence[int], terminals: Iterable[str], text: str, position: int, most: int
    ) -> int:
        """How many tokens of a text fit after some terminals, at most `most`.

        The end of the text, if it fits, counts as `most`; -1 if the terminals do not fit.
        """
        states = list(stack)
        if not all(self.shift(states, terminal) for terminal in terminals):
            return -1
        for count in range(most):
            token = self.token(states[-1], text, position)
            if not self.shift(states, token.type):
                return count
            if token.type == END:
                break
            position = token.end
        return most

    def end_of_operands(self, stack: Sequence[int], text: str, position: int) -> Token | None:
        """What stands after the operands of a block that has no parentheses around them.

        None if nothing sensible does. The stack is that before the block.
        """
        states = list(stack)
        if not (self.shift(states, "LABEL") and self.shift(states, "FUNC")):
            return None
        for _ in range(OPERANDS_TRIED):
            token = self.token(states[-1], text, position)
            if not self.shift(states, token.type):
                fits = self.shift(states, "RPAR") and self.accepts(states, token.type)
                return token if fits else None
            position = token.end
        return None

    def token(self, state: int, text: str, position: int) -> Token:
        """The next token of a text in a state; comments are passed over."""
        scanner = self.scanner(state)
        match = scanner.pattern.match(text, position)
        while match is not None:
            group: int = match.lastindex  # type: ignore[assignment]
            start, end = match.span(group)
            if scanner.types[group] != COMMENT:
                return Token(scanner.types[group], match[group], start, end)
            position = end
            match = scanner.pattern.match(text, position)
        return self.lexer.unexpected(text, position)
