"""Tables made from a grammar, by Lark.

In: the text of a grammar. Out: its tables as plain data. Loaded only when a grammar has changed.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import lark.lexer
from lark import Lark
from lark.grammar import Rule as LarkRule
from lark.lexer import TerminalDef
from lark.parsers.lalr_analysis import Shift

from engine.dsl.grammar import Rule, Tables, Terminal

SPACE = "SPACE"
"""The terminal that scanners pass over by themselves."""
INNER = "__"
"""How the names of rules begin that Lark makes for repetitions."""


def made(grammar: str) -> Tables:
    """The tables of a grammar, the same for the same text."""
    with _without_comparing_terminals():
        built = Lark(
            grammar, parser="lalr", keep_all_tokens=True, maybe_placeholders=True, cache=False
        )
    table = built.parse_interactive("").parser_state.parse_conf
    rules = {rule: number for number, rule in enumerate(built.rules)}
    states = _numbered(table.states, table.start_state)
    return Tables(
        terminals=tuple(
            Terminal(terminal.name, terminal.pattern.to_regexp())
            for terminal in sorted(built.terminals, key=_order)
            if terminal.name != SPACE
        ),
        rules=tuple(_rule(rule) for rule in built.rules),
        states=tuple(
            {
                symbol: states[argument] if action is Shift else ~rules[argument]
                for symbol, (action, argument) in sorted(table.states[state].items())
            }
            for state in states
        ),
        start=states[table.start_state],
        end=states[table.end_state],
    )


def _numbered(table: Mapping[int, Mapping[str, tuple[Any, Any]]], start: int) -> dict[int, int]:
    """Our numbers of Lark's states, in order: as they are met from the start. Lark's own numbers
    are others in each process.
    """
    numbers = {start: 0}
    waiting = deque([start])
    while waiting:
        for _, (action, argument) in sorted(table[waiting.popleft()].items(), key=itemgetter(0)):
            if action is Shift and argument not in numbers:
                numbers[argument] = len(numbers)
                waiting.append(argument)
    return numbers


def _order(terminal: TerminalDef) -> tuple[int, int, int, str]:
    """By priority, then what is longer at the most, then the longer pattern: as Lark tries them."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


def _rule(rule: LarkRule) -> Rule:
    children: list[int | None] = []
    # Where optional parts were left out, Lark says so: a false for each part that is there.
    absences = list(rule.options.empty_indices) or [False] * len(rule.expansion)
    parts = iter(enumerate(rule.expansion))
    for absent in absences:
        if absent:
            children.append(None)
            continue
        number, symbol = next(parts)
        children.append(~number if symbol.name.startswith(INNER) else number)
    origin: str = rule.origin.name
    transparent = bool(rule.options.expand1 and not rule.alias)
    called = not origin.startswith(INNER) and not (transparent and len(children) == 1)
    return Rule(
        symbol=origin,
        size=len(rule.expansion),
        method=str(rule.alias or origin) if called else None,
        children=tuple(children),
        transparent=transparent,
    )


@contextmanager
def _without_comparing_terminals() -> Iterator[None]:
    """Builds as if interegular were not installed.

    Where it is, lark compares all terminals with each other, which takes five times as long as all
    the rest. The tests do it once, in lark's strict mode.
    """
    installed = lark.lexer.has_interegular
    lark.lexer.has_interegular = False
    try:
        yield
    finally:
        lark.lexer.has_interegular = installed
