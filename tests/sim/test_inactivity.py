"""Sessions in which nobody does anything, and what chats get when their sessions end."""

import pytest

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.values import DAY, HOUR, MINUTE, SECOND, Value
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text
from tests.sim.invitation import invitation

WRITES, LEAVES, RESTARTS, LOST, CHANGES = (
    Act.CUSTOMER_WRITES, Act.SESSION_ENDS, Act.CHAT_SERVER_RESTARTS, Act.SESSION_LOST,
    Act.DATA_CHANGES,
)  # fmt: skip
CONTROL = "inactivity_control { }"
KEPT, FORGOTTEN = True, False
ASYNC = [("GCTI_Chat_AsyncMode", "true")]


def chatting(server: str, view: str = "where = not is_online   every = 1s") -> str:
    """A chat waits in a queue until its view wants it."""
    return f"""
chat_server {{ {server} }}
queue waiting {{ view over {{ {view}   submit = finish }} }}
strategy finish (chat) {{ done: stop {{ reason = "over" }} }}
"""


def waited(text: str, *acts: object, **options: object) -> Story:
    waiting = Waiting(queue="waiting", age_us=0, in_queue_us=0)
    story = run_text(text, waiting=waiting, happenings=acts, **options)
    assert_lawful(story)
    return story


def notices(story: Story) -> list[tuple[int, str]]:
    return [(row.time, story.log.text(row.a)) for row in story.rows(Event.NOTICED)]


def closes(story: Story) -> list[tuple[int, int]]:
    return [(row.time, row.a) for row in story.rows(Event.SESSION_CLOSED)]


ALERT, CLOSE = "IDLE_CONTROL_ALERT", "IDLE_CONTROL_CLOSE"


# Regular sessions


def test_an_idle_session_gets_an_alert_and_is_closed_by_the_defaults_of_chat_server() -> None:
    story = waited(chatting(CONTROL))

    assert notices(story) == [(255 * SECOND, ALERT), (300 * SECOND, CLOSE)]
    assert closes(story) == [(300 * SECOND, 7)]
    assert story.data(0)["IsOnline"] == "0"
    assert story.final(0) == (Place.STOPPED, "over")


def test_without_inactivity_control_a_session_stays_open_for_ever() -> None:
    story = waited(chatting(""))

    assert closes(story) == []
    assert story.final(0) is None


def test_a_second_alert_comes_in_between_if_it_has_a_time() -> None:
    story = waited(chatting("inactivity_control { timeout_alert2 = 10s }"))

    assert notices(story) == [(255 * SECOND, ALERT), (265 * SECOND, ALERT), (310 * SECOND, CLOSE)]


def test_an_empty_message_is_not_sent() -> None:
    story = waited(chatting('inactivity_control { message_alert = ""   message_close = "bye" }'))

    said = [story.log.contents[row.b] if row.b >= 0 else "" for row in story.rows(Event.NOTICED)]
    assert said == ["", "bye"]


@pytest.mark.parametrize(
    ("written", "closed"), [(254, 554), (255, 555), (256, 556), (299, 599), (300, 600)]
)
def test_a_message_of_the_customer_begins_everything_anew(written: int, closed: int) -> None:
    # Writing at the instant of the alert or of the end is in time.
    story = waited(chatting(CONTROL), at(written * SECOND, WRITES, "hi"))

    assert closes(story) == [(closed * SECOND, 7)]
    assert len(notices(story)) == (2 if written <= 255 else 3)


@pytest.mark.parametrize("act", [WRITES, LEAVES, LOST])
def test_what_happens_at_the_instant_of_an_alert_comes_before_it(act: Act) -> None:
    arguments = ("hi",) if act is WRITES else ()
    invited = invitation(flag="false").replace("chat_server {", f"chat_server {{ {CONTROL}")

    waiting = waited(chatting(CONTROL), at(255 * SECOND, act, *arguments), horizon_us=5 * MINUTE)
    created = run_text(
        invited, happenings=[at(255 * SECOND, act, *arguments)], horizon_us=5 * MINUTE
    )

    assert notices(waiting) == notices(created) == []


