"""All arrivals and simulations of a project, with its faults, goals and prices.

In: the declarations, checked by themselves, the sketches, the directory. Out: `Days`, and findings:
time zones (E310), a start that the clock does not show once (E311), a simulation in which nobody
comes (E230, W340 for those of a file), customers of whom nothing says how long an agent has them
(W332); and what `goals` says. What is in error is left out.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine import days
from engine.calendars import zones
from engine.days import Days
from engine.diagnostics import Findings
from engine.directory import Directory
from engine.functions.kind import zone_problem
from engine.graph.days.customers import Surroundings, arrivals_of
from engine.graph.days.failures import plan_of, read_plans
from engine.graph.days.goals import read_goals, read_prices
from engine.graph.days.lengths import check_lengths
from engine.graph.model import Queue
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.limits import Limits
from engine.values import Duration, Time
from engine.world.kinds.arrivals import Arrivals
from engine.world.kinds.simulation import Simulation


def read_days(
    project: Project,
    sketches: list[Sketch],
    queues: tuple[Queue, ...],
    directory: Directory,
    findings: Findings,
    *,
    root: Path | None,
    limits: Limits,
) -> Days:
    """Everything above. `root` is the folder outside of which nothing is read."""
    surroundings = Surroundings(
        project=project,
        strategies={each.name.text: each for each in reversed(sketches) if not each.subroutine},
        labels=_labels(sketches),
        queues={queue.name: queue for queue in queues},
        channels=_channels(directory),
        root=root,
        limits=limits,
    )
    found: dict[str, days.Arrivals] = {}
    for declared in project.declared:
        if isinstance(declared.model, Arrivals):
            made = arrivals_of(declared.model, surroundings, findings)
            if made is None:
                project.broken.add(declared.model.name or "")
            else:
                found.setdefault(made.name, made)
    plans = read_plans(project, directory, findings)
    simulations: list[days.Simulation] = []
    for declared in project.declared:
        if isinstance(declared.model, Simulation):
            simulation = _simulation(declared.model, found, project, findings)
            failures = plan_of(declared.model.faults, plans)
            simulations += [] if simulation is None else [replace(simulation, failures=failures)]
    result = Days(
        simulations=tuple(simulations),
        arrivals=tuple(found.values()),
        plans=tuple(plans.values()),
    )
    check_lengths(result, project, directory, findings)
    goals = read_goals(project, surroundings.labels, result, findings)
    return replace(result, goals=goals, prices=read_prices(project))


def _labels(sketches: list[Sketch]) -> Mapping[str, set[str]]:
    """The kinds of the blocks that have a label, in any strategy or subroutine."""
    found: dict[str, set[str]] = {}
    for sketch in sketches:
        for draft in sketch.drafts:
            word = "" if draft.shape is None else draft.shape.word
            found.setdefault(draft.name, set()).add(word)
    return found


def _channels(directory: Directory) -> Mapping[str, tuple[str, bool]]:
    """The session media of each channel, and whether customers can come in by it."""
    return {
        channel.name: (channel.media.session, channel.inbound_route is not None)
        for application in directory.applications
        for channel in application.channels
    }


def _simulation(
    model: Simulation,
    arrivals: Mapping[str, days.Arrivals],
    project: Project,
    findings: Findings,
) -> days.Simulation | None:
    numbers = {name: number for number, name in enumerate(arrivals)}
    chosen = [each.name for each in model.arrivals.each] or list(numbers)
    if not project.names(Arrivals.word) and not project.held:
        message = f"nobody comes in the simulation `{model.name}`: no `arrivals` are declared"
        cure = "write for example `arrivals calls { strategy = …   rate = 40/h }`"
        findings.error("E230", model.span, message, cure)
    start = _start(model, findings)
    if start is None or model.damaged:
        return None
    for name in chosen:
        if name in arrivals:
            _check_recorded(arrivals[name], start, model, findings)
    return days.Simulation(
        name=model.name or "",
        start_us=start,
        duration_us=int(model.duration),
        zone=model.zone,
        warm_up_us=int(model.warm_up),
        wind_down_us=int(model.wind_down),
        seed=model.seed.number,
        target_us=int(model.target),
        interval_us=int(model.interval),
        handling=model.handling.each,
        wrap_up=model.wrap_up.each,
        arrivals=tuple(numbers[name] for name in chosen if name in numbers),
        replications=model.replications,
    )


def _check_recorded(
    arrivals: days.Arrivals, start_us: int, model: Simulation, findings: Findings
) -> None:
    """W340 if nobody of a file comes in the simulation: it may be that of another day."""
    begin = 0 if arrivals.relative else start_us
    recorded = arrivals.recorded
    first = bisect_left(recorded, begin, key=lambda each: each.at_us)
    after = bisect_left(recorded, begin + int(model.duration), key=lambda each: each.at_us)
    if recorded and first == after:
        message = f"nobody of the file of `{arrivals.name}` comes in `{model.name}`"
        cure = f"the first of them comes {Duration(recorded[0].at_us)} after the start"
        if not arrivals.relative:
            ends = (Time(recorded[0].at_us), Time(recorded[-1].at_us))
            cure = f"they come from {ends[0]} to {ends[1]}, and it begins at {Time(start_us)}"
        findings.warning("W340", model.span, message, cure)


def _start(model: Simulation, findings: Findings) -> int | None:
    """The instant at which the clock of the zone shows the start."""
    problem = zone_problem(model.zone)
    if problem is not None:
        findings.error("E310", model.places["zone"], *problem)
        return None
    instants = zones.zone(model.zone).instants(int(model.start))
    if len(instants) == 1:
        return instants[0]
    shown = f"{zones.shown(int(model.start)):%Y-%m-%dT%H:%M}"
    how = "twice" if instants else "not at all"
    message = f"the clock of `{model.zone}` shows `{shown}` {how}"
    cure = "begin an hour earlier: the clock is changed then"
    findings.error("E311", model.places["start"], message, cure)
    return None
