"""The build sheet of a strategy or of a whole process: how to draw in Genesys what is proved here.

In: a `BlockGraph` or a `Process`, the dialects. Out: Markdown that reads well as plain text, the
same each time.
"""

from collections.abc import Sequence

from engine.blocks.counterpart import Dialect
from engine.graph.model import BlockGraph, Process
from engine.report.build_sheet.page import heading
from engine.report.build_sheet.servers import process_lines
from engine.report.build_sheet.strategy import introduction, strategy_lines

BOTH = tuple(Dialect)


def to_build_sheet(
    graph: BlockGraph | Process,
    dialects: Sequence[Dialect] = BOTH,
    *,
    subroutines: Sequence[BlockGraph] = (),
) -> str:
    """The page. A process begins with what is configured around its strategies; of a strategy
    alone, `subroutines` are those that it can call."""
    if isinstance(graph, BlockGraph):
        what = "subroutine" if graph.subroutine else "strategy"
        lines = heading(1, f"Build sheet of {what} `{graph.name}`") + introduction(dialects)
        lines += strategy_lines(graph, dialects, 2, subroutines)
    else:
        lines = heading(1, f"Build sheet of process `{graph.name}`") + introduction(dialects)
        lines += process_lines(graph, 2)
        for strategy in graph.graphs:
            lines += strategy_lines(strategy, dialects, 2, graph.subroutines)
    return "\n".join(lines).rstrip("\n") + "\n"
