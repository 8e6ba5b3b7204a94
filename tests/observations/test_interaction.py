"""What is read of an interaction: how old it is, how long it waited, where it is."""

import pytest

from engine.testing.verdict import Outcome
from tests.testing.verdicts import verdict

QUEUE = """
queue q { view all { where = time_in_queue > 9s   every = 10s   submit = s } }
strategy s (chat) { stay: wait(20s) -> done   done: stop }
test "t" {
  start = q
  input = { age: 1m   time_in_queue: 0s }
  at 1h data_changes("Key", "v")
  @CLAIM@
}
"""
INVITES = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222" }
}
chat_server { endpoints 1 { "send" = q } }
response note { content_type = notification   id = "acme@note"   body = "Hi." }
queue q { view all { where = is_online   every = 10s   submit = s } }
strategy s (chat) { done: stop }
strategy main (voice) {
  on fault -> over
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = { _umsClientId: "+14155550123"   _umsBusinessId: "19251112222"
                   StandardResponseId: "note"   ChatQueueKey: "1:send"
                   TerminateSessionFlag: "true" }
  } -> over
  over: disconnect
}
test "t" { strategy = main
  @CLAIM@ }
"""


def messages(text: str) -> list[str]:
    """What is wrong with the claims of the only test."""
    return [failure.message for failure in verdict(text).failures if failure.claim is not None]


def queued(claim: str) -> list[str]:
    return messages(QUEUE.replace("@CLAIM@", claim))


@pytest.mark.parametrize(
    "claim",
    ["expect age == 1m30s", "always age <= 1m30s", "eventually within 2h expect age == 1m30s"],
)
def test_nobody_grows_older_after_the_end(claim: str) -> None:
    assert queued(claim) == []


@pytest.mark.parametrize(
    "claim",
    [
        "expect time_in_queue == 10s",
        "never time_in_queue > 10s",
        "within 10s expect time_in_queue > 5s",
    ],
)
def test_who_is_pulled_waits_no_longer(claim: str) -> None:
    assert queued(claim) == []


def test_who_waits_still_waits() -> None:
    text = QUEUE.replace("> 9s", "> 3d").replace("@CLAIM@", "expect time_in_queue >= 1h")

    assert messages(text) == []


@pytest.mark.parametrize(
    "claim", ["never chat.place == running", 'never chat.outcome == ["running", ""]']
)
def test_a_chat_is_nowhere_before_it_comes_to_its_queue(claim: str) -> None:
    assert messages(INVITES.replace("@CLAIM@", claim)) == []


CONTACTS = """
application "UCS" { type = ContactServer }
contact "+14155550123" { attributes = { FirstName: "Ana" } }
strategy s (voice) {
  data { Name: text }
  rest: wait(1m) -> set
  set: esp("Contact.Update") {
    app_name = "UCS"
    with = { ContactId: "contact-1"   FirstName: udata.Name   LastName: "Gomez" }
    fault -> bye   timeout -> bye
  } -> bye
  bye: disconnect
}
"""


def test_a_claim_reads_what_calls_have_made_of_contacts() -> None:
    found = verdict(
        CONTACTS
        + """
test "t" {
  strategy = s
  input = { udata: { Name: "Anna" } }
  within 30s expect contact(1).FirstName == "Ana" and (contact(1).LastName ?? "") == ""
  within 2m expect contact(1).FirstName == "Anna" and contact(1).LastName == "Gomez"
  never (contact(2).FirstName ?? "nobody") != "nobody"
}
"""
    )

    assert found.outcome is Outcome.PASSED, found