def test_a_message_of_a_strategy_is_activity_too() -> None:
    text = invitation(flag="false").replace("chat_server {", f"chat_server {{ {CONTROL}")

    story = run_text(text)

    assert closes(story) == [(300 * SECOND, 7)]
    assert story.final(1) == (Place.STOPPED, "settled")


def test_a_session_that_ends_for_another_reason_is_watched_no_more() -> None:
    for act in (LEAVES, LOST):
        story = waited(chatting(CONTROL), at(MINUTE, act), horizon_us=HOUR)

        assert notices(story) == []


def test_a_session_that_its_strategy_ends_is_watched_no_more() -> None:
    story = waited(chatting(CONTROL, "where = age > 4m   every = 1s"))

    assert closes(story) == [(241 * SECOND, 5)]
    assert notices(story) == []


def test_a_lost_close_is_made_up_for_by_inactivity() -> None:
    text = invitation().replace("chat_server {", f"chat_server {{ {CONTROL}")

    story = run_text(text, answers=["lost-close"])

    assert closes(story) == [(300 * SECOND, 7)]
    assert story.final(1) == (Place.STOPPED, "settled")


def test_chat_server_stops_an_idle_chat_if_told_to() -> None:
    story = waited(chatting(f"stop_abandoned_interaction = always   {CONTROL}"))

    assert story.final(0) == (Place.STOPPED, "stopped by Chat Server")
    assert story.rows(Event.FINAL)[0].time == 300 * SECOND


def test_a_chat_that_had_waited_was_active_when_the_run_began() -> None:
    waiting = Waiting(queue="waiting", age_us=HOUR, in_queue_us=MINUTE)

    story = run_text(chatting(CONTROL), waiting=waiting)

    assert closes(story) == [(300 * SECOND, 7)]


def test_a_customer_who_comes_back_is_watched_too() -> None:
    text = invitation().replace("chat_server {", f"chat_server {{ {CONTROL}")
    text = text.replace('business_id = "19251112222"',
                        'business_id = "19251112222"   inbound_route = "1:send"')  # fmt: skip

    story = run_text(text, happenings=[at(2 * MINUTE, WRITES, "hi")])

    assert closes(story) == [(0, 5), (420 * SECOND, 7)]


def test_a_chat_in_a_strategy_is_watched_as_well() -> None:
    text = chatting(CONTROL).replace("done: stop", "stay: wait(1h) -> done\n  done: stop")

    story = run_text(text)

    assert closes(story) == [(300 * SECOND, 7)]
    assert story.final(0) == (Place.STOPPED, "over")


SAYING = """
chat_server { inactivity_control { } }
queue waiting { view all { every = 1s   submit = tell } }
strategy tell (chat) {
  on fault -> done
  first: wait(4m) -> say
  say: esp("Chat.@METHOD@") { app_type = ChatServer   parameters = { @WITH@ } } -> rest
  rest: wait(1h) -> done
  done: stop
}
"""


@pytest.mark.parametrize(
    ("method", "parameters", "closed"),
    [
        ("Message", 'MessageText: "hello"', 540),
        ("Notice", 'NoticeType: "USER_PUSHED_URL", NoticeText: "https://example.org"', 540),
        ("Notice", 'NoticeType: "USER_CUSTOM", NoticeText: "x"', 300),
    ],
)
def test_what_a_strategy_writes_is_activity_unless_it_is_a_small_notice(
    method: str, parameters: str, closed: int
) -> None:
    text = SAYING.replace("@METHOD@", method).replace("@WITH@", parameters)

    story = run_text(text, data=[("ChatServerAppName", "ChatServer")])

    assert [row.a for row in story.rows(Event.REFUSED)] == []
    assert closes(story) == [(closed * SECOND, 7)]


# Asynchronous sessions


def test_an_asynchronous_session_is_patient_for_a_day_and_an_hour() -> None:
    story = waited(chatting(CONTROL), data=ASYNC, horizon_us=2 * DAY)

    assert notices(story) == [(DAY, ALERT), (DAY + HOUR, CLOSE)]
    assert closes(story) == [(DAY + HOUR, 7)]


