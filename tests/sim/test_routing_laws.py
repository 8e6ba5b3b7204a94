"""Routing against a router that looks at everybody, and the laws of its log."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.log.events import Event
from engine.log.model import Row
from engine.ops import Family
from engine.scenario import Scenario
from engine.streams import Purpose, drawn
from engine.values import SECOND
from tests.helpers.routing_oracle import assert_routing_is_fair
from tests.helpers.runs import Story
from tests.sim.naive_router import Desk, Router, TwoAtOnceError, Wish
from tests.sim.routed_runs import DELIVERING, STAYS, Deed, busy_day, played

TELLING = (
    Event.OFFERED, Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN, Event.NO_AGENT,
    Event.HANDLING_ENDED, Event.WRAP_UP, Event.WRAPPED_UP, Event.REJECTED,
)  # fmt: skip


def number_drawn(interaction: int) -> int:
    """From 0 to 99: what the run draws for an interaction the first time."""
    return drawn(Scenario(strategy="").seed, Purpose.PERCENTAGE, interaction) * 100 >> 64


def expected(
    desks: list[Desk], wishes: list[Wish], deeds: list[Deed], horizon: int, *,
    together: bool = False,
) -> list[tuple[int, str, int, int]]:  # fmt: skip
    router = Router(desks=desks, delivering=DELIVERING, draw=number_drawn)
    families: list[int] = []
    for number, (time, what, which, how) in enumerate(deeds):
        router.run_to(time)
        match what:
            case "arrives":
                families.append(which)
                router.arrive(int((Family.VOICE, Family.EMAIL)[which]), wishes[how])
            case "ready" | "not ready":
                router.turn(which, ready=what == "ready")
            case "finishes":
                router.finish(which)
            case where if where in STAYS:
                router.go(which, where)
            case _ if which < len(families) and families[which] == 0:
                router.hang_up(which)
            case _:
                pass
        if not together or number + 1 == len(deeds) or deeds[number + 1][0] > time:
            router.decide()
    router.run_to(horizon, beyond=True)
    return router.told


def told(story: Story) -> list[tuple[int, str, int, int]]:
    def agent(row: Row) -> int:
        of_nobody = row.kind in (Event.NO_AGENT, Event.REJECTED)
        return -1 if of_nobody else int(story.log.text(row.a).removeprefix("agent"))

    return [(row.time, row.kind.name, row.interaction, agent(row)) for row in story.rows(*TELLING)]


LENGTHS = st.sampled_from([2 * SECOND + 1, 7 * SECOND + 13, 20 * SECOND + 101, 95 * SECOND + 1009])


def shares(wish: Wish) -> st.SearchStrategy[tuple[int, ...]]:
    """Those of all targets; the first one's is what the others leave of a hundred."""
    others = len(wish.targets) - 1
    rest = st.lists(st.integers(1, 40), min_size=others, max_size=others)
    return st.just(()) | rest.map(lambda found: (100 - sum(found), *found))


BARRING = st.lists(
    st.dictionaries(st.sampled_from([0, 2]), st.integers(1, 2), min_size=1), max_size=2
).map(tuple)
OBJECTIVES = st.sampled_from([0, 1, 7 * SECOND + 1, 60 * SECOND, 300 * SECOND])


