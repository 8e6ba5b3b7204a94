"""What blocks did in a simulated day, and what became of their ESP calls: parts of `to_figures`.

In: figures of blocks. Out: styled lines.
"""

from collections.abc import Sequence
from itertools import groupby

from engine.report.amounts import length, number
from engine.report.grid import cell, grid
from engine.report.styled import Line, Style, indented, line, table
from engine.stats.model import BlockFigures, CallFigures

INDENT = 2
BLOCKS_MAX = 60
"""Of more blocks those are told that were entered most often."""


def calls_section(calls: Sequence[CallFigures], columns: int) -> list[Line]:
    """What became of the calls of each block, then the faults that refused them."""
    head = ["sent", "answered", "refused", "timed out", "late", "took"]
    rows = [
        [
            (call.label, Style.NAME),
            cell(number(call.counts.requested)),
            cell(number(call.counts.answered)),
            cell(number(sum(count for _, count in call.refused))),
            cell(number(call.counts.timed_out)),
            cell(number(call.counts.late)),
            cell(length(call.answer_us)),
        ]
        for call in calls
    ]
    faults = [
        (line((call.label, Style.NAME)),
         line(", ".join(f"{number(count)} {name}" for name, count in call.refused)))
        for call in calls
        if call.refused
    ]  # fmt: skip
    lines = grid(head, rows, columns) if rows else []
    if faults:
        lines += [line(("refused by", Style.QUIET))]
        lines += indented(table(faults, columns - INDENT), INDENT)
    return lines


def blocks_section(blocks: Sequence[BlockFigures], columns: int) -> list[Line]:
    """How often each block was entered, and where interactions went from there."""
    entered = [block for block in blocks if block.entered]
    least = sorted((block.entered for block in entered), reverse=True)[:BLOCKS_MAX]
    shown = [block for block in entered if block.entered >= least[-1]][:BLOCKS_MAX]
    lines: list[Line] = []
    for strategy, group in groupby(shown, key=lambda block: block.strategy):
        lines.append(line((strategy, Style.NAME)))
        rows = [(line(block.label), line(_words(block))) for block in group]
        lines += indented(table(rows, columns - INDENT, key_max=24), INDENT)
    if len(shown) < len(entered):
        rest = f"and {number(len(entered) - len(shown))} blocks that were entered less often"
        lines.append(line((rest, Style.QUIET)))
    return lines


def _words(block: BlockFigures) -> str:
    """What became of those who entered a block, in words."""
    stay = f", {length(block.stay_us)} each" if block.stay_us else ""
    ways = [f"{name} {number(count)}" for name, count in block.ports if count]
    ways += [f"ended {number(block.handed_over)}"] if block.handed_over else []
    ways += [f"hung up {number(block.gone)}"] if block.gone else []
    return f"{number(block.entered)}{stay}: {', '.join(ways)}" if ways else number(block.entered)
