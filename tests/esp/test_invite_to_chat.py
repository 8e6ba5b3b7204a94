"""InviteToChat: the new chat, its effects, and each check of its own."""

from dataclasses import replace

import pytest

from engine.directory import Application, Channel, Media, StandardResponse
from engine.esp.outcome import Close, Note, OpenSession, Send, Submit
from tests.esp.still import (
    APPLE,
    BUSINESS,
    FACEBOOK,
    NOW_US,
    PLAIN,
    SMS,
    WHATSAPP,
    dms,
    effect,
    refused,
    request,
    served,
    world,
)

SECOND_CHANNEL = replace(WHATSAPP, name="wa-2")


# The channel


def test_vector_01_several_channels_and_none_named_is_fault_203_that_lists_them() -> None:
    refusal = refused(request(), world(dms(WHATSAPP, SECOND_CHANNEL)))

    assert (refusal.number, refusal.text) == (203, "channel required: _umsChannel, one of wa, wa-2")


@pytest.mark.parametrize("name", [None, ""])
def test_vector_02_the_only_channel_is_chosen_automatically(name: str | None) -> None:
    answer = served(request({"_umsChannel": name}))

    assert effect(answer, Submit).user_data.get("_umsChannel") == "wa"
    assert Note("channel `wa`", "the application has no other") in answer.notes


def test_a_named_channel_is_taken_among_several() -> None:
    answer = served(request({"_umsChannel": "wa-2"}), world(dms(WHATSAPP, SECOND_CHANNEL)))

    assert effect(answer, Send).channel == "wa-2"
    assert Note("channel `wa-2`", "_umsChannel names it") in answer.notes


@pytest.mark.parametrize("name", ["wa-3", "WA", "wa "])
def test_a_channel_that_is_not_configured_is_fault_204(name: str) -> None:
    refusal = refused(request({"_umsChannel": name}))

    assert (refusal.number, refusal.text) == (204, f"unknown channel: {name}")


@pytest.mark.parametrize("name", [None, "wa"])
def test_an_application_without_channels_has_only_unknown_ones(name: str | None) -> None:
    bare = Application(name="DMS", flex_chat=True)

    assert refused(request({"_umsChannel": name}), world(bare)).number == 204


def test_an_application_without_flex_chat_is_fault_205() -> None:
    refusal = refused(request(), world(dms(flex_chat=False)))

    assert (refusal.number, refusal.text) == (205, "flex chat required: DMS")


@pytest.mark.parametrize(
    ("channel", "facebook", "sms", "allowed"),
    [
        (WHATSAPP, False, False, True),
        (APPLE, False, False, True),
        (FACEBOOK, True, False, True),
        (FACEBOOK, False, True, False),
        (SMS, True, False, False),
        (SMS, False, True, True),
    ],
)
def test_vector_16_media_are_allowed_or_are_fault_206(
    channel: Channel, facebook: bool, sms: bool, allowed: bool
) -> None:
    here = world(dms(channel, facebook=facebook, sms=sms))
    asked = request({"StandardResponseId": None, "ChatQueueKey": "1:call-route"})

    if allowed:
        answer = served(asked, here)
        assert effect(answer, Submit).media == f"{channel.media}session"
    else:
        refusal = refused(asked, here)
        expected = f"unsupported media: {channel.media} on {channel.name}"
        assert (refusal.number, refusal.text) == (206, expected)


@pytest.mark.parametrize("given", ["+19251112222", "19251112222 ", "1925111222"])
def test_a_business_id_is_compared_letter_by_letter(given: str) -> None:
    refusal = refused(request({"_umsBusinessId": given}))

    assert (refusal.number, refusal.text) == (207, f"unknown business id: {given} on wa")


# The queue


