"""The graph stage from end to end: from the files of a project to a checked process.

In: parsed files. Out: a `Process`, or None with everything that keeps it from being one in the
findings. The order: declarations and names, then each strategy by itself (types, what is certain
where, ports, paths), then what holds between them, then the tests.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine import collector
from engine.days import Days
from engine.diagnostics import EnoughError, Findings
from engine.esp.declared import Signatures
from engine.graph.applications import check_applications
from engine.graph.bodies import check_bodies
from engine.graph.callees import UNKNOWN, Callee
from engine.graph.cautions import check_cautions
from engine.graph.contents import check_contents
from engine.graph.cycles import check_handovers
from engine.graph.damage import keep_apart
from engine.graph.model import Process, Queue
from engine.graph.notifications import check_notifications
from engine.graph.output_queues import check_output_queues
from engine.graph.process import (
    check_contacts,
    check_endpoints,
    check_parking,
    check_references,
    contacts_of,
    directory_of,
)
from engine.graph.project import GRAPHS, NOTHING, Project, read_declarations
from engine.graph.roster import NOBODY, Roster, roster_of
from engine.graph.sketch import Sketch
from engine.graph.sketches import sketch_of
from engine.graph.strategies import check_strategy, graph_of
from engine.graph.subroutines import (
    callee_of,
    calls_of,
    check_called,
    checked_callee,
    order_of_calls,
    settle_families,
)  # fmt: skip
from engine.graph.views import read_queues
from engine.limits import LIMITS, Limits
from engine.ops import Family
from engine.staff import VirtualQueue
from engine.syntax.nodes import Declaration, File
from engine.world.kind import lowered
from engine.world.kinds.calendar import Calendar as CalendarKind
from engine.world.kinds.category import Category
from engine.world.kinds.screening_rule import ScreeningRule
from engine.world.kinds.service import Service as ServiceKind
from engine.world.kinds.strategy import Strategy
from engine.world.kinds.subroutine import Subroutine
from engine.world.kinds.test import StrategyTest

if TYPE_CHECKING:
    from engine.calendars import Calendar
    from engine.directory import Directory
    from engine.graph.testing.model import Case
    from engine.services import Service


def build(
    files: tuple[File, ...],
    *,
    name: str,
    environment: str | None,
    findings: Findings,
    limits: Limits = LIMITS,
    root: Path | None = None,
    parameters: Mapping[str, str] = NOTHING,
) -> Process | None:
    """Checks a project. None if anything is wrong, also if `findings` held errors before.

    `parameters` are texts of other values than the project gives its parameters.
    `environment` names the `env` whose values the parameters have, `root` the folder outside of
    which nothing is read; None: that of the file that names what is read. Never raises. A project
    with more errors than are shown at once is not looked at any further.
    """
    if findings.has_errors and findings.full:
        return None
    found = Findings(ending=True)
    process: Process | None = None
    with collector.resting(), suppress(EnoughError):
        damaged = findings.has_errors
        project = read_declarations(
            files, environment, found, damaged=damaged, parameters=parameters
        )
        process = _process(project, name, root, found, limits)
    keep_apart(found, findings)
    return None if findings.has_errors else process


def _process(
    project: Project, name: str, root: Path | None, findings: Findings, limits: Limits
) -> Process | None:
    services = _services(project, findings)
    project.methods = Signatures(services, contacts_of(project))
    sketches = _sketches(project, findings)
    families = {
        sketch.name.text: sketch.family for sketch in reversed(sketches) if not sketch.subroutine
    }
    calendars = _calendars(project, findings)
    project.roster = _roster(project, findings, limits)
    project.bounded = _bounded(project)
    _check_graphs(project, sketches, families, findings, limits)
    check_handovers([sketch for sketch in sketches if not sketch.subroutine], findings)
    check_references(project, findings)
    check_contacts(project, findings)
    queues = read_queues(project, families, findings)
    directory = replace(directory_of(project), calendars=calendars, services=services)
    check_endpoints(project, sketches, directory, findings)
    check_applications(project, sketches, directory, findings)
    check_output_queues(project, sketches, findings)
    check_bodies(project, limits, findings)
    check_contents(sketches, project, limits, findings)
    _check_classification(project, sketches, limits, findings)
    check_parking(sketches, queues, findings)
    check_notifications(sketches, queues, directory, findings)
    check_cautions(sketches, queues, findings)
    _check_staffing(project, sketches, directory, findings)
    days = _days(project, sketches, queues, directory, findings, root=root, limits=limits)
    cases = _cases(project, sketches, findings, limits)
    if findings.has_errors:
        return None
    return Process(
        name=name,
        strategies=tuple(graph_of(sketch) for sketch in sketches if not sketch.subroutine),
        subroutines=tuple(graph_of(sketch) for sketch in sketches if sketch.subroutine),
        queues=queues,
        directory=directory,
        cases=cases,
        days=days,
    )


def _check_graphs(
    project: Project,
    sketches: list[Sketch],
    families: Mapping[str, Family],
    findings: Findings,
    limits: Limits,
) -> None:
    """Checks subroutines before who calls them: what a call does is known then."""
    ordered, circular = order_of_calls(sketches, limits, findings)
    callees: dict[str, Callee] = {}
    strategies = [sketch for sketch in sketches if not sketch.subroutine]
    for sketch in (*ordered, *strategies):
        for draft, reference in calls_of(sketch):
            draft.callee = callees.get(reference.name, UNKNOWN)
        if not sketch.subroutine:
            check_strategy(sketch, project, families, findings)
            continue
        settle_families(sketch, callees, families, findings)
        name = sketch.name.text
        callee = callee_of(sketch)
        table = check_strategy(sketch, project, families, findings)
        if name not in circular:
            callees[name] = checked_callee(callee, sketch, table)
    tested = {
        declared.model.subroutine.name
        for declared in project.declared
        if isinstance(declared.model, StrategyTest) and declared.model.subroutine is not None
    }
    if not project.held and not any(sketch.held for sketch in sketches):
        check_called(sketches, tested, findings)


def _services(project: Project, findings: Findings) -> "tuple[Service, ...]":
    if not project.names(ServiceKind.word):
        return ()
    # Imported here: checking a project without services of its own need not pay for them.
    from engine.graph.services import read_services

    return read_services(project, findings)


def _calendars(project: Project, findings: Findings) -> "tuple[Calendar, ...]":
    if not project.names(CalendarKind.word):
        return ()
    # Imported here: checking a project without calendars need not pay for time zones.
    from engine.calendars import reopens
    from engine.graph.calendars import read_calendars

    found = read_calendars(project, findings)
    ending = {calendar.name for calendar in found if not reopens(calendar)}
    project.reopening = {*project.names(CalendarKind.word)} - ending
    project.days = {each.name: [day.name for day in each.days] for each in found}
    return found


def _roster(project: Project, findings: Findings, limits: Limits) -> Roster:
    if not project.names("agent"):
        return NOBODY
    # Imported here: checking a project without agents need not pay for them.
    from engine.graph.crews import declare_crews

    declare_crews(project, findings, limits)
    models = [item.model for item in project.declared if item.model is not None]
    return roster_of(
        models,
        project.names("skill"),
        project.constants,
        crews=project.crews,
        silent=project.broken,
        held=project.held,
    )


def _bounded(project: Project) -> Collection[str]:
    models = [item.model for item in project.declared if item.model is not None]
    return {queue.name for queue in lowered(models, VirtualQueue) if queue.capacity >= 0}


def _check_staffing(
    project: Project, sketches: list[Sketch], directory: "Directory", findings: Findings
) -> None:
    asks = any(
        draft.kind is not None and draft.kind.asks is not None
        for sketch in sketches
        for draft in sketch.drafts
    )
    if asks or any(project.names(word) for word in ("skill", "agent", "group")):
        # Imported here: checking a project without agents need not pay for them.
        from engine.graph.staffing import check_staffing

        check_staffing(project, sketches, directory, findings)


def _check_classification(
    project: Project, sketches: list[Sketch], limits: Limits, findings: Findings
) -> None:
    calls = (draft.call for sketch in sketches for draft in sketch.drafts)
    declared = project.names(Category.word) or project.names(ScreeningRule.word)
    if not declared and not any(call and call.service == "Classification" for call in calls):
        return
    # Imported here: checking a project that classifies nothing need not pay for it.
    from engine.graph.classification import check_classification

    check_classification(project, sketches, limits, findings)


OF_DAYS = ("arrivals", "simulation", "goal", "prices")
"""The declarations that simulated days are made of."""


def _days(
    project: Project,
    sketches: list[Sketch],
    queues: tuple[Queue, ...],
    directory: "Directory",
    findings: Findings,
    *,
    root: Path | None,
    limits: Limits,
) -> Days:
    if not any(project.names(word) for word in OF_DAYS):
        return Days()
    # Imported here: checking a project without simulations need not pay for them.
    from engine.graph.days.read import read_days

    return read_days(project, sketches, queues, directory, findings, root=root, limits=limits)


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
            declared.model if isinstance(declared.model, Strategy | Subroutine) else None,
            project,
            findings,
        )
        for declared in project.declared
        if isinstance(declared.syntax, Declaration) and declared.syntax.kind.text in GRAPHS
    ]
