"""`routewright completion`: the script that makes a shell complete commands, options and words."""

import sys

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from engine.cli import paint
from engine.cli.main import COMPLETE, PROGRAM, main

SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete,
}  # fmt: skip


@click.command(name="completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  eval "$(routewright completion bash)"
    zsh:   eval "$(routewright completion zsh)"
    fish:  routewright completion fish | source
    """
    script = SHELLS[shell](main, {}, PROGRAM, COMPLETE)
    # Not `script.source()`: for bash that starts a bash to ask for its version.
    paint.write(ShellComplete.source(script) + "\n", sys.stdout)
