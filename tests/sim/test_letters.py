"""E-mails and SMS in runs: children that are written, wait, and are sent; records; chains."""

from dataclasses import replace

import pytest

from engine.folds.ledger import ledger
from engine.folds.records import Record, records
from engine.limits import LIMITS
from engine.log.events import Event, Why
from engine.pipeline import run
from engine.scenario import Answering, AnswerPlan, Scenario
from engine.values import KVList
from tests.graph.projects import built

SERVERS = """
application "Mail" { type = EmailServer   address = "help@example.com"   output_queue = outgoing }
application "Texts" { type = GenericServer   address = "+19251112222"   output_queue = outgoing }
application "UCS" { type = ContactServer }
response SR { content_type = text   body = "It has come." }
"""
POST = """
queue outgoing { view all { every = 1s   submit = post } }
strategy post (email) {
  send: esp("Email.Send") { app_name = "Mail"   fault -> text   timeout -> gone } -> gone
  text: esp("Sms.Send") { app_name = "Texts"   fault -> gone   timeout -> gone } -> gone
  gone: stop { reason = "sent" }
}
"""
DATA = KVList(
    [("Subject", "Where"), ("FromAddress", "ana@example.com"), ("ToAddress", "shop@example.com")]
)


def call(method: str, *, family: str = "email", app: str = "Mail", more: str = "") -> str:
    """A project with a strategy that makes one call."""
    end = "stop" if family != "voice" else "disconnect"
    return (
        f"{SERVERS}{POST}\nstrategy first ({family}) {{\n"
        f'  call: esp("{method}") {{\n    app_name = "{app}"\n    {more}\n'
        "    fault -> done\n    timeout -> done\n  } -> done\n"
        f'  done: {end} {{ reason = "done" }}\n}}\n'
    )


ACKNOWLEDGE = call("Email.Acknowledgement", more='parameters = { StandardResponseId: "SR" }')


def story(text: str, *plans: AnswerPlan, ani: str = "", data: KVList = DATA) -> list[Record]:
    """What a run of the strategy `first` tells."""
    scenario = Scenario(strategy="first", data=data, answers=plans, ani=ani)
    finished = run(built(text), scenario)
    return records(finished.program, finished.log)


def of(found: list[Record], kind: Event) -> list[Record]:
    return [record for record in found if record.kind is kind]


def finals(found: list[Record]) -> list[tuple[str | None, str]]:
    return [(each.interaction, each.text("reason")) for each in of(found, Event.FINAL)]


def test_an_acknowledgement_is_a_child_that_another_strategy_sends() -> None:
    found = story(ACKNOWLEDGE)

    child = of(found, Event.CREATED)[1]
    (properties,) = child.whys(Why.PROPERTIES)
    (sent,) = of(found, Event.SENT)
    assert (child.interaction, child.text("by"), child.text("media")) == (
        "email-2", "email-1", "email",
    )  # fmt: skip
    assert isinstance(properties.details["properties"], KVList)
    assert properties.details["properties"].get("ParentId") == "email-1"
    assert (sent.interaction, sent.text("text")) == ("email-2", "It has come.")
    assert finals(found) == [("email-1", "done"), ("email-2", "sent")]


def test_its_addresses_are_told_where_it_is_written_and_where_it_is_sent() -> None:
    found = story(ACKNOWLEDGE)

    headers = KVList(
        [("From", "shop@example.com"), ("To", "ana@example.com"), ("Subject", "Re: Where")]
    )
    told = [*of(found, Event.COMPOSED), *of(found, Event.SENT)]
    assert [why.details["headers"] for each in told for why in each.whys(Why.HEADERS)] == [
        headers, headers,
    ]  # fmt: skip


def test_a_letter_is_sent_once() -> None:
    twice = ACKNOWLEDGE.replace(
        "timeout -> gone } -> gone\n  text", "timeout -> gone } -> again\n  text"
    ).replace(
        "  gone: stop",
        '  again: esp("Email.Send") { app_name = "Mail"   fault -> gone   timeout -> gone }'
        " -> gone\n"
        "  gone: stop",
    )

    found = story(twice)

    assert len(of(found, Event.SENT)) == 1
    assert [each.number("fault") for each in of(found, Event.REFUSED)] == [257]


def test_an_sms_of_a_call_is_an_interaction_of_its_own_media() -> None:
    more = 'parameters = { To: ANI   Text: "Soon" }'

    found = story(call("Sms.Create", family="voice", app="Texts", more=more), ani="+14155550123")

    (voice, sms) = of(found, Event.CREATED)
    assert (voice.interaction, sms.interaction) == ("voice-1", "email-2")
    assert sms.text("media") == "sms"
    assert [each.text("text") for each in of(found, Event.SENT)] == ["Soon"]


def test_what_is_forwarded_makes_no_interaction() -> None:
    found = story(call("Email.Forward", more='parameters = { To: "x@partner.example" }'))

    assert len(of(found, Event.CREATED)) == 1
    assert [each.interaction for each in of(found, Event.SENT)] == ["email-1"]


