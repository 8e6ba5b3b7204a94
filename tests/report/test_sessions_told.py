"""How a trace tells of idle sessions, restarts and statistics."""

import pytest

from engine.scenario import Act, Waiting
from engine.values import DAY, MINUTE
from tests.helpers.runs import Story, at, run_text
from tests.report.test_happenings_told import scene, told

SERVER = """
chat_server {
  attach_session_statistics = fired
  inactivity_control { message_alert = "Are you there?"   message_close = "" }
}
queue waiting
strategy s (chat) { done: stop }
"""
KEPT, FORGOTTEN = True, False
WAITING = Waiting(queue="waiting", age_us=0, in_queue_us=0)


def waited(*acts: object, **options: object) -> Story:
    return run_text(SERVER, waiting=WAITING, happenings=acts, **options)


def test_the_notices_of_an_idle_session_and_its_end_are_told() -> None:
    text = told(waited())

    assert scene(text, "chat-1").splitlines()[4:] == [
        "04:15.000    notice IDLE_CONTROL_ALERT in the session",
        '               "Are you there?"',
        "05:00.000    notice IDLE_CONTROL_CLOSE in the session",
        "             Chat Server closes the session for inactivity, quit reason code 7",
        '             udata.IsOnline = "0"',
        "             udata.csg_SessionTotalTime = 300",
        '             udata.csg_SessionEndedReason = "INACTIVE"',
    ]


def test_what_an_asynchronous_chat_gets_is_told() -> None:
    text = told(waited(data=[("GCTI_Chat_AsyncMode", "true")], horizon_us=DAY))

    assert "             udata.GCTI_Chat_AsyncStatus = 3\n" in text
    assert '             udata.GCTI_Chat_AsyncCheckAt = "2026-01-06T09:00:00Z"\n' in text


@pytest.mark.parametrize(
    ("keeps", "words"), [(KEPT, "and keeps its sessions"), (FORGOTTEN, "and has lost its sessions")]
)
def test_a_restart_is_a_scene_of_its_own(keeps: bool, words: str) -> None:
    text = told(waited(at(MINUTE, Act.CHAT_SERVER_RESTARTS, keeps)))

    assert scene(text, "01:00.000").splitlines() == [f"01:00.000  (Chat Server) restarts {words}"]


def test_a_session_that_a_restart_lost_is_told_behind_it() -> None:
    text = told(waited(at(MINUTE, Act.CHAT_SERVER_RESTARTS, FORGOTTEN)))

    after = text.split("\n\n")[3]
    assert after.splitlines() == [
        "01:00.000  chat-1",
        "             the session is lost: Chat Server does not know it any more",
    ]


def test_what_cannot_happen_beside_a_restart_has_a_scene_of_its_own() -> None:
    story = waited(
        at(MINUTE, Act.SESSION_ENDS, of=7),
        at(MINUTE, Act.CHAT_SERVER_RESTARTS, KEPT),
        at(MINUTE, Act.SESSION_ENDS, of=7),
    )

    heads = [part.splitlines()[0][11:19] for part in told(story).split("\n\n")[2:5]]
    assert heads == ["(nobody)", "(Chat Se", "(nobody)"]
