"""Cases, projects with tests, and judges that need no simulator: what they say is in the names."""

import os
import signal
from pathlib import Path

from engine.graph.testing.model import Case
from engine.limits import Limits
from engine.program.model import Program
from engine.scenario import Scenario
from engine.source import Source, Span
from engine.testing.verdict import Failure, Outcome, Verdict

STRATEGY = """strategy hello (voice) {
  bye: disconnect { reason = "hello" }
}
"""
BROKEN = """strategy hello (voice) {
  ask: if(ANI == "1") { true -> bye   false -> by }
  bye: disconnect { reason = "hello" }
}
"""
TEST = """
test "{name}" {{
  strategy = hello
  expect path == [bye]
}}
"""


def case(name: str, *, tags: tuple[str, ...] = ()) -> Case:
    """A case that claims nothing."""
    source = Source("p.strat", name or "x")
    span = Span(source, 0, len(source.text))
    return Case(name=name, span=span, scenario=Scenario(strategy="hello"), claims=(), tags=tags)


def project(folder: Path, *names: str, text: str = STRATEGY) -> Path:
    """Writes a project with a test for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    tests = "".join(TEST.format(name=name) for name in names)
    (folder / "p.strat").write_text(text + tests, encoding="utf-8")
    return folder


def still() -> int:
    """A clock that stands."""
    return 0


def by_name(program: Program, case: Case, *, limits: Limits, marked: bool) -> Verdict:
    """Says what the case's name says, beginning with `kills` for a worker's death."""
    word = case.name.partition(" ")[0]
    if word == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "interrupts":
        raise KeyboardInterrupt
    if word == "breaks":
        raise ZeroDivisionError(case.name)
    outcomes = {"fails": Outcome.FAILED, "skips": Outcome.SKIPPED, "expects": Outcome.EXPECTED}
    outcome = outcomes.get(word, Outcome.PASSED)
    failures = (Failure(claim=None, message="its name says so", at_us=0),)
    return Verdict(
        outcome=outcome,
        failures=failures if outcome is Outcome.FAILED else (),
        events_hash=f"{program.name} {case.name}",
    )


def kills_once(program: Program, case: Case, *, limits: Limits, marked: bool) -> Verdict:
    """As `by_name`, but that a worker dies of a case once: its name is where that is noted."""
    mark = Path(case.name.partition(" ")[2])
    if case.name.startswith("once") and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return by_name(program, case, limits=limits, marked=marked)


def by_mask(program: Program, case: Case, *, limits: Limits, marked: bool) -> Verdict:
    """Fails if an interrupt could reach the main thread of this process."""
    blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return Verdict(outcome=Outcome.PASSED if blocked and ignored else Outcome.FAILED)
