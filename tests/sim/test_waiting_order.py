"""Who is first in line: against a router that looks at everybody, where instants often coincide.

One agent has one call at a time, and nothing goes by the clock but pauses: arrivals, hang-ups and
what agents finish fall on whole seconds, those of one instant into one event of the run.
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.log.events import Event
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import TIMER
from engine.sim.core.tuning import Tuning
from engine.values import SECOND
from tests.helpers.routing_oracle import assert_routing_is_fair
from tests.helpers.runs import Story
from tests.sim.assembly import Assembly
from tests.sim.naive_router import Desk, TwoAtOnceError, Wish
from tests.sim.routed_runs import Deed, played
from tests.sim.test_routing_laws import expected, told

ANYBODY = Wish(targets=(((0,), -1),))
MINUTE = 60 * SECOND


def accepted(story: Story) -> list[int]:
    """Who has got the agent, in order."""
    return [row.interaction for row in story.rows(Event.ACCEPTED)]


def served(wishes: list[Wish], arrivals: list[int], ends: list[int]) -> list[int]:
    """Who gets the agent: each wish comes at its second, and at each end the agent is done."""
    deeds: list[Deed] = [
        (second * SECOND, "arrives", 0, number) for number, second in enumerate(arrivals)
    ]
    for end in ends:
        deeds += [(end, "finishes", which, 0) for which in range(len(arrivals))]
    deeds.sort(key=lambda deed: deed[0])
    return accepted(played([Desk()], wishes, deeds, 10 * MINUTE, together=True))


def a_wish(number: int) -> st.SearchStrategy[Wish]:
    """What one of several callers wishes; pauses do not end together with others."""
    return st.builds(
        replace,
        st.just(ANYBODY),
        priority=st.integers(0, 2),
        age_step=st.integers(0, 2),
        age_every=st.sampled_from([0, 2 * SECOND, 3 * SECOND]),
        pauses=st.lists(
            st.integers(0, 3).map(lambda second: second * 4 * SECOND + 1_000 * (number + 1)),
            max_size=2,
        ).map(tuple),
        ages=st.booleans(),
        predicts=st.booleans(),
        objectives=st.lists(st.integers(0, 4).map(SECOND.__mul__), max_size=3).map(tuple),
    )


def untuned(wish: Wish) -> Wish:
    return replace(wish, ages=False, predicts=False, objectives=())


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[Wish], list[Deed]]:
    wishes = [draw(a_wish(number)) for number in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        wishes = [untuned(wish) for wish in wishes]
    seconds = draw(st.lists(st.integers(0, 6), min_size=2, max_size=9).map(sorted))
    deeds: list[Deed] = [
        (second * SECOND, "arrives", 0, draw(st.integers(0, len(wishes) - 1))) for second in seconds
    ]
    ends = draw(st.lists(st.integers(1, 24), max_size=10, unique=True))
    numbers = range(len(seconds))
    deeds += [(end * SECOND, "finishes", which, 0) for end in ends for which in numbers]
    leaving = st.sampled_from(numbers).flatmap(
        lambda which: st.tuples(
            st.integers(seconds[which], 9).map(SECOND.__mul__), st.just("hangs up"),
            st.just(which), st.just(0),
        )
    )  # fmt: skip
    deeds += draw(st.lists(leaving, max_size=2))
    return wishes, sorted(deeds, key=lambda deed: deed[0])


@given(lines())
def test_the_line_is_served_as_by_a_router_that_looks_at_everybody(
    line: tuple[list[Wish], list[Deed]],
) -> None:
    wishes, deeds = line
    try:
        wanted = expected([Desk()], wishes, deeds, MINUTE, together=True)
    except TwoAtOnceError:
        assume(condition=False)

    story = played([Desk()], wishes, deeds, MINUTE, together=True)

    assert told(story) == wanted
    assert_routing_is_fair(story)


@pytest.mark.parametrize(("end", "first"), [(20 * SECOND - 1, 2), (20 * SECOND, 1)])
def test_a_priority_grows_when_its_time_is_full_and_not_before(end: int, first: int) -> None:
    slow = replace(ANYBODY, age_step=1, age_every=10 * SECOND)
    high = replace(ANYBODY, priority=2)

    who = served([ANYBODY, slow, high], [0, 0, 5], [end])

    assert who == [0, first]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2)])
def test_of_several_who_ask_at_one_instant_the_first_in_order_is_asked_for_first(
    order: tuple[int, ...],
) -> None:
    wishes = [replace(ANYBODY, priority=priority) for priority in order]

    who = served(wishes, [0] * len(order), [10 * SECOND, 20 * SECOND, 30 * SECOND])

    assert [order[number] for number in who] == [3, 2, 1, 0]


def test_whoever_has_hung_up_at_the_instant_of_asking_hides_nobody() -> None:
    deeds: list[Deed] = [(0, "arrives", 0, 0)] * 3
    deeds += [(0, "hangs up", 0, 0), (0, "hangs up", 1, 0)]

    assert accepted(played([Desk()], [ANYBODY], deeds, MINUTE, together=True)) == [2]


# PriorityTuning


def test_of_two_who_have_waited_equally_long_the_one_with_the_shorter_objective_is_first() -> None:
    # docs.genesys.com, Using URS Functions: both wait 60 s, their objectives are 30 and 120.
    slow, quick = (replace(ANYBODY, objectives=(length * SECOND,)) for length in (120, 30))

    assert served([ANYBODY, slow, quick], [0, 0, 0], [60 * SECOND, 70 * SECOND]) == [0, 2, 1]


def test_an_objective_scales_the_wait() -> None:
    slow, quick = (replace(ANYBODY, objectives=(length * SECOND,)) for length in (120, 30))

    assert served([ANYBODY, slow, quick], [0, 0, 41], [54 * SECOND]) == [0, 1]
    assert served([ANYBODY, slow, quick], [0, 0, 41], [55 * SECOND]) == [0, 2]


def test_with_their_age_callers_keep_the_time_before_they_asked() -> None:
    late = replace(ANYBODY, pauses=(20 * SECOND,))
    aged = replace(late, ages=True)

    assert served([ANYBODY, late, ANYBODY], [0, 0, 5], [30 * SECOND]) == [0, 2]
    assert served([ANYBODY, aged, ANYBODY], [0, 0, 5], [30 * SECOND]) == [0, 1]


@pytest.mark.parametrize(("end", "first"), [(15, 1), (19, 2), (25, 1)])
def test_between_priorities_that_grow_age_counts_while_they_are_equal(end: int, first: int) -> None:
    # One is there from 0 s and asks from 12 s on, the other from 4 s and asks from 8 s on.
    grown = replace(
        ANYBODY, age_step=1, age_every=10 * SECOND, ages=True,
        pauses=(0, 12 * SECOND, 4 * SECOND),
    )  # fmt: skip
    deeds: list[Deed] = [(0, "arrives", 0, 0), (0, "arrives", 0, 1), (4 * SECOND, "arrives", 0, 1)]
    deeds += [(end * SECOND, "finishes", which, 0) for which in range(3)]

    assert accepted(played([Desk()], [ANYBODY, grown], deeds, MINUTE, together=True)) == [0, first]


def test_with_a_prediction_the_longer_wait_ahead_is_first() -> None:
    # The first two who wait for the second wish teach its virtual queue a wait of 20 and 30 s.
    foretold = replace(ANYBODY, predicts=True)
    arrivals, ends = [0, 0, 0, 31, 32], [20 * SECOND, 30 * SECOND, 40 * SECOND, 50 * SECOND]

    plain = served([ANYBODY, ANYBODY, ANYBODY, ANYBODY, ANYBODY], arrivals, ends)
    deeds: list[Deed] = [(0, "arrives", 0, 0), (0, "arrives", 0, 1), (0, "arrives", 0, 1)]
    deeds += [(31 * SECOND, "arrives", 0, 0), (32 * SECOND, "arrives", 0, 1)]
    for end in ends:
        deeds += [(end, "finishes", which, 0) for which in range(5)]
    tuned = accepted(played([Desk()], [ANYBODY, foretold], deeds, MINUTE, together=True))

    assert plain == [0, 1, 2, 3, 4]
    assert tuned == [0, 1, 2, 4, 3]


@given(
    first=st.tuples(st.integers(0, 10**14), st.integers(1, 10**14)),
    second=st.tuples(st.integers(0, 10**14), st.integers(1, 10**14)),
)
def test_waits_are_compared_by_their_objectives_exactly(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    agenda = Agenda(same_instant_events=10)
    agenda.schedule(10**14, TIMER, 0)
    agenda.take()
    tuning = Tuning(Assembly().program(), agenda)
    tuning.begin(0, first[0], 0, first[1])
    tuning.begin(99, second[0], 1, second[1])

    mine, theirs = Fraction(*first), Fraction(*second)
    assert tuning.order(0, 99) == (mine > theirs) - (mine < theirs) == -tuning.order(99, 0)
