"""When views look and what they take, against a reference that looks at every tick."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.limits import LIMITS
from engine.ops import NO_CODE, Code, Family, Op, Place, Reading
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import SCAN, TIMER
from engine.sim.core.state import State
from engine.sim.core.views import Views
from engine.sim.pooled import PooledValues
from engine.sim.why import WhySection
from engine.values import Duration
from tests.sim.assembly import Assembly, Make

HORIZON = 40
ALWAYS, RIPE, MARKED, OLD = range(4)
"""Conditions: none, older than 7, with a mark that some get later, long in the queue."""
CHAT = int(Family.CHAT)


@dataclass(frozen=True)
class Placing:
    """An interaction that is placed at `at`, seen from `visible` on, marked at `marked`."""

    at: int
    visible: int
    marked: int | None
    priority: int


@dataclass(frozen=True)
class Looking:
    """A view."""

    every: int
    condition: int
    order: str


PLACINGS = st.lists(
    st.builds(
        lambda at, wait, marked, priority: Placing(at, at + wait, marked, priority),
        st.integers(0, 20), st.integers(0, 8), st.none() | st.integers(0, 30), st.integers(0, 2),
    ),
    max_size=8,
)  # fmt: skip
LOOKINGS = st.lists(
    st.builds(Looking, st.integers(1, 6), st.integers(0, 3),
              st.sampled_from(["priority", "oldest", "newest", "longest_in_queue"])),
    min_size=1, max_size=3,
)  # fmt: skip

Taking = tuple[int, int, list[int]]
"""Time, view, interactions in order."""


class Engine:
    """The engine's views over interactions that are placed and marked as planned."""

    def __init__(self, placings: list[Placing], lookings: list[Looking]) -> None:
        made = Assembly()
        queue = made.queue("q")
        conditions = self._conditions(made)
        for looking in lookings:
            made.view(queue, 0, where=conditions[looking.condition], order=looking.order,
                      timed=looking.condition in (RIPE, OLD), every_us=looking.every)  # fmt: skip
        made.strategy("s", {"a": Make([(Op.EXIT,)])})
        program = made.program()
        self.pool = made.pool
        self.state = State(program, LIMITS)
        why = WhySection(program, self.pool)
        values = PooledValues(program, LIMITS, self.pool, self.state, why)
        self.views = Views(program, self.state, Evaluator(program, 0, self.state, values))
        self.placings = placings
        self.chats: dict[int, int] = {}
        self.plans: list[tuple[Callable[[int], None], int]] = []
        for number, placing in enumerate(placings):
            self._plan(placing.at, self.place, number)
            if placing.marked is not None:
                self._plan(max(placing.at, placing.marked), self.mark, number)

    def _conditions(self, made: Assembly) -> dict[int, int]:
        age = (Code.READ, Reading.AGE), (Code.CONST, Duration(7)), (Code.GREATER, 0)
        queued = Code.READ, Reading.TIME_IN_QUEUE
        long_ago = queued, (Code.CONST, Duration(3)), (Code.GREATER_EQUAL, 0)
        return {
            ALWAYS: NO_CODE,
            RIPE: made.code(*age),
            MARKED: made.code((Code.DATA, "mark"), (Code.NEEDED, 0)),
            OLD: made.code(*long_ago),
        }

    def _plan(self, time: int, step: Callable[[int], None], number: int) -> None:
        self.state.agenda.schedule(time, TIMER, len(self.plans))
        self.plans.append((step, number))

    def place(self, number: int) -> None:
        placing, now = self.placings[number], self.state.agenda.now
        chat = self.state.places.create(CHAT, 0, 0, 0, placing.priority)
        self.chats[number] = chat
        self.state.places.put(chat, 0, placing.visible)
        self.views.wake(0, max(placing.visible, now + 1))

    def mark(self, number: int) -> None:
        chat, places = self.chats[number], self.state.places
        places.attached.set(chat, self.pool.encode("mark"), self.pool.encode(value=True))
        if places.place[chat] == Place.QUEUED:
            self.views.wake(0, self.state.agenda.now)

    def scan(self, view: int) -> list[Taking]:
        self.views.scan(view)
        taken = [self.views.taken[at] for at in range(self.views.taken_count)]
        for chat in taken:
            self.state.places.finish(chat, Place.STOPPED)
        numbers = {chat: number for number, chat in self.chats.items()}
        return [(self.state.agenda.now, view, [numbers[chat] for chat in taken])] if taken else []


