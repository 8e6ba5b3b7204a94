"""The process `routewright` from its first line to its last, and the signals that ask it to end.

In: SIGINT, SIGTERM. Out: the first of each as an exception in whatever is being done; those after
it change nothing, since they would only disturb what is tidied up.

Python raises such an exception wherever it is, and that may be where it cannot come through: while
a class is made it becomes a RuntimeError, in a finalizer it is printed and forgotten. So what was
asked for is noted here, and whoever ends the command looks here, not only at what has arrived.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signal import _HANDLER
    from sys import UnraisableHookArgs

    Handlers = dict[int, _HANDLER]

DELAY_S = 0.01


class Terminated(BaseException):
    """SIGTERM has come; files that are being written are cleaned up on the way out."""


RAISED: dict[int, type[BaseException]] = {
    signal.SIGINT: KeyboardInterrupt,
    signal.SIGTERM: Terminated,
}
ALL = frozenset(RAISED)
NONE: frozenset[int] = frozenset()


class Heard:
    """`first` is the signal that came first, 0 if none did; `raising` are those that are raised
    when they come.

    `raising` is set and not called: before each call Python looks for signals, and raises there.
    """

    def __init__(self) -> None:
        self.first = 0
        self.raising = ALL

    def hear(self, number: int, _: FrameType | None) -> None:
        """The handler. Raises the signal's exception, once."""
        self.first = self.first or number
        if number in self.raising:
            self.raising = self.raising - {number}
            raise RAISED[number]


HEARD = Heard()
"""Of this process: it has one handler for each signal."""


def again() -> None:
    """The next interrupt is raised, though it is not the first."""
    HEARD.raising = ALL


@contextmanager
def hearing() -> Iterator[Heard]:
    """Signals are heard meanwhile, if they are not anyway as in a process of ours."""
    if signal.getsignal(signal.SIGTERM) == HEARD.hear:
        yield HEARD
        return
    HEARD.first, HEARD.raising = 0, ALL
    before = _listen()
    try:
        yield HEARD
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main() -> None:
    """Runs the command of `sys.argv` and ends the process with its exit code."""
    try:
        _listen()
        sys.unraisablehook = _unraisable
        from engine.cli.main import main as command

        command()
    except SystemExit:
        raise
    except BaseException:
        HEARD.raising = NONE
        if not HEARD.first:
            raise
        sys.exit(_stopped_early(HEARD.first))
    finally:
        HEARD.raising = NONE
        # Python gives signals back to the system before it has ended: that would change the code.
        for number in RAISED:
            signal.signal(number, signal.SIG_IGN)


def _listen() -> "Handlers":
    """Takes the signals, and returns who had them. Ignored interrupts stay so (`nohup`, `&`)."""
    before: Handlers = {}
    for number in RAISED:
        handler = signal.getsignal(number)
        if number != signal.SIGINT or handler is signal.default_int_handler:
            before[number] = handler
            signal.signal(number, HEARD.hear)
    return before


def _stopped_early(number: int) -> int:
    """What there is to say where not even the commands were loaded."""
    from engine.cli.exits import Exit

    word, code = (
        ("interrupted", Exit.INTERRUPTED)
        if number == signal.SIGINT
        else ("terminated", Exit.TERMINATED)
    )
    sys.stderr.write(f"routewright: {word}\n")
    return code


def _signal_main(number: int) -> None:
    """A signal for the main thread; where the system can, it wakes a thread that waits."""
    if sys.platform == "win32":
        from _thread import interrupt_main

        interrupt_main(number)
    else:
        from threading import main_thread

        signal.pthread_kill(main_thread().ident or 0, number)


def _unraisable(found: "UnraisableHookArgs") -> None:
    """An exception that could not leave a finalizer: a signal is raised again, outside of it."""
    for number, exception in RAISED.items():
        if found.exc_type is exception:
            from threading import Timer

            HEARD.raising = HEARD.raising | {number}
            later = Timer(DELAY_S, _signal_main, (number,))
            later.daemon = True
            later.start()
            return
    sys.__unraisablehook__(found)
