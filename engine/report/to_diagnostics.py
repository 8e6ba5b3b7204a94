"""Diagnostics as text: what is wrong, the place, the cure.

In: sorted diagnostics. Out: styled lines in the form

    error[E211]: no block is called `hodl`
     --> deflect.strat:4:31
      |
    4 |   wait: if(x) { true -> hodl }
      |                         ^^^^
      = help: did you mean `hold`?
"""

from collections.abc import Sequence

from engine.diagnostics import Diagnostic, Severity
from engine.limits import LIMITS, Limits
from engine.report.excerpt import excerpt, gutter_of
from engine.report.styled import EMPTY, Line, Style, counted, line, wrap

STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def to_diagnostics(
    diagnostics: Sequence[Diagnostic], *, columns: int, limits: Limits = LIMITS
) -> list[Line]:
    """Every diagnostic up to the limit, an empty line after each."""
    return [each for d in shown(diagnostics, limits) for each in (*_one(d, columns), EMPTY)]


def shown(diagnostics: Sequence[Diagnostic], limits: Limits = LIMITS) -> list[Diagnostic]:
    """The diagnostics up to the limit, and one more that says so if there were others."""
    kept = list(diagnostics[: limits.diagnostics])
    if len(diagnostics) <= limits.diagnostics:
        return kept
    more = Diagnostic(
        code="E400",
        severity=Severity.ERROR,
        message=f"more was found than the {limits.diagnostics} findings shown",
        help="mend these first",
    )
    return [*kept, more]


def _one(diagnostic: Diagnostic, columns: int) -> list[Line]:
    style = STYLES[diagnostic.severity]
    lines = wrap(
        line(
            (f"{diagnostic.severity}[{diagnostic.code}]", style),
            (f": {diagnostic.message}", Style.STRONG),
        ),
        columns,
        hang=2,
    )
    spans = [diagnostic.span] if diagnostic.span else []
    gutter = gutter_of([*spans, *(note.span for note in diagnostic.notes)])
    for span in spans:
        lines += excerpt(span, gutter=gutter, columns=columns, style=style)
    if diagnostic.help:
        lead = f"{' ' * gutter} = " if spans else "  = "
        help_lines = wrap(
            line((lead, Style.FRAME), ("help", Style.HELP), f": {diagnostic.help}"),
            columns,
            hang=len(lead) + len("help: "),
        )
        lines += help_lines
    for note in diagnostic.notes:
        lines += wrap(line(("note", Style.NOTE), f": {note.message}"), columns, hang=2)
        lines += excerpt(note.span, gutter=gutter, columns=columns, style=Style.NOTE)
    return lines


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """How much was found and in how many files, in one line: `2 errors, 1 warning in 3 files`.

    >>> tally([])
    'no findings'
    """
    parts = [
        counted(number, severity.value)
        for severity in Severity
        if (number := sum(d.severity is severity for d in diagnostics))
    ]
    files = {diagnostic.span.source.name for diagnostic in diagnostics if diagnostic.span}
    where = f" in {counted(len(files), 'file')}" if files else ""
    return (", ".join(parts) or "no findings") + where
