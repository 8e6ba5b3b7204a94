"""`routewright check`: every mistake of a project, at its place."""

from pathlib import Path

import click

from engine.cli.exits import exit_of
from engine.cli.options import Screen, end, environment_option, path_argument, screen_options


@click.command(name="check")
@path_argument
@environment_option
@screen_options()
def command(screen: Screen, path: Path, environment: str | None) -> None:
    """Find every mistake in a project: text, names, types, ports, paths without an end.

    Exits 0 if there is no error, 3 if there is one, 5 if a limit is met, 6 if a file cannot be
    read.
    """
    from engine import pipeline
    from engine.report.to_checked import to_checked
    from engine.report.to_json import checked_document

    checked = pipeline.check(path, environment=environment)
    if screen.json:
        screen.document(checked_document(checked))
    else:
        screen.show(to_checked(checked, columns=screen.columns))
    end(exit_of(checked.diagnostics))
