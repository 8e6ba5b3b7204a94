"""What runs went through: blocks, ports, conditions, views, answers of ESP calls, targets.

In: a program and the log of a run of it. Out: `Marks`, counts that add up over runs; equal marks
whatever the order of the runs.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from engine.folds.ledger import fault_name
from engine.log.events import Event
from engine.log.model import EventLog
from engine.program.model import Program

ANSWERED, TIMED_OUT = "answered", "timed_out"
"""The outcomes of calls that are no faults."""
NO_PORT = -1
"""Of an evaluation that ended in a fault which nothing takes."""

T = TypeVar("T")

Vector: TypeAlias = tuple[tuple[tuple[int, bool], ...], int]
"""One evaluation of a block's condition: the atoms that were evaluated with their outcomes, in the
order of their numbers, and the port by which the block was left: `NO_PORT` if by none."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Counts over runs; blocks, ports and views are indexes over the program.

    `blocks` how often each was entered; `ports` how often left by (block, port); `vectors` the
    evaluations of (block, `Vector`); `views` how often each pulled something; `calls` how often the
    call of (block, outcome) ended so: `ANSWERED`, `TIMED_OUT`, or a fault's symbol; `strategies`
    how often each was started; `targets` how often something was offered to an agent of each, by
    their numbers over all routings.
    """

    blocks: "Counter[int]" = field(default_factory=Counter)
    ports: "Counter[tuple[int, int]]" = field(default_factory=Counter)
    vectors: "Counter[tuple[int, Vector]]" = field(default_factory=Counter)
    views: "Counter[int]" = field(default_factory=Counter)
    calls: "Counter[tuple[int, str]]" = field(default_factory=Counter)
    strategies: "Counter[int]" = field(default_factory=Counter)
    targets: "Counter[int]" = field(default_factory=Counter)

    def add(self, other: "Marks") -> None:
        """Counts another run, or others, in."""
        self.blocks.update(other.blocks)
        self.ports.update(other.ports)
        self.vectors.update(other.vectors)
        self.views.update(other.views)
        self.calls.update(other.calls)
        self.strategies.update(other.strategies)
        self.targets.update(other.targets)


_OUTCOMES = {
    int(Event.ANSWERED): ANSWERED,
    int(Event.TIMED_OUT): TIMED_OUT,
    int(Event.REFUSED): None,  # the fault's symbol
}
_READ = ("kind", "interaction", "block", "port", "a", "b")
_ENTERED, _CONDITION, _LEFT, _ENDED = map(
    int, (Event.ENTERED, Event.CONDITION, Event.LEFT, Event.ENDED)
)


def marks(program: Program, log: EventLog) -> Marks:
    """What one run went through.

    It reads the columns of the log as they are: tests run by the thousand, and turning rows into
    records would cost more than the runs themselves.
    """
    column = log.columns
    kinds, blocks = column["kind"], column["block"]
    left = zip(blocks, column["port"], strict=True)
    calls = zip(kinds, blocks, column["b"], strict=True)
    return Marks(
        blocks=Counter(_picked(kinds, blocks, Event.ENTERED)),
        ports=Counter(_picked(kinds, left, Event.LEFT)),
        vectors=Counter(_vectors(program, log)),
        views=Counter(_picked(kinds, column["a"], Event.PULLED)),
        calls=Counter(
            (block, _OUTCOMES[kind] or fault_name(fault))
            for kind, block, fault in calls
            if kind in _OUTCOMES
        ),
        strategies=Counter(
            [
                *_picked(kinds, column["a"], Event.STARTED),
                *_picked(kinds, column["a"], Event.CALLED),
            ]
        ),
        targets=Counter(_picked(kinds, column["b"], Event.OFFERED)),
    )


def _picked(kinds: Iterable[int], values: Iterable[T], wanted: int) -> list[T]:
    """The values of the rows of one kind."""
    return [value for kind, value in zip(kinds, values, strict=True) if kind == wanted]


def _vectors(program: Program, log: EventLog) -> list[tuple[int, Vector]]:
    """The evaluations of conditions: what stands between `ENTERED` and `LEFT` of a block for one
    interaction, or `ENDED` where a fault of the condition leads nowhere."""
    found: list[tuple[int, Vector]] = []
    deciding: dict[int, list[tuple[int, bool]]] = {}
    blocks = program.blocks
    for kind, who, block, port, a, b in zip(*(log.columns[name] for name in _READ), strict=True):
        if kind == _ENTERED:
            if blocks[block].atoms:
                deciding[who] = []
        elif kind == _CONDITION:
            deciding[who].append((a, b == 1))
        elif kind in (_LEFT, _ENDED) and who in deciding:
            found.append((block, (tuple(deciding.pop(who)), port)))
    return found
