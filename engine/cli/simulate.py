"""`routewright simulate`: a day with all its customers and agents, once or many times, and what it
has come to."""

from pathlib import Path
from typing import Any

import click

from engine.cli.asked_days import LEVELS, Asked, refuse_contradictions
from engine.cli.options import Once, Screen, environment_option, path_argument, screen_options
from engine.cli.parameters import parameters_option
from engine.limits import LIMITS


@click.command(name="simulate")
@path_argument
@click.option(
    "--simulation", cls=Once, metavar="NAME",
    help="The simulation to run; the project's first one if left out.",
)  # fmt: skip
@click.option(
    "--seed", cls=Once, metavar="N",
    help="The seed, 0 to 2^63 - 1, instead of the simulation's own.",
)  # fmt: skip
@click.option(
    "--until", multiple=True, metavar="DURATION|PRECISION",
    help="How long customers come, instead of the simulation's own duration. Or how precise a "
    "figure is to be, for example 'service_level +-1%': replications are run until it is.",
)  # fmt: skip
@click.option(
    "--replications", cls=Once, metavar="N", type=click.IntRange(min=1),
    help="Run the simulation so many times, each time with other draws, and show how certain each "
    "figure is; as often as the simulation says if left out.",
)  # fmt: skip
@click.option(
    "--max-replications", "max_replications", cls=Once, metavar="N", type=click.IntRange(min=2),
    help="With a precision: stop after so many replications; 1,000 if left out.",
)  # fmt: skip
@click.option(
    "--workers", cls=Once, metavar="N|auto",
    help="How many processes run replications (1 is this one); as many as pay if left out. The "
    "figures are the same whatever their number.",
)  # fmt: skip
@click.option(
    "--max-time", "max_time", cls=Once, metavar="DURATION",
    help="How long one replication may take by the clock on the wall, unless one worker runs all "
    "of them; 1h if left out.",
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
    "--faults", cls=Once, metavar="NAME|all|none",
    help="What goes wrong meanwhile: what `faults NAME` says, everything that can (drawn from the "
    "seed), or nothing, instead of what the simulation names.",
)  # fmt: skip
@click.option(
    "--fault-costs", "fault_costs", is_flag=True,
    help="Run each replication again without what goes wrong, and show what each of it has cost.",
)  # fmt: skip
@click.option(
    "--out", cls=Once, metavar="DIR", type=click.Path(path_type=Path, readable=False),
    help="Keep the results in this folder, each replication as soon as it is finished.",
)  # fmt: skip
@click.option(
    "--resume", is_flag=True, help="Go on with the results that the folder of --out has already.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over the results in the folder of --out.")
@click.option(
    "--check", "deep", is_flag=True,
    help="Check every law of the engine from scratch again and again; takes longer.",
)  # fmt: skip
@click.option(
    "--max-events", "max_events", cls=Once, metavar="N", type=click.IntRange(min=1),
    help=f"Stop after so many events; {LIMITS.events:,} if left out.",
)  # fmt: skip
@environment_option
@parameters_option
@click.option(
    "--strict", is_flag=True,
    help="Exit 8 if an interaction ends faulted because nothing handles a fault, 5 if it meets a "
    "limit, 1 if a goal is undecided; of one day keeps the log for that.",
)  # fmt: skip
@screen_options()
def command(screen: Screen, *, path: Path, **options: Any) -> None:
    """Simulate a day with its customers and agents, by the project's own strategies.

    \b
    Examples:
      routewright simulate strategies/monday
      routewright simulate strategies/monday --seed 8 --follow voice-12
      routewright simulate strategies/monday --replications 20
      routewright simulate strategies/monday --until "service_level +-1%"
      routewright simulate strategies/monday --replications 20 --out results

    Exits 0 if the days went to their end, 1 if a goal is missed, 5 if one met a limit: its figures
    are those until then; 9 if a worker process could not finish one.
    """
    from engine.cli.days import run_days

    asked = Asked(**options)
    refuse_contradictions(asked)
    run_days(screen, path, asked)
