"""What a build sheet says of Chat Server's sessions and of throttles."""

from engine.report.to_build_sheet import to_build_sheet
from tests.helpers.runs import process_of

PROJECT = """
chat_server {
  @SERVER@
  endpoints 1 { "in" = waiting }
}
queue waiting { view all { submit = s   where = @WHERE@   @VIEW@ } }
strategy s (chat) { done: stop }
"""


def sheet(server: str = "", view: str = "", where: str = "true") -> str:
    text = PROJECT.replace("@SERVER@", server).replace("@VIEW@", view).replace("@WHERE@", where)
    return " ".join(to_build_sheet(process_of(text)).split())


def test_options_that_nobody_set_are_not_on_the_sheet() -> None:
    text = sheet()

    assert "inactivity-control" not in text
    assert "async-idle" not in text
    assert "attach-session-statistics" not in text
    assert "max-sub" not in text


def test_inactivity_control_is_a_section_in_seconds() -> None:
    text = sheet('inactivity_control { timeout_alert = 2m   message_close = "bye" }')

    for row in ("timeout-alert 120", "timeout-alert2 0", "timeout-close 45",
                "message-close bye"):  # fmt: skip
        assert f"inactivity-control / {row}" in text


def test_settings_that_differ_from_the_defaults_are_on_the_sheet() -> None:
    text = sheet("async_idle_alert = 2h   attach_session_statistics = fired")

    assert "settings / async-idle-alert 7200" in text
    assert "async-idle-close" not in text
    assert "settings / attach-session-statistics fired" in text


def test_throttles_are_options_of_the_router() -> None:
    text = sheet(view='max_submitted_interactions = 5   max_submission_rate = "25/minute"')

    assert "max-submitted-interactions 5" in text
    assert "max-submission-rate 25/minute" in text
    assert "they hold for all its views" in text


def test_instants_are_columns_of_a_view_s_condition() -> None:
    text = sheet(where="moved_to_queue_at < now and abandoned_at < now")

    assert "moved_to_queue_at < _current_time()" in text
    assert "abandoned_at < _current_time()" in text


HANDLING = """
workbin mine { owner = agent }
queue anyone { }
interaction_server {
  routing_timeout = 1h   handling_timeout = 90s   media chat { handling_timeout = 10m }
}
strategy s (chat) {
  keep: workbin(mine) { owner = udata.LastAgent ?? ""   return_to = anyone   after = 2m
    fault -> away }
  away: queue(anyone)
}
"""


def test_time_outs_of_interaction_server_are_minutes() -> None:
    text = " ".join(to_build_sheet(process_of(HANDLING)).split())

    for row in ("routing-timeout 60 (minutes)", "handling-timeout 2 (minutes)",
                "chat / handling-timeout 10 (minutes)",
                "The options count whole minutes: take the next one"):  # fmt: skip
        assert row in text
    assert "Interaction Server Configuration" not in sheet()


def test_a_workbin_is_an_object_and_a_target() -> None:
    text = " ".join(to_build_sheet(process_of(HANDLING)).split())

    for row in ("type Interaction Workbin", "Owner agent", "WorkbinAgentId",
                "After 2m it goes to queue `anyone`", "Route Interaction"):  # fmt: skip
        assert row in text
