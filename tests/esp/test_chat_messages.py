"""`Chat.Message` and `Chat.Notice`: what a strategy writes into a session, and when it cannot."""

from dataclasses import replace

import pytest

from engine.directory import Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Notify, Say
from engine.esp.services.chat.notice import TYPES
from engine.values import KVList
from tests.esp.services import CALL, ENDED, FORGOTTEN, NO_DATA, asked, here
from tests.esp.still import Still, refused, served, world

HELLO = {"MessageText": "hello"}
PAGE = {"NoticeType": "USER_PUSHED_URL", "NoticeText": "https://www.example.com"}
BOTH = [("Chat.Message", HELLO), ("Chat.Notice", PAGE)]


def test_a_message_goes_into_the_session_of_the_interaction_whose_user_data_goes_along() -> None:
    answer = served(asked("Chat.Message", HELLO), here())

    assert answer.effects == (Say(interaction_id="chat-2", text="hello"),)
    assert answer.notes == (
        Note("application `Chat_1`", "AppName names it"),
        Note("session `chat-2`", "its user data goes along [inferred]"),
    )
    assert (answer.parameters, answer.user_data) == (KVList(), KVList())


def test_a_message_type_is_any_text_and_changes_nothing() -> None:
    typed = asked("Chat.Message", {**HELLO, "MessageType": "anything at all"})

    assert served(typed, here()) == served(asked("Chat.Message", HELLO), here())


@pytest.mark.parametrize("text", [None, ""])
def test_a_message_without_text_is_fault_201(text: str | None) -> None:
    parameters = {} if text is None else {"MessageText": text}

    refusal = refused(asked("Chat.Message", parameters), here())

    assert (refusal.number, refusal.text) == (201, "missing parameter: MessageText")


@pytest.mark.parametrize(("method", "parameters"), BOTH)
def test_without_user_data_chat_server_finds_no_session(
    method: str, parameters: dict[str, str]
) -> None:
    refusal = refused(asked(method, parameters, properties=NO_DATA), here())

    assert refusal.number == 221
    assert refusal.text == "no interaction: user data does not go along"


@pytest.mark.parametrize(("method", "parameters"), BOTH)
def test_is_online_0_means_that_the_session_has_ended(
    method: str, parameters: dict[str, str]
) -> None:
    refusal = refused(asked(method, parameters), here(chat_2=ENDED))

    assert (refusal.number, refusal.text) == (223, "session closed: chat-2, IsOnline is 0")


@pytest.mark.parametrize(("method", "parameters"), BOTH)
@pytest.mark.parametrize("subject", [FORGOTTEN, CALL], ids=["forgotten", "a call"])
def test_a_session_that_chat_server_does_not_have_is_unknown(
    method: str, parameters: dict[str, str], subject: object
) -> None:
    refusal = refused(asked(method, parameters), here(chat_2=subject))  # type: ignore[arg-type]

    assert refusal.text == "unknown interaction: chat-2 has no session at Chat_1"


def test_an_interaction_that_there_is_not_is_unknown() -> None:
    request = asked("Chat.Message", HELLO, user_data={"InteractionId": "chat-9"})

    assert refused(request, here()).text == "unknown interaction: chat-9"


def test_the_key_interaction_id_names_another_chat() -> None:
    request = asked("Chat.Message", HELLO, user_data={"InteractionId": "chat-3"})

    answer = served(request, here(chat_2=ENDED, chat_3=replace(ENDED, online=True)))

    assert answer.effects == (Say(interaction_id="chat-3", text="hello"),)
    assert answer.notes[-1] == Note("session `chat-3`", "InteractionId names it")


def test_chat_server_app_name_names_the_application() -> None:
    data = {"ChatServerAppName": "Chat_1"}

    assert served(asked("Chat.Message", HELLO, user_data=data), here()).effects


def test_another_chat_server_does_not_have_the_session() -> None:
    data = {"ChatServerAppName": "Chat_2"}

    refusal = refused(asked("Chat.Message", HELLO, user_data=data), here())

    assert refusal.number == 222
    assert "chat-2, its session is at Chat_2, as ChatServerAppName says" in refusal.text


def test_an_application_name_that_is_no_chat_server_is_unavailable() -> None:
    assert refused(asked("Chat.Message", HELLO, app_name="Chat_2"), here()).number == 102


def test_the_digital_messaging_server_has_no_service_chat() -> None:
    refusal = refused(asked("Chat.Message", HELLO, app_name="DMS"), here())

    assert refusal.text == "unknown service: Chat of DMS"


def test_chat_server_must_be_connected_by_its_port_esp() -> None:
    connected = here()
    server = replace(connected.directory.chat_server, esp=False)
    cut = replace(connected, directory=replace(connected.directory, chat_server=server))

    assert refused(asked("Chat.Message", HELLO), cut).number == 102


@pytest.mark.parametrize("kind", [59, "59", "ChatServer"])
def test_application_type_chat_server_is_enough(kind: object) -> None:
    pairs = [("AppType", kind), ("Service", "Chat"), ("Method", "Message")]
    envelope = KVList([*pairs, ("Parameters", KVList(HELLO.items()))])  # type: ignore[list-item]

    answer = served(Request(1, envelope, KVList(), KVList([("InteractionId", "chat-2")])), here())

    assert answer.effects == (Say(interaction_id="chat-2", text="hello"),)


def test_an_application_declared_before_wins_the_type() -> None:
    named = Application(name="Chat_0", type=59)
    still = world(named)

    answer = served(
        asked("Chat.Message", HELLO, app_name="Chat_0"),
        Still(still.directory, subjects=here().subjects),
    )

    assert answer.notes[0].what == "application `Chat_0`"


@pytest.mark.parametrize("notice", TYPES)
def test_each_type_of_notice_goes_into_the_session(notice: str) -> None:
    request = asked("Chat.Notice", {"NoticeType": notice, "NoticeText": "x"})

    answer = served(request, here())

    assert answer.effects == (Notify(interaction_id="chat-2", notice=notice, text="x"),)


def test_a_notice_of_another_type_is_refused() -> None:
    refusal = refused(asked("Chat.Notice", {"NoticeType": "user_pushed_url"}), here())

    assert (refusal.number, refusal.text) == (213, "unknown notice: user_pushed_url")


def test_a_notice_without_type_is_fault_201() -> None:
    assert refused(asked("Chat.Notice"), here()).text == "missing parameter: NoticeType"


def test_a_pushed_page_needs_its_address() -> None:
    refusal = refused(asked("Chat.Notice", {"NoticeType": "USER_PUSHED_URL"}), here())

    assert refusal.text == "missing parameter: NoticeText"


def test_other_notices_need_no_text() -> None:
    answer = served(asked("Chat.Notice", {"NoticeType": "USER_TYPING_STARTED"}), here())

    assert answer.effects == (
        Notify(interaction_id="chat-2", notice="USER_TYPING_STARTED", text=""),
    )
