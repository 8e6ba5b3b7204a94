"""The process `routewright`: arguments in, exit code out, whatever happens in between.

A declared error has said what it has to say when it arrives here. What is left are signals, pipes
that close, disks that are full, and our own bugs: those get one line with the command that shows
them again, and a traceback only if `ROUTEWRIGHT_DEBUG` is set.
"""

import os
import shlex
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

import click

from engine import collector
from engine.cli import COMMANDS
from engine.cli.exits import Exit
from engine.cli.lazy import LazyGroup
from engine.cli.process import NONE, Heard, Terminated, hearing
from engine.source import visible

PROGRAM = "routewright"
COMPLETE = "_ROUTEWRIGHT_COMPLETE"
"""Set by the scripts of `completion` when a shell asks for words."""
DEBUG = "ROUTEWRIGHT_DEBUG"
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


class Routewright(LazyGroup):
    """The group as a process: `main` ends it with an exit code of `Exit`."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Runs the command of the arguments, `sys.argv` if there are none."""
        arguments = list(sys.argv[1:] if args is None else args)
        with hearing() as heard, collector.of_a_process():
            code = self._guarded(arguments, heard)
        sys.exit(code)

    def _guarded(self, arguments: list[str], heard: Heard) -> int:
        try:
            code = self._called(arguments)
            # Whatever is still in a buffer fails here, not after the interpreter has gone.
            sys.stdout.flush()
            sys.stderr.flush()
            heard.raising = NONE
        except BaseException as error:
            heard.raising = NONE
            ended = _ended(error, heard, arguments)
            if ended is None:
                raise
            return ended
        return code

    def _called(self, arguments: list[str]) -> int:
        """As click's own `main`, but that signals and pipes that close are left to `_guarded`."""
        wanted = os.environ.get(COMPLETE)
        if wanted:
            from click.shell_completion import shell_complete

            return shell_complete(self, {}, PROGRAM, COMPLETE, wanted)
        try:
            with self.make_context(PROGRAM, arguments) as context:
                self.invoke(context)
        except click.exceptions.Exit as asked:
            return asked.exit_code
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            return Exit.USAGE
        except click.ClickException as error:
            _usage(error)
            return Exit.USAGE
        return Exit.FINE


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    if wanted and not ctx.resilient_parsing:
        from engine.cli.version import lines

        click.echo("\n".join(lines()))
        ctx.exit()


@click.group(name=PROGRAM, cls=Routewright, listed=COMMANDS, context_settings=SETTINGS)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the versions of routewright and of the data it uses.",
)  # fmt: skip
def main() -> None:
    """Check, format, draw and run routing strategies for Genesys contact centres.

    PATH is a `.strat` file or a project's folder, the current folder if left out.
    """


def _ended(error: BaseException, heard: Heard, arguments: Sequence[str]) -> int | None:
    """Says why a command has ended, and returns the exit code; None for what is to be raised."""
    if isinstance(error, BrokenPipeError):
        return _silenced(Exit.CLOSED_PIPE)
    # What arrives after a signal may be no more than what a library has made of it.
    stopped = heard.first if isinstance(error, Exception) else 0
    if isinstance(error, KeyboardInterrupt | click.Abort) or stopped == signal.SIGINT:
        return _silenced(_said("interrupted", Exit.INTERRUPTED))
    if isinstance(error, Terminated) or stopped == signal.SIGTERM:
        return _silenced(_said("terminated", Exit.TERMINATED))
    if isinstance(error, OSError):
        # Commands turn what goes wrong with their files into diagnostics; this is stdout.
        return _silenced(_said(f"output cannot be written: {error.strerror}", Exit.STORAGE))
    if not isinstance(error, Exception) or os.environ.get(DEBUG):
        return None
    return _said(_internal(error, arguments), Exit.INTERNAL)


def _usage(error: click.ClickException) -> None:
    """What is wrong with the arguments, and how they are meant."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    lines = [] if context is None else [context.get_usage()]
    lines.append(f"Try `{PROGRAM if context is None else context.command_path} --help`.")
    lines.append(f"error: {error.format_message()}")
    # Shown by ourselves: click would write what an argument holds as it is.
    shown = (visible(each) for text in lines for each in text.split("\n"))
    click.echo("\n".join(shown), err=True)


def _said(message: str, code: int) -> int:
    """One last line on stderr."""
    try:
        click.echo(f"{PROGRAM}: {visible(message)}", err=True)
    except OSError:
        return _silenced(code)
    return code


def _internal(error: Exception, arguments: Sequence[str]) -> str:
    command = shlex.join([PROGRAM, *arguments])
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"internal error: {what}; it is our bug, `{DEBUG}=1 {command}` shows where"


def _silenced(code: int) -> int:
    """Keeps the interpreter from trying again to write to a stdout that does not take it."""
    for stream in (sys.stdout, sys.stderr):
        _redirect(stream)
    return code


def _redirect(stream: TextIO) -> None:
    try:
        stream.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
