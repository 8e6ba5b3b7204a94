"""A round of tests as text: each project in a line, every failure in full, the sum.

In: a round. Out: styled lines. Nothing of it depends on a clock unless the slowest tests are asked
for: the same tests of the same strategies give the same text.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.graph.testing.model import Case
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, table, wrap
from engine.report.to_diagnostics import tally, to_diagnostics
from engine.report.verdicts import WORDS, head_lines, span_of, verdict_lines
from engine.testing.session import Judged, Round, Session
from engine.testing.verdict import Outcome

INDENT = 2
NAME_MAX = 60
"""Columns of the table's first column."""
TENTH_NS = 100_000
"""A tenth of a millisecond."""

Trace: TypeAlias = Callable[[Session, Case], list[Line]]
"""Tells all that happens in a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much is told.

    `verbose` gives each test a line; `durations` is how many of the slowest are named; with `trace`
    each verdict is followed by what happened. `environment` is the `env` whose values held.
    """

    verbose: bool = False
    durations: int = 0
    trace: Trace | None = None
    environment: str | None = None


def to_verdicts(tests: Round, *, columns: int, detail: Detail) -> list[Line]:
    """The whole report; its last line is the sum."""
    lines: list[Line] = []
    for section in _sections(tests, columns, detail):
        while section and not section[-1]:
            section.pop()
        if lines and section:
            lines.append(EMPTY)
        lines += section
    return lines


def summary(tests: Round) -> str:
    """The sum in one sentence: `12 passed, 1 failed, 1 skipped in 4 projects`."""
    broken = sum(session.program is None for session in tests.sessions)
    errors = f"{counted(broken, 'project has', 'projects have')} errors"
    if broken and broken == len(tests.sessions):
        return f"no tests were run; {errors}"
    whose = "its" if broken == 1 else "their"
    others = f"; {errors}, {whose} tests were not run" if broken else ""
    if not tests.chosen:
        every = sum(len(session.cases) for session in tests.sessions)
        none = f"none of {counted(every, 'test')} is chosen" if every else "no tests"
        return f"{none} in {counted(len(tests.sessions) - broken, 'project')}{others}"
    parts = _parts(tests.counts, lost=tests.lost, chosen=tests.chosen)
    taken = sum(session.chosen > 0 for session in tests.sessions)
    return f"{', '.join(parts)} in {counted(taken, 'project')}{others}"


ORDER = (
    Outcome.PASSED, Outcome.FAILED, Outcome.UNEXPECTED, Outcome.SKIPPED, Outcome.EXPECTED,
)  # fmt: skip


def _parts(counts: Mapping[Outcome, int], *, lost: int, chosen: int) -> list[str]:
    """What became of so many tests, each outcome with its number."""
    left = chosen - sum(counts.values()) - lost
    parts = [(counts.get(outcome, 0), WORDS[outcome][0]) for outcome in ORDER]
    parts += [(lost, "without a verdict"), (left, "not run")]
    return [f"{number} {word}" for number, word in parts if number]


def _sections(tests: Round, columns: int, detail: Detail) -> Iterator[list[Line]]:
    """The parts of the report, between which there are empty lines."""
    yield _projects(tests, columns)
    for session in tests.sessions:
        sound = session.program is not None
        found = session.lost_diagnostics if sound else session.diagnostics
        yield to_diagnostics(found, columns=columns)
    if detail.trace is not None:
        yield from _traced(tests, detail.trace, columns, detail.environment)
    else:
        yield from _told(tests, columns, detail)
    yield _slowest(tests, columns, detail.durations)
    yield _ending(tests, columns)


def _projects(tests: Round, columns: int) -> list[Line]:
    """What became of each project; nothing if there is only one."""
    shown = [each for each in tests.sessions if each.chosen or not each.cases]
    if len(shown) < 2:
        return []
    return table(
        [(line((_path(each), Style.NAME)), line(_outcome(each))) for each in shown],
        columns,
        key_max=min(NAME_MAX, columns // 2),
    )


def _outcome(session: Session) -> str:
    if session.program is None:
        return tally(session.checked.diagnostics)
    counts = Counter(each.verdict.outcome for each in session.judged)
    parts = _parts(counts, lost=len(session.lost), chosen=session.chosen)
    return ", ".join(parts) or "no tests"


def _path(session: Session) -> str:
    return session.path.as_posix()


def _told(tests: Round, columns: int, detail: Detail) -> Iterator[list[Line]]:
    """The tests one by one if that is asked for, failures in full, other remarkable ones."""
    if detail.verbose:
        for session in tests.sessions:
            if session.judged:
                yield _listed(session, columns)
    for session, each in tests.judged:
        if not each.verdict.outcome.good:
            yield _verdict(session, each, columns, detail.environment)
    if not detail.verbose:
        yield [
            told
            for _, each in tests.judged
            if each.verdict.outcome in (Outcome.SKIPPED, Outcome.EXPECTED)
            for told in head_lines(each.case, each.verdict, columns)
        ]


def _listed(session: Session, columns: int) -> list[Line]:
    lines = [line((_path(session), Style.NAME))]
    for each in session.judged:
        lines += indented(head_lines(each.case, each.verdict, columns - INDENT), INDENT)
        if each.verdict.outcome is Outcome.EXPECTED:
            lines += indented(_first_failure(each, columns - 2 * INDENT), 2 * INDENT)
    return lines


def _first_failure(each: Judged, columns: int) -> list[Line]:
    """What failed in a test that fails as expected: the place and the message in a line."""
    said = [failure.message for failure in each.verdict.failures[:1]]
    where = span_of(each.case, each.verdict).where()
    return [part for message in said for part in wrap(line(f"{where}: {message}"), columns)]


def _traced(
    tests: Round, trace: Trace, columns: int, environment: str | None
) -> Iterator[list[Line]]:
    for session, each in tests.judged:
        yield _verdict(session, each, columns, environment)
        if each.verdict.outcome is not Outcome.SKIPPED:
            yield trace(session, each.case)


def _verdict(session: Session, each: Judged, columns: int, environment: str | None) -> list[Line]:
    return verdict_lines(session.path, each.case, each.verdict, columns, environment=environment)


def _slowest(tests: Round, columns: int, number: int) -> list[Line]:
    """The tests that took longest; of equal ones the first stays first."""
    slow = sorted(tests.judged, key=lambda one: -one[1].duration_ns)[:number]
    rows = [
        (line((duration_in_words(each.duration_ns), Style.TIME)), _named(session, each))
        for session, each in slow
    ]
    if not rows:
        return []
    title = line((f"slowest {len(rows)}", Style.STRONG))
    return [title, *indented(table(rows, columns - INDENT), INDENT)]


def _named(session: Session, each: Judged) -> Line:
    return line((each.case.name, Style.PLAIN), "  ", (_path(session), Style.QUIET))


def duration_in_words(duration_ns: int) -> str:
    """Milliseconds with one digit behind the point.

    >>> duration_in_words(12_345_678)
    '12.3ms'
    """
    tenths = duration_ns // TENTH_NS
    return f"{tenths // 10:,}.{tenths % 10}ms"


def _ending(tests: Round, columns: int) -> list[Line]:
    lines: list[Line] = []
    if tests.seed is not None:
        again = f"shuffled with seed {tests.seed}: `--seed {tests.seed}` gives this order again"
        lines += wrap(line((again, Style.QUIET)), columns, hang=INDENT)
    fine = tests.good and not tests.lost and all(each.program for each in tests.sessions)
    style = Style.GOOD if fine and tests.chosen else Style.BAD
    return [*lines, *wrap(line((summary(tests), style)), columns, hang=INDENT)]
