"""`Verdict`: how a case turned out, and everything that explains it.

In: nothing. Out: frozen values, small enough to come back from another process.
"""

from dataclasses import dataclass
from enum import Enum

from engine.folds.coverage import Marks
from engine.folds.fates import Fate
from engine.values import Value


class Outcome(Enum):
    """How a case turned out."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    EXPECTED = "expected"
    """It failed, as it says it would."""
    UNEXPECTED = "unexpected"
    """It passed, though it says that it fails: that is a failure too."""

    @property
    def good(self) -> bool:
        """Whether the project is as its author thinks."""
        return self not in (Outcome.FAILED, Outcome.UNEXPECTED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a leaf of a claim was at the instant that decided; None if it was not there."""

    text: str
    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One claim that did not hold, or (`claim` None) something wrong with the run itself.

    That may be an event that came to nothing, or a stub that was never used: `event` and `stub` are
    indexes in the scenario's happenings and stubs.

    `claim` is an index in the case's claims. `message` says in which way: it did not hold, it was
    false at an instant, it never came true. `at_us` is the instant that decided, `readings` what
    the leaves were then. `taken` is the path to compare with the claim's `steps`.
    """

    claim: int | None
    message: str
    at_us: int
    readings: tuple[Reading, ...] = ()
    taken: tuple[str, ...] | None = None
    event: int | None = None
    stub: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A block that an interaction entered, and by which port it left; "" if by none.

    A port that takes several faults is named after the one it took. `view` is the view that had
    submitted the interaction to the strategy that begins with this block, "" for any other step.
    """

    label: str
    port: str
    at_us: int
    view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The way of one interaction through the run, and where it came to."""

    steps: tuple[Step, ...]
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one case turned out.

    `tracks` are those of all interactions of the run, in the order of their creation; none for a
    case that passed or was skipped. `marks` is what the run went through, None unless asked for.
    `events_hash` is the log's, "" for a case that did not run.
    """

    outcome: Outcome
    failures: tuple[Failure, ...] = ()
    tracks: tuple[Track, ...] = ()
    marks: Marks | None = None
    events_hash: str = ""
