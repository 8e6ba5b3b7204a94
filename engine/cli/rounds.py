"""One round of `routewright test`: from the options to what is printed, written and exited with.

In: options as they were given. Out: the report on stdout, files, the exit code. What goes wrong
with a file that is written is told after the verdicts, which are not lost by it.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from engine.cli import clock
from engine.cli.exits import Exit, exit_of
from engine.cli.files import write_whole
from engine.cli.options import Screen, stray
from engine.cli.process import again
from engine.cli.progress import progress
from engine.cli.seeds import read_seed
from engine.cli.workers import read_workers
from engine.diagnostics import Diagnostic, SourceError
from engine.report.styled import EMPTY, Line, Style, line, wrap

if TYPE_CHECKING:
    from engine.graph.testing.model import Case
    from engine.log.model import EventLog
    from engine.program.model import Program
    from engine.report.to_json import Document
    from engine.testing.points import Coverage
    from engine.testing.session import Options, Round, Session

SEEDS = 1_000_000
"""A seed that nobody chose is below this: short enough to be typed again."""
PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]))?%?")
EPOCH = "SOURCE_DATE_EPOCH"
EPOCH_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command, under the names they have there."""

    expression: str | None
    tags: tuple[str, ...]
    only: tuple[str, ...]
    last_failed: bool
    exit_first: bool
    shuffle: bool
    seed: str | None
    workers: str | None
    environment: str | None
    verbose: bool
    trace: bool
    durations: int | None
    junit: Path | None
    coverage: bool
    min_coverage: str | None
    coverage_json: Path | None
    lcov: Path | None
    cobertura: Path | None

    @property
    def outputs(self) -> dict[str, Path]:
        """The files that are asked for, by their options."""
        every = {
            "--junit": self.junit,
            "--coverage-json": self.coverage_json,
            "--lcov": self.lcov,
            "--cobertura": self.cobertura,
        }
        return {option: path for option, path in every.items() if path is not None}

    @property
    def covers(self) -> bool:
        """Whether coverage is needed for anything."""
        return self.coverage or self.min_coverage is not None or bool({*self.outputs} - {"--junit"})


class Done(NamedTuple):
    """How a round ended, and the files that were read for it."""

    exit_code: int
    files: list[Path]


def run_round(screen: Screen, paths: Sequence[Path], asked: Asked) -> Done:
    """Runs what is asked for. Raises KeyboardInterrupt after an interrupt, or what broke a case,
    when all that was finished is printed and written."""
    from engine.testing.coverage import cover
    from engine.testing.session import UnknownTestError, remember_all, run_session

    options, minimum = read_options(asked)
    with progress(sys.stderr, clock.nanoseconds, "tests") as told:
        try:
            tests = run_session(paths, options, clock=clock.nanoseconds, progress=told)
        except UnknownTestError as error:
            message = f"there is no test `{error.name}`" + (f"; {error.help}" if error.help else "")
            raise click.BadParameter(message, param_hint="--only") from error
    notes = remember_all(tests.sessions, write=write_whole)
    tests = replace(tests, notes=(*tests.notes, *notes))
    covered = [
        cover(session.checked.process, session.program, session.marks)
        for session in tests.sessions
        if asked.covers and session.checked.process and session.program
    ]
    files = [Path(file.source.name) for each in tests.sessions for file in each.checked.files]
    refused = list(_written(_outputs(asked, tests, covered), files))
    low = _low(covered, minimum)
    again()  # another interrupt is for what is printed, which may be long
    _show(screen, tests, asked, covered, low=low, refused=refused)
    if tests.interrupted:
        raise KeyboardInterrupt
    if tests.broken is not None:
        raise tests.broken
    code = exit_of([*tests.diagnostics, *refused])
    if not code and not tests.chosen:
        code = Exit.USAGE
    elif not code and (low or not tests.good):
        code = Exit.FAILED
    return Done(code, files)


# Options


def read_options(asked: Asked) -> "tuple[Options, int | None]":
    """How to judge, and the least coverage. Raises click's errors and `SourceError`."""
    from engine.testing.select import WITHOUT, ExpressionError, Selection, around, matcher
    from engine.testing.session import Options

    _refuse_same(asked)
    for tag in asked.tags:
        if not tag.removeprefix(WITHOUT):
            message = f"`{tag}` names no tag: write for example `slow` or `not:slow`"
            raise click.BadParameter(message, param_hint="--tag")

    try:
        meant = None if asked.expression is None else matcher(asked.expression)
    except ExpressionError as error:
        place = around(asked.expression or "", error.column)
        message = f"{error.message}, at character {error.column} of `{place}`"
        raise click.BadParameter(message, param_hint="-k") from error
    seed = None if asked.seed is None else read_seed(asked.seed)
    if asked.shuffle and seed is None:
        seed = clock.nanoseconds() // 1_000 % SEEDS
    minimum = None if asked.min_coverage is None else read_percent(asked.min_coverage)
    options = Options(
        selection=Selection(matcher=meant, tags=asked.tags, only=asked.only),
        last_failed=asked.last_failed,
        environment=asked.environment,
        seed=seed,
        workers=read_workers(asked.workers),
        exit_first=asked.exit_first,
        marked=asked.covers,
    )
    return options, minimum


def _refuse_same(asked: Asked) -> None:
    """Two outputs in one file: the second would take the place of the first."""
    options: dict[str, str] = {}
    for option, path in asked.outputs.items():
        before = options.setdefault(os.path.realpath(path), option)
        if before != option:
            message = f"{before} and {option} name one file: `{path}`"
            raise click.UsageError(message)


