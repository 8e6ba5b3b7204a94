"""What a report of simulated days has beside its figures: goals, what they cost, what failed.

In: days that are finished. Out: sections of the report, keys of the document, judged goals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.report.cost_lines import cost_lines, cost_title
from engine.report.figures_of_failures import failures_document, failures_section, summed
from engine.report.goal_lines import goal_lines
from engine.report.goals_to_json import judged_document
from engine.report.styled import Line
from engine.report.to_replications import INDENT
from engine.stats.cost import cost_of
from engine.stats.goals import JudgedGoal, judge
from engine.stats.seen import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Beside the figures: the goals and the lines about them, which come first, other sections,
    what documents have. Of days that a limit has cut short there is nothing of it."""

    judged: Sequence[JudgedGoal] = ()
    goals: Sequence[Line] = ()
    sections: Sequence[tuple[str, Sequence[Line]]] = ()
    document: Mapping[str, Any] = field(default_factory=dict)


def extras_of(days: Sequence[Seen], *, columns: int) -> Extras:
    """All of them, of at least one day: those of one simulation, each with its own seed."""
    judged, cost, room = judge(days), cost_of(days), columns - INDENT
    failed = summed(day.counts.failures for day in days)
    plan = days[0].simulation.failures
    title = "faults" if plan is None else f"faults {plan.name}, in all {len(days)} days together"
    return Extras(
        judged=judged,
        goals=goal_lines(judged, room),
        sections=[
            *([] if cost is None else [(cost_title(cost), cost_lines(cost, room))]),
            *([(title, failures_section(failed, room))] if failed else []),
        ],
        document={**judged_document(days), **failures_document(failed)},
    )
