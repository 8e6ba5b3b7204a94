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


def to_build_sheet(graph: BlockGraph | Process, dialects: Sequence[Dialect] = BOTH) -> str:
    """The page. A process begins with what is configured around its strategies."""
    if isinstance(graph, BlockGraph):
        lines = heading(1, f"Build sheet of strategy `{graph.name}`") + introduction(dialects)
        lines += strategy_lines(graph, dialects, 2)
    else:
        lines = heading(1, f"Build sheet of process `{graph.name}`") + introduction(dialects)
        lines += process_lines(graph, 2)
        for strategy in graph.strategies:
            lines += strategy_lines(strategy, dialects, 2)
    return "\n".join(lines).rstrip("\n") + "\n"