def test_asynchronous_sessions_need_no_inactivity_control() -> None:
    story = waited(
        chatting("async_idle_alert = 2h   async_idle_close = 10m"), data=ASYNC, horizon_us=DAY
    )

    assert notices(story) == [(2 * HOUR, ALERT), (2 * HOUR + 10 * MINUTE, CLOSE)]


@pytest.mark.parametrize(("mode", "closed"), [("TRUE", 70), ("false", 5), ("", 5)])
def test_the_mode_is_a_key_of_the_chat(mode: str, closed: int) -> None:
    server = f"async_idle_alert = 10m   async_idle_close = 1h   {CONTROL}"

    story = waited(chatting(server), data=[("GCTI_Chat_AsyncMode", mode)])

    assert closes(story) == [(closed * MINUTE, 7)]


def test_the_alert_is_told_in_keys_that_views_read() -> None:
    view = "where = udata.GCTI_Chat_AsyncStatus == 3   every = 1s"

    story = waited(chatting("async_idle_alert = 1h", view), data=ASYNC)

    assert [row.time for row in story.rows(Event.PULLED)] == [HOUR]
    assert story.data(0)["GCTI_Chat_AsyncStatus"] == 3
    assert story.data(0)["GCTI_Chat_AsyncCheckAt"] == "2026-01-05T10:00:00Z"
    assert closes(story) == [(HOUR, 5)]


def test_a_view_can_compare_the_time_of_the_alert() -> None:
    view = "where = now - time(udata.GCTI_Chat_AsyncCheckAt) >= 5m   every = 1s"

    story = waited(chatting("async_idle_alert = 1h", view), data=ASYNC)

    assert [row.time for row in story.rows(Event.PULLED)] == [HOUR + 5 * MINUTE]


@pytest.mark.parametrize(
    ("status", "woken"), [(None, None), (0, 0), (1, 2), (2, 2), (3, 2)]
)  # fmt: skip
def test_a_customer_who_writes_wakes_a_chat_that_sleeps(
    status: int | None, woken: int | None
) -> None:
    given: list[tuple[str, Value]] = [*ASYNC]
    given += [] if status is None else [("GCTI_Chat_AsyncStatus", status)]

    story = waited(chatting(""), at(MINUTE, WRITES, "hi"), data=given)

    assert story.data(0).get("GCTI_Chat_AsyncStatus") == woken


def test_a_message_after_the_alert_wakes_the_chat_and_begins_the_day_anew() -> None:
    story = waited(
        chatting("async_idle_alert = 1h"), at(90 * MINUTE, WRITES, "hi"), data=ASYNC,
        horizon_us=4 * HOUR,
    )  # fmt: skip

    assert notices(story) == [(HOUR, ALERT), (150 * MINUTE, ALERT), (210 * MINUTE, CLOSE)]
    checked = [
        story.log.value(row.b)
        for row in story.rows(Event.ATTACHED)
        if story.log.text(row.a) == "GCTI_Chat_AsyncStatus"
    ]
    assert checked == [3, 2, 3]


# Restarts


def test_a_restart_that_keeps_sessions_counts_as_activity_in_them() -> None:
    story = waited(chatting(CONTROL), at(4 * MINUTE, RESTARTS, KEPT))

    assert [(row.interaction, row.a) for row in story.rows(Event.RESTARTED)] == [(-1, 1)]
    assert closes(story) == [(540 * SECOND, 7)]


def test_a_restart_that_loses_sessions_tells_nobody() -> None:
    view = "where = not session_known   every = 1s"
    story = waited(chatting(CONTROL, view), at(20 * MINUTE, RESTARTS, FORGOTTEN))
    early = waited(chatting(CONTROL, view), at(MINUTE, RESTARTS, FORGOTTEN))

    assert closes(early) == []
    assert early.data(0)["IsOnline"] == "1"
    assert [row.time for row in early.rows(Event.SESSION_LOST)] == [MINUTE]
    assert early.final(0) == (Place.STOPPED, "over")
    # What had ended is nothing to lose.
    assert story.rows(Event.SESSION_LOST) == []


