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
SECOND_NS = 1_000_000_000
ERASE = "\r\x1b[K"


class Progress:
    """Told of each step; writes when it is time to. One that is `timed` says how much time is left,
    if what is left takes as long as what was done since the first word."""

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], int],
        noun: str,
        show: Callable[[int], str] = "{:,}".format,
        *,
        timed: bool = False,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._noun = noun
        self._show = show
        self._timed = timed
        self._begun_ns = clock()
        self._next_ns = self._begun_ns + PATIENCE_NS
        self._first: int | None = None
        self._shows = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if self._first is None:
            self._first = done
        now_ns = self._clock() if self._shows else 0
        if not self._shows or now_ns < self._next_ns:
            return
        self._next_ns = now_ns + EVERY_NS
        left = self._left(done, total, now_ns) if self._timed else ""
        told = f"{self._show(done)} of {self._show(total)} {self._noun}{left}"
        self._stream.write(f"{ERASE}{told}")
        self._stream.flush()
        self._shown = True

    def erase(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._stream.write(ERASE)
            self._stream.flush()
            self._shown = False

    def _left(self, done: int, total: int, now_ns: int) -> str:
        """How much time is left, as far as that can be told."""
        since = done - (self._first or 0)
        if since <= 0 or done >= total:
            return ""
        seconds = (now_ns - self._begun_ns) * (total - done) // since // SECOND_NS
        return f", about {told_seconds(seconds)} left"


def told_seconds(seconds: int) -> str:
    """A length of time in two units at most.

    >>> told_seconds(7), told_seconds(95), told_seconds(4000)
    ('7s', '1m35s', '1h6m')
    """
    minutes, rest = divmod(seconds, 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{hours}h{left}m"
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"


@contextmanager
def progress(
    stream: TextIO,
    clock: Callable[[], int],
    noun: str,
    show: Callable[[int], str] = "{:,}".format,
    *,
    timed: bool = False,
) -> Iterator[Progress]:
    """A line that is gone afterwards, however it ends; `show` writes what is counted."""
    line = Progress(stream, clock, noun, show, timed=timed)
    try:
        yield line
    finally:
        line.erase()
