"""The integers of values in the core: the tags of `engine.values`, and one more for faults.

A fault that an expression ends with is an integer too, `number << 4 | FAULTY`: what evaluates gives
either, and nobody has to raise.
"""

from engine.faults import DIVISION_BY_ZERO, MISSING_DATA, OVERFLOW, TOO_LONG, WRONG_DATA
from engine.values import TAG_BITS, TAG_MASK, Tag

MISSING, INTEGER, FLAG, DURATION, TIME, TEXT, BINARY, LIST, KVLIST = map(int, Tag)
TAG_DIGITS = int(TAG_MASK)
DIGIT_BITS = int(TAG_BITS)
FAULTY = TAG_DIGITS
SCALE = 1 << DIGIT_BITS
"""`payload * SCALE + tag`: a shift to the left of a negative number is not defined in C."""
FALSE = FLAG
TRUE = SCALE + FLAG


def fault_value(number: int) -> int:
    """The integer of a fault.

    >>> fault_value(702) >> 4, fault_value(702) & 15 == FAULTY
    (702, True)
    """
    return number * SCALE + FAULTY


def is_fault(value: int) -> bool:
    """Whether an integer stands for a fault."""
    return value & TAG_MASK == FAULTY


NOT_THERE = fault_value(MISSING_DATA)
WRONG = fault_value(WRONG_DATA)
OVERFLOWN = fault_value(OVERFLOW)
TOO_MUCH = fault_value(TOO_LONG)
BY_ZERO = fault_value(DIVISION_BY_ZERO)
