"""Cobertura: valid by its DTD, and read back by a reader that knows nothing of ours."""

from collections.abc import Callable
from io import StringIO

import pytest
from lxml import etree  # type: ignore[import-untyped]
from pycobertura import Cobertura  # type: ignore[import-untyped]

from engine.report.to_cobertura import to_cobertura
from engine.testing.points import Coverage
from tests.graph.projects import built
from tests.helpers.covered import covered
from tests.report.coverages import hostile, partly, wholly

RATES = "line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED"
DTD = f"""
<!ELEMENT coverage (sources?,packages)>
<!ATTLIST coverage {RATES} lines-covered CDATA #REQUIRED lines-valid CDATA #REQUIRED
  branches-covered CDATA #REQUIRED branches-valid CDATA #REQUIRED
  version CDATA #REQUIRED timestamp CDATA #REQUIRED>
<!ELEMENT sources (source*)>
<!ELEMENT source (#PCDATA)>
<!ELEMENT packages (package*)>
<!ELEMENT package (classes)>
<!ATTLIST package name CDATA #REQUIRED {RATES}>
<!ELEMENT classes (class*)>
<!ELEMENT class (methods,lines)>
<!ATTLIST class name CDATA #REQUIRED filename CDATA #REQUIRED {RATES}>
<!ELEMENT methods (method*)>
<!ELEMENT method (lines)>
<!ATTLIST method name CDATA #REQUIRED signature CDATA #REQUIRED {RATES}>
<!ELEMENT lines (line*)>
<!ELEMENT line (conditions*)>
<!ATTLIST line number CDATA #REQUIRED hits CDATA #REQUIRED branch CDATA "false"
  condition-coverage CDATA "100%">
<!ELEMENT conditions (condition*)>
<!ELEMENT condition EMPTY>
<!ATTLIST condition number CDATA #REQUIRED type CDATA #REQUIRED coverage CDATA #REQUIRED>
"""
"""The structure of coverage-04."""


@pytest.mark.parametrize("makers", [[], [partly], [hostile], [partly, wholly]])
def test_a_report_is_valid(makers: list[Callable[[], Coverage]]) -> None:
    dtd = etree.DTD(StringIO(DTD))

    report = to_cobertura([make() for make in makers])

    assert dtd.validate(etree.fromstring(report)), dtd.error_log


def test_another_reader_finds_the_same_files_lines_and_rates() -> None:
    found = Cobertura(to_cobertura([partly()]))

    assert found.files() == ["1.strat", "2.strat"]
    assert found.packages() == ["case"]
    assert (found.line_rate(), found.branch_rate()) == (0.5, 0.25)
    assert (found.line_rate("1.strat"), found.branch_rate("1.strat")) == (0.5, 0.2857)
    assert dict(found.line_statuses("1.strat")) == {
        5: "partial", 6: "partial", 11: "miss", 12: "miss", 13: "hit", 14: "miss", 15: "hit",
        16: "miss",
    }  # fmt: skip
    assert found.total_statements("2.strat") == 2


def test_a_strategy_is_a_method_with_its_own_lines() -> None:
    root = etree.fromstring(to_cobertura([partly()]))

    methods = {
        method.get("name"): [line.get("number") for line in method.iter("line")]
        for method in root.iter("method")
    }
    assert methods == {
        "welcome": ["5", "6", "11", "12", "13", "14", "15", "16"], "end": ["11"], "tidy": ["12"],
    }  # fmt: skip


def test_the_ports_of_a_block_are_one_condition() -> None:
    root = etree.fromstring(to_cobertura([partly()]))
    line = next(each for each in root.iter("line") if each.get("number") == "6")

    assert (line.get("branch"), line.get("condition-coverage")) == ("true", "25% (1/4)")
    assert [dict(each.attrib) for each in line.iter("condition")] == [
        {"number": "0", "type": "switch", "coverage": "25%"}
    ]


def test_the_instant_of_a_report_is_an_argument() -> None:
    assert 'timestamp="0"' in to_cobertura([wholly()])
    assert 'timestamp="1700000000"' in to_cobertura([wholly()], timestamp=1_700_000_000)
    assert to_cobertura([partly()]) == to_cobertura([partly()])


def test_sources_are_below_where_the_report_is_read() -> None:
    root = etree.fromstring(to_cobertura([partly()]))

    assert [each.text for each in root.iter("source")] == ["."]


def test_what_is_whole_is_one_and_nothing_else_is() -> None:
    blocks = "".join(f"b{n}: log(ANI) -> b{n + 1}\n" for n in range(3))
    process = built(f"strategy s (voice) {{\n{blocks}b3: disconnect\n}}")

    assert Cobertura(to_cobertura([wholly()])).line_rate() == 1.0
    assert Cobertura(to_cobertura([covered(process)])).line_rate() == 0.0


def test_names_stay_names() -> None:
    root = etree.fromstring(to_cobertura([hostile()]))

    (name,) = (each.get("name") for each in root.iter("method"))
    assert name == "a,b<&\"']]>"
