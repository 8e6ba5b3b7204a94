"""Choosing tests: expressions over names, tags, exact names."""

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.limits import LIMITS
from engine.testing.select import (
    ExpressionError,
    Matcher,
    Selection,
    matcher,
    unknown_names,
    unknown_tags,
)
from tests.testing.judging import case

NAMES = ["a long wait", "a Long wait [mobile]", "chat and voice", "the end (of it)"]


def chosen(meant: Matcher) -> list[str]:
    return [name for name in NAMES if meant(name)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("LONG", NAMES[:2]),
        ("long wait", NAMES[:2]),
        ("long   wait", NAMES[:2]),
        ("long and mobile", NAMES[1:2]),
        ("mobile or voice", NAMES[1:3]),
        ("not long", NAMES[2:]),
        ("not not long", NAMES[:2]),
        ("long and not (mobile or voice)", NAMES[:1]),
        ("voice or long and mobile", NAMES[1:3]),
        ("(voice or long) and mobile", NAMES[1:2]),
        ('"chat and"', NAMES[2:3]),
        ('"(of it)" or [mobile]', [NAMES[1], NAMES[3]]),
        ("nothing", []),
    ],
)
def test_an_expression_means_names(expression: str, expected: list[str]) -> None:
    assert chosen(matcher(expression)) == expected


@pytest.mark.parametrize(
    ("expression", "column", "word"),
    [
        ("", 1, "ends"),
        ("a and", 6, "ends"),
        ("a and ", 7, "ends"),
        ("or a", 1, "`or`"),
        ("a and or b", 7, "`or`"),
        ("a (b)", 3, "`(`"),
        ("(a or b", 1, "not closed"),
        ("a)", 2, "`)`"),
        ("()", 2, "`)`"),
        ('a or "b', 6, "quotes"),
        ('""', 1, "quotes"),
        ('"a" "b"', 5, "`b`"),
    ],
)
def test_a_wrong_expression_is_told_with_its_place(expression: str, column: int, word: str) -> None:
    with pytest.raises(ExpressionError) as error:
        matcher(expression)

    assert error.value.column == column
    assert word in error.value.message


@given(generators.text(alphabet='ab ()"andornot', max_size=40))
def test_any_text_is_an_expression_or_told_with_a_place_in_it(text: str) -> None:
    column = 1
    try:
        matcher(text)("some name")
    except ExpressionError as error:
        column = error.column

    assert 1 <= column <= len(text) + 1


def test_deep_parentheses_are_refused_and_long_expressions_are_not() -> None:
    deep = LIMITS.depth
    nested = "(" * deep + "a" + ")" * deep

    assert matcher(nested)("a")
    assert not matcher(" or ".join(["b"] * 10_000))("a")
    with pytest.raises(ExpressionError, match="deeper"):
        matcher(f"({nested})")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((), [True, True, True]),
        (("slow",), [True, True, False]),
        (("slow", "chat"), [True, True, False]),
        (("not:slow",), [False, False, True]),
        (("slow", "not:chat"), [True, False, False]),
        (("other",), [False, False, False]),
    ],
)
def test_tags_are_alternatives_and_not_excludes(
    tags: tuple[str, ...], expected: list[bool]
) -> None:
    cases = [case("a", tags=("slow",)), case("b", tags=("slow", "chat")), case("c")]

    assert [Selection(tags=tags).chooses(each) for each in cases] == expected


def test_only_means_exactly_these_names() -> None:
    selection = Selection(only=("a [x]", "c"))

    assert [selection.chooses(case(name)) for name in ("a", "a [x]", "c")] == [False, True, True]


def test_all_that_is_asked_for_must_hold() -> None:
    selection = Selection(matcher=matcher("a"), tags=("slow",), only=("a", "b"))

    assert selection.chooses(case("a", tags=("slow",)))
    assert not selection.chooses(case("b", tags=("slow",)))
    assert not selection.chooses(case("a"))


def test_names_and_tags_that_no_test_has_are_found() -> None:
    selection = Selection(only=("a", "b"), tags=("slow", "not:fast"))
    cases = [case("a", tags=("slow",))]

    assert unknown_names(selection, cases) == ["b"]
    assert unknown_tags(selection, cases) == ["fast"]
