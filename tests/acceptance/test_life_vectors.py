"""Lost chats, time-outs, strange answers, parking, and what the checker refuses."""

import pytest

from engine.limits import LIMITS
from engine.log.events import Event
from engine.ops import Place
from engine.program.lower import lower
from engine.scenario import Scenario
from engine.sim.simulate import assemble, begin
from engine.values import MILLISECOND, MINUTE, SECOND
from tests.acceptance.notification import CLEANUP, FINISHED, LOST, notification
from tests.helpers.runs import check_text, codes, process_of, run_text

EVERY_SECOND = CLEANUP.replace("age > 10m   every = 1m", "age > 10m   every = 1s")


def test_vector_17_a_lost_chat_of_601_seconds_is_pulled_by_the_cleanup_view() -> None:
    story = run_text(notification(process=EVERY_SECOND), answers=["lost-close"])

    pulled = story.rows(Event.PULLED, interaction=1)
    assert [row.time for row in pulled] == [601 * SECOND]
    assert story.program.views[pulled[0].a].name == "lost"
    assert story.final(1) == (Place.LOST_REMOVED, "lost chat")
    assert [row.a for row in story.rows(Event.SESSION_CLOSED)] == [5]


def test_vector_18_an_age_of_exactly_600_seconds_is_not_pulled() -> None:
    story = run_text(
        notification(process=EVERY_SECOND), answers=["lost-close"], horizon_us=600 * SECOND
    )

    last = [row for row in story.rows(Event.SCANNED) if row.time == 600 * SECOND]
    assert last
    assert all(row.b == 0 for row in last)
    assert story.final(1) is None


def test_vector_19_silence_is_a_time_out_after_thirty_seconds_with_code_504() -> None:
    story = run_text(notification().replace('log("silence")', "attach { C = invite.fault.code }"),
                     answers=["timeout"])  # fmt: skip

    timed_out = story.rows(Event.TIMED_OUT)
    assert [row.time for row in timed_out] == [30 * SECOND]
    assert story.path() == ["invite", "silent", "sorry"]
    assert story.data(0)["C"] == 504


def test_vector_19_a_late_answer_is_dropped_and_traced() -> None:
    story = run_text(notification(), answers=["late"])

    assert story.path() == ["invite", "silent", "sorry"]
    assert [row.time for row in story.rows(Event.LATE)] == [31 * SECOND]
    assert len(story.chats()) == 1
    assert story.final(1) == (Place.STOPPED, "notification sent")


def test_vector_19_an_answer_at_the_very_instant_of_the_time_out_counts() -> None:
    story = run_text(notification(), answers=["after:30s"])

    assert story.path() == ["invite", "answered", "bye"]
    assert story.rows(Event.TIMED_OUT) == []


def test_vector_20_an_answer_with_another_reference_id_is_ignored_and_traced() -> None:
    story = run_text(notification(), answers=["foreign"])

    assert len(story.rows(Event.FOREIGN)) == 1
    assert story.rows(Event.ANSWERED) == []
    assert story.path() == ["invite", "silent", "sorry"]


def test_vector_20_a_second_answer_is_ignored_and_traced() -> None:
    story = run_text(notification(), answers=["duplicate"])

    assert len(story.rows(Event.ANSWERED)) == 1
    assert len(story.rows(Event.DUPLICATE)) == 1
    assert len(story.chats()) == 1


def test_vector_22_a_path_that_does_not_end_is_a_static_error() -> None:
    checked = check_text('strategy s (chat) {\n  start: log("here")\n}\n')

    assert codes(checked) == ["E212"]
    span = checked.diagnostics[0].span
    assert span is not None
    assert span.line_and_column()[0] == 2


def branch(condition: str) -> str:
    """A strategy that disconnects with `yes` or `no`."""
    return f"""
strategy s (voice) {{
  test: if({condition}) {{ true -> yes   false -> no }}
  yes: disconnect {{ reason = "yes" }}
  no: disconnect {{ reason = "no" }}
}}
"""


@pytest.mark.parametrize(
    ("mixed", "left", "right", "results"),
    [
        (
            "1 == 2 and 1 == 2 or 1 == 1",
            "(1 == 2 and 1 == 2) or 1 == 1",
            "1 == 2 and (1 == 2 or 1 == 1)",
            ("yes", "no"),
        ),
        (
            "1 == 1 or 1 == 1 and 1 == 2",
            "(1 == 1 or 1 == 1) and 1 == 2",
            "1 == 1 or (1 == 1 and 1 == 2)",
            ("no", "yes"),
        ),
    ],
)
def test_vector_23_mixed_and_or_is_refused_with_its_two_readings(
    mixed: str, left: str, right: str, results: tuple[str, str]
) -> None:
    checked = check_text(branch(mixed))

    assert codes(checked) == ["E204"]
    said = " ".join(
        [checked.diagnostics[0].help or "", *(n.message for n in checked.diagnostics[0].notes)]
    )
    assert left in said
    assert right in said
    for reading, result in zip((left, right), results, strict=True):
        assert run_text(branch(reading)).final(0) == (Place.DISCONNECTED, result)


def test_the_answer_comes_before_the_pull_unless_it_is_slow() -> None:
    story = run_text(notification())

    answered, pulled = story.rows(Event.ANSWERED)[0], story.rows(Event.PULLED)[0]
    assert (answered.time, pulled.time) == (50 * MILLISECOND, SECOND)


