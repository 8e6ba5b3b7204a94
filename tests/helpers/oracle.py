"""Judges a finished event log without any code of the executor: conservation, walks, sessions.

What it checks are the engine's invariants, recomputed from the rows alone.
"""

from collections import Counter
from collections.abc import Iterable

from engine.esp.outcome import LOGGED_OUT
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Place
from engine.scenario import Act, Happening
from tests.helpers.runs import Story

AFTER_THE_END = {
    Event.LATE, Event.DUPLICATE, Event.FOREIGN, Event.SESSION_CLOSED, Event.CAME_TO_NOTHING,
}  # fmt: skip
"""Rows that may still name an interaction that has come to its final place."""


def assert_lawful(story: Story) -> None:
    """Every law that one log must keep."""
    assert_time_never_runs_backwards(story)
    for interaction in {row.interaction for row in story.rows(Event.CREATED)}:
        assert_created_first_and_final_last(story, interaction)
        assert_the_path_is_a_walk(story, interaction)
        assert_queues_are_left_as_often_as_entered(story, interaction)
        assert_customers_write_while_their_session_is_open(story, interaction)
        assert_a_call_is_abandoned_exactly_if_its_caller_hung_up(story, interaction)
    assert_every_session_closes_at_most_once(story)
    assert_every_request_has_one_outcome(story)


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
    moves = (Event.STARTED, Event.ENTERED, Event.LEFT, Event.HUNG_UP, Event.FAULTED)
    for row in story.rows(*moves, interaction=interaction):
        match row.kind:
            case Event.STARTED:
                expected = row.block
                strategy = story.program.strategies[row.a]
            case Event.HUNG_UP:
                expected = strategy.on_abandoned
            case Event.FAULTED if row.block < 0:
                expected = strategy.on_fault
            case Event.ENTERED:
                assert row.block == expected
            case Event.LEFT:
                ports = story.program.blocks[row.block].ports
                assert ports[row.port].target == row.a
                expected = row.a
            case _:
                pass


def assert_queues_are_left_as_often_as_entered(story: Story, interaction: int) -> None:
    placed = len(story.rows(Event.PLACED, interaction=interaction))
    pulled = len(story.rows(Event.PULLED, interaction=interaction))

    assert placed - pulled in (0, 1)


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
    hung_up = len(story.rows(Event.HUNG_UP, interaction=interaction))
    faulted = story.rows(Event.FAULTED, Event.REFUSED, Event.TIMED_OUT, interaction=interaction)
    final = story.final(interaction)

    assert hung_up <= 1
    if final is not None:
        ends = (Place.ABANDONED, Place.FAULTED) if faulted else (Place.ABANDONED,)
        assert final[0] in ends if hung_up else final[0] is not Place.ABANDONED


def assert_what_was_to_happen_has_left_a_row(story: Story, happenings: Iterable[Happening]) -> None:
    """Of each happening up to the horizon there is the row of its act, or one that says why not."""
    horizon_us = int(story.log.head["horizon_us"])
    due = Counter(each.act.value for each in happenings if each.at_us <= horizon_us)
    found = Counter(act for act, _ in story.nothings())
    found[Act.CUSTOMER_WRITES.value] += len(story.rows(Event.WROTE))
    found[Act.CALLER_HANGS_UP.value] += len(story.rows(Event.HUNG_UP))
    left = [row for row in story.rows(Event.SESSION_CLOSED) if row.a == LOGGED_OUT]
    found[Act.SESSION_ENDS.value] += len(left)
    for act in (Act.CUSTOMER_WRITES, Act.CALLER_HANGS_UP, Act.SESSION_ENDS):
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