def tuned(wish: Wish) -> st.SearchStrategy[Wish]:
    """The wish, with what can order it among those of its priority."""
    return st.builds(
        replace,
        st.just(wish),
        pauses=st.lists(LENGTHS, max_size=3).map(tuple),
        ages=st.booleans(),
        predicts=st.booleans(),
        objectives=st.lists(OBJECTIVES, max_size=3).map(tuple),
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Desk], list[Wish], list[Deed]]:
    desks = draw(
        st.lists(
            st.builds(
                Desk,
                capacity=st.sampled_from([(1, 0, 0), (1, 0, 2), (2, 0, 1), (0, 0, 3)]),
                unless=st.just(((), (), ())) | st.tuples(BARRING, st.just(()), BARRING),
                answer=st.sampled_from([0, 0, 0, -1, -2]) | LENGTHS,
                handles=st.just(-1) | LENGTHS,
                wraps=st.sampled_from([0, 0, 3 * SECOND + 7]),
            ),
            min_size=1,
            max_size=3,
        )
    )
    numbers = st.integers(0, len(desks) - 1)
    everyone = tuple(range(len(desks)))
    some = st.just(everyone) | st.sets(numbers).map(lambda found: tuple(sorted(found)))
    targets = st.lists(st.tuples(some, st.just(-1) | LENGTHS), min_size=1, max_size=3).map(tuple)
    ageing = st.sampled_from([(0, 0), (1, 3 * SECOND), (2, 2 * SECOND)])
    wishes = [
        Wish(
            targets=draw(targets), order=draw(st.integers(0, 3)), priority=draw(st.integers(0, 3)),
            age_step=aged[0], age_every=aged[1], clears=draw(st.booleans()),
            room=draw(st.sampled_from([-1, -1, 0, 1, 2])), timeout=draw(st.just(-1) | LENGTHS),
        )
        for aged in draw(st.lists(ageing, min_size=1, max_size=3))
    ]  # fmt: skip
    wishes = [replace(wish, shares=draw(shares(wish))) for wish in wishes]
    if draw(st.booleans()):
        wishes = [draw(tuned(wish)) for wish in wishes]
    time, arrived, deeds = 0, 0, []
    for number in range(draw(st.integers(3, 24))):
        step = draw(st.sampled_from([0, 1, 1, SECOND, SECOND, 4 * SECOND, 40 * SECOND]))
        time += step + (17 * number if step else 0)
        what = draw(
            st.sampled_from(
                ["arrives"] * 7 + ["ready", "not ready", "finishes", "hangs up", *STAYS]
            )
        )
        if what == "arrives":
            arrived += 1
            deeds.append(
                (time, what, draw(st.integers(0, 1)), draw(st.integers(0, len(wishes) - 1)))
            )
        elif what in ("ready", "not ready", *STAYS):
            deeds.append((time, what, draw(st.integers(0, len(desks) - 1)), 0))
        else:
            deeds.append((time, what, draw(st.integers(0, max(arrived - 1, 0))), 0))
    return desks, wishes, deeds


@given(worlds(), st.booleans())
def test_offers_are_those_of_a_router_that_looks_at_everybody(
    world: tuple[list[Desk], list[Wish], list[Deed]],
    together: bool,
) -> None:
    desks, wishes, deeds = world
    horizon = deeds[-1][0] + 300 * SECOND
    try:
        wanted = expected(desks, wishes, deeds, horizon, together=together)
    except TwoAtOnceError:
        assume(condition=False)

    story = played(desks, wishes, deeds, horizon, together=together)

    assert told(story) == wanted
    assert_routing_is_fair(story)


def test_a_busy_day_has_everything_in_it_and_is_fair() -> None:
    story = busy_day()

    assert {row.kind for row in story.rows(*TELLING)} == set(TELLING)
    assert len(story.rows(Event.ACCEPTED)) > 50
    assert_routing_is_fair(story)


def test_an_agent_with_many_offers_loses_them_all_in_the_order_in_which_they_were_made() -> None:
    # Interactions beyond the columns' first capacity: what is looked at must have been made.
    desks = [Desk(capacity=(1, 0, 40), answer=-2), Desk(answer=-2)]
    wishes = [Wish(targets=(((0,), -1),)), Wish(targets=(((1,), -1),))]
    arrivals: list[Deed] = [(0, "arrives", int(number % 3 > 0), 0) for number in range(50)]
    deeds = [*arrivals, (SECOND, "not ready", 0, 0), (2 * SECOND, "ready", 0, 0)]

    story = played(desks, wishes, deeds, 20 * SECOND)

    offered = [row.interaction for row in story.rows(Event.OFFERED)]
    lost = [row.interaction for row in story.rows(Event.WITHDRAWN)]
    assert len(lost) == 34
    assert lost == offered[:34]
    assert offered[34:] == sorted(lost)
