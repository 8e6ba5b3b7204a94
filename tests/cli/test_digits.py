"""`routewright run --digits`: what the caller types."""

from pathlib import Path

import pytest

from tests.cli.command import project, routewright

MENU = """strategy s (voice) {
  var choice = ""
  menu: collect("") { into = choice   allowed = ["1"]   timeout -> bye   invalid -> bye } -> bye
  bye: disconnect { reason = "chose " + choice }
}
"""


def test_digits_are_typed_at_one_prompt_after_the_other(tmp_path: Path) -> None:
    done = routewright(
        "run", project(tmp_path, menu=MENU), "--digits", "menu=7", "--digits", "menu=1"
    )

    assert done.exit_code == 0
    assert 'the caller presses "7"' in done.stdout
    assert "disconnected at 00:12.000: chose 1" in done.stdout


def test_digits_are_typed_in_a_subroutine_too(tmp_path: Path) -> None:
    text = """subroutine ask () -> (digit: text) {
      var v = ""
      menu: collect("") { into = v   timeout -> done   invalid -> done } -> done
      done: exit { digit = v }
    }
    strategy s (voice) { a: call(ask) -> b   b: disconnect { reason = a.answer.digit } }
    """

    done = routewright("run", project(tmp_path, menu=text), "--digits", "menu=7")

    assert done.exit_code == 0
    assert "disconnected at 00:06.000: 7" in done.stdout


def test_a_caller_of_whom_nothing_is_said_types_nothing(tmp_path: Path) -> None:
    done = routewright("run", project(tmp_path, menu=MENU))

    assert "the caller types nothing" in done.stdout
    assert "(timeout)" in done.stdout


@pytest.mark.parametrize(
    ("digits", "message", "cure"),
    [
        ("menu", "`menu` does not say what is typed", "--digits BLOCK=KEYS"),
        ("=1", "`=1` does not say what is typed", "--digits BLOCK=KEYS"),
        ("menue=1", "no block `menue` collects digits", "did you mean `menu`?"),
        ("bye=1", "no block `bye` collects digits", "digits are collected by `menu`"),
        ("menu=x", "`x` are no keys of a telephone", "--digits menu=2"),
    ],
)
def test_digits_that_nobody_can_type_are_refused(
    tmp_path: Path, digits: str, message: str, cure: str
) -> None:
    done = routewright("run", project(tmp_path, menu=MENU), "--digits", digits)

    assert done.exit_code == 4
    assert message in done.stderr
    assert cure in done.stderr


def test_a_run_with_digits_is_saved_as_a_test(tmp_path: Path) -> None:
    folder = project(tmp_path, menu=MENU)

    done = routewright("run", folder, "--digits", "menu=1", "--save-test", "chose one")

    assert done.exit_code == 0, done.stderr
    assert routewright("test", folder).exit_code == 0
