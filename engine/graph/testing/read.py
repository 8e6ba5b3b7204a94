"""Tests from their declarations to cases: the entry of this stage.

In: the project with its tests, the sketches of its strategies once they are checked. Out: `Case`s
in the order of the project, one a test or one a row of its table, and findings. The claims of a
test are compiled once; everything else is read row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.diagnostics import Findings, Note
from engine.graph.damage import is_broken
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.graph.testing.beginning import Beginning, beginning_of
from engine.graph.testing.claims import compile_claims
from engine.graph.testing.events import read_event
from engine.graph.testing.given import Found, read_given
from engine.graph.testing.input import Brought, read_input
from engine.graph.testing.model import Case
from engine.graph.testing.needs import Needs, check_needs
from engine.graph.testing.rows import TableRow, read_rows
from engine.graph.testing.scope import Scope, scope_of
from engine.graph.testing.times import bound_of, bound_of_row, horizon_of, is_event
from engine.graph.testing.values import Values
from engine.graph.testing.vocabulary import ClaimScope
from engine.limits import LIMITS, Limits
from engine.scenario import Midway, Scenario
from engine.shelf.shape import shape_of
from engine.source import Span
from engine.syntax import nodes
from engine.syntax.nodes import Declaration, Field
from engine.world.kinds.given import Given
from engine.world.kinds.row import Row
from engine.world.kinds.test import StrategyTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One test as its author wrote it.

    `given` are the entries of what is given, `claims` what holds, `events` what happens, each of
    these with its time unless that is the row's. `whole` says that every part could be read, so
    that something may follow from what is not there.
    """

    name: nodes.Word
    model: StrategyTest
    given: tuple[Field, ...]
    claims: tuple[nodes.Claim, ...]
    events: tuple[tuple[nodes.Claim, int | None], ...]
    bounds: tuple[int, ...]
    beginning: Beginning
    whole: bool


def read_tests(
    project: Project, sketches: Sequence[Sketch], findings: Findings, limits: Limits
) -> tuple[Case, ...]:
    """All tests of a project as cases."""
    declared = [item for item in project.declared if isinstance(item.model, StrategyTest)]
    if not declared:
        return ()
    scope = scope_of(project, sketches, limits)
    needs = Needs()
    cases: list[Case] = []
    names: dict[str, Span] = {}
    for item in declared:
        if isinstance(item.syntax, Declaration) and isinstance(item.model, StrategyTest):
            for case in _cases(item.syntax, item.model, scope, needs, findings):
                first = names.setdefault(case.name, case.span)
                if first.text() != case.span.text():
                    _tell_twice(case, first, findings)
                cases.append(case)
    return tuple(cases)


def _cases(
    declaration: Declaration,
    model: StrategyTest,
    scope: Scope,
    needs: Needs,
    findings: Findings,
) -> Iterator[Case]:
    """The cases of one test."""
    written = _written(declaration, model, scope, findings)
    rows = [row for row in model.rows if isinstance(row, Row)]
    table = read_rows(rows, scope.constants, findings)
    claim_scope = ClaimScope(
        vocabulary=scope.vocabulary if written.beginning.placed else scope.vague,
        subject=written.beginning.sketch.name.text if written.beginning.sketch else "",
        family=written.beginning.family,
        columns=table.columns,
    )
    claims = compile_claims(written.claims, claim_scope, findings)
    for number, row in enumerate(table.rows):
        if number >= LIMITS.diagnostics and findings.has_errors:
            return  # what is wrong has been said of so many rows
        played = _played(written, row, scope, needs, findings)
        name = f"{written.name.text} [{row.name}]" if rows else written.name.text
        yield Case(
            name=name,
            span=written.name.span,
            scenario=played.scenario,
            claims=claims,
            tags=model.tags,
            skip=model.skip,
            fails=model.fails,
            columns=tuple((key, value) for key, value in row.values.items() if value is not None),
            table=written.name.text if rows else "",
            stub_spans=played.stub_spans,
            event_spans=played.event_spans,
            until_us=max(int(model.horizon or 0), *played.bounds, 0),
        )


