"""`routewright test`: the tests of projects, run and judged."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from engine.cli import clock
from engine.cli.options import Once, Screen, end, environment_option, screen_options
from engine.cli.rounds import Asked, read_options, run_round
from engine.report.styled import Style, line

FORMATS = ("text", "json", "github")
SEPARATORS = tuple({os.sep, os.altsep or os.sep})
F = TypeVar("F", bound=Callable[..., Any])


def _outputs(_: click.Context, __: click.Parameter, given: Sequence[str]) -> list[Path]:
    """Files to write. What can only be a mistake is refused before anything runs."""
    for text in given:
        if text in ("", "-"):
            message = f"`{text}` is no file: stdout has the report; name a file"
            raise click.BadParameter(message)
        if text.endswith(SEPARATORS):
            message = f"`{text}` is a folder: name a file"
            raise click.BadParameter(message)
    return [Path(text) for text in given]


def _file(name: str, says: str) -> Callable[[F], F]:
    # As a text: a path has lost the separator at its end.
    kind = click.Path(readable=False)
    return click.option(name, cls=Once, metavar="FILE", type=kind, callback=_outputs, help=says)


@click.command(name="test")
@click.argument("paths", metavar="[PATH]...", nargs=-1,
                type=click.Path(path_type=Path, readable=False))  # fmt: skip
@click.option("-k", "expression", cls=Once, metavar="EXPR",
              help="Only tests whose names contain this; parts of names may be joined by `and`, "
              "`or`, `not` and parentheses.")  # fmt: skip
@click.option("--tag", "tags", multiple=True, metavar="TAG",
              help="Only tests with this tag, or with another one given; `not:TAG` leaves those "
              "with it out.")  # fmt: skip
@click.option("--only", multiple=True, metavar="NAME",
              help="Only the test of this very name; a table's chooses all its rows.")  # fmt: skip
@click.option("--last-failed", is_flag=True, help="Only tests that failed last time, if any did.")
@click.option("-x", "--exitfirst", "exit_first", is_flag=True, help="Stop at the first failure.")
@click.option("--watch", is_flag=True, help="Run again whenever a file changes, until Ctrl-C.")
@click.option("--shuffle", is_flag=True, help="Run in a random order, whose seed is told.")
@click.option("--seed", cls=Once, metavar="N", help="Run in the random order of this seed.")
@click.option("--workers", cls=Once, metavar="N|auto",
              help="How many processes run tests; as many as pay if left out.")  # fmt: skip
@environment_option
@click.option("-v", "--verbose", is_flag=True, help="A line for each test.")
@click.option("--trace", is_flag=True, help="After each verdict all that happened.")
@click.option("--durations", cls=Once, metavar="N", type=click.IntRange(min=0),
              help="Name so many of the slowest tests.")  # fmt: skip
@_file("--junit", "Write the verdicts as JUnit XML.")
@click.option("--coverage", is_flag=True, help="Show what the tests go through, and what not.")
@click.option("--min-coverage", cls=Once, metavar="PERCENT",
              help="Fail if the tests go through less of blocks and ports.")  # fmt: skip
@_file("--coverage-json", "Write the coverage as JSON.")
@_file("--lcov", "Write the coverage as an LCOV tracefile.")
@_file("--cobertura", "Write the coverage as Cobertura XML.")
@screen_options(FORMATS)
def command(screen: Screen, *, paths: Sequence[Path], watch: bool, **options: Any) -> None:
    """Run the tests of projects: those of a file, a project's folder, or a folder of projects.

    \b
    Examples:
      routewright test strategies -k "wait and not voice"
      routewright test --last-failed --exitfirst --watch
      routewright test strategies --min-coverage 90 --junit verdicts.xml

    Exits 0 if all is well, 1 if a test fails or the coverage is too low, 2 if no test is chosen, 3
    if a project has errors (the others are tested all the same).
    """
    below = paths or (Path(),)
    asked = Asked(**options)
    if not watch:
        end(run_round(screen, below, asked).exit_code)
    from engine.testing.watch import watch as keep_watching

    read_options(asked)  # what is wrong with them is told at once and for good

    def run() -> Iterable[Path]:
        files: list[Path] = []
        try:
            files = run_round(screen, below, asked).files
        except click.UsageError as error:
            # The test that `--only` names has gone; it may come back.
            screen.tell([line(("error", Style.ERROR), f": {error.format_message()}")])
        screen.tell([line("waiting for a change; Ctrl-C ends")])
        return files

    def tell(changed: Sequence[Path]) -> None:
        screen.tell([line(f"changed: {file.as_posix()}") for file in changed])

    keep_watching(below, run, tell, sleep=clock.sleep)
