"""Judges a finished event log without any code of the executor: conservation, walks, sessions.

What it checks are the engine's invariants, recomputed from the rows alone.
"""

from engine.log.events import Event
from engine.ops import FIRST_FINAL, Place
from tests.helpers.runs import Story

AFTER_THE_END = {Event.LATE, Event.DUPLICATE, Event.FOREIGN, Event.SESSION_CLOSED}
"""Rows that may still name an interaction that has come to its final place."""


def assert_lawful(story: Story) -> None:
    """Every law that one log must keep."""
    assert_time_never_runs_backwards(story)
    for interaction in {row.interaction for row in story.rows(Event.CREATED)}:
        assert_created_first_and_final_last(story, interaction)
        assert_the_path_is_a_walk(story, interaction)
        assert_queues_are_left_as_often_as_entered(story, interaction)
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
    for row in story.rows(Event.STARTED, Event.ENTERED, Event.LEFT, interaction=interaction):
        match row.kind:
            case Event.STARTED:
                expected = row.block
            case Event.ENTERED:
                assert expected in (None, row.block)
            case _:
                ports = story.program.blocks[row.block].ports
                assert ports[row.port].target == row.a
                expected = row.a


def assert_queues_are_left_as_often_as_entered(story: Story, interaction: int) -> None:
    placed = len(story.rows(Event.PLACED, interaction=interaction))
    pulled = len(story.rows(Event.PULLED, interaction=interaction))

    assert placed - pulled in (0, 1)


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
