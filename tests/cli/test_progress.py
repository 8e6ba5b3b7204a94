"""The line that says how far a command is."""

import io
from collections.abc import Callable

import pytest

from engine.cli.progress import EVERY_NS, PATIENCE_NS, progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can move its cursor, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm")


def hands(*instants_ns: int) -> Callable[[], int]:
    """A clock that shows these instants, one at each look, and then stays."""
    left = list(instants_ns)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def played(stream: io.StringIO, clock: Callable[[], int]) -> str:
    with progress(stream, clock, "tests") as told:
        for done in range(1, 4):
            told(done, 1_000)
    return stream.getvalue()


def test_a_short_command_shows_nothing() -> None:
    assert played(Terminal(), hands(0, PATIENCE_NS - 1)) == ""


def test_a_long_one_shows_how_far_it_is_and_takes_that_away() -> None:
    late = PATIENCE_NS + EVERY_NS

    shown = played(Terminal(), hands(0, 0, late, late, late + 1, late + EVERY_NS))

    assert shown == "\r\x1b[K2 of 1,000 tests\r\x1b[K"


@pytest.mark.parametrize(
    ("kept", "left"), [(0, "about 5m30s left"), (2, "about 16m30s left"), (3, "")]
)
def test_one_that_is_timed_says_how_much_time_is_left(kept: int, left: str) -> None:
    stream = Terminal()

    with progress(stream, hands(0, 1, 30 * 10**9), "replications", timed=True) as told:
        told(kept, 36)
        told(3, 36)
        shown = stream.getvalue()

    assert shown == "\r\x1b[K3 of 36 replications" + (left and f", {left}")


def test_what_is_no_terminal_gets_nothing() -> None:
    assert played(io.StringIO(), hands(0, 9 * PATIENCE_NS)) == ""


def test_a_terminal_that_cannot_move_its_cursor_gets_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "dumb")

    assert played(Terminal(), hands(0, 9 * PATIENCE_NS)) == ""


def test_the_line_is_taken_away_also_when_the_command_fails() -> None:
    stream = Terminal()

    def fail() -> None:
        with progress(stream, hands(0, 9 * PATIENCE_NS), "tests") as told:
            told(1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert stream.getvalue().endswith("\r\x1b[K")
