"""E-mails and SMS that methods write, and those that they send."""

from dataclasses import replace

import pytest

from engine.esp import METHODS
from engine.esp.outcome import Compose, Deliver, Note
from engine.esp.rules import addresses
from engine.values import KVList, Value
from tests.esp.letters import (
    ANA,
    CALL,
    CHAT,
    DATA,
    INBOUND,
    MAIL,
    SMS_DRAFT,
    SR,
    TO,
    WRITTEN,
    asked,
    gone,
    here,
    written,
)
from tests.esp.still import effect, refused, served

TEXT: dict[str, Value] = {"Text": "We call back."}
PHONE: dict[str, Value] = {**TEXT, "To": "+14155550123"}

WAITING = {
    "Email.Acknowledgement": (SR, INBOUND, "OutboundAcknowledgement"),
    "Email.Autoresponse": (SR, INBOUND, "OutboundAutoResponse"),
    "Email.CreateNotification": (SR, INBOUND, "OutboundNotification"),
    "Email.CreateEmailOut": (TEXT, INBOUND, "OutboundNew"),
    "Email.ChatTranscript": (TO, CHAT, "OutboundNew"),
    "Sms.Create": (PHONE, INBOUND, "OutboundNew"),
}
AT_ONCE = {
    "Email.Forward": (TO, INBOUND),
    "Email.Redirect": (TO, INBOUND),
    "Email.ReplyFromExternalResource": (TO, INBOUND),
    "Email.Send": ({}, WRITTEN),
    "Sms.Send": ({}, replace(WRITTEN, letter=SMS_DRAFT)),
}


# Every method


def test_every_method_of_these_servers_is_tested_here() -> None:
    own = {name for name in METHODS if name.startswith(("Email.", "Sms."))}

    assert own == {*WAITING, *AT_ONCE}


@pytest.mark.parametrize("method", WAITING)
def test_what_waits_is_a_child_in_the_output_queue(method: str) -> None:
    parameters, subject, subtype = WAITING[method]

    answer, submit, letter = written(asked(method, parameters), here(subject))

    assert answer.parameters == KVList([("InteractionId", "email-2")])
    assert (submit.family, submit.media) == ("email", letter.media)
    assert (submit.interaction_type, submit.interaction_subtype) == ("Outbound", subtype)
    assert (submit.queue, submit.parent, submit.tenant) == ("Q1", "email-1", 7)
    assert submit.user_data.get("FromAddress") == letter.sender
    assert submit.user_data.get("ToAddress") == letter.to


@pytest.mark.parametrize("method", AT_ONCE)
def test_what_goes_at_once_makes_no_interaction(method: str) -> None:
    parameters, subject = AT_ONCE[method]

    answer = served(asked(method, parameters), here(subject))

    assert [type(each) for each in answer.effects] == [Deliver]
    assert effect(answer, Deliver).interaction_id == "email-1"
    assert answer.result == KVList()


CASES = {**{name: case[:2] for name, case in WAITING.items()}, **AT_ONCE}
NEW = ("Email.CreateEmailOut", "Sms.Create")


@pytest.mark.parametrize("method", CASES)
def test_a_method_changes_nothing_and_answers_the_same_again(method: str) -> None:
    parameters, subject = CASES[method]
    request, world = asked(method, parameters), here(subject)

    assert served(request, world) == served(request, world)


@pytest.mark.parametrize("method", [name for name in CASES if name not in NEW])
def test_without_user_data_there_is_no_interaction_to_write_about(method: str) -> None:
    parameters, subject = CASES[method]

    assert refused(asked(method, parameters, goes_along=False), here(subject)).number == 221


@pytest.mark.parametrize("method", NEW)
def test_a_new_message_needs_no_interaction(method: str) -> None:
    to: dict[str, Value] = {"To": "a@b"} if method.startswith("Email") else {"To": "+14155550123"}

    _, submit, _ = written(asked(method, {**TEXT, **to}, goes_along=False))

    assert (submit.parent, submit.tenant) == (None, 1)


# Queues


def test_a_call_can_name_another_queue() -> None:
    answer, submit, _ = written(asked("Email.Acknowledgement", {**SR, "Queue": "Q2"}))

    assert submit.queue == "Q2"
    assert Note("queue `Q2`", "Queue names it") in answer.notes


