"""`routewright new`: projects, strategies and tests to begin with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.data import Input, read_input, usual_file
from engine.cli.files import refuse_existing, write_folder, write_whole
from engine.cli.graph import named_strategy
from engine.cli.lazy import NearestGroup
from engine.cli.options import Once, Screen, path_argument, screen_options, stray
from engine.cli.saving import refuse_title, save
from engine.diagnostics import Severity, SourceError
from engine.load import SUFFIX
from engine.report.styled import EMPTY, Line, Style, line, wrap

if TYPE_CHECKING:
    from engine.graph.model import BlockGraph
    from engine.pipeline import Checked, Run
    from engine.scenario import Scenario

NO_STRATEGY, NO_DATA = "E201", "E302"


@click.group(name="new", cls=NearestGroup)
def command() -> None:
    """Begin a project, a strategy or a test. Nothing that is there is overwritten."""


@command.command(name="project", short_help="Make a folder with a project in it.")
@click.argument("name")
@screen_options()
def project(screen: Screen, name: str) -> None:
    """Make the folder NAME with a project in it: a strategy, the world around it, tests.

    It checks, runs and passes its tests, and its comments say what is what.
    """
    from engine.testing.scaffold import project_files, project_name_error

    _refuse_name("project", name, project_name_error(name))
    files = project_files(name)
    write_folder(Path(name), files)
    _show(
        screen,
        [f"{name}/{file}" for file in files],
        [f"cd {name}", "routewright check", "routewright run", "routewright test"],
    )


@command.command(name="strategy", short_help="Add a strategy with a test to a project.")
@click.argument("name")
@path_argument
@screen_options()
def strategy(screen: Screen, name: str, path: Path) -> None:
    """Add the file NAME.strat to a project: a strategy with a test of it.

    PATH is the project's folder, the current folder if left out.
    """
    from engine.testing.scaffold import strategy_file, strategy_name_error

    _refuse_name("strategy", name, strategy_name_error(name))
    if path.is_file():
        message = f"`{path}` is a file; name the project's folder"
        raise click.BadParameter(message, param_hint="PATH")
    checked = _checked(screen, path, forgiving=NO_STRATEGY)
    _refuse_declared(name, checked)
    file = path / f"{name}{SUFFIX}"
    refuse_existing(file)
    text = strategy_file(name)
    _refuse_failing(checked, file, text)
    write_whole(file, text)
    where = path.as_posix()
    _show(
        screen,
        [file.as_posix()],
        [f"routewright run {where} --strategy {name}", f"routewright test {where}"],
    )
    _tell_entrance(screen, checked, path, name)


@command.command(name="test", short_help="Write what a strategy does as a test.")
@click.argument("name")
@path_argument
@click.option(
    "--strategy",
    "wanted",
    cls=Once,
    metavar="NAME",
    help="The strategy to test; the project's first one if left out.",
)
@screen_options()
def test(screen: Screen, name: str, path: Path, wanted: str | None) -> None:
    """Run a strategy with the project's input.json and write what it does as a test.

    The test goes to the project's tests.strat, or to PATH if that is a file: read it, and change
    what is not meant so. `run --save-test` does the same for any run.
    """
    checked = _checked(screen, path)
    refuse_title(name, checked)
    scenario, run = _usual_run(checked, path, wanted)
    saved = save(name, path, checked, scenario, run)
    _show(screen, [saved.file.as_posix()], [f"routewright test {path.as_posix()}"])


def _refuse_name(what: str, name: str, error: str | None) -> None:
    if error is not None:
        message = f"`{name}` cannot be the name of a {what}: {error}"
        raise click.BadParameter(message, param_hint="NAME")


def _checked(screen: Screen, path: Path, forgiving: str = "") -> "Checked":
    """The project, without errors but of one code."""
    from engine import pipeline

    checked = pipeline.check(path)
    errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    if any(error.code != forgiving for error in errors):
        screen.refuse(checked.diagnostics)
    return checked


def _refuse_declared(name: str, checked: "Checked") -> None:
    graph = None if checked.process is None else checked.process.strategy(name)
    if graph is not None:
        message = f"there is a strategy `{name}` already, at {graph.span.where()}"
        raise stray("E301", message, "choose another name")


def _tell_entrance(screen: Screen, before: "Checked", path: Path, name: str) -> None:
    """A note if commands that name no strategy now take another one: files count by their names."""
    from engine import pipeline

    after = pipeline.check(path)
    if before.process and after.process and after.process.entrance.name == name:
        told = f": `run` and `new test` now take `{name}`, the first one, if none is named"
        screen.tell(wrap(line(("note", Style.NOTE), told), screen.message_columns, hang=2))


def _refuse_failing(checked: "Checked", file: Path, text: str) -> None:
    """Raises `SourceError` unless the project is sound with this file, and its tests pass."""
    from engine.testing.keeping import verify
    from engine.testing.syntax_of import UnwritableError

    try:
        verify(checked, file.as_posix(), text)
    except UnwritableError as error:
        raise stray("E301", f"this project has no place for it: {error}") from error


def _usual_run(checked: "Checked", path: Path, wanted: str | None) -> tuple["Scenario", "Run"]:
    """A run of a strategy, the entrance if none is named, with the project's usual input."""
    from engine import pipeline
    from engine.scenario import Scenario
    from engine.sim.bounds import LimitReached

    if checked.process is None:
        raise ValueError(path)
    process = checked.process
    graph = process.entrance if wanted is None else named_strategy(process, wanted)
    given = _usual_input(path, graph)
    scenario = Scenario(
        strategy=graph.name,
        ani=given.ani or "",
        dnis=given.dnis or "",
        priority=given.priority or 0,
        data=given.data,
    )
    try:
        return scenario, pipeline.run(process, scenario)
    except LimitReached as error:
        raise stray(error.code, error.message) from error


def _usual_input(path: Path, graph: "BlockGraph") -> Input:
    try:
        return read_input((), usual_file(path), graph.data)
    except SourceError as error:
        (found,) = error.diagnostics
        if found.code != NO_DATA:
            raise
        cure = "put it into the project's input.json, or use `routewright run … --save-test NAME`"
        raise stray(NO_DATA, found.message, cure) from error


def _show(screen: Screen, files: Sequence[str], commands: Sequence[str]) -> None:
    """What was written, and what to type next."""
    if screen.json:
        screen.document({"files": list(files), "next": list(commands)})
        return
    lines: list[Line] = [line(("wrote ", Style.QUIET), (file, Style.STRONG)) for file in files]
    lines += [EMPTY, line("next"), *(line("  ", (each, Style.VALUE)) for each in commands)]
    screen.show(lines)
