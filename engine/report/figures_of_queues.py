"""How long queues were over time: a part of `to_figures`.

In: figures of queues by interval. Out: styled lines.
"""

from collections.abc import Sequence

from engine.report.amounts import average, number
from engine.report.grid import NOTHING, Cell, cell, grid
from engine.report.local_times import LocalTimes
from engine.report.styled import Line, Style, counted, line
from engine.stats.model import Figures, Queue, QueueFigures

LATER = "later"
"""What came after the end of the simulation."""
QUEUES_MAX = 8
"""Of more queues, or of more than stand beside one another, those are told that were longest."""


def lengths_section(found: Figures, times: LocalTimes, columns: int) -> list[Line]:
    """The average and the greatest length of queues by interval, if anybody has waited in them for
    some time and there are several intervals."""
    used = [queue for queue in found.queues if _waited(queue)]
    if not used or len([each for each in used[0].periods if not each.period.after_end]) < 2:
        return []
    for count in range(min(len(used), QUEUES_MAX), 0, -1):
        least = sorted((_waited(queue) for queue in used), reverse=True)[count - 1]
        shown = [queue for queue in used if _waited(queue) >= least][:count]
        rows = [_row(shown, at, times) for at in range(len(shown[0].periods))]
        lines = grid([queue.name for queue in shown], rows, columns)
        if len(lines) == len(rows) + 1:
            break
    if count < len(used):
        rest = f"and {counted(len(used) - count, 'shorter queue')}"
        lines.append(line((rest, Style.QUIET)))
    return lines


def _waited(queue: QueueFigures) -> int:
    return sum(each.mean.part for each in queue.periods)


def _row(queues: Sequence[QueueFigures], at: int, times: LocalTimes) -> list[Cell]:
    period = queues[0].periods[at].period
    name = LATER if period.after_end else times.show(period.begins_us)
    return [(name, Style.TIME), *(cell(_length(queue.periods[at])) for queue in queues)]


def _length(queue: Queue) -> str:
    """The average and the most, a dash where nobody was there."""
    if not queue.most and not queue.mean.part:
        return NOTHING
    return f"{average(queue.mean_hundredths)}, {number(queue.most)}"
