"""`--fault-costs`: the same days again without what went wrong in them.

In: runs that are finished. Out: what each thing that went wrong has cost. All of it follows from
the project and the seeds, so that a folder of results does not keep it.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.cli import clock
from engine.cli.progress import progress
from engine.cli.workers import read_workers
from engine.report.extras import Extras
from engine.report.to_replications import INDENT

if TYPE_CHECKING:
    from engine.cli.many_days import Runs
    from engine.failures import Failure
    from engine.replications.model import Finished, Variant
    from engine.stats.failure_costs import FailureCost


def costed(extras: Extras, runs: "Runs", own: "Sequence[Finished]", *, columns: int) -> Extras:
    """What is beside the figures, and what has gone wrong cost."""
    from engine.report.failure_cost_lines import failure_cost_documents, failure_cost_lines

    costs = fault_costs(runs, own)
    sections = [*extras.sections]
    if costs:
        sections.append(
            ("what each fault cost, a day", failure_cost_lines(costs, columns - INDENT))
        )
    return replace(
        extras,
        sections=sections,
        document={**extras.document, "fault_costs": failure_cost_documents(costs)},
    )


def fault_costs(runs: "Runs", own: "Sequence[Finished]") -> "list[FailureCost]":
    """The cost of all of them, then of each that has happened; nothing where nothing has. An
    interrupt leaves out those that are not finished."""
    from engine.replications.replicate import By, Listening, replicate
    from engine.replications.without_failures import happened, lacking_all, lacking_each

    failures = happened(own)
    if not failures:
        return []
    variant = runs.variants[0]
    others = [*lacking_each(variant, failures)]
    if len(failures) > 1:
        others = [lacking_all(variant), *others]
    with progress(sys.stderr, clock.nanoseconds, "days without faults", timed=True) as told:
        replicated = replicate(
            others,
            count=max(each.unit.number for each in own) + 1,
            how=runs.how(),
            by=By(workers=read_workers(runs.asked.workers), clock=clock.nanoseconds),
            listening=Listening(progress=told),
        )
    of = [None, *failures] if len(failures) > 1 else [*failures]
    found = [
        _cost(failure, variant, own, other, replicated.of(at))
        for at, (failure, other) in enumerate(zip(of, others, strict=True))
    ]
    return [each for each in found if each is not None]


def _cost(
    failure: "Failure | None",
    variant: "Variant",
    own: "Sequence[Finished]",
    other: "Variant",
    without: "Sequence[Finished]",
) -> "FailureCost | None":
    """Of those days that were run both ways."""
    from engine.replications.days import seen_of
    from engine.stats.failure_costs import failure_cost

    numbers = {each.unit.number: each for each in without}
    pairs = [(each, numbers[each.unit.number]) for each in own if each.unit.number in numbers]
    if not pairs:
        return None
    return failure_cost(
        failure,
        [seen_of(variant, one) for one, _ in pairs],
        [seen_of(other, one) for _, one in pairs],
    )
