"""Targets of a simulated day for which nobody has worked (B-72).

In: a program, the counts of a day of it, the places of blocks. Out: warnings, W339.
"""

from collections.abc import Iterator, Mapping

from engine.blocks.operands import RouteTarget
from engine.diagnostics import Diagnostic, Severity
from engine.log.counts import Counts
from engine.ops import NO_CODE, OP_WIDTH, Op
from engine.program.model import Program
from engine.source import Span


def unserved(program: Program, counts: Counts, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """A warning for each target that was asked and of which no agent was ever logged in.

    `places` are the blocks' labels by their places. Targets that a text names are left out: whom
    they meant only the event log knows.
    """
    absent = {
        number
        for number, desks in enumerate(counts.agents)
        if not any(desk.logged_in_us for desk in desks)
    }
    for number, block in enumerate(program.blocks):
        if number >= len(counts.blocks) or not counts.blocks[number].entered:
            continue
        asked = [target for target in _targets(program, number) if absent.issuperset(target.agents)]
        for target in asked:
            yield Diagnostic(
                code="W339",
                severity=Severity.WARNING,
                message=f"nobody of `{target.label}` was there all day",
                span=places.get(block.place),
                help="agents are there while the calendar of `works` is open",
            )


def _targets(program: Program, block: int) -> Iterator[RouteTarget]:
    """The targets of a block that routes, but those that a text names."""
    row = OP_WIDTH * program.block_ops[block]
    if program.ops[row] != Op.ROUTE:
        return
    for target in program.routings[program.ops[row + 1]].targets:
        if target.name == NO_CODE:
            yield target
