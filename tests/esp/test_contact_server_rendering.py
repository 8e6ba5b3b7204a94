"""`OMFieldCodes`: rendering and validating by Universal Contact Server."""

import pytest

from engine.directory import FieldCode, MissingValues, StandardResponse
from engine.esp.outcome import Note
from engine.values import KVList, Value
from tests.esp.services import NO_DATA, asked, contact, here
from tests.esp.still import NOW_US, refused, served

ANA = contact("+14155550123", FirstName="Ana", LastName="Gomez")


def response(body: str, **changes: Value) -> StandardResponse:
    """A standard response `SR` with plain text."""
    return StandardResponse(name="SR", content_type="text", body=body, **changes)  # type: ignore[arg-type]


def text_of(body: str, data: dict[str, Value] | None = None, **parameters: Value) -> Value | None:
    """The text that a standard response becomes."""
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR", **parameters},
        user_data=data or {},
    )  # fmt: skip
    return served(request, here(ANA, responses=(response(body),))).parameters.get("Text")


def refusal_of(body: str, data: dict[str, Value] | None = None, **changes: Value) -> str:
    """Why a standard response is not rendered."""
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"}, user_data=data or {}
    )
    return refused(request, here(ANA, responses=(response(body, **changes),))).text


def test_codes_of_contact_are_filled_from_its_record() -> None:
    body = "Dear <$Contact.FullName$> (<$Contact.Id$>)"

    assert text_of(body, {"ContactId": "contact-1"}) == "Dear Ana Gomez (contact-1)"


def test_a_contact_has_its_number_and_address_under_the_names_of_the_object_too() -> None:
    known = contact("+14155550123", EmailAddress="ana@acme.com")
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"},
        user_data={"ContactId": "contact-1"},
    )  # fmt: skip
    body = (
        "<$Contact.PrimaryPhoneNumber$> <$Contact.PrimaryEmailAddress$> "
        "<$Contact.EmailAddresses.Count$> <$Contact.EmailAddresses.Exists('ANA@acme.com')$>"
    )

    answer = served(request, here(known, responses=(response(body),)))

    assert answer.parameters.get("Text") == "+14155550123 ana@acme.com 1 True"


def test_an_attribute_by_the_name_of_a_property_wins() -> None:
    known = contact("+14155550123", PrimaryPhoneNumber="+1 415 555 0199")
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"},
        user_data={"ContactId": "contact-1"},
    )  # fmt: skip

    answer = served(request, here(known, responses=(response("<$Contact.PrimaryPhoneNumber$>"),)))

    assert answer.parameters.get("Text") == "+1 415 555 0199"


def test_codes_of_contact_need_contact_id() -> None:
    assert refusal_of("Dear <$Contact.FirstName$>") == "missing parameter: ContactId"


def test_codes_of_a_contact_that_there_is_not_are_fault_231() -> None:
    data: dict[str, Value] = {"ContactId": "contact-9"}

    assert refusal_of("<$Contact.FirstName$>", data) == "unknown contact: ContactId contact-9"


def test_codes_of_interaction_need_interaction_id() -> None:
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"}, properties=NO_DATA
    )

    refusal = refused(request, here(responses=(response("<$Interaction.Id$>"),)))

    assert refusal.text == "missing parameter: InteractionId"


def test_codes_of_interaction_are_filled_from_the_interaction_whose_data_goes_along() -> None:
    body = '<$Interaction.Id$> <$Interaction.AttachedData("Order")$> <$Interaction.Subject$>'

    assert text_of(body, {"Order": "A-1", "Subject": "tea"}) == "chat-2 A-1 tea"


def test_codes_of_agent_need_the_employee() -> None:
    assert refusal_of("<$Agent.FirstName$>") == "missing parameter: OwnerEmployeeId"


def test_codes_of_agent_are_filled_from_the_request() -> None:
    agent = KVList([("FirstName", "Bo")])

    assert text_of("<$Agent.FirstName$>", {"OwnerEmployeeId": "E1"}, Agent=agent) == "Bo"


def test_records_that_no_code_reads_need_not_be_there() -> None:
    custom = KVList([("Order", "A-1")])

    assert text_of("order <$Custom.Order$>", CustomProperties=custom) == "order A-1"


def test_codes_inside_custom_codes_need_their_records_too() -> None:
    codes = (FieldCode(name="greeting", text="Dear <$Contact.FirstName$>"),)
    request = asked("OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"})

    refusal = refused(request, here(ANA, responses=(response("<$greeting$>!"),), codes=codes))

    assert refusal.text == "missing parameter: ContactId"


def test_a_value_that_the_record_lacks_follows_the_policy() -> None:
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"},
        user_data={"ContactId": "contact-1"},
    )  # fmt: skip
    world = here(ANA, responses=(response("<$Contact.Title$>."),), missing=MissingValues.NONE_TEXT)

    answer = served(request, world)

    assert answer.parameters.get("Text") == "None."
    assert answer.notes[-1] == Note(
        "field code `<$Contact.Title$>` has no value", "missing_values = none_text [inferred]"
    )


