"""Whether a message reaches the customer: numbers, WhatsApp's window, templates, opt-in."""

from dataclasses import replace

import pytest

from engine.directory import Application, Channel, Contact, Directory
from engine.esp.outcome import Note, Send
from engine.esp.rules import clients
from engine.values import HOUR
from tests.esp.still import (
    APPLE,
    CLIENT,
    FACEBOOK,
    RECENTLY,
    SMS,
    WHATSAPP,
    dms,
    effect,
    refused,
    request,
    served,
    world,
    wrote,
)

FREE = {"StandardResponseId": "plain"}
STRICT = dms(strict_delivery=True)
LAST_INSTANT = wrote(24 * HOUR - 1)
TOO_LATE = wrote(24 * HOUR)


def failure(
    contact: Contact | None = None,
    *,
    application: Application | None = None,
    client: str = CLIENT,
    response: str = "plain",
    key: str = "1:call-route",
) -> str | None:
    """Why the message of an invitation is not delivered."""
    here = world(application or dms(), contacts=[contact] if contact else [])
    asked = request({"StandardResponseId": response, "_umsClientId": client, "ChatQueueKey": key})
    return effect(served(asked, here), Send).failure


@pytest.mark.parametrize("contact", [None, TOO_LATE, Contact(client_id=CLIENT)])
def test_vector_13_free_text_outside_the_window_is_not_delivered(contact: Contact | None) -> None:
    expected = f"provider code 131047, `{CLIENT}` has not written for 24 hours"

    assert failure(contact) == expected


@pytest.mark.parametrize("contact", [None, TOO_LATE])
def test_vector_13_free_text_outside_the_window_is_fault_401_if_strict(
    contact: Contact | None,
) -> None:
    refusal = refused(request(FREE), world(STRICT, contacts=[contact] if contact else []))

    assert refusal.number == 401
    assert refusal.text.startswith("re-engagement: provider code 131047, ")


@pytest.mark.parametrize("contact", [RECENTLY, LAST_INSTANT, wrote(0)])
def test_vector_13_free_text_inside_the_window_is_delivered(contact: Contact) -> None:
    assert failure(contact) is None
    assert failure(contact, application=STRICT) is None


@pytest.mark.parametrize("contact", [None, TOO_LATE])
def test_vector_14_a_notification_is_delivered_at_any_time(contact: Contact | None) -> None:
    assert failure(contact, response="order") is None
    assert failure(contact, response="order", application=STRICT) is None


@pytest.mark.parametrize("channel", [APPLE, FACEBOOK, SMS])
def test_only_whatsapp_has_a_window_and_an_opt_in(channel: Channel) -> None:
    application = replace(STRICT, channels=(channel,), sms=True, opt_in_required=True)

    assert failure(application=application) is None


def test_a_failure_is_noted_with_its_reason() -> None:
    answer = served(request(FREE))

    assert answer.notes[-1] == Note(
        "the message is not delivered",
        f"provider code 131047, `{CLIENT}` has not written for 24 hours;"
        " the provider says so after the answer [inferred]",
    )


@pytest.mark.parametrize(
    ("contact", "delivered"),
    [
        (None, False),
        (Contact(client_id=CLIENT), False),
        (Contact(client_id=CLIENT, opt_in=True), True),
        (Contact(client_id="1 (415) 555-0123", channel="wa", opt_in=True), True),
        (Contact(client_id=CLIENT, channel="other", opt_in=True), False),
    ],
)
def test_a_customer_who_has_not_opted_in_gets_nothing_where_that_is_required(
    contact: Contact | None, delivered: bool
) -> None:
    application = dms(opt_in_required=True)

    found = failure(contact, application=application, response="order")

    assert found == (None if delivered else f"`{CLIENT}` has not opted in")


def test_a_customer_who_has_not_opted_in_is_fault_402_if_strict() -> None:
    refusal = refused(request(), world(replace(STRICT, opt_in_required=True)))

    assert (refusal.number, refusal.text) == (402, f"no opt-in: `{CLIENT}` has not opted in")


def test_the_window_is_told_before_the_opt_in() -> None:
    application = dms(opt_in_required=True)

    assert "131047" in (failure(application=application) or "")
    strict = world(replace(application, strict_delivery=True))
    assert refused(request(FREE), strict).number == 401


@pytest.mark.parametrize("client", ["5551234", "(415) 555-0123", "anonymous 1"])
@pytest.mark.parametrize("channel", [WHATSAPP, SMS])
@pytest.mark.parametrize("strict", [False, True])
def test_a_number_that_does_not_exist_is_no_fault_but_gets_no_message(
    client: str, channel: Channel, strict: bool
) -> None:
    application = dms(sms=True, strict_delivery=strict)
    application = replace(application, channels=(channel,))
    contact = Contact(client_id=client, last_inbound_ago_us=HOUR)

    found = failure(contact, application=application, client=client)

    assert found == f"`{client}` is no valid phone number with country code"


@pytest.mark.parametrize("client", ["+14155550123", "14155550123", "+1 (415) 555-0123"])
def test_whatsapp_takes_a_number_in_all_its_written_forms(client: str) -> None:
    assert failure(RECENTLY, client=client) is None


# Contacts


def test_a_contact_of_the_channel_is_known_before_one_of_every_channel() -> None:
    everywhere = Contact(client_id="+1 415 555 0123")
    here = Contact(client_id="14155550123", channel="wa", opt_in=True)
    directory = Directory(contacts=(everywhere, here))

    found = [clients.contact(directory, channel, CLIENT) for channel in ("wa", "abc")]

    assert found == [here, everywhere]


def test_a_client_without_a_contact_is_not_known() -> None:
    directory = Directory(contacts=(Contact(client_id="urn:biz:1"),))

    assert clients.contact(directory, "wa", "urn:biz:2") is None
    assert clients.contact(directory, "wa", "urn:biz:1") is not None


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("+1 631 555 1001", "16315551001"),
        ("+1 (631) 555-1004", "16315551004"),
        ("1-631-555-1005", "16315551005"),
        ("urn:biz:1-2", "urn:biz:1-2"),
        ("+", "+"),
        ("", ""),
    ],
)
def test_a_written_number_is_its_digits_and_any_other_id_itself(
    written: str, canonical: str
) -> None:
    assert clients.canonical(written) == canonical
