"""Places and queues against a reference of lists, and the laws they keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ops import Family, Place
from engine.sim.bounds import LimitReached
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import NONE, TIMER
from engine.sim.core.places import Places
from engine.sim.invariants import LawBroken

QUEUES = 3
CHAT = int(Family.CHAT)


def places(interactions: int = 1_000) -> tuple[Agenda, Places]:
    agenda = Agenda(same_instant_events=1_000)
    return agenda, Places(agenda, QUEUES, interactions)


def pass_time(agenda: Agenda, microseconds: int) -> None:
    agenda.schedule(agenda.now + microseconds, TIMER, 0)
    agenda.take()


def chain(made: Places, queue: int) -> list[int]:
    found, interaction = [], made.first[queue]
    while interaction != NONE:
        found.append(interaction)
        interaction = made.after[interaction]
    return found


@given(steps=st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["put", "run", "end"]),
                                st.integers(0, QUEUES - 1)), max_size=80))  # fmt: skip
def test_every_interaction_is_in_one_place_and_queues_keep_their_order(
    steps: list[tuple[int, str, int]],
) -> None:
    _, made = places()
    queues: list[list[int]] = [[] for _ in range(QUEUES)]
    where: dict[int, int | str] = {}
    for wanted, step, queue in steps:
        live = [interaction for interaction, place in where.items() if place != "end"]
        interaction = live[wanted] if wanted < len(live) else made.create(CHAT, 0, 0, 0, 0)
        before = where.get(interaction, "new")
        if isinstance(before, int):
            queues[before].remove(interaction)
        match step:
            case "put":
                made.put(interaction, queue, 0)
                queues[queue].append(interaction)
            case "run":
                made.run(interaction, NONE)
            case _:
                made.finish(interaction, Place.STOPPED)
        where[interaction] = queue if step == "put" else step
        made.balance()

    made.recount()
    assert [chain(made, queue) for queue in range(QUEUES)] == queues
    assert [made.lengths[queue] for queue in range(QUEUES)] == [len(queue) for queue in queues]


def test_columns_grow_and_keep_what_is_in_them() -> None:
    _, made = places()
    for number in range(100):
        made.put(made.create(CHAT, 0, 0, 0, number), 0, 0)

    assert [made.priority[interaction] for interaction in chain(made, 0)] == list(range(100))
    made.recount()


def test_coming_back_to_a_queue_changes_when_it_was_placed_but_not_when_it_moved() -> None:
    agenda, made = places()
    chat = made.create(CHAT, 0, 0, 0, 0)
    pass_time(agenda, 5)
    made.put(chat, 0, 0)
    for microseconds in (10, 20):
        made.run(chat, 0)
        pass_time(agenda, microseconds)
        made.put(chat, 0, 0)

    assert (made.moved[chat], made.placed[chat]) == (5, 35)
    made.put(chat, 1, 0)
    assert (made.moved[chat], made.placed[chat]) == (35, 35)


def test_what_is_final_stays_final() -> None:
    _, made = places()
    chat = made.create(CHAT, 0, 0, 0, 0)
    made.finish(chat, Place.STOPPED)

    with pytest.raises(LawBroken, match="I-03"):
        made.put(chat, 0, 0)


def test_an_interaction_without_a_place_is_noticed() -> None:
    _, made = places()
    made.create(CHAT, 0, 0, 0, 0)

    with pytest.raises(LawBroken, match="I-01"):
        made.balance()


def test_a_counter_that_is_wrong_is_noticed() -> None:
    _, made = places()
    made.put(made.create(CHAT, 0, 0, 0, 0), 0, 0)
    made.counts[Place.QUEUED] += 1

    with pytest.raises(LawBroken, match="I-02"):
        made.recount()


def test_a_queue_that_lost_count_is_noticed() -> None:
    _, made = places()
    made.put(made.create(CHAT, 0, 0, 0, 0), 0, 0)
    made.lengths[0] += 1

    with pytest.raises(LawBroken, match="I-02"):
        made.recount()


def in_workbins() -> Places:
    """Two workbins, with a chat in the first."""
    made = Places(Agenda(same_instant_events=1_000), QUEUES, 1_000, workbins=2)
    chat = made.create(CHAT, 0, 0, 0, 0)
    made.run(chat, NONE)
    made.stow(chat, 0, 0)
    return made


def test_a_workbin_that_lost_count_is_noticed() -> None:
    made = in_workbins()
    made.recount()
    made.stowed[0], made.stowed[1] = 0, 1

    with pytest.raises(LawBroken, match="I-02"):
        made.recount()


def test_what_lies_in_a_workbin_and_is_elsewhere_is_noticed() -> None:
    made = in_workbins()
    made.take(0, 1)
    made.recount()
    made.workbin[0] = 1

    with pytest.raises(LawBroken, match="I-02"):
        made.recount()


def test_a_clock_that_runs_on_after_the_end_is_noticed() -> None:
    made = in_workbins()
    made.finish(0, int(Place.STOPPED))
    made.recount()
    made.clock[0] = 0

    with pytest.raises(LawBroken, match="I-03"):
        made.recount()


def test_interactions_alive_at_once_are_bounded() -> None:
    _, made = places(interactions=1)
    made.finish(made.create(CHAT, 0, 0, 0, 0), Place.STOPPED)
    made.put(made.create(CHAT, 0, 0, 0, 0), 0, 0)

    with pytest.raises(LimitReached) as reached:
        made.create(CHAT, 0, 0, 0, 0)
    assert reached.value.code == "E421"
