"""Comments and empty lines: where they go, and that they stay."""

from textwrap import dedent

import pytest

from engine.syntax.nodes import Declaration, Field, Map, Trivia
from tests.dsl.reading import formatted, parsed


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("#a\n#  b  \n##c\n#!d\n#\nx = 1", "# a\n# b\n##c\n#!d\n#\nx = 1\n"),
        ("x = 1 # after", "x = 1  # after\n"),
        ("# above\n\n# too\n\nx = 1", "# above\n\n# too\n\nx = 1\n"),
        ("x = 1\n\n\n\ny = 2\nz = 3", "x = 1\n\ny = 2\nz = 3\n"),
        ("\n\nx = 1\n\n# end\n\n\n# of file\n\n", "x = 1\n\n# end\n\n# of file\n"),
        ("# only\n\n# comments", "# only\n\n# comments\n"),
        ("x = [1, # one\n 2]", "# one\nx = [1, 2]\n"),
        ("x = (1 # one\n + # plus\n 2)", "# one\n# plus\nx = (1 + 2)\n"),
        ("# above\nx # key\n = # is\n 1 # after", "# above\n# key\n# is\nx = 1  # after\n"),
        ("a b { # head\n x = 1 }", "# head\na b { x = 1 }\n"),
        ("a b # one\n # two\n { x = 1 }", "# one\n# two\na b { x = 1 }\n"),
        ("a b { # head\n }", "# head\na b\n"),
        ("a b {\n # inside\n }", "a b {\n  # inside\n}\n"),
        ("a b {\n x = 1\n # last\n }", "a b {\n  x = 1\n  # last\n}\n"),
        ("a b {\n x = 1\n\n # last\n }", "a b {\n  x = 1\n\n  # last\n}\n"),
        ("a b {\n\n x = 1\n\n }", "a b { x = 1 }\n"),
        ("a b { x = 1 # one\n y = 2 }", "a b {\n  x = 1  # one\n  y = 2\n}\n"),
        ("a b { x = 1 } # after", "a b { x = 1 }  # after\n"),
        ("x: stop { } # after", "x: stop  # after\n"),
        ("x = { a: 1, # one\n b: 2 }", "x = {\n  a: 1  # one\n  b: 2\n}\n"),
        ("x = { a: 1 # one\n , b: 2 }", "x = {\n  a: 1  # one\n  b: 2\n}\n"),
        ("x = {\n # above\n a: 1\n\n # last\n}", "x = {\n  # above\n  a: 1\n\n  # last\n}\n"),
        ("x = { # head\n a: 1 }", "# head\nx = { a: 1 }\n"),
        ("x = { # head\n }", "# head\nx = {}\n"),
        ("x = { a: [ # one\n 1 ] }", "x = {\n  # one\n  a: [1]\n}\n"),
        ("f({ a: 1 # one\n }) = 2", "f({\n  a: 1  # one\n}) = 2\n"),
        ('x = "# none"', 'x = "# none"\n'),
        ("x = 1 # unfinished", "x = 1  # unfinished\n"),
        ("x = 1 # tab\t\r\n# next\r\ny = 2", "x = 1  # tab\n# next\ny = 2\n"),
    ],
)
def test_a_comment_finds_its_entry(written: str, canonical: str) -> None:
    assert formatted(written) == canonical
    assert formatted(canonical) == canonical


def test_an_entry_knows_what_surrounds_it() -> None:
    text = dedent("""\
        a {
          x = 1

          # one

          # two
          y = 2  # three
          # four
        }
        """)

    (declaration,) = parsed(text).entries

    assert isinstance(declaration, Declaration)
    assert declaration.closing == ("four",)
    assert [entry.trivia for entry in declaration.entries] == [
        Trivia(),
        Trivia(("one", None, "two"), "three", blank=True),
    ]


def test_a_pair_knows_what_surrounds_it() -> None:
    (field,) = parsed("x = {\n # one\n a: 1 # two\n\n # three\n}").entries

    assert isinstance(field, Field)
    assert isinstance(field.value, Map)
    assert field.value.closing == (None, "three")
    assert field.value.pairs[0].trivia == Trivia(("one",), "two")
