"""The grammar and its tables.

In: `grammar/strategy.lark`, and `tables.json`, which was made from it. Out: the tables, read at
first use and kept for the process.

To make the tables takes longer than all of a small check, and Lark must be loaded for it. Therefore
they are stored, as plain JSON. If the grammar has been changed since, they are made anew each time:
what counts is the grammar. `pytest tests/dsl/test_tables.py --update` stores those of a change.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

PACKED = Path(__file__).parents[1] / "grammar" / "strategy.lark"
DEVELOPED = Path(__file__).parents[2] / "grammar" / "strategy.lark"
STORED = Path(__file__).with_name("tables.json")

Actions: TypeAlias = dict[str, int]
"""What a state does, by symbol: goes to the state `n`, or reduces by the rule `~n` if n < 0."""


class Terminal(NamedTuple):
    """What the lexer finds: a word or a sign."""

    name: str
    pattern: str


class Rule(NamedTuple):
    """One rule of the grammar: what is made when its parts have been read."""

    symbol: str
    """What it makes."""
    size: int
    """How many symbols it is made of."""
    method: str | None
    """The method of the builder that makes it. Without one its children are passed on, to be put
    among those of the rule around it."""
    children: tuple[int | None, ...]
    """What the method gets: parts by their number, None for an optional part left out; of the part
    `~n`, if n < 0, its children."""
    transparent: bool
    """Whether an only child is taken as it is."""


class Tables(NamedTuple):
    """All that follows from the grammar."""

    terminals: tuple[Terminal, ...]
    """In the order in which they are tried."""
    rules: tuple[Rule, ...]
    states: tuple[Actions, ...]
    start: int
    end: int


def text() -> str:
    """The grammar's text: from the installed package, or from the repository it is developed in."""
    try:
        return PACKED.read_text(encoding="utf-8")
    except FileNotFoundError:
        return DEVELOPED.read_text(encoding="utf-8")


@cache
def tables() -> Tables:
    """The tables of this process."""
    grammar = text()
    try:
        fingerprint, found = loads(STORED.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fingerprint, found = None, None
    if found is None or fingerprint != crc32(grammar.encode()):
        from engine.dsl.lalr import made

        return made(grammar)
    return found


def loads(stored: str) -> tuple[int, Tables]:
    """The fingerprint of the grammar that stored tables were made from, and the tables."""
    read: dict[str, Any] = json.loads(stored)
    return read["grammar"], Tables(
        terminals=tuple(Terminal(name, pattern) for name, pattern in read["terminals"]),
        rules=tuple(
            Rule(symbol, size, method, tuple(children), transparent)
            for symbol, size, method, children, transparent in read["rules"]
        ),
        states=tuple(read["states"]),
        start=read["start"],
        end=read["end"],
    )


def dumps(grammar: str, made: Tables) -> str:
    """Tables as they are stored: one terminal, rule and state a line."""
    head = f'"grammar": {crc32(grammar.encode())}, "start": {made.start}, "end": {made.end}'
    lists = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]"
        for name, rows in (
            ("terminals", made.terminals),
            ("rules", made.rules),
            ("states", made.states),
        )
    )
    return f"{{{head},\n{lists}}}\n"