def _written(
    declaration: Declaration, model: StrategyTest, scope: Scope, findings: Findings
) -> Written:
    name = declaration.name or declaration.kind
    given: list[Field] = []
    claims: list[nodes.Claim] = []
    events: list[tuple[nodes.Claim, int | None]] = []
    bounds: list[int] = []
    for entry in declaration.entries:
        if isinstance(entry, Declaration) and entry.kind.text == Given.word:
            given += [part for part in entry.entries if isinstance(part, Field)]
        elif isinstance(entry, nodes.Claim):
            at = bound_of(entry, model.horizon, scope.limits, findings)
            bounds += [] if at is None else [at]
            if is_event(entry):
                events.append((entry, at))
            else:
                claims.append(entry)
    whole = _is_whole(declaration, model)
    if not claims and whole:
        message = "this test claims nothing, so that it can never fail"
        cure = "write what must hold, for example `expect path == [block, block]`"
        findings.error("E240", name.span, message, cure)
    return Written(
        name=name,
        model=model,
        given=tuple(given),
        claims=tuple(claims),
        events=tuple(events),
        bounds=tuple(bounds),
        beginning=beginning_of(model, name.span, scope, findings, whole=whole),
        whole=whole,
    )


def _is_whole(declaration: Declaration, model: StrategyTest) -> bool:
    """Whether nothing of a test is in error so that it is as if it were not there."""
    shape = shape_of(StrategyTest)
    return not (
        model.damaged
        or is_broken(declaration.entries)
        or any(
            isinstance(entry, Field) and entry.key.span.text() not in shape.fields
            for entry in declaration.entries
        )
    )


@dataclass(frozen=True, slots=True)
class _Played:
    """The run of one row, and where the author says what is given and what happens."""

    scenario: Scenario
    stub_spans: tuple[Span, ...]
    event_spans: tuple[Span, ...]
    bounds: tuple[int, ...]


def _played(
    written: Written, row: TableRow, scope: Scope, needs: Needs, findings: Findings
) -> _Played:
    """The run of one row; nothing is run if a part of it was in error."""
    beginning, model = written.beginning, written.model
    values = Values(replace(scope.constants, columns=row.values), row.cells, findings, row.ways)
    place = written.name.span if written.whole else None
    brought = read_input(model.input, beginning, place, values, scope.limits)
    found = read_given(written.given, beginning, scope, values)
    events = [
        (entry, bound_of_row(entry, model.horizon, scope.limits, values) if at is None else at)
        for entry, at in written.events
    ]
    bounds = (*written.bounds, *(at for _, at in events if at is not None))
    happenings = [
        (happening, entry.span)
        for entry, at in events
        if (happening := read_event(entry, at, beginning, scope, values)) is not None
    ]
    if model.start is not None and written.whole:
        check_needs(beginning, model.start.span, brought, found, needs, findings)
    scenario = Scenario(
        strategy=beginning.sketch.name.text if beginning.sketch is not None else "",
        start=found.now,
        ani=brought.ani,
        dnis=brought.dnis,
        media=brought.media,
        data=brought.data,
        priority=brought.priority,
        horizon_us=horizon_of(model.horizon, bounds, scope.limits),
        waiting=brought.waiting,
        midway=_midway(beginning, brought, found),
        statistics=tuple(found.statistics),
        stubs=tuple(found.stubs),
        told=tuple(found.told),
        staff=tuple(found.staff.values()),
        happenings=tuple(happening for happening, _ in happenings),
    )
    spans = tuple(span for _, span in happenings)
    return _Played(scenario, tuple(found.stub_spans), spans, bounds)


def _midway(beginning: Beginning, brought: Brought, found: Found) -> Midway | None:
    sketch, block = beginning.sketch, beginning.block
    if block is None and sketch is not None and sketch.subroutine and sketch.entry is not None:
        # Nobody has called it: its parameters are given as variables are in the middle.
        block = sketch.drafts[sketch.entry]
    if block is None:
        return None
    return Midway(
        block=block.name,
        variables=(*brought.parameters, *found.variables),
        answers=tuple(found.answers.items()),
        faults=tuple(found.faults.items()),
    )


def _tell_twice(case: Case, first: Span, findings: Findings) -> None:
    """E210 for a test that is named like a row of another one."""
    message = f"there are two cases `{case.name}`"
    notes = [Note(first, "the first one is here")]
    findings.error("E210", case.span, message, "give one of the tests another name", notes)
