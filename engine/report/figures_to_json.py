"""A simulated day as a document for machines: every figure, in whole numbers.

In: a day that is over. Out: what `to_json.dumps` takes; `figures.schema.json` beside this file says
what is in it. Times are microseconds from the start; a share is its part, its whole and thousandths
rounded down; what has nothing to be made of is null.
"""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from engine.report.figures_of_failures import failures_document
from engine.report.goals_to_json import judged_document
from engine.report.long_run_lines import long_run_document
from engine.report.to_json import Document
from engine.stats.figures import figures
from engine.stats.model import (
    BlockFigures,
    CallFigures,
    Crew,
    Demand,
    Figures,
    Period,
    Queue,
    QueueFigures,
    Scope,
    Share,
    Work,
)
from engine.stats.seen import Seen
from engine.values import Time

if TYPE_CHECKING:
    from engine.pipeline import SimulatedDay

SCHEMA = Path(__file__).with_name("figures.schema.json")
"""The published form of the document, JSON Schema draft 2020-12."""


def figures_document(day: "SimulatedDay") -> Document:
    """All figures of a day, its goals, what it cost, how it ended, and the hash of its log if that
    was kept."""
    log = day.day.log
    seen = Seen(program=day.program, simulation=day.simulation, counts=day.day.counts)
    return {
        **document_of(figures(day.program, day.simulation, day.day.counts)),
        **judged_document([seen]),
        **failures_document(day.day.counts.failures),
        "end": day.day.end,
        "truncated": day.day.truncated,
        "hash": None if log is None else {"events": log.events_hash(), "why": log.why_hash()},
        **long_run_document(day),
    }


def document_of(found: Figures) -> Document:
    """All figures."""
    return {
        "project": found.project,
        "simulation": {
            "name": found.simulation,
            "seed": found.seed,
            "start": str(Time(found.start_us)),
            "zone": found.zone,
            "warm_up_us": found.warm_up_us,
            "duration_us": found.duration_us,
            "end_us": found.end_us,
            "interval_us": found.interval_us,
            "target_us": found.target_us,
        },
        "interactions": found.interactions,
        "events": found.events,
        "retried": found.retried,
        "places": {"final": dict(found.finals), "live": dict(found.live)},
        "customers": {
            "all": _scope(found.everybody),
            "arrivals": [_scope(each) for each in found.arrivals],
        },
        "virtual_queues": [_scope(each) for each in found.virtual_queues],
        "queues": [_queue(each) for each in found.queues],
        "agents": {
            "all": _crew(found.everyone_at_work),
            "groups": [_crew(each) for each in found.groups],
            "agents": [_crew(each) for each in found.agents],
        },
        "notifications": {
            **asdict(found.notifications),
            "mean_stay_us": found.notification_stay_us,
        },
        "calls": [_call(each) for each in found.calls],
        "blocks": [_block(each) for each in found.blocks],
    }


def _share(share: Share) -> Document:
    return {"part": share.part, "whole": share.whole, "thousandths": share.thousandths}


def _period(period: Period) -> Document:
    return asdict(period)


def _scope(scope: Scope) -> Document:
    return {
        "name": scope.name,
        "whole": _demand(scope.whole),
        "percentiles": [
            {"percent": percent, "wait_us": wait_us} for percent, wait_us in scope.percentiles
        ],
        "periods": [_demand(each) for each in scope.periods],
    }


def _demand(demand: Demand) -> Document:
    level = demand.service_level
    return {
        "period": _period(demand.period),
        "counts": asdict(demand.counts),
        "service_level": {
            "of_all": _share(level.of_all),
            "of_answered": _share(level.of_answered),
            "without_short_abandons": _share(level.without_short_abandons),
            "abandons_count": _share(level.abandons_count),
        },
        "abandonment": _share(demand.abandonment),
        "delayed": _share(demand.delayed),
        "mean_answered_wait_us": demand.answered_wait_us,
        "mean_abandoned_wait_us": demand.abandoned_wait_us,
    }


def _queue(queue: QueueFigures) -> Document:
    return {
        "name": queue.name,
        "virtual": queue.virtual,
        "whole": _length(queue.whole),
        "periods": [_length(each) for each in queue.periods],
    }


def _length(queue: Queue) -> Document:
    return {
        "period": _period(queue.period),
        "mean": {
            "integral_us": queue.mean.part,
            "time_us": queue.mean.whole,
            "hundredths": queue.mean_hundredths,
        },
        "most": queue.most,
        "last": queue.last,
        "entered": queue.entered,
        "left": queue.left,
    }


def _crew(crew: Crew) -> Document:
    return {
        "name": crew.name,
        "members": crew.members,
        "whole": _work(crew.whole),
        "periods": [_work(each) for each in crew.periods],
    }


def _work(work: Work) -> Document:
    return {
        "period": _period(work.period),
        "spent": asdict(work.spent),
        "occupancy": _share(work.occupancy),
        "utilisation": _share(work.utilisation),
        "mean_handling_us": work.handling_us,
    }


def _call(call: CallFigures) -> Document:
    counts = call.counts
    return {
        "block": call.label,
        "strategy": call.strategy,
        "requested": counts.requested,
        "answered": counts.answered,
        "refused": [{"fault": name, "count": count} for name, count in call.refused],
        "timed_out": counts.timed_out,
        "late": counts.late,
        "mean_answer_us": call.answer_us,
    }


def _block(block: BlockFigures) -> Document:
    return {
        "block": block.label,
        "kind": block.kind,
        "strategy": block.strategy,
        "place": block.place,
        "entered": block.entered,
        "mean_stay_us": block.stay_us,
        "ports": [{"name": name, "count": count} for name, count in block.ports],
        "ended": block.handed_over,
        "hung_up": block.gone,
    }
