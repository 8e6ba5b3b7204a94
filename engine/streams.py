"""Chance as an argument: keyed draws of 64 bits.

In: a seed, and what the draw is for. Out: an integer that depends on nothing else, so one more
draw disturbs no other: not the order of asking, not how often anything else was asked. The mixer
is the finaliser of SplitMix64 (Steele, Lea, Flood 2014), multiplications and shifts of 64-bit
integers, the same in plain Python, compiled, and over whole arrays.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeVar

Item = TypeVar("Item")

MASK = 2**64 - 1
GAMMA = 0x9E3779B97F4A7C15
"""2^64 divided by the golden ratio: what SplitMix64 adds from one draw to the next."""
SEED_MAX = 2**63 - 1
"""Seeds are whole numbers from 0 to this."""


class Purpose(IntEnum):
    """What is drawn; a number, once used, stays with its purpose."""

    ORDER_OF_TESTS = 1
    PERCENTAGE = 2
    ARRIVAL = 3
    BUSYNESS = 4
    BURST = 5
    PATIENCE = 6
    IMPATIENCE = 7
    RETRY = 8
    RETRY_AFTER = 9
    HANDLING = 10
    WRAP_UP = 11
    DATA = 12
    TYPING = 13
    REPLY = 14
    REPLY_AFTER = 15
    GAP = 16
    ACCEPTING = 17
    ACCEPTING_AFTER = 18
    SHARE_OF_TARGETS = 19
    TRANSFER = 20
    REPLICATION = 21
    FAILURE = 22
    FAILURE_LENGTH = 23
    FAILURE_PLAN = 24
    FAILURE_DETAIL = 25


def mixed(number: int) -> int:
    """One round of the mixer: a permutation of the numbers below 2^64.

    >>> hex(mixed(GAMMA))  # the first draw of SplitMix64 with seed 0
    '0xe220a8397b1dcdaf'
    """
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
    return number ^ (number >> 31)


def drawn(seed: int, purpose: Purpose, entity: int, draw: int = 0) -> int:
    """Draw `draw` of a purpose for an entity: a number below 2^64."""
    key = mixed((seed + GAMMA) & MASK)
    for part in (int(purpose), entity, draw):
        key = mixed((key + (part + 1) * GAMMA) & MASK)
    return key


def shuffled(items: Sequence[Item], seed: int, purpose: Purpose) -> list[Item]:
    """The items in an order that the seed decides.

    >>> shuffled("abcdef", 7, Purpose.ORDER_OF_TESTS) == shuffled("abcdef", 7, Purpose(1))
    True
    """
    order = sorted(range(len(items)), key=lambda number: (drawn(seed, purpose, number), number))
    return [items[number] for number in order]