def test_messages_and_emails_are_counted_and_are_no_chats() -> None:
    figures = ledger(story(ACKNOWLEDGE))

    assert (figures.messages_sent, figures.chats_created, figures.duplicate_invites) == (1, 0, 0)
    assert (figures.emails_created, figures.emails_stopped, figures.emails_queued) == (1, 1, 0)


def test_a_record_of_a_parent_is_not_deleted() -> None:
    delete = (
        '  drop: esp("OMInteractions.StopInteraction") {\n    app_name = "UCS"\n'
        '    parameters = { Delete: "true" }\n    fault -> done\n    timeout -> done\n  } -> done\n'
    )
    with_child = ACKNOWLEDGE.replace("  } -> done\n", "  } -> drop\n" + delete, 1)
    without = call(
        "OMInteractions.StopInteraction", app="UCS", more='parameters = { Delete: "true" }'
    )

    assert [each.get("deleted") for each in of(story(with_child), Event.RECORD_ENDED)] == [False]
    assert [each.get("deleted") for each in of(story(without), Event.RECORD_ENDED)] == [True]


def test_a_call_has_a_record_once_one_is_made() -> None:
    stop = "OMInteractions.StopInteraction"
    without = call(stop, family="voice", app="UCS")
    made = call("OMInteractions.CreateInteraction", family="voice", app="UCS").replace(
        "  } -> done\n",
        f'  }} -> drop\n  drop: esp("{stop}") {{\n    app_name = "UCS"\n    fault -> done\n'
        "    timeout -> done\n  } -> done\n",
        1,
    )

    assert [each.number("fault") for each in of(story(without), Event.REFUSED)] == [222]
    found = story(made)
    assert (len(of(found, Event.RECORD_CREATED)), len(of(found, Event.RECORD_ENDED))) == (1, 1)


def test_the_transcript_of_a_chat_has_what_came_into_its_session() -> None:
    more = 'parameters = { To: "ana@example.com"   Subject: "Our chat" }'
    text = call("Email.ChatTranscript", family="chat", more=more).replace(
        "  call: esp",
        '  say: esp("Chat.Message") {\n    app_type = ChatServer\n'
        '    parameters = { MessageText: "Hello" }\n'
        "    fault -> call\n    timeout -> call\n  } -> call\n  call: esp",
    )

    found = story(f"chat_server {{ }}\n{text}", data=KVList())

    assert [each.text("text") for each in of(found, Event.COMPOSED)] == ["system: Hello"]


@pytest.mark.parametrize("how", [Answering.LOST_CLOSE, Answering.LOST_SESSION])
def test_an_email_has_no_session_to_lose(how: Answering) -> None:
    assert finals(story(ACKNOWLEDGE, AnswerPlan(how))) == finals(story(ACKNOWLEDGE))


# Chains


CHAIN = (
    f"{SERVERS}\nqueue outgoing {{ view all {{ every = 1s   submit = first }} }}\n"
    "strategy first (email) {\n"
    '  again: esp("Email.CreateEmailOut") {\n    app_name = "Mail"\n'
    '    parameters = { Text: "x"   To: "a@b" }\n    fault -> done\n    timeout -> done\n'
    '  } -> done\n  done: stop { reason = "done" }\n}\n'
)


@pytest.mark.parametrize("depth", [1, 3, LIMITS.spawn_depth])
def test_a_chain_of_calls_ends_at_its_bound(depth: int) -> None:
    limits = replace(LIMITS, spawn_depth=depth)
    finished = run(built(CHAIN), Scenario(strategy="first", data=DATA), limits=limits)

    found = records(finished.program, finished.log)

    assert len(of(found, Event.CREATED)) == depth + 1
    assert [(each.interaction, each.text("limit")) for each in of(found, Event.LIMIT)] == [
        (f"email-{depth + 1}", "spawn")
    ]
    assert [each.number("fault") for each in of(found, Event.REFUSED)] == [501]


def test_a_chain_is_a_breach_of_its_own_code() -> None:
    from engine.folds.fates import breaches

    found = breaches(story(CHAIN))

    assert [each.code for each in found] == ["E423"]


def test_a_letter_that_is_forwarded_before_it_is_sent_is_still_to_be_sent() -> None:
    forward = (
        'strategy post (email) {\n  copy: esp("Email.Forward") { app_name = "Mail"   '
        'parameters = { To: "files@example.com" }   fault -> gone   timeout -> gone } -> send'
    )
    found = story(ACKNOWLEDGE.replace("strategy post (email) {", forward))

    headers = [each.whys(Why.HEADERS)[0].details["headers"] for each in of(found, Event.SENT)]
    assert [sent.get("To") for sent in headers if isinstance(sent, KVList)] == [
        "files@example.com", "ana@example.com",
    ]  # fmt: skip
    assert [each.text("text") for each in of(found, Event.SENT)] == ["It has come."] * 2
