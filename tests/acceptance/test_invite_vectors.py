"""InviteToChat from strategy text to event log: which fault decides, which queue, which text.

The vectors follow the rules of the public InviteToChat page (Digital Messaging Server, "Outbound
interaction from Workflow") and the fault table of `engine.faults`.
"""

import pytest

from engine.log.events import Event
from engine.ops import Place
from engine.values import SECOND
from tests.acceptance.notification import SECOND as SECOND_CHANNEL
from tests.acceptance.notification import WHATSAPP, notification
from tests.helpers.runs import Story, check_text, codes, run_text

PLAIN = "content_type = text"
FACEBOOK = """  channel "fb" {
    media = facebook
    business_id = "19251112222"
  }
"""
NO_ROUTE = WHATSAPP.replace('    inbound_route_by_call = "1:call-route"\n', "")


def assert_refused(story: Story, number: int) -> None:
    """The call left by its fault port with this number, and no interaction was created."""
    assert story.fault() == number
    assert story.path() == ["invite", "refused", "sorry"]
    assert story.ports()[0].startswith("fault")
    assert story.chats() == []


def test_vector_01_two_channels_and_none_named_is_fault_203() -> None:
    story = run_text(notification(channels=WHATSAPP + SECOND_CHANNEL))

    assert_refused(story, 203)


def test_vector_02_the_only_channel_is_chosen_automatically() -> None:
    story = run_text(notification())

    assert story.path() == ["invite", "answered", "bye"]
    assert story.data(1)["_umsChannel"] == "wa"


def test_vector_03_a_missing_client_id_is_fault_201_that_names_it() -> None:
    story = run_text(notification(parameters={"_umsClientId": 'udata.Number ?? ""'}))

    assert_refused(story, 201)
    assert "_umsClientId" in str(story.data(0)["Text"])


def test_vector_03_a_client_id_that_is_not_written_does_not_compile() -> None:
    checked = check_text(notification(parameters={"_umsClientId": None}))

    assert codes(checked) == ["E217"]
    assert "_umsClientId" in checked.diagnostics[0].message


@pytest.mark.parametrize("address", ["app_type = 171", 'app_name = "DMS"'])
def test_vector_04_type_or_name_is_enough_to_find_the_application(address: str) -> None:
    story = run_text(notification(address=address))

    assert story.path() == ["invite", "answered", "bye"]


def test_vector_04_neither_type_nor_name_is_fault_101() -> None:
    story = run_text(notification(address='app_name = udata.App ?? ""'))

    assert_refused(story, 101)


def test_vector_05_without_a_queue_key_the_channel_routes_by_call() -> None:
    story = run_text(notification(parameters={"ChatQueueKey": None, "TerminateSessionFlag": None}))

    assert story.queues(1)[0] == "Q1"


def test_vector_06_the_queue_key_wins_over_the_channel() -> None:
    story = run_text(notification())

    assert story.queues(1) == ["Q2"]


@pytest.mark.parametrize(
    ("key", "number"),
    [("session-WA-sendSR", 208), ("1:", 208), ("x:y", 208), ("1:nope", 209)],
)
def test_vector_07_a_bad_queue_key_is_fault_208_or_209(key: str, number: int) -> None:
    text = notification(parameters={"ChatQueueKey": 'udata.Key ?? ""'})

    story = run_text(text, data=[("Key", key)])

    assert_refused(story, number)


@pytest.mark.parametrize("key", ["session-WA-sendSR", "1:", "x:y", "1:nope"])
def test_vector_07_a_bad_literal_queue_key_does_not_compile(key: str) -> None:
    checked = check_text(notification(parameters={"ChatQueueKey": f'"{key}"'}))

    assert codes(checked) == ["E219"]


def test_no_queue_key_and_no_default_route_is_fault_210() -> None:
    story = run_text(notification(parameters={"ChatQueueKey": None}, channels=NO_ROUTE))

    assert_refused(story, 210)


def test_vector_08_the_flag_ends_the_session_and_leaves_the_interaction_to_its_strategy() -> None:
    story = run_text(notification())

    closed = story.rows(Event.SESSION_CLOSED)
    final = story.rows(Event.FINAL, interaction=1)
    assert [(row.time, row.interaction, row.a) for row in closed] == [(0, 1, 5)]
    assert story.data(1)["IsOnline"] == "0"
    assert final[0].time == SECOND
    assert story.final(1) == (Place.STOPPED, "notification sent")


@pytest.mark.parametrize("option", ["always", "noanswer", "noagents"])
def test_vector_09_chat_server_stops_the_interaction_itself(option: str) -> None:
    story = run_text(notification(chat_server=f"stop_abandoned_interaction = {option}"))

    assert story.final(1) == (Place.STOPPED, "stopped by Chat Server")
    assert story.path(1) == []
    assert story.rows(Event.FINAL, interaction=1)[0].time == 0


