"""What tests of authors see of sessions."""

from engine.testing.verdict import Outcome
from tests.testing.verdicts import verdict

PROJECT = """
chat_server { inactivity_control { timeout_alert = 2m   message_close = "" } }
queue waiting { view over { where = not is_online   every = 1s   submit = finish } }
strategy finish (chat) { done: stop { reason = "over" } }
"""


def test_a_transcript_is_what_came_into_the_session_in_order() -> None:
    found = verdict(
        PROJECT
        + """
test "t" {
  start = waiting
  at 1m customer_writes("hi")
  expect transcript == [
    "customer: hi",
    "IDLE_CONTROL_ALERT: Chat session will be closed soon due to inactivity of chat participants.",
    "IDLE_CONTROL_CLOSE"
  ]
  expect outcome == stopped("over")
  expect ended == 3m45s
}
"""
    )

    assert found.outcome is Outcome.PASSED


def test_a_restart_is_an_event_of_a_test() -> None:
    found = verdict(
        PROJECT
        + """
test "t" {
  start = waiting
  at 1m chat_server_restarts(keeps_sessions: false)
  expect not session_known and place == queued
  expect transcript == []
}
"""
    )

    assert found.outcome is Outcome.PASSED
