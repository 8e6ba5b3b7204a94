"""How a trace, its document and a build sheet tell of e-mails, SMS and records."""

from pathlib import Path

import pytest

from engine.report.run_to_json import run_document
from engine.report.styled import plain
from engine.report.to_build_sheet import to_build_sheet
from engine.report.to_json import dumps
from engine.report.to_trace import to_trace
from engine.source import visible
from engine.values import KVList
from tests.graph.projects import built
from tests.helpers.runs import Story, run_process

GOLDEN = Path(__file__).parents[1] / "golden" / "trace" / "acknowledged_and_answered.out"

TEXT = """
application "Mail" {
  type = EmailServer
  address = "help@example.com"
  output_queue = outgoing
}
application "UCS" { type = ContactServer }
response received {
  content_type = text
  subject = "We have it: <$Interaction.Subject$>"
  body = "Dear <$CustomProperties.Name$>, your e-mail has come."
}
response hours { content_type = text   body = "We are open from 8 to 6." }
queue outgoing { view all { every = 1s   submit = post } }
strategy receive (email) {
  on fault -> done
  on timeout -> done
  receipt: esp("Email.Acknowledgement") {
    app_name = "Mail"
    parameters = { StandardResponseId: "received"   CustomProperties: { Name: "Ana" } }
  } -> note
  note: esp("OMInteractions.UpdateInteraction") {
    app_name = "UCS"
    parameters = { Attributes: { Receipt: receipt.answer.InteractionId } }
  } -> reply
  reply: esp("Email.Autoresponse") {
    app_name = "Mail"
    parameters = { StandardResponseId: "hours"   Queue: "outgoing"   Cc: "log@example.com" }
  } -> away
  away: esp("Email.Forward") {
    app_name = "Mail"
    parameters = { To: "legal@partner.example" }
    with = { Copied: "yes" }
  } -> done
  done: stop { reason = "answered" }
}
strategy post (email) {
  on fault -> gone
  on timeout -> gone
  send: esp("Email.Send") { app_name = "Mail" } -> gone
  gone: stop { reason = "sent" }
}
"""
DATA = KVList(
    [("Subject", "Where"), ("FromAddress", "ana@example.com"), ("ToAddress", "shop@example.com")]
)


def story() -> Story:
    return run_process(built(TEXT), strategy="receive", data=DATA, ani="")


def test_an_email_that_is_acknowledged_and_answered_is_told(request: pytest.FixtureRequest) -> None:
    found = story()
    lines = to_trace(found.program, found.log, columns=80)
    told = "".join(f"{visible(plain(line)).rstrip()}\n" for line in lines)
    if request.config.getoption("--update", default=False):
        GOLDEN.write_text(told, encoding="utf-8")

    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_document_has_the_addresses() -> None:
    found = story()

    text = dumps("run", run_document(found.program, found.log))

    assert '"headers"' in text
    assert "legal@partner.example" in text


def test_ird_draws_the_objects_of_its_palette() -> None:
    sheet = to_build_sheet(built(TEXT))

    for name in ("Acknowledgement", "Autoresponse", "Forward E-mail", "Send E-mail",
                 "Update Interaction"):  # fmt: skip
        assert name in sheet


def test_composer_says_by_a_property_which_of_a_block_is_meant() -> None:
    text = " ".join(to_build_sheet(built(TEXT)).split())

    for row in (
        "Response Type Acknowledgement", "Response Type Autoresponse", "Forward Type Forward",
        "Standard Response 'received'", "Output Queue 'outgoing'", "Email Server Mail",
        "Destination 'legal@partner.example'", "Field Codes / Name 'Ana'", "CC 'log@example.com'",
    ):  # fmt: skip
        assert row in text, row


def test_the_servers_of_messages_are_configured() -> None:
    text = " ".join(to_build_sheet(built(TEXT)).split())

    assert "Address in `From`, where a block leaves it out help@example.com" in text
    assert "Output Queue, where a block leaves it out outgoing" in text
