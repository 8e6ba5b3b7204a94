"""`python -m benchmarks.coverage`: how often 95 % intervals hold the true figure.

In: the days of model M2 (ContactCenters' MMCAb, 12 agents, 252 calls an hour, patience of a minute,
eight hours from an empty beginning). Out: `benchmarks/coverage.md`; exit 1 if an interval covers
less often than 93 % or more often than 97 %. `--quick` makes a twentieth and writes nothing.

A meta-run is what an author does: ten replications, and an interval for each figure by
`engine.stats`. 1,000 of them share no seed. The truth is not estimated but computed: the share of a
time that so many customers are there follows from the Markov chain of M/M/12+M from its empty
beginning (`theory.from_empty`), and what becomes of who finds so many from there. With 1,000
meta-runs the share found is itself off by 0.7 % (one standard deviation).

Two other ways to an interval are measured beside it, to be known and without a bar to pass: running
until the service level is precise to half a point, which looks at the intervals again and again;
and one run of a hundred hours in batches, its warm-up found by itself, against the steady state.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import theory
from benchmarks.replications import program_of, simulation_of, workers
from engine.measures import Arguments
from engine.replications.replicate import FIRST_LOOK, LOOK_EVERY
from engine.sim.day import simulate_day
from engine.stats.estimates import Estimate
from engine.stats.measures import estimate
from engine.stats.precision import Precision
from engine.stats.seen import Seen
from engine.stats.several import several
from engine.values import HOUR, MINUTE

PAGE = Path(__file__).with_name("coverage.md")
META_RUNS, REPLICATIONS = 1_000, 10
OTHER_RUNS = 400
"""So many of the other ways."""
LEAST, MOST = 0.93, 0.97
ARRIVAL, SERVICE, SERVERS, LEAVING, TARGET, LENGTH = 4.2, 0.5, 12, 1.0, 1 / 3, 480.0
"""M2 in minutes."""
MOST_THERE = 50
MEASURES = (
    "service_level", "service_level_of_answered", "service_level_without_short_abandons",
    "abandonment", "average_wait", "occupancy", "queue_length", "abandoned",
)  # fmt: skip
LONG_MEASURES = tuple(name for name in MEASURES if name not in ("abandoned", "queue_length"))
PRECISE = Precision(measure="service_level", arguments=Arguments(), half_width=0.005)
LATER_SEEDS, LONG_SEEDS, MANY = 1_000_000, 9_000_000, 1_000
"""Where the seeds of the other two ways begin; so many for each meta-run."""
LONG_RUN, PIECE = 100 * HOUR, 30 * MINUTE
INTRODUCTION = """\
# Coverage of the intervals

Written by `python -m benchmarks.coverage`: model M2 (`models/m2.strat`), 1,000 meta-runs of ten
replications of its eight hours, no seed twice. *Covered* is the share of the 95 % intervals that
hold the true figure; asked for is 93 % to 97 %. *Below* and *above* are the shares of intervals
that lie wholly on that side of it, *half-width* the mean one. The truth is that of the Markov chain
from its empty beginning, exact (`theory.py`). The two tables behind it are of other ways to an
interval, 400 meta-runs each, to be known; nothing is asked of them.

