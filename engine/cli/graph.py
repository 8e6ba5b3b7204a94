"""`routewright graph`: a strategy, or the whole business process, as a drawing."""

from pathlib import Path

import click
from click.core import ParameterSource

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

FORMATS = ("mermaid", "dot", "json", "svg")
SUFFIXES = {".dot": "dot", ".json": "json", ".svg": "svg"}
"""What a file's suffix asks for; any other one asks for Mermaid."""


@click.command(name="graph")
@path_argument
@click.option("--strategy", cls=Once, metavar="NAME", help="Draw this strategy.")
@click.option("--process", "whole", is_flag=True, help="Draw the whole business process.")
@environment_option
@click.option("--output", cls=Once, metavar="FILE", type=click.Path(path_type=Path, readable=False),
              help="Write to a file instead of stdout; without --format, its suffix says what: "
              ".mmd, .dot, .json, .svg.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@screen_options(FORMATS)
def command(
    screen: Screen,
    *,
    path: Path,
    strategy: str | None,
    whole: bool,
    environment: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Draw a strategy, or the whole business process: strategies, ESP calls, queues, views.

    Without --strategy and --process, a project's only strategy is drawn, or else the process.
    """
    from engine import pipeline

    if strategy is not None and whole:
        raise click.UsageError("--strategy and --process exclude each other")
    checked = pipeline.check(path, environment=environment)
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    screen.diagnose(checked.diagnostics)
    form = _form(screen, output)
    drawing = _drawing(_subject(checked.process, strategy, whole=whole), form)
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
        return named_strategy(process, strategy)
    return process if whole or len(process.strategies) > 1 else process.strategies[0]


def named_strategy(process: Process, name: str) -> BlockGraph:
    """The strategy that an option names; a usage error if there is none."""
    found = process.strategy(name)
    if found is None:
        names = [graph.name for graph in process.strategies]
        cure = did_you_mean(name, names) or f"there are {', '.join(f'`{each}`' for each in names)}"
        message = f"there is no strategy `{name}`; {cure}"
        raise click.BadParameter(message, param_hint="--strategy")
    return found


def _drawing(subject: BlockGraph | Process, form: str) -> str:
    from engine.graph.export import LayoutMissing, to_dot, to_json, to_mermaid, to_svg

    try:
        match form:
            case "mermaid":
                return harmless(to_mermaid(subject))
            case "dot":
                return harmless(to_dot(subject))
            case "json":
                return to_json(subject)
            case _:
                return to_svg(subject)
    except LayoutMissing as error:
        message = "svg needs the layout extra: pip install 'routewright[layout]'"
        raise click.UsageError(message) from error


def _refuse_overwriting(output: Path, inputs: list[Path], *, force: bool) -> None:
    refuse_special(output)
    if any(output.exists() and each.exists() and output.samefile(each) for each in inputs):
        raise stray("E501", f"`{output}` is one of the files that are drawn")
    if output.exists() and not force:
        raise stray("E501", f"`{output}` is there already", "--force overwrites it")
