"""The functions of the language, one by one and as a shelf."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import functions
from engine.faults import BY_SYMBOL
from engine.functions import FUNCTIONS, Function, FunctionFault, FunctionParameter
from engine.functions.number import number
from engine.ops import Reading
from engine.report.catalogue import chapters, find
from engine.values import INTEGER_MAX, SECOND, Duration, KVList, Time, Type, Value, quote
from tests.functions.calling import call, result_of

FOLDER = Path(functions.__file__).parent
ALL = list(FUNCTIONS.values())
SHARED = {"__init__", "kind", "pairs", "zoned"}
"""What is no function: the base of the shelf, and what some of them have in common."""
ANSWER = "= "


def test_every_file_on_the_shelf_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - SHARED

    assert files == set(FUNCTIONS)


def test_the_order_numbers_the_functions() -> None:
    assert list(FUNCTIONS)[:11] == [
        "e164", "is_mobile", "length", "text", "number", "in_order", "in_any_order",
        "is_open", "next_open", "is_holiday", "is_special_day",
    ]  # fmt: skip
    assert [function.name for function in ALL] == list(FUNCTIONS)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_a_function_has_a_page_with_an_example_and_its_counterpart(function: Function) -> None:
    assert "Example:\n" in function.doc
    assert "Genesys:\n" in function.doc
    assert all(parameter.meaning for parameter in function.parameters)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_a_function_declares_known_faults_and_sound_parameters(function: Function) -> None:
    kinds = [(parameter.type is None, parameter.ref is None) for parameter in function.parameters]
    optional = [not parameter.required for parameter in function.parameters]
    own = {parameter.fault for parameter in function.parameters if parameter.fault is not None}

    assert function.faults <= BY_SYMBOL.keys()
    assert own <= function.faults
    assert all(first is not second for first, second in kinds)
    assert optional == sorted(optional)
    assert function.required == optional.count(False)


def examples() -> list[tuple[str, str]]:
    """The calls that the pages of functions show with their results."""
    shelves = chapters()
    pages = [page for name in FUNCTIONS for page in find(name, shelves)]
    lines = [
        pair
        for page in pages
        if page.title.startswith("function ")
        for shown in [page.section("Example").split("\n")]
        for pair in pairwise(shown)
    ]
    return [
        (written, answer.removeprefix(ANSWER)) for written, answer in lines
        if answer.startswith(ANSWER)
    ]  # fmt: skip


@pytest.mark.parametrize(("written", "answer"), examples())
def test_what_a_page_shows_is_what_a_strategy_gets(written: str, answer: str) -> None:
    if "in_order" in written or "in_any_order" in written:
        return  # only claims of tests can call them

    assert result_of(written) in (answer, answer[1:-1])
    assert quote(result_of(written)) == answer or not answer.startswith('"')


def test_most_pages_show_a_call_with_its_result() -> None:
    shown = {written.split("(")[0] for written, _ in examples()}

    state = {
        "length", "estimated_wait", "agents_ready", "is_open", "next_open", "is_holiday",
        "is_special_day", "position", "service_level",
    }  # fmt: skip
    assert FUNCTIONS.keys() - shown == state


def test_the_usage_shows_defaults() -> None:
    usages = [function.usage for function in ALL]

    assert usages[:11] == [
        "e164(text, region)", 'is_mobile(text, region = "")', "length(queue)", "text(value)",
        "number(text)", "in_order(members, wanted)", "in_any_order(members, wanted)",
        "is_open(calendar, at = now)", "next_open(calendar, at = now)",
        "is_holiday(calendar, at = now)", 'is_special_day(calendar, name = "", at = now)',
    ]  # fmt: skip


def test_only_statistics_read_the_state() -> None:
    reading = [function.name for function in ALL if function.reads_state]

    assert reading == [
        "length", "estimated_wait", "agents_ready", "position", "service_level",
    ]  # fmt: skip


def test_e164_gives_the_form_or_its_fault() -> None:
    assert call("e164", "(415) 555-2671", "US") == "+14155552671"
    with pytest.raises(FunctionFault) as caught:
        call("e164", "anonymous", "US")
    assert caught.value.symbol in FUNCTIONS["e164"].faults


def test_is_mobile_reads_national_numbers_where_a_region_is_given() -> None:
    assert call("is_mobile", "0172 1234567", "DE") is True
    assert call("is_mobile", "0172 1234567") is False
    assert call("is_mobile", "anonymous") is False


def test_length_asks_the_run() -> None:
    assert call("length", "wa") == 3


def test_statistics_of_agents_ask_the_run() -> None:
    assert call("estimated_wait", "VQ") == Duration(90 * SECOND)
    assert call("agents_ready", ("anna", "ben", "carla")) == 2
    assert call("position", "voice-1") == 2
    assert call("position", "voice-7") == 0
    assert call("service_level", "VQ", Duration(20 * SECOND)) == 80


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a "b"\n', 'a "b"\n'),
        (-7, "-7"),
        (True, "true"),
        (Duration(90 * SECOND), "1m30s"),
        (Time(0), "1970-01-01T00:00:00Z"),
        (b"\xca\xfe", "0xCAFE"),
        (("a", 1), '["a", 1]'),
        (KVList([("a", "b")]), '{ a: "b" }'),
    ],
)
def test_text_writes_values_as_authors_do(value: Value, expected: str) -> None:
    assert call("text", value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0), ("-0", 0), ("007", 7), ("-12", -12), ("0" * 10_000 + "5", 5), ("0" * 10_000, 0),
        (str(INTEGER_MAX), INTEGER_MAX), (str(-INTEGER_MAX), -INTEGER_MAX),
    ],
)  # fmt: skip
def test_number_reads_digits(text: str, expected: int) -> None:
    assert call("number", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "--1", "+1", " 1", "1 ", "1_000", "1.0", "1e3", "0x1", "٣", "²", "1\n", "five",
        str(INTEGER_MAX + 1), str(-INTEGER_MAX - 1), "9" * 10_000, "0" * 10_000 + "x",
    ],
)  # fmt: skip
def test_number_faults_for_anything_else(text: str) -> None:
    with pytest.raises(FunctionFault) as caught:
        call("number", text)

    assert caught.value.symbol in FUNCTIONS["number"].faults


@given(st.integers(-INTEGER_MAX, INTEGER_MAX))
def test_number_undoes_text(value: int) -> None:
    assert call("number", str(call("text", value))) == value


@given(st.text(max_size=20))
def test_number_gives_an_integer_of_the_language_or_faults(text: str) -> None:
    try:
        found = number(text)
    except FunctionFault:
        return

    assert abs(found) <= INTEGER_MAX
    assert found == int(text)


def test_a_parameter_without_a_default_is_required() -> None:
    function = Function(
        name="f", result=Type.INTEGER, evaluate=lambda _, a, b=0: a + b, doc="",
        parameters=(
            FunctionParameter(name="a", type=Type.INTEGER, meaning=""),
            FunctionParameter(name="b", type=Type.INTEGER, default=0, meaning=""),
        ),
    )  # fmt: skip

    assert function.required == 1
    assert function.usage == "f(a, b = 0)"


@pytest.mark.parametrize(
    "name", [name for function in ALL for name in (function.ird, *function.known_as) if name]
)
def test_a_name_of_ird_stands_on_the_page_that_it_finds(name: str) -> None:
    pages = [page for page in find(name, chapters()) if page.title.startswith("function ")]

    assert any(f"`{name}`" in page.section("Genesys") for page in pages)


def test_a_parameter_that_is_left_out_can_be_what_a_name_reads() -> None:
    parameter = FunctionParameter(name="at", type=Type.TIME, reading=Reading.NOW, meaning="")

    assert not parameter.required
    assert parameter.stand_in == "now"


@pytest.mark.parametrize(
    ("members", "wanted", "in_order", "in_any_order"),
    [
        (("a", "b", "c"), ("a", "c"), True, False),
        (("a", "b", "c"), ("c", "a"), False, False),
        (("a", "b"), ("b", "a"), False, True),
        (("a", "b", "a"), ("a", "a"), True, False),
        (("a", "b"), ("a", "a"), False, False),
        (("a",), (), True, False),
        ((), (), True, True),
        ((), ("a",), False, False),
        ((1,), (True,), False, False),
        ((("a", 1),), (("a", 1),), True, True),
        ((Duration(1),), (1,), False, False),
    ],
)
def test_lists_are_compared_member_by_member(
    members: tuple[Value, ...], wanted: tuple[Value, ...], in_order: bool, in_any_order: bool
) -> None:
    assert call("in_order", members, wanted) is in_order
    assert call("in_any_order", members, wanted) is in_any_order


@given(st.data(), st.lists(st.sampled_from("abc")))
def test_a_list_has_its_members_in_any_order_and_some_of_them_in_theirs(
    data: st.DataObject, members: list[str]
) -> None:
    shuffled = data.draw(st.permutations(members))
    kept = data.draw(st.lists(st.booleans(), min_size=len(members), max_size=len(members)))
    some = [member for member, is_kept in zip(members, kept, strict=True) if is_kept]

    assert call("in_any_order", tuple(members), tuple(shuffled))
    assert call("in_order", tuple(members), tuple(some))
