"""What goes round, told once: a way through blocks without its repetitions.

In: the steps of a way, in words. Out: stretches of it, each with how often it stands there. A
strategy that a livelock starts again and again is read in one line instead of a page.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
PERIOD_MAX = 12
"""Steps of the longest repetition that is looked for."""
TIMES_MIN = 4
"""What follows itself less often is told in full: it is short, and each time may matter."""


def repetitions(steps: Sequence[T]) -> list[tuple[Sequence[T], int]]:
    """The steps in stretches, each with the number of times that it stands there.

    >>> repetitions("xababababy")
    [('x', 1), ('ab', 4), ('y', 1)]
    >>> repetitions("abab")
    [('abab', 1)]
    """
    found: list[tuple[Sequence[T], int]] = []
    plain = at = 0
    while at < len(steps):
        length, times = _repeated(steps, at)
        if times < TIMES_MIN:
            at += 1
            continue
        if plain < at:
            found.append((steps[plain:at], 1))
        found.append((steps[at : at + length], times))
        plain = at = at + length * times
    if plain < len(steps):
        found.append((steps[plain:], 1))
    return found


def _repeated(steps: Sequence[T], at: int) -> tuple[int, int]:
    """The shortest stretch that follows itself from a place on often enough, and how often."""
    for length in range(1, PERIOD_MAX + 1):
        times = 1
        end = at + length
        while end + length <= len(steps) and steps[at : at + length] == steps[end : end + length]:
            times += 1
            end += length
        if times >= TIMES_MIN:
            return length, times
    return 0, 0
