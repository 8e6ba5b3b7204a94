"""`OMInteractions.StopInteraction` and `ChatService.ValidateContact`."""

from dataclasses import replace

import pytest

from engine.esp.outcome import EndRecord, Note
from engine.values import KVList, Value
from tests.esp.services import CHAT, NO_DATA, asked, here
from tests.esp.still import SMS, dms, effect, refused, served, world

STOP = "OMInteractions.StopInteraction"
CHECK = "ChatService.ValidateContact"


def test_the_record_of_the_interaction_whose_data_goes_along_is_stopped() -> None:
    answer = served(asked(STOP, {"Reason": "answered"}), here())

    assert answer.effects == (
        EndRecord(interaction_id="chat-2", reason="answered", delete=False, user_data=KVList()),
    )


def test_the_interaction_can_be_a_parameter() -> None:
    parameters: dict[str, Value] = {"InteractionId": "chat-3", "TenantId": 1}
    request = asked(STOP, parameters, properties=NO_DATA)

    assert effect(served(request, here(chat_3=CHAT)), EndRecord).interaction_id == "chat-3"


@pytest.mark.parametrize("name", ["InteractionId", "TenantId"])
def test_interaction_id_and_tenant_id_are_mandatory(name: str) -> None:
    given: dict[str, Value] = {"InteractionId": "chat-2", "TenantId": 1}
    del given[name]

    assert refused(asked(STOP, given, properties=NO_DATA), here()).text == (
        f"missing parameter: {name}"
    )


def test_a_tenant_that_is_no_integer_is_fault_202() -> None:
    request = asked(STOP, user_data={"TenantId": "one"})

    assert refused(request, here()).text == "wrong type: TenantId"


def test_other_user_data_is_saved_but_not_the_keys_of_the_system() -> None:
    data: dict[str, Value] = {
        "Order": "A-1", "Queue": "q", "SubmittedBy": "me", "IsOnline": "0", "PlacedInQueueAt": "x"
    }  # fmt: skip

    saved = effect(served(asked(STOP, user_data=data), here()), EndRecord).user_data

    assert saved == KVList([("Order", "A-1"), ("IsOnline", "0")])


@pytest.mark.parametrize(("flag", "deleted"), [("true", True), ("TRUE", True), ("false", False)])
def test_delete_true_deletes_the_record(flag: str, *, deleted: bool) -> None:
    assert effect(served(asked(STOP, {"Delete": flag}), here()), EndRecord).delete is deleted


def test_the_default_does_not_delete() -> None:
    assert effect(served(asked(STOP), here()), EndRecord).delete is False


def test_the_record_of_an_interaction_with_a_child_is_not_deleted() -> None:
    answer = served(asked(STOP, {"Delete": "true"}), here(chat_2=replace(CHAT, parent=True)))

    assert effect(answer, EndRecord).delete is False
    assert answer.notes[-1] == Note("the record is not deleted", "the interaction has a child")


def test_delete_that_is_neither_true_nor_false_is_fault_211() -> None:
    assert refused(asked(STOP, {"Delete": "yes"}), here()).text == "bad flag: yes"


def test_a_record_that_was_deleted_is_unknown() -> None:
    deleted = replace(CHAT, recorded=False)

    assert refused(asked(STOP), here(chat_2=deleted)).text == "unknown interaction: chat-2"


def test_an_interaction_that_there_is_not_is_fault_222() -> None:
    assert refused(asked(STOP, {"InteractionId": "chat-9"}), here()).number == 222


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+1 631 555 1001", "16315551001"),
        ("1-631-555-1005", "16315551005"),
        ("999", "999"),
        ("wa:1631", "1631"),
        ("\u0661\u0662", "12"),
    ],
)
def test_the_provider_answers_valid_for_every_number(number: str, digits: str) -> None:
    answer = served(asked(CHECK, {"_umsClientId": number}))

    assert answer.parameters == KVList([("status", "valid"), ("wa_id", digits)])


def test_only_whatsapp_can_be_asked() -> None:
    refusal = refused(asked(CHECK, {"_umsClientId": "+1"}), world(dms(SMS)))

    assert (refusal.number, refusal.text) == (206, "unsupported media: sms on sms")


def test_an_id_without_a_digit_is_fault_212() -> None:
    assert refused(asked(CHECK, {"_umsClientId": "+"})).number == 212


def test_the_number_is_required() -> None:
    assert refused(asked(CHECK)).text == "missing parameter: _umsClientId"