@pytest.mark.parametrize("key", [None, ""])
def test_vector_05_without_a_queue_key_the_channel_routes_by_call(key: str | None) -> None:
    answer = served(request({"ChatQueueKey": key}))

    assert effect(answer, Submit).queue == "Q1"
    assert Note(
        "queue `Q1`", "endpoint 1:call-route by inbound_route_by_call of `wa`"
    ) in answer.notes  # fmt: skip


def test_vector_06_the_queue_key_wins_over_the_channel() -> None:
    answer = served(request({"ChatQueueKey": "1:session-WA-sendSR"}))

    assert effect(answer, Submit).queue == "Q2"
    assert Note("queue `Q2`", "endpoint 1:session-WA-sendSR by ChatQueueKey") in answer.notes


def test_the_tenant_of_the_queue_key_is_the_tenant_of_the_chat() -> None:
    assert effect(served(request({"ChatQueueKey": "2:elsewhere"})), Submit).tenant == 2


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        ("session-WA-sendSR", 208, "malformed queue key"),
        ("1:", 208, "malformed queue key"),
        ("x:y", 208, "malformed queue key"),
        (":call-route", 208, "malformed queue key"),
        (" 1:call-route", 208, "malformed queue key"),
        ("-1:call-route", 208, "malformed queue key"),
        ("٣:call-route", 208, "malformed queue key"),
        ("1" * 5000 + ":call-route", 208, "malformed queue key"),
        ("1:nope", 209, "unknown endpoint"),
        ("1:Q1", 209, "unknown endpoint"),
        ("2:call-route", 209, "unknown endpoint"),
    ],
)
def test_vector_07_a_bad_queue_key_is_fault_208_or_209(key: str, number: int, text: str) -> None:
    refusal = refused(request({"ChatQueueKey": key}))

    assert (refusal.number, refusal.text) == (number, f"{text}: {key}")


@pytest.mark.parametrize(("route", "number"), [(None, 210), ("", 210), ("x", 208), ("1:x", 209)])
def test_the_channel_must_route_by_call_if_there_is_no_key(route: str | None, number: int) -> None:
    channel = replace(WHATSAPP, inbound_route_by_call=route)

    assert refused(request(), world(dms(channel))).number == number


def test_an_endpoint_whose_queue_does_not_exist_is_fault_501() -> None:
    refusal = refused(request({"ChatQueueKey": "1:nowhere"}))

    assert (refusal.number, refusal.text) == (501, "submit failed: no interaction queue Q9")


# The flag


@pytest.mark.parametrize(
    ("flag", "terminate"),
    [(None, False), ("", False), ("false", False), ("TRUE", True), ("true", True)],
)
def test_vector_10_the_flag_is_read_in_any_case_and_defaults_to_false(
    flag: str | None, terminate: bool
) -> None:
    answer = served(request({"TerminateSessionFlag": flag}))

    assert effect(answer, OpenSession).terminate is terminate
    assert (Close(interaction_id="chat-2", code=5) in answer.effects) is terminate


@pytest.mark.parametrize("flag", ["yes", "1", " true", "truе"])  # noqa: RUF001 - a Cyrillic letter
def test_vector_10_any_other_flag_is_fault_211(flag: str) -> None:
    refusal = refused(request({"TerminateSessionFlag": flag}))

    assert (refusal.number, refusal.text) == (211, f"bad flag: {flag}")


def test_a_flag_of_the_language_is_carried_as_text() -> None:
    flag = True

    answer = served(request({"TerminateSessionFlag": flag}))

    assert effect(answer, OpenSession).terminate


# The client


