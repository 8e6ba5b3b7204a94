"""Counting: the fold of rows while they are written, and one that looks at whole histories."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.days import Simulation
from engine.log.counts import Counts, Desk, Length, bucket_bounds, bucket_of
from engine.log.events import COLUMNS, Event
from engine.ops import FIRST_FINAL, Place
from engine.sim.core import tally
from tests.helpers.drawn_days import (
    ROUTINGS,
    Chance,
    Day,
    Shuffled,
    drawn_program,
    drawn_simulation,
)
from tests.helpers.naive_counts import naive_counts

CONTRACT = {
    "routed": (Place.HANDLED, Place.DISCONNECTED, Place.DEFAULT_ROUTED),
    "in workbins": (Place.IN_WORKBIN,),
    "stopped": (Place.STOPPED, Place.ABANDONED, Place.REJECTED, Place.FAULTED),
    "lost and removed": (Place.LOST_REMOVED,),
    "in progress": (Place.QUEUED, Place.RUNNING),
}
"""The columns of the equation that created interactions are accounted for by."""
SIMULATIONS = st.builds(
    drawn_simulation,
    duration=st.integers(1, 1500),
    interval=st.sampled_from([23, 60, 250, 2000]),
    warm_up=st.sampled_from([0, 0, 1, 50, 400]),
    target=st.sampled_from([0, 3, 40]),
)
STEPS = st.integers(0, 200)


def drawn_day(chance: Chance, steps: int, *, recycle: bool = True) -> Day:
    day = Day(chance, recycle=recycle)
    day.live(steps)
    return day


def tallied(day: Day, simulation: Simulation, *, pieces: int = 1) -> Counts:
    """The counts of a day whose rows come in so many pieces."""
    fold = tally.Tally(drawn_program(), simulation)
    fold.meet(day.agents, day.pool)
    rows = day.journal()
    count = len(rows) // len(COLUMNS)
    bounds = [count * piece // pieces for piece in range(pieces + 1)]
    for first, last in pairwise(bounds):
        fold.consume(rows, first, last)
    return fold.counts()


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_the_tally_is_what_whole_histories_say(
    chance: Chance, steps: int, simulation: Simulation
) -> None:
    day = drawn_day(chance, steps)

    counts = tallied(day, simulation)

    assert counts == naive_counts(day.log(), drawn_program(), simulation)


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS, st.integers(2, 9))
def test_it_does_not_matter_in_how_many_pieces_rows_come(
    chance: Chance, steps: int, simulation: Simulation, pieces: int
) -> None:
    day = drawn_day(chance, steps)

    assert tallied(day, simulation, pieces=pieces) == tallied(day, simulation)


@given(st.integers(0, 2**32), STEPS, SIMULATIONS)
def test_slots_that_are_used_again_change_no_count(
    seed: int, steps: int, simulation: Simulation
) -> None:
    day = drawn_day(Shuffled(seed), steps)
    apart = drawn_day(Shuffled(seed), steps, recycle=False)

    assert tallied(day, simulation) == tallied(apart, simulation)


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_what_waits_times_time_is_the_sum_of_all_waits(
    chance: Chance, steps: int, simulation: Simulation
) -> None:
    """Little's identity (I-10), in whole microseconds; a wait counts from the end of warm-up on."""
    day = drawn_day(chance, steps)
    counts = tallied(day, simulation)
    stays = stays_in(day)

    def clipped(kind: str, number: int) -> int:
        return sum(
            max(min(end, counts.end_us) - max(begin, counts.warm_up_us), 0)
            for what, which, begin, end in stays
            if (what, which) == (kind, number)
        )

    for queue, lengths in enumerate(counts.queues):
        assert sum(each.integral_us for each in lengths) == clipped("queue", queue)
    for queue, lengths in enumerate(counts.virtual_lengths):
        assert sum(each.integral_us for each in lengths) == clipped("virtual", queue)
    for agent, desks in enumerate(counts.agents):
        assert sum(each.handled_us for each in desks) == clipped("agent", agent)


