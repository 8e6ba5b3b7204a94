"""What commands have in common: the path, the format, the colour, and the `Screen` they write to.

In: arguments. Out: decorators for commands, and values with types.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
from click.shell_completion import CompletionItem

from engine.cli import paint
from engine.cli.exits import exit_of
from engine.diagnostics import Diagnostic, SourceError
from engine.report.styled import Line

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command writes: data to stdout, messages to stderr."""

    command: str
    format: str
    color: str

    @property
    def json(self) -> bool:
        """Whether stdout is to carry one JSON document and nothing else."""
        return self.format == "json"

    @property
    def columns(self) -> int:
        """The width of stdout."""
        return paint.columns(sys.stdout)

    @property
    def message_columns(self) -> int:
        """The width of stderr."""
        return paint.columns(sys.stderr)

    def show(self, lines: Iterable[Line]) -> None:
        """Writes data as styled lines."""
        paint.paint(lines, sys.stdout, color=self.color)

    def tell(self, lines: Iterable[Line]) -> None:
        """Writes messages."""
        paint.paint(lines, sys.stderr, color=self.color)

    def write(self, text: str) -> None:
        """Writes data that is already whole: a document, a drawing, a file."""
        paint.write(text, sys.stdout)

    def document(self, document: Mapping[str, Any]) -> None:
        """Writes a JSON document."""
        from engine.report.to_json import dumps

        self.write(dumps(self.command, document))

    def diagnose(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Writes diagnostics as messages."""
        from engine.report.to_diagnostics import to_diagnostics

        self.tell(to_diagnostics(diagnostics, columns=self.message_columns))

    def refuse(self, diagnostics: Sequence[Diagnostic]) -> NoReturn:
        """Says why the command cannot go on, and ends it with the code for that."""
        if self.json:
            from engine.report.to_json import diagnostics_document

            self.document(diagnostics_document(diagnostics))
        else:
            self.diagnose(diagnostics)
        end(exit_of(diagnostics))


def end(code: int) -> NoReturn:
    """Ends the command with an exit code."""
    raise click.exceptions.Exit(int(code))


def stray(code: str, message: str, help: str | None = None) -> SourceError:  # noqa: A002
    """The error of a command's input that stands in no file, to be raised."""
    from engine.diagnostics import Severity

    found = Diagnostic(code=code, severity=Severity.ERROR, message=message, help=help)
    return SourceError([found])


class Once(click.Option):
    """An option that is given at most once; click would silently take the last one."""

    def __init__(self, *declarations: Any, **attributes: Any) -> None:
        attributes["multiple"] = True
        super().__init__(*declarations, **attributes)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The one value, or None."""
        given = super().process_value(ctx, value)
        if len(given) > 1:
            message = f"{self.opts[0]} is given {len(given)} times"
            raise click.UsageError(message, ctx)
        return given[0] if given else None


def path_argument(function: Callable[P, R]) -> Callable[P, R]:
    """`[PATH]`: a file or a project's folder, the current folder if left out."""
    # Whether it can be read is found by reading it: that error has a code, click's has none.
    kind = click.Path(path_type=Path, readable=False)
    return click.argument("path", default=".", type=kind)(function)


def environment_option(function: Callable[P, R]) -> Callable[P, R]:
    """`--env NAME`."""
    return click.option(
        "--env", "environment", cls=Once, metavar="NAME", help="Take the values of `env NAME`."
    )(function)


def screen_options(
    formats: Sequence[str] = ("text", "json"),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """`--format` and `--color`; the command gets a `Screen` as its first argument.

    A `SourceError` that leaves the command is shown there and becomes its exit code.
    """
    format_option = click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True,
        help="How to print it.",
    )  # fmt: skip
    color_option = click.option(
        "--color", type=click.Choice(paint.COLORS), default="auto", show_default=True,
        help="When to colour; NO_COLOR wins.",
    )  # fmt: skip

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def command(format_: str, color: str, **arguments: object) -> None:
            # Of a command in a group, `new test`, with the group's word.
            name = click.get_current_context().command_path.partition(" ")[2]
            screen = Screen(command=name, format=format_, color=color)
            try:
                function(screen, **arguments)
            except SourceError as error:
                screen.refuse(error.diagnostics)

        return format_option(color_option(command))

    return decorate


def completing(words: Callable[[], Iterable[str]]) -> Callable[..., list[CompletionItem]]:
    """Shell completion from words that are made when a shell asks."""

    def complete(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in words() if word.startswith(begun)]

    return complete
