"""`routewright simulate`: a day with all its customers and agents, and what it has come to."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import clock
from engine.cli.durations import read_duration
from engine.cli.exits import Exit, exit_of
from engine.cli.options import (
    Once,
    Screen,
    end,
    environment_option,
    path_argument,
    screen_options,
    stray,
)  # fmt: skip
from engine.cli.places import block_places
from engine.cli.progress import progress
from engine.cli.seeds import read_seed
from engine.diagnostics import Diagnostic, Severity, did_you_mean, listed
from engine.limits import LIMITS
from engine.report.styled import Line
from engine.report.to_json import Document, diagnostics_document
from engine.values import HOUR, MINUTE, Duration

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.graph.model import Process
    from engine.log.counts import Level
    from engine.log.model import EventLog
    from engine.pipeline import SimulatedDay

LEVELS = ("summary", "events", "why")


@click.command(name="simulate")
@path_argument
@click.option(
    "--simulation", "name", cls=Once, metavar="NAME",
    help="The simulation to run; the project's first one if left out.",
)  # fmt: skip
@click.option(
    "--seed", cls=Once, metavar="N",
    help="The seed, 0 to 2^63 - 1, instead of the simulation's own.",
)  # fmt: skip
@click.option(
    "--until", cls=Once, metavar="DURATION",
    help="How long customers come, instead of the simulation's own duration.",
)  # fmt: skip
@click.option(
    "--log", "level", cls=Once, metavar="LEVEL", type=click.Choice(LEVELS),
    help="What is kept of the event log: summary (the default) keeps the figures alone; events and "
    "why tell the hash of it too.",
)  # fmt: skip
@click.option(
    "--follow", cls=Once, metavar="ID",
    help="Instead of the figures tell the story of one interaction, for example voice-12: of what "
    "its calls made, of what it was made for, of its customer who comes again or writes again. The "
    "day is simulated twice, and only the story is kept.",
)  # fmt: skip
@click.option(
    "--check", "deep", is_flag=True,
    help="Check every law of the engine from scratch again and again; takes longer.",
)  # fmt: skip
@click.option(
    "--max-events", "max_events", cls=Once, metavar="N", type=click.IntRange(min=1),
    help=f"Stop after so many events; {LIMITS.events:,} if left out.",
)  # fmt: skip
@environment_option
@click.option(
    "--strict", is_flag=True,
    help="Exit 8 if an interaction ends faulted because nothing handles a fault, 5 if it meets a "
    "limit; keeps the log for that.",
)  # fmt: skip
@screen_options()
def command(  # noqa: PLR0913 - one for each option
    screen: Screen,
    *,
    path: Path,
    name: str | None,
    seed: str | None,
    until: str | None,
    level: str | None,
    follow: str | None,
    deep: bool,
    max_events: int | None,
    environment: str | None,
    strict: bool,
) -> None:
    """Simulate a day with its customers and agents, by the project's own strategies.

    \b
    Examples:
      routewright simulate strategies/monday
      routewright simulate strategies/monday --seed 8 --follow voice-12

    Exits 0 if the day went to its end, 5 if it met a limit: its figures are those until then.
    """
    from engine import pipeline

    checked = pipeline.check(path, environment=environment)
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    process = checked.process
    simulation = _asked(_chosen(process, name), until=until, seed=seed)
    limits = LIMITS if max_events is None else replace(LIMITS, events=max_events)
    with progress(sys.stderr, clock.nanoseconds, "hours simulated", _hours) as told:

        def tell(now_us: int, _: int) -> None:
            # Whoever is there when nobody comes any more is not long in coming to an end.
            told(min(now_us, simulation.duration_us), simulation.duration_us)

        day = story = None
        if follow is not None:
            day = story = pipeline.follow(
                process, simulation, follow, deep=deep, limits=limits, progress=tell
            )
        if day is None or strict:
            day = pipeline.simulate(
                process, simulation, level=_level(level, strict=strict), deep=deep, limits=limits,
                progress=tell,
            )  # fmt: skip
    found = [*checked.diagnostics, *_ended(day, process)]
    if strict:
        found += _breached(day, process)
    _show(screen, day, found, story=_story(story, follow))
    if code := exit_of(found):
        end(code if code == Exit.LIMIT else Exit.STRATEGY_FAULT)


def _chosen(process: "Process", name: str | None) -> "Simulation":
    """The simulation of this name, or the first one; a usage error if there is none."""
    simulations = process.days.simulations
    if not simulations:
        message = (
            f"project `{process.name}` has no simulation; try `routewright explain simulation`"
        )
        raise click.UsageError(message)
    if name is None:
        return simulations[0]
    found = next((each for each in simulations if each.name == name), None)
    if found is None:
        names = [each.name for each in simulations]
        cure = did_you_mean(name, names) or f"there is {listed(names)}"
        message = f"there is no simulation `{name}`; {cure}"
        raise click.BadParameter(message, param_hint="--simulation")
    return found


def _asked(simulation: "Simulation", *, until: str | None, seed: str | None) -> "Simulation":
    """A simulation with the seed and the length that options give."""
    if seed is not None:
        simulation = replace(simulation, seed=read_seed(seed))
    if until is None:
        return simulation
    length = read_duration(until, "--until", lasting="a simulation", example="`2h` or `90m`")
    if simulation.warm_up_us > length:
        message = f"the warm-up of `{Duration(simulation.warm_up_us)}` is longer than `{until}`"
        raise stray("E309", message, "simulate longer")
    if length + simulation.wind_down_us > LIMITS.horizon_us:
        raise stray("E408", f"`{until}` is too long", "a simulation lasts ten years at most")
    return replace(simulation, duration_us=length)


def _level(level: str | None, *, strict: bool) -> "Level":
    """What is kept of the log: to be strict needs its events."""
    from engine.log.counts import Level

    asked = Level(LEVELS.index(level or LEVELS[0]))
    return max(asked, Level.EVENTS) if strict else asked


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


def _breached(day: "SimulatedDay", process: "Process") -> list[Diagnostic]:
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
