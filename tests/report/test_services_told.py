"""How a trace and its document tell of messages, contacts and records."""

import pytest

from engine.report.run_to_json import run_document
from engine.report.styled import plain
from engine.report.to_json import dumps
from engine.report.to_trace import to_trace
from engine.source import visible
from tests.helpers.runs import Story, run_text

TEXT = """
chat_server "Chat_1" { }
application "UCS" { type = ContactServer }
strategy greet (chat) {
  on fault -> done
  on timeout -> done
  open: if(is_online) { true -> say   false -> done }
  say: esp("Chat.Message") { app_type = ChatServer   parameters = { MessageText: "hello" } } -> who
  who: esp("Contact.findOrCreate") { app_name = "UCS"
    with = { PhoneNumber: "+4930123456" } } -> name
  name: attach { FirstName = "Ana" } -> save
  save: esp("Contact.Update") { app_name = "UCS" } -> end
  end: esp("OMInteractions.StopInteraction") { app_name = "UCS"   user_data = [FirstName]
    parameters = { Reason: "greeted" } } -> drop
  drop: esp("OMInteractions.StopInteraction") { app_name = "UCS"
    parameters = { Delete: "true" } } -> done
  done: stop { reason = "greeted" }
}
"""


def told(story: Story) -> list[str]:
    lines = to_trace(story.program, story.log, columns=100)
    return [visible(plain(line)).strip() for line in lines]


def test_each_thing_that_a_service_does_has_its_sentence() -> None:
    lines = told(run_text(TEXT, ani=""))

    said = lines.index("Chat Server puts a message into the session")
    made = lines.index("contact contact-1 made")
    updated = lines.index("contact contact-1 updated")
    ended = lines.index("the record at Universal Contact Server is stopped (greeted)")
    assert lines[said + 1] == '"hello"'
    assert lines[made + 1] == 'PhoneNumber: "+4930123456"'
    assert lines[updated + 1] == 'FirstName: "Ana"'
    assert lines[ended + 1 : ended + 3] == ["saved with it", 'FirstName: "Ana"']
    assert "the record at Universal Contact Server is deleted" in lines
    assert 'udata.ContactId = "contact-1"' in lines


def test_the_choices_of_a_service_are_told_with_their_reasons() -> None:
    lines = told(run_text(TEXT, ani=""))

    assert "session `chat-1`: its user data goes along [inferred]" in lines
    assert "no contact: none fits PhoneNumber" in lines
    assert "a new contact: there was none" in lines


def test_a_request_says_whom_it_is_for() -> None:
    lines = told(run_text(TEXT, ani=""))

    assert "calls Chat.Message of application type ChatServer" in lines
    assert "calls Contact.Update of UCS" in lines


@pytest.mark.parametrize(
    ("application", "told_as"),
    [
        ('app_name = udata.None ?? ""', "calls Chat.Message, no application given"),
        ('app_name = ""  app_type = SocialMS', "calls Chat.Message of application type SocialMS"),
        ("app_type = 999", "calls Chat.Message of application type 999"),
    ],
)
def test_a_request_says_what_names_its_application(application: str, told_as: str) -> None:
    text = TEXT.replace("app_type = ChatServer", application)

    assert told_as in told(run_text(text, ani=""))


def test_messages_of_strategies_are_in_the_ledger() -> None:
    lines = told(run_text(TEXT, ani=""))

    assert "messages            1 sent, 0 failed" in lines


def test_the_document_of_a_run_has_the_new_events() -> None:
    story = run_text(TEXT, ani="")

    document = dumps("run", run_document(story.program, story.log))

    for word in ("said", "contact_created", "contact_updated", "record_ended"):
        assert f'"{word}"' in document