@pytest.mark.parametrize(
    ("flag", "closed"), [(None, False), ("false", False), ("TRUE", True), ("true", True)]
)
def test_vector_10_the_flag_is_read_in_any_case_and_defaults_to_false(
    flag: str | None, closed: bool
) -> None:
    written = None if flag is None else f'"{flag}"'

    story = run_text(notification(parameters={"TerminateSessionFlag": written}))

    at_once = [row for row in story.rows(Event.SESSION_CLOSED) if row.time == 0]
    assert bool(at_once) is closed


def test_vector_10_any_other_flag_is_fault_211() -> None:
    text = notification(parameters={"TerminateSessionFlag": 'udata.Flag ?? ""'})

    assert_refused(run_text(text, data=[("Flag", "yes")]), 211)


def test_vector_10_any_other_literal_flag_does_not_compile() -> None:
    checked = check_text(notification(parameters={"TerminateSessionFlag": '"yes"'}))

    assert codes(checked) == ["E218"]


def test_vector_11_field_codes_are_rendered_from_both_lists() -> None:
    assert run_text(notification()).rendered() == ["Dear Ana, order A-1"]


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        ("none_text", "Dear Ana, order None"),
        ("keep", "Dear Ana, order <$CustomProperties.OrderId$>"),
        ("empty", "Dear Ana, order "),
    ],
)
def test_vector_12_a_missing_value_follows_the_policy(policy: str, text: str) -> None:
    story = run_text(
        notification(
            parameters={"CustomProperties": None}, application=f"missing_values = {policy}"
        )
    )

    assert story.rendered() == [text]


def test_vector_12_a_missing_value_under_policy_fault_is_fault_303() -> None:
    story = run_text(
        notification(parameters={"CustomProperties": None}, application="missing_values = fault")
    )

    assert_refused(story, 303)


@pytest.mark.parametrize("contact", ["", 'contact "+14155550123" { last_inbound = 24h }'])
def test_vector_13_free_text_outside_the_window_fails_to_be_delivered(contact: str) -> None:
    story = run_text(notification(response=PLAIN, contacts=contact))

    assert story.path() == ["invite", "answered", "bye"]
    assert len(story.chats()) == 1
    assert story.rows(Event.SENT) == []
    assert "131047" in story.log.text(story.rows(Event.SEND_FAILED)[0].b)
    assert story.data(1)["_umsDeliveryStatus"] == "failed"


@pytest.mark.parametrize("contact", ["", 'contact "+14155550123" { last_inbound = 24h }'])
def test_vector_13_free_text_outside_the_window_is_fault_401_when_strict(contact: str) -> None:
    story = run_text(
        notification(response=PLAIN, contacts=contact, application="strict_delivery = true")
    )

    assert_refused(story, 401)


def test_vector_13_free_text_one_microsecond_inside_the_window_is_delivered() -> None:
    contact = 'contact "+14155550123" { last_inbound = 23h59m59s999ms999us }'

    story = run_text(
        notification(response=PLAIN, contacts=contact, application="strict_delivery = true")
    )

    assert len(story.rows(Event.SENT)) == 1


@pytest.mark.parametrize("contact", ["", 'contact "+14155550123" { last_inbound = 24h }'])
def test_vector_14_a_notification_is_delivered_outside_the_window(contact: str) -> None:
    story = run_text(notification(contacts=contact, application="strict_delivery = true"))

    assert len(story.rows(Event.SENT)) == 1
    assert story.rows(Event.SEND_FAILED) == []


def test_vector_15_quick_replies_on_whatsapp_are_fault_302() -> None:
    assert_refused(run_text(notification(response='content_type = "quick-replies"')), 302)


def test_vector_16_facebook_switched_off_is_fault_206() -> None:
    text = notification(
        channels=FACEBOOK, response="content_type = generic", application="facebook = false"
    )

    assert_refused(run_text(text), 206)


def test_facebook_switched_on_carries_generic_content() -> None:
    story = run_text(notification(channels=FACEBOOK, response="content_type = generic"))

    assert len(story.rows(Event.SENT)) == 1


def test_a_tenant_of_five_thousand_digits_is_fault_208() -> None:
    key = "9" * 5_000 + ":session-WA-sendSR"

    story = run_text(
        notification(parameters={"ChatQueueKey": 'udata.Key ?? ""'}), data=[("Key", key)]
    )

    assert_refused(story, 208)


def test_a_literal_tenant_of_five_thousand_digits_does_not_compile() -> None:
    key = "9" * 5_000 + ":session-WA-sendSR"

    assert codes(check_text(notification(parameters={"ChatQueueKey": f'"{key}"'}))) == ["E219"]
