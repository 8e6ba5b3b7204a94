r"""A table of formulas with their values, each group under the rule that the values follow from.

A line is `formula -> value`. `?` is a missing value, `! message` that there is no result. Control
characters in values are written with the escapes of formulas.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.esp.field_codes.formula import read as formula_steps
from engine.esp.field_codes.functions import FUNCTIONS
from engine.esp.field_codes.operators import BINARY, PREFIX
from engine.esp.field_codes.plain import plain
from engine.esp.field_codes.tokens import ESCAPES
from engine.limits import LIMITS
from engine.shelf.page import sections_of
from tests.esp.field_codes.scenery import outcome

TABLE = Path(__file__).with_name("formulas.txt")
ARROW = " -> "
SPELT = {character: f"\\{letter}" for letter, character in ESCAPES.items() if letter not in "'\""}


def rows() -> Iterator[tuple[str, str, str]]:
    """The rule, the formula and the value of each line."""
    rule = ""
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        formula, arrow, expected = line.rpartition(ARROW)
        if arrow:
            yield rule, formula, expected
        elif line:
            rule = line


ROWS = list(rows())


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _, _ in ROWS))
def test_each_formula_has_the_value_that_its_rule_gives(rule: str) -> None:
    expected = {formula: value for group, formula, value in ROWS if group == rule}

    found = {formula: spelt(outcome(formula)) for formula in expected}

    assert found == expected


def spelt(text: str) -> str:
    """A value with its control characters as escapes; a message has none."""
    return text if text.startswith("!") else "".join(SPELT.get(c, c) for c in text)


def test_there_are_enough_formulas_and_none_twice() -> None:
    formulas = [formula for _, formula, _ in ROWS]

    assert len(formulas) >= 300
    assert len(formulas) == len(set(formulas))


def test_every_function_and_operator_stands_in_the_table() -> None:
    text = TABLE.read_text(encoding="utf-8").lower()

    assert [name for name in FUNCTIONS if f"{name}(" not in text] == []
    assert [word for word in (*PREFIX, *BINARY) if word.lower() not in text] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_examples_on_a_functions_page_are_true(name: str) -> None:
    lines = dict(sections_of(FUNCTIONS[name].doc))["Example"].split("\n")

    shown = {
        formula: result.removeprefix("= ")
        for formula, result in zip(lines[::2], lines[1::2], strict=True)
    }

    assert {formula: outcome(formula) for formula in shown} == shown
    assert any(formula.startswith((f"{FUNCTIONS[name].name}(", "Hour24(")) for formula in shown)


@pytest.mark.parametrize(
    "formula",
    [
        *("Contact.FirstName", "CONTACT.Count", "custom.OrderId", "Interaction._x", "Agent.Not"),
        *("Contact.EmailAddresses.Count", 'Contact.Key("a")', "Contact . FirstName", "Contact"),
        *("Contact.__x", "Nobody.Name", "Contact.1", "Contact.Größe", "Len(Contact.Name)"),
    ],
)
def test_what_is_read_without_the_machinery_of_formulas_is_read_as_with_it(formula: str) -> None:
    found = plain(formula, 7)

    assert found is None or formula_steps(formula, 7, names=(), limits=LIMITS) == (found,)
