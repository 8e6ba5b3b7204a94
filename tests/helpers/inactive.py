"""Judges from the rows of a log alone when Chat Server said something for want of activity.

In: a story in which strategies write into no session after its beginning. Out: nothing, or what
does not agree with the timeouts of the world.
"""

from collections.abc import Iterator

from engine.directory import ChatServer
from engine.log.events import Event
from engine.log.model import Row
from tests.helpers.runs import Story

INACTIVE = 7
ENDS = (Event.SESSION_CLOSED, Event.SESSION_LOST)


def assert_idle_sessions_are_told_and_closed_in_time(story: Story) -> None:
    """Every notice came when it was due, none is missing, and the last one ended the session."""
    horizon_us = int(story.log.head["horizon_us"])
    for opened in story.rows(Event.SESSION_OPENED):
        steps = _steps(story, opened.interaction)
        due_us, at = (max(opened.time, 0) + steps[0], 0) if steps else (horizon_us + 1, 0)
        over = False
        for row in _of_session(story, opened):
            assert not over
            if row.kind is Event.NOTICED:
                assert row.time == due_us
                at += 1
                due_us += steps[at] if at < len(steps) else 0
                continue
            assert row.time <= due_us, "what was due before has not come"
            over = row.kind in ENDS
            if row.kind is Event.SESSION_CLOSED:
                assert (row.a == INACTIVE) is (at == len(steps) > 0)
            elif steps and not over:
                due_us, at = row.time + steps[0], 0
        assert over or due_us > horizon_us


def _of_session(story: Story, opened: Row) -> Iterator[Row]:
    """What belongs to a session behind its opening: activity, notices, its end."""
    kinds = (
        Event.WROTE, Event.NOTICED, Event.RESTARTED, Event.AGENT_JOINED, Event.AGENT_LEFT, *ENDS,
    )  # fmt: skip
    for row in story.rows(*kinds):
        own = row.interaction == opened.interaction or (row.kind is Event.RESTARTED and row.a)
        before = row.kind is Event.RESTARTED and row.time < opened.time
        if own and not before:
            yield row
            if row.kind in ENDS:
                return


def _steps(story: Story, interaction: int) -> list[int]:
    """How long it takes from activity to each notice in turn; none if nobody watches."""
    server: ChatServer = story.program.directory.chat_server
    if story.data(interaction).get("GCTI_Chat_AsyncMode") == "true":
        return [server.async_idle_alert_us, server.async_idle_close_us]
    control = server.inactivity
    if control is None:
        return []
    second = [control.alert2_us] if control.alert2_us else []
    return [control.alert_us, *second, control.close_us]