def read_percent(text: str) -> int:
    """A percentage in thousandths."""
    found = PERCENT.fullmatch(text)
    thousandths = 10 * int(found[1]) + int(found[2] or 0) if found else -1
    if not 0 <= thousandths <= 1_000:
        message = f"`{text}` is no percentage: write for example `90` or `92.5`"
        raise click.BadParameter(message, param_hint="--min-coverage")
    return thousandths


# Files


def _outputs(
    asked: Asked, tests: "Round", covered: "Sequence[Coverage]"
) -> Iterator[tuple[Path, Callable[[], str]]]:
    """The files that are asked for, each with how its text is made."""
    from engine.report.coverage_to_json import coverage_to_json
    from engine.report.to_cobertura import to_cobertura
    from engine.report.to_junit import to_junit
    from engine.report.to_lcov import to_lcov

    root = Path.cwd().as_posix()
    texts: dict[str, Callable[[], str]] = {
        "--junit": lambda: to_junit(tests, environment=asked.environment),
        "--coverage-json": lambda: coverage_to_json(covered),
        "--lcov": lambda: to_lcov(covered, root=root),
        "--cobertura": lambda: to_cobertura(covered, root=root, timestamp=_timestamp()),
    }
    for option, path in asked.outputs.items():
        yield path, texts[option]


def _timestamp() -> int:
    """The seconds since 1970 that whoever builds wants to stand in outputs, else 0: see
    reproducible-builds.org, `SOURCE_DATE_EPOCH`."""
    text = os.environ.get(EPOCH, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= EPOCH_DIGITS else 0


def _written(
    outputs: "Iterator[tuple[Path, Callable[[], str]]]", files: Sequence[Path]
) -> Iterator[Diagnostic]:
    """Writes files, and says what could not be written."""
    sources = {os.path.realpath(file) for file in files}
    for path, text in outputs:
        try:
            if os.path.realpath(path) in sources:
                raise stray("E501", f"`{path}` is one of the files that are tested")
            write_whole(path, text())
        except SourceError as error:
            yield from error.diagnostics


# What is printed


def _low(covered: "Sequence[Coverage]", minimum: int | None) -> str:
    """What to say if the coverage is too low, empty if it is not."""
    from engine.report.to_coverage import percent
    from engine.testing.points import score

    if minimum is None or score(covered) >= minimum:
        return ""
    return f"the coverage is {percent(score(covered))}, and should be at least {percent(minimum)}"


def _show(
    screen: Screen,
    tests: "Round",
    asked: Asked,
    covered: "Sequence[Coverage]",
    *,
    low: str,
    refused: list[Diagnostic],
) -> None:
    if screen.json:
        screen.document(_document(tests, asked, covered, low=low, refused=refused))
        return
    if screen.format == "github":
        from engine.report.to_github import to_github

        screen.write(to_github(tests, environment=asked.environment, low=low))
    else:
        screen.show(_text(screen, tests, asked))
    if asked.coverage or low:
        from engine.report.to_coverage import to_coverage

        screen.show([EMPTY, *to_coverage(covered, columns=screen.columns)])
    if low:
        screen.show([EMPTY, *wrap(line((low, Style.BAD)), screen.columns)])
    for note in tests.notes:
        screen.tell(wrap(line(("note", Style.NOTE), f": {note}"), screen.message_columns, hang=2))
    screen.diagnose([*_warnings(tests, screen.format), *refused])


def _warnings(tests: "Round", format_: str) -> list[Diagnostic]:
    """The findings that the report does not show: it shows those of projects with errors."""
    if format_ == "github":
        return []
    sound = (session for session in tests.sessions if session.program is not None)
    return [found for session in sound for found in session.checked.diagnostics]


def _text(screen: Screen, tests: "Round", asked: Asked) -> list[Line]:
    from engine.report.to_trace import to_trace
    from engine.report.to_verdicts import Detail, to_verdicts

    def trace(session: "Session", case: "Case") -> list[Line]:
        ran = _run(session, case)
        return [line(ran)] if isinstance(ran, str) else to_trace(*ran, columns=screen.columns)

    detail = Detail(
        verbose=asked.verbose,
        durations=asked.durations or 0,
        trace=trace if asked.trace else None,
        environment=asked.environment,
    )
    return to_verdicts(tests, columns=screen.columns, detail=detail)


def _document(
    tests: "Round",
    asked: Asked,
    covered: "Sequence[Coverage]",
    *,
    low: str,
    refused: Sequence[Diagnostic],
) -> "Document":
    from engine.report.coverage_to_json import coverage_document
    from engine.report.run_to_json import run_document
    from engine.report.to_json import diagnostics_document
    from engine.report.verdicts_to_json import round_document

    def trace(session: "Session", case: "Case") -> "Document":
        ran = _run(session, case)
        return {"limit": ran} if isinstance(ran, str) else run_document(*ran)

    document = round_document(
        tests,
        timed=asked.durations is not None,
        environment=asked.environment,
        trace=trace if asked.trace else None,
    )
    document |= diagnostics_document([*tests.diagnostics, *refused])
    if asked.covers:
        document["coverage"] = {**coverage_document(covered), "too_low": low or None}
    return document


def _run(session: "Session", case: "Case") -> "tuple[Program, EventLog] | str":
    """A case run again, for its trace; what limit it met if it did."""
    from engine.sim.bounds import LimitReached
    from engine.testing.judge import simulate_case

    if session.program is None:
        return ""
    try:
        return session.program, simulate_case(session.program, case)
    except LimitReached as error:
        return error.message