def test_the_subject_is_rendered_too() -> None:
    request = asked(
        "OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"},
        user_data={"ContactId": "contact-1"},
    )  # fmt: skip

    answer = served(
        request, here(ANA, responses=(response("x", subject="For <$Contact.FirstName$>"),))
    )

    assert answer.parameters == KVList([("Text", "x"), ("Subject", "For Ana")])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"approved": False}, "SR is not approved"),
        ({"expires": NOW_US}, "SR expired"),
        ({"starts": NOW_US + 1}, "SR is not valid before"),
    ],
)
def test_a_response_that_cannot_be_used_is_fault_301(changes: dict[str, Value], why: str) -> None:
    assert refusal_of("x", {}, **changes).startswith(f"standard response unavailable: {why}")


def test_a_response_that_there_is_not_is_fault_301() -> None:
    request = asked("OMFieldCodes.RenderMessageContent", {"StandardResponseId": "SR"})

    assert refused(request, here()).number == 301


def test_a_formula_without_result_is_fault_303() -> None:
    data: dict[str, Value] = {"ContactId": "contact-1"}

    assert refusal_of("<$Contact.FirstName * 2$>", data).startswith("rendering failed: SR, ")


def test_a_text_of_the_request_is_filled_with_the_lists_of_the_request() -> None:
    parameters: dict[str, Value] = {
        "Text": "<$Contact.FirstName$> <$Agent.FirstName$> <$Interaction.Id$> <$Custom.X$>",
        "Contact": KVList([("FirstName", "Ana")]), "Agent": KVList([("FirstName", "Bo")]),
        "Interaction": KVList([("Id", "i")]), "CustomProperties": KVList([("X", 7)]),
    }  # fmt: skip

    answer = served(asked("OMFieldCodes.RenderFieldCodes", parameters, properties=NO_DATA), here())

    assert answer.parameters == KVList([("Text", "Ana Bo i 7")])


def test_the_date_of_an_interaction_comes_as_a_text_and_is_a_date() -> None:
    parameters: dict[str, Value] = {
        "Text": "<$Interaction.DateCreated + 1 : 'd MMMM, HH:mm:ss.SSS'$>",
        "Interaction": KVList([("DateCreated", "2026-12-24T08:00:00.050000Z")]),
    }

    answer = served(asked("OMFieldCodes.RenderFieldCodes", parameters), here())

    assert answer.parameters.get("Text") == "25 December, 08:00:00.050"


@pytest.mark.parametrize("value", ["tomorrow", "", 5])
def test_a_date_of_an_interaction_that_is_none_is_fault_202(value: Value) -> None:
    parameters: dict[str, Value] = {
        "Text": "x", "Interaction": KVList([("datecreated", value)])
    }  # fmt: skip

    refusal = refused(asked("OMFieldCodes.RenderFieldCodes", parameters), here())

    assert refusal.text == "wrong type: Interaction.DateCreated"


def test_rendering_a_text_looks_nothing_up() -> None:
    request = asked(
        "OMFieldCodes.RenderFieldCodes", {"Text": "<$Contact.FirstName$>"},
        user_data={"ContactId": "contact-1"},
    )  # fmt: skip

    assert served(request, here(ANA)).parameters.get("Text") == ""


def test_customer_data_is_not_rendered_again() -> None:
    parameters: dict[str, Value] = {
        "Text": "<$Contact.FirstName$>",
        "Contact": KVList([("FirstName", "<$Contact.LastName$>"), ("LastName", "no")]),
    }

    answer = served(asked("OMFieldCodes.RenderFieldCodes", parameters), here())

    assert answer.parameters.get("Text") == "<$Contact.LastName$>"


def test_a_text_that_is_no_template_is_fault_303() -> None:
    refusal = refused(asked("OMFieldCodes.RenderFieldCodes", {"Text": "a <$"}), here())

    assert refusal.number == 303
    assert refusal.text.startswith("rendering failed: Text, ")


def test_a_missing_value_under_policy_fault_is_fault_303() -> None:
    request = asked("OMFieldCodes.RenderFieldCodes", {"Text": "<$Contact.X$>"})

    assert refused(request, here(missing=MissingValues.FAULT)).number == 303


def test_a_valid_text_is_valid() -> None:
    request = asked("OMFieldCodes.ValidateFieldCodes", {"Text": "Dear <$Contact.FirstName$>"})

    assert served(request, here()).parameters == KVList(
        [("Valid", "true"), ("Error", ""), ("Position", 0)]
    )


def test_the_first_mistake_of_a_text_is_told_with_its_position() -> None:
    request = asked(
        "OMFieldCodes.ValidateFieldCodes", {"Text": "a <$Contact.X$> <$Nobody.X$> <$$>"}
    )

    answer = served(request, here()).parameters

    assert (answer.get("Valid"), answer.get("Position")) == ("false", 19)
    assert "Nobody" in str(answer.get("Error"))


def test_a_custom_code_of_the_project_is_valid() -> None:
    codes = (FieldCode(name="greeting", text="hello"),)
    request = asked("OMFieldCodes.ValidateFieldCodes", {"Text": "<$greeting$>"})

    assert served(request, here(codes=codes)).parameters.get("Valid") == "true"
    assert served(request, here()).parameters.get("Valid") == "false"
