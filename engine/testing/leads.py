"""The leads: when a claim has to hold.

In: a claim's looks at its run, in order. Out: its `Failure`, if it did not hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.folds.times import Clock
from engine.graph.testing.model import Claim, Lead
from engine.testing.leaves import NO, UNKNOWN, YES, Leaves
from engine.testing.verdict import Failure
from engine.values import Duration

ABSENT_MAX = 3
"""What a claim missed, as far as it is told."""


@dataclass(slots=True)
class Look:
    """One claim while a run is looked at; `decided` once nothing can change any more.

    `instants` are those of the run's rows.
    """

    number: int
    claim: Claim
    instants: Sequence[int]
    failure: Failure | None = None
    decided: bool = False

    def see(self, leaves: Leaves, now_us: int) -> None:
        """At an instant when something may have changed."""

    def bound(self, leaves: Leaves, now_us: int) -> None:
        """At the end of the claim's bound."""

    def end(self, leaves: Leaves, now_us: int) -> None:
        """When the test is over."""

    def fail(self, leaves: Leaves, now_us: int, message: str) -> None:
        """It did not hold."""
        self.decided = True
        readings = leaves.readings(self.claim, self.number)
        taken = None
        if self.claim.steps is not None:
            path = readings[0].value
            taken = tuple(map(str, path)) if isinstance(path, tuple) else ()
        self.failure = Failure(
            claim=self.number, message=message, at_us=now_us, readings=readings, taken=taken
        )

    def shown(self, instant_us: int) -> str:
        """An instant as the run's trace shows it."""
        return Clock.fitting(self.instants).show(instant_us)

    @property
    def limit(self) -> str:
        """The bound as the author writes it."""
        return str(Duration(self.claim.bound_us or 0))


class _Expect(Look):
    def end(self, leaves: Leaves, now_us: int) -> None:
        truth = leaves.truth(self.number)
        if truth != YES:
            word = "it did not hold" if truth == NO else "it was unknown"
            self.fail(leaves, now_us, f"{word} at the end of the run")


class _Always(Look):
    def see(self, leaves: Leaves, now_us: int) -> None:
        truth = leaves.truth(self.number)
        if truth != YES:
            word = "false" if truth == NO else "unknown"
            self.fail(leaves, now_us, f"it was {word} at {self.shown(now_us)}")


@dataclass(slots=True)
class _Never(Look):
    known: bool = False

    def see(self, leaves: Leaves, now_us: int) -> None:
        truth = leaves.truth(self.number)
        self.known = self.known or truth != UNKNOWN
        if truth == YES:
            self.fail(leaves, now_us, f"it was true at {self.shown(now_us)}")

    def end(self, leaves: Leaves, now_us: int) -> None:
        if self.known:
            return
        absent = [each for each in leaves.readings(self.claim, self.number) if each.value is None]
        words = " and ".join(f"`{each.text}`" for each in absent[:ABSENT_MAX])
        why = f"{words} {'was' if len(absent) == 1 else 'were'} never there"
        self.fail(
            leaves, now_us,
            f"it said nothing in this run: {why if absent else 'it could not be computed'}; "
            f"give a default with `??`, or claim something that is there",
        )  # fmt: skip


@dataclass(slots=True)
class _Within(Look):
    false_at: int | None = None
    held: bool = False

    def see(self, leaves: Leaves, now_us: int) -> None:
        holds = leaves.hold(self.number)
        if not holds:
            self.false_at = now_us if self.false_at is None else self.false_at
        elif self.false_at is not None:
            self.decided = True
        self.held = self.held or holds

    def bound(self, leaves: Leaves, now_us: int) -> None:
        self.decided = True
        if leaves.hold(self.number):
            return
        message = f"it did not come true by {self.limit}"
        if self.held and self.false_at is not None:
            # What holds from the first has not come true: it would say nothing.
            since = self.shown(self.false_at)
            message = f"it held at first, but not from {since} on, nor at {self.limit}"
        self.fail(leaves, now_us, message)


@dataclass(slots=True)
class _Eventually(Look):
    held: bool = False
    bounded: bool = False

    def see(self, leaves: Leaves, now_us: int) -> None:
        holds = leaves.hold(self.number)
        self.held = self.held or holds
        if self.bounded and not holds:
            message = f"it held at {self.limit}, but not at {self.shown(now_us)}"
            self.fail(leaves, now_us, message)

    def bound(self, leaves: Leaves, now_us: int) -> None:
        self.bounded = True
        if not leaves.hold(self.number):
            word = "it held before, but not at" if self.held else "it did not come true by"
            self.fail(leaves, now_us, f"{word} {self.limit}")


LOOKS: dict[Lead, Callable[[int, Claim, Sequence[int]], Look]] = {
    Lead.EXPECT: _Expect,
    Lead.ALWAYS: _Always,
    Lead.NEVER: _Never,
    Lead.WITHIN: _Within,
    Lead.EVENTUALLY: _Eventually,
}
