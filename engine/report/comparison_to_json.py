"""A comparison as a document for machines: every figure of every variant, every group of customers.

In: a comparison. Out: what `to_json.dumps` takes; `comparison.schema.json` beside this file says
what is in it. Shares go from 0 to 1, times are microseconds; what nothing can be said of is null.
"""

from pathlib import Path

from engine.replications.body import digest, pack
from engine.replications.partings import Differences, Group
from engine.report.comparison import Comparison
from engine.report.to_json import Document
from engine.sim.fares import Outcome, Step
from engine.stats.compared import Figure
from engine.stats.estimates import Estimate

SCHEMA = Path(__file__).with_name("comparison.schema.json")
"""The published form of the document, JSON Schema draft 2020-12."""


def comparison_document(found: Comparison) -> Document:
    """All of it. The hash is over all runs, in the order of variants and replications."""
    compared = found.compared
    runs = [each for finished in compared.finished for each in finished]
    return {
        "replications": compared.count,
        "level": found.level,
        "seeds": [each.seed for each in compared.finished[0]],
        "hash": digest(pack(each) for each in runs),
        "lost": [
            {"number": each.number, "seed": each.seed, "because": each.loss.value}
            for each in compared.lost
        ],
        "limits": [
            {"variant": each.unit.variant, "seed": each.seed, "code": each.limit[0],
             "message": each.limit[1]}
            for each in runs
            if each.limit is not None
        ],
        "variants": [
            {
                "name": side.name,
                "project": variant.program.name,
                "simulation": variant.simulation.name,
                "program": variant.program.digest(),
                "command": side.command,
                "renumbered": moved,
            }
            for side, variant, moved in zip(
                found.sides, compared.variants, compared.renumbered, strict=True
            )
        ],
        "figures": [_figure(figure) for figure in found.figures],
        "customers": [_differences(each) for each in compared.differences],
    }  # fmt: skip


def _figure(figure: Figure) -> Document:
    return {
        "section": figure.section.value,
        "about": figure.about,
        "measure": figure.measure,
        "percent": figure.percent,
        "unit": figure.unit.value,
        "estimates": [_estimate(each) for each in figure.estimates],
        "differences": [_estimate(each) for each in figure.differences[1:]],
    }


def _estimate(found: Estimate | None) -> Document | None:
    if found is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high}


def _differences(found: Differences) -> Document:
    return {
        "compared": found.customers,
        "alike": found.alike,
        "first_only": found.first_only,
        "other_only": found.second_only,
        "groups": [_group(group) for group in found.groups],
    }


def _group(group: Group) -> Document:
    parting, example = group.parting, group.example
    return {
        "customers": group.size,
        "made_for_them": parting.made,
        "block": _step(parting.block),
        "next": [_step(parting.first_next), _step(parting.second_next)],
        "outcomes": [_outcome(parting.first), _outcome(parting.second)],
        "example": {"seed": example.seed, "interactions": [example.first, example.second]},
    }


def _step(step: Step | None) -> Document | None:
    return None if step is None else {"strategy": step.strategy, "block": step.label}


def _outcome(outcome: Outcome) -> Document:
    place = None if outcome.place is None else outcome.place.name.lower()
    return {"asked": outcome.asked.name.lower(), "place": place, "reason": outcome.reason}
