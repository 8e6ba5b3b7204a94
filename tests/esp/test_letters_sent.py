"""Letters that are sent or passed on, transcripts of chats, and new interactions."""

from dataclasses import replace

import pytest

from engine.esp.outcome import Deliver, Submit
from engine.esp.world import Subject
from engine.limits import LIMITS
from engine.values import KVList, Value
from tests.esp.letters import (
    CALL,
    CHAT,
    DATA,
    INBOUND,
    SMS_DRAFT,
    SR,
    TO,
    WRITTEN,
    asked,
    gone,
    here,
    written,
)  # fmt: skip
from tests.esp.still import effect, refused, served

# Sending


def test_send_sends_what_was_written() -> None:
    assert gone(asked("Email.Send"), here(WRITTEN)) == WRITTEN.letter


def test_send_fills_a_subject() -> None:
    letter = gone(asked("Email.Send", {"Subject": "To <$Interaction.ToAddress$>"}), here(WRITTEN))

    assert (letter.subject, letter.text) == ("To shop@example.com", "Here")


@pytest.mark.parametrize(
    ("method", "subject", "number"),
    [
        ("Email.Send", INBOUND, 256),
        ("Email.Send", replace(WRITTEN, letter=SMS_DRAFT), 256),
        ("Sms.Send", WRITTEN, 256),
        ("Email.Send", replace(WRITTEN, sent=True), 257),
    ],
)
def test_what_was_not_written_or_is_gone_is_not_sent(
    method: str, subject: Subject, number: int
) -> None:
    assert refused(asked(method), here(subject)).number == number


@pytest.mark.parametrize(
    "method", ["Email.Forward", "Email.Redirect", "Email.ReplyFromExternalResource"]
)
def test_only_an_email_can_be_passed_on(method: str) -> None:
    assert refused(asked(method, TO), here(CALL)).number == 255


def test_a_redirected_email_is_still_from_its_author() -> None:
    assert gone(asked("Email.Redirect", TO)).sender == "ana@example.com"
    assert gone(asked("Email.Forward", TO)).sender == "shop@example.com"


# Transcripts


def test_a_text_that_grows_too_long_is_cut_and_the_trace_says_so() -> None:
    data = {**DATA, "Body": "x" * LIMITS.text_chars}

    answer = served(asked("Email.Forward", {**TO, **SR}, data=data), here())

    assert len(effect(answer, Deliver).letter.text) == LIMITS.text_chars
    (cut,) = [note for note in answer.notes if "cut" in note.what]
    assert (cut.what, cut.because) == (
        "the text is cut after 65,536 characters", "it has 65,550 [inferred]",
    )  # fmt: skip


def test_what_a_server_has_written_is_what_is_passed_on_and_quoted() -> None:
    assert gone(asked("Email.Redirect", TO), here(WRITTEN)).text == "Here"
    assert written(asked("Email.Autoresponse", SR), here(WRITTEN))[2].text.endswith("> Here")


def test_the_transcript_stands_below_the_response_and_is_no_template() -> None:
    _, _, letter = written(asked("Email.ChatTranscript", {**SR, **TO}), here(CHAT))

    assert letter.text == "It has come.\n\ncustomer: <$Contact.FirstName$>\nsystem: hello"


@pytest.mark.parametrize("subject", [INBOUND, replace(CHAT, known=False)])
def test_without_a_session_there_is_no_transcript(subject: Subject) -> None:
    assert refused(asked("Email.ChatTranscript", TO), here(subject)).number == 254


# New interactions


WORK: dict[str, Value] = {"Queue": "Q2", "MediaType": "workitem"}


def test_a_work_item_is_submitted_as_nobodys_child() -> None:
    answer = served(asked("InteractionServer.SubmitNewInteraction", WORK), here())
    submit = effect(answer, Submit)

    assert (submit.queue, submit.media, submit.parent) == ("Q2", "workitem", None)
    assert (submit.interaction_type, submit.interaction_subtype) == ("Inbound", "InboundNew")
    assert submit.user_data == KVList(DATA.items())


def test_it_can_have_its_own_user_data_and_a_parent() -> None:
    own = KVList([("Order", "A-1"), ("Queue", "no")])
    given: dict[str, Value] = {**WORK, "UserData": own, "ParentId": "email-1"}

    submit = effect(served(asked("InteractionServer.SubmitNewInteraction", given), here()), Submit)

    assert (submit.user_data, submit.parent) == (KVList([("Order", "A-1")]), "email-1")
    assert submit.dropped == ("Queue",)


@pytest.mark.parametrize(
    ("change", "number"),
    [({"MediaType": "voice"}, 206), ({"Queue": "Q9"}, 501), ({"ParentId": "email-9"}, 222)],
)
def test_what_cannot_be_submitted_is_refused(change: dict[str, Value], number: int) -> None:
    request = asked("InteractionServer.SubmitNewInteraction", {**WORK, **change})

    assert refused(request, here()).number == number
