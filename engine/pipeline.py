"""The stages in order: the page to read first.

    text  --read-->  syntax  --check-->  process of block graphs  --compile-->  program
          --run-->  event log;  --simulate-->  counts of a whole day, and its event log

Everything an author sees is a fold of the event log and of the graph. Each function takes a value
and returns a value; what is wrong with the author's text is returned as diagnostics, never raised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Findings
from engine.dsl.imports import read_project
from engine.graph.build import build
from engine.graph.model import Process
from engine.limits import LIMITS, Limits
from engine.syntax.nodes import File

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.log.counts import Level
    from engine.log.model import EventLog
    from engine.program.model import Program
    from engine.scenario import Scenario
    from engine.sim.day import Day, Progress

UNREAD = frozenset({"E402", "E404", "E406", "E407"})
"""The limits behind which text is left unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A project after checking: `process` is None if `diagnostics` hold an error."""

    files: tuple[File, ...]
    process: Process | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run: the program that ran and what it logged."""

    program: "Program"
    log: "EventLog"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDay:
    """A simulation that is over: the program that ran, and what the day has come to. The simulation
    has the seed that it ran with."""

    program: "Program"
    simulation: "Simulation"
    day: "Day"


def check(
    path: Path,
    *,
    environment: str | None = None,
    parameters: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Checked:
    """Reads and checks a project: a folder of `*.strat` files, or one file with its imports.

    `environment` names the `env` whose parameter values hold, `parameters` gives some of them
    others still, as texts: `{"clerks": "12"}`. Diagnostics are sorted by file, place and code.
    """
    findings = Findings()
    files = read_project(path, findings, limits)
    if _cut_short(files, findings):
        return Checked(files=files, process=None, diagnostics=tuple(findings))
    name = path.resolve().stem if path.suffix == ".strat" else path.resolve().name
    process = build(
        files,
        name=name,
        environment=environment,
        findings=findings,
        limits=limits,
        root=path if path.is_dir() else path.parent,
        parameters=parameters or {},
    )
    return Checked(files=files, process=process, diagnostics=tuple(findings))


def _cut_short(files: tuple[File, ...], findings: Findings) -> bool:
    """Whether a part of the project was not read: what a later stage missed may stand there."""
    if findings.full or (findings.found and not files):
        return True
    return any(diagnostic.code in UNREAD for diagnostic in findings)


def run(process: Process, scenario: "Scenario", *, limits: Limits = LIMITS) -> Run:
    """Lowers a checked process and runs one interaction through it until nothing moves."""
    # Imported here: checking, which an editor does all the time, need not pay for the simulator.
    from engine.program.lower import lower
    from engine.sim.simulate import simulate

    program = lower(process)
    return Run(program=program, log=simulate(program, scenario, limits))


def simulate(
    process: Process,
    simulation: "Simulation",
    *,
    seed: int | None = None,
    level: "Level | None" = None,
    deep: bool = False,
    limits: Limits = LIMITS,
    progress: "Progress | None" = None,
    recycle: bool = True,
) -> SimulatedDay:
    """Lowers a checked process and runs a whole simulation of it; see `engine.sim.day`."""
    from engine.log.counts import Level
    from engine.program.lower import lower
    from engine.sim.day import simulate_day

    program = lower(process)
    day = simulate_day(
        program,
        simulation,
        seed=seed,
        level=Level.SUMMARY if level is None else level,
        deep=deep,
        limits=limits,
        progress=progress,
        recycle=recycle,
    )
    seeded = simulation if seed is None else replace(simulation, seed=seed)
    return SimulatedDay(program=program, simulation=seeded, day=day)


def follow(
    process: Process,
    simulation: "Simulation",
    identity: str,
    *,
    deep: bool = False,
    limits: Limits = LIMITS,
    progress: "Progress | None" = None,
) -> SimulatedDay:
    """The same with the story of one interaction and of its family; see `engine.sim.day`."""
    from engine.program.lower import lower
    from engine.sim.day import follow_day

    program = lower(process)
    day = follow_day(program, simulation, identity, deep=deep, limits=limits, progress=progress)
    return SimulatedDay(program=program, simulation=simulation, day=day)