def by_the_engine(placings: list[Placing], lookings: list[Looking]) -> list[Taking]:
    """What the engine's views take, up to the horizon."""
    engine = Engine(placings, lookings)
    agenda, takings = engine.state.agenda, []
    while agenda.length and agenda.next_time() <= HORIZON:
        if agenda.take() == SCAN:
            takings += engine.scan(agenda.subject)
        else:
            step, number = engine.plans[agenda.subject]
            step(number)
    return takings


def by_looking_always(placings: list[Placing], lookings: list[Looking]) -> list[Taking]:
    """The reference: every view looks at every one of its ticks, at everything."""
    created = sorted(range(len(placings)), key=lambda number: (placings[number].at, number))
    left = list(created)
    takings = []
    for now in range(1, HORIZON + 1):
        for view, looking in enumerate(lookings):
            if now % looking.every:
                continue
            taken = [number for number in left if matches(placings[number], looking, now)]
            taken.sort(key=lambda number: order(placings, created, looking, number))
            left = [number for number in left if number not in taken]
            if taken:
                takings.append((now, view, taken))
    return takings


def matches(placing: Placing, looking: Looking, now: int) -> bool:
    if placing.at >= now or placing.visible > now:
        return False
    marked = placing.marked is not None and max(placing.at, placing.marked) <= now
    return {
        ALWAYS: True, RIPE: now - placing.at > 7, MARKED: marked, OLD: now - placing.at >= 3
    }[looking.condition]  # fmt: skip


def order(
    placings: list[Placing], created: list[int], looking: Looking, number: int
) -> tuple[int, int]:
    received = created.index(number)
    first = {
        "priority": -placings[number].priority, "oldest": received, "newest": -received,
        "longest_in_queue": placings[number].at,
    }  # fmt: skip
    return first[looking.order], received


@given(placings=PLACINGS, lookings=LOOKINGS)
def test_looking_when_it_matters_is_looking_always(
    placings: list[Placing], lookings: list[Looking]
) -> None:
    assert by_the_engine(placings, lookings) == by_looking_always(placings, lookings)


def test_what_is_placed_at_a_tick_waits_for_the_next_one() -> None:
    takings = by_the_engine([Placing(5, 5, None, 0)], [Looking(5, ALWAYS, "priority")])

    assert takings == [(10, 0, [0])]


def test_what_becomes_visible_at_a_tick_is_taken_by_it() -> None:
    takings = by_the_engine([Placing(1, 5, None, 0)], [Looking(5, ALWAYS, "priority")])

    assert takings == [(5, 0, [0])]


def test_the_first_declared_view_takes_first_at_one_instant() -> None:
    both = [Looking(4, ALWAYS, "priority"), Looking(2, ALWAYS, "priority")]

    assert by_the_engine([Placing(3, 3, None, 0)], both) == [(4, 0, [0])]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("priority", [1, 2, 0]),
        ("oldest", [0, 1, 2]),
        ("newest", [2, 1, 0]),
        ("longest_in_queue", [0, 1, 2]),
    ],
)
def test_a_view_takes_in_its_order(name: str, expected: list[int]) -> None:
    placings = [Placing(1, 1, None, 0), Placing(2, 2, None, 9), Placing(3, 3, None, 9)]

    assert by_the_engine(placings, [Looking(10, ALWAYS, name)]) == [(10, 0, expected)]


def test_hundreds_are_taken_in_order() -> None:
    placings = [Placing(1, 1, None, number * 7 % 10) for number in range(300)]

    expected = sorted(range(300), key=lambda number: (-placings[number].priority, number))
    assert by_the_engine(placings, [Looking(3, ALWAYS, "priority")]) == [(3, 0, expected)]
