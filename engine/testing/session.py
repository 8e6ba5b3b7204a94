"""A round of tests: projects checked, cases chosen, judged, counted.

In: paths, what is asked for. Out: a `Round`: for each project a `Session` with its verdicts, in
the order in which the cases stand, whatever the order and the processes in which they were judged.
A project with errors is part of it without verdicts; the others are judged all the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from engine import pipeline
from engine.diagnostics import Diagnostic, Severity, did_you_mean
from engine.folds.coverage import Marks
from engine.graph.testing.model import Case
from engine.limits import LIMITS, Limits
from engine.pipeline import Checked
from engine.program.lower import lower
from engine.program.model import Program
from engine.streams import Purpose, shuffled
from engine.testing.find import projects_in
from engine.testing.judge import judge
from engine.testing.last_failed import recall, remember
from engine.testing.select import Selection, unknown_names, unknown_tags
from engine.testing.verdict import Outcome, Verdict
from engine.testing.wanted import Wanted, wanted
from engine.testing.workers import (
    BrokenCaseError,
    Clock,
    Job,
    Judge,
    Timed,
    Turn,
    Work,
    results,
    workers_for,
)  # fmt: skip
from engine.workers.crew import spawned
from engine.workers.model import Executors

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each verdict: how many there are, of how many."""


