"""Arithmetic and comparison of values as integers. Total: gives a value or a fault, never raises.

In: an expression code and two values. Out: a value, or a fault's integer. Numbers stay within
`INTEGER_MAX`, which leaves room for every sum in 64 bits; a product is tested before it is formed.
What needs the pool (joining and comparing texts, lists) is `UNDECIDED` here.
"""

from engine.ops import Code
from engine.sim.core.tags import (
    BY_ZERO,
    DIGIT_BITS,
    DURATION,
    FALSE,
    FAULTY,
    INTEGER,
    LIST,
    OVERFLOWN,
    SCALE,
    TAG_DIGITS,
    TEXT,
    TIME,
    TRUE,
    WRONG,
)
from engine.values import INTEGER_MAX

ADD = int(Code.ADD)
SUBTRACT = int(Code.SUBTRACT)
MULTIPLY = int(Code.MULTIPLY)
DIVIDE = int(Code.DIVIDE)
MODULO = int(Code.MODULO)
EQUAL = int(Code.EQUAL)
UNEQUAL = int(Code.UNEQUAL)
LESS = int(Code.LESS)
LESS_EQUAL = int(Code.LESS_EQUAL)
GREATER = int(Code.GREATER)

NUMBER_MAX = INTEGER_MAX
UNDECIDED = 0
"""Both values are texts or lists, whose contents decide."""


def calculate(code: int, left: int, right: int) -> int:
    """The result of `ADD` to `GREATER_EQUAL`."""
    left_tag, right_tag = left & TAG_DIGITS, right & TAG_DIGITS
    if code == EQUAL:
        return TRUE if left == right else FALSE
    if code == UNEQUAL:
        return TRUE if left != right else FALSE
    if code >= LESS:
        return _compared(code, left, right, left_tag, right_tag)
    if left_tag in (TEXT, LIST):
        return UNDECIDED if code == ADD and left_tag == right_tag else WRONG
    if code in (ADD, SUBTRACT):
        tag = _tag_of_sum(code, left_tag, right_tag)
        number = right >> DIGIT_BITS
        return _value((left >> DIGIT_BITS) + (number if code == ADD else -number), tag)
    if code == MULTIPLY:
        return _product(left >> DIGIT_BITS, right >> DIGIT_BITS, left_tag, right_tag)
    return _quotient(code, left >> DIGIT_BITS, right >> DIGIT_BITS, left_tag, right_tag)


def negated(value: int) -> int:
    """The result of `NEGATE`."""
    tag = value & TAG_DIGITS
    if tag not in (INTEGER, DURATION):
        return WRONG
    return _value(-(value >> DIGIT_BITS), tag)


def _value(number: int, tag: int) -> int:
    if tag == FAULTY:
        return WRONG
    if number > NUMBER_MAX or number < -NUMBER_MAX:
        return OVERFLOWN
    return number * SCALE + tag


def _compared(code: int, left: int, right: int, left_tag: int, right_tag: int) -> int:
    if left_tag != right_tag:
        return WRONG
    if left_tag == TEXT:
        return UNDECIDED
    if left_tag not in (INTEGER, DURATION, TIME):
        return WRONG
    if code == LESS:
        return TRUE if left < right else FALSE
    if code == LESS_EQUAL:
        return TRUE if left <= right else FALSE
    if code == GREATER:
        return TRUE if left > right else FALSE
    return TRUE if left >= right else FALSE


def _tag_of_sum(code: int, left_tag: int, right_tag: int) -> int:
    """The type of a sum or a difference; `FAULTY` if there is none."""
    if left_tag == right_tag:
        if left_tag in (INTEGER, DURATION):
            return left_tag
        return DURATION if left_tag == TIME and code == SUBTRACT else FAULTY
    if left_tag == TIME and right_tag == DURATION:
        return TIME
    return TIME if left_tag == DURATION and right_tag == TIME and code == ADD else FAULTY


def _product(left: int, right: int, left_tag: int, right_tag: int) -> int:
    if left_tag == INTEGER and (right_tag in (INTEGER, DURATION)):
        tag = right_tag
    elif left_tag == DURATION and right_tag == INTEGER:
        tag = DURATION
    else:
        return WRONG
    if left != 0 and abs(right) > NUMBER_MAX // abs(left):
        return OVERFLOWN
    return left * right * SCALE + tag


def _quotient(code: int, left: int, right: int, left_tag: int, right_tag: int) -> int:
    """Rounded towards zero; the remainder has the sign of the dividend."""
    if left_tag == right_tag and (left_tag in (INTEGER, DURATION)):
        tag = left_tag if code == MODULO else INTEGER
    elif code == DIVIDE and left_tag == DURATION and right_tag == INTEGER:
        tag = DURATION
    else:
        return WRONG
    if right == 0:
        return BY_ZERO
    size = abs(left) // abs(right)
    if code == MODULO:
        rest = abs(left) - size * abs(right)
        return (rest if left >= 0 else -rest) * SCALE + tag
    return (size if (left >= 0) == (right > 0) else -size) * SCALE + tag
