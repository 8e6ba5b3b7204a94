"""What one long run of a steady state says of itself: its figures with intervals, its warm-up.

In: a day that is over. Out: styled lines for people, a document for machines; nothing of a day of
its own, whose customers or agents go by the clock, nor of one too short to tell.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.report.estimated_amounts import average, share, time
from engine.report.grid import Cell, cell, grid
from engine.report.replications_to_json import figures_of
from engine.report.styled import Line, Style, line, wrap
from engine.report.to_json import Document
from engine.report.warm_up_lines import warm_up_lines
from engine.stats.figures import EVERYBODY
from engine.stats.seen import Seen
from engine.stats.several import BATCHED, Row, Several, several
from engine.stats.stationarity import Run, advise
from engine.values import Duration

if TYPE_CHECKING:
    from engine.pipeline import SimulatedDay


def long_run_section(day: "SimulatedDay", columns: int) -> list[Line]:
    """The figures of a run that is steady, or that it is not."""
    found = _estimated(day)
    if found is None:
        return []
    warned = warm_up_lines(found.advice, found.simulation.warm_up_us, columns)
    if not found.batches:
        return warned
    head = [f"in {Duration(found.simulation.target_us)}", "gave up", "wait", "length"]
    rows = [_cells(row) for row in _rows(found) if "service_level" in row.estimates]
    busy = found.crews[-1].estimates.get("occupancy")
    certain = f"about {found.level * 100:g} times in 100"
    said = f"± holds {certain}: the run was cut into {found.batches} pieces of time to tell"
    if busy is not None:
        said = f"agents were busy {share(busy)} of their time; {said}"
    return [*grid(head, rows, columns), *wrap(line((said, Style.QUIET)), columns), *warned]


def long_run_document(day: "SimulatedDay") -> Document:
    """Under `long_run`, if there is anything to say."""
    found = _estimated(day)
    if found is None:
        return {}
    advice = found.advice
    told = {
        "run": advice.run.value,
        "settled_us": advice.settled_us,
        "grows": advice.grows,
        "batches": found.batches,
        "level": found.level,
        "scopes": [_document(row) for row in _rows(found)] if found.batches else [],
        "agents": _document(found.crews[-1])["figures"] if found.batches else {},
    }
    return {"long_run": told}


def _estimated(day: "SimulatedDay") -> Several | None:
    """Its figures, if it is a long run."""
    seen = Seen(program=day.program, simulation=day.simulation, counts=day.day.counts)
    if day.day.limit is not None or advise([seen]).run in (Run.DAY, Run.SHORT):
        return None
    return several([seen])


def _rows(found: Several) -> list[Row]:
    """All customers, then the virtual queues with their lengths; of each what is estimated."""
    lengths = {row.name: row.estimates for row in found.queues}
    rows = [found.customers[-1]]
    rows += [
        replace(row, estimates={**row.estimates, **lengths[row.name]})
        for row in found.virtual_queues
    ]
    return [
        replace(row, estimates={k: v for k, v in row.estimates.items() if k in BATCHED})
        for row in rows
    ]


def _cells(row: Row) -> list[Cell]:
    found = row.estimates
    return [
        (row.name, Style.STRONG if row.name == EVERYBODY else Style.NAME),
        cell(share(found.get("service_level"))),
        cell(share(found.get("abandonment"))),
        cell(time(found.get("average_wait"))),
        cell(average(found.get("queue_length"))),
    ]


def _document(row: Row) -> Document:
    kept = {name: each for name, each in row.estimates.items() if name in BATCHED}
    return {"name": row.name, "figures": figures_of(kept)}
