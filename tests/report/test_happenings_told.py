"""How a trace tells of what happened from outside, and of what was there before the run."""

import json

from engine.report.run_to_json import run_document
from engine.report.styled import plain
from engine.report.to_json import dumps
from engine.report.to_trace import to_trace
from engine.scenario import Act, Midway, Told, Waiting
from engine.scenario.told import What
from engine.source import visible
from engine.values import MINUTE, SECOND, KVList
from tests.helpers.runs import Story, at, run_text
from tests.sim.invitation import invitation


def told(story: Story, columns: int = 80) -> str:
    lines = to_trace(story.program, story.log, columns=columns)
    return "".join(f"{visible(plain(line)).rstrip()}\n" for line in lines)


def scene(text: str, first: str) -> str:
    """The scene whose first line holds these words."""
    scenes = text.split("\n\n")
    return next(scene for scene in scenes if first in scene.partition("\n")[0])


WAITING = Waiting(queue="notifications", age_us=20 * MINUTE, in_queue_us=5 * MINUTE)


def test_what_lay_there_before_the_run_has_its_instants() -> None:
    story = run_text(invitation(views=""), waiting=WAITING, data=[("Name", "Ana")])

    text = told(story)

    assert text.splitlines()[0].endswith(": queue notifications")
    assert scene(text, "chat-1").splitlines() == [
        "-20:00.000  chat-1 arrives, media chat",
        '              udata.Name = "Ana"',
        '              udata.IsOnline = "1"',
        "              Chat Server opens a session",
        "-05:00.000    submitted to queue notifications",
    ]
    assert "  chat-1 still in queue notifications since -05:00.000, for 5m\n" in text


def test_a_customer_who_writes_and_leaves_is_told() -> None:
    story = run_text(
        invitation(flag="false", views=""),
        happenings=(
            at(MINUTE, Act.CUSTOMER_WRITES, "hi\x1b"),
            at(2 * MINUTE, Act.SESSION_ENDS),
            at(3 * MINUTE, Act.SESSION_ENDS),
        ),
    )

    assert scene(told(story), "01:00.000  chat-2").splitlines() == [
        "01:00.000  chat-2",
        '             the customer writes "hi\\u{1b}"',
        "02:00.000    the customer leaves the session, quit reason code 0",
        '             udata.IsOnline = "0"',
        "03:00.000    session_ends comes to nothing: the session of chat-2 has ended",
    ]


def test_what_a_caller_hears_and_types_is_told() -> None:
    menu = (
        'menu: collect("menu") { into = n   allowed = ["1"]   timeout -> done   invalid -> done }'
    )
    digits = Told(what=What.DIGITS, block="menu", values=("2", ""))
    hello = 'var n = ""   hello: play("hi") -> menu'
    text = f"strategy s (voice) {{ {hello}   {menu} -> done   done: exit }}"

    story = run_text(text, told=(digits,), happenings=(at(21 * SECOND, Act.CALLER_PRESSES, "1"),))

    assert scene(told(story), "voice-1 arrives").splitlines()[2:] == [
        "             hello: play",
        '               plays "hi" for 5s',
        "               waits until 00:05.000",
        "00:05.000      -> menu",
        "             menu: collect",
        '               plays "menu" for 5s',
        "               waits until 00:11.000",
        '00:11.000      the caller presses "2"',
        '               digits "2" are none of those wanted',
        '               plays "menu" for 5s',
        "               waits until 00:21.000",
        '00:21.000      the caller presses "1"',
        '               digits "1"',
        '               n = "1"',
        "               -> done",
        "             done: exit  final place default routed (exit)",
    ]


