"""Rows of bad input that concern a simulated day, and what is too large for a run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.limits import LIMITS
from engine.report.figures_to_json import SCHEMA
from engine.sim.core.places import Places
from engine.sim.invariants import broken
from tests.acceptance.test_bad_input_rows import ended
from tests.helpers.schemas import misfits

LINE = """
agent anna
group clerks { members = [anna] }
strategy line (voice) {
  hold: route { targets = [group(clerks)]   timeout = never }
}
"""
CALLS = """
arrivals calls { strategy = line   rate = @RATE@   handling = exponential(10m) }
simulation day { start = 2026-11-23T08:00   duration = @DURATION@   wind_down = 0s   seed = 7 }
"""


def day(folder: Path, *, line: str = LINE, rate: str = "30/h", duration: str = "2h") -> str:
    calls = CALLS.replace("@RATE@", rate).replace("@DURATION@", duration)
    (folder / "day.strat").write_text(line + calls, encoding="utf-8")
    return str(folder)


def figures(printed: str) -> dict[str, object]:
    """A document, which fits the published schema."""
    found = json.loads(printed)
    assert isinstance(found, dict)
    assert misfits(found, json.loads(SCHEMA.read_text(encoding="utf-8"))) == []
    return found


def test_b69_a_queue_that_only_grows_meets_a_limit_and_keeps_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six come for one who is served, for as long as it takes."""
    monkeypatch.setattr("engine.cli.asked_days.LIMITS", replace(LIMITS, interactions=300))
    code, printed = ended("simulate", day(tmp_path, rate="36/h", duration="1000h"))

    assert code == 5
    assert "error[E421]: more than 300 interactions alive at once" in printed
    assert "truncated at " in printed
    assert "still running" in printed


@pytest.mark.parametrize("level", ["summary", "events", "why"])
def test_b70_more_events_than_allowed_are_e422_and_the_figures_until_then(
    level: str, tmp_path: Path
) -> None:
    folder = day(tmp_path)

    code, told = ended("simulate", folder, "--max-events", "100", "--log", level)
    _, document = ended(
        "simulate", folder, "--max-events", "100", "--log", level, "--format", "json"
    )

    assert code == 5
    assert "truncated at " in told
    assert "error[E422]: more than 100 events of one run" in told
    found = figures(document)
    assert found["truncated"] is True
    assert found["events"] == 100


def test_b72_a_group_that_is_away_all_day_is_waited_for_and_told_of(tmp_path: Path) -> None:
    night = 'calendar night { zone = "UTC"   mon_sun = 00:00..01:00 }\n'
    line = night + LINE.replace("agent anna", "agent anna { works = night }")

    code, printed = ended("simulate", day(tmp_path, line=line))

    assert code == 0
    assert "warning[W339]: nobody of `group(clerks)` was there all day" in printed
    assert "day.strat:6:3" in printed
    assert "still running" in printed


@pytest.mark.parametrize(
    ("block", "code", "said"),
    [
        (
            "route { targets = [group(clerks)]   timeout = never   priority = 2147483648 }",
            5,
            "E413",
        ),
        ("attach { Large = 1" + 30 * "0" + " } -> bye", 3, "error["),
        ("assign { n = integer(DNIS) * 9223372036854775807 } -> bye", 3, "error["),
    ],
)
def test_b93_numbers_that_are_too_large_are_told_at_their_place(
    block: str, code: int, said: str, tmp_path: Path
) -> None:
    line = LINE.replace(
        "hold: route { targets = [group(clerks)]   timeout = never }",
        f"var n = 0\n  hold: {block}\n  bye: disconnect",
    )

    found, printed = ended("check", day(tmp_path, line=line))

    assert found == code
    assert said in printed


def test_b95_queues_in_a_circle_end_at_a_limit_that_strict_does_not_forgive(
    tmp_path: Path,
) -> None:
    (tmp_path / "round.strat").write_text(
        """
queue a { view all { every = 1s   submit = to_b } }
queue b { view all { every = 1s   submit = to_a } }
strategy to_b (email) { out: queue(b) }
strategy to_a (email) { out: queue(a) }
arrivals letters { queue = a   rate = 10/h }
simulation today { start = 2026-11-23T08:00   duration = 1h   seed = 7 }
""",
        encoding="utf-8",
    )

    lenient, strict = (ended("simulate", str(tmp_path), *words) for words in ((), ("--strict",)))

    assert lenient[0] == 0
    assert "faulted" in lenient[1]
    assert strict[0] == 5
    assert "error[E424]: `email-1` moved between queues too often" in strict[1]


def test_a_broken_law_says_how_to_see_it_again_and_exits_70(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_: Places) -> None:
        broken("I-01", 3, 4)

    monkeypatch.setattr("engine.sim.day._recount", wrong)
    code, printed = ended("simulate", day(tmp_path))

    assert code == 70
    assert "I-01" in printed
    assert "simulation day, seed 7, program " in printed


@pytest.mark.parametrize("words", [(), ("--until", "0s"), ("--until", "90s")])
@pytest.mark.parametrize("level", ["summary", "events", "why"])
def test_the_document_of_any_day_fits_its_schema(
    level: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    code, printed = ended("simulate", day(tmp_path), "--log", level, "--format", "json", *words)

    assert code == 0
    found = figures(printed)
    assert (found["hash"] is None) == (level == "summary")
