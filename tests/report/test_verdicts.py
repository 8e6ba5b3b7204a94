"""A verdict in words: the form of a failure, and what holds for every one."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as generators

from engine.folds.fates import Fate, PassedOver
from engine.graph.model import Compiled
from engine.graph.testing.model import Case, Claim, Lead, Leaf
from engine.report.styled import line_width, plain
from engine.report.verdicts import INTERACTIONS_MAX, STEPS_MAX, repeat_command, verdict_lines
from engine.scenario import Act, Happening, Scenario, Statistic
from engine.source import Source, Span, visible
from engine.testing.select import Selection
from engine.testing.verdict import Failure, Outcome, Reading, Step, Track, Verdict
from engine.values import Type, Value

TEXT = """\
test "a long wait becomes a notification" {
  expect path == [mobile, invite, tell, bye]
}
"""
PROJECT = Path("strategies/x")
VOICE = Track(
    steps=(
        Step("mobile", "true", 0),
        Step("invite", "fault unknown_channel", 0),
        Step("sorry", "", 50_000),
    ),
    fate=Fate(
        interaction="voice-1", media="voice", by=None, place="default_routed", since_us=50_000,
        reason="default route",
    ),
)  # fmt: skip
CHAT = Track(
    steps=(),
    fate=Fate(
        interaction="chat-2", media="whatsappsession", by="voice-1", place="queued",
        queue="wa_notifications", passed_over=(PassedOver("finished", "is_online == false"),),
    ),
)  # fmt: skip


def case(name: str = "a long wait becomes a notification", *, fails: str | None = None) -> Case:
    """The case of `TEXT`, whose claim compares paths."""
    source = Source("strategies/x/tests.strat", TEXT)
    start = TEXT.index("expect")
    claim = Claim(
        lead=Lead.EXPECT,
        bound_us=None,
        compiled=Compiled((), Type.FLAG),
        leaves=(Leaf(text="path", observation="path"),),
        span=Span(source, start, TEXT.index("\n", start)),
        steps=("mobile", "invite", "tell", "bye"),
    )
    return Case(
        name=name, span=Span(source, 5, 41), scenario=Scenario(), claims=(claim,), fails=fails,
        skip="waits",
    )  # fmt: skip


def failure(value: Value | None = ("mobile", "invite", "sorry"), name: str = "path") -> Failure:
    return Failure(
        claim=0,
        message="it did not hold at the end of the run",
        at_us=50_000,
        readings=(Reading(name, value),),
        taken=("mobile", "invite", "sorry"),
    )


def failed(*failures: Failure, tracks: tuple[Track, ...] = (VOICE, CHAT)) -> Verdict:
    return Verdict(outcome=Outcome.FAILED, failures=failures, tracks=tracks)


def text(verdict: Verdict, columns: int = 80, name: str | None = None) -> str:
    """As it is painted without colour."""
    return lines_of(case(name) if name else case(), verdict, columns)


def lines_of(case: Case, verdict: Verdict, columns: int = 80) -> str:
    """The same of any case."""
    lines = verdict_lines(PROJECT, case, verdict, columns)
    return "".join(f"{visible(plain(line)).rstrip()}\n" for line in lines)


def test_a_failure_has_this_form() -> None:
    assert text(failed(failure()), columns=200) == (
        """\
failed  a long wait becomes a notification
 --> strategies/x/tests.strat:2:3
  |
2 |   expect path == [mobile, invite, tell, bye]
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = it did not hold at the end of the run
  = path is [mobile, invite, sorry]

  expected  taken
    mobile    mobile  (true)
    invite    invite  (fault unknown_channel)
  > tell      sorry
  > bye

  voice-1  mobile (true) -> invite (fault unknown_channel) -> sorry; default routed at 00:00.050: default route
  chat-2   still in queue wa_notifications since 00:00.000; passed over by view finished: is_online == false
  repeat   routewright test strategies/x --only "a long wait becomes a notification" --trace
