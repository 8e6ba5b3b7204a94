"""`routewright graph`: a strategy, or the whole business process, as a drawing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from engine.blocks.counterpart import Dialect
from engine.cli.files import refuse_special, write_whole
from engine.cli.options import (
    Once,
    Screen,
    environment_option,
    path_argument,
    screen_options,
    stray,
)  # fmt: skip
from engine.cli.paint import harmless
from engine.diagnostics import did_you_mean
from engine.graph.model import BlockGraph, Process
from engine.report.styled import Style, line

if TYPE_CHECKING:
    from engine.graph.traffic import Traffic

SHEET = "build-sheet"
FORMATS = ("mermaid", "dot", "json", "svg", SHEET)
SUFFIXES = {".dot": "dot", ".json": "json", ".svg": "svg", ".md": SHEET}
"""What a file's suffix asks for; any other one asks for Mermaid."""


@click.command(name="graph")
@path_argument
@click.option("--strategy", cls=Once, metavar="NAME", help="Draw this strategy.")
@click.option("--process", "whole", is_flag=True, help="Draw the whole business process.")
@click.option("--coverage", is_flag=True,
              help="Run the tests and draw what they go through, and what not.")  # fmt: skip
@click.option("--dialect", cls=Once, type=click.Choice([each.value for each in Dialect]),
              help="What a build sheet is for; both if left out.")  # fmt: skip
@environment_option
@click.option("--output", cls=Once, metavar="FILE", type=click.Path(path_type=Path, readable=False),
              help="Write to a file instead of stdout; without --format, its suffix says what: "
              ".mmd, .dot, .json, .svg, .md.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@screen_options(FORMATS)
def command(  # noqa: PLR0913 - one for each option
    screen: Screen,
    *,
    path: Path,
    strategy: str | None,
    whole: bool,
    coverage: bool,
    dialect: str | None,
    environment: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Draw a strategy, or the whole business process: strategies, ESP calls, queues, views.

    Without --strategy and --process, a project's only strategy is drawn, or else the process.
    A build sheet says in words what to draw in IRD and in Composer, block by block, with every
    property and its value; without --strategy it is of all that there is to configure.
    """
    from engine import pipeline

    if strategy is not None and whole:
        raise click.UsageError("--strategy and --process exclude each other")
    checked = pipeline.check(path, environment=environment)
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    screen.diagnose(checked.diagnostics)
    form = _form(screen, output)
    if dialect is not None and form != SHEET:
        message = f"--dialect is for build sheets: add --format {SHEET}"
        raise click.UsageError(message)
    subject = _subject(checked.process, strategy, whole=whole or form == SHEET)
    if form == SHEET:
        if coverage:
            raise click.UsageError("--coverage marks drawings; a build sheet is none")
        drawing = _build_sheet(subject, dialect, checked.process)
    else:
        traffic = _traffic(screen, checked.process, subject) if coverage else None
        drawing = _drawing(subject, form, traffic)
    if output is None:
        screen.write(drawing)
        return
    inputs = [Path(file.source.name) for file in checked.files]
    _refuse_overwriting(output, inputs, force=force)
    write_whole(output, drawing)


def _form(screen: Screen, output: Path | None) -> str:
    """What to draw: what `--format` says if it is given, else what the file's suffix says."""
    asked = click.get_current_context().get_parameter_source("format_")
    if output is None or asked is not ParameterSource.DEFAULT:
        return screen.format
    return SUFFIXES.get(output.suffix.lower(), screen.format)


def _subject(process: Process, strategy: str | None, *, whole: bool) -> BlockGraph | Process:
    if strategy is not None:
        # Only a test can begin in a subroutine, but it can be drawn.
        return process.graph(strategy) or named_strategy(process, strategy)
    return process if whole or len(process.graphs) > 1 else process.strategies[0]


def named_strategy(process: Process, name: str) -> BlockGraph:
    """The strategy that an option names; a usage error if there is none."""
    found = process.strategy(name)
    if found is None:
        names = [graph.name for graph in process.strategies]
        cure = did_you_mean(name, names) or f"there are {', '.join(f'`{each}`' for each in names)}"
        message = f"there is no strategy `{name}`; {cure}"
        raise click.BadParameter(message, param_hint="--strategy")
    return found


def _traffic(screen: Screen, process: Process, subject: BlockGraph | Process) -> "Traffic":
    """How often the project's tests go through what is drawn."""
    from engine.testing.coverage import cover_tests
    from engine.testing.traffic import process_traffic, strategy_traffic

    if not process.cases:
        screen.tell([line(("note", Style.NOTE), ": the project has no tests")])
    covered = cover_tests(process)
    if isinstance(subject, Process):
        return process_traffic(covered)
    return next(strategy_traffic(each) for each in covered.strategies if each.name == subject.name)


def _drawing(subject: BlockGraph | Process, form: str, traffic: "Traffic | None") -> str:
    from engine.graph.export import LayoutMissing, to_dot, to_json, to_mermaid, to_svg

    try:
        match form:
            case "mermaid":
                return harmless(to_mermaid(subject, traffic))
            case "dot":
                return harmless(to_dot(subject, traffic))
            case "json":
                return to_json(subject, traffic)
            case _:
                return to_svg(subject, traffic)
    except LayoutMissing as error:
        message = "svg needs the layout extra: pip install 'routewright[layout]'"
        raise click.UsageError(message) from error


def _build_sheet(subject: BlockGraph | Process, dialect: str | None, process: Process) -> str:
    from engine.report.to_build_sheet import to_build_sheet

    chosen = tuple(Dialect) if dialect is None else (Dialect(dialect),)
    return harmless(to_build_sheet(subject, chosen, subroutines=process.subroutines))


def _refuse_overwriting(output: Path, inputs: list[Path], *, force: bool) -> None:
    refuse_special(output)
    if any(output.exists() and each.exists() and output.samefile(each) for each in inputs):
        raise stray("E501", f"`{output}` is one of the files that are drawn")
    if output.exists() and not force:
        raise stray("E501", f"`{output}` is there already", "--force overwrites it")
