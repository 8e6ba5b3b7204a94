"""The folder of results of `routewright simulate --out`: opened, filled, finished.

In: what is to be run. Out: the same from the snapshot in the folder, so that whatever becomes of
the author's files meanwhile changes nothing; the folder when all are finished.
"""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.parameters import read_parameters

if TYPE_CHECKING:
    from engine.cli.many_days import Runs
    from engine.json_text import Json
    from engine.replications.model import Replicated
    from engine.report.to_json import Document
    from engine.store.results import Results


def opened(stack: ExitStack, out: Path, path: Path, runs: "Runs") -> "tuple[Runs, Results]":
    """Opens the folder; gives what is to be run, from its snapshot."""
    from engine.access.keeping import plan_of, refuse_within, snapshot_of
    from engine.store.results import open_results

    asked = runs.asked
    about: dict[str, Json] = {"log": asked.level or "summary"}
    if asked.faults is not None:
        about["faults"] = asked.faults
    if len(runs.variants) > 1:
        about["variants"] = [each.name for each in runs.variants]
    parameters = read_parameters(asked.parameters)
    if parameters:
        about["param"] = parameters
    refuse_within(path, out)
    plan = plan_of(
        path, runs.checked, runs.program, runs.simulation, asked=about,
        environment=asked.environment, limits=asked.limits,
    )  # fmt: skip
    results = stack.enter_context(open_results(out, plan, resume=asked.resume, force=asked.force))
    checked, program = snapshot_of(
        results, environment=asked.environment, parameters=parameters, limits=asked.limits
    )
    variants = tuple(replace(each, program=program) for each in runs.variants)
    return replace(runs, checked=checked, variants=variants), results


def finish_results(
    results: "Results", runs: "Runs", replicated: "Replicated", figures: "Document"
) -> None:
    """Brings the folder to its end."""
    from engine.access.keeping import finish

    finish(
        results,
        replicated.finished,
        program=runs.program,
        simulation=runs.simulation,
        figures=figures,
    )
