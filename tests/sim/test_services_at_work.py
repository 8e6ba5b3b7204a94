"""What the services of Chat Server and Universal Contact Server do to a run."""

from engine.log.events import Event, Why
from engine.ops import Place
from engine.scenario import Act, Answering, AnswerPlan, Happening, Stub
from engine.values import SECOND, KVList
from tests.helpers.runs import Story, at, run_text
from tests.sim.invitation import invitation

CHAT = """
chat_server "Chat_1" {{ }}
application "UCS" {{ type = ContactServer }}
contact "+14155550123" {{ attributes = {{ FirstName: "Ana" }} }}
response SR_hello {{ content_type = text   body = "Dear <$Contact.FirstName$>" }}
strategy greet (chat) {{
  on fault -> failed
{blocks}
  failed: log("failed") -> done
  done: stop {{ reason = "done" }}
}}
"""
SAY = """  say: esp("Chat.Message") {{ app_type = ChatServer
    parameters = {{ MessageText: "hello" }} {more}
    fault -> {refused}   timeout -> done }} -> done
  refused: attach {{ Symbol = say.fault.symbol   Text = say.fault.text }} -> done"""
WHO = """  who: esp("Contact.findOrCreate") {{ app_name = "UCS"
    with = {{ PhoneNumber: "{number}" }}
    fault -> done   timeout -> done }} -> {then}"""


def chat(blocks: str, *, ended: bool = False, happenings: tuple[Happening, ...] = ()) -> Story:
    """A chat whose strategy has these blocks; its session is open unless it has ended."""
    data = KVList([("IsOnline", "0")]) if ended else KVList()
    return run_text(
        CHAT.format(blocks=blocks), strategy="greet", ani="", data=data, happenings=happenings
    )


def saying(more: str = "", *, ended: bool = False, before: str = "") -> Story:
    """A chat whose strategy writes into it."""
    return chat(before + SAY.format(more=more, refused="refused"), ended=ended)


def texts(story: Story, kind: Event) -> list[str]:
    """The contents that rows of a kind quote."""
    return [str(story.log.contents[row.a]) for row in story.rows(kind)]


def test_a_message_comes_into_the_session_at_the_instant_of_the_request() -> None:
    story = saying()

    (said,) = story.rows(Event.SAID)
    (requested,) = story.rows(Event.REQUESTED)
    assert (said.time, said.interaction, said.b) == (requested.time, 0, 5)
    assert texts(story, Event.SAID) == ["hello"]
    assert story.path() == ["say", "done"]


def test_into_a_session_that_has_ended_nothing_is_written() -> None:
    story = saying(ended=True)

    assert story.rows(Event.SAID) == []
    assert story.data(0)["Symbol"] == "session_closed"


def test_a_request_with_some_user_data_names_its_interaction() -> None:
    assert texts(saying("user_data = [Colour]"), Event.SAID) == ["hello"]


def test_a_request_without_user_data_names_it_by_a_key() -> None:
    story = saying("user_data = none   with = { InteractionId: id }")

    assert texts(story, Event.SAID) == ["hello"]


def test_a_caller_writes_into_the_chat_that_it_has_been_given() -> None:
    text = invitation(flag="false").replace(
        "answered: attach { Chat = invite.answer._umsChatSessionId } -> bye",
        'answered: esp("Chat.Message") { app_type = ChatServer\n'
        'parameters = { MessageText: "you called" }\n'
        "with = { InteractionId: invite.answer._umsChatSessionId }\n"
        "fault -> bye   timeout -> bye } -> bye",
    )

    story = run_text(text)

    (said,) = story.rows(Event.SAID)
    assert (said.interaction, texts(story, Event.SAID)) == (1, ["you called"])


def test_a_notice_comes_into_the_session() -> None:
    story = chat(
        '  page: esp("Chat.Notice") { app_type = ChatServer\n'
        '    parameters = { NoticeType: "USER_PUSHED_URL"   NoticeText: "https://example.com" }\n'
        "    fault -> done   timeout -> done } -> done"
    )

    (noticed,) = story.rows(Event.NOTICED)
    assert story.log.value(noticed.a) == "USER_PUSHED_URL"
    assert story.log.contents[noticed.b] == "https://example.com"


def test_what_an_answer_attaches_is_there_when_it_comes() -> None:
    story = chat(WHO.format(number="+1 415 555 0123", then="done"))

    (answered,) = story.rows(Event.ANSWERED)
    rows = [row for row in story.rows(Event.ATTACHED) if row.time == answered.time]
    attached = [row for row in rows if story.log.value(row.a) != "IsOnline"]
    assert {story.log.value(row.a): story.log.value(row.b) for row in attached} == {
        "ContactId": "contact-1", "FirstName": "Ana", "PhoneNumber": "+14155550123",
    }  # fmt: skip
    assert story.data(0)["ContactId"] == "contact-1"


