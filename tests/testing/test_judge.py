"""Cases judged: how they turn out, and what explains it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.folds.coverage import marks
from engine.limits import Limits
from engine.testing.judge import judge, simulate_case
from engine.testing.verdict import Outcome, Step
from engine.values import MILLISECOND, SECOND
from tests.generators.projects import Drawn, projects
from tests.testing.verdicts import cases_of, of_tick, verdict, verdicts

ROOT = Path(__file__).parents[2]
NOTIFICATION = ROOT / "strategies" / "whatsapp_notification"
HOLDS, FAILS = "expect n == 0", "expect n == 1"


@pytest.mark.parametrize(
    ("entries", "outcome"),
    [
        ((HOLDS,), Outcome.PASSED),
        ((FAILS,), Outcome.FAILED),
        ((FAILS, 'fails = "bug 17"'), Outcome.EXPECTED),
        ((HOLDS, 'fails = "bug 17"'), Outcome.UNEXPECTED),
        ((FAILS, 'skip = "later"'), Outcome.SKIPPED),
    ],
)
def test_a_case_turns_out_as_it_says_and_as_its_claims_hold(
    entries: tuple[str, ...], outcome: Outcome
) -> None:
    assert verdict(of_tick(*entries)).outcome is outcome


def test_a_case_that_is_skipped_does_not_run() -> None:
    found = verdict(of_tick(FAILS, 'skip = "later"'))

    assert (found.failures, found.tracks, found.events_hash) == ((), (), "")


def test_a_case_that_passed_has_the_hash_of_its_log_and_no_tracks() -> None:
    program, (case,) = cases_of(of_tick(HOLDS))
    found = judge(program, case)

    assert found.tracks == ()
    assert found.events_hash == simulate_case(program, case).events_hash()


def test_a_case_that_failed_has_the_ways_of_all_interactions() -> None:
    texts = [path.read_text("utf-8") for path in sorted(NOTIFICATION.glob("*.strat"))
             if path.name != "tests.strat"]  # fmt: skip
    test = """
