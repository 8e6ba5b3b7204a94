"""What tests of strategies become: cases with their scenarios."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faults import BY_SYMBOL
from engine.graph.testing.model import Case
from engine.graph.testing.stubs import ALONE
from engine.limits import LIMITS
from engine.ops import Family
from engine.scenario import (
    ACTS,
    HORIZON_US,
    START,
    Act,
    Answering,
    AnswerPlan,
    Happening,
    Midway,
    Scenario,
    Statistic,
    Stub,
    Waiting,
)
from engine.values import DAY, HOUR, MINUTE, SECOND, KVList, Time
from tests.graph.projects import built, check, codes

PROJECT = """
param who = "Ana"
strategy main (voice) {
  data { Name: text   Photo: binary }
  var n = 0
  on fault -> last
  call: esp("ChatService.InviteToChat") {
    app_name = "DMS"   parameters = { _umsClientId: ANI, _umsBusinessId: "1" }
  } -> tell
  tell: attach { Chat = call.answer._umsChatSessionId } -> last
  last: disconnect { reason = "done" }
}
strategy hotline (voice) { busy: disconnect { reason = "busy" } }
strategy answer (chat) { over: stop { reason = "over" } }
strategy letter (email) { read: stop }
workbin drafts
agent anna
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1"   inbound_route_by_call = "1:in" }
}
chat_server { endpoints 1 { "in" = waiting } }
queue waiting { view all { every = 1s   submit = answer } }
"""
DATA = 'input = { udata: { Name: "Ana", Photo: missing } }'


def cases(*entries: str, name: str = "t") -> tuple[Case, ...]:
    """The cases of one test in the project."""
    body = "\n  ".join(entries)
    return built(f'{PROJECT}\ntest "{name}" {{\n  {body}\n}}').cases


def scenario(*entries: str) -> Scenario:
    """The scenario of a test without rows, which claims something."""
    (case,) = cases(*entries, "expect chats < 9")
    return case.scenario


def test_a_test_that_says_little_has_defaults_for_all_else() -> None:
    (case,) = cases("start = waiting", "expect length(waiting) == 0", name="a b")

    assert case.name == "a b"
    assert case.span.text() == '"a b"'
    assert (case.tags, case.skip, case.fails, case.columns) == ((), None, None, ())
    assert case.scenario == Scenario(waiting=Waiting(queue="waiting"))
    assert (case.scenario.start, case.scenario.horizon_us) == (START, HORIZON_US)
    assert len(case.claims) == 1


def test_what_a_test_says_of_its_interaction_and_of_the_centre_is_its_scenario() -> None:
    (case,) = cases(
        "strategy = main",
        'tags = [slow, "two words"]   skip = "later"   fails = "bug 17"   horizon = 2h',
        'input = { ANI: "+1", DNIS: "2", priority: -5, media: "voice",',
        '  udata: { Name: who, Photo: "0xCAfe", n: -1, l: ["a", "b"], m: { k: 1 } } }',
        "given { now = 2026-12-24T08:00   length(waiting) = 12 }",
        "at 0s caller_hangs_up()",
        'at 1m data_changes("k", value: 5, of: 2)',
        "expect path == [call, last]",
    )

    assert (case.tags, case.skip, case.fails) == (("slow", "two words"), "later", "bug 17")
    assert case.scenario == Scenario(
        strategy="main",
        start=Time(1_798_099_200 * SECOND),
        ani="+1",
        dnis="2",
        media="voice",
        priority=-5,
        data=KVList(
            [
                ("Name", "Ana"), ("Photo", b"\xca\xfe"), ("n", -1), ("l", "a"), ("l", "b"),
                ("m", KVList([("k", 1)])),
            ]
        ),
        horizon_us=2 * HOUR,
        statistics=(Statistic(function="length", arguments=("waiting",), value=12),),
        happenings=(
            Happening(at_us=0, act=Act.CALLER_HANGS_UP),
            Happening(at_us=MINUTE, act=Act.DATA_CHANGES, arguments=("k", 5), of=2),
        ),
    )  # fmt: skip


def test_calls_are_answered_all_alike_or_one_after_the_other() -> None:
    found = scenario(
        "strategy = main",
        DATA,
        'given { answer("ChatService.InviteToChat") = fault(unavailable)',
        '  answer(call) = [fault(904, "text", after: 2s), after(3s), answers({ a: "b" }), ok] }',
    )

    assert found.stubs == (
        Stub(
            method="ChatService.InviteToChat",
            plans=(AnswerPlan(Answering.FAULT, BY_SYMBOL["unavailable"].number),),
            every=True,
        ),
        Stub(
            block="call",
            plans=(
                AnswerPlan(Answering.FAULT, 904, 2 * SECOND, "text"),
                AnswerPlan(Answering.AFTER, after_us=3 * SECOND),
                AnswerPlan(Answering.GIVEN, result=KVList([("a", "b")])),
                AnswerPlan(),
            ),
        ),
    )


@pytest.mark.parametrize("way", ALONE)
def test_every_way_that_is_one_word_can_be_written_or_stand_in_a_row(way: str) -> None:
    written = scenario("strategy = main", DATA, f"given {{ answer(call) = {way} }}")
    (in_row,) = cases(
        "strategy = main",
        DATA,
        "given { answer(call) = row.way }",
        f'row "r" {{ way = "{way}" }}',
        "expect path == [call]",
    )

    assert written.stubs == in_row.scenario.stubs
    assert [plan.answering for plan in written.stubs[0].plans] == [Answering(way.replace("_", "-"))]


def test_a_test_can_begin_at_a_block_with_what_was_before() -> None:
    found = scenario(
        "strategy = main",
        "start = tell",
        DATA,
        'given { n = 2   answered(call) = { _umsChatSessionId: "chat-2" } }',
    )

    assert found.strategy == "main"
    assert found.midway == Midway(
        block="tell",
        variables=(("n", 2),),
        answers=(("call", KVList([("_umsChatSessionId", "chat-2")])),),
    )


def test_a_call_may_have_failed_before_a_test_begins() -> None:
    found = scenario("strategy = main   start = last", DATA, "given { failed(call) = 904 }")

    assert found.midway == Midway(block="last", faults=(("call", 904),))


@pytest.mark.parametrize(
    ("written", "age", "in_queue"),
    [
        ("age: 20m", 20, 20),
        ("time_in_queue: 5m", 5, 5),
        ("age: 20m, time_in_queue: 5m", 20, 5),
        ("age: 20m, time_in_queue: 0s", 20, 0),
    ],
)
def test_a_chat_is_in_its_queue_for_as_long_as_it_is_old_unless_said(
    written: str, age: int, in_queue: int
) -> None:
    found = scenario(
        "start = waiting",
        f"input = {{ {written}, is_online: false, session_known: false, terminate: true }}",
    )

    assert found.strategy == ""
    assert found.waiting == Waiting(
        queue="waiting",
        age_us=age * MINUTE,
        in_queue_us=in_queue * MINUTE,
        online=False,
        known=False,
        terminate=True,
    )


def test_a_chat_that_begins_with_a_strategy_says_in_its_data_that_its_session_has_ended() -> None:
    ended = scenario("strategy = answer   input = { is_online: false }")
    open_still = scenario("strategy = answer   input = { is_online: true }")

    assert ended.data == KVList([("IsOnline", "0")])
    assert open_still.data == KVList()


@pytest.mark.parametrize(("strategy", "media"), [("letter", "email"), ("answer", "smssession")])
def test_the_media_fits_the_family(strategy: str, media: str) -> None:
    found = scenario(f'strategy = {strategy}   input = {{ media: "{media}" }}')

    assert found.media == media


def test_each_row_is_a_case_with_its_own_values() -> None:
    first, second = cases(
        "strategy = main",
        "input = { ANI: row.ani, udata: row.data }",
        "given { answer(call) = [fault(row.fault), after(row.after)] }",
        'at 1s data_changes("k", row.ani)',
        'row "one" { ani = "+1"   after = 2s   fault = "unavailable"   end = disconnected',
        '  data = { Name: "A", Photo: "0x" } }',
        'row two { ani = who   after = 3s   fault = "no_route"   end = last',
        '  data = { Name: "B", Photo: "0x" } }',
        "expect place == row.end",
    )

    assert (first.name, second.name) == ("t [one]", "t [two]")
    assert first.claims == second.claims
    assert (first.scenario.ani, second.scenario.ani) == ("+1", "Ana")
    assert first.scenario.data.get("Name") == "A"
    assert second.scenario.data.get("Photo") == b""
    assert [plan.fault for plan in second.scenario.stubs[0].plans] == [
        BY_SYMBOL["no_route"].number,
        0,
    ]
    assert first.scenario.stubs[0].plans[1].after_us == 2 * SECOND
    assert second.scenario.happenings[0].arguments == ("k", "Ana")
    assert dict(first.columns)["end"] == "disconnected"
    assert dict(second.columns)["end"] == "last"


@pytest.mark.parametrize(
    ("entries", "horizon_us"),
    [
        ("expect chats == 0", HORIZON_US),
        ("within 24h expect chats == 0", HORIZON_US + SECOND),
        ("within 1h expect chats == 0", HORIZON_US),
        ("eventually within 2d expect chats == 0", 2 * DAY + SECOND),
        ("at 3d session_ends()   expect chats == 0", 3 * DAY + SECOND),
        ("horizon = 1h   within 1h expect chats == 0", HOUR),
        ("within 3653d expect chats == 0", LIMITS.horizon_us),
    ],
)
def test_a_run_lasts_as_long_as_its_claims_and_events_need(entries: str, horizon_us: int) -> None:
    (case,) = cases("start = waiting", entries)

    assert case.scenario.horizon_us == horizon_us


def test_a_row_can_say_how_calls_are_answered() -> None:
    found = cases(
        f"strategy = main   {DATA}   given {{ answer(call) = row.way }}   expect chats == 0",
        'row word { way = timeout }   row text { way = "ok" }',
        "row fault { way = fault(unavailable, after: 2s) }   row list { way = [after(1s), ok] }",
    )

    assert [case.scenario.stubs[0].plans for case in found] == [
        (AnswerPlan(Answering.TIMEOUT),),
        (AnswerPlan(Answering.OK),),
        (AnswerPlan(Answering.FAULT, fault=102, after_us=2 * SECOND, text=""),),
        (AnswerPlan(Answering.AFTER, after_us=SECOND), AnswerPlan(Answering.OK)),
    ]
    assert [case.scenario.stubs[0].every for case in found] == [True, True, True, False]
    assert found[2].columns == (("way", "fault(unavailable, after: 2s)"),)


def test_an_event_can_happen_at_the_time_of_a_row() -> None:
    soon, late = cases(
        "start = waiting   at row.after customer_writes(row.text)   expect chats == 0",
        'row soon { after = 5s   text = "a" }   row late { after = 30h   text = "b" }',
    )

    assert [case.scenario.happenings for case in (soon, late)] == [
        (Happening(at_us=5 * SECOND, act=Act.CUSTOMER_WRITES, arguments=("a",), of=None),),
        (Happening(at_us=30 * HOUR, act=Act.CUSTOMER_WRITES, arguments=("b",), of=None),),
    ]
    assert (soon.until_us, late.until_us) == (5 * SECOND, 30 * HOUR)
    assert (soon.scenario.horizon_us, late.scenario.horizon_us) == (DAY, 30 * HOUR + SECOND)


@pytest.mark.parametrize("act", ACTS)
def test_the_example_of_every_event_can_stand_in_a_test(act: Act) -> None:
    page = ACTS[act]
    begins = f"strategy = main   {DATA}" if page.family is Family.VOICE else "start = waiting"

    found = scenario(begins, page.example)

    assert [happening.act for happening in found.happenings] == [act]


def test_tests_are_read_from_any_file_and_in_order() -> None:
    test = "test {} {{ start = waiting   expect chats == 0 }}"

    found = built(test.format("b"), PROJECT, test.format("a"))

    assert [case.name for case in found.cases] == ["b", "a"]


def test_a_mistake_in_a_thousand_rows_is_told_once_or_for_the_first_rows() -> None:
    rows = "\n".join(f'row "{number}" {{ n = {number} }}' for number in range(1000))
    text = f"test t {{ start = waiting   input = {{ ANI: row.n }}\n{rows}\nexpect chats == 0 }}"

    assert codes(PROJECT + text) == ["E220"]


TEST = """
test "all" {
  strategy = main   start = tell   tags = [a, b]   skip = "x"   horizon = 2h
  input = { ANI: row.ani, priority: 5, udata: { Name: who, Photo: missing } }
  given { now = 2026-12-24   length(waiting) = 1   n = 2   answered(call) = { k: "v" }
    answer(call) = [fault(904, "t", after: 2s), after(1s), answers({ a: "b" }), ok] }
  row "one" { ani = "1"   end = queued }
  row "two" { ani = "2"   end = stopped }
  at 1s data_changes("k", 5, of: 1)
  within -5m expect path == [tell, last] and place == row.end
}
"""
TOKENS = re.findall(r'"[^"]*"|[A-Za-z_0-9-]+|\S|\s+', TEST)


@given(
    st.lists(st.integers(0, len(TOKENS) - 1), min_size=1, max_size=4),
    st.sampled_from(["", " ", "5", '"x"', "row.ani", "missing", "[", "}", "(", "= 1", "-> a"]),
)
def test_a_test_with_anything_left_out_or_put_in_is_answered(places: list[int], other: str) -> None:
    text = "".join(other if place in places else token for place, token in enumerate(TOKENS))

    process, findings = check(PROJECT + text)

    assert process is not None or findings.has_errors
    assert all(item.message and item.span is not None for item in findings)
