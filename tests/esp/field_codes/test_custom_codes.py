"""Custom codes: found by their names, rendered once, never in a circle."""

from dataclasses import replace

import pytest

from engine.directory import FieldCode, MissingValues
from engine.esp.field_codes import FieldCodeError, Rendered, Setting, library, parse, render
from engine.esp.field_codes.named import NestingProblem, name_problem, nesting_problems
from engine.limits import LIMITS, Limits
from engine.values import KVList

CONTACT = {"Contact": KVList([("FirstName", "Ana"), ("Evil", "<$a$> <$Contact.FirstName$>")])}


def codes(**texts: str) -> tuple[FieldCode, ...]:
    """Custom codes by their names."""
    return tuple(FieldCode(name=name, text=text) for name, text in texts.items())


def rendered(
    body: str,
    declared: tuple[FieldCode, ...],
    policy: MissingValues = MissingValues.EMPTY,
    limits: Limits = LIMITS,
) -> Rendered:
    """A body rendered with custom codes."""
    named = library(declared, limits).templates
    template = parse(body, limits, names=named.keys())
    return render(template, CONTACT, Setting(policy=policy, named=named, limits=limits))


def problems(**texts: str) -> list[tuple[str, str]]:
    """What is wrong with the uses of custom codes in one another: where, and what."""
    found = nesting_problems(library(codes(**texts), LIMITS), 3)
    return [(problem.name, problem.message) for problem in found]


def test_a_custom_code_may_hold_text_and_formulas() -> None:
    found = rendered("<$ a $>!", codes(a="Dear <$Contact.FirstName$>, 2 + 3 = <$2 + 3$>"))

    assert found.text == "Dear Ana, 2 + 3 = 5!"
    assert found.codes == (("<$ a $>", "Dear Ana, 2 + 3 = 5"),)


def test_custom_codes_may_use_one_another() -> None:
    assert rendered("<$c$>", codes(a="1", b="<$a$>2", c="<$b$>3<$a$>")).text == "1231"


def test_a_custom_code_comes_before_a_formula_of_the_same_text() -> None:
    odd = (FieldCode(name="2 + 3", text="five"), FieldCode(name="it's “odd”", text="yes"))

    assert rendered("<$2 + 3$> <$2 + 4$> <$it's “odd”$>", odd).text == "five 6 yes"


def test_a_custom_code_is_found_exactly_as_it_is_written() -> None:
    with pytest.raises(FieldCodeError) as caught:
        rendered("<$signatur$>", codes(signature="x"))

    assert caught.value.message == "unknown name `signatur` in a field code"
    assert caught.value.cure == "did you mean `signature`?"


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        (MissingValues.EMPTY, "a  b"),
        (MissingValues.NONE_TEXT, "a None b"),
        (MissingValues.KEEP, "a <$Contact.Fax$> b"),
    ],
)
def test_the_policy_for_missing_values_holds_inside(policy: MissingValues, text: str) -> None:
    found = rendered("<$a$>", codes(a="a <$Contact.Fax$> b"), policy)

    assert found.text == text
    assert found.missing == ("<$Contact.Fax$>",)


def test_what_is_wrong_inside_is_said_where_the_code_is_used() -> None:
    with pytest.raises(FieldCodeError) as caught:
        rendered("ab <$a$>", codes(a="x <$Contact.Fax$>"), MissingValues.FAULT)

    assert caught.value.offset == 3
    assert caught.value.message == "in the custom code `a`: `<$Contact.Fax$>` has no value"


def test_a_text_that_is_wrong_is_met_by_who_uses_it_and_by_nobody_else() -> None:
    declared = codes(a="<$1 +$>", b="fine")

    assert rendered("<$b$>", declared).text == "fine"
    with pytest.raises(FieldCodeError) as caught:
        rendered("<$a$>", declared)
    assert caught.value.message == "in the custom code `a`: a value is missing behind `+`"


def test_customer_data_in_a_custom_code_is_not_read_again() -> None:
    assert rendered("<$a$>", codes(a="<$Contact.Evil$>")).text == "<$a$> <$Contact.FirstName$>"


def test_a_custom_code_is_rendered_once_however_often_it_is_used() -> None:
    doubling = {f"c{n}": f"<$c{n - 1}$><$c{n - 1}$>" for n in range(1, 16)}
    declared = codes(c0="", **doubling)

    assert rendered("<$c15$>", declared, limits=replace(LIMITS, field_code_work=200)).text == ""


def test_texts_that_double_are_stopped() -> None:
    doubling = {f"c{n}": f"<$c{n - 1}$><$c{n - 1}$>" for n in range(1, 16)}

    with pytest.raises(FieldCodeError, match="the rendered text is longer than 65536 characters"):
        rendered("<$c15$>", codes(c0="0123456789", **doubling))


def test_a_circle_of_custom_codes_ends_in_an_error() -> None:
    with pytest.raises(FieldCodeError) as caught:
        rendered("<$a$>", codes(a="<$b$>", b="<$a$>"))

    assert caught.value.message.startswith("in the custom code `a`: in the custom code `b`: ")


def test_circles_are_found_before_a_run_each_at_the_use_that_closes_it() -> None:
    assert problems(a="<$a$>") == [("a", "the custom code `a` contains itself: `a` -> `a`")]
    assert problems(a="x <$b$>", b="<$c$>", c="<$a$> no") == [
        ("c", "the custom code `a` contains itself: `a` -> `b` -> `c` -> `a`")
    ]
    assert problems(a="<$b$> <$c$>", b="<$c$>", c="no") == []


def test_custom_codes_nest_as_deep_as_allowed_and_no_deeper() -> None:
    assert problems(a="1", b="<$a$>", c="<$b$>") == []
    assert problems(a="1", b="<$a$>", c="<$b$>", d="<$a$> <$c$>") == [
        ("d", "custom codes nest deeper than 3 levels")
    ]
    assert problems(d="<$a$> <$c$>", c="<$b$>", b="<$a$>", a="1") == [
        ("d", "custom codes nest deeper than 3 levels")
    ]


def test_thousands_of_custom_codes_are_walked_without_recursion() -> None:
    chain = {f"c{n}": f"<$c{n + 1}$>" for n in range(5_000)}
    declared = library(codes(**chain, c5000="end"), LIMITS)

    found = nesting_problems(declared, LIMITS.field_code_depth)

    assert [type(each) for each in found] == [NestingProblem]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("my.agent.signature", None),
        ("größe", None),
        ("x" * 64, None),
        ("Contacts", None),
        ("x" * 65, "the name has 65 characters"),
        ("a<$b", "the name holds `<$` or `$>`"),
        ("a$>b", "the name holds `<$` or `$>`"),
        (" a", "the name begins or ends with a space, or holds a control character"),
        ("a\nb", "the name begins or ends with a space, or holds a control character"),
        ("Contact.FirstName", "the name hides properties of `Contact`"),
        ("custom.x", "the name hides properties of `CustomProperties`"),
        ("contact", "the name hides properties of `Contact`"),
    ],
)
def test_a_name_is_one_that_can_be_used(name: str, problem: str | None) -> None:
    found = name_problem(name)

    assert (found and found[0]) == problem
