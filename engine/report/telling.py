"""What all sentences of a trace share: what they know besides the record, how a choice is told.

In: nothing. Out: `Context`, the mark `[inferred]`, `choice`, `by_calendar`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.folds.records import Because
from engine.report.items import Item, say
from engine.report.styled import Style

INFERRED = ("[inferred]", Style.QUIET)


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may know besides its record.

    `asked_us` is when the request of a reference id left; `lost` the kind of lost chat an
    interaction was; `condition` the text of a view's condition; `owned` says that a strategy has
    had the record's interaction, `asking` that it has a request under way.
    """

    asked_us: Callable[[int], int | None]
    lost: Callable[[str], str | None]
    condition: Callable[[str, str], str]
    clock: Callable[[int], str]
    owned: bool = False
    asking: bool = False


def choice(why: Because) -> Item:
    """A choice that a server made, and for which reason."""
    return say((why.text("what"), Style.STRONG), f": {why.text('because')}", depth=1)


def by_calendar(why: Because, depth: int) -> Item:
    """What a calendar decided: what its clock shows, and which hours or day that falls on."""
    clock = f"{why.text('clock')} in {why.text('zone')}: "
    return say(clock, (why.text("because"), Style.STRONG), depth=depth)
