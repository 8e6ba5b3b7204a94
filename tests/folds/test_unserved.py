"""Targets for which nobody worked, told when a day is over."""

from engine.folds.unserved import unserved
from engine.log.counts import Counts, Desk, Visits
from engine.program.lower import lower
from engine.program.model import Program
from tests.helpers.runs import process_of

LINE = """
skill billing
agent anna { skills = { billing: 5 } }
agent ben
group both { members = [anna, ben] }
strategy line (voice) {
  hold: route {
    targets = [skill(billing) >= 5, agent(udata.LastAgent ?? "anna"), group(both)]
    timeout = 1m
    timeout -> bye
    fault -> bye
  }
  bye: disconnect
}
"""


def told(*logged_in_us: int, entered: int = 1) -> list[str]:
    """What is told where agents were logged in for so long, by target."""
    program: Program = lower(process_of(LINE))
    counts = Counts(
        interval_us=1, warm_up_us=0, duration_us=1, end_us=1, target_us=0,
        agents=tuple((Desk(logged_in_us=each),) for each in logged_in_us),
        blocks=tuple(Visits(entered=entered) for _ in program.blocks),
    )  # fmt: skip
    found = list(unserved(program, counts, {}))
    assert {each.code for each in found} <= {"W339"}
    return [each.message for each in found]


def test_each_target_is_told_of_whom_nobody_was_there() -> None:
    assert told(0, 0) == [
        "nobody of `skill(billing) >= 5` was there all day",
        "nobody of `group(both)` was there all day",
    ]
    assert told(0, 1) == ["nobody of `skill(billing) >= 5` was there all day"]


def test_one_agent_for_a_moment_is_enough() -> None:
    assert told(1, 0) == []


def test_a_route_that_nobody_came_to_is_not_told_of() -> None:
    assert told(0, 0, entered=0) == []
