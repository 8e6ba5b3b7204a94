"""Customers of simulations who write: how they come, wait, reply, go on writing, and type."""

import pytest

from engine.esp.outcome import LOGGED_OUT
from engine.log.events import Event
from engine.log.model import Row
from engine.ops import Place
from engine.values import MINUTE, SECOND
from tests.helpers.runs import Story
from tests.sim.chat_days import chat_day, story_of

WRITERS = """arrivals writers {
  channel = "wa"   rate = 60/h   data = { ANI: phone_number("+1"), Name: last_name() } @MORE@
}"""
CALLERS = """arrivals callers {
  strategy = caller   media = voice   rate = 60/h   data = { ANI: phone_number("+1") } @MORE@
}"""


def writers(more: str = "") -> str:
    return WRITERS.replace("@MORE@", more)


def callers(more: str = "") -> str:
    return CALLERS.replace("@MORE@", more)


def by(story: Story, kind: Event) -> dict[int, Row]:
    """The first row of a kind of each interaction."""
    found: dict[int, Row] = {}
    for row in story.rows(kind):
        found.setdefault(row.interaction, row)
    return found


def test_chats_come_by_a_channel_into_the_queue_of_its_inbound_route() -> None:
    story = story_of(chat_day(writers()))

    arrived = by(story, Event.ARRIVED)
    assert len(arrived) > 40
    assert [row.b for row in arrived.values()] == list(range(len(arrived)))
    opened = by(story, Event.SESSION_OPENED)
    for chat, row in arrived.items():
        assert story.queues(chat)[0] == "inbound"
        assert opened[chat].time == row.time
        data = story.data(chat)
        assert data["_umsChannel"] == "wa"
        assert str(data["_umsClientId"]).startswith("+1")
        assert data["Name"]


def test_chats_come_to_a_strategy_with_an_open_session() -> None:
    arrivals = "arrivals direct { strategy = serve   media = chat   rate = 30/h }"
    story = story_of(chat_day(arrivals))

    started, joined = by(story, Event.STARTED), by(story, Event.AGENT_JOINED)
    for chat, row in by(story, Event.ARRIVED).items():
        assert started[chat].time == row.time
        assert story.data(chat)["IsOnline"] in ("0", "1")
        assert chat in joined


def test_tasks_are_placed_in_a_queue() -> None:
    arrivals = 'arrivals slow { queue = tasks   media = email   rate = 30/h   data = { K: "v" } }'
    story = story_of(chat_day(arrivals))

    assert not story.rows(Event.SESSION_OPENED)
    for task in by(story, Event.ARRIVED):
        assert story.queues(task) == ["tasks"]
        assert story.data(task)["K"] == "v"
        assert story.final(task) == (Place.STOPPED, "handled")


def test_who_waits_for_too_long_leaves_the_session() -> None:
    story = story_of(chat_day(writers("patience = exponential(1m)"), clerks=1))

    closed, until = by(story, Event.SESSION_CLOSED), by(story, Event.IMPATIENT)
    accepted = by(story, Event.ACCEPTED)
    left = [chat for chat, row in closed.items() if row.a == LOGGED_OUT]
    assert len(left) > 10
    for chat in left:
        assert closed[chat].time == until[chat].b
    for chat, row in accepted.items():
        assert (row.time < until[chat].b) == (chat not in left)
    assert not set(left) & set(by(story, Event.AGENT_JOINED))


def test_chat_server_may_stop_the_chats_of_those_who_leave() -> None:
    program = chat_day(writers("patience = exponential(1m)"), clerks=1, stop="always")
    story = story_of(program)

    closed = by(story, Event.SESSION_CLOSED)
    left = [chat for chat, row in closed.items() if row.a == LOGGED_OUT]
    assert left
    assert {story.final(chat) for chat in left} == {(Place.STOPPED, "stopped by Chat Server")}


def test_tasks_that_nobody_wants_any_more_are_over() -> None:
    arrivals = (
        "arrivals slow { queue = tasks   media = email   rate = 60/h   patience = exponential(1m) }"
    )
    story = story_of(chat_day(arrivals, clerks=1))

    over = (Place.ABANDONED, "the customer has given up")
    gone = [task for task in by(story, Event.ARRIVED) if story.final(task) == over]
    assert gone
    assert not set(gone) & set(by(story, Event.ACCEPTED))


