"""The first failing check decides, in the order of the fault table.

A request is drawn with any mistakes at once, each at its own place; the answer must be the one that
stands first in the table, which this test reads and the methods do not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.directory import Application, Contact, StandardResponse
from engine.esp.dispatch import dispatch
from engine.esp.outcome import Close, OpenSession, Refusal, Send, Submit, Success
from engine.faults import ESP_FAULTS
from engine.values import HOUR, KVList, Value
from tests.esp.still import BUSINESS, CLIENT, SMS, WHATSAPP, dms, request, world

TWO_CHANNELS = dms(
    WHATSAPP, replace(WHATSAPP, name="wa-2"), strict_delivery=True, opt_in_required=True
)
HELLO = StandardResponse(name="hello", content_type="text", body="Hello")
WILLING = Contact(client_id=CLIENT, opt_in=True, last_inbound_ago_us=HOUR)


@dataclass(frozen=True)
class Inquiry:
    """Everything that a check looks at; as it stands it passes all of them."""

    application: Application = TWO_CHANNELS
    app_name: str | None = "DMS"
    service: str = "ChatService"
    method: str = "InviteToChat"
    parameters: tuple[tuple[str, Value | None], ...] = (
        ("_umsChannel", "wa"), ("_umsClientId", CLIENT), ("_umsBusinessId", BUSINESS),
        ("StandardResponseId", "hello"), ("ChatQueueKey", "1:call-route"),
        ("TerminateSessionFlag", "true"), ("Contact", KVList()),
    )  # fmt: skip
    response: StandardResponse = HELLO
    contact: Contact = WILLING
    queues: tuple[str, ...] = ("Q1",)

    def given(self, name: str, value: Value | None) -> "Inquiry":
        """With another parameter."""
        return replace(self, parameters=(*self.parameters, (name, value)))

    def channels(self, **changes: object) -> "Inquiry":
        """With the channels of the application changed alike."""
        changed = tuple(replace(channel, **changes) for channel in self.application.channels)  # type: ignore[arg-type]
        return replace(self, application=replace(self.application, channels=changed))

    def applied(self, **changes: object) -> "Inquiry":
        """With options of the application changed."""
        return replace(self, application=replace(self.application, **changes))  # type: ignore[arg-type]

    def answered(self, **changes: object) -> "Inquiry":
        """With the standard response changed."""
        return replace(self, response=replace(self.response, **changes))  # type: ignore[arg-type]


Mistake = Callable[[Inquiry], Inquiry]

PLACES: tuple[Mapping[str, Mistake], ...] = (
    {
        "missing_application": lambda i: replace(i, app_name=None),
        "unavailable": lambda i: replace(i, app_name="Other"),
    },
    {"unknown_service": lambda i: replace(i, service="Chat")},
    {"unknown_method": lambda i: replace(i, method="Message")},
    {
        "missing_parameter": lambda i: i.given("_umsClientId", ""),
        "bad_client_id": lambda i: i.given("_umsClientId", "+"),
    },
    {"wrong_type": lambda i: i.given("Agent", "Bo")},
    {
        "channel_required": lambda i: i.given("_umsChannel", None),
        "unknown_channel": lambda i: i.given("_umsChannel", "wa-3"),
    },
    {"flex_chat_required": lambda i: i.applied(flex_chat=False)},
    {"unsupported_media": lambda i: i.channels(media=SMS.media)},
    {"unknown_business_id": lambda i: i.given("_umsBusinessId", "1")},
    {
        "malformed_queue_key": lambda i: i.given("ChatQueueKey", "call-route"),
        "unknown_endpoint": lambda i: i.given("ChatQueueKey", "9:call-route"),
        "no_route": lambda i: i.given("ChatQueueKey", "").channels(inbound_route_by_call=None),
    },
    {"bad_flag": lambda i: i.given("TerminateSessionFlag", "yes")},
    {"response_unavailable": lambda i: i.answered(approved=False)},
    {"content_type_unsupported": lambda i: i.answered(content_type="generic")},
    {"rendering_failed": lambda i: i.answered(body="<$")},
    {"re_engagement": lambda i: replace(i, contact=replace(i.contact, last_inbound_ago_us=None))},
    {"no_opt_in": lambda i: replace(i, contact=replace(i.contact, opt_in=False))},
    {"submit_failed": lambda i: replace(i, queues=())},
)
"""Each place where a request or a configuration can be wrong, with the faults it can give."""

MISTAKES = {symbol: mistake for place in PLACES for symbol, mistake in place.items()}
CHECKED = [fault for fault in ESP_FAULTS if fault.symbol in MISTAKES]


@st.composite
def mistakes(draw: st.DrawFn) -> list[str]:
    """At most one mistake at each place, in any order."""
    drawn = [draw(st.sampled_from([None, *place])) for place in PLACES]
    return draw(st.permutations([symbol for symbol in drawn if symbol is not None]))


def answer(symbols: list[str]) -> Refusal | Success:
    """What an inquiry with these mistakes is answered."""
    inquiry = Inquiry()
    for symbol in symbols:
        inquiry = MISTAKES[symbol](inquiry)
    asked = request(
        {"CustomProperties": None, **dict(inquiry.parameters)},
        app_name=inquiry.app_name, service=inquiry.service, method=inquiry.method,
    )  # fmt: skip
    here = world(
        inquiry.application, responses=[inquiry.response], contacts=[inquiry.contact],
        queues=inquiry.queues,
    )  # fmt: skip
    return dispatch(asked, here)


@given(mistakes())
def test_the_first_failing_check_decides(drawn: list[str]) -> None:
    outcome = answer(drawn)

    first = next((fault for fault in CHECKED if fault.symbol in drawn), None)
    if first is None:
        assert isinstance(outcome, Success)
    else:
        assert isinstance(outcome, Refusal)
        assert outcome.number == first.number


@pytest.mark.parametrize("symbol", MISTAKES)
def test_each_check_alone_decides(symbol: str) -> None:
    outcome = answer([symbol])

    assert isinstance(outcome, Refusal)
    assert [fault.symbol for fault in CHECKED if fault.number == outcome.number] == [symbol]


def test_every_fault_of_a_server_has_a_mistake_here() -> None:
    of_the_client = {"timeout", "bad_reply"}
    of_blocks = {"no_owner"}
    of_other_methods = {
        "unknown_notice", "no_interaction", "unknown_interaction", "session_closed",
        "unknown_contact", "no_address", "bad_address", "no_output_queue", "no_transcript",
        "no_email", "nothing_to_send", "already_sent", "no_record",
        "no_text", "unknown_category", "unknown_rule", "bad_relevancy", "no_match",
    }  # fmt: skip

    known = {*MISTAKES, *of_the_client, *of_blocks, *of_other_methods}
    assert [f.symbol for f in ESP_FAULTS if f.symbol not in known] == []


@given(
    flag=st.sampled_from([None, "", "true", "TRUE", "false"]),
    response=st.sampled_from([None, "order", "plain"]),
    keys=st.lists(st.sampled_from(["a", "b", "IsOnline", "Queue", "_umsClientId"]), max_size=6),
)
def test_the_effects_are_consistent(
    flag: str | None, response: str | None, keys: list[str]
) -> None:
    given_data = KVList((key, str(index)) for index, key in enumerate(keys))
    parameters: dict[str, Value | None] = {
        "TerminateSessionFlag": flag, "StandardResponseId": response,
    }  # fmt: skip

    outcome = dispatch(request(parameters, user_data=given_data), world())

    assert isinstance(outcome, Success)
    session, submit, *rest = outcome.effects
    assert isinstance(session, OpenSession)
    assert isinstance(submit, Submit)
    chats = {entry.interaction_id for entry in rest if isinstance(entry, Send | Close)}
    assert {session.interaction_id, submit.interaction_id, *chats} == {"chat-2"}
    assert outcome.result.get("_umsChatSessionId") == "chat-2"
    assert session.media == submit.media
    assert session.terminate == ((flag or "").lower() == "true")
    assert [type(effect) for effect in rest] == (
        [Send] * (response is not None) + [Close] * session.terminate
    )
    passed = [key for key in keys if key not in submit.dropped]
    assert list(submit.user_data.keys())[: len(passed)] == passed
    assert list(dict.fromkeys(key for key in keys if key not in passed)) == list(submit.dropped)
    assert len(set(submit.user_data.keys()[len(passed) :])) == 5
