"""Runs written down as tests: what they say, that they pass, that they stay canonical."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from engine import pipeline
from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.program.lower import lower
from engine.scenario import Answering, AnswerPlan, Happening, Scenario, Told
from engine.scenario.happenings import Act
from engine.scenario.told import What
from engine.source import Source
from engine.syntax import nodes
from engine.testing.judge import judge
from engine.testing.keeping import place_of, verify, with_test
from engine.testing.syntax_of import (
    NOWHERE,
    UnwritableError,
    declaration,
    expression_of,
    field,
    name,
)
from engine.testing.verdict import Outcome
from engine.testing.writing import written_test
from engine.values import MINUTE, SECOND, Duration, KVList, Time, Value
from tests.generators.projects import Drawn, projects
from tests.helpers.runs import process_of

ROOT = Path(__file__).parents[2]
NOTIFICATION = ROOT / "strategies" / "whatsapp_notification"
RETRY = ROOT / "strategies" / "counted_retry"
ANA = KVList([("FirstName", "Ana"), ("OrderId", "A-1042")])
ONE_WORD = [
    each
    for each in Answering
    if each not in (Answering.OK, Answering.AFTER, Answering.FAULT, Answering.GIVEN)
]
NOTIFY = Scenario(strategy="notify", ani="+14155550123", data=ANA)


def printed(test: nodes.Declaration) -> str:
    """The text of a test alone."""
    return print_file(nodes.File(NOWHERE.source, (test,)))


def saved(folder: Path, scenario: Scenario, title: str = "as seen") -> str:
    """The text of the test of a run, which must pass."""
    checked = pipeline.check(folder)
    assert checked.process is not None
    run = pipeline.run(checked.process, scenario)
    text = with_test("", written_test(title, checked.process, scenario, run))
    verify(checked, (folder / "saved.strat").as_posix(), text)
    return text


def answered(*ways: str) -> tuple[AnswerPlan, ...]:
    """The plans of some ways of answering."""
    return tuple(map(AnswerPlan.parse, ways))


def test_a_test_claims_what_its_run_showed() -> None:
    found = saved(NOTIFICATION, NOTIFY, "a caller is told")

    assert found == (
        """test "a caller is told" {
  strategy = notify
  input = { ANI: "+14155550123", udata: { FirstName: "Ana", OrderId: "A-1042" } }
  expect path == [mobile, invite, tell, bye]
  expect outcome == disconnected("notified")
  expect rendered == "Dear Ana, your order A-1042 is on its way."
  expect sent(invite).parameters._umsChannel == "channel-whatsapp"
  expect sent(invite).parameters._umsClientId == "+14155550123"
  expect sent(invite).parameters._umsBusinessId == "19251112222"
  expect sent(invite).parameters.StandardResponseId == "SR_WA_01"
  expect sent(invite).parameters.ChatQueueKey == "1:session-WA-sendSR"
  expect sent(invite).parameters.TerminateSessionFlag == "true"
  expect sent(invite).parameters.Contact.FirstName == "Ana"
  expect sent(invite).parameters.CustomProperties.OrderId == "A-1042"
  within 1s expect chat.outcome == stopped("notification sent")
  eventually within 1s expect length(wa_notifications) == 0
}
"""
    )


def test_the_clock_and_the_answers_of_a_run_are_given() -> None:
    scenario = replace(
        NOTIFY, answers=answered("timeout", "ok"), start=Time(1_782_000_000 * SECOND), priority=5,
        dnis="1925",
    )  # fmt: skip

    found = saved(NOTIFICATION, scenario)

    assert (
        """  input = {
    ANI: "+14155550123"
    DNIS: "1925"
    priority: 5
    udata: { FirstName: "Ana", OrderId: "A-1042" }
  }
  given { now = 2026-06-21T00:00   answer("ChatService.InviteToChat") = timeout }
  expect path == [mobile, invite, unsure, sorry]
  within 5s expect outcome == default_routed("default route")