def test_a_slow_answer_comes_after_the_pull_and_changes_nothing_else() -> None:
    quick, slow = run_text(notification()), run_text(notification(), answers=["after:2s"])

    assert slow.rows(Event.ANSWERED)[0].time == 2 * SECOND
    assert slow.rows(Event.PULLED)[0].time == SECOND
    assert slow.path() == quick.path()
    assert slow.final(1) == quick.final(1)


def test_a_chat_whose_session_chat_server_forgot_is_removed_as_lost() -> None:
    process = CLEANUP.replace("is_online and age", "(is_online or not session_known) and age")

    story = run_text(notification(process=process), answers=["lost-session"])

    assert story.rows(Event.SESSION_LOST)
    assert story.final(1) == (Place.LOST_REMOVED, "lost chat")
    assert story.rows(Event.FINAL, interaction=1)[0].time == 11 * MINUTE


def test_a_chat_whose_end_nobody_noticed_is_removed_as_lost() -> None:
    process = CLEANUP.replace(FINISHED, "").replace("is_online and age > 10m", "age > 10m")

    story = run_text(notification(process=process))

    assert story.data(1)["IsOnline"] == "0"
    assert story.final(1) == (Place.LOST_REMOVED, "lost chat")


def test_without_a_cleanup_view_a_lost_chat_stays_for_ever() -> None:
    process = CLEANUP.replace(LOST, "")

    story = run_text(notification(process=process), answers=["lost-close"])

    assert story.final(1) is None


PATIENT = """
queue Q1 { view v { where = time_in_queue > 10m   every = 1m   submit = again } }
queue Q2 { view v { every = 1s   submit = stop_it } }
strategy again (chat) { back: queue(Q1) }
strategy stop_it (chat) { done: stop }
"""


def test_a_chat_that_is_looked_at_now_and_then_is_no_livelock() -> None:
    text = notification(
        process=PATIENT, parameters={"ChatQueueKey": None, "TerminateSessionFlag": None}
    )

    story = run_text(text)

    assert len(story.rows(Event.PULLED)) > 100
    assert story.rows(Event.LIMIT) == []
    assert story.final(1) is None


def test_waiting_on_purpose_is_no_livelock() -> None:
    process = """
queue Q1 { view v { every = 1s   submit = again } }
queue Q2
strategy again (chat) { pause: wait(15m) -> back   back: exit }
"""
    text = notification(
        process=process, parameters={"ChatQueueKey": None, "TerminateSessionFlag": None}
    )

    assert run_text(text).rows(Event.LIMIT) == []


def test_a_chat_without_the_flag_whose_session_is_unknown_is_lost_too() -> None:
    process = CLEANUP.replace("is_online and age", "not session_known and age")

    story = run_text(
        notification(process=process, parameters={"TerminateSessionFlag": None}),
        answers=["lost-session"],
    )

    assert story.final(1) == (Place.LOST_REMOVED, "lost chat")


def test_a_session_can_be_forgotten_although_nothing_was_sent() -> None:
    text = notification(parameters={"StandardResponseId": None})

    assert len(run_text(text, answers=["lost-session"]).rows(Event.SESSION_LOST)) == 1


def test_when_a_chat_counts_as_lost_is_an_option_of_chat_server() -> None:
    process = CLEANUP.replace("age > 10m", "age > 5m")
    five = notification(process=process, chat_server="lost_after = 5m")

    late = run_text(notification(process=process), answers=["lost-close"])
    soon = run_text(five, answers=["lost-close"])

    assert late.final(1) == (Place.STOPPED, "lost chat")
    assert soon.final(1) == (Place.LOST_REMOVED, "lost chat")


def test_vector_21_coming_back_changes_when_it_was_placed_and_not_when_it_was_moved() -> None:
    process = """
queue Q1
queue Q2 { view v { every = 1s   submit = park } }
queue Q3 { view v { every = 1s   submit = back } }
strategy park (chat) { park: queue(Q3) { not_before = 1m } }
strategy back (chat) { back: queue(Q2) { not_before = 1h } }
"""
    checked = process_of(notification(process=process, parameters={"TerminateSessionFlag": None}))
    scenario = Scenario(strategy="notify", ani="+14155550123", horizon_us=10 * MINUTE)
    made = assemble(lower(checked), scenario, LIMITS)
    begin(made)
    places = made.state.places

    made.machine.run(SECOND // 2)
    first = (places.placed[1], places.moved[1])
    made.machine.run(10 * MINUTE)

    assert first == (0, 0)
    assert (places.placed[1], places.moved[1]) == (61 * SECOND, 0)


def test_an_answer_that_nobody_awaits_is_in_the_log_all_the_same() -> None:
    text = (
        notification(call="expect_response = false", parameters={"_umsBusinessId": '"" + "7"'})
        .replace("    fault -> refused\n    timeout -> silent\n", "")
        .replace("Chat = invite.answer._umsChatSessionId", "Chat = id")
    )
    late = run_text(text).rows(Event.LATE)

    assert [row.b for row in late] == [-207]


@pytest.mark.parametrize(("level", "path"), [("2147483647", "b"), ("2147483648", "over")])
def test_attached_integers_have_32_bits(level: str, path: str) -> None:
    story = run_text(f"""
strategy s (voice) {{
  on fault -> over
  a: attach {{ Level = {level} }} -> b
  b: exit
  over: exit
}}
""")

    assert story.path() == ["a", path]
