"""`Classification.Classify`, `Screen`, `MultiScreen`: what a message is about."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.directory import (
    CLASSIFICATION_SERVER,
    Application,
    Category,
    Directory,
    NoMatch,
    ScreeningRule,
)
from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request
from engine.esp.letter import SMS, Letter
from engine.esp.outcome import Note, Refusal
from engine.values import KVList, Value
from tests.esp.services import CHAT, asked
from tests.esp.still import Still, refused, served

MONEY = Category(name="Money", ident="c-1")
BILLING = Category(
    name="Billing", ident="c-2", words=("invoice", "bill", "late fee", "pay*"), parent="Money"
)
REFUNDS = Category(name="Refunds", ident="c-3", words=("refund*", "money back"), parent="Billing")
TRAVEL = Category(name="Travel", ident="c-4", words=("flight",))
CATEGORIES = (REFUNDS, MONEY, BILLING, TRAVEL)

REFUND = ScreeningRule(
    name="refund", pattern='Find("refund") && !Find("gift card")', category="Refunds", subject=True
)
ORDER = ScreeningRule(name="order", pattern=r'RegExFind("order (no\. )?\d+", Order)')
ANGRY = ScreeningRule(
    name="angry", pattern='Find("REFUND", false)', category="Money", subject=True, body=False
)
RULES = (ORDER, REFUND, ANGRY)


def here(
    *rules: ScreeningRule,
    categories: tuple[Category, ...] = CATEGORIES,
    no_match: NoMatch = NoMatch.FAULT,
) -> Still:
    """A world with Classification Server, called `UCS` as `asked` has it."""
    server = Application(name="UCS", type=CLASSIFICATION_SERVER, no_match=no_match)
    return Still(
        Directory(
            applications=(server,), categories=categories, screening_rules=rules or RULES
        )
    )  # fmt: skip


def about(method: str, parameters: Mapping[str, Value] | None = None, **data: Value) -> Request:
    """A request about an interaction with this user data."""
    return asked(f"Classification.{method}", parameters, user_data=data)


# Classify


def test_categories_come_by_the_share_of_their_words() -> None:
    answer = served(about("Classify", Subject="Bill", Body="refund my late fee, I paid"), here())

    assert answer.parameters == KVList(
        [("Count", 2), ("Category", "Refunds"), ("Categories", "Refunds:50|Billing:50")]
    )
    assert answer.user_data == KVList(
        [
            ("CtgId", "c-3"), ("CtgName", "Refunds"), ("CtgRelevancy", "50"),
            ("CtgId_c-3", "50"), ("CtgId_c-2", "50"),
        ]
    )  # fmt: skip


def test_the_most_relevant_category_comes_first() -> None:
    answer = served(about("Classify", Body="an invoice, a bill: pay, or money back"), here())

    assert answer.parameters.get("Categories") == "Billing:75|Refunds:50"
    assert answer.user_data.get("CtgName") == "Billing"


def test_only_what_is_relevant_enough_is_found() -> None:
    body = "an invoice, a bill: pay, or money back"

    found = served(about("Classify", {"Relevancy": 51}, Body=body), here())
    nothing = refused(about("Classify", {"Relevancy": 76}, Body=body), here())

    assert found.parameters.get("Categories") == "Billing:75"
    assert (nothing.number, nothing.text) == (
        904, "screening rule not found: no category of all is relevant",
    )  # fmt: skip


@pytest.mark.parametrize("relevancy", [0, 101, -5])
def test_a_relevancy_is_a_share(relevancy: int) -> None:
    assert refused(about("Classify", {"Relevancy": relevancy}, Body="x"), here()).number == 274


def test_a_root_leaves_the_categories_of_its_tree() -> None:
    body = "a flight, a bill, a refund"

    all_ = served(about("Classify", Body=body), here())
    below = served(about("Classify", {"Root": "Money"}, Body=body), here())
    leaf = served(about("Classify", {"Root": "Refunds"}, Body=body), here())

    assert all_.parameters.get("Categories") == "Travel:100|Refunds:50|Billing:25"
    assert below.parameters.get("Categories") == "Refunds:50|Billing:25"
    assert leaf.parameters.get("Categories") == "Refunds:50"
    assert refused(about("Classify", {"Root": "Mony"}, Body=body), here()).number == 272


def test_a_key_of_the_user_data_is_looked_at_alone() -> None:
    data = {"Question": "my flight", "Subject": "refund", "Body": "bill"}

    answer = served(about("Classify", {"UserDataKey": "Question"}, **data), here())

    assert answer.parameters.get("Categories") == "Travel:100"
    assert Note("looks at `Question`", "UserDataKey names it") in answer.notes


def test_a_server_of_release_8_1_answers_that_nothing_was_found() -> None:
    answer = served(about("Classify", Body="hello"), here(no_match=NoMatch.ANSWER))

    assert answer.parameters == KVList([("Count", 0), ("Category", ""), ("Categories", "")])
    assert answer.user_data == KVList()


def test_the_trace_says_which_words_have_spoken_for_a_category() -> None:
    answer = served(about("Classify", {"Relevancy": 40}, Body="pay the refund"), here())

    assert answer.notes[1:] == (
        Note("looks at the body", "no key is named [inferred]"),
        Note("category `Refunds` 50 %", "1 of 2 words: refund*"),
        Note("category `Billing` 25 %", "1 of 4 words: pay*; less than 40"),
        Note("category `Travel` 0 %", "0 of 1 words"),
    )


def test_many_categories_are_told_in_short() -> None:
    many = tuple(Category(name=f"c{n}", ident=f"{n}", words=("a",)) for n in range(50))

    answer = served(about("Classify", Body="a"), here(categories=many))

    assert answer.parameters.get("Count") == 50
    assert answer.notes[-1] == Note("and 31 more", "they are not shown")


# What is looked at


@pytest.mark.parametrize(
    ("parameters", "data"),
    [
        ({}, {}),
        ({}, {"Subject": "", "Body": 5}),
        ({"UserDataKey": "Question"}, {"Body": "refund"}),
        ({"UserDataKey": "Question"}, {"Question": ""}),
    ],
)
def test_without_a_text_there_is_nothing_to_look_at(
    parameters: dict[str, Value], data: dict[str, Value]
) -> None:
    for method in ("Classify", "MultiScreen"):
        assert refused(about(method, parameters, **data), here()).number == 271


def test_the_session_of_a_chat_is_its_message() -> None:
    chat = replace(
        CHAT, lines=("system: a refund?", "customer: Hello", "customer: where is my flight?")
    )
    world = replace(here(), subjects={"chat-2": chat})

    answer = served(about("Classify", Body="refund"), world)

    assert answer.parameters.get("Categories") == "Travel:100"


def test_what_a_server_has_written_is_its_message() -> None:
    letter = Letter(media=SMS, sender="+1", to="+2", text="your flight")
    world = replace(here(), subjects={"chat-2": replace(CHAT, chat=False, letter=letter)})

    assert served(about("Classify"), world).parameters.get("Categories") == "Travel:100"


# Screen


def test_a_rule_that_fits_gives_its_category() -> None:
    answer = served(about("Screen", {"Rule": "refund"}, Subject="Refund, please"), here())

    assert answer.parameters == KVList([("Count", 1), ("Rule", "refund")])
    assert answer.user_data == KVList(
        [
            ("CtgId", "c-3"), ("CtgName", "Refunds"), ("CtgRelevancy", "100"),
            ("CtgId_c-3", "100"),
        ]
    )  # fmt: skip


def test_what_a_rule_has_found_under_a_key_is_attached() -> None:
    answer = served(about("Screen", {"Rule": "order"}, Body="my Order no. 421 came"), here())

    assert answer.user_data == KVList([("ScrKey_Order", "Order no. 421")])


def test_a_rule_that_does_not_fit_refuses_as_release_8_5_does() -> None:
    request = about("Screen", {"Rule": "refund"}, Body="a refund of a gift card")

    refusal = dispatch(request, here())

    assert isinstance(refusal, Refusal)
    assert (refusal.number, refusal.text) == (904, "screening rule not found: refund")
    assert refusal.notes[-1] == Note(
        "rule `refund` does not fit",
        'in the body Find("refund") finds "refund", Find("gift card") finds "gift card"',
    )


def test_a_rule_that_does_not_fit_is_answered_as_release_8_1_does() -> None:
    request = about("Screen", {"Rule": "refund"}, Body="hello")

    answer = served(request, here(no_match=NoMatch.ANSWER))

    assert answer.parameters == KVList([("Count", 0), ("Rule", "")])
    assert answer.user_data == KVList()


def test_a_rule_looks_at_each_part_by_itself() -> None:
    both = replace(REFUND, pattern='Find("refund") && Find("please")')
    parted = about("Screen", {"Rule": "refund"}, Subject="refund", Body="please")
    together = about("Screen", {"Rule": "refund"}, Subject="hello", Body="refund, please")

    assert refused(parted, here(both)).number == 904
    assert served(together, here(both)).parameters.get("Count") == 1


def test_a_rule_looks_only_where_it_says() -> None:
    subject = about("Screen", {"Rule": "angry"}, Subject="REFUND", Body="x")
    body = about("Screen", {"Rule": "angry"}, Subject="x", Body="REFUND")
    nowhere = about("Screen", {"Rule": "angry"}, Body="REFUND")

    assert served(subject, here()).parameters.get("Count") == 1
    assert refused(body, here()).number == 904
    told = dispatch(nowhere, here())
    assert told.notes[-1].because == "there is no text that it looks at"
    looked = [refused(body, here()).notes, served(subject, here()).notes, told.notes]
    assert [
        note.what for notes in looked for note in notes if note.what.startswith("looks at")
    ] == ["looks at the subject", "looks at the subject", "looks at nothing"]


def test_a_rule_must_be_there() -> None:
    assert refused(about("Screen", {"Rule": "refnd"}, Body="x"), here()).number == 273
    assert refused(about("Screen", Body="x"), here()).number == 201


# MultiScreen


def test_the_first_rule_that_fits_is_named_and_all_give_their_categories() -> None:
    answer = served(about("MultiScreen", Subject="REFUND", Body="order 7"), here())

    assert answer.parameters == KVList([("Count", 3), ("Rule", "order")])
    assert answer.user_data == KVList(
        [
            ("CtgId", "c-3"), ("CtgName", "Refunds"), ("CtgRelevancy", "100"),
            ("CtgId_c-3", "100"), ("CtgId_c-1", "100"), ("ScrKey_Order", "order 7"),
        ]
    )  # fmt: skip


def test_only_the_listed_rules_are_tried_in_their_order() -> None:
    request = about(
        "MultiScreen", {"Rules": "angry | order|angry"}, Subject="REFUND", Body="order 7"
    )

    answer = served(request, here())

    assert answer.parameters == KVList([("Count", 2), ("Rule", "angry")])


def test_a_listed_rule_must_be_there() -> None:
    request = about("MultiScreen", {"Rules": "order|refnd"}, Body="order 7")

    assert refused(request, here()).text == "unknown screening rule: refnd"


def test_no_rule_that_fits_is_no_match() -> None:
    refusal = refused(about("MultiScreen", {"Rules": "order|angry"}, Body="hello"), here())

    assert (refusal.number, refusal.text) == (904, "screening rule not found: order|angry")
    answer = served(about("MultiScreen", Body="hello"), here(no_match=NoMatch.ANSWER))
    assert answer.parameters == KVList([("Count", 0), ("Rule", "")])


def test_a_fault_names_no_more_rules_than_can_be_read() -> None:
    many = [replace(ANGRY, name=f"r{number}") for number in range(22)]

    refusal = refused(about("MultiScreen", Subject="hello"), here(*many))

    assert refusal.text.endswith("|r18|r19 and 2 more")
