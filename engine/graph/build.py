"""The graph stage from end to end: from the files of a project to a checked process.

In: parsed files. Out: a `Process`, or None with everything that keeps it from being one in the
findings. The order: declarations and names, then each strategy by itself (types, what is certain
where, ports, paths), then what holds between them, then the tests.
"""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from engine import collector
from engine.diagnostics import EnoughError, Findings
from engine.graph.bodies import check_bodies
from engine.graph.cautions import check_cautions
from engine.graph.cycles import check_handovers
from engine.graph.damage import keep_apart
from engine.graph.model import Process
from engine.graph.notifications import check_notifications
from engine.graph.process import (
    check_contacts,
    check_endpoints,
    check_parking,
    check_references,
    directory_of,
)
from engine.graph.project import Project, read_declarations
from engine.graph.sketch import Sketch
from engine.graph.sketches import sketch_of
from engine.graph.strategies import check_strategy, graph_of
from engine.graph.views import read_queues
from engine.limits import LIMITS, Limits
from engine.syntax.nodes import Declaration, File
from engine.world.kinds.calendar import Calendar as CalendarKind
from engine.world.kinds.strategy import Strategy
from engine.world.kinds.test import StrategyTest

if TYPE_CHECKING:
    from engine.calendars import Calendar
    from engine.graph.testing.model import Case


def build(
    files: tuple[File, ...],
    *,
    name: str,
    environment: str | None,
    findings: Findings,
    limits: Limits = LIMITS,
) -> Process | None:
    """Checks a project. None if anything is wrong, also if `findings` held errors before.

    `environment` names the `env` whose values the parameters have. Never raises. A project with
    more errors than are shown at once is not looked at any further.
    """
    if findings.has_errors and findings.full:
        return None
    found = Findings(ending=True)
    process: Process | None = None
    with collector.resting(), suppress(EnoughError):
        damaged = findings.has_errors
        project = read_declarations(files, environment, found, damaged=damaged)
        process = _process(project, name, found, limits)
    keep_apart(found, findings)
    return None if findings.has_errors else process


def _process(project: Project, name: str, findings: Findings, limits: Limits) -> Process | None:
    sketches = _sketches(project, findings)
    families = {sketch.name.text: sketch.family for sketch in reversed(sketches)}
    for sketch in sketches:
        check_strategy(sketch, project, families, findings)
    check_handovers(sketches, findings)
    check_references(project, findings)
    check_contacts(project, findings)
    queues = read_queues(project, families, findings)
    directory = replace(directory_of(project), calendars=_calendars(project, findings))
    check_endpoints(project, sketches, directory, findings)
    check_bodies(project, limits, findings)
    check_parking(sketches, queues, findings)
    check_notifications(sketches, queues, directory, findings)
    check_cautions(sketches, queues, findings)
    cases = _cases(project, sketches, findings, limits)
    if findings.has_errors:
        return None
    return Process(
        name=name,
        strategies=tuple(graph_of(sketch) for sketch in sketches),
        queues=queues,
        directory=directory,
        cases=cases,
    )


def _calendars(project: Project, findings: Findings) -> "tuple[Calendar, ...]":
    if not project.names(CalendarKind.word):
        return ()
    # Imported here: checking a project without calendars need not pay for time zones.
    from engine.graph.calendars import read_calendars

    return read_calendars(project, findings)


def _cases(
    project: Project, sketches: list[Sketch], findings: Findings, limits: Limits
) -> "tuple[Case, ...]":
    if not project.names(StrategyTest.word):
        return ()
    # Imported here: checking a project without tests need not pay for them.
    from engine.graph.testing.read import read_tests

    return read_tests(project, sketches, findings, limits)


def _sketches(project: Project, findings: Findings) -> list[Sketch]:
    return [
        sketch_of(
            declared.syntax,
            declared.model if isinstance(declared.model, Strategy) else None,
            project,
            findings,
        )
        for declared in project.declared
        if isinstance(declared.syntax, Declaration) and declared.syntax.kind.text == Strategy.word
    ]
