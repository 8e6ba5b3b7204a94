"""The outcome of `check` as text: what was found, and a last line that sums it up.

In: a checked project. Out: styled lines.
"""

from engine.graph.model import Process
from engine.pipeline import Checked
from engine.report.styled import Line, Style, counted, line
from engine.report.to_diagnostics import tally, to_diagnostics


def to_checked(checked: Checked, *, columns: int) -> list[Line]:
    """The diagnostics and the summary: `no findings: 2 strategies, 9 blocks, 2 queues`."""
    lines = to_diagnostics(checked.diagnostics, columns=columns)
    summary = tally(checked.diagnostics)
    if checked.process is not None:
        summary = f"{summary}: {size(checked.process)}"
    style = Style.BAD if checked.process is None else Style.GOOD
    return [*lines, line((summary, style))]


def size(process: Process) -> str:
    """How much there is in a project."""
    blocks = sum(len(graph.blocks) for graph in process.graphs)
    parts = [
        counted(len(process.strategies), "strategy", "strategies"),
        *([counted(len(process.subroutines), "subroutine")] if process.subroutines else []),
        counted(blocks, "block"),
        counted(len(process.queues), "queue"),
    ]
    if process.cases:
        parts.append(counted(len(process.cases), "test"))
    return ", ".join(parts)
