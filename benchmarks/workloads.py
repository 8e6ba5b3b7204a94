"""The workloads that the engine and other simulators run, and what is compared of them.

In: nothing. Out: their numbers, which also stand in `models/*.strat`, word by word. Times are
seconds, all lengths exponential.

`a`: 20 agents at 90 % load. `b`: the same, and callers give up. `c`: calls and e-mails for three
groups of agents; what has waited 30 s for its own group goes over to the general one. `line`: a
whole strategy of about twelve blocks: what language, a request to a service, the rank by its
answer, a greeting, specialists for 30 s, then generalists for a minute, then music for a minute and
both again.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import process_time

from benchmarks.measure import peak_bytes

MINUTE, HOUR = 60.0, 3600.0

A_RATE, A_AGENTS, A_HANDLING = 360 / HOUR, 20, 3 * MINUTE
B_PATIENCE = 3 * MINUTE

C_RATE = {"voice": 360 / HOUR, "email": 240 / HOUR}
C_HANDLING = {"voice": 4 * MINUTE, "email": 12 * MINUTE}
C_PATIENCE = {"voice": 3 * MINUTE, "email": 5 * MINUTE}
C_SHARES = {"billing": 45, "sales": 35, "general": 20}
C_AGENTS = {"billing": 11, "sales": 8, "general": 6}
C_CAPACITY = {"voice": 1, "email": 2}
C_OVERFLOW = 30.0

LINE_RATE, LINE_HANDLING = 400 / HOUR, 4 * MINUTE
LINE_SPECIALISTS, LINE_GENERALISTS = 20, 9
LINE_SEGMENTS = {"gold": 1, "silver": 3, "bronze": 6}
LINE_LANGUAGES = {"en": 3, "de": 1}
LINE_RANKS = {"gold": 20, "silver": 10, "bronze": 0}
LINE_LOOKUP, LINE_GREETING, LINE_MUSIC = 0.08, 5.0, MINUTE
LINE_FIRST, LINE_SECOND, LINE_TRIES = 30.0, MINUTE, 3

RATES = {
    "a": A_RATE,
    "b": A_RATE,
    "c": sum(C_RATE.values()),
    "line": LINE_RATE,
    "many": 300 * A_RATE,
    "waiting": 200_000 / HOUR,
}
"""Customers a second. Only the engine runs the last two: `a` with 300 times as many customers and
agents, and customers who all stay half an hour, so that 100,000 are there at once."""


@dataclass(slots=True)
class Outcome:
    """What became of the customers of a run; `waited` is a sum, over those who were answered."""

    customers: int = 0
    answered: int = 0
    abandoned: int = 0
    left: int = 0
    overflowed: int = 0
    waited: float = 0.0
    seconds: float = 0.0
    """The processor time of the run, without start-up."""
    peak_bytes: int = 0

    @property
    def wait(self) -> float:
        """The mean wait of those who were answered."""
        return self.waited / max(self.answered, 1)


def told(runs: dict[str, Callable[[float, int], Outcome]]) -> None:
    """Runs what the command line names (workload, customers, seed) and prints its outcome."""
    workload, customers, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    start = process_time()
    outcome = runs[workload](customers / RATES[workload], seed)
    outcome.seconds = process_time() - start
    outcome.peak_bytes = peak_bytes()
    sys.stdout.write(json.dumps(asdict(outcome)))
