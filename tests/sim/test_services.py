"""ESP calls as the router sees them: every way in which an answer comes, or does not."""

import pytest

from engine.faults import TIMEOUT
from engine.log.events import Event, Why
from engine.values import SECOND, KVList
from tests.helpers.runs import Story, run_text
from tests.sim.invitation import CLEAN, invitation

ANSWERS = (
    Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT, Event.LATE, Event.DUPLICATE, Event.FOREIGN,
)  # fmt: skip


def outcomes(story: Story) -> list[tuple[float, Event, int, int]]:
    """What came back, and when: seconds, kind, a, b without values."""
    return [
        (row.time / SECOND, row.kind, row.a, row.b if row.kind is Event.REFUSED else min(row.b, 0))
        for row in story.rows(*ANSWERS)
    ]


def test_an_answer_comes_after_the_latency() -> None:
    story = run_text(invitation())

    assert outcomes(story) == [(0.05, Event.ANSWERED, 1, 0)]
    assert story.path() == ["invite", "answered", "bye"]
    assert story.data(0)["Chat"] == "chat-2"


def test_the_proxy_numbers_requests_anew() -> None:
    story = run_text(invitation())

    assert [(row.a, row.b) for row in story.rows(Event.REQUESTED)] == [(1, 1_000_001)]


def test_effects_come_in_order_at_the_instant_of_the_request() -> None:
    story = run_text(invitation())

    at_once = [row.kind for row in story.rows() if row.time == 0]
    order = [Event.REQUESTED, Event.CREATED, Event.SESSION_OPENED, Event.PLACED, Event.RENDERED,
             Event.SENT, Event.SESSION_CLOSED, Event.SUSPENDED]  # fmt: skip
    positions = [at_once.index(kind, at_once.index(Event.REQUESTED)) for kind in order]
    assert positions == sorted(positions)


def test_a_planned_fault_is_answered_without_effects() -> None:
    story = run_text(invitation(), answers=["fault:unknown_channel"])

    assert outcomes(story) == [(0.05, Event.REFUSED, 1, 204)]
    assert story.chats() == []
    assert story.data(0) == {
        "Code": 204, "Symbol": "unknown_channel", "Text": "unknown channel",
    }  # fmt: skip


def test_a_fault_without_a_symbol_is_known_by_its_number() -> None:
    story = run_text(invitation(), answers=["fault:905"])

    assert story.data(0) == {"Code": 905, "Symbol": "905", "Text": "fault 905"}


def test_a_request_that_never_arrives_times_out_without_effects() -> None:
    story = run_text(invitation(), answers=["timeout"])

    assert outcomes(story) == [(5.0, Event.TIMED_OUT, 1, -1)]
    assert story.chats() == []
    assert story.path() == ["invite", "silent", "bye"]


def test_an_answer_at_the_very_time_out_counts() -> None:
    for after, outcome in (("4999999us", Event.ANSWERED), ("5s", Event.ANSWERED)):
        story = run_text(invitation(), answers=[f"after:{after}"])

        assert [kind for _, kind, _, _ in outcomes(story)] == [outcome]


def test_an_answer_after_the_time_out_is_late_and_changes_nothing() -> None:
    story = run_text(invitation(), answers=["after:5000001us"])

    assert [kind for _, kind, _, _ in outcomes(story)] == [Event.TIMED_OUT, Event.LATE]
    assert story.path() == ["invite", "silent", "bye"]
    assert "Chat" not in story.data(0)
    assert story.chats() == [1]


def test_a_late_answer_comes_a_second_after_the_time_out() -> None:
    story = run_text(invitation(), answers=["late"])

    assert outcomes(story) == [(5.0, Event.TIMED_OUT, 1, -1), (6.0, Event.LATE, 1, 0)]


def test_an_answer_to_a_strategy_that_is_over_is_late() -> None:
    story = run_text(invitation().replace("wait(10s)", 'log("silence")'), answers=["late"])

    assert story.final(0) is not None
    assert [kind for _, kind, _, _ in outcomes(story)] == [Event.TIMED_OUT, Event.LATE]


def test_a_late_refusal_has_its_number_and_its_text() -> None:
    text = invitation().replace("flex_chat = true", "flex_chat = true   connected = false")

    story = run_text(text, answers=["late"])

    late = [(at, row.b) for at, row in enumerate(story.rows()) if row.kind is Event.LATE]
    assert [value for _, value in late] == [-102]
    texts = {reason.event: story.log.contents[reason.a] for reason in story.log.reasons}
    assert texts[late[0][0]] == "application unavailable: AppName DMS"


def test_a_second_answer_is_a_duplicate() -> None:
    story = run_text(invitation(), answers=["duplicate"])

    assert outcomes(story) == [
        (0.05, Event.ANSWERED, 1, 0), (1.05, Event.DUPLICATE, 1, 0),
    ]  # fmt: skip
    assert story.chats() == [1]


def test_of_two_answers_after_the_time_out_the_second_is_a_duplicate() -> None:
    story = run_text(invitation(call="timeout = 10ms"), answers=["duplicate"])

    assert [kind for _, kind, _, _ in outcomes(story)] == [
        Event.TIMED_OUT, Event.LATE, Event.DUPLICATE,
    ]  # fmt: skip


