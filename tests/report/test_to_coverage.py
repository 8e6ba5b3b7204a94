"""Coverage as text: whole, at three widths, and what is left out of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from engine.report.styled import Line, line_width, plain
from engine.report.to_coverage import percent, to_coverage
from engine.source import visible
from engine.testing.points import Coverage
from tests.generators.projects import Drawn, projects
from tests.graph.projects import built
from tests.helpers.covered import covered
from tests.helpers.runs import process_of, run_process
from tests.report.coverages import partly, wholly

GOLDEN = Path(__file__).parents[1] / "golden" / "coverage"


def text(lines: list[Line]) -> str:
    """As it is painted without colour."""
    return "".join(f"{visible(plain(line)).rstrip()}\n" for line in lines)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_coverage_is_told_as_its_golden_says(columns: int, update: bool) -> None:
    path = GOLDEN / f"columns_{columns}.out"
    told = text(to_coverage([partly(), wholly()], columns=columns))
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("make", [partly, wholly])
def test_no_line_is_wider_than_the_terminal(make: Callable[[], Coverage], columns: int) -> None:
    assert [
        plain(line) for line in to_coverage([make()], columns=columns) if line_width(line) > columns
    ] == []


@given(projects())
def test_no_line_of_a_drawn_project_is_wider_than_the_terminal_unless_a_word_is(
    drawn: Drawn,
) -> None:
    process = process_of(drawn.text)
    found = covered(process, [run_process(process, data=[("Name", "Ana")])])

    for columns in (30, 60, 120):
        for line in to_coverage([found], columns=columns):
            assert line_width(line) <= columns or len(plain(line).split()) == 1, plain(line)


def test_nothing_is_missing_of_a_project_that_is_covered() -> None:
    assert text(to_coverage([wholly()], columns=80)) == (
        "coverage of case  100%\n               blocks\n  hello  100%     1/1\n"
    )


def test_what_follows_from_another_line_is_left_out() -> None:
    told = text(to_coverage([partly()], columns=80))

    assert "tell never entered" in told
    assert "tell: port" not in told
    assert "strategy tidy never starts" in told
    assert "remove never entered" not in told
    assert "invite: port timeout never taken" in told
    assert "call never timed out" not in told
    assert "call never answered" not in told


def test_a_lone_atom_says_no_more_than_its_ports() -> None:
    process = built("strategy s (voice) { a: if(ANI == DNIS) { true -> b  false -> b }  b: exit }")

    told = text(to_coverage([covered(process, [run_process(process)])], columns=80))

    assert "a: port true never taken" in told
    assert "ANI" not in told


def test_a_condition_of_several_atoms_says_which_are_missing() -> None:
    told = text(to_coverage([partly()], columns=80))

    assert '`ANI == "1"` never true' in told
    assert '`ANI == "1"` never decides' not in told


def test_an_atom_that_was_both_and_decided_nothing_says_so() -> None:
    process = built(
        'strategy s (voice) { a: if(ANI == "1" or ANI != "3") { true -> b  false -> b }  b: exit }'
    )
    stories = [run_process(process, ani=ani) for ani in ("1", "2")]

    told = text(to_coverage([covered(process, stories)], columns=80))

    assert '`ANI == "1"` never decides on its own' in told
    assert '`ANI != "3"` never false' in told
    assert '`ANI != "3"` never decides' not in told


def test_an_outcome_that_shares_its_port_is_missing_by_itself() -> None:
    process = built(
        """
application "DMS" { flex_chat = true
  channel "wa" { media = whatsapp  business_id = "1"  inbound_route_by_call = "1:in" } }
chat_server { endpoints 1 { "in" = q } }
queue q { view all { submit = end } }
strategy end (chat) { a: stop }
strategy s (voice) {
  a: esp("ChatService.InviteToChat") { app_name = "DMS"
    parameters = { _umsClientId: "+14155550123"  _umsBusinessId: "1" }
    fault unavailable, 905 -> b   fault -> b   timeout -> b } -> b
  b: exit
}"""
    )
    coverage = covered(process, [run_process(process, answers=["fault:905"], strategy="s")])

    told = text(to_coverage([coverage], columns=80))

    assert "call never refused by fault unavailable" in told
    assert "call never refused by fault 905" not in told
    assert "call never refused by another fault" not in told
    assert "port fault never taken" in told


@pytest.mark.parametrize(
    ("thousandths", "expected"), [(0, "0.0%"), (5, "0.5%"), (999, "99.9%"), (1000, "100%")]
)
def test_a_share_is_written_in_percent(thousandths: int, expected: str) -> None:
    assert percent(thousandths) == expected
