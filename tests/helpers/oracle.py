"""Judges a finished event log without any code of the executor: conservation, walks, sessions.

What it checks are the engine's invariants, recomputed from the rows alone.
"""

from collections import Counter
from collections.abc import Iterable

from engine.esp.outcome import LOGGED_OUT
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Family, Place, family_of
from engine.program.model import ProgramStrategy
from engine.scenario import Act, Happening
from tests.helpers.routing_oracle import assert_routing_is_fair
from tests.helpers.runs import Story

AFTER_THE_END = {
    Event.LATE, Event.DUPLICATE, Event.FOREIGN, Event.SESSION_CLOSED, Event.CAME_TO_NOTHING,
    Event.COMES_AGAIN,
}  # fmt: skip
"""Rows that may still name an interaction that has come to its final place."""


def assert_lawful(story: Story) -> None:
    """Every law that one log must keep."""
    assert_time_never_runs_backwards(story)
    for interaction in {row.interaction for row in story.rows(Event.CREATED)}:
        assert_created_first_and_final_last(story, interaction)
        assert_the_path_is_a_walk(story, interaction)
        assert_queues_are_left_as_often_as_entered(story, interaction)
        assert_an_interaction_is_in_one_place_at_a_time(story, interaction)
        assert_clocks_ring_when_their_time_is_over(story, interaction)
        assert_customers_write_while_their_session_is_open(story, interaction)
        assert_a_call_is_abandoned_exactly_if_its_caller_hung_up(story, interaction)
    assert_no_view_takes_what_is_on_hold(story)
    assert_views_keep_their_throttles(story)
    assert_every_session_closes_at_most_once(story)
    assert_every_request_has_one_outcome(story)
    assert_routing_is_fair(story)


def assert_time_never_runs_backwards(story: Story) -> None:
    times = [row.time for row in story.rows()]

    assert times == sorted(times)


def assert_created_first_and_final_last(story: Story, interaction: int) -> None:
    rows = story.rows(interaction=interaction)
    finals = [index for index, row in enumerate(rows) if row.kind is Event.FINAL]

    assert rows[0].kind is Event.CREATED
    assert len(finals) <= 1
    if finals:
        assert Place(rows[finals[0]].a) >= FIRST_FINAL
        assert {row.kind for row in rows[finals[0] + 1 :]} <= AFTER_THE_END


def assert_the_path_is_a_walk(story: Story, interaction: int) -> None:
    expected: int | None = None
    moves = (
        Event.STARTED, Event.ENTERED, Event.LEFT, Event.HUNG_UP, Event.FAULTED, Event.CALLED,
        Event.RETURNED, Event.ENDED,
    )  # fmt: skip
    # Who called whom: the strategy, then each subroutine with the block that called it.
    calls: list[tuple[int, ProgramStrategy]] = []
    for row in story.rows(*moves, interaction=interaction):
        match row.kind:
            case Event.STARTED:
                expected = row.block
                strategy = story.program.strategies[row.a]
                assert calls == []
            case Event.CALLED:
                calls.append((row.block, strategy))
                assert row.b == len(calls)
                strategy = story.program.strategies[row.a]
                assert strategy.subroutine
                expected = strategy.entry
            case Event.RETURNED if row.block >= 0:
                caller, strategy = calls.pop()
                assert row.block == caller
            case Event.ENDED:
                calls.clear()
            case Event.HUNG_UP:
                handlers = [strategy.on_abandoned, *(each.on_abandoned for _, each in calls[::-1])]
                expected = next((handler for handler in handlers if handler >= 0), -1)
            case Event.FAULTED if row.block < 0:
                expected = strategy.on_fault
            case Event.ENTERED:
                assert row.block == expected
                assert strategy.first_block <= row.block <= strategy.last_block
            case Event.LEFT:
                ports = story.program.blocks[row.block].ports
                assert ports[row.port].target == row.a
                expected = row.a
            case _:
                pass