def test_a_share_of_those_who_are_invited_replies_in_the_session() -> None:
    reply = "reply { share = 60%   after = constant(30s) }"
    story = story_of(chat_day(callers(reply), flag="false", duration="4h"))

    sent, wrote = by(story, Event.SENT), by(story, Event.WROTE)
    assert 0.45 < len(wrote) / len(sent) < 0.75
    for chat, row in wrote.items():
        assert row.time == sent[chat].time + 30 * SECOND


def test_whose_session_is_closed_by_then_comes_back_as_a_new_chat() -> None:
    reply = "reply { share = 60%   after = constant(2m) }   patience = constant(7m)"
    story = story_of(chat_day(callers(reply), duration="4h"))

    wrote, sent = by(story, Event.WROTE), by(story, Event.SENT)
    assert wrote
    assert not set(wrote) & set(sent)
    opened, until = by(story, Event.SESSION_OPENED), by(story, Event.IMPATIENT)
    clients = [story.data(chat)["_umsClientId"] for chat in sent]
    for chat, row in wrote.items():
        assert row.time == opened[chat].time
        assert story.data(chat)["_umsClientId"] in clients
        assert story.queues(chat)[0] == "inbound"
        assert until[chat].b == row.time + 7 * MINUTE


def test_customers_write_from_time_to_time_while_an_agent_has_the_chat() -> None:
    reply = "reply { share = 0%   after = constant(30s)   gap = constant(40s) }"
    story = story_of(chat_day(writers(reply), clerks=50))

    accepted, ended = by(story, Event.ACCEPTED), by(story, Event.HANDLING_ENDED)
    for chat, row in accepted.items():
        times = [wrote.time for wrote in story.rows(Event.WROTE, interaction=chat)]
        count = (ended[chat].time - row.time) // (40 * SECOND)
        assert times == [row.time + 40 * SECOND * (each + 1) for each in range(count)]


def test_an_agent_has_several_chats_at_once() -> None:
    story = story_of(chat_day(writers(), clerks=1))

    most, now = 0, 0
    for row in story.rows(Event.ACCEPTED, Event.HANDLING_ENDED):
        now += 1 if row.kind is Event.ACCEPTED else -1
        most = max(most, now)
    assert most == 2


def test_callers_type_what_their_arrivals_say() -> None:
    menu = (
        'ask: collect("One or two?") { into = digits   digits = 1   length = 2s   tries = 2\n'
        "  timeout -> rank   invalid -> rank } -> rank"
    )
    typing = 'typing = { ask: choice({ "1": 70, "2": 20, "": 10 }) }'
    story = story_of(chat_day(callers(typing), menu=menu, duration="10h"))

    typed = [story.log.text(row.a) for row in story.rows(Event.PRESSED)]
    count = len(by(story, Event.ARRIVED))
    assert 0.6 < typed.count("1") / count < 0.8
    assert 0.1 < typed.count("2") / count < 0.3
    assert set(typed) == {"1", "2"}


@pytest.mark.parametrize("clerks", [1, 50])
def test_the_same_customers_come_whatever_becomes_of_them(clerks: int) -> None:
    more = "patience = exponential(1m)   reply { share = 50%   after = exponential(1m) }"
    ours = story_of(chat_day(writers(more) + "\n" + callers(more), clerks=clerks))
    others = story_of(chat_day(writers(more) + "\n" + callers(more), clerks=4, flag="false"))

    def who(story: Story) -> list[tuple[int, ...]]:
        return [(row.time, row.a, row.b) for row in story.rows(Event.ARRIVED)]

    def patience(story: Story) -> dict[tuple[int, int], int]:
        until, arrived = by(story, Event.IMPATIENT), by(story, Event.ARRIVED)
        return {
            (row.a, row.b): until[each].b - until[each].time
            for each, row in arrived.items()
            if each in until
        }

    assert who(ours) == who(others)
    assert patience(ours) == patience(others)
