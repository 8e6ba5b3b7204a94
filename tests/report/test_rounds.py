"""A round in all its forms: the text as its golden says, and the same facts in each form."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from engine.graph.testing.model import Case
from engine.report.styled import Line, line, line_width, plain
from engine.report.to_github import to_github
from engine.report.to_json import dumps
from engine.report.to_junit import to_junit
from engine.report.to_verdicts import Detail, summary, to_verdicts
from engine.report.verdicts_to_json import round_document
from engine.source import visible
from engine.testing.select import Selection
from engine.testing.session import Options, Round, Session, run_session
from engine.testing.verdict import Outcome
from tests.report.rounds import play, write
from tests.testing.judging import by_name, project, still

GOLDEN = Path(__file__).parents[1] / "golden" / "verdicts"
COMMAND = re.compile(r"::(error|warning) ((?:[a-z]+=[^,:]*,?)*)::(.*)")


@pytest.fixture
def tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round in which tests turn out in every way."""
    monkeypatch.chdir(tmp_path)
    write(Path())
    return play(Path())


def text(tests: Round, columns: int = 80, **detail: Any) -> str:
    """As it is painted without colour."""
    asked = replace(Detail(), **detail)
    lines = to_verdicts(tests, columns=columns, detail=asked)
    return "".join(f"{visible(plain(each)).rstrip()}\n" for each in lines)


def unescaped(data: str) -> str:
    for escape, meant in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        data = data.replace(escape, meant)
    return data


@pytest.mark.parametrize(
    ("name", "detail"), [("plain", {}), ("verbose", {"verbose": True, "durations": 2})]
)
def test_the_text_is_as_its_golden_says(
    tests: Round, name: str, detail: dict[str, Any], update: bool
) -> None:
    path = GOLDEN / f"{name}.out"
    told = text(tests, **detail)
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_only_a_command_to_copy_is_wider_than_the_columns(tests: Round, columns: int) -> None:
    lines = to_verdicts(tests, columns=columns, detail=Detail(verbose=True, durations=9))

    wide = [plain(each) for each in lines if line_width(each) > columns]
    assert [each for each in wide if "routewright test" not in each] == []


def test_all_forms_tell_the_same_of_each_test(tests: Round) -> None:
    document = json.loads(dumps("test", round_document(tests)))
    root = Xml.fromstring(to_junit(tests))
    shown = text(tests, verbose=True)
    commands = to_github(tests)

    expected = {each.case.name: each.verdict.outcome for _, each in tests.judged}
    told = {each["name"]: each["outcome"] for p in document["projects"] for each in p["tests"]}
    assert told == {name: outcome.value for name, outcome in expected.items()}
    failed = {name for name, outcome in expected.items() if not outcome.good}
    assert {
        case.get("name") for case in root.iter("testcase") if case.find("failure") is not None
    } == failed
    titles = {unescaped(title) for title in re.findall(r"title=([^,:]*)::", commands)}
    assert titles - {"E211"} == failed
    for name, outcome in expected.items():
        reason = {Outcome.SKIPPED: ": ", Outcome.EXPECTED: ": "}.get(outcome, "\n")
        assert f"  {name}{reason}" in shown


def test_all_forms_count_the_same(tests: Round) -> None:
    counts = Counter(each.verdict.outcome for _, each in tests.judged)
    document = round_document(tests)
    root = Xml.fromstring(to_junit(tests))

    assert {o: document["summary"][o.value] for o in Outcome} == {o: counts[o] for o in Outcome}
    assert int(root.get("failures", "")) == counts[Outcome.FAILED] + counts[Outcome.UNEXPECTED]
    assert int(root.get("skipped", "")) == counts[Outcome.SKIPPED] + counts[Outcome.EXPECTED]
    assert int(root.get("errors", "")) == document["errors"] == 1
    assert f"{counts[Outcome.FAILED]} failed, " in summary(tests)
    assert to_github(tests).endswith(f"\n{summary(tests)}\n")


def test_no_form_but_junit_depends_on_a_clock(tests: Round) -> None:
    instants = iter(range(0, 10**12, 1_234_567))
    again = play(Path(), clock=lambda: next(instants))

    assert text(again, verbose=True) == text(tests, verbose=True)
    assert to_github(again) == to_github(tests)
    assert round_document(again) == round_document(tests)
    assert text(again, durations=1) != text(tests, durations=1)


def test_a_document_has_what_a_failure_rests_on(tests: Round) -> None:
    document = round_document(tests)
    (found,) = (
        each
        for project in document["projects"]
        for each in project["tests"]
        if each["name"] == "a refusal is attached"
    )

    first, second = found["failures"]
    assert first["expected"] == ["invite", "answered", "bye"]
    assert first["taken"] == ["invite", "refused", "bye"]
    assert first["claim"] == "expect path == [invite, answered, bye]"
    assert (first["file"], first["line"], first["column"]) == ("invitation/p.strat", 50, 3)
    assert second["readings"] == [{"text": "chats", "value": "0"}]
    assert [step["label"] for step in found["interactions"][0]["steps"]] == first["taken"]
    assert found["repeat"].startswith("routewright test invitation ")
    assert found["good"] is False


def test_a_command_for_github_names_the_claim_and_is_one_line(tests: Round) -> None:
    lines = to_github(tests).splitlines()

    found = [match for line in lines[:-1] if (match := COMMAND.fullmatch(line))]
    assert len(found) == len(lines) - 1
    properties = [dict(each.split("=", 1) for each in match[2].split(",")) for match in found]
    by_title = {each["title"]: each for each in properties}
    assert by_title["E211"] == {
        "file": "broken/p.strat", "line": "2", "col": "48", "title": "E211"
    }  # fmt: skip
    assert by_title["a refusal is attached"]["line"] == "50"
    assert "%2C and nobody has noticed" in " ".join(by_title)
    assert any("path is [invite, refused, bye]\n" in unescaped(match[3]) for match in found)


@pytest.mark.parametrize(
    ("names", "options", "expected"),
    [
        (["a", "b"], Options(), "2 passed in 1 project"),
        (["a", "fails"], Options(), "1 passed, 1 failed in 1 project"),
        ([], Options(), "no tests in 1 project"),
        (["a"], Options(selection=Selection(tags=("x",))), "none of 1 test is chosen in 1 project"),
        (["fails", "a", "b"], Options(exit_first=True), "1 failed, 2 not run in 1 project"),
        (["a", "interrupts"], Options(workers=1), "1 passed, 1 not run in 1 project"),
        (["a", "kills"], Options(workers=2), "1 passed, 1 without a verdict in 1 project"),
    ],
)
def test_the_sum_says_what_became_of_all(
    tmp_path: Path, names: list[str], options: Options, expected: str
) -> None:
    project(tmp_path, *names)

    tests = run_session([tmp_path], options, clock=still, judge=by_name)

    assert summary(tests) == expected
    assert text(tests).endswith(f"{expected}\n")


def test_a_trace_stands_behind_each_verdict(tmp_path: Path) -> None:
    project(tmp_path, "a", "skips", "fails")
    tests = run_session([tmp_path], Options(), clock=still, judge=by_name)

    def trace(_: Session, case: Case) -> list[Line]:
        return [line(f"the story of {case.name}")]

    told = text(tests, trace=trace)

    assert told.startswith("passed  a\n\nthe story of a\n\nskipped  skips\n")
    assert "the story of skips" not in told
    assert told.index("failed  fails") < told.index("the story of fails")
