"""Callers: what is played to them, what they type, and when they have finished typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faults import OVERFLOW, WRONG_DATA
from engine.log.events import Event, Input
from engine.ops import Place
from engine.scenario import Act, Told
from engine.scenario.told import What
from engine.values import MILLISECOND, SECOND
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text

PRESSES, HANGS_UP = Act.CALLER_PRESSES, Act.CALLER_HANGS_UP
MENU = """
strategy s (voice) {
  var choice = "none"
  @ABANDONED@
  menu: collect("menu") {
    into = choice   length = 4s   timeout = 3s   tries = 2   @FIELDS@
    timeout -> silent   invalid -> wrong
  } -> taken
  taken: log(choice) -> over
  silent: log("silent " + choice) -> over
  wrong: log("wrong " + choice) -> over
  over: disconnect { reason = "over" }
}
"""


def played(
    *acts: object, fields: str = "", digits: tuple[str, ...] = (), every: bool = False,
    abandoned: str = "",
) -> Story:  # fmt: skip
    told = Told(what=What.DIGITS, block="menu", values=digits, every=every)
    text = MENU.replace("@FIELDS@", fields).replace("@ABANDONED@", abandoned)
    story = run_text(text, happenings=acts, told=(told,) if digits else ())
    assert_lawful(story)
    return story


def said(story: Story) -> list[str]:
    """What the strategy has logged."""
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def inputs(story: Story) -> list[tuple[int, str, Input]]:
    """What came of each try: when, the digits, the outcome."""
    rows = story.rows(Event.COLLECTED)
    return [(row.time, story.log.text(row.a), Input(row.b)) for row in rows]


# Play


def test_what_is_played_lasts_as_long_as_it_says() -> None:
    story = run_text(
        'strategy s (voice) { a: play("x" + ANI) { length = 2s } -> b  b: play("y") -> c  c: exit }'
    )

    rows = story.rows(Event.PLAYED)
    assert [(row.time, story.log.text(row.a), row.b) for row in rows] == [
        (0, "x+14155550123", 2 * SECOND), (2 * SECOND, "y", 5 * SECOND),
    ]  # fmt: skip
    assert story.rows(Event.FINAL)[0].time == 7 * SECOND


@pytest.mark.parametrize("length", ["0s", "1s - 5s"])
def test_what_has_no_length_takes_no_time(length: str) -> None:
    text = f'strategy s (voice) {{ a: play("x") {{ length = {length} }} -> b  b: exit }}'

    story = run_text(text)

    assert story.rows(Event.SUSPENDED) == []
    assert [row.b for row in story.rows(Event.PLAYED)] == [0]


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("play(udata.P)", WRONG_DATA),
        ('play("x") { length = udata.L * 1s * 1000000 }', OVERFLOW),
        ('collect(udata.P) { into = v  timeout -> c  invalid -> c }', WRONG_DATA),
        ('collect("x") { into = v  length = udata.L * 1s * 1000000  timeout -> c  invalid -> c }',
         OVERFLOW),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_a_fault_of_the_block(block: str, fault: int) -> None:
    text = (
        f'strategy s (voice) {{ var v = ""  on fault -> c  a: {block} -> b  b: exit  '
        "c: disconnect }"
    )

    story = run_text(text, data=[("P", 5), ("L", 2_000_000_000)])

    assert [row.b for row in story.rows(Event.FAULTED)] == [fault]
    assert story.path() == ["a", "c"]


def test_a_caller_who_hangs_up_does_not_hear_the_end() -> None:
    story = run_text(
        'strategy s (voice) { a: play("x") -> b  b: exit }', happenings=(at(SECOND, HANGS_UP),)
    )

    assert story.final(0) == (Place.ABANDONED, "the caller hung up")
    assert story.rows(Event.FINAL)[0].time == SECOND


# Collect


def test_digits_that_are_given_are_typed_a_second_after_the_prompt() -> None:
    story = played(digits=("1",))

    assert inputs(story) == [(5 * SECOND, "1", Input.TAKEN)]
    assert said(story) == ["1"]


def test_each_prompt_has_its_own_digits_and_later_ones_none() -> None:
    story = played(digits=("",))

    assert inputs(story) == [(7 * SECOND, "", Input.NOTHING), (14 * SECOND, "", Input.NOTHING)]
    assert said(story) == ["silent none"]


def test_wrong_digits_are_asked_for_again() -> None:
    story = played(fields='allowed = ["1"]', digits=("2", "1"))

    assert inputs(story) == [(5 * SECOND, "2", Input.INVALID), (10 * SECOND, "1", Input.TAKEN)]
    assert len(story.rows(Event.PLAYED)) == 2


def test_the_last_try_says_which_way_the_block_is_left() -> None:
    wrong = played(fields='allowed = ["1"]', digits=("", "2"))
    silent = played(fields='allowed = ["1"]', digits=("2", ""))

    assert said(wrong) == ["wrong none"]
    assert said(silent) == ["silent none"]


def test_the_same_digits_every_time() -> None:
    story = played(fields='allowed = ["1"]', digits=("7",), every=True)

    assert [digits for _, digits, _ in inputs(story)] == ["7", "7"]


@pytest.mark.parametrize(
    ("fields", "typed", "digits", "outcome"),
    [
        ("digits = 4", "1234", "1234", Input.TAKEN),
        ("digits = 4", "123456", "1234", Input.TAKEN),
        ("digits = 4", "12#", "12", Input.INVALID),
        ("digits = 4  least = 2", "12#", "12", Input.TAKEN),
        ("digits = 4  least = 2", "1#", "1", Input.INVALID),
        ("digits = 4", "#", "", Input.INVALID),
        ('digits = 4  terminator = "*"', "1#3*", "1#3", Input.INVALID),
        ('digits = 2  terminator = ""', "#*", "#*", Input.TAKEN),
    ],
)
def test_enough_digits_or_the_terminator_end_the_input(
    fields: str, typed: str, digits: str, outcome: Input
) -> None:
    story = played(fields=fields, digits=(typed,))

    assert inputs(story)[0] == (5 * SECOND, digits, outcome)


def test_who_stops_typing_has_finished() -> None:
    story = played(fields="digits = 4  least = 1", digits=("12",))

    assert inputs(story) == [(8 * SECOND, "12", Input.TAKEN)]


def test_keys_that_are_pressed_stop_the_prompt_and_count_one_by_one() -> None:
    story = played(at(SECOND, PRESSES, "1"), at(3 * SECOND, PRESSES, "2"), fields="digits = 2")

    assert inputs(story) == [(3 * SECOND, "12", Input.TAKEN)]


def test_keys_that_are_pressed_stand_for_those_that_were_given() -> None:
    story = played(at(SECOND, PRESSES, "1"), fields="digits = 2  least = 1", digits=("99", "98"))

    assert inputs(story) == [(4 * SECOND, "1", Input.TAKEN)]


def test_a_key_at_the_last_instant_still_counts() -> None:
    story = played(at(7 * SECOND, PRESSES, "1"))

    assert inputs(story) == [(7 * SECOND, "1", Input.TAKEN)]


def test_keys_come_to_nothing_where_nobody_listens() -> None:
    story = played(
        at(20 * SECOND, PRESSES, "1"), at(SECOND, HANGS_UP), at(2 * SECOND, PRESSES, "1"),
        abandoned="on abandoned -> silent",
    )  # fmt: skip
    before = run_text(
        'strategy s (voice) { a: play("x") -> b  b: exit }', happenings=(at(1, PRESSES, "1"),)
    )
    hung_up = run_text(
        "strategy s (voice) { on abandoned -> b  a: wait(9s) -> b  b: wait(9s) -> c  c: exit }",
        happenings=(at(1, HANGS_UP), at(2, PRESSES, "1")),
    )

    over = ("caller_presses", "voice-1 is over: abandoned")
    assert story.nothings() == [over, over]
    assert before.nothings() == [("caller_presses", "voice-1 is in no block that collects digits")]
    assert hung_up.nothings() == [("caller_presses", "the caller of voice-1 has hung up")]


def test_a_caller_can_hang_up_at_the_menu() -> None:
    story = played(at(SECOND, HANGS_UP), abandoned="on abandoned -> silent", digits=("1",))

    assert said(story) == ["silent none"]
    assert inputs(story) == []
    assert story.final(0) == (Place.ABANDONED, "over")


def test_who_has_hung_up_types_nothing_any_more() -> None:
    story = played(
        at(SECOND, HANGS_UP), abandoned="on abandoned -> menu", digits=("1",), every=True
    )

    assert {outcome for _, _, outcome in inputs(story)} == {Input.NOTHING}
    assert story.rows(Event.PRESSED) == []
    assert said(story) == ["silent none"]


def test_a_disabled_menu_asks_for_nothing() -> None:
    story = played(fields="disabled = true", digits=("1",))

    assert story.rows(Event.PLAYED) == []
    assert said(story) == ["none"]


def test_what_is_given_counts_the_prompts_of_the_whole_run() -> None:
    text = """
    strategy s (voice) {
      var a = ""
      menu: collect("x") { into = a  timeout -> t  invalid -> t } -> again
      again: if(a == "1") { true -> pause  false -> t }
      pause: wait(1s) -> menu
      t: log(a) -> over
      over: exit
    }
    """
    told = Told(what=What.DIGITS, block="menu", values=("1", "1", "2"))

    story = run_text(text, told=(told,))

    assert [digits for _, digits, _ in inputs(story)] == ["1", "1", "2"]
    assert said(story) == ["2"]


@given(st.lists(st.tuples(st.integers(0, 20_000), st.text("0123#*", min_size=1, max_size=3))))
def test_whatever_is_pressed_the_block_is_left_once_and_in_time(
    pressed: list[tuple[int, str]],
) -> None:
    acts = [at(when * MILLISECOND, PRESSES, keys) for when, keys in pressed]

    story = played(*acts, fields='digits = 3  least = 2  allowed = ["12", "123", "000"]')

    outcomes = [outcome for _, _, outcome in inputs(story)]
    assert 1 <= len(outcomes) <= 2
    assert len(story.rows(Event.PLAYED)) == len(outcomes)
    assert Input.TAKEN not in outcomes[:-1]
    ways = {Input.TAKEN: "ok", Input.INVALID: "invalid", Input.NOTHING: "timeout"}
    assert story.ports()[0] == ways[outcomes[-1]]
    assert story.final(0) == (Place.DISCONNECTED, "over")
