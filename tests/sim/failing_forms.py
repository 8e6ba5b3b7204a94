"""Runs a day in which everything fails that can, in a process of its own.

Out: a JSON object with the form of the core, and for each seed the hash of the log's rows, that of
its reasons, and what was counted of failures.
"""

import json
import sys
from dataclasses import replace

from engine.failures import DRAWN
from engine.log.counts import Level
from engine.sim import core
from tests.helpers.days import day_of, log_of, program_of
from tests.sim.failing_project import CENTRE

SEEDS = (1, 2, 3)


def main() -> None:
    program = program_of(CENTRE)
    failing = replace(program.days.simulations[0], failures=DRAWN)
    days = replace(program.days, simulations=(failing,))
    program = replace(program, days=days)
    found = []
    for seed in SEEDS:
        day = day_of(program, seed=seed, level=Level.WHY)
        log = log_of(day)
        found.append([log.events_hash(), log.why_hash(), repr(day.counts.failures)])
    json.dump({"form": core.form(), "days": found}, sys.stdout)


if __name__ == "__main__":
    main()
