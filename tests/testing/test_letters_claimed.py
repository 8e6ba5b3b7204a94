"""What tests of strategies can give and claim of e-mails, SMS and work items."""

import pytest

from engine.testing.verdict import Outcome
from tests.graph.projects import check
from tests.testing.verdicts import verdict

PROJECT = """
application "Mail" {{
  type = EmailServer
  address = "help@example.com"
  output_queue = outgoing
}}
application "IXN" {{ type = InteractionServer }}
response SR {{ content_type = text   body = "It has come." }}
queue inbox {{ view all {{ every = 1s   submit = receive }} }}
queue outgoing {{ view all {{ every = 10s   submit = post }} }}
strategy receive (email) {{
  on fault -> done
  on timeout -> done
  data {{ FromAddress: text   ToAddress: text }}
  receipt: esp("Email.Acknowledgement") {{
    app_name = "Mail"
    parameters = {{ StandardResponseId: "SR" }}
  }} -> task
  task: esp("InteractionServer.SubmitNewInteraction") {{
    app_name = "IXN"
    parameters = {{ Queue: "outgoing"   MediaType: "workitem" }}
    user_data = none
  }} -> done
  done: stop {{ reason = "done" }}
}}
strategy post (email) {{
  send: esp("Email.Send") {{
    app_name = "Mail"
    fault -> gone
    timeout -> gone
  }} -> gone
  gone: stop {{ reason = "sent" }}
}}
test "t" {{
  {begin}
  input = {{ udata: {{ FromAddress: "ana@example.com"   ToAddress: "shop@example.com" }} }}
  {entries}
}}
"""


def outcome(*entries: str, begin: str = "strategy = receive") -> Outcome:
    """How a test with these entries turns out."""
    return verdict(PROJECT.format(begin=begin, entries="\n  ".join(entries))).outcome


@pytest.mark.parametrize(
    "claim",
    [
        'receipt.answer.InteractionId == "email-2"',
        'email.id == "email-2" and email.media == "email"',
        'email(1).outcome == stopped("sent")',
        'email(1).udata.ToAddress == "ana@example.com"',
        'email(2).media == "workitem" and email(2).outcome == stopped("sent")',
        "email.path == [send, gone] and email(2).path == [send, gone]",
        'email(2).send.fault.symbol == "nothing_to_send"',
        'chat(1).place == email(1).place',
        'messages == ["It has come."]',
        'rendered == "It has come."',
        'sent("Email.Acknowledgement").parameters.StandardResponseId == "SR"',
        'sent("Email.Send", 1).user_data.ToAddress == "ana@example.com"',
        'calls("Email.Send") == 2',
        "ledger.emails_created == 2 and ledger.emails_stopped == 2 and ledger.chats_created == 0",
        "ledger.messages_sent == 1 and ledger.duplicate_invites == 0",
        "chats == 2",
    ],
)  # fmt: skip
def test_what_servers_of_messages_do_can_be_claimed(claim: str) -> None:
    assert outcome(f"expect {claim}") is Outcome.PASSED


def test_a_block_may_have_the_label_email() -> None:
    text = PROJECT.format(
        begin="strategy = receive",
        entries="expect visits(email, of: 1) == 1 and email(2).email.fault.code == 256",
    )

    assert verdict(text.replace("  send: esp", "  email: esp")).outcome is Outcome.PASSED


def test_a_stub_stands_for_a_server_of_messages() -> None:
    refused = 'given { answer("Email.Acknowledgement") = fault(no_address) }'

    assert outcome(refused, "expect path == [receipt, done] and chats == 0") is Outcome.PASSED


def test_a_test_can_begin_with_an_email_that_waits() -> None:
    begin = "start = inbox"

    assert outcome('expect outcome == stopped("done")', begin=begin) is Outcome.PASSED


@pytest.mark.parametrize(
    ("claim", "code"),
    [("email == 1", "E220"), ("email(0).place == queued", "E232"), ("email(2) == 1", "E220")],
)
def test_slips_are_told(claim: str, code: str) -> None:
    text = PROJECT.format(begin="strategy = receive", entries=f"expect {claim}")

    assert [each.code for each in check(text)[1]] == [code]
