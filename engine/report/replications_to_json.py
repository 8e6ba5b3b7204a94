"""Several simulated days as a document for machines: every figure with its interval.

In: estimates. Out: what `to_json.dumps` takes; `replications.schema.json` beside this file says
what is in it. Shares are from 0 to 1, times are microseconds; numbers have `DIGITS` digits that
count, so that they are the same on every machine. A figure that no day has anything to say about is
not there; where there is one replication, low and high are null.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.report.to_json import Document
from engine.stats.estimates import Estimate
from engine.stats.several import Extreme, Interval, Row, Several, Ways
from engine.values import Time

SCHEMA = Path(__file__).with_name("replications.schema.json")
"""The published form of the document, JSON Schema draft 2020-12."""
DIGITS = 12


def replications_document(found: Several) -> Document:
    """All figures."""
    simulation, names = found.simulation, {row.name for row in found.virtual_queues}
    *named, everyone = found.crews
    return {
        "project": found.project,
        "simulation": {
            "name": simulation.name,
            "seed": simulation.seed,
            "start": str(Time(simulation.start_us)),
            "zone": simulation.zone,
            "warm_up_us": simulation.warm_up_us,
            "duration_us": simulation.duration_us,
            "end_us": found.end_us,
            "interval_us": simulation.interval_us,
            "target_us": simulation.target_us,
        },
        "replications": {
            "count": len(found.seeds),
            "seeds": list(found.seeds),
            "level": found.level,
            "batches": found.batches,
            "truncated": found.truncated,
            "limits": [{"seed": seed, "message": message} for seed, message in found.limits],
            "service_level": _extremes(found.extremes),
        },
        "warm_up": {
            "run": found.advice.run.value,
            "settled_us": found.advice.settled_us,
            "grows": found.advice.grows,
        },
        "customers": {
            "all": _scope(found.customers[-1]),
            "arrivals": [_scope(each) for each in found.customers[:-1]],
        },
        "virtual_queues": [_scope(each) for each in found.virtual_queues],
        "queues": [{**_row(each), "virtual": each.name in names} for each in found.queues],
        "agents": {
            "all": _row(everyone),
            "groups": [_row(each) for each in named if each.name in found.members],
            "agents": [_row(each) for each in named if each.name not in found.members],
        },
        "notifications": figures_of(found.notifications.estimates),
        "calls": [_row(each) for each in found.calls],
        "blocks": [_block(each) for each in found.blocks],
        "places": figures_of(found.places),
        "periods": [_period(each) for each in found.intervals],
    }


def estimate_of(estimate: Estimate) -> Document:
    """A figure and its interval.

    >>> estimate_of(Estimate(value=2 / 3, low=0.5, high=None, level=0.95, count=2))
    {'value': 0.666666666667, 'low': 0.5, 'high': None}
    """
    return {
        "value": rounded(estimate.value),
        "low": None if estimate.low is None else rounded(estimate.low),
        "high": None if estimate.high is None else rounded(estimate.high),
    }


def figures_of(estimates: Mapping[str, Estimate]) -> Document:
    """Estimates by the names of their measures."""
    return {name: estimate_of(each) for name, each in estimates.items()}


def rounded(value: float) -> float:
    """With as many digits as count.

    >>> rounded(0.1 + 0.2), rounded(1_234_567_890_123.4)
    (0.3, 1234567890120.0)
    """
    return float(f"{value:.{DIGITS}g}")


def _extremes(found: tuple[Extreme, Extreme] | None) -> Document | None:
    if found is None:
        return None
    least, most = found
    return {
        name: {"value": rounded(each.value), "seed": each.seed}
        for name, each in (("least", least), ("most", most))
    }


def _row(row: Row) -> Document:
    return {"name": row.name, "figures": figures_of(row.estimates)}


def _scope(row: Row) -> Document:
    return {
        **_row(row),
        "percentiles": [
            {"percent": percent, "wait_us": estimate_of(each)}
            for percent, each in row.percentiles.items()
        ],
    }


def _block(block: Ways) -> Document:
    return {
        "block": block.label,
        "strategy": block.strategy,
        "entered": estimate_of(block.entered),
        "ports": [{"name": name, "count": estimate_of(each)} for name, each in block.ports.items()],
    }


def _period(interval: Interval) -> Document:
    period = interval.period
    return {
        "period": {
            "begins_us": period.begins_us,
            "ends_us": period.ends_us,
            "after_end": period.after_end,
        },
        "figures": figures_of(interval.estimates),
        "queues": _queues(interval.lengths),
    }


def _queues(lengths: Mapping[str, Mapping[str, Estimate]]) -> Sequence[Document]:
    return [{"name": name, "figures": figures_of(each)} for name, each in lengths.items()]
