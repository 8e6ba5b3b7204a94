"""Where blocks and goals stand, for diagnostics about what a run has done.

In: a checked process. Out: spans by place.
"""

from typing import TYPE_CHECKING

from engine.source import Span

if TYPE_CHECKING:
    from engine.graph.model import Process


def block_places(process: "Process") -> dict[str, Span]:
    """Where each block stands, by its place as programs and logs name it."""
    spans = [block.label.span for graph in process.graphs for block in graph.blocks]
    return {span.where(): span for span in spans}


def goal_places(process: "Process") -> dict[str, Span]:
    """Where each expectation of a goal stands, by its place."""
    return {
        each.place: each.span
        for goal in process.days.goals
        for each in goal.comparisons
        if each.span is not None
    }