"""
        in found
    )
    assert "expect chats == 0" in found


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (("fault:unavailable", "fault:905"), "= [fault(unavailable), fault(905)]"),
        (("fault:unavailable", "ok"), "= [fault(unavailable)]"),
        (("fault:unavailable",) * 3, "= fault(unavailable)"),
        (("after:2s", "ok", "ok"), "= after(2s)"),
        (("lost-close",), "= lost_close"),
    ],
)
def test_answers_are_listed_as_far_as_calls_used_them(ways: tuple[str, ...], expected: str) -> None:
    day = KVList([("Day", "Tuesday")])
    scenario = Scenario(
        strategy="remind", ani="+14155550123", data=day, answers=answered(*ways, "late")
    )

    found = saved(RETRY, scenario)

    assert f'answer("ChatService.InviteToChat") {expected} }}' in found


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        *((AnswerPlan(each), each.value.replace("-", "_")) for each in ONE_WORD),
        (AnswerPlan(Answering.AFTER, after_us=2 * SECOND), "after(2s)"),
        (AnswerPlan(Answering.FAULT, fault=102), "fault(unavailable)"),
        (
            AnswerPlan(Answering.FAULT, fault=905, text="not now", after_us=SECOND),
            'fault(905, "not now", after: 1s)',
        ),
        (
            AnswerPlan(Answering.GIVEN, result=KVList([("_umsChatSessionId", "chat-7")])),
            'answers({ _umsChatSessionId: "chat-7" })',
        ),
    ],
)
def test_every_way_of_answering_can_be_written(plan: AnswerPlan, expected: str) -> None:
    found = saved(NOTIFICATION, replace(NOTIFY, answers=(plan,)))

    assert f'answer("ChatService.InviteToChat") = {expected}' in found


def test_an_answer_at_a_time_without_a_word_is_refused() -> None:
    late = AnswerPlan(Answering.LATE, after_us=SECOND)

    with pytest.raises(UnwritableError, match="a time for which there is no word"):
        saved(NOTIFICATION, replace(NOTIFY, answers=(late,)))


def test_calls_that_are_made_again_are_counted_and_the_last_is_shown() -> None:
    day = KVList([("Day", "Tuesday")])
    plans = answered("fault:unavailable", "ok")

    found = saved(RETRY, Scenario(strategy="remind", ani="+14155550123", data=day, answers=plans))

    assert "  expect calls(invite) == 2\n" in found
    assert found.count('expect sent(invite).parameters._umsClientId == "+14155550123"') == 1


def test_a_chat_that_is_not_over_is_claimed_where_it_is() -> None:
    scenario = replace(NOTIFY, answers=answered("lost-close"), horizon_us=5 * MINUTE)

    found = saved(NOTIFICATION, scenario)

    assert "  horizon = 5m\n" in found
    assert (
        """  expect chat.place == queued
  expect chat.queue == "wa_notifications"
  expect length(wa_notifications) == 1
"""
        in found
    )


def test_what_happens_at_the_very_end_of_a_day_is_claimed_without_its_time(tmp_path: Path) -> None:
    waiting = """strategy s (voice) {
  hold: wait(23h59m59s500ms) -> bye
  bye: disconnect { reason = "late" }
}
"""
    (tmp_path / "s.strat").write_text(waiting, encoding="utf-8")

    found = saved(tmp_path, Scenario(strategy="s"))

    assert '  expect outcome == disconnected("late")\n' in found


def test_a_chat_brings_its_session_in_a_word_of_its_own(tmp_path: Path) -> None:
    text = """strategy answer (chat) {
  open: if(is_online) { true -> look   false -> over }
  look: stop { reason = "open" }
  over: stop { reason = "over" }
}
"""
    (tmp_path / "s.strat").write_text(text, encoding="utf-8")
    data = KVList([("IsOnline", "0"), ("Name", "Ana")])

    found = saved(tmp_path, Scenario(strategy="answer", data=data))

    assert '  input = { is_online: false, udata: { Name: "Ana" } }\n' in found
    assert "  expect path == [open, over]\n" in found


def test_names_that_look_like_words_of_claims_are_understood(tmp_path: Path) -> None:
    text = """param bye = "x"
strategy s (voice) {
  path: if(ANI == "") { true -> now   false -> bye }
  now: log("no number") -> outcome
  outcome: log(bye) -> chats
  chats: log(bye) -> stopped
  stopped: log(bye) -> bye
  bye: disconnect { reason = bye }
}
"""
    (tmp_path / "s.strat").write_text(text, encoding="utf-8")

    found = saved(tmp_path, Scenario(strategy="s"))

    assert "  expect path == [path, now, outcome, chats, stopped, bye]\n" in found


def test_what_a_run_has_drawn_is_given(tmp_path: Path) -> None:
    text = """
strategy s (voice) {
  a: percentage { x = 50   "x" -> b   else -> c }
  b: percentage { x = 50   "x" -> c   else -> c }
  c: disconnect
}
"""
    (tmp_path / "a.strat").write_text(text, encoding="utf-8")

    found = [saved(tmp_path, Scenario(strategy="s", seed=seed)) for seed in range(4)]

    assert all("draw(a) = [" in test for test in found)
    assert len(set(found)) > 1


def test_what_a_caller_has_typed_is_given(tmp_path: Path) -> None:
    text = """