test "t" {
  strategy = notify
  input = { ANI: "+14155550123"   udata: { FirstName: "Ana"   OrderId: "A-1" } }
  given { answer(invite) = lost_close }
  horizon = 5m
  expect chat.place == stopped
}
"""
    call, chat = verdict(*texts, test).tracks

    assert call.steps == (
        Step("mobile", "true", 0), Step("invite", "ok", 0),
        Step("tell", "ok", 50 * MILLISECOND), Step("bye", "", 50 * MILLISECOND),
    )  # fmt: skip
    assert (call.fate.interaction, call.fate.place) == ("voice-1", "disconnected")
    assert chat.steps == ()
    assert (chat.fate.interaction, chat.fate.place) == ("chat-2", "queued")
    assert [each.view for each in chat.fate.passed_over] == ["finished", "lost"]


def test_a_block_in_which_the_caller_hung_up_says_so() -> None:
    text = of_tick("at 15s caller_hangs_up()", "expect path == [first, bye]")
    handled = text.replace("var n = 0", "var n = 0\n  on abandoned -> bye")

    (alone,), (by_handler,) = verdict(text).tracks, verdict(handled).tracks

    assert [(step.label, step.port) for step in alone.steps] == [
        ("first", "ok"), ("count", "ok"), ("second", "hung up"),
    ]  # fmt: skip
    assert [(step.label, step.port) for step in by_handler.steps[-2:]] == [
        ("second", "hung up"), ("bye", ""),
    ]  # fmt: skip


def test_all_failures_are_told_in_the_order_of_the_claims() -> None:
    claims = (FAILS, "expect chats == 0", "always place == running", "within 1s expect n == 2")
    found = verdict(of_tick(*claims))

    assert [failure.claim for failure in found.failures] == [0, 2, 3]


def test_what_could_not_happen_is_a_failure_of_the_test_itself() -> None:
    found = verdict(of_tick("expect chats == 0", 'at 5s customer_writes("hi", of: 1)'))

    (failure,) = found.failures
    assert failure.claim is None
    assert failure.message == (
        "`customer_writes` at 00:05.000 came to nothing: "
        "nothing has been created by then that `of: 1` names"
    )
    assert (failure.at_us, failure.event) == (5 * SECOND, 0)
    assert found.outcome is Outcome.FAILED
    assert [track.fate.interaction for track in found.tracks] == ["voice-1"]


def test_two_equal_events_are_told_apart() -> None:
    event = "at 35s caller_hangs_up()"
    text = of_tick("expect place == abandoned", "at 5s caller_hangs_up()", *[event] * 2,
                   "at 5s caller_hangs_up()")  # fmt: skip
    _, (case,) = cases_of(text)
    failures = verdict(text).failures

    assert [failure.event for failure in failures] == [3, 1, 2]
    assert [span.line_and_column()[0] for span in case.event_spans] == [14, 15, 16, 17]


CALLS = """
strategy s (voice) {
  ask: if(ANI == "") { true -> bye   false -> invite }
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = { _umsClientId: "+14155550123"   _umsBusinessId: "1" }
    timeout -> bye
    fault -> bye
  } -> bye
  bye: disconnect
}
strategy t (chat) { done: stop }
application "DMS" { flex_chat = true   channel "wa" { media = whatsapp   business_id = "1"   inbound_route_by_call = "1:in" } }
chat_server { endpoints 1 { "in" = q } }
queue q { view v { every = 1s   submit = t } }
test "t" {
  strategy = s
  @
  expect place == disconnected
}
"""  # noqa: E501 - a line of a project
CALLED = 'input = { ANI: "1" }'


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "answer(invite) = timeout",
            "`answer(invite)` was never used: no call of `invite` was made",
        ),
        (
            'answer("ChatService.InviteToChat") = [ok, timeout]',
            '`answer("ChatService.InviteToChat")` was never used: '
            "no call of `ChatService.InviteToChat` was made",
        ),
    ],
)  # fmt: skip
def test_a_stub_that_no_call_comes_to_is_a_failure(given: str, message: str) -> None:
    text = CALLS.replace("@", f"given {{ {given} }}")
    _, (case,) = cases_of(text)
    found = verdict(text)

    (failure,) = found.failures
    assert (failure.claim, failure.stub, failure.message) == (None, 0, message)
    assert case.stub_spans[0].text() == given
    assert found.outcome is Outcome.FAILED
    assert verdict(text.replace("strategy = s", f"strategy = s  {CALLED}")).failures == ()


def test_a_stub_of_a_method_whose_calls_have_their_own_is_never_used() -> None:
    given = 'given { answer(invite) = timeout   answer("ChatService.InviteToChat") = late }'

    (failure,) = verdict(CALLS.replace("@", f"{CALLED}\n{given}")).failures

    assert failure.stub == 1
    assert failure.message.endswith(
        "every call was made by a block that has an `answer` of its own"
    )


def test_a_stub_that_says_what_happens_anyway_need_not_be_used() -> None:
    rows = 'row "none" { way = "ok"   ani = "" }   row "one" { way = "timeout"   ani = "1" }'
    given = "input = { ANI: row.ani }   given { answer(invite) = row.way }"

    found = verdicts(CALLS.replace("@", f"{rows}\n{given}"))

    assert [each.failures for each in found] == [(), ()]


@pytest.mark.parametrize("claim", [HOLDS, FAILS])
def test_only_claims_are_expected_to_fail(claim: str) -> None:
    event = 'at 5s customer_writes("hi", of: 1)'

    assert verdict(of_tick(claim, 'fails = "bug 17"', event)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("fails", "outcome"), [("", Outcome.FAILED), ('fails = "slow"', Outcome.FAILED)]
)
def test_a_run_that_meets_a_limit_is_a_failure(fails: str, outcome: Outcome) -> None:
    found = verdict(of_tick(HOLDS, fails), limits=Limits(events=5))

    (failure,) = found.failures
    assert found.outcome is outcome
    assert failure.claim is None
    assert failure.message == "the run was stopped: E422: more than 5 events of one run"


def test_what_the_run_went_through_is_noted_where_it_is_asked_for() -> None:
    program, (case,) = cases_of(of_tick(FAILS))
    log = simulate_case(program, case)

    assert judge(program, case).marks is None
    assert judge(program, case, marked=True).marks == marks(program, log)


def test_the_rows_of_a_table_are_judged_one_by_one() -> None:
    rows = ('row "a" { number = 0 }', 'row "b" { number = 1 }')
    found = verdicts(of_tick(*rows, "expect n == row.number"))

    assert [each.outcome for each in found] == [Outcome.PASSED, Outcome.FAILED]


def test_judging_twice_gives_the_same_verdict() -> None:
    program, (case,) = cases_of(of_tick(FAILS, "never place == disconnected"))

    assert judge(program, case) == judge(program, case)


def text_of(drawn: Drawn) -> str:
    """A drawn project with tests that may hold or not."""
    claims = (
        "expect visits(failed) == 0", "always n < 2", "never chat.place == queued",
        "within 10s expect length(q1) + length(q2) > 0",
        "eventually within 2m expect place == disconnected",
        'expect sent("ChatService.InviteToChat").user_data.Name == "Ana"',
        'expect in_order(path, [failed]) or messages == []', "expect ledger.faults == 0",
    )  # fmt: skip
    return drawn.text + "".join(
        f'test "{number}" {{\n  strategy = main\n  input = {{ udata: {{ Name: "Ana" }} }}\n'
        f"  horizon = 5m\n  {claim}\n}}\n"
        for number, claim in enumerate(claims)
    )


@settings(max_examples=2, deadline=None)
@given(st.lists(projects(), min_size=5, max_size=5))
def test_hash_seed_and_form_of_the_core_do_not_change_a_verdict(batch: list[Drawn]) -> None:
    texts = [text_of(drawn) for drawn in batch]
    here = [[repr(found) for found in verdicts(text)] for text in texts]

    for hash_seed, form in (("0", "plain"), ("1", "plain"), ("random", "")):
        done = subprocess.run(
            [sys.executable, "-m", "tests.testing.worker"],
            input=json.dumps(texts),
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "ROUTEWRIGHT_CORE": form},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(done.stdout) == here, (hash_seed, form)


def test_claims_do_not_change_what_is_logged() -> None:
    """The pool of the claims is not the log's."""
    one = verdict(of_tick('expect reason == "a text that no strategy has"'))
    other = verdict(of_tick(HOLDS))

    assert one.events_hash == other.events_hash
