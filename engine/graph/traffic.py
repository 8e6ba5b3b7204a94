"""`Traffic`: how often runs went through what a drawing shows.

In: nothing. Out: a frozen value; whoever knows of runs makes it, `networks` and `export` show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

NodeKey: TypeAlias = int | str
"""A node of a drawing: a block's index in its strategy, the id of a node of a process."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """Counts of nodes, and of the arrows between them.

    An arrow is (block, port) in the drawing of a strategy, (node, node) in that of a process. What
    is not there does not count: it is drawn as in a drawing without traffic.
    """

    nodes: Mapping[NodeKey, int]
    arrows: Mapping[tuple[NodeKey, NodeKey], int]


def times(count: int) -> str:
    """A count in words, so that a drawing says without colour what nobody went through.

    >>> times(0), times(1), times(2)
    ('never', 'once', '2 times')
    """
    return ("never", "once")[count] if count < 2 else f"{count} times"


def done(count: int, verb: str) -> str:
    """How often something was done.

    >>> done(0, "entered"), done(2, "entered")
    ('never entered', 'entered 2 times')
    """
    return f"{verb} {times(count)}" if count else f"{times(count)} {verb}"
