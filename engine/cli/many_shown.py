"""Replications of `routewright simulate` shown, and the folder of results brought to its end.

In: what was run, what is finished of it. Out: figures with their intervals, messages, the exit
code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.cli.exits import Exit, exit_of_days
from engine.cli.losses import losses
from engine.cli.options import Screen
from engine.cli.places import block_places, goal_places
from engine.diagnostics import Diagnostic, Severity
from engine.report.extras import Extras, extras_of
from engine.report.goal_lines import goal_findings

if TYPE_CHECKING:
    from engine.cli.many_days import Runs
    from engine.replications.model import Finished, Replicated
    from engine.report.to_json import Document
    from engine.stats.seen import Seen
    from engine.stats.several import Several
    from engine.store.results import Results


def show(screen: Screen, runs: "Runs", replicated: "Replicated", results: "Results | None") -> int:
    """Keeps and shows what is finished; gives the exit code."""
    own = replicated.of(0)
    found = [*runs.checked.diagnostics, *_said(runs, replicated)]
    if not own:
        if replicated.stopped is None:
            screen.refuse(found)
        return Exit.FINE
    days = runs.seen(own)
    cut_short = any(each.limit is not None for each in own)
    extras = Extras() if cut_short else extras_of(days, columns=screen.columns)
    several = _several(days, own)
    if results is not None and replicated.stopped is None and not replicated.lost:
        from engine.cli.kept_days import finish_results

        finish_results(results, runs, replicated, _document(own, several, extras))
    if runs.asked.fault_costs and replicated.stopped is None:
        from engine.cli.fault_costs import costed

        extras = costed(extras, runs, own, columns=screen.columns)
    places = {} if runs.checked.process is None else goal_places(runs.checked.process)
    found += goal_findings(extras.judged, places, strict=runs.asked.strict)
    _show(screen, runs, own, several, found, extras)
    return exit_of_days(found)


def _several(days: "Sequence[Seen]", own: "Sequence[Finished]") -> "Several":
    from engine.stats.several import several

    return several(
        days,
        truncated=sum(each.truncated for each in own),
        limits=[(each.seed, each.limit[1]) for each in own if each.limit is not None],
    )


def _said(runs: "Runs", replicated: "Replicated") -> Iterator[Diagnostic]:
    """Everything that is to be said of replications when they are over."""
    from engine.folds.unserved import unserved

    own = replicated.of(0)
    if own and runs.checked.process is not None:
        places = block_places(runs.checked.process)
        yield from unserved(runs.program, own[0].counts, places)
    yield from losses((each.unit.number, each.seed, each.loss) for each in replicated.lost)
    yield from _limits(own)
    if runs.precision is not None and not replicated.enough and replicated.stopped is None:
        yield _imprecise(runs, own)
    if runs.asked.strict:
        yield from _faulted(runs, own)


def _limits(own: "Sequence[Finished]") -> Iterator[Diagnostic]:
    """An error for each limit that days have met."""
    met: dict[tuple[str, str], list[Finished]] = {}
    for each in own:
        if each.limit is not None:
            met.setdefault(each.limit, []).append(each)
    for (code, message), days in met.items():
        yield Diagnostic(
            code=code,
            severity=Severity.ERROR,
            message=f"{message}, in {len(days)} of {len(own)} replications",
            help=f"their figures are those until then; the first has seed {days[0].seed}",
        )


def _imprecise(runs: "Runs", own: "Sequence[Finished]") -> Diagnostic:
    """W341: as many replications as there may be, and not as precise as was asked for."""
    needed = None if runs.precision is None else runs.precision.needed(runs.seen(own))
    cure = "these cannot tell how many would do"
    if needed is not None:
        cure = f"about {needed:,} replications would do: `--max-replications {needed}`"
    return Diagnostic(
        code="W341",
        severity=Severity.WARNING,
        message=f"`{runs.asked.precision}` is not reached after {len(own):,} replications",
        help=cure,
    )


def _faulted(runs: "Runs", own: "Sequence[Finished]") -> Iterator[Diagnostic]:
    """What `--strict` does not forgive, by name in one replication: the first in which anybody
    ended faulted, which is run again with its log."""
    from engine.cli.one_day import breached
    from engine.log.counts import Level
    from engine.ops import Place
    from engine.pipeline import simulate

    process = runs.checked.process
    days = [each for each in own if each.counts.finals[Place.FAULTED]]
    if process is None or not own:
        return
    seed = (days or own)[0].seed
    day = simulate(
        process, runs.simulation, seed=seed, level=Level.EVENTS, limits=runs.asked.limits
    )
    for each in breached(day, process):
        cure = f"so in {len(days)} of {len(own)} replications; `--seed {seed} --follow` tells how"
        yield replace(each, help=cure)


def _show(
    screen: Screen,
    runs: "Runs",
    own: "Sequence[Finished]",
    several: "Several",
    found: Sequence[Diagnostic],
    extras: Extras,
) -> None:
    """The figures, and the messages behind them."""
    from engine.report.to_figures import to_figures
    from engine.report.to_json import diagnostics_document
    from engine.report.to_replications import to_replications

    if screen.json:
        screen.document(diagnostics_document(found) | _document(own, several, extras))
        return
    if runs.count == 1 and not runs.asked.fault_costs:
        from engine.replications.days import day_of

        screen.show(to_figures(day_of(runs.variants[0], own[0]), columns=screen.columns))
    else:
        shown = to_replications(
            several, columns=screen.columns, goals=extras.goals, sections=extras.sections
        )
        screen.show(shown)
    screen.diagnose(found)


def _document(own: "Sequence[Finished]", several: "Several", extras: Extras) -> "Document":
    """All of it for machines, with the hash of all replications."""
    from engine.replications.body import digest, pack
    from engine.report.replications_to_json import replications_document

    found = replications_document(several) | dict(extras.document)
    return found | {"hash": digest(pack(each) for each in own)}