def test_a_chat_that_comes_back_says_why_and_which_way() -> None:
    text = invitation(views="").replace(
        '"19251112222" }', '"19251112222"   inbound_route = "1:in" }'
    )
    text = text.replace('"send" = notifications', '"send" = notifications   "in" = inbound')

    story = run_text(
        text + "queue inbound\n", happenings=(at(MINUTE, Act.CUSTOMER_WRITES, "where is it?"),)
    )

    assert scene(told(story), "chat-3").splitlines() == [
        "01:00.000  chat-3 arrives, media whatsappsession",
        "             InteractionType Inbound, InteractionSubtype InboundNew, SubmittedBy",
        "               ChatServer, TenantId 1",
        "               a new chat: the session of chat-2 has ended",
        "               queue `inbound`: endpoint 1:in by inbound_route of `wa`",
        "                 [inferred]",
        "             Chat Server opens a session",
        '             udata._umsChannel = "wa"',
        '             udata._umsClientId = "+14155550123"',
        '             udata._umsBusinessId = "19251112222"',
        '             udata.ChatServerAppName = "ChatServer"',
        '             udata.IsOnline = "1"',
        '             the customer writes "where is it?"',
        "             submitted to queue inbound",
    ]
    assert "\n  inbound chats       1\n" in told(story)


def test_a_caller_who_hangs_up_is_told_where_the_call_waited() -> None:
    text = invitation().replace(
        "on fault -> failed", "on fault -> failed\n  on abandoned -> silent"
    )

    story = run_text(text, happenings=(at(SECOND, Act.CALLER_HANGS_UP),))
    silent = run_text(text, happenings=(at(SECOND, Act.CALLER_HANGS_UP),), answers=["timeout"])

    assert "caller_hangs_up comes to nothing: voice-1 is over: disconnected" in told(story)
    assert scene(told(silent), "voice-1").splitlines()[-5:] == [
        "00:01.000      the caller hangs up",
        "             silent: wait",
        "               waits until 00:11.000",
        "00:11.000      -> bye",
        "             bye: disconnect  final place abandoned",
    ]
    assert "  voice-1 abandoned at 00:11.000\n" in told(silent)


def test_a_call_that_nobody_goes_on_with_is_abandoned() -> None:
    story = run_text(
        invitation(), happenings=(at(SECOND, Act.CALLER_HANGS_UP),), answers=["timeout"]
    )

    assert scene(told(story), "voice-1").splitlines()[-2:] == [
        "00:01.000      the caller hangs up",
        "               final place abandoned (the caller hung up)",
    ]


def test_what_happens_to_nobody_is_told_as_well() -> None:
    text = "strategy s (voice) { stay: wait(1m) -> done   done: exit }\n"

    story = run_text(text, happenings=(at(SECOND, Act.CUSTOMER_WRITES, "hi"),))

    assert scene(told(story), "(nobody)").splitlines() == [
        "00:01.000  (nobody) customer_writes comes to nothing: there has been no chat by",
        "             then",
    ]


def test_a_run_that_begins_in_the_middle_says_where_and_with_what() -> None:
    answer = KVList([("_umsChatSessionId", "chat-77")])
    text = invitation().replace("(voice) {", "(voice) {\n  var n = 0", 1)
    midway = Midway(block="answered", variables=(("n", 7),), answers=(("invite", answer),))

    story = run_text(text, midway=midway)

    assert scene(told(story), "voice-1").splitlines() == [
        "00:00.000  voice-1 arrives, media voice",
        "             strategy caller starts at block answered",
        "             n = 7",
        '             answered: attach  udata.Chat = "chat-77"  -> bye',
        "             bye: disconnect  final place disconnected",
    ]


def test_a_document_holds_what_came_to_nothing_and_what_came_before() -> None:
    story = run_text(
        invitation(views=""), waiting=WAITING, happenings=(at(SECOND, Act.CALLER_HANGS_UP),)
    )

    document = run_document(story.program, story.log)

    assert document["events"][-1] == {
        "event": "came_to_nothing",
        "time_us": SECOND,
        "act": "caller_hangs_up",
        "reason": "there has been no call by then",
    }
    assert document["events"][0]["time_us"] == -20 * MINUTE
    assert document["interactions"][0]["created_us"] == -20 * MINUTE
    assert json.loads(dumps("run", document))["events"] == document["events"]