def test_without_any_queue_is_fault_253() -> None:
    request = asked("Email.Acknowledgement", SR)

    refusal = refused(request, here(mail=replace(MAIL, output_queue=None)))

    assert (refusal.number, "Mail has no output_queue" in refusal.text) == (253, True)


def test_a_queue_that_is_not_there_is_fault_501() -> None:
    assert refused(asked("Email.Acknowledgement", {**SR, "Queue": "Q9"}), here()).number == 501


# Addresses


def test_an_answer_goes_where_the_email_came_from_and_comes_from_where_it_went() -> None:
    _, _, letter = written(asked("Email.Acknowledgement", SR))

    assert (letter.to, letter.sender) == ("ana@example.com", "shop@example.com")


def test_a_call_can_say_the_addresses() -> None:
    given: dict[str, Value] = {**SR, "To": "x@y", "From": "Shop <s@y>", "Cc": "a@y, b@y"}

    _, _, letter = written(asked("Email.Autoresponse", given))

    assert (letter.to, letter.sender, letter.cc) == ("x@y", "Shop <s@y>", "a@y, b@y")


def test_else_the_contact_and_the_application_say_them() -> None:
    request = asked("Email.CreateNotification", SR, data={"ContactId": "contact-1"})

    _, _, letter = written(request, here(CALL, contacts=(ANA,)))

    assert (letter.to, letter.sender) == ("ana@home.example", "help@example.com")


def test_an_email_is_from_one_address() -> None:
    several = {**DATA, "ToAddress": "shop@example.com, all@example.com"}
    wrong: dict[str, Value] = {**SR, "From": "a@y, b@y"}

    assert written(asked("Email.Autoresponse", SR, data=several))[2].sender == "help@example.com"
    refusal = refused(asked("Email.Autoresponse", wrong), here())
    assert refusal.text == "bad address: From, `a@y, b@y` is more than one address"


def test_an_sms_goes_to_the_number_of_the_contact() -> None:
    request = asked("Sms.Create", TEXT, data={"ContactId": "contact-1"})

    _, submit, letter = written(request, here(contacts=(ANA,)))

    assert (letter.to, letter.sender) == ("+14155550123", "+19251112222")
    assert (submit.media, letter.subject) == ("sms", "")


@pytest.mark.parametrize("name", ["To", "From"])
def test_without_any_address_is_fault_251(name: str) -> None:
    given: dict[str, Value] = {**SR, "To": "a@b", "From": "c@d"}
    del given[name]

    refusal = refused(
        asked("Email.CreateNotification", given, data={}), here(mail=replace(MAIL, address=None))
    )

    assert (refusal.number, refusal.text) == (251, f"no address: {name}")


@pytest.mark.parametrize("name", ["To", "From", "Cc"])
@pytest.mark.parametrize("address", ["ana", "a@b@c", "a b@c", "@", "a@b, c", "<a@b"])
def test_an_address_that_nothing_goes_to_is_fault_252(name: str, address: str) -> None:
    given: dict[str, Value] = {**SR, name: address}

    refusal = refused(asked("Email.Acknowledgement", given), here())

    assert (refusal.number, refusal.text.startswith(f"bad address: {name}, ")) == (252, True)


@pytest.mark.parametrize("number", ["Ana", "+", "12@3", "1" * 40])
def test_a_text_that_is_no_telephone_number_is_fault_252(number: str) -> None:
    assert refused(asked("Sms.Create", {**TEXT, "To": number}), here()).number == 252


def test_literals_are_judged_as_at_run_time() -> None:
    signature = METHODS["Email.Acknowledgement"].signature
    judged = {each.name: each.check for each in signature.parameters if each.check}

    assert judged == {
        "To": addresses.email_problem,
        "From": addresses.sender_problem,
        "Cc": addresses.email_problem,
    }


# Texts and subjects


