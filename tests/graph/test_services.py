"""What is known of a call of Chat Server's and UCS's services before a run."""

import pytest

from tests.helpers.runs import check_text, codes

PROJECT = """
application "UCS" {{ type = ContactServer }}
chat_server "Chat_1" {{ }}
queue inbound {{ view all {{ {where} every = 1s   submit = work }} }}
strategy work ({family}) {{
{data}
{blocks}
  done: {end}
}}
strategy other (chat) {{ gone: stop {{ reason = "gone" }} }}
"""
ENDS = {"voice": "disconnect", "chat": 'stop { reason = "done" }'}
SAY = (
    'say: esp("Chat.Message") {{ app_name = "Chat_1" {more} parameters = {{ MessageText: "hi" }} '
    "fault -> done timeout -> done }} -> done"
)
ASK = "open: if(is_online) { true -> say   false -> done }\n"


def checked(
    blocks: str, *, family: str = "chat", where: str = "", data: str = ""
) -> list[tuple[str, str]]:
    """The codes and messages for a strategy with these blocks."""
    text = PROJECT.format(blocks=blocks, family=family, where=where, data=data, end=ENDS[family])
    if family == "voice":
        text = text.replace("submit = work", "submit = other")
    return [(each.code, each.message) for each in check_text(text).diagnostics]


def called(method: str, more: str = "", family: str = "voice") -> list[tuple[str, str]]:
    """The same for a strategy that makes one call of UCS."""
    return checked(
        f'ask: esp("{method}") {{ app_name = "UCS" {more} fault -> done timeout -> done }} -> done',
        family=family,
    )


def test_a_message_behind_a_look_at_the_session_is_fine() -> None:
    assert checked(ASK + SAY.format(more="")) == []


@pytest.mark.parametrize(
    "look",
    [
        'open: if(udata.IsOnline != "0") { true -> say   false -> done }\n',
        'open: switch(udata.IsOnline) { "0" -> done   else -> say }\n',
    ],
)
def test_user_data_says_too_whether_the_session_is_open(look: str) -> None:
    data = "data { IsOnline: text }"

    assert checked(look + SAY.format(more=""), data=data) == []


def test_a_view_that_looks_at_the_session_is_enough() -> None:
    assert checked(SAY.format(more=""), where="where = is_online and age > 1s ") == []


def test_w322_a_message_that_nobody_has_asked_for_is_told() -> None:
    assert checked(SAY.format(more="")) == [
        ("W322", "nothing asks before `say` whether the session is open")
    ]


def test_w322_a_path_past_the_look_is_told() -> None:
    blocks = 'way: if(id == "chat-1") { true -> open   false -> say }\n' + ASK

    assert checked(blocks + SAY.format(more="")) == [
        ("W322", "nothing asks before `say` whether the session is open")
    ]


def test_w322_a_call_has_no_session() -> None:
    assert checked(SAY.format(more=""), family="voice") == [
        ("W322", "`Chat.Message` is for chats: this strategy's interactions have no session")
    ]


def test_a_call_can_write_into_another_interaction() -> None:
    more = 'with = { InteractionId: "chat-2" }'

    assert checked(SAY.format(more=more), family="voice") == []


def test_a_disabled_message_is_not_told() -> None:
    assert checked(SAY.format(more="disabled = true")) == []


def test_w322_an_outdated_method_is_told() -> None:
    found = check_text(
        'application "DMS" { channel "wa" { media = whatsapp   business_id = "1" } }\n'
        'strategy s (voice) { a: esp("ChatService.ValidateContact") { app_name = "DMS"\n'
        "parameters = { _umsClientId: ANI }   fault -> b   timeout -> b } -> b\nb: exit }"
    )

    assert codes(found) == ["W322"]


def test_e270_a_message_without_user_data_is_refused() -> None:
    assert checked(ASK + SAY.format(more="user_data = none")) == [
        ("E270", "`Chat.Message` needs user data, and none of it goes along")
    ]


def test_user_data_of_the_request_alone_can_be_enough() -> None:
    more = "user_data = none   with = { InteractionId: id }"

    assert checked(ASK + SAY.format(more=more)) == []


def test_some_keys_bring_the_interaction_along() -> None:
    assert checked(ASK + SAY.format(more="user_data = [Colour]")) == []