@pytest.mark.parametrize(
    ("channel", "client", "usable"),
    [
        (WHATSAPP, "+", False),
        (WHATSAPP, "anonymous", False),
        (WHATSAPP, "anonymous 1", True),
        (SMS, "restricted", False),
        (SMS, "5", True),
        (APPLE, " -/+ ", False),
        (APPLE, "urn:biz:a", True),
        (FACEBOOK, "…", False),
        (FACEBOOK, "1234567", True),
    ],
)
def test_a_client_id_that_names_nobody_on_its_media_is_fault_212(
    channel: Channel, client: str, usable: bool
) -> None:
    here = world(dms(channel, sms=True))
    parameters = {"StandardResponseId": None, "ChatQueueKey": "1:call-route"}
    asked = request({"_umsClientId": client, **parameters})

    if usable:
        assert effect(served(asked, here), Submit).user_data.get("_umsClientId") == client
    else:
        refusal = refused(asked, here)
        assert (refusal.number, refusal.text) == (212, f"bad client id: {client} on {channel.name}")


# The standard response


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_standard_response_nothing_is_sent_and_nothing_of_it_is_checked(
    name: str | None,
) -> None:
    here = world(dms(strict_delivery=True, opt_in_required=True), responses=())

    answer = served(request({"StandardResponseId": name, "TerminateSessionFlag": "true"}), here)

    assert [type(entry) for entry in answer.effects] == [OpenSession, Submit, Close]
    assert Note("nothing is sent", "there is no StandardResponseId") in answer.notes


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"name": "other"}, "order is unknown"),
        ({"approved": False}, "order is not approved"),
        ({"starts": NOW_US + 1}, "order is not valid before 2027-01-15T08:00:00.000001Z"),
        ({"expires": NOW_US}, "order expired at 2027-01-15T08:00:00Z"),
    ],
)
def test_a_response_that_cannot_be_used_now_is_fault_301(
    changes: dict[str, object], text: str
) -> None:
    response = replace(PLAIN, **{"name": "order", **changes})  # type: ignore[arg-type]

    refusal = refused(request(), world(responses=[response]))

    assert (refusal.number, refusal.text) == (301, f"standard response unavailable: {text}")


def test_a_response_is_valid_from_its_start_until_before_its_end() -> None:
    response = replace(PLAIN, name="order", starts=NOW_US, expires=NOW_US + 1)

    assert effect(served(request(), world(responses=[response])), Send).text == "Hello"


@pytest.mark.parametrize(
    ("channel", "contents"),
    [
        (WHATSAPP, ["text", "notification"]),
        (APPLE, ["text", "interactive"]),
        (FACEBOOK, ["text", "generic", "quick-replies", "single-selection-list"]),
        (SMS, ["text"]),
    ],
)
def test_vector_15_content_that_the_media_cannot_carry_is_fault_302(
    channel: Channel, contents: list[str]
) -> None:
    every = ["text", "notification", "interactive", "generic", "quick-replies",
             "single-selection-list", "unheard-of"]  # fmt: skip
    asked = request({"ChatQueueKey": "1:call-route"})
    carried = []
    for content in every:
        response = StandardResponse(name="order", content_type=content, body="Hello")
        here = world(dms(channel, sms=True), responses=[response])
        if content in contents:
            carried.append(effect(served(asked, here), Send).response)
        else:
            refusal = refused(asked, here)
            expected = f"content type unsupported: {content} of order on {channel.media}"
            assert (refusal.number, refusal.text) == (302, expected)

    assert carried == ["order"] * len(contents)


def test_a_malformed_field_code_is_fault_303_with_its_place() -> None:
    response = replace(PLAIN, name="order", body="Dear <$Order.Id$>")

    refusal = refused(request(), world(responses=[response]))

    assert refusal.number == 303
    assert refusal.text == (
        "rendering failed: order, unknown object `Order` in a field code, at character 8"
    )


# Which media a channel has


@pytest.mark.parametrize("media", list(Media))
def test_every_media_has_its_contents_and_its_answer(media: Media) -> None:
    channel = Channel(name="c", media=media, business_id=BUSINESS)
    asked = request({"StandardResponseId": "plain", "ChatQueueKey": "1:call-route"})

    answer = served(asked, world(dms(channel, sms=True)))

    assert effect(answer, OpenSession).media == media.session
