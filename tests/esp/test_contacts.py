"""`Contact.Identify`, `findOrCreate`, `Update`: whose data it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.esp.dispatch import dispatch
from engine.esp.outcome import CreateContact, Note, Refusal, UpdateContact
from engine.esp.rules.contacts import known_at_first
from engine.values import KVList, Value
from tests.esp.services import asked, contact, here
from tests.esp.still import refused, served

ANA = contact("+1 (415) 555-0123", FirstName="Ana", LastName="Gomez", EmailAddress="ana@acme.com")
BEN = contact("urn:biz:ben", FirstName="Ben", LastName="Gomez", _msg_ProfileUserId_ABC="urn:b")
TWIN = contact("+491711234567", FirstName="ana", LastName="GOMEZ")


def found(
    data: dict[str, Value], method: str = "Contact.Identify", **more: str
) -> tuple[Value, KVList]:
    """`Count` and the user data of an answer."""
    answer = served(asked(method, more, user_data=data), here(ANA, BEN, TWIN))
    return answer.parameters.get("Count") or 0, answer.user_data


def test_declared_contacts_have_ids_in_the_order_of_the_project() -> None:
    known = known_at_first(here(ANA, BEN).directory)

    assert list(known) == ["contact-1", "contact-2"]
    assert known["contact-1"].get("PhoneNumber") == "+1 (415) 555-0123"
    assert known["contact-2"].get("PhoneNumber") is None


def test_one_customer_described_for_two_channels_is_one_contact() -> None:
    again = contact("14155550123", FirstName="Anna", Title="Ms")

    known = known_at_first(here(ANA, again).directory)

    assert list(known) == ["contact-1"]
    assert (known["contact-1"].get("FirstName"), known["contact-1"].get("Title")) == ("Ana", "Ms")


@pytest.mark.parametrize(
    ("data", "ident"),
    [
        ({"ContactId": "contact-2"}, "contact-2"),
        ({"EmailAddress": "ANA@acme.com "}, "contact-1"),
        ({"PhoneNumber": "14155550123"}, "contact-1"),
        ({"_msg_ProfileUserId_ABC": "urn:b"}, "contact-2"),
        ({"FirstName": "Ben", "LastName": "gomez"}, "contact-2"),
        ({"ContactId": "contact-9", "PhoneNumber": "+1 415 555 0123"}, "contact-1"),
    ],
)
def test_a_contact_is_found_by_each_key_that_names_it(data: dict[str, Value], ident: str) -> None:
    count, attached = found(data)

    assert (count, attached.get("ContactId")) == (1, ident)


def test_contact_id_wins_over_what_else_is_known() -> None:
    _, attached = found({"ContactId": "contact-2", "PhoneNumber": "14155550123"})

    assert attached.get("ContactId") == "contact-2"


def test_the_first_level_with_a_contact_decides() -> None:
    _, attached = found({"EmailAddress": "nobody@acme.com", "PhoneNumber": "491711234567"})

    assert attached.get("ContactId") == "contact-3"


def test_first_and_last_name_count_only_together() -> None:
    with_one_name = refused(
        asked("Contact.Identify", user_data={"FirstName": "Ben"}), here(ANA, BEN)
    )

    assert with_one_name.number == 201


@pytest.mark.parametrize("method", ["Contact.Identify", "Contact.findOrCreate"])
def test_without_any_key_to_search_by_a_parameter_is_missing(method: str) -> None:
    refusal = refused(asked(method, user_data={"Colour": "red", "EmailAddress": ""}), here())

    assert refusal.text == (
        "missing parameter: EmailAddress, PhoneNumber, _msg_ProfileUserId_ABC, "
        "or FirstName and LastName in user data"
    )


def test_the_attributes_of_a_single_contact_go_to_the_user_data() -> None:
    _, attached = found({"PhoneNumber": "14155550123"})

    assert attached == KVList(
        [
            ("ContactId", "contact-1"), ("FirstName", "Ana"), ("LastName", "Gomez"),
            ("EmailAddress", "ana@acme.com"), ("PhoneNumber", "+1 (415) 555-0123"),
        ]
    )  # fmt: skip


def test_of_several_contacts_nothing_goes_to_the_user_data() -> None:
    count, attached = found({"FirstName": "Ana", "LastName": "Gomez"})

    assert (count, attached) == (2, KVList())


def test_return_unique_false_gives_the_ids_of_several_under_a_repeated_key() -> None:
    data: dict[str, Value] = {"FirstName": "Ana", "LastName": "Gomez"}
    request = asked("Contact.Identify", {"ReturnUnique": "false"}, user_data=data)

    answer = served(request, here(ANA, BEN, TWIN))

    assert answer.parameters == KVList(
        [("Count", 2), ("ContactId", "contact-1"), ("ContactId", "contact-3")]
    )
    assert answer.user_data == KVList()


def test_no_contact_is_no_fault() -> None:
    answer = served(asked("Contact.Identify", user_data={"PhoneNumber": "+499"}), here(ANA))

    assert (answer.parameters, answer.user_data) == (KVList([("Count", 0)]), KVList())
    assert answer.effects == ()
    assert answer.notes[-1] == Note("no contact", "none fits PhoneNumber")


@pytest.mark.parametrize("flag", ["true", "TRUE"])
def test_create_contact_makes_one_of_the_user_data(flag: str) -> None:
    data: dict[str, Value] = {"PhoneNumber": "+499", "Colour": "red", "Title": "", "FirstName": 5}
    request = asked("Contact.Identify", {"CreateContact": flag}, user_data=data)

    answer = served(request, here(ANA))

    attributes = KVList([("PhoneNumber", "+499")])
    assert answer.effects == (CreateContact(contact_id="contact-2", attributes=attributes),)
    assert answer.parameters == KVList([("Count", 1)])
    assert answer.user_data == KVList([("ContactId", "contact-2"), *attributes])


@pytest.mark.parametrize("name", ["CreateContact", "ReturnUnique"])
def test_a_switch_that_is_neither_true_nor_false_is_fault_211(name: str) -> None:
    request = asked("Contact.Identify", {name: "yes"}, user_data={"PhoneNumber": "+499"})

    assert refused(request, here()).number == 211


def test_find_or_create_finds() -> None:
    answer = served(
        asked("Contact.findOrCreate", user_data={"PhoneNumber": "14155550123"}), here(ANA)
    )

    assert answer.parameters == KVList([("Created", "false")])
    assert answer.user_data.get("ContactId") == "contact-1"
    assert answer.effects == ()


def test_find_or_create_creates() -> None:
    answer = served(asked("Contact.findOrCreate", user_data={"PhoneNumber": "+499"}), here(ANA))

    assert answer.parameters == KVList([("Created", "true")])
    assert answer.user_data.get("ContactId") == "contact-2"
    assert [type(effect) for effect in answer.effects] == [CreateContact]


def test_of_several_find_or_create_takes_the_first_made() -> None:
    data: dict[str, Value] = {"FirstName": "Ana", "LastName": "Gomez"}

    answer = served(asked("Contact.findOrCreate", user_data=data), here(BEN, ANA, TWIN))

    assert answer.user_data.get("ContactId") == "contact-2"
    assert answer.notes[-1] == Note("contact `contact-2`", "the first made of several [inferred]")


def test_update_sets_what_differs_and_leaves_other_keys_alone() -> None:
    data: dict[str, Value] = {
        "ContactId": "contact-1", "FirstName": "Anna", "LastName": "Gomez", "Title": "",
        "Colour": "red",
    }  # fmt: skip

    answer = served(asked("Contact.Update", user_data=data), here(ANA))

    changed = KVList([("FirstName", "Anna")])
    assert answer.effects == (UpdateContact(contact_id="contact-1", attributes=changed),)


def test_an_attribute_that_some_contact_has_can_be_updated() -> None:
    gold = contact("urn:x", Segment="gold")
    data: dict[str, Value] = {"ContactId": "contact-1", "Segment": "silver"}

    answer = served(asked("Contact.Update", user_data=data), here(ANA, gold))

    changed = KVList([("Segment", "silver")])
    assert answer.effects == (UpdateContact(contact_id="contact-1", attributes=changed),)


def test_an_update_that_changes_nothing_has_no_effect() -> None:
    data: dict[str, Value] = {"ContactId": "contact-1", "FirstName": "Ana"}

    assert served(asked("Contact.Update", user_data=data), here(ANA)).effects == ()


@pytest.mark.parametrize("data", [{}, {"ContactId": ""}])
def test_update_without_contact_id_is_fault_201(data: dict[str, Value]) -> None:
    refusal = refused(asked("Contact.Update", user_data=data), here(ANA))

    assert refusal.text == "missing parameter: ContactId"


@pytest.mark.parametrize("ident", ["contact-9", 5])
def test_update_of_a_contact_that_there_is_not_is_fault_231(ident: Value) -> None:
    refusal = refused(asked("Contact.Update", user_data={"ContactId": ident}), here(ANA))

    assert (refusal.number, refusal.text) == (231, f"unknown contact: ContactId {ident!s}")


KEYS = ("ContactId", "EmailAddress", "PhoneNumber", "FirstName", "LastName", "Colour")
WORDS = ("", "ana@acme.com", "14155550123", "Ana", "Gomez", "contact-1", "+")


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS)))
def test_find_or_create_finds_what_identify_finds(data: dict[str, str]) -> None:
    asking = asked("Contact.Identify", {"ReturnUnique": "false"}, user_data=data)
    identified = dispatch(asking, here(ANA, BEN, TWIN))
    kept = dispatch(asked("Contact.findOrCreate", user_data=data), here(ANA, BEN, TWIN))

    if isinstance(identified, Refusal) or isinstance(kept, Refusal):
        assert identified == kept
        return
    first = identified.result.get("ContactId")
    assert kept.user_data.get("ContactId") == (first or "contact-4")
    assert (kept.parameters.get("Created") == "true") == (identified.result.get("Count") == 0)
