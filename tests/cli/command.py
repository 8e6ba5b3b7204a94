"""Running `routewright` in process and as a process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from engine.cli.main import main

HELLO = """strategy hello (voice) {
  bye: disconnect { reason = "hello" }
}
"""
BROKEN = """strategy hello (voice) {
  ask: if(ANI == "1") { true -> bye   false -> by }
  bye: disconnect { reason = "hello" }
}
"""
DATA = """strategy greet (voice) {
  data { Name: text   Age: integer }
  tell: log(udata.Name) -> bye
  bye: disconnect { reason = ANI }
}
"""

AS_PROCESS = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("engine", run_name="__main__")
"""
"""`python -m engine`, also where whoever runs the tests has interrupts ignored (`pytest &`)."""


def routewright(*arguments: object, stdin: str | bytes | None = None, **environment: str) -> Result:
    """Runs a command in process at 80 columns without colour, unless the environment says else."""
    words = [str(argument) for argument in arguments]
    settings: Mapping[str, str | None] = {
        "COLUMNS": "80", "NO_COLOR": "1", "ROUTEWRIGHT_DEBUG": None, **environment,
    }  # fmt: skip
    return CliRunner().invoke(main, words, input=stdin, env=settings)


def project(folder: Path, **texts: str) -> Path:
    """Writes a project: a file `name.strat` for each text."""
    for name, text in texts.items():
        (folder / f"{name}.strat").write_text(text, encoding="utf-8")
    return folder


def process(
    *arguments: object, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.PIPE
) -> "subprocess.Popen[bytes]":
    """Starts a command as a process of its own, one that can be interrupted."""
    words = [sys.executable, "-c", AS_PROCESS, *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": "1"}
    return subprocess.Popen(
        words, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    )
