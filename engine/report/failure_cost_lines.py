"""What each thing that went wrong has cost, as a table and as a document.

In: costs. Out: styled lines; a list for machines. A difference is how much more there is of
something than on the same days without it; of shares in percentage points.
"""

from collections.abc import Sequence

from engine.report.comparison import signed
from engine.report.grid import cell, grid
from engine.report.styled import Line, Style, line, wrap
from engine.report.to_json import Document
from engine.stats.failure_costs import COSTED, FailureCost

HEADS = {
    "service_level": "service level", "abandonment": "gave up",
    "faulted": "faulted", "lost_removed": "lost", "left_over": "left over",
}  # fmt: skip
ALL_OF_THEM = "all of them"
MEANING = (
    "How much more than on the same days without it, with the same customers; of shares in "
    "percentage points. Lost are chats that were lost and removed. The costs of several do not add "
    "up to that of all."
)


def failure_cost_lines(costs: Sequence[FailureCost], columns: int) -> list[Line]:
    """A row for each; nothing of none."""
    if not costs:
        return []
    rows = [
        [
            (_name(cost), Style.NAME if cost.failure is not None else Style.STRONG),
            *(cell(signed(cost.differences.get(name), unit)) for name, (unit, _) in COSTED.items()),
        ]
        for cost in costs
    ]
    lines = wrap(line((MEANING, Style.QUIET)), columns)
    return [*lines, *grid([HEADS[name] for name in COSTED], rows, columns)]


def failure_cost_documents(costs: Sequence[FailureCost]) -> list[Document]:
    """All of them; `fault` is null for all together."""
    return [
        {
            "fault": None if cost.failure is None else cost.failure.word,
            "differences": {
                name: {"value": made.value, "low": made.low, "high": made.high}
                for name, made in cost.differences.items()
            },
        }
        for cost in costs
    ]


def _name(cost: FailureCost) -> str:
    return ALL_OF_THEM if cost.failure is None else cost.failure.word