class UnknownTestError(Exception):
    """An exact name that no test has; `help` may name the nearest."""

    def __init__(self, name: str, help: str | None) -> None:  # noqa: A002
        super().__init__(name)
        self.name = name
        self.help = help


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to judge. `seed` puts the cases into the order of that seed; `workers` None takes as many
    as are fastest; `marked` notes what runs went through."""

    selection: Selection = field(default_factory=Selection)
    last_failed: bool = False
    environment: str | None = None
    seed: int | None = None
    workers: int | None = None
    exit_first: bool = False
    marked: bool = False
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case with its verdict."""

    case: Case
    verdict: Verdict
    duration_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The tests of one project. `chosen` is how many were to be judged, `judged` those that were,
    `lost` those whose worker ended; without an error there is a `program`."""

    path: Path
    checked: Checked
    program: Program | None
    chosen: int
    judged: tuple[Judged, ...] = ()
    lost: tuple[Case, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """All tests of the project; none are known of one with errors."""
        return self.checked.process.cases if self.checked.process else ()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What checking found, and each test whose worker ended."""
        return [*self.checked.diagnostics, *self.lost_diagnostics]

    @property
    def lost_diagnostics(self) -> list[Diagnostic]:
        """One for each test whose worker ended."""
        return [_lost(case) for case in self.lost]

    @property
    def marks(self) -> Marks:
        """What the runs went through, added up."""
        total = Marks()
        for each in self.judged:
            if each.verdict.marks is not None:
                total.add(each.verdict.marks)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Everything that one run of the tests gave; `seed` is that of their order, if it had one.

    `broken` is the case that ended it, which is a bug of ours.
    """

    sessions: tuple[Session, ...]
    seed: int | None = None
    interrupted: bool = False
    broken: BrokenCaseError | None = None
    notes: tuple[str, ...] = ()

    @property
    def judged(self) -> list[tuple[Session, Judged]]:
        """All verdicts with their projects."""
        return [(session, each) for session in self.sessions for each in session.judged]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many cases turned out how."""
        return Counter(each.verdict.outcome for _, each in self.judged)

    @property
    def chosen(self) -> int:
        """How many tests were to be judged."""
        return sum(session.chosen for session in self.sessions)

    @property
    def lost(self) -> int:
        """How many tests have no verdict because their worker ended."""
        return sum(len(session.lost) for session in self.sessions)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Those of all projects."""
        return [each for session in self.sessions for each in session.diagnostics]

    @property
    def good(self) -> bool:
        """Whether no verdict says otherwise."""
        return all(each.verdict.outcome.good for _, each in self.judged)


def run_session(
    paths: Iterable[Path],
    options: Options,
    *,
    clock: Clock,
    judge: Judge = judge,
    executors: Executors = spawned,
    progress: Progress | None = None,
) -> Round:
    """Judges what is chosen of the tests below the paths. An interrupt ends it, and the round holds
    what is finished. Raises `UnknownTestError`."""
    below = [*paths]
    found = wanted(below, partial(_checked, options=options))
    bare = [f"`{path}` holds no `.strat` file" for path in below if not projects_in(path)]
    unknown = _unknown(options.selection, [each.checked for each in found])
    projects, notes = _chosen(found, options)
    sound = [each for each in projects if each.program is not None]
    jobs = tuple(Job(each.program, each.cases) for each in projects if each.program is not None)
    turns = [Turn(job, case) for job, each in enumerate(sound) for case in each.chosen]
    if options.seed is not None:
        turns = shuffled(turns, options.seed, Purpose.ORDER_OF_TESTS)
    work = Work(jobs=jobs, judge=judge, clock=clock, limits=options.limits, marked=options.marked)
    timed, end = _judged(work, turns, options, executors, progress)
    numbers = {each.path: job for job, each in enumerate(sound)}
    return Round(
        sessions=tuple(_session(each, numbers.get(each.path), timed) for each in projects),
        seed=options.seed,
        interrupted=isinstance(end, KeyboardInterrupt),
        broken=end if isinstance(end, BrokenCaseError) else None,
        notes=(*bare, *unknown, *notes),
    )


def remember_all(sessions: Iterable[Session], *, write: Callable[[Path, str], None]) -> list[str]:
    """Keeps for `--last-failed` what there is to keep; returns notes about what could not be kept.

    Of an interrupted round, or of a few tests, what is finished is kept: it is as true as ever.
    """
    notes = []
    for session in sessions:
        verdicts = {each.case.name: each.verdict.outcome.good for each in session.judged}
        if verdicts:
            names = [case.name for case in session.cases]
            notes.append(remember(session.path, verdicts, names, write=write))
    return [note for note in notes if note]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """A project before its tests are judged; `chosen` are numbers of cases."""

    path: Path
    checked: Checked
    program: Program | None
    chosen: tuple[int, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.checked.process.cases if self.checked.process else ()


def _checked(path: Path, options: Options) -> Checked:
    return pipeline.check(path, environment=options.environment, limits=options.limits)


def _unknown(selection: Selection, checked: Sequence[Checked]) -> list[str]:
    """Notes about tags that no test has, unless not all tests are known. An exact name that no test
    has is a mistake then."""
    if any(each.process is None for each in checked):
        return []
    cases = [case for each in checked if each.process for case in each.process.cases]
    for name in unknown_names(selection, cases):
        names = {each for case in cases for each in (case.name, case.table) if each}
        raise UnknownTestError(name, did_you_mean(name, names))
    tags = {tag for case in cases for tag in case.tags}
    notes = []
    for tag in unknown_tags(selection, cases):
        near = did_you_mean(tag, tags)
        notes.append(f"no test has the tag `{tag}`" + (f"; {near}" if near else ""))
    return notes


def _chosen(found: Sequence[Wanted], options: Options) -> tuple[list[_Project], list[str]]:
    """The projects with the numbers of the cases to be judged, and notes about that."""
    projects = [
        _Project(
            path=each.path,
            checked=each.checked,
            program=lower(each.checked.process) if each.checked.process else None,
            chosen=tuple(_meant(each, options.selection)),
        )
        for each in found
    ]
    return _failed_before(projects) if options.last_failed else (projects, [])


def _meant(asked: Wanted, selection: Selection) -> Iterator[int]:
    cases = asked.checked.process.cases if asked.checked.process else ()
    for number, case in enumerate(cases):
        if selection.chooses(case) and asked.holds(case.span.source.name):
            yield number


def _failed_before(projects: Sequence[_Project]) -> tuple[list[_Project], list[str]]:
    """Only what failed last time; everything where that is not known, or where nothing did."""
    memories = [recall(each.path) for each in projects]
    notes = [memory.note for memory in memories if memory.note]
    narrowed = [
        replace(each, chosen=_failed(each, memory.of(each.path))) if memory.known else each
        for each, memory in zip(projects, memories, strict=True)
    ]
    if any(each.chosen for each in narrowed) or not any(each.chosen for each in projects):
        return narrowed, notes
    return list(projects), [*notes, "no test is known to have failed last time: all are chosen"]


def _failed(project: _Project, names: Collection[str]) -> tuple[int, ...]:
    return tuple(number for number in project.chosen if project.cases[number].name in names)


def _judged(
    work: Work,
    turns: Sequence[Turn],
    options: Options,
    executors: Executors,
    progress: Progress | None,
) -> tuple[dict[Turn, Timed | None], KeyboardInterrupt | BrokenCaseError | None]:
    """The verdicts as far as they were given, and what ended that before its time."""
    found: dict[Turn, Timed | None] = {}
    workers = workers_for(len(turns), options.workers)
    try:
        with closing(results(work, turns, workers=workers, executors=executors)) as judging:
            for turn, timed in judging:
                found[turn] = timed
                if progress is not None:
                    progress(len(found), len(turns))
                if options.exit_first and (timed is None or not timed.verdict.outcome.good):
                    break
    except (KeyboardInterrupt, BrokenCaseError) as end:
        return found, end
    return found, None


def _session(project: _Project, job: int | None, found: Mapping[Turn, Timed | None]) -> Session:
    """A project's verdicts in the order of its cases."""
    judged, lost = [], []
    for number in project.chosen:
        turn = Turn(-1 if job is None else job, number)
        if turn not in found:
            continue
        case, timed = project.cases[number], found[turn]
        if timed is None:
            lost.append(case)
        else:
            judged.append(Judged(case=case, verdict=timed.verdict, duration_ns=timed.duration_ns))
    return Session(
        path=project.path,
        checked=project.checked,
        program=project.program,
        chosen=len(project.chosen),
        judged=tuple(judged),
        lost=tuple(lost),
    )


def _lost(case: Case) -> Diagnostic:
    return Diagnostic(
        code="E801",
        severity=Severity.ERROR,
        span=case.span,
        message="this test has no verdict: its worker ended before it could give one",
        help="it may need more memory than there is",
    )