strategy s (voice) {
  var x = ""
  menu: collect("m") { into = x   allowed = ["1"]   timeout -> over   invalid -> over } -> over
  over: disconnect
}
"""
    (tmp_path / "a.strat").write_text(text, encoding="utf-8")
    told = Told(what=What.DIGITS, block="menu", values=("2", "1"))

    found = saved(tmp_path, Scenario(strategy="s", told=(told,)))

    assert 'digits(menu) = ["2", "1"]' in found


def test_a_scenario_beyond_what_commands_can_tell_is_refused() -> None:
    process = process_of((NOTIFICATION / "notify.strat").read_text("utf-8"),
                         (NOTIFICATION / "process.strat").read_text("utf-8"))  # fmt: skip
    hung_up = Happening(at_us=1, act=Act.CALLER_HANGS_UP)
    scenario = replace(NOTIFY, happenings=(hung_up,))
    run = pipeline.run(process, scenario)

    with pytest.raises(UnwritableError, match="more than a command can tell"):
        written_test("x", process, scenario, run)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a "b"\n', '"a \\"b\\"\\n"'),
        (-5, "-5"),
        (True, "true"),
        (Duration(-90 * SECOND), "-1m30s"),
        (Time.of(Time(0).moment()), "1970-01-01T00:00"),
        (Time(SECOND), "1970-01-01T00:00:01"),
        (b"\xca\xfe", '"0xCAFE"'),
        (("a", KVList([("b-c", 1), ("d", KVList())])), '["a", { "b-c": 1, d: {} }]'),
    ],
)
def test_values_are_written_as_authors_write_them(value: Value, expected: str) -> None:
    found = printed(declaration("test", None, [field("input", expression_of(value))]))

    assert found == f"test {{ input = {expected} }}\n"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Time(1), "no whole second"),
        (2**53 - 1, "too long to be written"),
        ("\ud800", "characters that no file can hold"),
    ],
)
def test_values_without_a_form_are_refused(value: Value, reason: str) -> None:
    with pytest.raises(UnwritableError, match=reason):
        expression_of(value)


# Keeping


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", "test {}\n"),
        ("queue q\n", "queue q\n\ntest {}\n"),
        ("queue q", "queue q\n\ntest {}\n"),
        ("queue q\n\n# the end\n", "queue q\n\n# the end\n\ntest {}\n"),
        ("# queues\r\nqueue q\r\n", "# queues\r\nqueue q\r\n\r\ntest {}\r\n"),
        ("queue  q   # crooked\n", "queue  q   # crooked\n\ntest {}\n"),
    ],
)
def test_a_test_goes_behind_what_is_there_and_changes_nothing_of_it(
    before: str, expected: str
) -> None:
    assert with_test(before, declaration("test", None, [])) == expected


@pytest.mark.parametrize("before", ["", "queue q\n", "queue q\n\n# the end\n", "# only this\n"])
def test_a_canonical_file_stays_canonical(before: str) -> None:
    after = with_test(before, declaration("test", "x", [field("strategy", name("s"))]))

    assert print_file(parse(Source("a.strat", after), Findings())) == after


def test_the_place_of_a_test_is_found_by_its_name() -> None:
    checked = pipeline.check(NOTIFICATION)

    place = place_of("the call remembers its chat", checked)

    assert place is not None
    assert place.text() == '"the call remembers its chat"'
    assert place_of("the call forgets its chat", checked) is None


def test_a_test_that_would_fail_is_refused() -> None:
    checked = pipeline.check(NOTIFICATION)
    wrong = """test "x" {
  strategy = notify
  input = { udata: { FirstName: "Ana", OrderId: "A-1042" } }
  expect path == [bye]
}
"""

    with pytest.raises(UnwritableError, match=r"not like the first: `expect path == \[bye\]`"):
        verify(checked, "saved.strat", wrong)


def test_a_test_that_does_not_check_is_refused() -> None:
    checked = pipeline.check(NOTIFICATION)

    with pytest.raises(UnwritableError, match="this test does not say where it begins"):
        verify(checked, "saved.strat", 'test "x" { expect path == [bye] }\n')


@given(projects())
def test_the_test_of_any_run_is_canonical_and_passes(drawn: Drawn) -> None:
    horizon_us = max(drawn.horizon_us, 1)
    scenario = Scenario(
        strategy="main",
        ani="+14155550123",
        data=KVList([("Name", drawn.name)]),
        answers=answered(*drawn.answers),
        horizon_us=horizon_us,
    )

    with TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "drawn.strat").write_text(drawn.text, encoding="utf-8")
        (path / "saved.strat").write_text(saved(path, scenario), encoding="utf-8")
        checked = pipeline.check(path)
        after = (path / "saved.strat").read_text(encoding="utf-8")

    assert checked.process is not None
    (case,) = checked.process.cases
    assert judge(lower(checked.process), case).outcome is Outcome.PASSED
    assert print_file(parse(Source("saved.strat", after), Findings())) == after
    assert case.scenario.horizon_us == horizon_us