def assert_queues_are_left_as_often_as_entered(story: Story, interaction: int) -> None:
    placed = len(story.rows(Event.PLACED, interaction=interaction))
    pulled = len(story.rows(Event.PULLED, interaction=interaction))
    taken = [row for row in story.rows(Event.TAKEN, interaction=interaction) if row.queue >= 0]

    assert placed - pulled - len(taken) in (0, 1)


MOVES = {
    Event.STARTED: Place.RUNNING,
    Event.PULLED: Place.RUNNING,
    Event.PLACED: Place.QUEUED,
    Event.STOWED: Place.IN_WORKBIN,
    Event.TAKEN: Place.HANDLED,
    Event.ACCEPTED: Place.HANDLED,
}
WHERE = {
    Event.PULLED: (Place.QUEUED,),
    Event.TAKEN: (Place.QUEUED, Place.IN_WORKBIN),
    Event.STOWED: (Place.RUNNING, Place.HANDLED),
    Event.ROUTING_TIMED_OUT: (Place.RUNNING,),
    Event.HANDLING_TIMED_OUT: (Place.HANDLED,),
    Event.WORKBIN_TIMED_OUT: (Place.IN_WORKBIN,),
    Event.WORKED: (Place.HANDLED,),
    Event.AGENT_JOINED: (Place.HANDLED,),
    Event.AGENT_LEFT: (Place.HANDLED,),
    Event.RETURN_DUE: (Place.IN_WORKBIN,),
    Event.ROUTING: (Place.RUNNING,),
    Event.SELECTING: (Place.RUNNING,),
    Event.TUNED: (Place.RUNNING,),
    Event.OFFERED: (Place.RUNNING,),
    Event.ACCEPTED: (Place.RUNNING,),
    Event.REFUSED_OFFER: (Place.RUNNING,),
    Event.WITHDRAWN: (Place.RUNNING,),
    Event.NO_AGENT: (Place.RUNNING,),
    Event.HANDLING_ENDED: (Place.HANDLED,),
    Event.TRANSFERRED: (Place.HANDLED,),
}
"""Where an interaction is when something happens to it that happens nowhere else."""
RINGS = (Event.ROUTING_TIMED_OUT, Event.HANDLING_TIMED_OUT, Event.WORKBIN_TIMED_OUT)


def assert_an_interaction_is_in_one_place_at_a_time(story: Story, interaction: int) -> None:
    place: Place | None = None
    workbin = -1
    for row in story.rows(interaction=interaction):
        if row.kind in WHERE:
            assert place in WHERE[row.kind], (row, place)
        if row.kind is Event.TAKEN:
            assert (row.queue >= 0) == (place is Place.QUEUED)
            assert row.b == workbin
        place = MOVES.get(row.kind, place)
        if row.kind in MOVES:
            workbin = row.a if row.kind is Event.STOWED else -1


def assert_clocks_ring_when_their_time_is_over(story: Story, interaction: int) -> None:
    """Counted from when the interaction came to where it is, or its agent last did something.

    A strategy that goes on with another one still has it.
    """
    began = 0
    for row in story.rows(interaction=interaction):
        if row.kind in RINGS:
            assert row.b == row.time - began
        if row.kind in {Event.CREATED, Event.WORKED} or (
            row.kind in MOVES and row.kind is not Event.STARTED
        ):
            began = row.time


def assert_customers_write_while_their_session_is_open(story: Story, interaction: int) -> None:
    is_open = False
    for row in story.rows(interaction=interaction):
        match row.kind:
            case Event.SESSION_OPENED:
                is_open = True
            case Event.SESSION_CLOSED | Event.SESSION_LOST:
                is_open = False
            case Event.WROTE | Event.NOTICED:
                assert is_open
            case _:
                pass


