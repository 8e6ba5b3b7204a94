"""The order of operators, and what is said where authors could disagree about it."""

import pytest

from engine.syntax.nodes import Chain, Expression, Field, Group, Name, Operator, Quantity
from engine.syntax.precedence import mixed, postfix, readings
from tests.dsl.reading import parsed


def chain(text: str) -> Chain:
    """A chain, parsed."""
    (field,) = parsed(f"x = {text}").entries
    assert isinstance(field, Field)
    assert isinstance(field.value, Chain)
    return field.value


def shown(node: Expression | Operator) -> str:
    """A name, number or operator as written."""
    if isinstance(node, Group):
        return "()"
    assert isinstance(node, Name | Quantity | Operator)
    return node.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", "a b c * +"),
        ("a * b + c", "a b * c +"),
        ("a - b - c", "a b - c -"),
        ("a / b mod c * d", "a b / c mod d *"),
        ("a ?? b ?? c", "a b c ?? ??"),
        ("a + b ?? c", "a b c ?? +"),
        ("-a ?? b", "a b ?? prefix -"),
        ("-a * b", "a prefix - b *"),
        ("a - -b", "a b prefix - -"),
        ("a + b < c * d", "a b + c d * <"),
        ("a in b and c not in d", "a b in c d not in and"),
        ("not a == b", "a b == not"),
        ("not a and b", "a not b and"),
        ("a and not b == c", "a b c == not and"),
        ("not not a or b", "a not not b or"),
        ("a or b and c", "a b c and or"),
        ("a and b or c", "a b and c or"),
        ("a == b and c != d or e >= f", "a b == c d != and e f >= or"),
        ("a * (b + c)", "a () *"),
    ],
)
def test_operators_bind_in_the_order_of_the_table(text: str, expected: str) -> None:
    assert " ".join(shown(node) for node in postfix(chain(text))) == expected


def test_a_chain_of_many_operands_needs_no_recursion() -> None:
    ordered = postfix(chain(" ?? ".join(["a"] * 10_000)))

    assert len(ordered) == 19_999


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a and b or c", True), ("a and b and c", False), ("a or (b and c)", False)],
)
def test_and_with_or_is_mixed(text: str, expected: bool) -> None:
    assert mixed(chain(text)) is expected


@pytest.mark.parametrize(
    ("text", "left_to_right", "tighter"),
    [
        ("a or b and c", "(a or b) and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c", "a and (b or c)"),
        ("a == 1 or f(b)  and not c", "(a == 1 or f(b)) and not c", "a == 1 or (f(b) and not c)"),
        ("a or b or c and d", "(a or b or c) and d", "a or b or (c and d)"),
    ],
)
def test_a_mixed_chain_has_two_readings(text: str, left_to_right: str, tighter: str) -> None:
    assert readings(chain(text)) == (left_to_right, tighter)
