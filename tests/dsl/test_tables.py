"""The stored tables: those of the grammar, made by Lark, the same for everybody.

After a change of the grammar: `pytest tests/dsl/test_tables.py --update`.
"""

import os
import subprocess
import sys

import pytest

from engine.dsl import grammar, lalr
from engine.dsl.grammar import STORED, Tables

SMALL = """
start: item*
item: NAME ["=" NAME]
NAME: /[a-z]+/
SPACE: " "
%ignore SPACE
"""


@pytest.fixture(scope="module")
def made() -> Tables:
    """The tables as Lark makes them now."""
    return lalr.made(grammar.text())


def test_the_stored_tables_are_those_of_the_grammar(made: Tables, *, update: bool) -> None:
    if update:
        STORED.write_text(grammar.dumps(grammar.text(), made), encoding="utf-8", newline="\n")

    stored = STORED.read_text(encoding="utf-8")

    assert stored == grammar.dumps(grammar.text(), made)
    assert grammar.loads(stored)[1] == made


@pytest.mark.parametrize("seed", ["1", "2"])
def test_tables_are_the_same_in_every_process(made: Tables, seed: str) -> None:
    script = (
        "import sys; from engine.dsl import grammar, lalr; text = grammar.text(); "
        "sys.stdout.write(grammar.dumps(text, lalr.made(text)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=STORED.parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == grammar.dumps(grammar.text(), made)


def test_another_grammar_than_that_of_the_stored_tables_is_what_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grammar, "text", lambda: SMALL)

    tables = grammar.tables.__wrapped__()

    assert [terminal.name for terminal in tables.terminals] == ["NAME", "EQUAL"]


def test_optional_parts_repetitions_and_only_children_are_kept_as_lark_means_them() -> None:
    small = lalr.made(SMALL.replace("item: ", "?item: "))

    assert {(rule.symbol, rule.children, rule.method) for rule in small.rules} == {
        ("start", (), "start"),
        ("start", (~0,), "start"),
        ("item", (0, None, None), "item"),
        ("item", (0, 1, 2), "item"),
        ("__start_star_0", (0,), None),
        ("__start_star_0", (~0, 1), None),
    }
