"""Painting: what reaches a stream, with and without colour."""

import io
import os
from typing import Any

import pytest

from engine.cli.paint import COLUMNS, colored, columns, harmless, paint, write
from engine.report.styled import Style, line

EVIL = "\x1b]0;title\x07\x9b2J\u202ename\nforged"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in ("NO_COLOR", "COLUMNS", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("color", ["never", "always"])
def test_nothing_from_outside_moves_the_cursor_or_forges_a_line(color: str) -> None:
    stream = io.StringIO()

    paint([line((EVIL, Style.NAME))], stream, color=color)

    shown = stream.getvalue().replace("\x1b[36m", "").replace("\x1b[0m", "")
    assert shown == "\\x1b]0;title\\x07\\x9b2J\\u{202e}name\\x0aforged\n"


def test_colour_is_for_terminals_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, terminal = io.StringIO(), Terminal()

    assert not colored(pipe, "auto")
    assert colored(terminal, "auto")
    assert colored(pipe, "always")
    assert not colored(terminal, "never")
    monkeypatch.setenv("TERM", "dumb")
    assert not colored(terminal, "auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored(terminal, "always")


def test_colour_changes_nothing_but_colour() -> None:
    lines = [line(("error", Style.ERROR), ": [bold]no markup[/] :smile: " + "long " * 40)]
    bare, colourful = io.StringIO(), io.StringIO()

    paint(lines, bare, color="never")
    paint(lines, colourful, color="always")

    without = colourful.getvalue().replace("\x1b[1;31m", "").replace("\x1b[0m", "")
    assert [each.rstrip() for each in without.split("\n")] == bare.getvalue().split("\n")
    assert "\x1b[1;31merror\x1b[0m" in colourful.getvalue()


def test_the_width_is_the_terminals_or_eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    assert columns(io.StringIO()) == COLUMNS
    monkeypatch.setenv("COLUMNS", "40")
    assert columns(io.StringIO()) == 40
    monkeypatch.setenv("COLUMNS", "1")
    assert columns(io.StringIO()) == 20


def test_a_stream_without_the_letters_gets_them_spelt_out() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")

    write("日本\n", stream)
    paint([line("é")], stream, color="always")
    stream.flush()

    assert raw.getvalue() == b"\\u65e5\\u672c\n\\xe9\n"


def test_text_of_several_lines_keeps_its_tabs_and_line_ends() -> None:
    assert harmless("a\tb\nc\x1b[m\r\n") == "a\tb\nc\\x1b[m\\x0d\n"


class Sipping(io.RawIOBase):
    """A stream without a buffer that takes three bytes at a time, and none after the last one."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.taken, self.room = b"", room

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, data: Any, /) -> int | None:
        """Takes what it has room for; None says that it would have to wait."""
        part = bytes(data)[: min(3, self.room - len(self.taken))]
        self.taken += part
        return len(part) or None


@pytest.mark.parametrize("color", ["never", "always"])
def test_a_stream_without_a_buffer_gets_all_of_it(
    monkeypatch: pytest.MonkeyPatch, color: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    raw = Sipping(1000)
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)  # type: ignore[type-var]

    paint([line(("a long line \u00e9", Style.BAD))], stream, color=color)

    assert b"a long line \\xe9" in raw.taken
    assert raw.taken.endswith(os.linesep.encode())


def test_a_stream_that_would_have_to_wait_is_an_error() -> None:
    stream = io.TextIOWrapper(Sipping(5), write_through=True)  # type: ignore[type-var]

    with pytest.raises(BlockingIOError):
        write("longer than that", stream)