def test_an_answer_with_a_foreign_id_is_ignored() -> None:
    story = run_text(invitation(), answers=["foreign"])

    assert [(kind, a) for _, kind, a, _ in outcomes(story)] == [
        (Event.FOREIGN, 2_000_001), (Event.TIMED_OUT, 1),
    ]  # fmt: skip
    assert story.path() == ["invite", "silent", "bye"]


def test_the_chat_may_be_pulled_before_or_after_the_answer_comes() -> None:
    for answer, order in (
        ("ok", [Event.ANSWERED, Event.PULLED]),
        ("after:1s", [Event.ANSWERED, Event.PULLED]),
        ("after:2s", [Event.PULLED, Event.ANSWERED]),
    ):
        story = run_text(invitation(), answers=[answer])

        assert [row.kind for row in story.rows(Event.ANSWERED, Event.PULLED)] == order
        assert story.final(1) is not None


def test_a_call_that_awaits_nothing_goes_on_at_once() -> None:
    text = invitation(call="expect_response = false")
    text = text.replace("    timeout -> silent\n    fault -> refused\n", "")
    text = text.replace("attach { Chat = invite.answer._umsChatSessionId }", "wait(10s)")

    story = run_text(text)

    assert [kind for _, kind, _, _ in outcomes(story)] == [Event.LATE]
    assert [row.time for row in story.rows(Event.ENTERED, interaction=0)][:2] == [0, 0]
    assert story.chats() == [1]


def test_a_call_without_time_out_waits_for_ever() -> None:
    text = invitation(call="timeout = never").replace("    timeout -> silent\n", "")

    story = run_text(text.replace("  silent: wait(10s) -> bye\n", ""), answers=["timeout"])

    assert [row.b for row in story.rows(Event.SUSPENDED)] == [-1]
    assert story.final(0) is None


def test_plans_are_used_in_the_order_of_the_calls() -> None:
    text = invitation().replace(
        "refused: attach", "refused: wait(1s) -> invite2\n  invite2: attach"
    )

    story = run_text(text, answers=["fault:102"])

    assert story.path() == ["invite", "refused", "invite2", "bye"]


def test_the_envelope_and_the_user_data_stand_in_the_why_section_alone() -> None:
    story = run_text(invitation(call="timeout = 5s   with = { Caller: id }"), data=[("T", "9")])

    envelope, user_data = next(
        (story.log.contents[reason.a], story.log.contents[reason.b])
        for reason in story.log.reasons
        if reason.kind == Why.ENVELOPE
    )
    assert isinstance(envelope, KVList)
    assert envelope.keys() == ("AppName", "Service", "Method", "Version", "Parameters")
    assert user_data == KVList([("T", "9"), ("Caller", "voice-1")])
    assert "Hello Ana" not in story.log.pool.items


@pytest.mark.parametrize(
    ("user_data", "expected"),
    [("all", ["A", "B"]), ("none", []), ("[B, C]", ["B"])],
)
def test_attached_data_goes_along_as_asked(user_data: str, expected: list[str]) -> None:
    call = f'timeout = 5s   user_data = {user_data}   with = {{ X: "x" }}'

    story = run_text(invitation(call=call), data=[("A", "1"), ("B", "2")])

    assert list(story.data(1)) == [*expected, "X", "_umsChannel", "_umsClientId",
                                   "_umsBusinessId", "ChatServerAppName", "IsOnline"]  # fmt: skip


def test_data_of_the_call_wins_over_attached_data_of_the_same_key() -> None:
    story = run_text(invitation(call='timeout = 5s   with = { A: "new" }'), data=[("A", "old")])

    assert story.data(1)["A"] == "new"


def test_repeated_keys_arrive_as_one_list_and_leave_as_repeated_keys() -> None:
    story = run_text(invitation(call='timeout = 5s   with = { A: ["1", "2"] }'))

    sent = next(story.log.contents[r.b] for r in story.log.reasons if r.kind == Why.ENVELOPE)
    assert sent == KVList([("A", "1"), ("A", "2")])
    assert story.data(1)["A"] == ("1", "2")


def test_keys_of_the_system_are_dropped_with_a_row() -> None:
    story = run_text(invitation(), data=[("InteractionId", "fake"), ("A", "1")])

    dropped = [story.log.text(row.a) for row in story.rows(Event.KEY_DROPPED)]
    assert dropped == ["InteractionId"]
    assert "InteractionId" not in story.data(1)


def test_a_fault_of_a_parameter_sends_nothing() -> None:
    text = invitation().replace('{ Name: "Ana" }', "{ Name: udata.Name }")

    story = run_text(text)

    assert story.rows(Event.REQUESTED) == []
    assert story.path() == ["invite", "refused", "bye"]


def test_a_time_out_can_be_read_like_a_fault() -> None:
    text = invitation().replace("silent: wait(10s)", "silent: attach { Code = invite.fault.code }")

    story = run_text(text, answers=["timeout"])

    assert story.data(0)["Code"] == TIMEOUT


def test_a_message_that_cannot_be_delivered_leaves_a_mark_on_the_chat() -> None:
    story = run_text(invitation(views=CLEAN).replace("+14155550123", "+1999"))

    assert len(story.rows(Event.SEND_FAILED)) == 1
    assert story.data(1)["_umsDeliveryStatus"] == "failed"
