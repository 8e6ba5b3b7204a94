"""What holds for the tests of every project: they check, print and mean the same in any form."""

from dataclasses import replace

from hypothesis import given

from engine.diagnostics import Findings, Severity
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.graph.testing.model import Case
from engine.source import Source, Span
from tests.generators.author_tests import WithTests, projects_with_tests
from tests.helpers.runs import check_text

NOWHERE = Span(Source("", ""), 0, 0)


def cases_of(text: str) -> list[Case]:
    """The cases of a project without errors, as if they stood nowhere."""
    checked = check_text(text)
    wrong = [item for item in checked.diagnostics if item.severity is Severity.ERROR]
    assert checked.process is not None, [(d.code, d.message) for d in wrong]
    return [
        replace(
            case,
            span=NOWHERE,
            claims=tuple(replace(claim, span=NOWHERE) for claim in case.claims),
            stub_spans=(NOWHERE,) * len(case.stub_spans),
            event_spans=(NOWHERE,) * len(case.event_spans),
        )
        for case in checked.process.cases
    ]


@given(projects_with_tests())
def test_drawn_tests_of_a_drawn_project_check_and_each_row_is_a_case(drawn: WithTests) -> None:
    found = cases_of(drawn.text)

    assert tuple(case.name for case in found) == drawn.cases
    assert all(case.claims for case in found)


@given(projects_with_tests())
def test_printing_tests_and_parsing_them_again_gives_the_same_tree(drawn: WithTests) -> None:
    findings = Findings()
    tree = parse(Source("a.strat", drawn.text), findings)
    printed = print_file(tree)

    assert parse(Source("a.strat", printed), findings) == tree
    assert print_file(parse(Source("a.strat", printed), findings)) == printed
    assert list(findings) == []


@given(projects_with_tests())
def test_formatting_does_not_change_a_case(drawn: WithTests) -> None:
    printed = print_file(parse(Source("a.strat", drawn.text), Findings()))

    assert cases_of(drawn.text) == cases_of(printed)
