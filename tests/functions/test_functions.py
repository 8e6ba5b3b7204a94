"""The functions of the language, one by one and as a shelf."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import functions
from engine.faults import BY_SYMBOL
from engine.functions import FUNCTIONS, Function, FunctionFault, FunctionParameter
from engine.functions.number import number
from engine.values import INTEGER_MAX, SECOND, Duration, KVList, Time, Type, Value, type_of

FOLDER = Path(functions.__file__).parent
ALL = list(FUNCTIONS.values())


class Run:
    """A run whose queue `wa` holds three interactions."""

    def queue_length(self, name: str) -> int:
        """The length by the queue's name."""
        return {"wa": 3}[name]


def call(name: str, *arguments: Value) -> Value:
    """The result of a function, of the type that it declares."""
    function = FUNCTIONS[name]
    result = function.evaluate(Run(), *arguments)
    assert type_of(result) is function.result
    return result


def test_every_file_on_the_shelf_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "kind"}

    assert files == set(FUNCTIONS)


def test_the_order_numbers_the_functions() -> None:
    assert list(FUNCTIONS) == ["e164", "is_mobile", "length", "text", "number"]
    assert [function.name for function in ALL] == list(FUNCTIONS)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_a_function_has_a_page_with_an_example_and_its_counterpart(function: Function) -> None:
    assert "Example:\n" in function.doc
    assert "Genesys:\n" in function.doc
    assert all(parameter.meaning for parameter in function.parameters)


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_a_function_declares_known_faults_and_sound_parameters(function: Function) -> None:
    kinds = [(parameter.type is None, parameter.ref is None) for parameter in function.parameters]
    defaults = [parameter.default is not None for parameter in function.parameters]

    assert function.faults <= BY_SYMBOL.keys()
    assert all(first is not second for first, second in kinds)
    assert defaults == sorted(defaults)
    assert function.required == defaults.count(False)


def test_the_usage_shows_defaults() -> None:
    usages = [function.usage for function in ALL]

    assert usages == [
        "e164(text, region)", 'is_mobile(text, region = "")', "length(queue)", "text(value)",
        "number(text)",
    ]  # fmt: skip


def test_only_length_reads_the_state() -> None:
    assert [function.name for function in ALL if function.reads_state] == ["length"]


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
