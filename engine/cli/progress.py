"""How far a long command is, on a terminal.

In: numbers. Out: one line on stderr that is rewritten, and gone when the command goes on to say
something. Nothing where stderr is no terminal, and nothing in the first second.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE_NS = 1_000_000_000
EVERY_NS = 100_000_000
ERASE = "\r\x1b[K"


class Progress:
    """Told of each step; writes when it is time to."""

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], int],
        noun: str,
        show: Callable[[int], str] = "{:,}".format,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._noun = noun
        self._show = show
        self._next_ns = clock() + PATIENCE_NS
        self._shows = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if not self._shows or self._clock() < self._next_ns:
            return
        self._next_ns = self._clock() + EVERY_NS
        self._stream.write(f"{ERASE}{self._show(done)} of {self._show(total)} {self._noun}")
        self._stream.flush()
        self._shown = True

    def erase(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._stream.write(ERASE)
            self._stream.flush()
            self._shown = False


@contextmanager
def progress(
    stream: TextIO, clock: Callable[[], int], noun: str, show: Callable[[int], str] = "{:,}".format
) -> Iterator[Progress]:
    """A line that is gone afterwards, however it ends; `show` writes what is counted."""
    line = Progress(stream, clock, noun, show)
    try:
        yield line
    finally:
        line.erase()
