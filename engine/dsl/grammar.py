"""The grammar and its tables.

In: `grammar/strategy.lark`. Out: the tables, built at first use and kept for the process. They are
not stored on disk: reading them back would mean to unpickle a file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import lark.lexer
from lark import Lark

from engine.dsl.automaton import Automaton
from engine.dsl.lexer import ContextLexer
from engine.dsl.transform import Builder


def text() -> str:
    """The grammar's text: from the installed package, or from the repository it is developed in."""
    packed = files("engine").joinpath("grammar/strategy.lark")
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "grammar" / "strategy.lark").read_text(encoding="utf-8")


class Tables:
    """The parser's tables, with the builder that their reductions call and the lexer.

    There is one builder for all texts, so texts are parsed one after the other.
    """

    def __init__(self) -> None:
        self.builder = Builder()
        with _without_comparing_terminals():
            self.lark = Lark(
                text(),
                parser="lalr",
                lexer=ContextLexer,
                transformer=self.builder,
                keep_all_tokens=True,
                maybe_placeholders=True,
                cache=False,
            )
        conf = self.lark.parse_interactive("").parser_state.parse_conf
        lexer: ContextLexer = self.lark.parser.lexer
        self.automaton = Automaton(conf.states, conf.end_state, lexer)


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


@cache
def tables() -> Tables:
    """The tables of this process."""
    return Tables()
