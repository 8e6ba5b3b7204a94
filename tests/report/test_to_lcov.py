"""LCOV: read back by a reader that knows nothing of ours."""

import re

from hypothesis import given
from lcov_cobertura import LcovCobertura  # type: ignore[import-untyped]

from engine.report.coverage_lines import covered_files, relative
from engine.report.to_lcov import to_lcov
from engine.testing.points import Aspect, tallies
from tests.generators.projects import Drawn, projects
from tests.graph.projects import built
from tests.helpers.covered import covered
from tests.helpers.runs import process_of, run_process
from tests.report.coverages import hostile, partly, wholly

LINE = re.compile(
    r"TN:|SF:[^\n]+|FN:\d+,.+|FNDA:\d+,.+|(FNF|FNH|BRF|BRH|LF|LH):\d+|BRDA:\d+,\d+,\d+,(\d+|-)"
    r"|DA:\d+,\d+|end_of_record"
)


def read(text: str) -> dict[str, dict[str, object]]:
    """The files of a tracefile, as the converter to Cobertura understands them."""
    packages = LcovCobertura(text).parse(timestamp=0)["packages"]
    return {name: said for each in packages.values() for name, said in each["classes"].items()}


def test_a_file_has_functions_branches_and_lines() -> None:
    assert to_lcov([partly()]).split("end_of_record\n")[0].splitlines() == [
        "TN:", "SF:1.strat",
        "FN:2,welcome", "FNDA:1,welcome", "FNF:1", "FNH:1",
        "BRDA:5,0,0,1", "BRDA:5,0,1,0",
        "BRDA:6,0,0,1", "BRDA:6,0,1,0", "BRDA:6,0,2,0", "BRDA:6,0,3,0",
        "BRDA:14,0,0,-",
        "BRF:7", "BRH:2",
        "DA:5,1", "DA:6,1", "DA:11,0", "DA:12,0", "DA:13,1", "DA:14,0", "DA:15,1", "DA:16,0",
        "LF:8", "LH:4",
    ]  # fmt: skip


def test_another_reader_finds_the_same_lines_branches_and_functions() -> None:
    found = read(to_lcov([partly()]))["1.strat"]

    assert (found["lines-total"], found["lines-covered"]) == (8, 4)
    assert (found["branches-total"], found["branches-covered"]) == (7, 2)
    assert found["methods"] == {"welcome": ["2", "1"]}
    assert found["lines"] == {
        line: {"hits": hits, "branch": str(total > 0).lower(),
               "branches-total": total, "branches-covered": taken}
        for line, hits, total, taken in [
            (5, "1", 2, 1), (6, "1", 4, 1), (11, "0", 0, 0), (12, "0", 0, 0), (13, "1", 0, 0),
            (14, "0", 1, 0), (15, "1", 0, 0), (16, "0", 0, 0),
        ]
    }  # fmt: skip


def test_several_things_on_one_line_are_one_line() -> None:
    found = read(to_lcov([partly()]))["2.strat"]

    assert (found["lines-total"], found["lines-covered"]) == (2, 1)
    assert found["methods"] == {"end": ["11", "1"], "tidy": ["12", "0"]}


@given(projects())
def test_branches_are_the_ports_and_functions_the_strategies(drawn: Drawn) -> None:
    process = process_of(drawn.text)
    coverage = covered(
        process,
        [run_process(process, data=[("Name", drawn.name)], answers=drawn.answers,
                     horizon_us=drawn.horizon_us)],
    )  # fmt: skip
    ports = tallies(coverage.points())[Aspect.PORTS]

    (found,) = read(to_lcov([coverage])).values()

    assert (found["branches-total"], found["branches-covered"]) == (ports.total, ports.covered)
    assert found["methods"] == {
        each.name: [str(each.place.line), str(each.started)] for each in coverage.strategies
    }


def test_no_name_can_add_a_line() -> None:
    text = to_lcov([hostile()])

    assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []
    assert (text.count("SF:"), text.count("\nend_of_record\n")) == (1, 1)
    assert len(read(text)["1.strat"]["methods"]) == 1  # type: ignore[arg-type]


def test_names_of_files_are_relative_to_where_they_are_read() -> None:
    assert relative("/home/x/strategies/a.strat", "/home/x") == "strategies/a.strat"
    assert relative("./strategies/../a.strat", "/home/x") == "a.strat"
    assert relative("../a.strat", "/home/x") == "../a.strat"
    assert relative("/elsewhere/a.strat", "/home/x") == "/elsewhere/a.strat"
    assert relative("a\nSF:b.strat", "") == "a\\x0aSF:b.strat"


def test_a_file_of_several_projects_is_one_file_with_its_counts_added() -> None:
    process = built("strategy s (voice) { a: log(ANI) -> b  b: disconnect }")
    once = covered(process, [run_process(process)])
    never = covered(process)

    assert to_lcov([once, never]) == to_lcov([never, once]) == to_lcov([once])
    assert "BRDA:1,0,0,2\n" in to_lcov([once, once])
    assert "BRDA:1,0,0,-\n" in to_lcov([never, never])


def test_labels_that_read_the_same_are_two_branches() -> None:
    process = built(
        'strategy s (voice) { data { K: text }  a: switch(udata.L) { "1" -> b  1 -> b  else -> b  '
        "fault -> b }  b: disconnect }"
    )

    (file,) = covered_files([covered(process)])

    assert [branch.name for branch in file.lines[0].branches[0]] == ["1", "1", "else", "fault"]


def test_nothing_left_to_cover_is_a_whole_file() -> None:
    found = read(to_lcov([wholly()]))["1.strat"]

    assert found["lines-total"] == found["lines-covered"] == 1
    assert to_lcov([]) == ""
