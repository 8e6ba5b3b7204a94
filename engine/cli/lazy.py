"""Groups of commands: one whose unknown words are answered with the nearest known ones, and one
whose commands are loaded when they are called.

In: commands, or the list of them. Out: click groups; the second prints its help from the list.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from engine.cli import Listed


class NearestGroup(click.Group):
    """A group that says what may have been meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest names if there is no such command."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-") and not ctx.resilient_parsing:
            from engine.diagnostics import did_you_mean

            cure = did_you_mean(name, known) or f"try `{ctx.command_path} --help`"
            message = f"there is no command `{name}`; {cure}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(NearestGroup):
    """A group whose commands are modules, in the place of click's own dictionary of commands."""

    def __init__(self, *, listed: Mapping[str, Listed], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """The names in the order of the list."""
        return list(self.listed)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The command, loaded now."""
        if cmd_name not in self.listed:
            return None
        command: click.Command = import_module(self.listed[cmd_name].module).command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """The lines of the help, from the list alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.summary) for name, row in self.listed.items()])