def test_a_restart_after_which_a_chat_is_old_makes_it_a_lost_one() -> None:
    view = "where = not session_known and age > 10m   every = 1s"

    story = waited(chatting("", view), at(MINUTE, RESTARTS, FORGOTTEN))

    assert story.final(0) == (Place.LOST_REMOVED, "over")
    assert story.rows(Event.FINAL)[0].time == 601 * SECOND


def test_chat_server_may_restart_without_any_session() -> None:
    text = "strategy s (voice) { a: wait(1h) -> b   b: disconnect }"

    story = run_text(text, happenings=[at(MINUTE, RESTARTS, FORGOTTEN)])

    assert len(story.rows(Event.RESTARTED)) == 1
    assert story.nothings() == []


# Statistics


def statistics(story: Story, interaction: int = 0) -> dict[str, Value]:
    found = story.data(interaction)
    return {key[4:]: value for key, value in found.items() if key.startswith("csg_")}


def test_no_statistics_are_attached_unless_they_are_wanted() -> None:
    assert statistics(waited(chatting(CONTROL))) == {}


def test_fired_statistics_are_those_of_what_happened() -> None:
    server = f"attach_session_statistics = fired   {CONTROL}"
    story = waited(chatting(server), at(MINUTE, WRITES, "a"), at(2 * MINUTE, WRITES, "b"))

    assert statistics(story) == {
        "SessionTotalTime": 420, "SessionEndedReason": "INACTIVE", "MessagesFromCustomersCount": 2,
    }  # fmt: skip


def test_all_statistics_have_zeros_too() -> None:
    text = invitation().replace("chat_server {", "chat_server { attach_session_statistics = all")

    assert statistics(run_text(text), 1) == {
        "SessionTotalTime": 0, "SessionEndedReason": "FORCE", "MessagesFromCustomersCount": 0,
        "MessagesFromSystemCount": 1, "PartiesAsAgentCount": 0,
    }  # fmt: skip


def test_a_customer_who_leaves_has_quit() -> None:
    story = waited(chatting("attach_session_statistics = fired"), at(MINUTE, LEAVES))

    assert statistics(story) == {"SessionTotalTime": 60, "SessionEndedReason": "QUIT"}


@pytest.mark.parametrize(
    ("include", "active"),
    [
        ("none", []),
        ("major", ["USER_PUSHED_URL"]),
        ("major2", ["USER_PUSHED_URL", "USER_CUSTOM"]),
        ("typing", ["USER_PUSHED_URL", "USER_TYPING_STARTED"]),
        ("all", ["USER_PUSHED_URL", "USER_CUSTOM", "USER_TYPING_STARTED"]),
    ],
)
def test_which_notices_are_activity_is_an_option(include: str, active: list[str]) -> None:
    text = """
chat_server "CS" { @OPTION@ }
strategy show (chat) {
  data { Notice: text }
  rest: wait(100s) -> say
  say: esp("Chat.Notice") {
    app_name = "CS"
    parameters = { NoticeType: udata.Notice   NoticeText: "x" }
    fault -> on   timeout -> on
  } -> on
  on: wait(1h) -> done
  done: stop
}
"""
    regular = f"inactivity_control {{ include_notices = {include} }}"
    slow = f"async_idle_alert = 255s   async_idle_notices = {include}"

    for option, mode in ((regular, []), (slow, [("GCTI_Chat_AsyncMode", "true")])):
        for notice in ("USER_PUSHED_URL", "USER_CUSTOM", "USER_TYPING_STARTED"):
            data = [("Notice", notice), *mode]
            story = run_text(text.replace("@OPTION@", option), data=data)

            alerts = [
                row.time // SECOND
                for row in story.rows(Event.NOTICED)
                if story.log.text(row.a) == "IDLE_CONTROL_ALERT"
            ]
            assert alerts[0] == (355 if notice in active else 255), notice