def stays_in(day: Day) -> list[tuple[str, int, int, int]]:
    """What was where from when to when, read off the rows from the end backwards."""
    ends: dict[tuple[str, int], int] = {}
    stays: list[tuple[str, int, int, int]] = []
    forever = 2**60
    moves = {
        Event.PLACED, Event.PULLED, Event.STARTED, Event.STOWED, Event.ACCEPTED, Event.TAKEN,
        Event.FINAL,
    }  # fmt: skip
    for time, kind, who, _, _, queue, _, a, _ in reversed(day.rows):
        if kind == Event.PLACED:
            stays.append(("queue", queue, time, ends.get(("place", who), forever)))
        if kind in moves:
            ends["place", who] = time
        if kind == Event.ROUTING and ROUTINGS[a] >= 0:
            stays.append(("virtual", ROUTINGS[a], time, ends.get(("line", who), forever)))
        if kind in (
            Event.ACCEPTED, Event.NO_AGENT, Event.REJECTED, Event.HUNG_UP, Event.ENDED,
        ):  # fmt: skip
            ends["line", who] = time
        if kind in (Event.ACCEPTED, Event.TAKEN) and a in day.agents:
            stays.append(("agent", day.agents.index(a), time, ends.get(("desk", who), forever)))
        if kind == Event.HANDLING_ENDED:
            ends["desk", who] = time
    return stays


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_every_interaction_is_somewhere_once(
    chance: Chance, steps: int, simulation: Simulation
) -> None:
    """I-07: all that were created are in one of the columns, and the columns are all places."""
    counts = tallied(drawn_day(chance, steps), simulation)

    assert len(counts.finals) == len(counts.live) == len(Place)
    assert counts.interactions == sum(counts.finals) + sum(counts.live)
    assert not any(counts.live[FIRST_FINAL:])
    assert not any(counts.finals[:FIRST_FINAL])


def test_the_columns_of_the_contract_equation_cover_all_places_once() -> None:
    columns = [place for places in CONTRACT.values() for place in places]

    assert sorted(columns) == sorted(Place)


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_what_an_agent_is_adds_up_to_the_time_logged_in(
    chance: Chance, steps: int, simulation: Simulation
) -> None:
    """I-33: an agent is one thing at a time, and logged in or not in every interval."""
    counts = tallied(drawn_day(chance, steps), simulation)
    watched = max(counts.end_us - counts.warm_up_us, 0)

    for desks in counts.agents:
        for desk in desks:
            assert desk.logged_in_us == (
                desk.ready_us + desk.not_ready_us + desk.busy_us + desk.wrap_up_us + desk.break_us
            )
        assert sum(desk.logged_in_us for desk in desks) <= watched


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_who_has_asked_has_one_answer(chance: Chance, steps: int, simulation: Simulation) -> None:
    counts = tallied(drawn_day(chance, steps), simulation)

    for each in (each for one in counts.arrivals + counts.virtual_queues for each in one):
        over = each.answered + each.abandoned + each.left + each.blocked
        assert each.asked == over + each.waiting
        assert each.waiting >= 0
        assert each.answered_in_target <= each.answered
        assert each.abandoned_in_target <= each.abandoned
        assert each.delayed <= each.asked - each.blocked
    for scope, lists in enumerate(counts.arrivals + counts.virtual_queues):
        counted = sum(count for _, count in counts.histograms[scope])
        assert counted == sum(each.answered for each in lists)


@given(st.randoms(use_true_random=False), STEPS, SIMULATIONS)
def test_queues_keep_what_has_come_and_not_gone(
    chance: Chance, steps: int, simulation: Simulation
) -> None:
    counts = tallied(drawn_day(chance, steps), replace(simulation, warm_up_us=0))

    for lengths in counts.queues + counts.virtual_lengths:
        length = 0
        for each in lengths:
            length += each.entered - each.left
            assert each.last == length


@given(st.integers(0, 2**53))
def test_a_bucket_of_waits_is_less_than_one_per_cent_wide(value: int) -> None:
    low, high = bucket_bounds(bucket_of(value))

    assert low <= value <= high
    assert (high - low) * 100 < max(low, 1)


@given(st.integers(0, 2**53))
def test_buckets_follow_each_other(value: int) -> None:
    _, high = bucket_bounds(bucket_of(value))

    assert bucket_of(high + 1) == bucket_of(value) + 1
    assert bucket_bounds(bucket_of(value) + 1)[0] == high + 1


def test_more_desks_than_are_kept_are_counted_by_two_intervals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    simulation = drawn_simulation(duration=2000, interval=50, warm_up=0, target=0)
    day = drawn_day(Shuffled(3), 300)
    monkeypatch.setattr(tally, "DESKS_MAX", 100)

    whole = tallied(day, simulation)
    apart = tallied(day, replace(simulation, interval_us=2000))

    assert whole.agents == apart.agents
    assert [len(desks) for desks in whole.agents] == [2, 2, 2]


def test_a_simulation_that_is_over_sooner_goes_on_to_its_end() -> None:
    simulation = drawn_simulation(duration=100, interval=50, warm_up=20, target=0)
    day = Day(Shuffled(0), recycle=True)

    counts = tallied(day, simulation)

    assert counts.end_us == 100
    assert [[desk.ready_us for desk in desks] for desks in counts.agents] == [[30, 50, 0]] * 3
    assert counts.queues == ((Length(), Length(), Length()),) * 2


def test_a_run_that_is_cut_off_says_when() -> None:
    simulation = drawn_simulation(duration=100, interval=100, warm_up=0, target=0)

    counts = tally.Tally(drawn_program(), simulation).counts(130)

    assert (counts.end_us, counts.agents[0]) == (
        130,
        (Desk(logged_in_us=100, ready_us=100), Desk(logged_in_us=30, ready_us=30)),
    )