def test_body_and_subject_of_the_standard_response_are_filled() -> None:
    given: dict[str, Value] = {
        "StandardResponseId": "titled", "CustomProperties": KVList([("Name", "Ben")])
    }  # fmt: skip

    answer, submit, letter = written(asked("Email.Acknowledgement", given))

    assert (letter.subject, letter.text) == ("About Where is it", "Dear Ben")
    assert submit.user_data.get("Subject") == "About Where is it"
    assert effect(answer, Compose).response == "titled"
    assert effect(answer, Compose).codes == (
        ("<$Interaction.Subject$>", "Where is it"), ("<$CustomProperties.Name$>", "Ben"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "given", "subject"),
    [
        ("Email.Acknowledgement", SR, "Re: Where is it"),
        ("Email.Forward", TO, "Fwd: Where is it"),
        ("Email.Redirect", TO, "Where is it"),
        ("Email.CreateNotification", SR, ""),
        ("Email.Redirect", {**TO, "Subject": "<$Interaction.FromAddress$>"}, "ana@example.com"),
    ],
)
def test_without_a_subject_an_email_has_that_of_the_one_it_is_about(
    method: str, given: dict[str, Value], subject: str
) -> None:
    answer = served(asked(method, given), here())

    (letter,) = [each.letter for each in answer.effects if isinstance(each, Compose | Deliver)]
    assert letter.subject == subject


def test_a_mark_is_not_written_twice() -> None:
    data: dict[str, Value] = {**DATA, "Subject": "RE: Where"}

    _, _, letter = written(asked("Email.Autoresponse", SR, data=data))

    assert letter.subject == "RE: Where"


def test_what_the_customer_wrote_as_subject_is_no_template() -> None:
    data: dict[str, Value] = {**DATA, "Subject": "<$Contact.FirstName$>"}

    _, _, letter = written(asked("Email.Autoresponse", SR, data=data))

    assert letter.subject == "Re: <$Contact.FirstName$>"


def test_codes_of_contact_need_a_contact_id() -> None:
    coded: dict[str, Value] = {"StandardResponseId": "coded"}

    refusal = refused(asked("Email.Acknowledgement", coded), here())
    _, _, letter = written(
        asked("Email.Acknowledgement", coded, data={**DATA, "ContactId": "contact-1"}),
        here(contacts=(ANA,)),
    )

    assert (refusal.number, refusal.text) == (201, "missing parameter: ContactId")
    assert letter.text == "Dear Ana"


def test_a_response_that_is_not_there_is_fault_301() -> None:
    request = asked("Email.Acknowledgement", {"StandardResponseId": "none"})

    assert refused(request, here()).number == 301


@pytest.mark.parametrize("method", NEW)
def test_a_new_message_without_any_text_is_fault_201(method: str) -> None:
    request = asked(method, {"To": "a@b" if method.startswith("Email") else "+14155550123"})

    assert refused(request, here()).text == "missing parameter: StandardResponseId or Text"


def test_a_malformed_code_is_fault_303() -> None:
    assert refused(asked("Email.CreateEmailOut", {"Text": "<$ 1 + $>"}), here()).number == 303


WITH_BODY: dict[str, Value] = {**DATA, "Body": "Where is it?\n<$Contact.FirstName$>"}


def test_an_autoresponse_quotes_the_email_that_came() -> None:
    no: dict[str, Value] = {**SR, "IncludeOriginalMessage": "false"}

    _, submit, letter = written(asked("Email.Autoresponse", SR, data=WITH_BODY))
    _, _, plain = written(asked("Email.Autoresponse", no, data=WITH_BODY))

    assert letter.text == "It has come.\n\n> Where is it?\n> <$Contact.FirstName$>"
    assert plain.text == "It has come."
    assert submit.user_data.get("Body") is None


@pytest.mark.parametrize(
    ("method", "given", "text"),
    [
        ("Email.Forward", {**TO, **SR}, "It has come.\n\nWhere is it?\n<$Contact.FirstName$>"),
        ("Email.Redirect", TO, "Where is it?\n<$Contact.FirstName$>"),
        ("Email.ReplyFromExternalResource", TO, "Where is it?\n<$Contact.FirstName$>"),
    ],
)
def test_what_is_passed_on_is_no_template(method: str, given: dict[str, Value], text: str) -> None:
    assert gone(asked(method, given, data=WITH_BODY)).text == text


# User data


def test_the_child_has_the_user_data_but_no_key_of_the_system() -> None:
    data: dict[str, Value] = {**DATA, "Order": "A-1", "Queue": "q", "IsOnline": "0"}

    _, submit, _ = written(asked("Email.Acknowledgement", SR, data=data))

    assert submit.user_data == KVList(
        [
            ("Order", "A-1"), ("FromAddress", "shop@example.com"),
            ("ToAddress", "ana@example.com"), ("Subject", "Re: Where is it"),
        ]
    )  # fmt: skip
    assert submit.dropped == ("Queue", "IsOnline")
