"""Customers who write: into their session, or as a new chat when it is over."""

import pytest

from engine.log.events import Cause, Event, Why
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.values import HOUR, MINUTE, SECOND, KVList
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text
from tests.sim.invitation import CLEAN, invitation

CHAT, BACK = 1, 2
WRITES = Act.CUSTOMER_WRITES


def project(*, routes: str = 'inbound_route = "1:in"', flag: str = "true", **parts: str) -> str:
    """The invitation, with a way back in."""
    text = invitation(flag=flag, **parts)
    text = text.replace('"19251112222" }', f'"19251112222"   {routes} }}')
    text = text.replace('"send" = notifications', '"send" = notifications   "in" = inbound')
    return text + "queue inbound\n"


def played(text: str, *acts: object, **options: object) -> Story:
    story = run_text(text, happenings=acts, **options)
    assert_lawful(story)
    return story


def choices(story: Story, event: Event) -> list[tuple[object, object]]:
    """What was decided at the events of a kind, each with its reason."""
    rows = list(story.log.rows())
    return [
        (story.log.contents[reason.a], story.log.contents[reason.b])
        for reason in story.log.reasons
        if reason.kind == Why.CHOICE and rows[reason.event].kind is event
    ]


def test_while_the_session_is_open_the_message_joins_it() -> None:
    story = played(project(flag="false"), at(MINUTE, WRITES, "hi"), at(2 * MINUTE, WRITES, "you?"))

    assert story.written(CHAT) == ["hi", "you?"]
    wrote = story.rows(Event.WROTE)
    assert [(row.time, row.interaction, row.b) for row in wrote] == [
        (MINUTE, CHAT, 2),
        (2 * MINUTE, CHAT, 4),
    ]
    assert len(story.rows(Event.CREATED)) == 2


def test_after_its_end_the_customer_comes_back_as_an_inbound_chat() -> None:
    story = played(project(), at(20 * MINUTE, WRITES, "where is it?"))

    assert story.final(CHAT) == (Place.STOPPED, "settled")
    assert (story.written(CHAT), story.written(BACK)) == ([], ["where is it?"])
    assert story.data(BACK) == {
        "_umsChannel": "wa", "_umsClientId": "+14155550123", "_umsBusinessId": "19251112222",
        "ChatServerAppName": "ChatServer", "IsOnline": "1",
    }  # fmt: skip
    (placed,) = story.rows(Event.PLACED, interaction=BACK)
    assert (placed.time, story.queues(BACK), placed.a) == (
        20 * MINUTE, ["inbound"], Cause.SUBMITTED,
    )  # fmt: skip


def test_an_inbound_chat_is_made_by_nobody_with_a_session_of_its_own() -> None:
    story = played(project(), at(MINUTE, WRITES, "hi"))

    (created,) = story.rows(Event.CREATED, interaction=BACK)
    assert (story.log.text(created.a), created.b) == ("whatsappsession", -1)
    assert [row.kind for row in story.rows(interaction=BACK)] == [
        Event.CREATED, Event.SESSION_OPENED, *[Event.ATTACHED] * 5, Event.WROTE, Event.PLACED,
    ]  # fmt: skip
    assert [row.a for row in story.rows(Event.SESSION_OPENED, interaction=BACK)] == [0]
    properties = [
        story.log.contents[reason.a]
        for reason in story.log.reasons
        if reason.kind == Why.PROPERTIES
    ]
    assert properties[-1] == KVList(
        [
            ("InteractionType", "Inbound"),
            ("InteractionSubtype", "InboundNew"),
            ("SubmittedBy", "ChatServer"),
            ("TenantId", 1),
        ]
    )


def test_why_a_chat_came_and_which_way_is_said() -> None:
    story = played(project(), at(MINUTE, WRITES, "hi"))

    assert choices(story, Event.CREATED) == [
        ("a new chat", "the session of chat-2 has ended"),
        ("queue `inbound`", "endpoint 1:in by inbound_route of `wa` [inferred]"),
    ]


def test_a_second_message_joins_the_chat_that_came_back() -> None:
    story = played(project(), at(MINUTE, WRITES, "hi"), at(2 * MINUTE, WRITES, "still there?"))

    assert story.written(BACK) == ["hi", "still there?"]
    assert len(story.rows(Event.CREATED)) == 3


def test_a_customer_whose_second_chat_has_ended_comes_back_again() -> None:
    story = played(
        project(),
        at(MINUTE, WRITES, "hi"),
        at(2 * MINUTE, Act.SESSION_ENDS, of=BACK),
        at(3 * MINUTE, WRITES, "again"),
    )

    assert (story.written(BACK), story.written(BACK + 1)) == (["hi"], ["again"])


def test_a_forgotten_session_is_none() -> None:
    story = played(
        project(flag="false"), at(SECOND, Act.SESSION_LOST), at(MINUTE, WRITES, "hello?")
    )

    assert story.written(BACK) == ["hello?"]
    assert choices(story, Event.CREATED)[0] == (
        "a new chat",
        "Chat Server does not know the session of chat-2",
    )


