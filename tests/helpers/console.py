"""Console sessions in documents: `$ command` lines and the output that must follow them.

A line `...` in the output stands for any number of lines.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from engine.cli.main import main


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """The commands of all ```console fences with their expected output, in order."""
    for fence in re.findall(r"^```console\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", fence, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def run_command(command: str, *, width: int = 80) -> tuple[int, str]:
    """Runs one `routewright ...` command line in process; its exit code and all it printed."""
    words = shlex.split(command)
    assert words[0] == "routewright", command
    environment = {"COLUMNS": str(width), "NO_COLOR": "1"}
    result = CliRunner().invoke(main, words[1:], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.output


def matches(expected: str, output: str) -> bool:
    """Whether an output is the expected one, `...` lines standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, output) is not None


def golden(path: Path) -> tuple[str, str]:
    """The command on the first line of an `.out` file, and the output after it."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("$ "), rest
