"""`Draws`: chance inside the core, number for number that of `engine.streams`.

In: a seed, and what a draw is for: a purpose, an entity, the how-manieth. Out: 64 bits, a number
below a bound, or whether something of a given share happens. Nothing is kept between draws.
"""

from array import array

from engine.sim.core.numbers import ATTEMPTS_MAX
from engine.streams import GAMMA, MASK, Purpose

PURPOSES = max(Purpose) + 1
FIRST_FACTOR, SECOND_FACTOR = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
HALF_BITS = 32
HALF = 2**32 - 1
MILLION = 1_000_000
NUMBER_BITS, STREAM_BITS, ATTEMPT_BITS = 40, 16, 6
"""An entity is a customer's attempt, stream and number, from the highest bit to the lowest."""
NOT_A_CUSTOMER = 2**62
"""The bit of an entity that is no customer of any stream, but was brought about by one."""


class Draws:
    """The draws of one run. What is passed is never negative."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._keys = array("Q", [0]) * PURPOSES
        key = mixed((seed + GAMMA) & MASK)
        for purpose in range(PURPOSES):
            self._keys[purpose] = mixed((key + (purpose + 1) * GAMMA) & MASK)

    def bits(self, purpose: int, entity: int, draw: int) -> int:
        """A draw: a number below 2^64, that of `engine.streams.drawn`."""
        key = mixed((self._keys[purpose] + (entity + 1) * GAMMA) & MASK)
        return mixed((key + (draw + 1) * GAMMA) & MASK)

    def below(self, purpose: int, entity: int, draw: int, count: int) -> int:
        """A number from 0 to `count` - 1, all equally likely; `count` is at least 1."""
        return high_product(self.bits(purpose, entity, draw), count)

    def happens(self, purpose: int, entity: int, draw: int, share: int) -> bool:
        """Whether something happens whose share is so many millionths."""
        return share > 0 and self.below(purpose, entity, draw, MILLION) < share


def mixed(number: int) -> int:
    """The finaliser of SplitMix64, as in `engine.streams`.

    >>> hex(mixed(0x9E3779B97F4A7C15))
    '0xe220a8397b1dcdaf'
    """
    number = ((number ^ (number >> 30)) * FIRST_FACTOR) & MASK
    number = ((number ^ (number >> 27)) * SECOND_FACTOR) & MASK
    return number ^ (number >> 31)


def high_product(bits: int, count: int) -> int:
    """The upper half of a product of two numbers of 64 bits: `bits` of 2^64 parts of `count`.

    >>> high_product(2**63, 100), high_product(2**64 - 1, 100), high_product(2**64 - 1, 2**64 - 1)
    (50, 99, 18446744073709551614)
    """
    low, high = bits & HALF, bits >> HALF_BITS
    count_low, count_high = count & HALF, count >> HALF_BITS
    middle = high * count_low + (low * count_low >> HALF_BITS)
    lower = low * count_high + (middle & HALF)
    return high * count_high + (middle >> HALF_BITS) + (lower >> HALF_BITS)


def customer_of(stream: int, number: int, attempt: int) -> int:
    """The entity of a customer who comes for the `attempt`-th time, from 0: each has draws of its
    own."""
    tries = min(attempt, ATTEMPTS_MAX)
    return (((tries << STREAM_BITS) + stream) << NUMBER_BITS) + number


def derived(entity: int, child: int) -> int:
    """The entity of what a customer's interaction has brought about: its `child`-th, from 0.

    It follows from the customer alone, whatever else the run has made by then.

    >>> derived(7, 0) != derived(7, 1)
    True
    """
    return mixed((entity + (child + 1) * GAMMA) & MASK) >> 2 | NOT_A_CUSTOMER


def is_customer(entity: int) -> bool:
    """Whether an entity is a customer of a stream.

    >>> is_customer(customer_of(3, 5, 0)), is_customer(derived(customer_of(3, 5, 0), 0))
    (True, False)
    """
    return entity < NOT_A_CUSTOMER


def attempt_of(customer: int) -> int:
    """For the how-manieth time the customer comes, from 0."""
    return customer >> (NUMBER_BITS + STREAM_BITS)


def stream_of(customer: int) -> int:
    """The stream of a customer.

    >>> stream_of(customer_of(3, 5, 1)), number_of(customer_of(3, 5, 1)), attempt_of(customer_of(
    ...     3, 5, 1))
    (3, 5, 1)
    """
    return customer >> NUMBER_BITS & ((1 << STREAM_BITS) - 1)


def number_of(customer: int) -> int:
    """The number of a customer in their stream."""
    # Not by a mask: what is shifted there is no 64-bit integer to typed code.
    return customer - ((customer >> NUMBER_BITS) << NUMBER_BITS)
