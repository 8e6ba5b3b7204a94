"""Goals and prices of a project: plain frozen data.

In: what declarations (`world`) say. Out: what the days of a project are judged by, and what they
are paid by. There are no floats: shares, counts and money are kept in millionths, times in
microseconds. Neither changes what happens in a simulation, so neither is part of what identifies a
program.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from engine.measures import Arguments, Unit
from engine.source import Span
from engine.spreads import MILLION


class Comparing(StrEnum):
    """How a measure is compared with its bound."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "=="
    UNEQUAL = "!="
    AT_LEAST = ">="
    MORE = ">"

    @property
    def mirrored(self) -> "Comparing":
        """The same with both sides exchanged.

        >>> Comparing.LESS.mirrored, Comparing.EQUAL.mirrored
        (<Comparing.MORE: '>'>, <Comparing.EQUAL: '=='>)
        """
        sides = str.maketrans("<>", "><")
        return Comparing(self.value.translate(sides))


SCALES = {Unit.SHARE: MILLION, Unit.DURATION: 1, Unit.COUNT: MILLION, Unit.MONEY: 1}
"""By what a value of a measure is multiplied to be compared with a bound: durations are in
microseconds and money in millionths already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One line of a goal. `bound` is in millionths, that of a duration in microseconds; `text` is
    what the author wrote, `place` where (`Span.where`); `span` is left out where no text is at
    hand."""

    measure: str
    arguments: Arguments
    operator: Comparing
    bound: int
    text: str
    place: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What must hold of simulated days: of those of one simulation, or of all if that is empty."""

    name: str
    comparisons: tuple[Comparison, ...]
    simulation: str = ""

    def without_text(self) -> "Goal":
        """The same without the author's files, as programs have it."""
        bare = tuple(replace(each, span=None) for each in self.comparisons)
        return replace(self, comparisons=bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What is paid for, in millionths of the author's unit; None has no price. `minute` is by
    `ops.Family`."""

    currency: str = ""
    template_message: int | None = None
    agent_hour: int | None = None
    minute: tuple[int | None, int | None, int | None] = field(default=(None, None, None))
