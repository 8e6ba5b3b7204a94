"""`Told`: what a test says comes at a block from outside: a caller's digits, what chance draws.

In: what a test says. Out: frozen values, which `sim` acts on.
"""

from dataclasses import dataclass
from enum import Enum

from engine.values import Value


class What(Enum):
    """What can be told of a block: the word of its entry in `given`."""

    DIGITS = "digits"
    """What the caller types at a prompt, a text."""
    DRAW = "draw"
    """The number that is drawn, from 0 to 99."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What comes at the block of this label, in any strategy.

    Time k has `values[k]`; later times have none, or, if `every`, the last value again.
    """

    what: What
    block: str
    values: tuple[Value, ...]
    every: bool = False

    def at(self, time: int) -> Value | None:
        """What comes for the time of this number, from 0; None if nothing is told of it.

        >>> told = Told(what=What.DIGITS, block="menu", values=("1", "2"))
        >>> told.at(1), told.at(2)
        ('2', None)
        """
        if time < len(self.values):
            return self.values[time]
        return self.values[-1] if self.every and self.values else None
