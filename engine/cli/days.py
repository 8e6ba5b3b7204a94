"""The simulations of `routewright simulate`: checked, run once or many times, shown.

In: what is asked for. Out: the report on stdout, messages on stderr, the exit code.
"""

from pathlib import Path

import click

from engine.cli.asked_days import Asked, changed, chosen
from engine.cli.one_day import run_one
from engine.cli.options import Screen
from engine.cli.parameters import read_parameters


def run_days(screen: Screen, path: Path, asked: Asked) -> None:
    """Runs what is asked for, and ends the command."""
    from engine import pipeline

    checked = pipeline.check(
        path, environment=asked.environment, parameters=read_parameters(asked.parameters)
    )
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    process = checked.process
    simulation = changed(chosen(process, asked.simulation), asked, process, many=True)
    if asked.fault_costs and (simulation.failures is None or simulation.failures.idle):
        message = (
            f"nothing goes wrong in simulation `{simulation.name}` that could cost anything: "
            "--fault-costs goes with --faults NAME or --faults all"
        )
        raise click.UsageError(message)
    if asked.follow is not None or asked.is_one(simulation):
        run_one(screen, checked, process, simulation, asked)
        return
    from engine.cli.many_days import run_many

    run_many(screen, path, checked, simulation, asked)
