"""Measuring one thing: how long a process takes, and what a check costs inside one.

In: a command, or the folder of a project. Out: seconds, as medians, and bytes. Contestants are run
in turn, so that what else the machine does meets them all alike.
"""

import json
import os
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SCRIPT = str(Path(sysconfig.get_path("scripts"), "routewright"))
MIB = 1024 * 1024
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What checking one project took, in a process of its own."""

    lines: int
    blocks: int
    text_bytes: int
    read_s: float
    build_s: float
    idle_bytes: int
    """The memory of the process with its libraries, before it reads."""
    peak_bytes: int
    """The largest memory of the process."""

    @property
    def check_s(self) -> float:
        """Reading, parsing and checking."""
        return self.read_s + self.build_s

    @property
    def lines_per_s(self) -> float:
        """How fast a text is parsed and checked."""
        return self.lines / self.check_s


def in_turn(commands: dict[str, list[str]], *, rounds: int) -> dict[str, float]:
    """The median seconds of each command, from start to exit; each must succeed.

    A first round, in which Python writes its bytecode, does not count.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(1 + rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
            seconds[name].append(time.perf_counter() - start)
    return {name: median(times[1:]) for name, times in seconds.items()}


def stages(folder: Path, *, rounds: int) -> Stages:
    """The round with the median time of several, each in a fresh process."""
    found = []
    for _ in range(rounds):
        command = [sys.executable, "-m", "benchmarks.measure", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
        found.append(Stages(**json.loads(done.stdout)))
    return sorted(found, key=lambda one: one.check_s)[rounds // 2]


def check_here(folder: Path) -> dict[str, float]:
    """Checks a project in this process, stage by stage; what `Stages` is made of."""
    from engine.diagnostics import Findings
    from engine.dsl.imports import read_project
    from engine.graph.build import build

    findings = Findings()
    idle_bytes = peak_bytes()
    start = time.perf_counter()
    files = read_project(folder, findings)
    parsed = time.perf_counter()
    process = build(files, name=folder.name, environment=None, findings=findings)
    built = time.perf_counter()
    if process is None:
        findings.raise_errors()
        sys.exit("the project is not sound")
    texts = [file.source.text for file in files]
    return {
        "lines": sum(text.count("\n") for text in texts),
        "blocks": sum(len(graph.blocks) for graph in process.strategies),
        "text_bytes": sum(len(text.encode()) for text in texts),
        "read_s": parsed - start,
        "build_s": built - parsed,
        "idle_bytes": idle_bytes,
        "peak_bytes": peak_bytes(),
    }


def peak_bytes() -> int:
    """The largest memory of this process so far."""
    import resource  # not on Windows, where all but this can be measured

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(check_here(Path(sys.argv[1]))))
