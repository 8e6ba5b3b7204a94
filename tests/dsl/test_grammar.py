"""The grammar: free of conflicts, free of kinds, and read by our lexer as Lark's would."""

import re
from pathlib import Path
from typing import cast

from hypothesis import given
from lark import Lark
from lark.lexer import Token as LarkToken

from engine.blocks import KINDS
from engine.dsl import grammar
from engine.dsl.automaton import Automaton
from engine.dsl.lexer import COMMENT, END
from engine.dsl.printer import print_file
from engine.syntax.nodes import File
from engine.world import DECLARATIONS
from tests.dsl.reading import EXAMPLE, formatted, parsed
from tests.generators.syntax import files

LARKS_OWN = Lark(grammar.text(), parser="lalr", lexer="contextual", strict=True)
"""Strict: a conflict of rules, or two terminals that could match the same, is an error."""


def larks_tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a text as Lark's own contextual lexer finds them."""
    tokens = LARKS_OWN.parse_interactive(text).iter_parse()
    return [(token.type, cast("int", token.start_pos)) for token in tokens]


def our_tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a text as ours finds them."""
    automaton = Automaton(grammar.tables())
    stack = [automaton.start]
    found = []
    position = 0
    while (token := automaton.token(stack[-1], text, position)).type != END:
        assert token.type != COMMENT
        assert automaton.shift(stack, token.type)
        found.append((token.type, token.start))
        position = token.end
    return found


def test_lark_finds_no_conflict_in_strict_mode() -> None:
    rules = {rule.origin.name for rule in LARKS_OWN.rules}

    assert {"declaration", "block", "field", "port", "binding", "claim"} <= rules


def test_the_grammar_names_no_kind() -> None:
    code = re.sub(r"//[^\n]*", "", grammar.text())
    rules = {name for rule in grammar.tables().rules for name in (rule.symbol, rule.method)}
    words = set(re.findall(r"[a-z_]+", code)) - rules

    assert words & (set(KINDS) | set(DECLARATIONS)) == set()


def test_the_grammar_is_read_from_the_repository_or_the_package() -> None:
    beside = Path(grammar.__file__).parents[2] / "grammar" / "strategy.lark"

    assert grammar.text() == beside.read_text(encoding="utf-8")


def test_the_example_is_read_and_is_canonical() -> None:
    assert formatted(EXAMPLE) == EXAMPLE


def test_our_lexer_reads_the_example_as_larks_does() -> None:
    assert our_tokens(EXAMPLE) == larks_tokens(EXAMPLE)


@given(files())
def test_our_lexer_reads_every_text_as_larks_does(file: File) -> None:
    text = print_file(file)

    assert our_tokens(text) == larks_tokens(text)


def test_words_of_operators_and_claims_are_names_where_nothing_else_could_be_meant() -> None:
    text = """
        a {
          x = y   mod = 5   in -> not   or: stop -> and
          expect = 1   at -> at   within: exit   never { and = 2 }   true = false
          x = at - 5   y = within -5m   within -> z
        }
    """

    assert parsed(text).entries


def test_a_head_may_touch_its_parenthesis() -> None:
    assert parsed("strategy a(voice) { }") == parsed("strategy a (voice)")


def test_lark_tokens_are_not_kept_in_the_tree() -> None:
    names = [entry.kind.text for entry in parsed("a b { }   c d").entries if hasattr(entry, "kind")]

    assert [type(name) for name in names] == [str, str]
    assert not any(isinstance(name, LarkToken) for name in names)
