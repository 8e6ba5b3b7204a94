"""Days of generated worlds: runs them and prints the hashes of their logs and of their counts.

In: the first seed and the one after the last. Out: on standard output a JSON object with the form
of the core and the hashes. A program of its own, so that tests start it with another form of the
core or hash seed.
"""

import json
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.limits import LIMITS
from engine.log.counts import Level
from engine.pipeline import check
from engine.program.lower import lower
from engine.program.model import Program
from engine.sim import core
from engine.sim.day import Day, simulate_day
from tests.generators.worlds import write_world
from tests.helpers.days import log_of

BOUNDS = replace(LIMITS, events=2_000, same_instant_events=20_000)
"""Worlds in which too much happens are cut off."""


@cache
def world_of(seed: int) -> Program:
    """The program of a world, which must check."""
    with TemporaryDirectory() as folder:
        checked = check(write_world(seed, Path(folder)))
    if checked.process is None:
        raise AssertionError([seed, *(each.message for each in checked.diagnostics)])
    return lower(checked.process)


def day_of_world(seed: int, **choices: Any) -> Day:
    """The day of a world, with all its events if nothing else is said."""
    program = world_of(seed)
    simulation = program.days.simulations[0]
    return simulate_day(program, simulation, **{"level": Level.WHY, "limits": BOUNDS, **choices})


def hashes(seed: int) -> tuple[str, str, str]:
    """What a day is told by."""
    day = day_of_world(seed, deep=True)
    log = log_of(day)
    counts = sha256(repr(day.counts).encode()).hexdigest()
    return log.events_hash(), log.why_hash(), counts


def main() -> None:
    """Runs everything and prints the hashes."""
    first, end = map(int, sys.argv[1:])
    found = [hashes(seed) for seed in range(first, end)]
    json.dump({"form": core.form(), "hashes": found}, sys.stdout)


if __name__ == "__main__":
    main()
