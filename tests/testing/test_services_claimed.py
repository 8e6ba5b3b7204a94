"""What tests of strategies can give and claim of the services of Chat Server and UCS."""

import pytest

from engine.testing.verdict import Outcome
from tests.testing.verdicts import verdict

PROJECT = """
chat_server "Chat_1" {{ }}
application "UCS" {{ type = ContactServer }}
contact "+14155550123" {{ attributes = {{ FirstName: "Ana"   Segment: "gold" }} }}
queue inbound {{ view all {{ where = is_online   every = 1s   submit = greet }} }}
strategy greet (chat) {{
  on fault -> sorry
  on timeout -> sorry
  who: esp("Contact.findOrCreate") {{ app_name = "UCS"
    with = {{ PhoneNumber: "+14155550123" }} }} -> tell
  tell: log("contact " + udata.ContactId) -> say
  say: esp("Chat.Message") {{ app_type = ChatServer
    parameters = {{ MessageText: "hello" }} }} -> page
  page: esp("Chat.Notice") {{ app_type = ChatServer
    parameters = {{ NoticeType: "USER_PUSHED_URL"   NoticeText: "https://example.com" }} }} -> done
  sorry: stop {{ reason = "sorry" }}
  done: stop {{ reason = "greeted" }}
}}
test "t" {{
  {begin}
  {entries}
}}
"""
WHOLE = "strategy = greet"


def outcome(*entries: str, begin: str = WHOLE) -> Outcome:
    """How a test with these entries turns out."""
    return verdict(PROJECT.format(begin=begin, entries="\n  ".join(entries))).outcome


@pytest.mark.parametrize(
    "claim",
    [
        "path == [who, tell, say, page, done]",
        'messages == ["hello"]',
        'transcript == ["system: hello", "USER_PUSHED_URL: https://example.com"]',
        'udata.ContactId == "contact-1"',
        'udata.FirstName == "Ana"',
        'who.answer.Created == "false"',
        'who.answer.ContactId == "contact-1"',
        'sent("Chat.Message").parameters.MessageText == "hello"',
        'calls("Chat.Notice") == 1',
        "ledger.messages_sent == 1",
    ],
)
def test_what_services_do_can_be_claimed(claim: str) -> None:
    assert outcome(f"expect {claim}") is Outcome.PASSED


def test_a_stub_stands_for_a_service() -> None:
    given = 'given { answer("Contact.findOrCreate") = answers({ ContactId: "c-7" }) }'

    assert outcome(given, 'expect logs == ["contact c-7"]') is Outcome.PASSED


def test_a_stub_attaches_what_the_service_may_attach() -> None:
    answer = '{ ContactId: "c-7"  FirstName: "Bo"  Segment: "iron" }'
    given = f'given {{ answer("Contact.findOrCreate") = answers({answer}) }}'

    assert outcome(given, 'expect udata.FirstName == "Bo"') is Outcome.PASSED
    assert outcome(given, 'expect udata.Segment == "iron"') is Outcome.PASSED


def test_a_fault_of_a_service_can_be_given() -> None:
    given = "given { answer(say) = fault(session_closed) }"

    assert outcome(given, "expect path == [who, tell, say, sorry]") is Outcome.PASSED


def test_a_session_that_ends_before_the_message_is_a_fault() -> None:
    entries = ("at 10ms session_ends()", 'expect say.fault.symbol == "session_closed"')

    assert outcome(*entries) is Outcome.PASSED


def test_a_test_that_begins_behind_the_call_gives_what_it_attaches() -> None:
    needed = ('input = { udata: { ContactId: "c-1" } }', 'expect logs == ["contact c-1"]')

    assert outcome(*needed, begin=f"{WHOLE}\n  start = tell") is Outcome.PASSED
