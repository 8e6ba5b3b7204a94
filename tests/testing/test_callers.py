"""Author tests of what callers hear and type, and of ways that chance chooses."""

import pytest

from engine.testing.points import Aspect
from tests.helpers.covered import covered, names
from tests.helpers.runs import process_of, run_process
from tests.testing.verdicts import verdicts

MENU = """
strategy menu (voice) {
  var choice = ""
  on abandoned -> gone
  split: percentage { pilot = 10   "pilot" -> hello   else -> ask }
  hello: play("hello") { length = 2s } -> ask
  ask: collect("press") {
    into = choice   allowed = ["1", "2"]   length = 4s   tries = 2
    timeout -> gone   invalid -> gone
  } -> gone
  gone: disconnect { reason = choice }
}
"""


@pytest.mark.parametrize(
    "entries",
    [
        'given { draw(split) = "pilot"  digits(ask) = "2" }  expect choice == "2"'
        "  expect path == [split, hello, ask, gone]  expect ended == 7s",
        'given { draw(split) = "else"  digits(ask) = ["3", "1"] }  expect visits(ask) == 1'
        '  expect played == ["press", "press"]  expect outcome == disconnected("1")',
        'given { draw(split) = 10  digits(ask) = "3" }  expect port(ask) == "invalid"',
        'given { draw(split) = [99] }  expect port(ask) == "timeout"  expect ended == 18s',
        'given { draw(split) = "else" }  at 3s caller_presses("1")  expect ended == 3s'
        '  within 3s expect choice == "1"',
        'given { draw(split) = "pilot" }  at 1s caller_hangs_up()  expect place == abandoned'
        '  expect port(split) == "pilot"',
        'start = ask  given { choice = "9"  digits(ask) = "1" }  expect path == [ask, gone]',
        'given { digits(ask) = row.typed }  row "a" { typed = "1" }  expect choice == row.typed',
    ],
)  # fmt: skip
def test_what_a_test_says_of_callers_and_chance_holds(entries: str) -> None:
    (found,) = verdicts(MENU, f'test "t" {{ strategy = menu  {entries} }}')

    assert found.failures == ()


def test_keys_that_nobody_hears_fail_a_test() -> None:
    entries = 'given { draw(split) = 0 }  at 1s caller_presses("1")  expect place == disconnected'

    (found,) = verdicts(MENU, f'test "t" {{ strategy = menu  {entries} }}')

    (failure,) = found.failures
    assert "is in no block that collects digits" in failure.message


def test_each_way_out_counts_for_coverage() -> None:
    process = process_of(MENU)

    found = covered(process, [run_process(process)])

    ports = [each for each in found.points() if each.aspect is Aspect.PORTS and each.counts]
    assert {name: each.count for name, each in zip(names(ports), ports, strict=True)} == {
        "split: pilot": 0, "split: else": 1, "hello: ok": 0,
        "ask: ok": 0, "ask: invalid": 0, "ask: timeout": 1,
    }  # fmt: skip
