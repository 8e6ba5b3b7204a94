"""Tests as text, judged."""

from engine.graph.testing.model import Case
from engine.limits import LIMITS, Limits
from engine.program.lower import lower
from engine.program.model import Program
from engine.testing.judge import judge
from engine.testing.verdict import Failure, Verdict
from tests.helpers.runs import process_of

TICK = """
strategy tick (voice) {
  var n = 0
  first: wait(10s) -> count
  count: assign { n = n + 1 } -> second
  second: wait(10s) -> back
  back: assign { n = 0 } -> third
  third: wait(10s) -> bye
  bye: disconnect { reason = "over" }
}
"""
"""`n` is 1 from 10s on, and 0 again from 20s on; the call ends at 30s."""


def of_tick(*entries: str) -> str:
    """A project with a test of `tick` that has these entries."""
    return TICK + "\n".join(['test "t" {', "strategy = tick", *entries, "}"])


def cases_of(*texts: str) -> tuple[Program, tuple[Case, ...]]:
    """The program of a project and its cases."""
    process = process_of(*texts)
    return lower(process), process.cases


def verdicts(*texts: str, limits: Limits = LIMITS) -> list[Verdict]:
    """The verdicts of all cases of a project."""
    program, cases = cases_of(*texts)
    return [judge(program, case, limits=limits) for case in cases]


def verdict(*texts: str, limits: Limits = LIMITS) -> Verdict:
    """The verdict of the only case of a project."""
    (found,) = verdicts(*texts, limits=limits)
    return found


def failure(*texts: str) -> Failure:
    """The only failure of the only case of a project."""
    (found,) = verdict(*texts).failures
    return found


def held(claim: str) -> bool:
    """Whether a claim of `tick` held."""
    return not verdict(of_tick(claim)).failures
