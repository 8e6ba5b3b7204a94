#!/usr/bin/env python3
"""Sets everything up and runs it, with nothing but Python 3.11: see `python3 x.py --help`.

In: the hash-locked `requirements/*.txt` and this source tree. Out: a virtual environment that has
them installed (the project itself in editable form), and the outcome of one command run in it. A
second time only what has changed since is installed again. Uses `uv` where it is on the path, else
the pip of the environment; both take their indexes from their own configuration.
"""

from __future__ import annotations  # an older Python must get as far as being told

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PYTHON_MIN = (3, 11)
INSTALL_VENV = """\
this Python cannot make virtual environments: its modules venv and ensurepip are not installed
  Debian, Ubuntu: apt install python3-venv
  elsewhere:      take a Python from python.org, or put uv on the path (https://docs.astral.sh/uv)
"""
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
    (
        *("pytest", "-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup"),
        *("--cov=engine.dsl", "--cov=engine.graph", "--cov=engine.esp", "--cov-branch"),
        *("--cov-report=term:skip-covered", "--cov-fail-under=95"),
    ),
)
INSTALL_UV = "`lock` needs uv on the path (https://docs.astral.sh/uv)\n"
LOCK = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "python3 x.py lock"),
)


class SetUpError(Exception):
    """The set-up cannot go on; the text says what to do about it."""


class Environment:
    """The virtual environment in a folder, and the record of what was installed into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        self.record = self.folder / "routewright-set-up.json"
        self.uv = shutil.which("uv")

    def script(self, name: str) -> str:
        """The path of a command that is installed here."""
        return str(self.scripts / (f"{name}.exe" if os.name == "nt" else name))

    def set_up(self, requirements: str) -> None:
        """Brings the environment up to date with `requirements/NAME.txt` and the source tree."""
        locked = ROOT / "requirements" / f"{requirements}.txt"
        wanted = {
            requirements: digest([locked]),
            "project": digest(build_inputs(), str(ROOT)),
        }
        done = self.installed()
        if not self.python.exists():
            say(f"making {shown(self.folder)}")
            self.make()
        if done.get(requirements) != wanted[requirements]:
            say(f"installing {shown(locked)}")
            self.install("--require-hashes", "--only-binary", ":all:", "--requirement", str(locked))
        if done.get("project") != wanted["project"]:
            say("building and installing routewright")
            self.install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        if not wanted.items() <= done.items():
            self.record.write_text(json.dumps({**done, **wanted}, indent=2), encoding="utf-8")

    def installed(self) -> dict[str, str]:
        """The state of each part at its last installation; empty for a fresh environment."""
        if not (self.python.exists() and self.record.exists()):
            return {}
        try:
            record = json.loads(self.record.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        return record if isinstance(record, dict) else {}

    def make(self) -> None:
        """Creates the environment, with uv or with what Python brings along."""
        if self.uv:
            run(
                [
                    self.uv,
                    "venv",
                    "--quiet",
                    "--allow-existing",
                    "--python",
                    sys.executable,
                    str(self.folder),
                ]
            )
        else:
            self.make_with_pip()

    def make_with_pip(self) -> None:
        """Creates the environment with Python's own modules, or adds pip to the one there is."""
        if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
            raise SetUpError(INSTALL_VENV)
        run([sys.executable, "-m", "venv", str(self.folder)])

    def install(self, *arguments: str) -> None:
        """Installs with uv; without it, or where it does not get through, with pip."""
        if self.uv:
            python = ("--python", str(self.python))
            command = [self.uv, "pip", "install", "--quiet", *python, "--compile-bytecode"]
            if not subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode:
                return
            say("uv did not get through, trying pip")
        pip = [str(self.python), "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
            self.make_with_pip()
        run([*pip, "install", "-qq", "--disable-pip-version-check", *arguments])


def build_inputs() -> list[Path]:
    """The files that the installed project was built from, in a fixed order.

    All other modules run from the source tree as they are.
    """
    core = ROOT / "engine" / "sim" / "core"
    return [
        ROOT / "pyproject.toml",
        ROOT / "hatch_build.py",
        *sorted([*core.glob("*.py"), *core.glob("*.pxd")]),
    ]


def digest(files: list[Path], also: str = "") -> str:
    """A fingerprint of the names and contents of files, and of one more text."""
    state = hashlib.sha256(also.encode())
    for file in files:
        content = file.read_bytes()
        state.update(f"\n{file.name} {len(content)}\n".encode())
        state.update(content)
    return state.hexdigest()


def run(command: list[str]) -> None:
    """Runs a command of the set-up in the project's folder."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        message = f"the set-up stops here, this did not succeed:\n  {' '.join(command)}\n"
        raise SetUpError(message)


def say(text: str) -> None:
    """One line of progress, apart from what the command itself prints."""
    sys.stderr.write(f"x.py: {text}\n")
    sys.stderr.flush()


def shown(path: Path) -> str:
    """A path as short as it can be."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def demo(environment: Environment) -> int:
    """Runs the main example and prints its trace."""
    environment.set_up("run")
    example = str(Path("strategies", "whatsapp_notification"))
    command = [environment.script("routewright"), "run", example]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def test(environment: Environment) -> int:
    """Runs every check, also after one has failed, and says at the end which did."""
    environment.set_up("dev")
    variables = {**os.environ, "HYPOTHESIS_PROFILE": "ci"}
    failed = []
    for name, *arguments in CHECKS:
        words = " ".join([name, *arguments])
        say(words)
        command = [environment.script(name), *arguments]
        if subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode:
            failed.append(words)
    say("failed: " + "; ".join(failed) if failed else "all checks passed")
    return 1 if failed else 0


def lock(environment: Environment) -> int:
    """Resolves `requirements/*.txt` anew from pyproject.toml, for every platform; needs uv."""
    if not environment.uv:
        raise SetUpError(INSTALL_UV)
    dev, lean, peers = (
        str(Path("requirements", name)) for name in ("dev.txt", "run.txt", "benchmarks.txt")
    )
    for extra, output, *arguments in (
        ("dev", dev),
        ("build", lean, "--constraint", dev),
        ("benchmarks", peers, "--constraint", dev),
    ):
        say(f"resolving {output}")
        out = ("--extra", extra, "--output-file", output)
        run([environment.uv, *LOCK, *out, *arguments, "pyproject.toml"])
    return 0


COMMANDS = {"demo": demo, "test": test, "lock": lock}


def main() -> int:
    """Does what the command line asks; returns the exit status."""
    if sys.version_info < PYTHON_MIN:
        needed, found = (".".join(map(str, v[:2])) for v in (PYTHON_MIN, sys.version_info))
        sys.stderr.write(f"x.py: needs Python {needed} or later, this is {found}\n")
        return 2
    summaries = (f"  {name}  {(do.__doc__ or '').splitlines()[0]}" for name, do in COMMANDS.items())
    parser = argparse.ArgumentParser(
        description="Sets routewright up, then does one of these:\n\n" + "\n".join(summaries),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=" | ".join(COMMANDS))
    parser.add_argument(
        "--venv",
        type=Path,
        default=ROOT / ".venv",
        metavar="DIR",
        help="the environment to use or make (default: .venv beside this file)",
    )
    options = parser.parse_args()
    try:
        return COMMANDS[options.command](Environment(options.venv))
    except SetUpError as reason:
        sys.stderr.write(f"x.py: {reason}")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
