"""What holds of all formulas, against a second evaluator."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.esp.field_codes import FieldCodeError
from engine.esp.field_codes.checking import check
from engine.esp.field_codes.formats import shown
from engine.esp.field_codes.formula import read
from engine.esp.field_codes.functions import Context
from engine.esp.field_codes.machine import Scene, Work, value_of_formula
from engine.esp.field_codes.steps import Branch, Decide, Step
from engine.limits import LIMITS
from engine.values import KVList
from tests.esp.field_codes.naive import evaluate
from tests.esp.field_codes.naive_functions import NaiveError, to_text
from tests.esp.field_codes.scenery import NOW, SOURCES

LITERALS = st.sampled_from(
    [
        "0", "1", "2", "3", "7", "10", "41", "0.5", "2.5", ".25", "1e3", "12e-1", "100000",
        '""', '"a"', "'A'", '"Ana"', '"aXa"', '"yes"', r'"\n\t"', '"é"', '"ΟΔΟΣ"', '"οδος"',
        '" b "', "True", "false",
        "Contact.FirstName", "Contact.Age", "Contact.Fax", "contact.fullname", "Custom.Total",
        "Contact.Empty", "Agent.FullName", "Interaction.DateCreated", "Contact.Home",
        "Contact.EmailAddresses.Count", "Date(2026, 12, 24)", "Date(2024, 2, 29, 23)",
    ]
)  # fmt: skip
OPERATORS = st.sampled_from(
    [
        "+", "-", "*", "/", "^", " Mod ", "<", "<=", ">", ">=", "=", "==", "<>", "!=", " LT ",
        " ge ", " EQ ", " And ", " and ", "&&", " Or ", "||", " XOr ", " eq ",
    ]
)  # fmt: skip
PREFIXES = st.sampled_from(["-", "+", "Not ", "!", "- "])
ONE = ["IsString", "IsNumber", "IsBoolean", "IsDateTime", "Type", "Bool", "Text", "Abs", "Ceil",
       "Floor", "Year", "Day", "Weekday", "Length", "LowerCase", "UPPERCASE", "trim"]  # fmt: skip
TWO = ["Bool", "AddDays", "Left", "Right", "Mid", "Find"]
THREE = ["If", "If", "Mid", "Find", "Replace", "Date"]


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Calls of functions."""
    return st.one_of(
        *(
            st.tuples(st.sampled_from(names), st.tuples(*[inner] * count)).map(
                lambda drawn: f"{drawn[0]}({', '.join(drawn[1])})"
            )
            for count, names in ((1, ONE), (2, TWO), (3, THREE))
        )
    )


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas made of formulas."""
    return st.one_of(
        st.tuples(inner, OPERATORS, inner).map("".join),
        st.tuples(PREFIXES, inner).map("".join),
        inner.map(lambda formula: f"({formula})"),
        calls(inner),
    )


FORMULAS = st.recursive(LITERALS, larger, max_leaves=12)
WORDS = ("1", "+", "-", "(", ")", "Not", "=", '"a"', ",", ".", "Contact", "If(", " ", "2.5")
GARBAGE = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


def steps_of(formula: str) -> tuple[Step, ...]:
    """The steps of a formula, unchecked."""
    return read(formula, 2, names=(), limits=LIMITS)


def computed(steps: tuple[Step, ...]) -> str:
    """What the machine makes of steps."""
    context = Context(NOW, LIMITS.rendered_chars)
    scene = Scene(SOURCES, context, lambda _: "", Work.of(LIMITS.field_code_work))
    value = value_of_formula(steps, scene)
    return "?" if value is None else f"{type(value).__name__} {shown(value)} {digits(value)}"


def digits(value: object) -> str:
    """All digits of a number."""
    return f"{value.normalize():E}" if isinstance(value, Decimal) and value else ""


def mistake(deed: Callable[[], object]) -> FieldCodeError | None:
    """What is wrong, if anything is."""
    try:
        deed()
    except FieldCodeError as error:
        return error
    return None


def engines(formula: str) -> str:
    """What the engine says, `!` if there is no value."""
    try:
        return computed(steps_of(formula))
    except FieldCodeError:
        return "!"


def naives(formula: str) -> str:
    """What the second evaluator says."""
    try:
        value = evaluate(formula, SOURCES)
    except NaiveError:
        return "!"
    if value is None:
        return "?"
    name = "Time" if isinstance(value, datetime) else type(value).__name__
    return f"{name} {to_text(value)} {digits(value)}"


def moderate(formula: str) -> bool:
    """Whether no power is so large that the second evaluator would take its time."""
    return formula.count("^") < 2 and "100000" not in formula.partition("^")[2]


@given(formula=FORMULAS)
def test_both_evaluators_agree(formula: str) -> None:
    assume(moderate(formula))

    assert engines(formula) == naives(formula)


@given(formula=GARBAGE)
def test_both_evaluators_agree_on_what_is_no_formula(formula: str) -> None:
    assert engines(formula) == naives(formula)


@given(formula=FORMULAS)
def test_what_is_refused_before_a_run_has_no_value_in_it(formula: str) -> None:
    try:
        steps = steps_of(formula)
    except FieldCodeError:
        return
    # What is missing, or not looked at, is in nobody's way during a run.
    assume(not any(isinstance(step, Branch | Decide) for step in steps))
    assume("Fax" not in formula and "Home" not in formula)

    if mistake(lambda: check(steps, LIMITS)) is not None:
        assert engines(formula) == "!"


@given(formula=FORMULAS)
def test_a_mistake_stands_inside_the_formula(formula: str) -> None:
    error = mistake(lambda: computed(steps_of(formula)))

    if error is not None:
        assert 2 <= error.offset < error.offset + error.length <= len(formula) + 2
        assert error.message[0].islower() or error.message[0] == "`"
        assert not error.message.endswith(".")


@given(formula=FORMULAS)
def test_parentheses_around_a_formula_change_nothing(formula: str) -> None:
    assert engines(f"({formula})") == engines(formula)


@given(text=st.text(max_size=50))
def test_a_string_is_what_it_says(text: str) -> None:
    spelt = "".join({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"}.get(c, c) for c in text)
    sources = {"CustomProperties": KVList([("a", text)])}
    scene = Scene(sources, Context(NOW, 1000), lambda _: "", Work.of(10_000))

    assert value_of_formula(steps_of(f'"{spelt}"'), scene) == text
    assert value_of_formula(steps_of(f'Custom.a = "{spelt}"'), scene) is True
