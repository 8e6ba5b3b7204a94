"""Formulas in an invitation: what they read of the call, what the trace and the fault say."""

from dataclasses import replace

import pytest

from engine.directory import Application, FieldCode, MissingValues, StandardResponse
from engine.esp.envelope import Request
from engine.esp.outcome import Send
from engine.folds.records import records
from engine.log.events import Event, Why
from engine.values import KVList, Time, Value
from tests.acceptance.notification import notification
from tests.esp.still import (
    NOW_US,
    Still,
    dms,
    effect,
    refused,
    request,
    served,
    world,
)  # fmt: skip
from tests.helpers.runs import process_of, run_process


def saying(body: str, *applications: Application, content_type: str = "text") -> Still:
    """A world with one standard response, and a custom code."""
    response = StandardResponse(name="order", content_type=content_type, body=body)
    found = world(*applications, responses=(response,))
    codes = (FieldCode(name="signature", text="<$Agent.FullName$>"),)
    return replace(found, directory=replace(found.directory, field_codes=codes))


def asked(**contact: Value) -> Request:
    """An invitation that says so much of the customer."""
    parameters = {
        "Contact": KVList(contact.items()),
        "Agent": KVList([("FirstName", "Bo"), ("LastName", "Ek")]),
    }
    return request(parameters, user_data=KVList([("Segment", "gold"), ("Count", 3)]))


def said(body: str, **contact: Value) -> str:
    """The message."""
    return effect(served(asked(**contact), saying(body)), Send).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<$If(Contact.Age >= 18, 'Dear', 'Hi')$>", "Dear"),
        ("<$signature$>", "Bo Ek"),
        ("<$Interaction.AttachedData('Segment')$>", "gold"),
        ("<$Interaction.AttachedData('Count') * 2$>", "6"),
        ("<$Interaction.Id$> to <$Interaction.ToAddress$>", "chat-2 to +14155550123"),
        ("<$Interaction.DateCreated = Now()$>", "True"),
        ("<$Interaction.TimeZone$>", "GMT+00.00"),
        ("<$Now()$>", str(Time(NOW_US)).replace("T", " ").removesuffix("Z")),
    ],
)
def test_formulas_read_the_call_and_the_time(body: str, text: str) -> None:
    assert said(body, Age=41) == text


def test_each_code_is_listed_with_the_text_that_it_became() -> None:
    sent = effect(served(asked(A="x"), saying("<$Contact.A + '!'$> <$1 + 1$>")), Send)

    assert sent.codes == (("<$Contact.A + '!'$>", "x!"), ("<$1 + 1$>", "2"))


def test_a_formula_without_a_result_is_fault_303_with_its_reason() -> None:
    refusal = refused(asked(Age="41"), saying("Hi <$Contact.Age + 1$>"))

    assert refusal.number == 303
    assert refusal.text == (
        "rendering failed: order, `+` cannot take a string with a number, at character 18"
    )


def test_strings_in_a_notification_stand_in_single_quotes() -> None:
    double = saying('<$Length("a")$>', content_type="notification")
    single = saying("<$Length('a')$>", content_type="notification")

    assert effect(served(asked(), single), Send).text == "1"
    assert "stands in double quotes" in refused(asked(), double).text


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        (MissingValues.EMPTY, ""),
        (MissingValues.NONE_TEXT, "None"),
        (MissingValues.KEEP, "<$Contact.Age + 1$>"),
    ],
)
def test_the_policy_of_the_application_holds_for_formulas(policy: MissingValues, text: str) -> None:
    by = saying("<$Contact.Age + 1$>", dms(missing_values=policy))

    found = served(asked(), by)

    assert effect(found, Send).text == text
    assert [note.what for note in found.notes if "has no value" in note.what] == [
        "field code `<$Contact.Age + 1$>` has no value"
    ]


def test_a_run_shows_what_each_formula_became() -> None:
    text = notification(body="Dear <$UpperCase(Contact.FirstName)$>, <$2 + 3$> <$greeting$>")
    text += 'field_code greeting { text = "bye" }\n'

    story = run_process(process_of(text), ani="+14155550123")

    (rendered,) = [
        each for each in records(story.program, story.log) if each.kind is Event.RENDERED
    ]
    codes = [(why.text("code"), why.text("text")) for why in rendered.whys(Why.FIELD_CODE)]
    assert codes[1:] == [("<$2 + 3$>", "5"), ("<$greeting$>", "bye")]
