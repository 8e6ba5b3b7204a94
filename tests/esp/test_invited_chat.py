"""The chat that InviteToChat creates: its effects, its data and its rendered message."""

from dataclasses import replace

import pytest

from engine.esp.outcome import Close, Note, OpenSession, Send, Submit
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.values import KVList, Value
from tests.esp.still import (
    BUSINESS,
    CLIENT,
    PLAIN,
    dms,
    effect,
    refused,
    request,
    served,
    world,
)

# The new chat


def test_the_effects_stand_in_the_order_of_the_servers() -> None:
    given = KVList([("OriginCall", "voice-1"), ("Level", 5)])
    asked = request(
        {"ChatQueueKey": "1:session-WA-sendSR", "TerminateSessionFlag": "true"}, user_data=given
    )

    answer = served(asked)

    codes = (("<$Contact.FirstName$>", "Ana"), ("<$CustomProperties.OrderId$>", "A-1"))
    data = KVList(
        [
            ("OriginCall", "voice-1"),
            ("Level", 5),
            ("_umsChannel", "wa"),
            ("_umsClientId", CLIENT),
            ("_umsBusinessId", BUSINESS),
            ("ChatServerAppName", "Chat_1"),
            ("IsOnline", "1"),
        ]
    )
    assert answer.effects == (
        OpenSession(interaction_id="chat-2", media="whatsappsession", terminate=True),
        Submit(
            interaction_id="chat-2", family="chat", media="whatsappsession", queue="Q2", tenant=1,
            submitted_by="Chat_1", interaction_type="Outbound", interaction_subtype="OutboundNew",
            user_data=data, dropped=(),
        ),
        Send(
            interaction_id="chat-2", response="order", text="Dear Ana, order A-1", codes=codes,
            failure=None, channel="wa", client_id=CLIENT,
        ),
        Close(interaction_id="chat-2", code=5),
    )  # fmt: skip


def test_the_answer_is_the_id_of_the_new_interaction() -> None:
    answer = served(request())

    assert answer.result == KVList([("_umsChatSessionId", "chat-2")])


def test_system_keys_are_dropped_and_listed_and_the_sessions_own_keys_win() -> None:
    given = KVList(
        [
            ("IsOnline", "0"),
            ("a", "1"),
            ("InteractionId", "voice-1"),
            ("TerminateSessionFlag", "true"),
            ("a", "2"),
            ("_umsChannel", "elsewhere"),
            ("IsOnline", "0"),
            ("isonline", "kept"),
        ]
    )

    submit = effect(served(request(user_data=given)), Submit)

    assert submit.user_data.all("a") == ("1", "2")
    assert submit.user_data.all("IsOnline") == ("1",)
    assert submit.user_data.all("_umsChannel") == ("wa",)
    assert submit.user_data.get("isonline") == "kept"
    assert submit.dropped == ("IsOnline", "InteractionId", "TerminateSessionFlag", "_umsChannel")


def test_no_system_key_passes() -> None:
    given = KVList((key, "x") for key in sorted(SYSTEM_KEYS))

    submit = effect(served(request(user_data=given)), Submit)

    assert submit.dropped == given.keys()
    assert "x" not in [value for _, value in submit.user_data]


def test_the_lists_for_field_codes_are_not_among_the_chats_data() -> None:
    data = effect(served(request({"Agent": KVList([("FirstName", "Bo")])})), Submit).user_data

    assert [key for key in ("Contact", "Agent", "CustomProperties") if key in data] == []


def test_user_data_is_not_changed_by_what_customers_write() -> None:
    given = KVList([("Name", "<$Contact.FirstName$>{0.__class__}")])

    assert effect(served(request(user_data=given)), Submit).user_data.get("Name") == given.get(
        "Name"
    )


# The rendered text


def with_body(body: str, **changes: object) -> tuple[str, tuple[Note, ...]]:
    """The text sent for a body, and the notes of the answer."""
    parameters: dict[str, Value | None] = {
        "CustomProperties": None,
        "Agent": KVList([("LastName", "Bo")]),
    }
    response = replace(PLAIN, name="order", body=body)
    asked = request(parameters, user_data=KVList([("Ticket", "T-1")]))
    answer = served(asked, world(dms(**changes), responses=[response]))
    return effect(answer, Send).text, answer.notes


def test_vector_11_field_codes_are_rendered_from_both_lists() -> None:
    assert effect(served(request()), Send).text == "Dear Ana, order A-1"


@pytest.mark.parametrize(
    ("policy", "text"), [("none_text", "No None"), ("keep", "No <$Custom.Id$>"), ("empty", "No ")]
)
def test_vector_12_a_missing_value_follows_the_policy_and_is_noted(policy: str, text: str) -> None:
    found, notes = with_body("No <$Custom.Id$>", missing_values=policy)

    assert found == text
    assert [note for note in notes if "Custom.Id" in note.what] == [
        Note("field code `<$Custom.Id$>` has no value", f"missing_values = {policy} [inferred]")
    ]


def test_vector_12_a_missing_value_under_policy_fault_is_fault_303() -> None:
    refusal = refused(request({"CustomProperties": None}), world(dms(missing_values="fault")))

    assert refusal.number == 303
    assert refusal.text == (
        "rendering failed: order, `<$CustomProperties.OrderId$>` has no value, at character 35"
    )


def test_codes_read_the_new_interaction_and_the_user_data_of_the_request() -> None:
    body = (
        "<$Interaction.Id$> <$Interaction.ToAddress$> <$Interaction.FromAddress$>"
        " <$Interaction.AttachedData.Ticket$> <$Agent.FullName$>"
    )

    text, _ = with_body(body)

    assert text == f"chat-2 {CLIENT} {BUSINESS} T-1 Bo"
