"""Sessions: how they close, what that does to the chats, and which chats are lost."""

import pytest

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.runs import at, run_text
from tests.sim.invitation import CLEAN, SETTLE, invitation

CHAT = 1


def test_a_flagged_session_is_closed_at_the_send_and_its_chat_settled() -> None:
    story = run_text(invitation())

    closed = story.rows(Event.SESSION_CLOSED)
    assert [(row.time, row.a) for row in closed] == [(0, 5)]
    assert story.data(CHAT)["IsOnline"] == "0"
    assert story.final(CHAT) == (Place.STOPPED, "settled")
    assert story.rows(Event.FINAL, interaction=CHAT)[0].time == SECOND


def test_the_close_does_not_depend_on_the_answer() -> None:
    for answer in ("late", "foreign", "duplicate", "after:3s"):
        story = run_text(invitation(), answers=[answer])

        assert [row.time for row in story.rows(Event.SESSION_CLOSED)] == [0]


def test_a_session_without_the_flag_stays_open_until_its_chat_is_stopped() -> None:
    story = run_text(invitation(flag="false"))

    assert [row.time for row in story.rows(Event.SESSION_CLOSED)] == [601 * SECOND]
    assert story.final(CHAT) == (Place.STOPPED, "cleaned")


@pytest.mark.parametrize("stop", ["always", "noagents", "noanswer"])
def test_chat_server_stops_an_abandoned_chat_if_told_to(stop: str) -> None:
    story = run_text(invitation(stop=stop))

    assert story.final(CHAT) == (Place.STOPPED, "stopped by Chat Server")
    assert story.rows(Event.FINAL, interaction=CHAT)[0].time == 0
    assert story.rows(Event.PULLED) == []


# Lost chats


def test_a_chat_whose_session_ended_and_that_nobody_settled_is_lost() -> None:
    story = run_text(invitation(views=CLEAN))

    assert story.final(CHAT) == (Place.LOST_REMOVED, "cleaned")
    assert story.rows(Event.PULLED)[0].time == 601 * SECOND
    assert len(story.rows(Event.SESSION_CLOSED)) == 1


def test_a_chat_whose_close_was_lost_is_lost_and_closed_at_last() -> None:
    story = run_text(invitation(), answers=["lost-close"])

    assert len(story.rows(Event.CLOSE_LOST)) == 1
    assert story.final(CHAT) == (Place.LOST_REMOVED, "cleaned")
    assert [(row.time, row.a) for row in story.rows(Event.SESSION_CLOSED)] == [(601 * SECOND, 5)]


def test_a_chat_whose_session_is_unknown_is_lost_and_has_nothing_to_close() -> None:
    unknown = CLEAN.replace("age > 10m", "session_known == false and age > 10m")

    story = run_text(invitation(views=unknown), answers=["lost-session"])

    assert len(story.rows(Event.SESSION_LOST)) == 1
    assert story.data(CHAT)["IsOnline"] == "1"
    assert story.final(CHAT) == (Place.LOST_REMOVED, "cleaned")
    assert story.rows(Event.SESSION_CLOSED) == []


def test_a_chat_of_exactly_ten_minutes_is_not_taken_and_one_of_a_second_more_is() -> None:
    for horizon, pulled in ((600, []), (601, [601 * SECOND])):
        story = run_text(invitation(views=CLEAN), horizon_us=horizon * SECOND)

        assert [row.time for row in story.rows(Event.PULLED)] == pulled


def test_a_chat_stopped_before_it_counts_as_lost_is_only_stopped() -> None:
    at_ten = CLEAN.replace("age > 10m", "age >= 10m")

    story = run_text(invitation(views=at_ten), answers=["lost-close"])

    assert story.rows(Event.FINAL, interaction=CHAT)[0].time == 10 * MINUTE
    assert story.final(CHAT) == (Place.STOPPED, "cleaned")


def test_a_chat_settled_late_but_soon_after_it_was_parked_is_not_lost() -> None:
    parked = SETTLE.replace("is_online == false", "is_online == false and age > 11m")
    parked += "\n  view first { every = 30s   submit = park }"
    text = invitation(views=parked)
    text += "strategy park (chat) { again: queue(notifications) { not_before = 9m } }\n"

    story = run_text(text)

    assert story.final(CHAT) == (Place.STOPPED, "settled")
    assert story.rows(Event.FINAL, interaction=CHAT)[0].time > 11 * MINUTE


def test_a_chat_settled_when_its_session_ends_is_not_lost_however_long_it_waited() -> None:
    text = invitation(flag="false", views=SETTLE)

    story = run_text(text, happenings=[at(2 * HOUR, Act.SESSION_ENDS, of=CHAT)])

    assert story.final(CHAT) == (Place.STOPPED, "settled")
    assert story.rows(Event.FINAL, interaction=CHAT)[0].time == 2 * HOUR


# Chats that a run starts with


CHATTING = """
queue waiting { view all { every = 10s   submit = answer } }
strategy answer (chat) {
  here: if(is_online) { true -> again   false -> done }
  again: queue(waiting) { not_before = 1m }
  done: stop { reason = "gone" }
}
strategy leave (chat) { out: exit }
"""


def test_a_chat_comes_with_an_open_session_from_its_view_s_queue() -> None:
    story = run_text(CHATTING, horizon_us=MINUTE)

    assert [row.a for row in story.rows(Event.SESSION_OPENED)] == [0]
    assert story.path() == ["here", "again", "here", "again"]
    assert story.data(0) == {"IsOnline": "1"}


def test_a_chat_may_come_after_its_session_has_ended() -> None:
    story = run_text(CHATTING, data=[("IsOnline", "0")])

    assert story.path() == ["here", "done"]
    assert story.rows(Event.SESSION_OPENED, Event.SESSION_CLOSED) == []
    assert story.final(0) == (Place.STOPPED, "gone")


def test_a_chat_that_no_view_feeds_is_default_routed_for_good() -> None:
    story = run_text(CHATTING, strategy="leave")

    assert story.final(0) == (Place.DEFAULT_ROUTED, "exit")
    assert [row.a for row in story.rows(Event.SESSION_CLOSED)] == [5]
