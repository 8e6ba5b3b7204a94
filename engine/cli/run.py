"""`routewright run`: one interaction, its story and the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.cli.answers import WAYS, read_plan, unused_note
from engine.cli.data import Input, read_input, read_quantity, usual_file
from engine.cli.digits import read_digits
from engine.cli.durations import read_duration
from engine.cli.exits import Exit, exit_of
from engine.cli.graph import named_strategy
from engine.cli.json_reader import name_of
from engine.cli.options import (
    Once,
    Screen,
    end,
    environment_option,
    path_argument,
    screen_options,
    stray,
)  # fmt: skip
from engine.cli.places import block_places
from engine.cli.saving import Saved, refuse_title, tried
from engine.cli.seeds import read_seed
from engine.cli.staff import WAYS as AGENT_WAYS
from engine.cli.staff import read_staff
from engine.diagnostics import Diagnostic
from engine.limits import LIMITS
from engine.values import INTEGER_MAX, Time

if TYPE_CHECKING:
    from engine.graph.model import Process
    from engine.pipeline import Run


@click.command(name="run")
@path_argument
@click.option(
    "--strategy",
    cls=Once,
    metavar="NAME",
    help="The strategy to run; the project's first one if left out.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set ANI, DNIS, priority or udata.KEY; may be repeated.",
)
@click.option(
    "--from",
    "file",
    cls=Once,
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False, allow_dash=True),
    help="Take the input from a JSON object, `-` for stdin, the project's input.json if left out; "
    "--set wins.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="PLAN",
    help=f"How the next ESP call is answered; repeat it for the calls after it: {', '.join(WAYS)}.",
)
@click.option(
    "--digits",
    "digits",
    multiple=True,
    metavar="BLOCK=KEYS",
    help="What the caller types at the next prompt of a `collect` block; repeat it for the prompts "
    "after it.",
)
@click.option(
    "--agent",
    "agents",
    multiple=True,
    metavar="NAME=WAY",
    help=f"What an agent does with offers; may be repeated: {', '.join(AGENT_WAYS)}.",
)
@click.option(
    "--at",
    "start",
    cls=Once,
    metavar="TIME",
    help="When the run starts, for example 2026-12-24T08:00 (UTC).",
)
@click.option("--seed", cls=Once, metavar="N", help="The seed, 0 to 2^63 - 1.")
@click.option(
    "--horizon",
    cls=Once,
    metavar="DURATION",
    help="How long after its start the run stops at the latest, whatever still moves; 24h if left "
    "out.",
)
@environment_option
@click.option(
    "--strict",
    is_flag=True,
    help="Exit 8 if an interaction ends faulted because nothing handles a fault, 5 if it meets a "
    "limit. A handled fault is fine, and so is a call that is default-routed, or a horizon that is "
    "reached.",
)
@click.option(
    "--save-test",
    "title",
    cls=Once,
    metavar="NAME",
    help="Write what is seen as a test of this name, to the project's tests.strat, or to PATH if "
    "that is a file.",
)
@screen_options()
def command(  # noqa: PLR0913 - one for each option
    screen: Screen,
    *,
    path: Path,
    strategy: str | None,
    settings: Sequence[str],
    file: Path | None,
    answers: Sequence[str],
    digits: Sequence[str],
    agents: Sequence[str],
    start: str | None,
    seed: str | None,
    horizon: str | None,
    environment: str | None,
    strict: bool,
    title: str | None,
) -> None:
    """Run one interaction through a strategy and tell its story until nothing moves.

    \b
    Examples:
      routewright run --set ANI=+14155550123 --set udata.FirstName=Ana
      routewright run deflect.strat --answer fault:unavailable --answer ok
    """
    from engine import pipeline
    from engine.folds.fates import breaches
    from engine.folds.ledger import ledger
    from engine.folds.records import records
    from engine.scenario import Scenario
    from engine.sim.bounds import LimitReached

    checked = pipeline.check(path, environment=environment)
    if checked.process is None:
        screen.refuse(checked.diagnostics)
    refuse_title(title, checked)
    process = checked.process
    graph = process.entrance if strategy is None else named_strategy(process, strategy)
    source = file or usual_file(path)
    given = read_input(settings, source, graph.data)
    scenario = replace(
        Scenario(strategy=graph.name, data=given.data, answers=tuple(map(read_plan, answers))),
        **_told(digits, agents, process),
        **_overrides(given, start=start, seed=seed, horizon=horizon),
    )
    try:
        run = pipeline.run(process, scenario)
    except LimitReached as error:
        raise stray(error.code, error.message) from error
    happened = records(run.program, run.log)
    breached = breaches(happened, strict=strict, places=block_places(process))
    found = [*checked.diagnostics, *breached]
    saved, refusal = tried(title, path, checked, scenario, run, environment)
    origin = name_of(source) if source else None
    facts = {"ANI": scenario.ani, "DNIS": scenario.dnis, "input": origin}
    calls = ledger(happened).calls
    _show(screen, run, [*found, *refusal], facts, answers=answers, calls=calls, saved=saved)
    if refusal:
        end(exit_of(refusal))
    if code := exit_of(found):
        end(code if code == Exit.LIMIT else Exit.STRATEGY_FAULT)


def _told(digits: Sequence[str], agents: Sequence[str], process: "Process") -> dict[str, Any]:
    """What callers type and what agents do, as fields of a scenario."""
    return {"told": read_digits(digits, process), "staff": read_staff(agents, process)}


def _show(
    screen: Screen,
    run: "Run",
    found: Sequence[Diagnostic],
    facts: Mapping[str, str | None],
    *,
    answers: Sequence[str],
    calls: int,
    saved: Saved | None,
) -> None:
    """Prints a run: as a document, or as its story with messages behind it."""
    from engine.report.run_to_json import run_document
    from engine.report.to_json import diagnostics_document
    from engine.report.to_trace import to_trace

    unused = answers[calls:]
    if screen.json:
        document = diagnostics_document(found) | run_document(run.program, run.log)
        document |= {"input": facts["input"], "answers_unused": list(unused)}
        screen.document(document | {"saved": None if saved is None else saved.document()})
        return
    shown = [f"{name} {value}" for name, value in facts.items() if value]
    screen.show(to_trace(run.program, run.log, columns=screen.columns, facts=shown))
    screen.tell(unused_note(unused, calls, columns=screen.message_columns))
    screen.diagnose(found)
    if saved is not None:
        screen.tell([saved.line()])


def _overrides(
    given: Input, *, start: str | None, seed: str | None, horizon: str | None
) -> dict[str, Any]:
    """The fields of a scenario that options give; the others keep the scenario's defaults."""
    fields = {
        "ani": given.ani,
        "dnis": given.dnis,
        "priority": given.priority,
        "start": None if start is None else _start(start),
        "seed": None if seed is None else read_seed(seed),
        "horizon_us": None
        if horizon is None
        else read_duration(horizon, "--horizon", lasting="a run", example="`24h` or `90s`"),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _start(text: str) -> Time:
    found = read_quantity(text)
    if not isinstance(found, Time):
        form = "write it as `2026-12-24T08:00`, in UTC"
        raise stray("E301", f"`{text}` is no time for `--at`", form)
    latest = Time(INTEGER_MAX - LIMITS.horizon_us)
    if found > latest:
        raise stray("E301", f"`{text}` is too late for `--at`", f"the latest start is {latest}")
    return found
