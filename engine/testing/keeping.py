"""Tests put into the files of their project.

In: a checked project, the text of the file that takes the test, the test as syntax. Out: the text
of the file with the test behind what was there; it has been checked, and the test passes.
"""

from engine.diagnostics import Findings, Severity
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.graph.build import build
from engine.graph.model import Process
from engine.pipeline import Checked
from engine.program.lower import lower
from engine.source import Source, Span
from engine.syntax import nodes
from engine.testing.judge import judge
from engine.testing.syntax_of import NOWHERE, UnwritableError
from engine.testing.verdict import Outcome, Verdict
from engine.world.kinds.test import StrategyTest

CRLF = "\r\n"


def place_of(title: str, checked: Checked) -> Span | None:
    """Where a test of this name stands already."""
    for file in checked.files:
        for entry in file.entries:
            if (
                isinstance(entry, nodes.Declaration)
                and entry.kind.text == StrategyTest.word
                and entry.name is not None
                and entry.name.text == title
            ):
                return entry.name.span
    return None


def with_test(before: str, test: nodes.Declaration) -> str:
    """The text of a file with a test at its end, after an empty line.

    What is there stays as it is; the test is in canonical form, with the file's own line ends.
    """
    added = print_file(nodes.File(NOWHERE.source, (test,)))
    if before.strip():
        added = f"\n{added}" if before.endswith("\n") else f"\n\n{added}"
    return before + (added.replace("\n", CRLF) if CRLF in before else added)


def verify(checked: Checked, file: str, text: str) -> None:
    """Raises `UnwritableError` unless the project is without errors with this text in the place of
    the file's own (or besides the others), and all tests pass that it did not have before."""
    process = _process(checked, file, text)
    before = () if checked.process is None else checked.process.cases
    known = {case.name for case in before}
    program = lower(process)
    for case in process.cases:
        if case.name not in known:
            verdict = judge(program, case)
            if verdict.outcome is not Outcome.PASSED:
                raise UnwritableError(_failure(verdict, [claim.span for claim in case.claims]))


def _process(checked: Checked, file: str, text: str) -> Process:
    findings = Findings()
    tree = parse(Source(file, text), findings)
    others = [each for each in checked.files if each.source.name != file]
    project = "" if checked.process is None else checked.process.name
    files = (*others, tree)
    process = build(files, name=project, environment=None, findings=findings)
    if process is None:
        error = next(found for found in findings if found.severity is Severity.ERROR)
        raise UnwritableError(error.message)
    return process


def _failure(verdict: Verdict, claims: list[Span]) -> str:
    failure = verdict.failures[0]
    if failure.claim is None:
        return failure.message
    return f"the second run was not like the first: `{claims[failure.claim].text()}`"
