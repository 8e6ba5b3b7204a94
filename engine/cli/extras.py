"""What a report of simulated days has beside its figures: goals, what they cost, what failed.

In: days that are finished. Out: sections of the report, keys of the document, messages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Diagnostic
from engine.report.styled import Line

if TYPE_CHECKING:
    from engine.source import Span
    from engine.stats.seen import Seen

INDENT = 2
"""Of the sections of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Beside the figures: the lines about goals, which come first, other sections, what documents
    have, and what is to be said."""

    goals: Sequence[Line] = ()
    sections: Sequence[tuple[str, Sequence[Line]]] = ()
    document: Mapping[str, Any] = field(default_factory=dict)
    found: Sequence[Diagnostic] = ()


def extras_of(
    days: "Sequence[Seen]", places: "Mapping[str, Span]", *, columns: int, strict: bool
) -> Extras:
    """All of them, of at least one day: those of one simulation, each with its own seed. `places`
    are those of goals by their names."""
    from engine.report.cost_lines import cost_lines, cost_title
    from engine.report.figures_of_failures import failures_document, failures_section, summed
    from engine.report.goal_lines import goal_findings, goal_lines
    from engine.report.goals_to_json import judged_document
    from engine.stats.cost import cost_of
    from engine.stats.goals import judge

    goals, cost, room = judge(days), cost_of(days), columns - INDENT
    failed = summed(day.counts.failures for day in days)
    plan = days[0].simulation.failures
    title = "faults" if plan is None else f"faults {plan.name}, in all {len(days)} days together"
    return Extras(
        goals=goal_lines(goals, room),
        sections=[
            *([] if cost is None else [(cost_title(cost), cost_lines(cost, room))]),
            *([(title, failures_section(failed, room))] if failed else []),
        ],
        document={**judged_document(days), **failures_document(failed)},
        found=[*goal_findings(goals, places, strict=strict)],
    )
