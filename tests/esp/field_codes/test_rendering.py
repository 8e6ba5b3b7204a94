"""Rendering with formulas: quotes of structured bodies, data as data, bounds on text and work."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.directory import MissingValues
from engine.esp.field_codes import FieldCodeError, Setting, mistakes, parse, render
from engine.limits import LIMITS
from engine.values import KVList
from tests.esp.field_codes.scenery import SOURCES, filled


def caught(deed: Callable[[], object]) -> FieldCodeError:
    """What is wrong; something must be."""
    with pytest.raises(FieldCodeError) as found:
        deed()
    return found.value


def custom(**values: str) -> dict[str, KVList]:
    """Custom properties alone."""
    return {"CustomProperties": KVList(values.items())}


# Quotes


def test_strings_of_a_structured_body_stand_in_single_quotes() -> None:
    body = """{"text": "<$If(1 < 2, 'yes', 'no')$>"}"""

    text = render(parse(body, structured=True), {}, Setting()).text

    assert text == '{"text": "yes"}'


def test_double_quotes_in_a_structured_body_are_named_with_their_cure() -> None:
    error = caught(lambda: parse('<$Length("abc")$>', structured=True))

    assert (error.offset, error.length) == (9, 5)
    assert error.message == 'the string `"abc"` stands in double quotes'
    assert error.cure == "in a structured message a string of a field code stands in single quotes"


def test_a_double_quote_may_stand_inside_single_ones() -> None:
    assert render(parse("<$Length('a\"b')$>", structured=True), {}, Setting()).text == "3"


def test_a_string_ends_on_its_line() -> None:
    error = caught(lambda: parse('<$Length("a\nb")$>'))

    assert error.message == 'the string `"a` is broken by the end of a line'
    assert error.cure == r"a line break is written `\n`"


# What is told of a code


def test_each_code_says_what_it_became_and_from_what() -> None:
    found = filled('<$If(Contact.Age > 18, "Dear " + Contact.FirstName, "Hi")$> <$greeting$>')

    first, second = found.filled
    assert (first.value, first.text) == ("Dear Ana", "Dear Ana")
    assert [name for name, _ in first.reads] == ["Contact.Age", "Contact.FirstName"]
    assert second.reads == (("greeting", "Dear Ana"),)


def test_a_formula_whose_value_is_missing_becomes_what_the_policy_says() -> None:
    body = "<$Contact.Fax + 1$>"

    assert filled(body).text == ""
    assert filled(body, MissingValues.NONE_TEXT).text == "None"
    assert filled(body, MissingValues.KEEP).text == body
    error = caught(lambda: filled(body, MissingValues.FAULT))
    assert (error.offset, error.message) == (0, "`<$Contact.Fax + 1$>` has no value")


def test_what_has_no_result_is_an_error_under_every_policy() -> None:
    for policy in MissingValues:
        error = caught(partial(filled, "ab <$1 / (Contact.Age - 41)$>", policy))
        assert (error.offset, error.length, error.message) == (7, 1, "division by zero")


def test_all_mistakes_of_a_body_are_found_one_in_each_code() -> None:
    found = mistakes(
        "<$1 +$> <$Contact.Age$> <$Foo(1, 2$> <$$>", LIMITS, structured=False, names=()
    )

    assert [(each.offset, each.length) for each in found] == [(4, 1), (26, 3), (37, 4)]


# Data are data


HOSTILE = ["<$1 + 1$>", "<$Contact.Secret$>", "$>", "<$", '" + Contact.Secret + "', "@", "#"]


@given(
    parts=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5), max_size=6),
    body=st.sampled_from(
        ["<$Custom.a$>", '<$Custom.a + ""$>', '<$Custom.a : "@"$>', '<$If(True, Custom.a, "")$>',
         '<$Replace("x", "x", Custom.a)$>', "<$Left(Custom.a, 1000)$>", '<$Text(Custom.a, "@")$>']
    ),
)  # fmt: skip
def test_customer_data_is_never_rendered_again(parts: list[str], body: str) -> None:
    data = "".join(parts)
    sources = {**custom(a=data), "Contact": KVList([("Secret", "42")])}

    found = render(parse(f"a {body} b"), sources, Setting())

    assert found.text == f"a {data} b"


@given(
    body=st.sampled_from(
        ["<$Custom.a + Custom.a + Custom.a$>", '<$Replace(Custom.a, "x", Custom.a)$>',
         "<$UpperCase(Custom.a)$><$Custom.a$>", "<$Custom.a : '@@'$>", "<$5 : Custom.a$>",
         "<$Now() : Custom.a$>", '<$Custom.a : "<@>"$>']
    ),
    data=st.text(alphabet="xß0@ydM'", max_size=40),
)  # fmt: skip
def test_no_text_is_longer_than_allowed(body: str, data: str) -> None:
    narrow = Setting(limits=replace(LIMITS, rendered_chars=50))
    try:
        template = parse(body)
        text = render(template, custom(a=data), narrow).text
    except FieldCodeError:
        return

    assert len(text) <= 50


@pytest.mark.parametrize(
    "formula",
    [
        "Custom.a + Custom.a",
        'Replace(Custom.a, "x", "xxx")',
        "Length(Custom.a + Custom.a)",
        '"' + "y" * 30 + '" + "' + "z" * 30 + '"',
        'Replace("' + "x" * 30 + '", "x", "yy")',
    ],
)
def test_not_even_a_part_of_a_formula_is_longer_than_allowed(formula: str) -> None:
    narrow = replace(LIMITS, rendered_chars=50)

    error = caught(
        lambda: render(parse(f"<${formula}$>", narrow), custom(a="x" * 40), Setting(limits=narrow))
    )

    assert error.message == "the text is longer than 50 characters"


# Work


def test_the_work_of_a_message_is_bounded_on_both_sides() -> None:
    template = parse("<$Custom.a = Custom.a$>")

    def tried(work: int) -> str:
        setting = Setting(limits=replace(LIMITS, field_code_work=work))
        return render(template, custom(a="x" * 100), setting).text

    # Three steps, and the characters of the two strings.
    assert tried(203) == "True"
    error = caught(lambda: tried(202))
    assert error.message == "the formulas of this message take more than 202 steps"


def test_the_work_of_all_codes_of_a_message_is_counted_together() -> None:
    setting = Setting(limits=replace(LIMITS, field_code_work=10))

    assert render(parse("<$1$>" * 10), {}, setting).text == "1" * 10
    assert caught(lambda: render(parse("<$1$>" * 11), {}, setting)).offset == 52


def test_literals_are_computed_before_a_run_as_long_as_there_is_work_left() -> None:
    limits = replace(LIMITS, field_code_work=10)

    assert caught(lambda: parse("<$1 + 1 / 0$>", limits)).message == "division by zero"
    assert parse('<$Length("0123456789") / 0$>', limits).codes


def steps_taken(formula: str, data: str) -> int:
    """The work that a formula takes, found by halving."""
    template = parse(f"<${formula}$>")

    def enough(work: int) -> bool:
        setting = Setting(limits=replace(LIMITS, field_code_work=work, rendered_chars=10**6))
        try:
            render(template, custom(a=data), setting)
        except FieldCodeError:
            return False
        return True

    low, high = 0, 10**7
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


@pytest.mark.parametrize(
    "formula",
    [
        "Length(Custom.a)",
        'Replace(Custom.a, "x", "yy")',
        'Find(Custom.a, "z")',
        "UpperCase(Custom.a) = Custom.a",
        'Custom.a : "@"',
    ],
)
def test_work_grows_with_the_data_and_no_faster(formula: str) -> None:
    once, twice = (steps_taken(formula, "x" * size) for size in (5_000, 10_000))

    assert twice <= 2 * once


@pytest.mark.parametrize(
    "formula",
    [
        "+".join(["1"] * 10_000),
        "-" * 20_000 + "1",
        "(" * 100 + "1" + ")" * 100,
        " And ".join(["True"] * 5_000),
        "1" + " : '0'" * 1,
        "2" + "^1" * 10_000,
        "If(True," * 100 + "1" + ",2)" * 100,
        "+".join(["Length('a')"] * 3_000),
    ],
)
def test_a_formula_may_be_as_long_as_a_text(formula: str) -> None:
    assert render(parse(f"<${formula}$>"), {}, Setting()).text


def test_parentheses_nest_as_deep_as_allowed_and_no_deeper() -> None:
    limits = replace(LIMITS, depth=5)

    assert parse("<$" + "(" * 5 + "1" + ")" * 5 + "$>", limits).codes
    for opening, closing in (("(", ")"), ("Abs(", ")"), ("If(True, ", ", 1)")):
        body = "<$" + opening * 6 + "1" + closing * 6 + "$>"
        error = caught(partial(parse, body, limits))
        assert error.message == "parentheses nest deeper than 5 levels"


def test_a_value_that_was_given_as_a_number_is_one() -> None:
    assert render(parse("<$Contact.Age + 1$>"), SOURCES, Setting()).text == "42"
    error = caught(lambda: render(parse("<$Custom.a + 1$>"), custom(a="41"), Setting()))
    assert error.message == "`+` cannot take a string with a number"
    assert error.cure == "`Num(…)` makes a number of a string, `Text(…)` a string of a number"