@pytest.mark.parametrize("method", ["Contact.Identify", "Contact.findOrCreate"])
def test_e270_a_contact_is_not_searched_for_without_a_key_to_search_by(method: str) -> None:
    names = (
        "`ContactId`, `EmailAddress`, `PhoneNumber`, `_msg_ProfileUserId_ABC`, `FirstName`, "
        "`LastName`"
    )

    assert called(method, "user_data = [Colour]") == [
        ("E270", f"`{method}` needs one of {names} in the user data")
    ]
    assert called(method, "user_data = [Colour]   with = { PhoneNumber: ANI }") == []


def test_e271_a_notice_of_an_unknown_type_is_refused() -> None:
    found = checked(
        ASK
        + 'say: esp("Chat.Notice") { app_type = ChatServer   parameters = { NoticeType: "HELLO" }\n'
        "fault -> done   timeout -> done } -> done"
    )

    assert found == [("E271", "`HELLO` is no type of notice that a strategy can send")]


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("Contact.Identify", "CreateContact"),
        ("Contact.Identify", "ReturnUnique"),
        ("OMInteractions.StopInteraction", "Delete"),
    ],
)
def test_e272_a_flag_that_is_neither_true_nor_false_is_refused(method: str, name: str) -> None:
    assert called(method, f'parameters = {{ {name}: "yes" }}') == [
        ("E272", "`yes` is neither `true` nor `false`")
    ]
    assert called(method, f'parameters = {{ {name}: "TRUE" }}') == []


@pytest.mark.parametrize(
    ("method", "parameters", "code"),
    [
        ("OMFieldCodes.RenderFieldCodes", "", "E217"),
        ("OMFieldCodes.RenderFieldCodes", "Text: 5", "E217"),
        ("OMFieldCodes.RenderMessageContent", 'Colour: "red"', "E217"),
        ("OMInteractions.StopInteraction", 'TenantId: "1"', "E217"),
    ],
)
def test_e217_parameters_fit_the_signature(method: str, parameters: str, code: str) -> None:
    found = called(method, f"parameters = {{ {parameters} }}")

    assert {each for each, _ in found} == {code}


def test_an_attached_key_is_certain_after_the_call() -> None:
    find = (
        'who: esp("Contact.findOrCreate") {{ app_name = "UCS"   with = {{ PhoneNumber: ANI }}\n'
        "fault -> {fault}   timeout -> done }} -> tell\ntell: log(udata.ContactId) -> done"
    )

    assert checked(find.format(fault="done"), family="voice") == []
    assert [code for code, _ in checked(find.format(fault="tell"), family="voice")] == ["E216"]


def test_an_attached_key_is_not_certain_after_a_call_that_does_not_wait() -> None:
    blocks = (
        'who: esp("Contact.findOrCreate") { app_name = "UCS"   expect_response = false } -> tell\n'
        "tell: log(udata.ContactId) -> done"
    )

    assert [code for code, _ in checked(blocks, family="voice")] == ["E216"]


def test_a_key_that_an_answer_may_replace_has_no_certain_type() -> None:
    blocks = (
        "a: attach { FirstName = 5 } -> who\n"
        'who: esp("Contact.Identify") { app_name = "UCS"   with = { PhoneNumber: ANI }\n'
        "fault -> done   timeout -> done } -> sum\n"
        "sum: log(text(udata.FirstName + 1)) -> done"
    )

    assert [code for code, _ in checked(blocks, family="voice")] == ["E216"]


@pytest.mark.parametrize("word", ["ContactServer", "63"])
def test_an_application_type_is_a_number_or_a_name(word: str) -> None:
    found = check_text(f'application "U" {{ type = {word} }}\nstrategy s (voice) {{ a: exit }}')

    assert codes(found) == []
    assert found.process is not None
    assert found.process.directory.applications[0].type == 63


def test_an_application_type_that_is_no_name_is_told() -> None:
    found = check_text('application "U" { type = UCS }\nstrategy s (voice) { a: exit }')

    assert codes(found) == ["E211"]


def test_attributes_of_a_contact_are_texts() -> None:
    found = check_text('contact "1" { attributes = { Age: 5 } }\nstrategy s (voice) { a: exit }')

    assert codes(found) == ["E220"]


def test_chat_server_can_be_without_its_port_esp() -> None:
    found = check_text("chat_server { esp = false }\nstrategy s (voice) { a: exit }")

    assert found.process is not None
    assert not found.process.directory.chat_server.esp
