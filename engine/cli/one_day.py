"""One day of `routewright simulate`, or the story of one interaction in it.

In: a checked project, a simulation. Out: its figures or the story, messages, the exit code.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from engine.cli import clock
from engine.cli.asked_days import Asked
from engine.cli.exits import exit_of_days
from engine.cli.options import Screen, end
from engine.cli.places import block_places, goal_places
from engine.cli.progress import progress
from engine.diagnostics import Diagnostic, Severity, listed
from engine.report.styled import Line
from engine.report.to_json import Document, diagnostics_document
from engine.values import HOUR, MINUTE

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.graph.model import Process
    from engine.log.model import EventLog
    from engine.pipeline import Checked, SimulatedDay


def run_one(
    screen: Screen,
    checked: "Checked",
    process: "Process",
    simulation: "Simulation",
    asked: Asked,
) -> None:
    """Runs one day, shows it, and ends the command."""
    from engine import pipeline

    with progress(sys.stderr, clock.nanoseconds, "hours simulated", _hours) as told:

        def tell(now_us: int, _: int) -> None:
            # Whoever is there when nobody comes any more is not long in coming to an end.
            told(min(now_us, simulation.duration_us), simulation.duration_us)

        day = story = None
        if asked.follow is not None:
            day = story = pipeline.follow(
                process, simulation, asked.follow, deep=asked.deep, limits=asked.limits,
                progress=tell,
            )  # fmt: skip
        if day is None or asked.strict:
            day = pipeline.simulate(
                process, simulation, level=asked.kept(strict=asked.strict), deep=asked.deep,
                limits=asked.limits, progress=tell,
            )  # fmt: skip
    found = [*checked.diagnostics, *_ended(day, process)]
    if story is None:
        found += _judged(day, process, strict=asked.strict)
    if asked.strict:
        found += breached(day, process)
    _show(screen, day, found, story=_story(story, asked.follow))
    if code := exit_of_days(found):
        end(code)


def _hours(instant_us: int) -> str:
    """How long a day has lasted, by the hour."""
    hours, rest = divmod(instant_us, HOUR)
    return f"{hours}:{rest // MINUTE:02}"


def _ended(day: "SimulatedDay", process: "Process") -> list[Diagnostic]:
    """What is to be said of a day when it is over."""
    from engine.folds.unserved import unserved

    found = list(unserved(day.program, day.day.counts, block_places(process)))
    if day.day.limit is not None:
        shown = "what is shown is what had happened until then"
        found.append(_error(day.day.limit.code, day.day.limit.message, shown))
    return found


def _judged(day: "SimulatedDay", process: "Process", *, strict: bool) -> Iterator[Diagnostic]:
    """Goals that are missed; of a day that was cut off nothing is known."""
    if day.day.limit is None and process.days.goals:
        from engine.report.goal_lines import goal_findings
        from engine.stats.goals import judge
        from engine.stats.seen import Seen

        seen = Seen(program=day.program, simulation=day.simulation, counts=day.day.counts)
        yield from goal_findings(judge([seen]), goal_places(process), strict=strict)


def breached(day: "SimulatedDay", process: "Process") -> list[Diagnostic]:
    """What `--strict` does not forgive: who ended faulted, or met a limit."""
    from engine.folds.fates import breaches
    from engine.folds.records import records
    from engine.log.events import Event
    from engine.ops import Place

    log = day.day.log
    faulted = day.day.counts.finals[Place.FAULTED]
    if log is None or not (faulted or int(Event.LIMIT) in log.columns["kind"]):
        return []  # without reading the log of a million customers
    found = breaches(records(day.program, log), places=block_places(process))
    return [
        replace(each, help="`--follow` with its name tells how it came there") for each in found
    ]


def _error(code: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, help=cure)


def _story(day: "SimulatedDay | None", follow: str | None) -> "EventLog | None":
    """The log of one customer, if one is followed; a usage error if there is none of this name."""
    if day is None:
        return None
    if day.day.log is None:
        near = day.day.near
        cure = f"near it there is {listed(near)}" if near else "nobody has come"
        message = f"there is no interaction `{follow}`; {cure}"
        raise click.BadParameter(message, param_hint="--follow")
    return day.day.log


def _show(
    screen: Screen,
    day: "SimulatedDay",
    found: Sequence[Diagnostic],
    *,
    story: "EventLog | None",
) -> None:
    """The figures of a day or the story of one customer, and the messages behind it."""
    if screen.json:
        screen.document(diagnostics_document(found) | _document(day, story))
        return
    screen.show(_lines(screen, day, story))
    screen.diagnose(found)


def _document(day: "SimulatedDay", story: "EventLog | None") -> "Document":
    from engine.report.figures_to_json import figures_document
    from engine.report.run_to_json import run_document

    if story is not None:
        return {"followed": run_document(day.program, story)}
    return figures_document(day)


def _lines(screen: Screen, day: "SimulatedDay", story: "EventLog | None") -> list[Line]:
    from engine.report.to_figures import to_figures
    from engine.report.to_trace import to_trace

    if story is not None:
        facts = [f"simulation {day.simulation.name}"]
        return to_trace(day.program, story, columns=screen.columns, facts=facts)
    return to_figures(day, columns=screen.columns)
