"""What holds for every ESP request: application, service, method, parameters."""

import pytest

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Send, Submit
from engine.values import INTEGER_MAX, KV_INTEGER_MAX, Duration, KVList, Value
from tests.esp.still import DMS, dms, effect, refused, request, served, world


@pytest.mark.parametrize(
    ("app_name", "app_type"),
    [("DMS", None), (None, 171), ("", 171), (None, "171"), (None, "SocialMS"), ("DMS", 171)],
)
def test_vector_04_name_or_type_is_enough(app_name: Value | None, app_type: Value | None) -> None:
    answer = served(request(app_name=app_name, app_type=app_type))

    assert answer.notes[0].what == "application `DMS`"


@pytest.mark.parametrize("empty", [None, ""])
def test_vector_04_neither_name_nor_type_is_fault_101(empty: str | None) -> None:
    assert refused(request(app_name=empty, app_type=empty)).number == 101


@pytest.mark.parametrize(
    ("app_name", "app_type", "named"),
    [
        ("Other", None, "AppName Other"),
        ("dms", None, "AppName dms"),
        (None, 172, "AppType 172"),
        (None, "StatServer", "AppType StatServer"),
        ("DMS", 172, "AppName DMS, AppType 172"),
        ("Other", 171, "AppName Other, AppType 171"),
        (5, None, "AppName 5"),
        (None, KVList(), "AppType {}"),
        (None, "9" * 5000, f"AppType {'9' * 5000}"),
    ],
)
def test_an_application_that_does_not_fit_is_fault_102_with_what_was_asked_for(
    app_name: Value | None, app_type: Value | None, named: str
) -> None:
    refusal = refused(request(app_name=app_name, app_type=app_type))

    assert (refusal.number, refusal.text) == (102, f"application unavailable: {named}")


def test_an_application_that_is_not_connected_is_unavailable() -> None:
    assert refused(request(), world(dms(connected=False))).number == 102


def test_a_type_means_the_first_connected_application_of_it() -> None:
    asked = request(app_name=None, app_type=171)
    applications = (Application(name="Mail", type=5), dms(name="Down", connected=False), DMS)

    answer = served(asked, world(*applications, dms(name="Later")))

    assert answer.notes[0] == Note("application `DMS`", "the first of this AppType [inferred]")


@pytest.mark.parametrize("service", ["Chat", "chatservice", "none"])
def test_a_service_that_the_application_lacks_is_fault_103(service: str) -> None:
    refusal = refused(request(service=service))

    assert (refusal.number, refusal.text) == (103, f"unknown service: {service} of DMS")


def test_an_application_of_another_type_has_no_chat_service() -> None:
    assert refused(request(), world(dms(type=5))).number == 103


def test_a_method_that_the_service_lacks_is_fault_104() -> None:
    refusal = refused(request(method="invitetochat"))

    assert refusal.number == 104
    assert refusal.text == "unknown method: invitetochat of ChatService"


def test_an_envelope_without_service_and_method_is_fault_103() -> None:
    refusal = refused(Request(1, KVList([("AppName", "DMS")]), KVList()))

    assert refusal.text == "unknown service: none of DMS"


def test_an_envelope_without_method_is_fault_104() -> None:
    envelope = KVList([("AppName", "DMS"), ("Service", "ChatService")])

    assert refused(Request(1, envelope, KVList())).text == "unknown method: none of ChatService"


def test_an_envelope_without_parameters_lacks_the_first_required_one() -> None:
    envelope = KVList([("AppName", "DMS"), ("Service", "ChatService"), ("Method", "InviteToChat")])

    assert refused(Request(1, envelope, KVList())).text == "missing parameter: _umsClientId"


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize("name", ["_umsClientId", "_umsBusinessId"])
def test_vector_03_a_missing_or_empty_parameter_is_fault_201_that_names_it(
    name: str, value: str | None
) -> None:
    refusal = refused(request({name: value}))

    assert (refusal.number, refusal.text) == (201, f"missing parameter: {name}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_umsChannel", 5),
        ("_umsClientId", 14155550123 % 1000),
        ("_umsBusinessId", b"\x01"),
        ("StandardResponseId", KVList()),
        ("ChatQueueKey", 1),
        ("TerminateSessionFlag", 1),
        ("Contact", "Ana"),
        ("Agent", 5),
        ("CustomProperties", b""),
    ],
)
def test_a_parameter_of_another_type_is_fault_202_that_names_it(name: str, value: Value) -> None:
    refusal = refused(request({name: value}))

    assert (refusal.number, refusal.text) == (202, f"wrong type: {name}")


@pytest.mark.parametrize("number", [KV_INTEGER_MAX + 1, -KV_INTEGER_MAX - 2, INTEGER_MAX])
def test_an_integer_beyond_32_bits_is_fault_202_wherever_it_stands(number: int) -> None:
    deep = KVList([("Sum", KVList([("Cents", 5), ("Euros", number)]))])

    in_parameters = refused(request({"CustomProperties": deep}))
    in_user_data = refused(request(user_data=KVList([("a", "x"), ("b", number)])))

    assert in_parameters.text == "wrong type: CustomProperties.Sum.Euros"
    assert in_user_data.text == "wrong type: b"


@pytest.mark.parametrize("number", [KV_INTEGER_MAX, -KV_INTEGER_MAX - 1])
def test_the_outermost_integers_of_32_bits_are_carried(number: int) -> None:
    answer = served(request(user_data=KVList([("a", number)])))

    assert effect(answer, Submit).user_data.get("a") == number


def test_a_duration_of_more_seconds_than_32_bits_hold_is_fault_202() -> None:
    years = Duration((KV_INTEGER_MAX + 1) * 1_000_000)

    assert refused(request({"CustomProperties": KVList([("Wait", years)])})).number == 202


def test_of_repeated_parameters_the_first_counts() -> None:
    asked = request()
    again = asked.parameters.with_pairs([("_umsBusinessId", "other"), ("StandardResponseId", 5)])
    envelope = KVList((k, again if k == "Parameters" else v) for k, v in asked.envelope)

    assert effect(served(Request(1, envelope, KVList())), Send).response == "order"


def test_parameters_that_the_method_does_not_know_are_ignored() -> None:
    assert served(request({"Colour": 5})) == served(request())


def test_a_request_can_be_served_twice_with_the_same_outcome() -> None:
    here = world()

    assert served(request(), here) == served(request(), here)