def test_another_open_session_of_the_same_customer_takes_the_message() -> None:
    text = project(flag="false").replace("(voice) {", "(voice) {\n  var n = 0", 1)
    text = text.replace("_umsChatSessionId } -> bye", "_umsChatSessionId } -> count", 1)
    twice = "  count: assign { n = n + 1 } -> again\n"
    twice += "  again: if(n < 2) { true -> invite   false -> bye }\n  bye:"
    text = text.replace("  bye:", twice, 1)

    story = played(
        text,
        at(SECOND, Act.SESSION_ENDS, of=CHAT),
        at(MINUTE, WRITES, "hi", of=CHAT),
    )

    assert story.chats() == [1, 2]
    assert (story.written(1), story.written(2)) == ([], ["hi"])


def test_of_several_open_sessions_the_latest_takes_the_message() -> None:
    text = project(flag="false").replace("(voice) {", "(voice) {\n  var n = 0", 1)
    text = text.replace("_umsChatSessionId } -> bye", "_umsChatSessionId } -> count", 1)
    thrice = "  count: assign { n = n + 1 } -> again\n"
    thrice += "  again: if(n < 3) { true -> invite   false -> bye }\n  bye:"
    text = text.replace("  bye:", thrice, 1)

    story = played(text, at(SECOND, Act.SESSION_ENDS, of=CHAT), at(MINUTE, WRITES, "hi", of=CHAT))

    assert story.chats() == [1, 2, 3]
    assert [story.written(chat) for chat in story.chats()] == [[], [], ["hi"]]


def test_a_customer_who_is_not_known_is_nobody_else() -> None:
    story = played(
        project(),
        at(MINUTE, WRITES, "who am I?"),
        at(2 * MINUTE, WRITES, "and now?"),
        waiting=WAITING,
        data=[("_umsChannel", "wa")],
    )

    assert [story.written(chat) for chat in (0, 1, 2)] == [[], ["who am I?"], ["and now?"]]


def test_without_a_route_there_is_no_way_back() -> None:
    story = played(project(routes=""), at(MINUTE, WRITES, "hi"))

    assert story.nothings() == [("customer_writes", "no route: wa has no inbound_route")]
    assert [row.interaction for row in story.rows(Event.CAME_TO_NOTHING)] == [CHAT]
    assert len(story.rows(Event.CREATED)) == 2


TWO_CHANNELS = 'inbound_route = "1:in" }\n  channel "sms" { media = applebc   business_id = "7"'
WAITING = Waiting(queue="notifications", online=False)


def test_a_chat_without_a_channel_comes_back_by_the_only_one() -> None:
    story = played(project(), at(MINUTE, WRITES, "hi"), waiting=WAITING)

    assert story.written(1) == ["hi"]
    assert story.data(1)["_umsChannel"] == "wa"
    assert "_umsClientId" not in story.data(1)


def test_with_several_channels_it_must_be_known_which() -> None:
    text = project(routes=TWO_CHANNELS)

    lost = played(text, at(MINUTE, WRITES, "hi"), waiting=WAITING)
    known = played(text, at(MINUTE, WRITES, "hi"), waiting=WAITING, data=[("_umsChannel", "wa")])
    wrong = played(text, at(MINUTE, WRITES, "hi"), waiting=WAITING, data=[("_umsChannel", "wb")])

    assert lost.nothings() == [
        ("customer_writes", "chat-1 has no _umsChannel, and there are 2 channels")
    ]
    assert known.written(1) == ["hi"]
    assert wrong.nothings() == [("customer_writes", "there is no channel `wb` to come back by")]


def test_what_a_customer_writes_opens_the_window_of_24_hours() -> None:
    text = project(views=CLEAN).replace(
        'content_type = notification   id = "acme@note"', "content_type = text"
    )
    writing = (
        text
        + """
queue chats { view all { where = udata.Go == "on"   submit = invite_again } }
strategy invite_again (chat) {
  on fault -> over
  ask: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = { _umsClientId: "+14155550123"   _umsBusinessId: "19251112222"
                   StandardResponseId: "note"   ChatQueueKey: "1:send" }
  } -> over
  over: stop
}
"""
    )
    for go_on, sent in ((24 * HOUR - 30 * SECOND, 1), (24 * HOUR, 0)):
        story = played(
            writing,
            at(0, WRITES, "hi"),
            at(go_on, Act.DATA_CHANGES, "Go", "on"),
            waiting=Waiting(queue="chats"),
            data=[("_umsChannel", "wa"), ("_umsClientId", "1 415 555 0123")],
            horizon_us=25 * HOUR,
        )

        assert len(story.rows(Event.SENT)) == sent
        assert len(story.rows(Event.SEND_FAILED)) == 1 - sent


@pytest.mark.parametrize("of", [None, 0])
def test_a_chat_that_a_run_begins_with_is_the_customer_s(of: int | None) -> None:
    text = """
queue q { view all { submit = s } }
strategy s (chat) { stay: wait(1h) -> done   done: stop }
"""

    story = played(text, at(MINUTE, WRITES, "hi", of=of))

    assert story.written(0) == ["hi"]


def test_nobody_writes_in_a_call() -> None:
    text = "strategy s (voice) { stay: wait(1h) -> done   done: exit }\n"

    story = played(text, at(SECOND, WRITES, "hi"), at(SECOND, WRITES, "hi", of=0))

    assert story.nothings() == [
        ("customer_writes", "there has been no chat by then"),
        ("customer_writes", "voice-1 is no chat"),
    ]
    assert [row.interaction for row in story.rows(Event.CAME_TO_NOTHING)] == [-1, 0]
