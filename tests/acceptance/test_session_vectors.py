"""Vector 24: inactivity control by its public defaults."""

from engine.log.events import Event
from engine.ops import Place
from engine.values import SECOND
from tests.acceptance.notification import notification
from tests.helpers.runs import run_text

OPEN = {"TerminateSessionFlag": None, "ChatQueueKey": '"1:session-WA-sendSR"'}


def test_vector_24_an_alert_at_255_seconds_and_the_close_at_300_with_code_7() -> None:
    text = notification(parameters=OPEN, chat_server="inactivity_control { }")

    story = run_text(text)

    noticed = [(row.time, story.log.text(row.a)) for row in story.rows(Event.NOTICED)]
    assert noticed == [
        (255 * SECOND, "IDLE_CONTROL_ALERT"), (300 * SECOND, "IDLE_CONTROL_CLOSE"),
    ]  # fmt: skip
    assert [(row.time, row.a) for row in story.rows(Event.SESSION_CLOSED)] == [(300 * SECOND, 7)]
    assert story.final(1) == (Place.STOPPED, "notification sent")


def test_vector_24_holds_of_the_same_numbers_when_they_are_written() -> None:
    written = """inactivity_control {
        timeout_alert = 255s   timeout_alert2 = 0s   timeout_close = 45s
    }"""

    default, same = (
        run_text(notification(parameters=OPEN, chat_server=text))
        for text in ("inactivity_control { }", written)
    )

    assert same.log.events_hash() == default.log.events_hash()
