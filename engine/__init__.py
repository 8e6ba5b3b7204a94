"""Routewright: a language, a checker and a simulator for Genesys routing strategies.

    grammar/strategy.lark   the concrete syntax: one shape for every declaration and block
    engine/source, load     texts, places in them, reading files safely
    engine/values           values of the language, and their form as integers
    engine/diagnostics      what is wrong, said at its place; `codes` is the catalogue
    engine/calendars        opening hours: time zones, days, what is open at an instant
    engine/services         services that an author declares, with their simulated answers
    engine/days, staff      simulated days, and who works in them: plain data
    engine/failures         what goes wrong in simulated days: plain data
    engine/spreads          distributions: plain data
    engine/goals            what days must come to, and what things cost: plain data
    engine/measures         what can be asked of simulated days, by name
    engine/collector        the garbage collector at rest while much is built
    engine/json_text        JSON in one form, read strictly
    engine/streams          draws: chance as a function of a seed and a purpose
    engine/syntax, ops      the tree; the closed set of operations and expression codes
    engine/dsl              text <-> tree: parser, recovery, imports, formatter
    engine/shelf            what a kind is
    engine/blocks, world    the shelves of block kinds and of declarations, one file each
    engine/esp, functions   the shelves of ESP methods and of functions, one file each
    engine/graph            tree -> checked block graphs and the business process around them
    engine/program          graph -> flat integers
    engine/scenario         what a run is told to do: who comes, how calls are answered
    engine/sim              program + scenario -> event log; `sim/core` is compiled
    engine/log              the event log: columns, bytes, hash
    engine/store            results that last: folders that survive a kill, SQL over them
    engine/folds            what an event log says: records, fates, totals, coverage
    engine/observations     the shelf of what tests can claim of a run
    engine/workers          work in other processes, whatever happens to them
    engine/replications     simulations run many times, and compared with the same customers
    engine/testing          cases run and judged, tests written and found
    engine/stats            figures of simulated days and of replications: estimates, measures
    engine/report           folds of log and graph as text and documents
    engine/access           projects, runs and days from Python
    engine/pytest_plugin    the same tests as items of pytest
    engine/cli              one file a command
    engine/pipeline         the stages in order: read it first

The public names below are imported on first use, so that a command pays only for what it needs.
"""

from importlib import import_module

# As `typing` has it, which takes long to load: an interrupt is heard only after this.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from engine.access.finished import Finished
    from engine.access.finished_comparison import FinishedComparison
    from engine.access.finished_day import FinishedDay
    from engine.access.finished_days import FinishedDays
    from engine.access.project import Project, load_project
    from engine.diagnostics import Diagnostic, SourceError
    from engine.graph.model import BlockGraph, Process
    from engine.log.model import EventLog
    from engine.pipeline import Checked, Run, SimulatedDay, check, run, simulate
    from engine.scenario import AnswerPlan, Scenario
    from engine.stats.figures import figures
    from engine.stats.model import Figures
    from engine.values import KVList

__all__ = [
    "AnswerPlan",
    "BlockGraph",
    "Checked",
    "Diagnostic",
    "EventLog",
    "Figures",
    "Finished",
    "FinishedComparison",
    "FinishedDay",
    "FinishedDays",
    "KVList",
    "Process",
    "Project",
    "Run",
    "Scenario",
    "SimulatedDay",
    "SourceError",
    "check",
    "figures",
    "load_project",
    "run",
    "simulate",
]

_HOMES = {
    "AnswerPlan": "engine.scenario",
    "BlockGraph": "engine.graph.model",
    "Checked": "engine.pipeline",
    "Diagnostic": "engine.diagnostics",
    "EventLog": "engine.log.model",
    "Figures": "engine.stats.model",
    "Finished": "engine.access.finished",
    "FinishedComparison": "engine.access.finished_comparison",
    "FinishedDay": "engine.access.finished_day",
    "FinishedDays": "engine.access.finished_days",
    "KVList": "engine.values",
    "Process": "engine.graph.model",
    "Project": "engine.access.project",
    "Run": "engine.pipeline",
    "Scenario": "engine.scenario",
    "SimulatedDay": "engine.pipeline",
    "SourceError": "engine.diagnostics",
    "check": "engine.pipeline",
    "figures": "engine.stats.figures",
    "load_project": "engine.access.project",
    "run": "engine.pipeline",
    "simulate": "engine.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