"""  # noqa: E501 - so wide it is
    )


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.PASSED, "passed  a long wait becomes a notification\n"),
        (Outcome.SKIPPED, "skipped  a long wait becomes a notification: waits\n"),
        (Outcome.EXPECTED, "failed as expected  a long wait becomes a notification: bug 17\n"),
    ],
)
def test_what_is_well_takes_a_line(outcome: Outcome, expected: str) -> None:
    lines = verdict_lines(PROJECT, case(fails="bug 17"), Verdict(outcome=outcome), 80)

    assert "".join(f"{plain(line)}\n" for line in lines) == expected


def test_an_unexpected_pass_says_why_it_is_one() -> None:
    verdict = Verdict(outcome=Outcome.UNEXPECTED)
    lines = [plain(line) for line in verdict_lines(PROJECT, case(fails="bug 17"), verdict, 80)]

    assert lines[0] == "passed unexpectedly  a long wait becomes a notification"
    assert lines[1] == " --> strategies/x/tests.strat:1:6"
    assert "bug 17" in lines[-2]
    assert "take `fails` out" in lines[-1]


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_asked_but_the_command_to_copy(columns: int) -> None:
    wide = failed(failure("word " * 100, "rendered"), failure())

    for line in verdict_lines(PROJECT, case(), wide, columns):
        assert line_width(line) <= columns or "routewright test" in plain(line)


def test_a_value_that_is_not_there_is_told() -> None:
    assert "= chat.place is not there\n" in text(failed(failure(None, "chat.place")))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("", '""'), ("a\x1b[2J\n", r'"a\u{1b}[2J\n"'), (True, "true"), (("a", 5), '["a", 5]')],
)
def test_values_are_shown_as_authors_write_them(value: Value, shown: str) -> None:
    assert f"= rendered is {shown}\n" in text(failed(failure(value, "rendered")))


def test_the_middle_of_a_very_long_value_is_left_out() -> None:
    shown = text(failed(failure("a" * 5_000 + "THE_END", "rendered")), columns=200)

    assert "... 4,009 more characters ..." in shown
    assert 'THE_END"' in shown
    assert len(shown) < 3_000


def test_the_middle_of_a_very_long_way_is_left_out() -> None:
    steps = tuple(Step(f"b{number}", "ok", 0) for number in range(1_000))
    long = Track(steps=steps, fate=VOICE.fate)

    shown = text(failed(failure(), tracks=(long,)))

    assert f"... {1_000 - STEPS_MAX} more ..." in shown
    assert "b999" in shown


def test_what_goes_round_is_told_once() -> None:
    steps = tuple(Step("again" if number % 2 else "pause", "ok", 0) for number in range(1, 41))
    round_ = Track(steps=(Step("begin", "ok", 0), *steps, Step("end", "ok", 0)), fate=VOICE.fate)

    shown = text(failed(failure(), tracks=(round_,)), columns=200)

    assert "begin -> (again -> pause) 20 times -> end" in shown


def test_of_very_many_interactions_the_first_are_shown() -> None:
    shown = text(failed(failure(), tracks=(VOICE,) * (INTERACTIONS_MAX + 3)))

    assert shown.count("voice-1") == INTERACTIONS_MAX
    assert "and 3 other interactions\n" in shown


def test_a_run_that_was_stopped_is_told_at_the_test() -> None:
    stopped = Failure(claim=None, message="the run was stopped: E422", at_us=0)

    shown = text(failed(stopped, tracks=()))

    assert "strategies/x/tests.strat:1:6\n" in shown
    assert "= the run was stopped: E422\n" in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain", "--only plain "),
        ("two words", '--only "two words" '),
        ("5 $ for `it`", "--only '5 $ for `it`' "),
        ('say "hi"', "--only 'say \"hi\"' "),
        ("it's", '--only "it\'s" '),
    ],
)
def test_the_command_to_repeat_a_case_is_quoted_for_a_shell(name: str, shown: str) -> None:
    assert shown in repeat_command(PROJECT, case(name))


@pytest.mark.parametrize(
    ("path", "shown"),
    [("-dash", "./-dash"), ("a b", '"a b"'), ("it's $HOME", "'it'\"'\"'s $HOME'"),
     ("a\u202e'b", r"$'a\xe2\x80\xae\'b'"), ("-\n", r"$'./-\x0a'")],
)  # fmt: skip
def test_the_path_in_the_command_is_a_path_for_a_shell(path: str, shown: str) -> None:
    assert repeat_command(Path(path), case("a")) == f"routewright test {shown} --only a --trace"


ODD = "ab \"'$`!\\\n\t-%~*?[]{}();&|<>#=\u202e\u200b\x7f\x1b\xe9日\U000e0001"
WORDS = generators.text(alphabet=ODD, min_size=1, max_size=12)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@settings(max_examples=60, deadline=None)
@given(generators.lists(generators.tuples(WORDS, WORDS), min_size=1, max_size=20))
def test_the_command_that_is_shown_repeats_the_case_in_bash(pairs: list[tuple[str, str]]) -> None:
    shown = [visible(repeat_command(Path(path), case(name))) for path, name in pairs]

    script = "\n".join(["routewright() { printf '%s\\0' \"$@\"; }", *shown])
    ran = subprocess.run(["bash", "-c", script], capture_output=True, check=True)

    words = ran.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    assert len(words) == 5 * len(pairs)
    for number, (path, name) in enumerate(pairs):
        verb, where, option, only, last = words[5 * number : 5 * number + 5]
        assert (verb, option, last) == ("test", "--only", "--trace")
        assert Path(where) == Path(path)
        assert not where.startswith("-")
        assert Selection(only=(only,)).chooses(case(name))


def test_the_command_to_repeat_is_the_same_for_the_eye_and_for_a_program() -> None:
    command = repeat_command(Path("a\u202eb"), case("c\u202ed"))

    assert visible(command) == command


def test_a_later_interaction_has_the_name_that_claims_give_it() -> None:
    shown = text(failed(failure(), tracks=(VOICE, CHAT, CHAT)), columns=200)

    assert "\n  voice-1           mobile" in shown
    assert "\n  chat-2 = chat(1)  still" in shown
    assert "\n  chat-2 = chat(2)  still" in shown
    assert "\n  repeat            routewright" in shown


def test_the_only_later_interaction_is_named_where_the_test_speaks_of_it() -> None:
    own = case()
    (claim,) = own.claims
    speaks = replace(claim, leaves=(Leaf(text="chat.place", observation="place", of=1),))
    happening = Happening(at_us=0, act=Act.SESSION_ENDS, of=1)
    by_event = replace(own, scenario=replace(own.scenario, happenings=(happening,)))

    assert "= chat(1)" not in text(failed(failure()))
    assert "= chat(1)" in lines_of(replace(own, claims=(speaks,)), failed(failure()))
    assert "= chat(1)" in lines_of(by_event, failed(failure()))


def test_what_was_given_is_told_beside_what_a_claim_counts() -> None:
    leaf = Leaf(text="length(q)", observation="length", arguments=("q",))
    own = case()
    claim = replace(own.claims[0], leaves=(leaf,), steps=None)
    said = (
        Statistic(function="length", arguments=("q",), value=12),
        Statistic(function="length", arguments=("other",), value=13),
    )
    scenario = replace(own.scenario, statistics=said)
    counting = replace(own, claims=(claim,), scenario=scenario)

    shown = lines_of(counting, failed(failure(1, "length(q)")))

    hint = "  = `given` tells the strategies that length(q) is 12; a claim counts\n"
    assert f"  = length(q) is 1\n{hint}" in shown
    assert "13" not in shown


def test_an_event_and_a_stub_are_told_where_they_stand() -> None:
    source = Source("t.strat", "test\nat 5s session_ends()\nanswer(invite) = timeout\n")
    told = replace(
        case(), event_spans=(Span(source, 5, 25),), stub_spans=(Span(source, 26, 50),)
    )  # fmt: skip
    verdict = failed(
        Failure(claim=None, message="it came to nothing", at_us=0, event=0),
        Failure(claim=None, message="it was never used", at_us=0, stub=0),
    )

    shown = "".join(f"{plain(line)}\n" for line in verdict_lines(PROJECT, told, verdict, 80))

    assert "t.strat:2:1\n" in shown
    assert "2 | at 5s session_ends()\n" in shown
    assert "t.strat:3:1\n" in shown
    assert "3 | answer(invite) = timeout\n" in shown


def test_the_command_names_the_environment() -> None:
    found = repeat_command(Path("my project"), case("a"), "night")

    assert found == 'routewright test "my project" --only a --env night --trace'


def test_a_name_cannot_move_the_cursor() -> None:
    shown = text(failed(failure()), name="\x1b[2Jgone\u202e")

    assert "\x1b" not in shown
    assert "\u202e" not in shown