def test_a_new_contact_is_made_once_and_found_afterwards() -> None:
    twice = "\n".join((
        WHO.format(number="+4930123456", then="again"),
        WHO.format(number="+4930123456", then="done").replace("who:", "again:"),
    ))  # fmt: skip

    story = chat(twice)

    (made,) = story.rows(Event.CONTACT_CREATED)
    assert story.log.value(made.a) == "contact-2"
    assert story.log.value(made.b) == KVList([("PhoneNumber", "+4930123456")])
    answers = [story.log.value(row.b) for row in story.rows(Event.ANSWERED)]
    assert [each.get("Created") for each in answers if isinstance(each, KVList)] == [
        "true", "false",
    ]  # fmt: skip


def test_an_update_changes_what_is_rendered() -> None:
    story = chat(
        WHO.format(number="14155550123", then="name")
        + """
  name: attach { FirstName = "Anna" } -> save
  save: esp("Contact.Update") { app_name = "UCS"   fault -> done   timeout -> done } -> fill
  fill: esp("OMFieldCodes.RenderMessageContent") { app_name = "UCS"
    parameters = { StandardResponseId: "SR_hello" }
    fault -> done   timeout -> done } -> tell
  tell: log(fill.answer.Text) -> done"""
    )

    (updated,) = story.rows(Event.CONTACT_UPDATED)
    assert story.log.value(updated.b) == KVList([("FirstName", "Anna")])
    assert [story.log.value(row.a) for row in story.rows(Event.LOGGED)] == ["Dear Anna"]


def test_stopping_the_record_leaves_the_interaction_to_its_strategy() -> None:
    story = chat(
        '  record: esp("OMInteractions.StopInteraction") { app_name = "UCS"\n'
        '    parameters = { Reason: "answered" }   with = { Order: "A-1" }\n'
        "    fault -> done   timeout -> done } -> pause\n"
        "  pause: wait(1s) -> done"
    )

    (ended,) = story.rows(Event.RECORD_ENDED)
    (final,) = story.rows(Event.FINAL)
    assert (ended.a, story.log.value(ended.b)) == (0, "answered")
    assert (final.a, final.time) == (int(Place.STOPPED), ended.time + SECOND + 50_000)
    (saved,) = [r for r in story.log.reasons if r.kind == Why.SAVED]
    assert story.log.contents[saved.a] == KVList([("IsOnline", "1"), ("Order", "A-1")])


def test_a_deleted_record_is_not_there_any_more() -> None:
    stop = (
        '  {label}: esp("OMInteractions.StopInteraction") {{ app_name = "UCS"\n'
        '    parameters = {{ Delete: "true" }}\n'
        "    fault -> {fault}   timeout -> done }} -> {then}\n"
    )
    story = chat(
        stop.format(label="first", fault="done", then="second")
        + stop.format(label="second", fault="why", then="done")
        + "  why: attach { Symbol = second.fault.symbol } -> done"
    )

    assert story.data(0)["Symbol"] == "unknown_interaction"
    assert len(story.rows(Event.RECORD_ENDED)) == 1


def test_an_answer_that_comes_too_late_attaches_nothing() -> None:
    story = run_text(
        CHAT.format(blocks=WHO.format(number="14155550123", then="done")), strategy="greet",
        ani="", answers=["late"],
    )  # fmt: skip

    assert "ContactId" not in story.data(0)


def test_an_invented_answer_attaches_what_the_method_would() -> None:
    answer = KVList([("ContactId", "c-7"), ("Created", "false")])
    plan = AnswerPlan(Answering.GIVEN, result=answer)
    stub = Stub(method="Contact.findOrCreate", block="", plans=(plan,), every=True)
    tell = "\n  tell: log(udata.ContactId) -> done"

    story = run_text(
        CHAT.format(blocks=WHO.format(number="1", then="tell") + tell), strategy="greet", ani="",
        stubs=(stub,),
    )  # fmt: skip

    assert [story.log.value(row.a) for row in story.rows(Event.LOGGED)] == ["c-7"]


def test_a_session_that_is_forgotten_meanwhile_is_unknown() -> None:
    story = chat(
        "  pause: wait(2s) -> say\n" + SAY.format(more="", refused="refused"),
        happenings=(at(SECOND, Act.SESSION_LOST),),
    )

    assert story.data(0)["Text"] == "unknown interaction: chat-1 has no session at Chat_1"
