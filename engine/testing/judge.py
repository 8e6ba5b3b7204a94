"""One case: run, looked at, judged.

In: a program and a case. Out: its `Verdict`, the same for the same two, in any process and in both
forms of the core. What explains a failure is gathered only where there is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.folds.coverage import marks
from engine.folds.fates import fates
from engine.folds.ledger import fault_name
from engine.folds.records import ACT_NAMES, Record, records
from engine.folds.times import Clock
from engine.graph.testing.model import Case
from engine.limits import LIMITS, Limits
from engine.log.events import Event
from engine.log.model import EventLog
from engine.program.model import Program
from engine.sim.simulate import LimitReached, simulate
from engine.testing.claims import failures_of
from engine.testing.stubs import never_used
from engine.testing.verdict import Failure, Outcome, Step, Track, Verdict

HUNG_UP = "hung up"
"""How a block is left whose caller hangs up: by none of its ports."""


def judge(
    program: Program, case: Case, *, limits: Limits = LIMITS, marked: bool = False
) -> Verdict:
    """Runs a case and says how it turned out; `marked` notes what the run went through."""
    if case.skip is not None:
        return Verdict(outcome=Outcome.SKIPPED)
    try:
        log = simulate_case(program, case, limits)
    except LimitReached as reached:
        stopped = Failure(claim=None, message=f"the run was stopped: {reached}", at_us=0)
        return Verdict(outcome=_outcome(case, (stopped,)), failures=(stopped,))
    failures = (
        *_come_to_nothing(log),
        *never_used(program, case.scenario.stubs, log),
        *failures_of(program, case, log, limits),
    )
    happened = records(program, log) if failures else []
    return Verdict(
        outcome=_outcome(case, failures),
        failures=failures,
        tracks=_tracks(happened),
        marks=marks(program, log) if marked else None,
        events_hash=log.events_hash(),
    )


def simulate_case(program: Program, case: Case, limits: Limits = LIMITS) -> EventLog:
    """Runs a case. Raises `LimitReached`."""
    return simulate(program, case.scenario, limits)


def _outcome(case: Case, failures: Sequence[Failure]) -> Outcome:
    """What is expected to fail are claims; a run that is not as the test says explains nothing."""
    if case.fails is None or any(failure.claim is None for failure in failures):
        return Outcome.FAILED if failures else Outcome.PASSED
    return Outcome.EXPECTED if failures else Outcome.UNEXPECTED


def _come_to_nothing(log: EventLog) -> Iterable[Failure]:
    """What the test lets happen and could not: the test says something that is not so."""
    if Event.CAME_TO_NOTHING not in log.columns["kind"]:
        return
    clock = Clock.fitting(log.columns["time"])
    for row in log.rows():
        if row.kind is Event.CAME_TO_NOTHING:
            act, at = ACT_NAMES[row.a], clock.show(row.time)
            message = f"`{act}` at {at} came to nothing: {log.text(row.b)}"
            yield Failure(claim=None, message=message, at_us=row.time, event=row.port)


def _tracks(happened: list[Record]) -> tuple[Track, ...]:
    """The ways of all interactions, in the order of their creation."""
    steps: defaultdict[str, list[Step]] = defaultdict(list)
    views: dict[str, str] = {}
    faults: dict[str, int] = {}
    for record in happened:
        name = record.interaction or ""
        match record.kind:
            case Event.PULLED:
                views[name] = record.text("view")
            case Event.ENTERED if record.block is not None:
                faults.pop(name, None)
                view = views.pop(name, "")
                steps[name].append(Step(record.block.label, "", record.time_us, view))
            case Event.REFUSED | Event.FAULTED:
                faults[name] = record.number("fault")
            case Event.HUNG_UP:
                steps[name][-1] = replace(steps[name][-1], port=HUNG_UP)
            case Event.LEFT if record.port is not None:
                port = record.port.label
                if name in faults and port.startswith("fault"):
                    port = f"fault {fault_name(faults[name])}"
                steps[name][-1] = replace(steps[name][-1], port=port)
            case _:
                pass
    return tuple(
        Track(steps=tuple(steps.get(fate.interaction, ())), fate=fate) for fate in fates(happened)
    )
