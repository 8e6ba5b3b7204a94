"""The workloads in the strategy language: `models/a.strat`, `b`, `c` and `line`.

In: how long customers come, a seed. Out: what became of them, read off the counts of a simulation
at the level `summary`. `python -m benchmarks.in_routewright WORKLOAD CUSTOMERS SEED` prints it, in
the form of the core that `ROUTEWRIGHT_CORE` names.
"""

import sys
from dataclasses import replace
from functools import partial

from benchmarks import workloads as w
from benchmarks.measures import Seen
from benchmarks.replications import program_of, simulation_of
from benchmarks.workloads import Outcome
from engine.limits import LIMITS
from engine.sim.day import simulate_day

SECOND_US = 1_000_000
OVERFLOW = {"c": "over", "line": "overflow"}
"""The blocks that are entered by overflow."""


LARGE = replace(LIMITS, interactions=10**8, events=10**10)
"""Millions of interactions are more than a project may have without asking for it."""


def run(workload: str, until: float, seed: int) -> Outcome:
    """Simulates a workload."""
    program = program_of(workload)
    simulation = simulation_of(program, "day", duration_us=int(until * SECOND_US))
    seen = Seen(simulate_day(program, simulation, seed=seed, limits=LARGE).counts, program)
    answered = seen.waits("answered")
    return Outcome(
        customers=seen.waits("came"),
        answered=answered,
        abandoned=seen.waits("abandoned"),
        left=seen.waits("came") - answered - seen.waits("abandoned"),
        overflowed=seen.visits(OVERFLOW[workload]) if workload in OVERFLOW else 0,
        waited=seen.waits("waited_answered_us") / SECOND_US,
    )


if __name__ == "__main__":
    program_of(sys.argv[1])  # reading and checking the model is not simulating
    w.told({workload: partial(run, workload) for workload in w.RATES})
