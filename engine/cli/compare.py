"""`routewright compare`: two projects, or one in several ways, with the same customers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import clock
from engine.cli.asked_days import Asked
from engine.cli.exits import exit_of
from engine.cli.losses import losses
from engine.cli.options import Once, Screen, end, screen_options
from engine.cli.parameters import parameters_option
from engine.cli.process import again
from engine.cli.progress import progress
from engine.cli.variants import Loaded, load, ways
from engine.diagnostics import Diagnostic, Severity
from engine.limits import LIMITS

if TYPE_CHECKING:
    from engine.replications.compare import Compared

REPLICATIONS = 20
"""As many as give an interval that one can decide by, for most questions."""


@click.command(name="compare")
@click.argument(
    "paths", nargs=-1, metavar="OLD [NEW]", type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--simulation", cls=Once, metavar="NAME",
    help="The simulation to run; the first one of OLD if left out.",
)  # fmt: skip
@click.option(
    "--seed", cls=Once, metavar="N",
    help="The seed of all variants, 0 to 2^63 - 1, instead of the simulation's own.",
)  # fmt: skip
@click.option(
    "--until", cls=Once, metavar="DURATION",
    help="How long customers come, instead of the simulation's own duration.",
)  # fmt: skip
@click.option(
    "--replications", cls=Once, metavar="N", type=click.IntRange(min=1),
    help=f"Run each variant so many times; {REPLICATIONS} times if left out.",
)  # fmt: skip
@click.option(
    "--workers", cls=Once, metavar="N|auto",
    help="How many processes run replications; as many as there are processors if left out. The "
    "figures are the same whatever their number.",
)  # fmt: skip
@click.option(
    "--faults", cls=Once, metavar="NAME|all|none",
    help="What goes wrong meanwhile in all of them, instead of what the simulation names.",
)  # fmt: skip
@click.option(
    "--max-events", "max_events", cls=Once, metavar="N", type=click.IntRange(min=1),
    help=f"Stop a day after so many events; {LIMITS.events:,} if left out.",
)  # fmt: skip
@parameters_option
@click.option(
    "--env", "environments", multiple=True, metavar="NAME",
    help="Take the values of `env NAME`; several times for several variants.",
)  # fmt: skip
@screen_options()
def command(  # noqa: PLR0913 - one for each option
    screen: Screen,
    *,
    paths: tuple[Path, ...],
    simulation: str | None,
    seed: str | None,
    until: str | None,
    replications: int | None,
    workers: str | None,
    faults: str | None,
    max_events: int | None,
    parameters: tuple[str, ...],
    environments: tuple[str, ...],
) -> None:
    """Compare two projects, or one with several values of a parameter.

    The same customers come at the same times to all of them, so that small differences show. With
    one project `--param` or `--env` says what to vary; with one value for each it is compared with
    itself as it is.

    \b
    Examples:
      routewright compare project project-with-more-agents
      routewright compare project --param clerks=8 --param clerks=9
      routewright compare project --env summer --env winter
    """
    if len(paths) > 2:
        message = f"{len(paths)} projects are named; two are compared"
        raise click.UsageError(message)
    wanted = ways(paths or (Path(),), environments, parameters)
    asked = Asked(
        simulation=simulation, seed=seed, until=() if until is None else (until,),
        replications=replications, workers=workers, faults=faults, max_events=max_events,
    )  # fmt: skip
    loaded = load(screen, wanted, asked)
    found = _run(loaded, asked)
    _show(screen, loaded, found)


def _run(loaded: Loaded, asked: Asked) -> "Compared":
    from engine.cli.workers import read_workers
    from engine.replications.compare import compare
    from engine.workers.processors import processors

    count = REPLICATIONS if asked.replications is None else asked.replications
    workers = read_workers(asked.workers) or processors()
    with progress(sys.stderr, clock.nanoseconds, "replications", timed=True) as told:
        return compare(
            loaded.variants, count=count, workers=min(workers, count), limits=asked.limits,
            progress=told,
        )  # fmt: skip


def _show(screen: Screen, loaded: Loaded, compared: "Compared") -> None:
    """What is finished, messages, the exit code."""
    from engine.report.comparison import comparison_of
    from engine.report.comparison_to_json import comparison_document
    from engine.report.to_comparison import to_comparison
    from engine.report.to_json import diagnostics_document

    found = [*loaded.found, *losses(compared.lost), *_limits(loaded, compared)]
    again()  # another interrupt is for what is shown
    if compared.count:
        comparison = comparison_of(compared, loaded.sides)
        if screen.json:
            screen.document(diagnostics_document(found) | comparison_document(comparison))
        else:
            screen.show(to_comparison(comparison, columns=screen.columns))
            screen.diagnose(found)
    elif compared.stopped is None:
        screen.diagnose(found)
    if compared.stopped is not None:
        raise compared.stopped
    if code := exit_of(found):
        end(code)


def _limits(loaded: Loaded, compared: "Compared") -> list[Diagnostic]:
    """The first limit that each variant has met."""
    said: list[Diagnostic] = []
    for side, finished in zip(loaded.sides, compared.finished, strict=True):
        met = next((each for each in finished if each.limit is not None), None)
        if met is not None and met.limit is not None:
            code, message = met.limit
            count = sum(each.limit is not None for each in finished)
            days = f"{count} of {len(finished)} days of {side.name}"
            cure = "their figures are those until then"
            said.append(
                Diagnostic(
                    code=code,
                    severity=Severity.ERROR,
                    message=f"{days} met a limit: {message}",
                    help=cure,
                )
            )
    return said
