"""Simulations and their results folders: what is kept of them, and what is read back.

In: a project that was checked, a simulation, what is asked for; replications that are finished.
Out: the plan of a folder; its snapshot of the project, checked again, since that is what is
simulated; the replications that it holds; the folder, finished.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

from engine import pipeline
from engine.days import Simulation
from engine.dsl.imports import NOT_RELATIVE
from engine.json_text import Json, JsonError
from engine.limits import LIMITS, Limits
from engine.load import SUFFIX
from engine.log.model import FORMAT as LOG_FORMAT
from engine.phone import data_version
from engine.pipeline import Checked
from engine.program.lower import lower
from engine.program.model import Program
from engine.replications.body import pack, unpack
from engine.replications.model import Finished
from engine.source import Source
from engine.stats.event_rows import events_grid
from engine.stats.grids import Replication, grids_of
from engine.store.disk import read_bytes
from engine.store.grids import Grid
from engine.store.journal import JOURNAL
from engine.store.plan import MANIFEST, Plan
from engine.store.refusals import damaged, refusal
from engine.store.results import Results, open_results, read_results
from engine.syntax.nodes import Binding, Block, Declaration, Entry, Field, Text
from engine.values import Duration

UNKNOWN = "unknown"


def plan_of(
    path: Path,
    checked: Checked,
    program: Program,
    simulation: Simulation,
    *,
    asked: Mapping[str, Json],
    environment: str | None = None,
    limits: Limits = LIMITS,
) -> Plan:
    """The plan of the results of a simulation of the project in `path`, checked in `environment`.
    `asked` is whatever else decides what a replication comes to, by the words for it. Raises
    `SourceError` with E503."""
    folder = path if path.is_dir() else path.parent
    name = folder.resolve().name or "project"
    texts = {posixpath.join(name, below): data for below, data in _files(checked, folder, limits)}
    entry = name if path.is_dir() else posixpath.join(name, path.name)
    return Plan(
        project=program.name,
        entry=entry,
        program=program.digest(),
        about={
            "simulation": simulation.name,
            "seed": simulation.seed,
            "duration": str(Duration(simulation.duration_us)),
            **({} if environment is None else {"env": environment}),
            **asked,
        },
        made_with={
            "routewright": _version("routewright"),
            "tzdata": _version("tzdata"),
            "phone numbers": data_version(),
            "log format": LOG_FORMAT,
            **{f"limit {key}": value for key, value in asdict(limits).items()},
        },
        beside={"python": python_version()},
        texts=texts,
    )


def refuse_within(path: Path, out: Path) -> None:
    """Raises `SourceError` with E501 for results in the project itself, whose files would then be
    found twice, or around it."""
    project, folder = (path if path.is_dir() else path.parent).resolve(), out.resolve()
    if folder.is_relative_to(project) or project.is_relative_to(folder):
        if (folder / MANIFEST).exists():
            return  # resumed with its own snapshot
        message = f"`{out.as_posix()}` and the project `{path.as_posix()}` are in one another"
        raise refusal("E501", message, "choose a folder beside the project")


def snapshot_of(
    results: Results,
    *,
    environment: str | None = None,
    parameters: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> tuple[Checked, Program]:
    """The project of a results folder, checked, and its program: what is simulated, whatever
    becomes of the author's files meanwhile. Places in it are named from the project's folder on.
    Raises `SourceError` with E601 if it is not the project of the plan."""
    checked = pipeline.check(
        results.project, environment=environment, parameters=parameters, limits=limits
    )
    if checked.process is not None:
        program = lower(checked.process)
        if program.digest() == results.plan.program:
            return checked, _placed(program, results)
    message = f"project `{results.plan.project}` has changed while it was read"
    raise refusal("E601", message, "simulate it again, with `--force`")


def replications_of(results: Results) -> list[Finished]:
    """What was finished before, in order. Raises `SourceError` with E610."""
    found = []
    for body in results.bodies:
        try:
            found.append(unpack(body))
        except (JsonError, ValueError) as error:
            raise damaged(results.folder / JOURNAL, str(error)) from error
    return found


def finish(
    results: Results,
    finished: Sequence[Finished],
    *,
    program: Program,
    simulation: Simulation,
    figures: Mapping[str, Json],
) -> None:
    """All replications are finished, here in order: the folder is brought to its end. `figures` are
    the document of all of them together; tables are made of the first variant. Raises
    `SourceError` with E505."""

    def grids() -> list[Grid]:
        return _grids(results, finished, program, simulation)

    results.finish([pack(each) for each in finished], figures=figures, grids=grids)


def remake(folder: Path) -> None:
    """Makes the tables of a folder anew, from its journal and its snapshot of the project. Raises
    `SourceError`: E503, E505, E6xx."""
    plan = read_results(folder).plan
    with open_results(folder, plan, resume=True) as results:
        environment, given = plan.about.get("env"), plan.about.get("param")
        _, program = snapshot_of(
            results,
            environment=environment if isinstance(environment, str) else None,
            parameters={name: str(text) for name, text in given.items()}
            if isinstance(given, Mapping)
            else None,
        )
        simulation = next(
            each for each in program.days.simulations if each.name == plan.about["simulation"]
        )
        finished = replications_of(results)
        results.derive(lambda: _grids(results, finished, program, simulation))


def _grids(
    results: Results, finished: Sequence[Finished], program: Program, simulation: Simulation
) -> list[Grid]:
    """The tables of the first variant; one of events if these are kept."""
    own = [each for each in finished if each.unit.variant == 0]
    found = grids_of(program, simulation, [_replication(each) for each in own])
    if not any(each.log_hash for each in own):
        return found
    logs = ((each.unit.number, results.log_of(pack(each))) for each in own if each.log_hash)
    return [*found, events_grid(program, ((number, log) for number, log in logs if log))]


def _replication(finished: Finished) -> Replication:
    return Replication(
        number=finished.unit.number,
        seed=finished.seed,
        end=finished.end,
        truncated=finished.truncated,
        limit=None if finished.limit is None else finished.limit[0],
        counts=finished.counts,
    )


def _files(checked: Checked, folder: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The files of a project as they were read, by their paths below its folder: the sources, and
    the files that these name (recorded arrivals)."""
    for file in checked.files:
        yield _below(file.source, folder), file.source.text.encode("utf-8", "surrogatepass")
    for file in checked.files:
        place = posixpath.dirname(_below(file.source, folder))
        for text in _texts(file.entries):
            below = posixpath.normpath(posixpath.join(place, text))
            if _is_data(text, below, limits) and (folder / below).is_file():
                yield below, read_bytes((folder / below).resolve()) or b""


def _below(source: Source, folder: Path) -> str:
    return posixpath.relpath(source.name, folder.as_posix())


def _is_data(text: str, below: str, limits: Limits) -> bool:
    """Whether a text can be the name of a file of the project that is no source."""
    is_name = bool(text.strip()) and len(text) <= limits.label_chars
    return is_name and not (
        NOT_RELATIVE.match(text) or below.startswith("..") or below.endswith(SUFFIX)
    )


def _texts(entries: Sequence[Entry]) -> Iterator[str]:
    """The texts that stand alone as a value, wherever."""
    for entry in entries:
        if isinstance(entry, Field | Binding) and isinstance(entry.value, Text):
            yield entry.value.text
        if isinstance(entry, Declaration | Block):
            yield from _texts(entry.entries)


def _placed(program: Program, results: Results) -> Program:
    """The program with places that do not say where the results folder is."""
    before = f"{results.snapshots.as_posix()}/"
    blocks = (replace(each, place=each.place.removeprefix(before)) for each in program.blocks)
    views = (replace(each, place=each.place.removeprefix(before)) for each in program.views)
    return replace(program, blocks=tuple(blocks), views=tuple(views))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return UNKNOWN
