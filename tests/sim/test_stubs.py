"""Calls that a test answers itself: by method, by block, one by one."""

import pytest

from engine.log.events import Event, Why
from engine.scenario import Answering, AnswerPlan, Stub
from engine.values import MILLISECOND, SECOND, Duration, KVList
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, run_text
from tests.sim.invitation import invitation

METHOD = "ChatService.InviteToChat"
OK, REFUSE, SILENT = (
    AnswerPlan(), AnswerPlan(Answering.FAULT, fault=102), AnswerPlan(Answering.TIMEOUT),
)  # fmt: skip


def twice() -> str:
    """Calls by `invite`, and up to three times by `again`."""
    text = invitation(call="timeout = 5s").replace("(voice) {", "(voice) {\n  var n = 0", 1)
    call = text[text.index("  invite: esp") : text.index("    timeout -> silent")]
    text = text.replace("  } -> answered", "  } -> count", 1).replace("-> refused", "-> count", 1)
    text = text[: text.index("  answered:")] + text[text.index("  silent:") :]
    again = call.replace("  invite:", "  again:")
    return text.replace(
        "  silent:",
        "  count: assign { n = n + 1 } -> enough\n"
        "  enough: if(n > 3) { true -> bye   false -> again }\n"
        f"{again}    timeout -> count\n    fault -> count\n  }} -> count\n  silent:",
        1,
    )


def stubbed(text: str, *stubs: Stub, **options: object) -> Story:
    story = run_text(text, stubs=stubs, **options)
    assert_lawful(story)
    return story


def outcomes(story: Story) -> list[Event]:
    return [row.kind for row in story.rows(Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT)]


def test_every_call_of_a_method_is_answered_so() -> None:
    story = stubbed(twice(), Stub(method=METHOD, plans=(REFUSE,), every=True))

    assert outcomes(story) == [Event.REFUSED] * 4
    assert story.chats() == []


def test_the_calls_of_a_method_are_answered_one_by_one_then_normally() -> None:
    story = stubbed(twice(), Stub(method=METHOD, plans=(REFUSE, SILENT)))

    assert outcomes(story) == [
        Event.REFUSED, Event.TIMED_OUT, Event.ANSWERED, Event.ANSWERED,
    ]  # fmt: skip


def test_the_last_plan_may_hold_for_all_later_calls() -> None:
    story = stubbed(twice(), Stub(method=METHOD, plans=(OK, REFUSE), every=True))

    assert outcomes(story) == [Event.ANSWERED, *[Event.REFUSED] * 3]


def test_a_block_s_stub_wins_over_its_method_s_and_each_counts_its_own_calls() -> None:
    story = stubbed(
        twice(),
        Stub(method=METHOD, plans=(REFUSE, SILENT)),
        Stub(block="again", plans=(OK, REFUSE)),
    )

    assert outcomes(story) == [Event.REFUSED, Event.ANSWERED, Event.REFUSED, Event.ANSWERED]


def test_a_stub_wins_over_the_plans_by_order() -> None:
    story = stubbed(
        twice(),
        Stub(block="again", plans=(OK,), every=True),
        answers=["fault:unavailable", "timeout", "timeout"],
    )

    assert outcomes(story) == [Event.REFUSED, *[Event.ANSWERED] * 3]


def test_a_stub_for_another_method_or_block_is_for_no_call_here() -> None:
    story = stubbed(
        invitation(),
        Stub(method="ChatService.Other", plans=(REFUSE,), every=True),
        Stub(block="bye", plans=(REFUSE,), every=True),
    )

    assert outcomes(story) == [Event.ANSWERED]


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (AnswerPlan(after_us=2 * SECOND), Event.ANSWERED),
        (AnswerPlan(Answering.AFTER, after_us=2 * SECOND), Event.ANSWERED),
        (AnswerPlan(Answering.FAULT, fault=102, after_us=2 * SECOND), Event.REFUSED),
        (AnswerPlan(Answering.GIVEN, after_us=2 * SECOND), Event.ANSWERED),
        (AnswerPlan(Answering.LOST_CLOSE, after_us=2 * SECOND), Event.ANSWERED),
    ],
)
def test_any_answer_may_take_its_time(plan: AnswerPlan, kind: Event) -> None:
    text = invitation().replace("invite.answer._umsChatSessionId", '"?"')

    story = stubbed(text, Stub(block="invite", plans=(plan,)))

    assert [(row.time, row.kind) for row in story.rows(Event.ANSWERED, Event.REFUSED)] == [
        (2 * SECOND, kind)
    ]


def test_a_fault_that_takes_longer_than_the_time_out_is_late() -> None:
    plan = AnswerPlan(Answering.FAULT, fault=102, after_us=6 * SECOND)

    story = stubbed(invitation(), Stub(block="invite", plans=(plan,)))

    assert outcomes(story) == [Event.TIMED_OUT]
    assert [(row.time, row.b) for row in story.rows(Event.LATE)] == [(6 * SECOND, -102)]


def test_a_second_answer_comes_a_second_after_the_first() -> None:
    plan = AnswerPlan(Answering.DUPLICATE, after_us=SECOND)

    story = stubbed(invitation(), Stub(block="invite", plans=(plan,)))

    assert [row.time for row in story.rows(Event.ANSWERED, Event.DUPLICATE)] == [SECOND, 2 * SECOND]


def test_a_fault_may_have_words_of_its_own() -> None:
    plan = AnswerPlan(Answering.FAULT, fault=102, text="out of order")

    story = stubbed(invitation(), Stub(block="invite", plans=(plan,)))

    assert story.data(0) == {"Code": 102, "Symbol": "unavailable", "Text": "out of order"}


def test_an_invented_answer_asks_no_server() -> None:
    result = KVList([("_umsChatSessionId", "chat-77"), ("Flag", True), ("Age", Duration(SECOND))])
    plan = AnswerPlan(Answering.GIVEN, result=result)

    story = stubbed(invitation(), Stub(block="invite", plans=(plan,)))

    assert story.chats() == []
    assert story.data(0)["Chat"] == "chat-77"
    (row,) = story.rows(Event.ANSWERED)
    assert (row.time, story.log.value(row.b)) == (
        50 * MILLISECOND,
        KVList([("_umsChatSessionId", "chat-77"), ("Flag", "true"), ("Age", 1)]),
    )
    choices = [
        story.log.contents[reason.a] for reason in story.log.reasons if reason.kind == Why.CHOICE
    ]
    assert choices == ["the answer is invented"]


def test_a_call_that_awaits_nothing_counts_too() -> None:
    text = invitation(call="expect_response = false")
    text = text.replace("    timeout -> silent\n    fault -> refused\n", "")
    text = text.replace("attach { Chat = invite.answer._umsChatSessionId }", "wait(10s)")

    story = stubbed(text, Stub(method=METHOD, plans=(REFUSE,)))

    assert [row.b for row in story.rows(Event.LATE)] == [-102]
    assert story.chats() == []
