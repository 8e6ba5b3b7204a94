"""Laws of the agenda: one total order, and nothing in the past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sim.bounds import LimitReached
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import ANSWER, NONE, SCAN, TIMER
from engine.sim.invariants import LawBroken

KINDS = st.sampled_from([ANSWER, TIMER, SCAN])
EVENTS = st.lists(st.tuples(st.integers(0, 5), KINDS), max_size=40)


def agenda() -> Agenda:
    return Agenda(same_instant_events=1_000)


def drained(made: Agenda) -> list[tuple[int, int, int]]:
    taken = []
    while made.length:
        kind = made.take()
        taken.append((made.now, kind, made.subject))
    return taken


@given(events=EVENTS)
def test_events_come_by_time_then_kind_then_in_the_order_of_scheduling(
    events: list[tuple[int, int]],
) -> None:
    made = agenda()
    for subject, (time, kind) in enumerate(events):
        made.schedule(time, kind, subject)

    expected = sorted((time, kind, subject) for subject, (time, kind) in enumerate(events))
    assert drained(made) == expected


@given(views=st.permutations(range(8)))
def test_scans_of_one_instant_come_in_the_order_of_declaration(views: list[int]) -> None:
    made = agenda()
    for view in views:
        made.schedule(7, SCAN, view)

    assert [subject for _, _, subject in drained(made)] == list(range(8))


@given(events=EVENTS, data=st.data())
def test_what_is_removed_never_happens_and_disturbs_nothing(
    events: list[tuple[int, int]], data: st.DataObject
) -> None:
    made = agenda()
    entries = [made.schedule(time, kind, at) for at, (time, kind) in enumerate(events)]
    subjects = list(range(len(events)))
    removed = set(data.draw(st.lists(st.sampled_from(subjects), unique=True)) if events else [])
    for subject in sorted(removed):
        made.remove(entries[subject])

    kept = [(*events[subject], subject) for subject in subjects if subject not in removed]
    assert drained(made) == sorted(kept)


@given(steps=st.lists(st.tuples(st.integers(0, 3), KINDS, st.booleans()), max_size=60))
def test_events_scheduled_on_the_way_keep_the_order_of_time(
    steps: list[tuple[int, int, bool]],
) -> None:
    made = agenda()
    waiting: list[tuple[int, int, int]] = []
    for subject, (delay, kind, take) in enumerate(steps):
        made.schedule(made.now + delay, kind, subject)
        waiting.append((made.now + delay, kind, subject))
        if take:
            found = (made.next_time(), made.take(), made.subject)
            assert found == min(waiting)
            waiting.remove(found)

    assert drained(made) == sorted(waiting)


def test_an_empty_agenda_has_no_next_time() -> None:
    assert agenda().next_time() == NONE


def test_nothing_is_scheduled_in_the_past() -> None:
    made = agenda()
    made.schedule(5, TIMER, 0)
    made.take()

    with pytest.raises(LawBroken, match="I-36"):
        made.schedule(4, TIMER, 1)


def test_no_instant_is_beyond_what_a_value_can_hold() -> None:
    with pytest.raises(LawBroken, match="I-37"):
        agenda().schedule(2**53, TIMER, 0)


def test_the_events_of_one_instant_are_bounded() -> None:
    made = Agenda(same_instant_events=3)
    for _ in range(4):
        made.schedule(9, TIMER, 0)
    for _ in range(3):
        made.take()

    with pytest.raises(LimitReached) as reached:
        made.take()
    assert reached.value.code == "E422"
