"""The engine beside SimPy and Ciw: the same workloads, in turn, each run in a process of its own.

In: a workload, contestants, how many customers. Out: their outcomes by seed. What is compared is
the time a customer of a run, without start-up and without reading the model; before that, what
became of the customers must be the same for all.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.estimates import ratio
from benchmarks.measure import ENVIRONMENT
from benchmarks.workloads import Outcome

ROOT = Path(__file__).parents[1]
SLACK = 1.5
"""Results are the same if they differ by less than this many times the band of both 99 % intervals:
among the many that are compared, one or another is outside the band itself by chance."""


class DifferentResultsError(Exception):
    """Two contestants did not simulate the same."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A module with the workloads; `core` is what `ROUTEWRIGHT_CORE` says, `folder` the source."""

    name: str
    module: str
    core: str = ""
    folder: Path = ROOT

    def run(self, workload: str, customers: int, seed: int) -> Outcome:
        """One run."""
        command = [sys.executable, "-m", self.module, workload, str(customers), str(seed)]
        environment = {**ENVIRONMENT, "ROUTEWRIGHT_CORE": self.core, "PYTHONPATH": str(self.folder)}
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=self.folder, env=environment
        )
        return Outcome(**json.loads(done.stdout))


COMPILED = Contestant("compiled", "benchmarks.in_routewright")
PLAIN = Contestant("plain", "benchmarks.in_routewright", core="plain")
SIMPY = Contestant("SimPy", "benchmarks.in_simpy")
CIW = Contestant("Ciw", "benchmarks.in_ciw")


def contest(
    workload: str, contestants: Sequence[Contestant], *, customers: int, rounds: int
) -> dict[str, list[Outcome]]:
    """The outcomes of each, a seed a round."""
    found: dict[str, list[Outcome]] = {each.name: [] for each in contestants}
    for seed in range(1, rounds + 1):
        for each in contestants:
            found[each.name].append(each.run(workload, customers, seed))
    return found


def same(workload: str, found: dict[str, list[Outcome]]) -> None:
    """Raises `DifferentResultsError` unless the customers fared alike with all contestants."""
    first, *others = found
    for other in others:
        for what in ("answered", "abandoned", "overflowed", "waited"):
            mine, theirs = (ratio(_pairs(found[name], what)) for name in (first, other))
            if abs(mine.value - theirs.value) > SLACK * mine.band(theirs) + 1e-9:
                message = f"{workload}, {what}: {first} {mine}, {other} {theirs}"
                raise DifferentResultsError(message)


def _pairs(outcomes: list[Outcome], what: str) -> list[tuple[float, float]]:
    """A number and what it is a share of, by run."""
    return [
        {
            "answered": (one.answered, one.customers),
            "abandoned": (one.abandoned, one.customers),
            "overflowed": (one.overflowed, one.customers),
            "waited": (one.waited, one.answered),
        }[what]
        for one in outcomes
    ]


def microseconds(outcomes: list[Outcome]) -> float:
    """The median time of a customer."""
    return median(1e6 * one.seconds / one.customers for one in outcomes)


def unchecked(folder: Path) -> Contestant:
    """The engine without its checks, compiled into a folder."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks.unchecked", str(folder)],
        check=True,
        cwd=ROOT,
        env=dict(os.environ),
    )
    return Contestant("unchecked", "benchmarks.in_routewright", folder=folder)
