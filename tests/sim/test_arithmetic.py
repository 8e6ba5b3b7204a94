"""Arithmetic of the core against Python's own, over values near every bound."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from engine.faults import DIVISION_BY_ZERO, OVERFLOW, WRONG_DATA
from engine.ops import Code
from engine.sim.core.arithmetic import calculate, negated
from engine.sim.core.tags import fault_value, is_fault
from engine.values import INTEGER_MAX, Duration, Pool, Time, Type, Value, type_of

NUMBERS = st.integers(-INTEGER_MAX, INTEGER_MAX) | st.integers(-20, 20)
INTEGERS = NUMBERS
DURATIONS = NUMBERS.map(Duration)
TIMES = NUMBERS.map(Time)
COUNTED = INTEGERS | DURATIONS | TIMES
ANYTHING = COUNTED | st.booleans() | st.text(max_size=3) | st.just((1, "a"))
POOL = Pool()
RESULTS = {
    (Code.ADD, Type.INTEGER, Type.INTEGER): int,
    (Code.ADD, Type.DURATION, Type.DURATION): Duration,
    (Code.ADD, Type.TIME, Type.DURATION): Time,
    (Code.ADD, Type.DURATION, Type.TIME): Time,
    (Code.SUBTRACT, Type.INTEGER, Type.INTEGER): int,
    (Code.SUBTRACT, Type.DURATION, Type.DURATION): Duration,
    (Code.SUBTRACT, Type.TIME, Type.TIME): Duration,
    (Code.SUBTRACT, Type.TIME, Type.DURATION): Time,
    (Code.MULTIPLY, Type.INTEGER, Type.INTEGER): int,
    (Code.MULTIPLY, Type.DURATION, Type.INTEGER): Duration,
    (Code.MULTIPLY, Type.INTEGER, Type.DURATION): Duration,
    (Code.DIVIDE, Type.INTEGER, Type.INTEGER): int,
    (Code.DIVIDE, Type.DURATION, Type.INTEGER): Duration,
    (Code.DIVIDE, Type.DURATION, Type.DURATION): int,
    (Code.MODULO, Type.INTEGER, Type.INTEGER): int,
    (Code.MODULO, Type.DURATION, Type.DURATION): Duration,
}
"""What has a result, and of which type; everything else is `wrong_data`."""


def calculated(code: Code, left: Value, right: Value) -> Value | str:
    result = calculate(int(code), POOL.encode(left), POOL.encode(right))
    faults = {OVERFLOW: "overflow", WRONG_DATA: "wrong", DIVISION_BY_ZERO: "by zero"}
    return faults[result >> 4] if is_fault(result) else POOL.decode(result)


def exact(code: Code, left: int, right: int) -> int:
    truncated = int(Fraction(left, right)) if code in (Code.DIVIDE, Code.MODULO) else 0
    return {
        Code.ADD: left + right,
        Code.SUBTRACT: left - right,
        Code.MULTIPLY: left * right,
        Code.DIVIDE: truncated,
        Code.MODULO: left - truncated * right,
    }[code]


@given(code=st.sampled_from(list(Code)[Code.ADD : Code.MODULO + 1]), left=COUNTED, right=COUNTED)
@example(code=Code.ADD, left=INTEGER_MAX, right=1)
@example(code=Code.SUBTRACT, left=-INTEGER_MAX, right=1)
@example(code=Code.MULTIPLY, left=2**27, right=2**26)
@example(code=Code.MULTIPLY, left=Duration(2), right=Time(2))
@example(code=Code.DIVIDE, left=-7, right=0)
@example(code=Code.DIVIDE, left=7, right=Duration(2))
@example(code=Code.MODULO, left=Duration(-7), right=Duration(2))
def test_results_are_python_s_own_or_a_fault(code: Code, left: int, right: int) -> None:
    result = calculated(code, left, right)

    kind = RESULTS.get((code, type_of(left), type_of(right)))
    if kind is None:
        assert result == "wrong"
    elif code in (Code.DIVIDE, Code.MODULO) and right == 0:
        assert result == "by zero"
    elif abs(exact(code, left, right)) > INTEGER_MAX:
        assert result == "overflow"
    else:
        assert result == exact(code, left, right)
        assert type(result) is kind


COMPARISONS = {
    Code.LESS: int.__lt__, Code.LESS_EQUAL: int.__le__,
    Code.GREATER: int.__gt__, Code.GREATER_EQUAL: int.__ge__,
}  # fmt: skip


@given(code=st.sampled_from(list(COMPARISONS)), left=COUNTED, right=COUNTED)
@example(code=Code.LESS_EQUAL, left=Time(3), right=Time(3))
@example(code=Code.GREATER_EQUAL, left=3, right=Duration(3))
def test_comparisons_are_python_s_own_within_a_type(code: Code, left: int, right: int) -> None:
    result = calculated(code, left, right)

    if type_of(left) is type_of(right):
        assert result is COMPARISONS[code](int(left), int(right))
    else:
        assert result == "wrong"


@given(left=ANYTHING, right=ANYTHING)
def test_values_are_equal_only_within_a_type(left: Value, right: Value) -> None:
    same = type_of(left) is type_of(right) and left == right

    assert calculated(Code.EQUAL, left, right) is same
    assert calculated(Code.UNEQUAL, left, right) is not same


@given(value=ANYTHING)
def test_only_numbers_and_durations_are_negated(value: Value) -> None:
    result = negated(POOL.encode(value))

    if type_of(value) in (Type.INTEGER, Type.DURATION):
        assert POOL.decode(result) == -value  # type: ignore[operator]
    else:
        assert result == fault_value(WRONG_DATA)


@given(left=INTEGERS, right=INTEGERS.filter(bool))
def test_quotient_and_remainder_make_the_dividend(left: int, right: int) -> None:
    quotient = calculated(Code.DIVIDE, left, right)
    rest = calculated(Code.MODULO, left, right)

    assert isinstance(quotient, int)
    assert isinstance(rest, int)
    assert quotient * right + rest == left
    assert rest == 0 or (rest > 0) == (left > 0)