"""


def truth() -> dict[str, float]:
    """What each figure is in truth on a day that begins empty: times in microseconds."""
    return true_of(
        theory.from_empty(
            ARRIVAL, SERVICE, SERVERS, leaving=LEAVING, length=LENGTH, most=MOST_THERE
        )
    )


def steady_truth() -> dict[str, float]:
    """The same in the steady state."""
    return true_of(theory.many_servers(ARRIVAL, SERVICE, SERVERS, leaving=LEAVING))


def true_of(shares: Sequence[float]) -> dict[str, float]:
    """The figures where those who come find 0, 1, … with these probabilities."""
    in_time, gone_in_time = theory.within(
        ARRIVAL, SERVICE, SERVERS, leaving=LEAVING, target=TARGET, shares=shares
    )
    answered, waited = theory.answered_of(shares, SERVICE, SERVERS, leaving=LEAVING)
    busy = sum(share * min(number, SERVERS) for number, share in enumerate(shares))
    waiting = sum(share * number for number, share in enumerate(shares[SERVERS:]))
    return {
        "service_level": in_time,
        "service_level_of_answered": in_time / answered,
        "service_level_without_short_abandons": in_time / (1 - gone_in_time),
        "abandonment": 1 - answered,
        "average_wait": waited / answered * MINUTE,
        "occupancy": busy / SERVERS,
        "queue_length": waiting,
        "abandoned": (1 - answered) * ARRIVAL * LENGTH,
    }


Interval = tuple[float, float]


def meta_run(number: int) -> list[Interval]:
    """The interval of each measure; a meta-run has the seeds of no other."""
    days = [day(seed) for seed in range(number * REPLICATIONS + 1, (number + 1) * REPLICATIONS + 1)]
    return [
        interval(estimate(measure, days, Arguments(name="VQ" if measure == "queue_length" else "")))
        for measure in MEASURES
    ]


def precise_run(number: int) -> tuple[Interval, int]:
    """The interval of the service level when it is precise, and how many replications that took."""
    first = LATER_SEEDS + number * MANY
    days = [day(first + at) for at in range(FIRST_LOOK)]
    while not PRECISE.reached(days):
        days += [day(first + at) for at in range(len(days), len(days) + LOOK_EVERY)]
    return interval(estimate(PRECISE.measure, days)), len(days)


def long_run(number: int) -> list[Interval]:
    """The interval of each measure from the pieces of one long run."""
    program = program_of("m2")
    simulation = replace(simulation_of(program, "day"), duration_us=LONG_RUN, interval_us=PIECE)
    counts = simulate_day(program, simulation, seed=LONG_SEEDS + number).counts
    found = several([Seen(program=program, simulation=simulation, counts=counts)])
    whole = {**found.customers[-1].estimates, **found.crews[-1].estimates}
    return [interval(whole[measure]) for measure in LONG_MEASURES]


def day(seed: int) -> Seen:
    """A day of the model."""
    program = program_of("m2")
    simulation = simulation_of(program, "day")
    counts = simulate_day(program, simulation, seed=seed).counts
    return Seen(program=program, simulation=simulation, counts=counts)


def interval(found: Estimate | None) -> Interval:
    """Its ends; a run without one covers nothing."""
    if found is None or found.low is None or found.high is None:
        return 0.0, 0.0
    return found.low, found.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How the intervals of one measure lie."""

    measure: str
    truth: float
    below: float
    above: float
    half_width: float

    @property
    def share(self) -> float:
        """Of those that hold the truth."""
        return 1 - self.below - self.above

    @property
    def kept(self) -> bool:
        """Whether that is what is asked for."""
        return LEAST <= self.share <= MOST


def covered(measure: str, true: float, intervals: Sequence[Interval]) -> Covered:
    """Counts them.

    >>> covered("x", 2.0, [(1.0, 3.0), (1.0, 1.5), (2.5, 3.0), (2.0, 2.0)]).share
    0.5
    """
    number = len(intervals)
    return Covered(
        measure=measure,
        truth=true,
        below=sum(high < true for _, high in intervals) / number,
        above=sum(low > true for low, _ in intervals) / number,
        half_width=sum(high - low for low, high in intervals) / 2 / number,
    )


def table(found: Sequence[Covered], *, judged: bool) -> str:
    """As Markdown."""
    rows = [
        "| Measure | Truth | Half-width | Covered | Below | Above | |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in found:
        verdict = ("kept" if each.kept else "**missed**") if judged else ""
        rows.append(
            f"| `{each.measure}` | {each.truth:.6g} | {each.half_width:.3g} | {each.share:.1%} "
            f"| {each.below:.1%} | {each.above:.1%} | {verdict} |"
        )
    return "\n".join(rows) + "\n"


def ten_replications(pool: Executor, runs: range) -> list[Covered]:
    """What is asked for."""
    found, true = list(pool.map(meta_run, runs, chunksize=5)), truth()
    return [
        covered(measure, true[measure], [run[at] for run in found])
        for at, measure in enumerate(MEASURES)
    ]


def until_precise(pool: Executor, runs: range) -> tuple[Covered, float]:
    """And how many replications it took in the mean."""
    found = list(pool.map(precise_run, runs, chunksize=5))
    intervals = [run for run, _ in found]
    name = PRECISE.measure
    return covered(name, truth()[name], intervals), sum(days for _, days in found) / len(found)


def in_batches(pool: Executor, runs: range) -> list[Covered]:
    """Of one long run each."""
    found, true = list(pool.map(long_run, runs, chunksize=5)), steady_truth()
    return [
        covered(measure, true[measure], [run[at] for run in found])
        for at, measure in enumerate(LONG_MEASURES)
    ]


def main() -> int:
    """Simulates, prints and writes; returns the exit status."""
    quick = sys.argv[1:] == ["--quick"]
    part = 20 if quick else 1
    others = range(OTHER_RUNS // part)
    with workers() as pool:
        found = ten_replications(pool, range(META_RUNS // part))
        precise, days = until_precise(pool, others)
        batches = in_batches(pool, others)
    result = (
        f"{table(found, judged=True)}\n"
        f"## Until the service level is precise to half a point: {days:.1f} replications on average"
        f"\n\n{table([precise], judged=False)}\n"
        "## One run of 100 hours in 20 batches, against the steady state\n\n"
        f"{table(batches, judged=False)}"
    )
    sys.stdout.write(result)
    if quick:
        return 0
    PAGE.write_text(INTRODUCTION + result, encoding="utf-8")
    return 0 if all(each.kept for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
