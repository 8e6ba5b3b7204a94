"""The machine of expressions: each code, and that every expression ends in a value or a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faults import BY_NUMBER, BY_SYMBOL, Fault
from engine.functions import FUNCTIONS
from engine.limits import LIMITS, Limits
from engine.log.events import Event
from engine.ops import Code, Family, Op, Reading
from engine.scenario import START, Scenario
from engine.sim.core.numbers import NOTING, SILENT
from engine.sim.core.tags import is_fault
from engine.sim.simulate import Run, assemble, begin
from engine.values import MISSING, SECOND, TAGS, Duration, KVList, Tag, Time, Value, type_of
from tests.sim.assembly import Assembly, Make

Pair = tuple[Code, object]
DATA = KVList([("Name", "Ana"), ("Count", 3), ("Pairs", KVList([("k", "v"), ("k", "w")]))])


def run_with(*codes: Pair, limits: Limits = LIMITS) -> tuple[Run, int]:
    """A run whose interaction waits in block 0, with variables and data, and the expression."""
    made = Assembly()
    made.strategy(
        "s",
        {"a": Make([(Op.WAIT, made.value(Duration(SECOND))), (Op.LEAVE, 0)], ["b"]),
         "b": Make([(Op.EXIT,)])},
        family=Family.VOICE,
        variables={"n": 7, "flag": True},
    )  # fmt: skip
    expression = made.code(*codes)
    run = assemble(made.program(), Scenario(strategy="s", ani="+1", dnis="8001", data=DATA), limits)
    begin(run)
    return run, expression


def evaluated(*codes: Pair, limits: Limits = LIMITS) -> Value | Fault | None:
    """The value or the fault; None for data that is not there."""
    run, expression = run_with(*codes, limits=limits)
    result = run.evaluator.evaluate(expression, 0, SILENT)
    if is_fault(result):
        return BY_NUMBER[result >> 4]
    return None if result == MISSING else run.pool.decode(result)


def const(value: Value) -> Pair:
    return Code.CONST, value


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading.ANI, "+1"),
        (Reading.DNIS, "8001"),
        (Reading.ID, "voice-1"),
        (Reading.MEDIA, "voice"),
        (Reading.AGE, Duration(0)),
        (Reading.TIME_IN_QUEUE, Duration(0)),
        (Reading.IS_ONLINE, True),
        (Reading.SESSION_KNOWN, True),
        (Reading.QUEUE, ""),
        (Reading.NOW, START),
        (Reading.PRIORITY, 0),
    ],
)
def test_every_read_only_name_has_its_value(reading: Reading, expected: Value) -> None:
    assert evaluated((Code.READ, reading)) == expected
    assert type(evaluated((Code.READ, reading))) is type(expected)


def test_variables_are_read_from_their_slots() -> None:
    assert evaluated((Code.SLOT, 0)) == 7
    assert evaluated((Code.SLOT, 1)) is True


def test_data_that_is_not_there_is_missing_and_faults_where_it_is_needed() -> None:
    assert evaluated((Code.DATA, "Name")) == "Ana"
    assert evaluated((Code.DATA, "Nobody")) is None
    assert evaluated((Code.DATA, "Nobody"), (Code.NEEDED, 0)) == BY_SYMBOL["missing_data"]


def test_a_default_is_taken_only_for_what_is_missing() -> None:
    for key, expected in (("Name", "Ana"), ("Nobody", "else")):
        assert evaluated((Code.DATA, key), (Code.OR_ELSE, 1), const("else")) == expected


def test_a_key_finds_its_first_pair_and_nothing_in_what_has_no_keys() -> None:
    assert evaluated((Code.DATA, "Pairs"), (Code.KEY, "k")) == "v"
    assert evaluated((Code.DATA, "Pairs"), (Code.KEY, "x")) is None
    assert evaluated((Code.DATA, "Nobody"), (Code.KEY, "k")) is None
    assert evaluated((Code.DATA, "Name"), (Code.KEY, "k")) is None


def test_a_value_of_another_type_faults_where_the_type_is_needed() -> None:
    assert evaluated((Code.DATA, "Count"), (Code.OF_TYPE, Tag.INTEGER)) == 3
    assert evaluated((Code.DATA, "Name"), (Code.OF_TYPE, Tag.INTEGER)) == BY_SYMBOL["wrong_data"]
    assert (
        evaluated((Code.DATA, "Nobody"), (Code.OF_TYPE, Tag.INTEGER)) == BY_SYMBOL["missing_data"]
    )


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("right", [True, False])
def test_and_or_not_are_python_s(left: bool, right: bool) -> None:
    assert evaluated(const(left), (Code.JUMP_FALSE, 1), const(right)) is (left and right)
    assert evaluated(const(left), (Code.JUMP_TRUE, 1), const(right)) is (left or right)
    assert evaluated(const(left), (Code.NOT, 0)) is (not left)


def test_what_is_not_needed_is_not_evaluated() -> None:
    fault = (Code.DATA, "Nobody"), (Code.NEEDED, 0)

    assert evaluated(const(value=False), (Code.JUMP_FALSE, 2), *fault) is False
    assert evaluated(const(value=True), (Code.JUMP_TRUE, 2), *fault) is True


def test_only_flags_are_joined_and_turned() -> None:
    for code in (Code.JUMP_FALSE, Code.JUMP_TRUE):
        assert evaluated(const(1), (code, 1), const(value=True)) == BY_SYMBOL["wrong_data"]
        assert evaluated((Code.DATA, "Nobody"), (code, 1), const(1)) == BY_SYMBOL["missing_data"]
    assert evaluated(const("a"), (Code.NOT, 0)) == BY_SYMBOL["wrong_data"]


@given(left=st.text(), right=st.text())
def test_texts_are_joined_and_compared_by_code_points(left: str, right: str) -> None:
    pair = const(left), const(right)

    assert evaluated(*pair, (Code.ADD, 0)) == left + right
    assert evaluated(*pair, (Code.LESS, 0)) is (left < right)
    assert evaluated(*pair, (Code.LESS_EQUAL, 0)) is (left <= right)
    assert evaluated(*pair, (Code.GREATER, 0)) is (left > right)
    assert evaluated(*pair, (Code.GREATER_EQUAL, 0)) is (left >= right)


def test_membership_keeps_types_apart() -> None:
    members = const((1, "a", Duration(2)))

    assert evaluated(const("a"), members, (Code.IN, 0)) is True
    assert evaluated(const(2), members, (Code.IN, 0)) is False
    assert evaluated(const(Duration(2)), members, (Code.NOT_IN, 0)) is False
    assert evaluated(const(1), const("1"), (Code.IN, 0)) == BY_SYMBOL["wrong_data"]
    assert evaluated((Code.DATA, "Nobody"), members, (Code.IN, 0)) == BY_SYMBOL["missing_data"]


def test_lists_and_kvlists_are_made_of_values() -> None:
    assert evaluated(const(1), const("a"), (Code.LIST, 2)) == (1, "a")
    assert evaluated((Code.LIST, 0)) == ()
    made = evaluated(const("k"), const(1), const("l"), const(("x", "y")), (Code.KVLIST, 2))
    assert made == KVList([("k", 1), ("l", "x"), ("l", "y")])
    assert evaluated(const(1), const(2), (Code.KVLIST, 1)) == BY_SYMBOL["wrong_data"]
    assert evaluated((Code.DATA, "Nobody"), (Code.LIST, 1)) == BY_SYMBOL["missing_data"]


def function(name: str) -> tuple[Code, int]:
    number = list(FUNCTIONS).index(name)
    return Code.FUNCTION, number << 8 | len(FUNCTIONS[name].parameters)


def test_functions_give_a_value_or_their_fault() -> None:
    assert evaluated(const("12"), function("number")) == 12
    assert evaluated(const("x"), function("number")) == BY_SYMBOL["bad_number"]
    assert evaluated(const("no queue"), function("length")) == 0


def test_no_value_grows_beyond_the_limit_of_texts() -> None:
    limits = Limits(text_chars=4)

    assert evaluated(const("ab"), const("cd"), (Code.ADD, 0), limits=limits) == "abcd"
    assert (
        evaluated(const("abc"), const("de"), (Code.ADD, 0), limits=limits) == BY_SYMBOL["too_long"]
    )
    wide = const(1), const(2), const(3), const(4), (Code.LIST, 4)
    assert evaluated(*wide, limits=limits) == BY_SYMBOL["too_long"]
    assert (
        evaluated(const((1, 2)), const((3,)), (Code.ADD, 0), limits=limits) == BY_SYMBOL["too_long"]
    )


def test_no_list_nests_deeper_than_an_author_could_write() -> None:
    limits = Limits(depth=3)
    nested = [(Code.LIST, 1)] * 3

    assert evaluated(const(1), *nested, limits=limits) == (((1,),),)
    assert evaluated(const(1), *nested, (Code.LIST, 1), limits=limits) == BY_SYMBOL["too_long"]


def test_outcomes_of_conditions_are_written_only_where_they_are_asked_for() -> None:
    run, expression = run_with(const(value=True), (Code.ATOM, 1))
    before = run.state.journal.length

    run.evaluator.evaluate(expression, 0, SILENT)
    assert run.state.journal.length == before
    run.evaluator.evaluate(expression, 0, NOTING)
    columns = run.state.journal.columns()
    assert [column[before] for column in columns[1:4]] == [Event.CONDITION, 0, 0]
    assert [column[before] for column in columns[7:]] == [1, 1]


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.integers(-(2**53) + 1, 2**53 - 1)
    | st.booleans()
    | st.text(max_size=4)
    | st.binary(max_size=2)
    | st.integers(0, 2**52).map(Duration)
    | st.integers(0, 2**52).map(Time),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.lists(st.tuples(st.text(max_size=2), inner), max_size=3).map(KVList)
    ),
    max_leaves=4,
)
BINARY = [*list(Code)[Code.ADD : Code.GREATER_EQUAL + 1], Code.IN, Code.NOT_IN]


@st.composite
def expressions(draw: st.DrawFn) -> list[Pair]:
    """Codes that keep the stack in order and respect no type at all."""
    codes: list[Pair] = []
    depth = 0
    for _ in range(draw(st.integers(1, 12))):
        room = [
            *([st.tuples(st.sampled_from(BINARY), st.just(0))] if depth >= 2 else []),
            *([_turns()] if depth >= 1 else []),
        ]
        push = st.one_of(
            st.tuples(st.just(Code.CONST), VALUES),
            st.tuples(st.just(Code.DATA), st.sampled_from(["Name", "Count", "Pairs", "Nobody"])),
            st.tuples(st.just(Code.READ), st.sampled_from(list(Reading))),
            st.tuples(st.just(Code.SLOT), st.sampled_from([0, 1])),
        )
        code, argument = draw(st.one_of(push, *room))
        codes.append((code, argument))
        depth += 1 if code in PUSHING else -1 if code in BINARY else 0
    while depth > 1:
        codes.append((draw(st.sampled_from(BINARY)), 0))
        depth -= 1
    return codes


PUSHING = (Code.CONST, Code.DATA, Code.READ, Code.SLOT)


def _turns() -> st.SearchStrategy[Pair]:
    return st.one_of(
        st.tuples(st.sampled_from([Code.NOT, Code.NEGATE, Code.NEEDED]), st.just(0)),
        st.tuples(st.just(Code.KEY), st.sampled_from(["k", "x"])),
        st.tuples(st.just(Code.OF_TYPE), st.sampled_from(list(Tag)[1:])),
        st.tuples(st.just(Code.LIST), st.just(1)),
    )


@given(codes=expressions())
def test_every_expression_gives_a_value_or_a_declared_fault(codes: list[Pair]) -> None:
    result = evaluated(*codes)

    assert result is None or isinstance(result, Fault) or type_of(result) in TAGS
