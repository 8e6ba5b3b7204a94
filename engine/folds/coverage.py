"""What runs went through: blocks, ports, conditions, views, answers of ESP calls.

In: a program and the log of a run of it. Out: `Marks`, counts that add up over runs; equal marks
whatever the order of the runs.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

Vector: TypeAlias = tuple[tuple[tuple[int, bool], ...], int]
"""One evaluation of a block's condition: the atoms that were evaluated with their outcomes, in the
order of their numbers, and the port by which the block was left."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Counts over runs; blocks, ports and views are indexes over the program.

    `blocks` how often each was entered; `ports` how often left by (block, port); `vectors` the
    evaluations of (block, `Vector`); `views` how often each pulled something; `calls` how often the
    call of (block, outcome) ended so: `answered`, `timed_out`, or a fault's symbol.
    """

    blocks: "Counter[int]" = field(default_factory=Counter)
    ports: "Counter[tuple[int, int]]" = field(default_factory=Counter)
    vectors: "Counter[tuple[int, Vector]]" = field(default_factory=Counter)
    views: "Counter[int]" = field(default_factory=Counter)
    calls: "Counter[tuple[int, str]]" = field(default_factory=Counter)

    def add(self, other: "Marks") -> None:
        """Counts another run, or others, in."""
        self.blocks.update(other.blocks)
        self.ports.update(other.ports)
        self.vectors.update(other.vectors)
        self.views.update(other.views)
        self.calls.update(other.calls)
