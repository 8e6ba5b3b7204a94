"""Painting: the one place where text reaches a terminal, a pipe or a file behind stdout.

In: styled lines, or text that is already whole. Out: characters on a stream. Whatever came from
outside is made visible here (`styled.visible`), so no file can move the cursor of who reads about
it. Colour goes through rich, which is loaded only when there is colour.
"""

import io
import os
from collections.abc import Iterable
from errno import EAGAIN
from shutil import get_terminal_size
from typing import TextIO

from engine.report.styled import Line, Style, plain
from engine.source import visible

COLUMNS = 80
"""The width where no terminal says another."""
COLUMNS_MIN = 20
COLORS = ("auto", "always", "never")

LOOKS: dict[str, str] = {
    Style.ERROR: "bold red",
    Style.WARNING: "bold yellow",
    Style.STRONG: "bold",
    Style.FRAME: "blue",
    Style.HELP: "bold cyan",
    Style.NOTE: "bold green",
    Style.TIME: "dim",
    Style.WHO: "bold magenta",
    Style.NAME: "cyan",
    Style.KIND: "blue",
    Style.VALUE: "green",
    Style.GOOD: "green",
    Style.BAD: "red",
    Style.QUIET: "dim",
}


def columns(stream: TextIO) -> int:
    """How wide lines may be: `COLUMNS`, else the terminal's width, else 80."""
    if not os.environ.get("COLUMNS") and not stream.isatty():
        return COLUMNS
    return max(get_terminal_size((COLUMNS, 24)).columns, COLUMNS_MIN)


def colored(stream: TextIO, color: str) -> bool:
    """Whether to colour: `NO_COLOR` forbids it, then the option decides, then the terminal."""
    if os.environ.get("NO_COLOR") or color == "never":
        return False
    return color == "always" or (stream.isatty() and os.environ.get("TERM") != "dumb")


def paint(lines: Iterable[Line], stream: TextIO, *, color: str = "auto") -> None:
    """Writes lines."""
    if colored(stream, color):
        _paint_colored(lines, stream)
    else:
        write("".join(f"{visible(plain(line)).rstrip()}\n" for line in lines), stream)


def write(text: str, stream: TextIO) -> None:
    """Writes text as it is, but for characters that the stream's encoding does not have."""
    encoding = stream.encoding or "utf-8"
    data = text.encode(encoding, "backslashreplace")
    raw = getattr(stream, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        stream.flush()
        _write_all(data.replace(b"\n", os.linesep.encode(encoding)), raw)
    else:
        stream.write(data.decode(encoding))


def _write_all(data: bytes, raw: io.RawIOBase) -> None:
    """Writes to a stream without a buffer (`PYTHONUNBUFFERED`), which may take less than it is
    given, as a pipe does whose reader goes away, and which Python then does not notice."""
    left = memoryview(data)
    while left:
        taken = raw.write(left)
        if taken is None:
            raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
        left = left[taken:]


def harmless(text: str) -> str:
    """Text of several lines, everything but tabs and line ends made visible."""
    return "\n".join(
        "\t".join(visible(part) for part in line.split("\t")) for line in text.split("\n")
    )


def _paint_colored(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    # Not to the stream itself: of a pipe that closes, rich would make an exit code of its own.
    painted = io.StringIO()
    console = Console(
        file=painted, force_terminal=True, color_system="standard", highlight=False, markup=False,
        emoji=False, soft_wrap=True, legacy_windows=False, no_color=False,
    )  # fmt: skip
    encoding = stream.encoding or "utf-8"
    for line in lines:
        text = Text()
        for fragment, style in line:
            shown = visible(fragment).encode(encoding, "backslashreplace").decode(encoding)
            text.append(shown, LOOKS.get(style))
        console.print(text)
    write(painted.getvalue(), stream)
