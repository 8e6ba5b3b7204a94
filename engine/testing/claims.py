"""Claims over a run: which of them did not hold, when, and what they read then.

In: a case and the log of its run. Out: `Failure`s in the order of the claims. The run is looked at
as it begins, the interaction being in its place with its data, then after each row, the rows of one
instant one by one, at the end of each bound, and when the test is over; what reads the time also
wherever time alone may change it. What one request does, or one message of a customer, is one deed:
nobody sees the chat that it makes before it lies in its queue.
"""

from collections.abc import Sequence

from engine.folds.history import History
from engine.folds.seen_staff import Columns
from engine.graph.testing.model import Case, Lead
from engine.limits import Limits
from engine.log.events import COLUMNS, Event
from engine.log.model import EventLog
from engine.program.claims import lower_claims
from engine.program.model import Program
from engine.sim.core.numbers import NONE
from engine.testing.deeds import Deed
from engine.testing.instants import Turns, turns_of
from engine.testing.leads import LOOKS, Look
from engine.testing.leaves import Leaves
from engine.testing.verdict import Failure

HORIZON = "horizon"
"""What the log's head says of a run that its horizon has cut off."""


def failures_of(program: Program, case: Case, log: EventLog, limits: Limits) -> list[Failure]:
    """The claims of a case that did not hold in its run."""
    rows: list[Columns] = list(zip(*(log.columns[name] for name in COLUMNS), strict=True))
    history = History(program, case.scenario, log, case.columns)
    leaves = Leaves(program, lower_claims(case.claims), history, limits)
    end_us = _end(case, log, rows)
    looks = [
        LOOKS[claim.lead](number, claim, log.columns["time"])
        for number, claim in enumerate(case.claims)
    ]
    waiting = [look for look in looks if look.claim.lead is not Lead.EXPECT]
    first = _set_up(rows, case) if waiting else len(rows)
    for row in rows[:first]:
        history.take(row)
    if waiting:
        watch = _Watch(history, leaves, waiting, end_us)
        for row in rows[first:]:
            watch.come_to(row[0])
            history.take(row)
            watch.after(row)
        watch.come_to(end_us + 1)
    history.now_us = end_us
    leaves.read()
    for look in looks:
        if not look.decided:
            look.end(leaves, end_us)
    return [look.failure for look in looks if look.failure is not None]


def _end(case: Case, log: EventLog, rows: Sequence[Columns]) -> int:
    """When the test is over: with its run, but not before the last instant that it names."""
    cut = log.head["end"] == HORIZON
    last_us = case.scenario.horizon_us if cut else rows[-1][0] if rows else 0
    return max(0, last_us, case.until_us)


def _set_up(rows: Sequence[Columns], case: Case) -> int:
    """How many rows tell of what the run begins with: the interaction, in its place.

    It comes to its strategy with its data and its variables, or lies in its queue.
    """
    kinds = [row[1] for row in rows]
    count = kinds.index(Event.STARTED if case.scenario.waiting is None else Event.PLACED) + 1
    while count < len(rows) and kinds[count] == Event.ASSIGNED and rows[count][3] == NONE:
        count += 1
    return count


class _Watch:
    """The looks at a run while it goes on, from its beginning."""

    def __init__(self, history: History, leaves: Leaves, looks: list[Look], end_us: int) -> None:
        self._history = history
        self._leaves = leaves
        self._looks = looks
        bounds = {look.claim.bound_us for look in looks if look.claim.bound_us is not None}
        self._bounds = sorted(bounds, reverse=True)
        self._timed: list[tuple[Look, Turns]] = []
        for look in looks:
            turns = turns_of(look.claim, leaves.codes.read[look.number], end_us)
            if turns is not None:
                self._timed.append((look, turns))
        self._at_us = 0
        self._deed = Deed()
        self._pending: set[int] = set()
        # The first look, at everything: what lay there before the run is what it begins with.
        history.now_us = 0
        leaves.read()
        for look in looks:
            look.see(leaves, 0)

    def after(self, row: Columns) -> None:
        """After a row: the claims of which it has changed something, once its deed is done."""
        changed = self._leaves.changed(row[1])
        if self._deed.goes_on(row):
            self._pending |= changed
            return
        if self._pending:
            changed = {*changed, *self._pending}
            self._pending.clear()
        if changed:
            for look in self._looks:
                own = self._leaves.codes.read[look.number]
                if not look.decided and not changed.isdisjoint(own):
                    look.see(self._leaves, row[0])

    def come_to(self, instant_us: int) -> None:
        """All that happens before an instant by the passing of time: the ends of bounds too."""
        while self._bounds and self._bounds[-1] < instant_us:
            bound_us = self._bounds.pop()
            if self._timed:
                self._pass(bound_us)
            self._history.now_us = bound_us
            self._leaves.changed(None)
            for look in self._looks:
                if look.claim.bound_us == bound_us and not look.decided:
                    look.bound(self._leaves, bound_us)
        if self._timed and instant_us > self._at_us:
            self._pass(instant_us - 1)
            self._at_us = instant_us

    def _pass(self, until_us: int) -> None:
        """Looks at what reads the time, after the last look and up to an instant, that included."""
        if until_us <= self._at_us:
            return
        found = {until_us}
        for look, turns in self._timed:
            if not look.decided:
                found |= turns.between(self._at_us, until_us, self._history, self._leaves)
        self._at_us = until_us
        for now_us in sorted(found):
            self._history.now_us = now_us
            self._leaves.changed(None)
            for look, _ in self._timed:
                if not look.decided:
                    look.see(self._leaves, now_us)