def assert_a_call_is_abandoned_exactly_if_its_caller_hung_up(
    story: Story, interaction: int
) -> None:
    if not _is_a_call(story, interaction):
        return  # whoever writes abandons it by leaving, or by waiting for nobody any more
    goings = story.rows(Event.HUNG_UP, interaction=interaction)
    # One that an agent has is over, and was not abandoned.
    hung_up = len([row for row in goings if row.block >= 0])
    faulted = story.rows(Event.FAULTED, Event.REFUSED, Event.TIMED_OUT, interaction=interaction)
    final = story.final(interaction)

    assert hung_up <= 1
    if final is not None:
        ends = (Place.ABANDONED, Place.FAULTED) if faulted else (Place.ABANDONED,)
        assert final[0] in ends if hung_up else final[0] is not Place.ABANDONED


def _is_a_call(story: Story, interaction: int) -> bool:
    created = story.rows(Event.CREATED, interaction=interaction)[0]
    return family_of(story.log.text(created.a)) is Family.VOICE


def assert_no_view_takes_what_is_on_hold(story: Story) -> None:
    on_hold: set[int] = set()
    for row in story.rows(Event.HELD, Event.RELEASED, Event.PULLED):
        match row.kind:
            case Event.HELD:
                assert row.interaction not in on_hold
                on_hold.add(row.interaction)
            case Event.RELEASED:
                on_hold.remove(row.interaction)
            case _:
                assert row.interaction not in on_hold


def assert_views_keep_their_throttles(story: Story) -> None:
    views = story.program.views
    taken_by: dict[int, int] = {}
    taken_in: Counter[tuple[int, int]] = Counter()
    ends = (Event.PLACED, Event.STOWED, Event.ACCEPTED, Event.FINAL)
    for row in story.rows(Event.PULLED, *ends):
        taken_by.pop(row.interaction, None)
        if row.kind is Event.PULLED:
            taken_by[row.interaction] = row.a
            view = views[row.a]
            at_once = list(taken_by.values()).count(row.a)
            assert not view.submitted_max or at_once <= view.submitted_max
            most, length_us = view.rate
            window = row.a, row.time // max(length_us, 1)
            taken_in[window] += 1
            assert not most or taken_in[window] <= most


def assert_what_was_to_happen_has_left_a_row(story: Story, happenings: Iterable[Happening]) -> None:
    """Of each happening up to the horizon there is the row of its act, or one that says why not."""
    horizon_us = int(story.log.head["horizon_us"])
    due = Counter(each.act.value for each in happenings if each.at_us <= horizon_us)
    found = Counter(act for act, _ in story.nothings())
    found[Act.CUSTOMER_WRITES.value] += len(story.rows(Event.WROTE))
    found[Act.CALLER_HANGS_UP.value] += len(story.rows(Event.HUNG_UP))
    left = [row for row in story.rows(Event.SESSION_CLOSED) if row.a == LOGGED_OUT]
    found[Act.SESSION_ENDS.value] += len(left)
    found[Act.INTERACTION_HELD.value] += len(story.rows(Event.HELD))
    found[Act.INTERACTION_RELEASED.value] += len(story.rows(Event.RELEASED))
    found[Act.AGENT_TAKES.value] += len(story.rows(Event.TAKEN))
    found[Act.CHAT_SERVER_RESTARTS.value] += len(story.rows(Event.RESTARTED))
    for act in (
        Act.CUSTOMER_WRITES, Act.CALLER_HANGS_UP, Act.SESSION_ENDS, Act.INTERACTION_HELD,
        Act.INTERACTION_RELEASED, Act.CHAT_SERVER_RESTARTS, Act.AGENT_TAKES,
    ):  # fmt: skip
        assert found[act.value] == due[act.value]


def assert_every_session_closes_at_most_once(story: Story) -> None:
    opened = [row.interaction for row in story.rows(Event.SESSION_OPENED)]
    closed = [row.interaction for row in story.rows(Event.SESSION_CLOSED)]

    assert len(opened) == len(set(opened))
    assert len(closed) == len(set(closed))
    assert set(closed) <= set(opened)


def assert_every_request_has_one_outcome(story: Story) -> None:
    asked = [row.a for row in story.rows(Event.REQUESTED)]
    ended = [row.a for row in story.rows(Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT)]

    assert len(asked) == len(set(asked))
    assert len(ended) == len(set(ended))
    assert set(ended) <= set(asked)
