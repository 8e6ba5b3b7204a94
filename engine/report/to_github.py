"""A round of tests as commands of GitHub's workflows, which it shows beside the lines they name.

In: a round. Out: text, one command a line, and the sum. A command is
`::error file=…,line=…,col=…,title=…::message`; what could end it early is written as a percent
escape (docs.github.com, workflow commands).
"""

from collections.abc import Iterator

from engine.diagnostics import Diagnostic
from engine.report.styled import plain
from engine.report.to_verdicts import summary
from engine.report.verdicts import span_of, verdict_lines
from engine.source import Span, visible
from engine.testing.session import Round

COLUMNS = 120
"""The width of the lines in a message."""


def to_github(tests: Round, *, environment: str | None = None, low: str = "") -> str:
    """The findings, the verdicts that are not good, the sum; `low` says that the coverage is."""
    commands = [_finding(each) for each in tests.diagnostics]
    for session, each in tests.judged:
        if not each.verdict.outcome.good:
            lines = verdict_lines(
                session.path, each.case, each.verdict, COLUMNS, environment=environment
            )
            text = "\n".join(visible(plain(line)).rstrip() for line in lines)
            span = span_of(each.case, each.verdict)
            commands.append(_command("error", span, each.case.name, text))
    if low:
        commands.append(_command("error", None, "coverage", low))
    return "".join(f"{line}\n" for line in (*commands, summary(tests)))


def _finding(found: Diagnostic) -> str:
    text = visible(found.message) + (f"\nhelp: {visible(found.help)}" if found.help else "")
    return _command(found.severity.value, found.span, found.code, text)


def _command(kind: str, span: Span | None, title: str, text: str) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _where(span, title))
    return f"::{kind} {properties}::{_data(text)}"


def _where(span: Span | None, title: str) -> Iterator[tuple[str, str]]:
    if span is not None:
        line, column = span.line_and_column()
        yield from (("file", span.source.name), ("line", str(line)), ("col", str(column)))
    yield "title", visible(title)


def _data(text: str) -> str:
    """What stands behind the second pair of colons.

    >>> _data("50 %\\nof it")
    '50 %25%0Aof it'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property's value.

    >>> _property("a: b, c")
    'a%3A b%2C c'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
