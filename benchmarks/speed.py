"""What simulated days cost: beside SimPy and Ciw, by size, in memory, for the checks of laws.

In: the engine, and the peers of the extra `benchmarks`. Out: rows of the table.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.contest import (
    CIW,
    COMPILED,
    PLAIN,
    SIMPY,
    contest,
    microseconds,
    same,
    unchecked,
)
from benchmarks.measure import MIB

CUSTOMERS, ROUNDS = 100_000, 7
LIVE = 100_000
"""How many customers of the workload `waiting` are there at once."""
MEMORY_MIB, LIVE_KIB = 150, 4


class Row(NamedTuple):
    """One line of the table; `bound` is empty where nothing is asked for."""

    what: str
    bound: str
    found: str
    kept: bool = True


def peers() -> Iterator[Row]:
    """The same work in turn, the same results."""
    for workload, what in (
        ("a", "workload A (M/M/20 at 90 % load)"),
        ("b", "workload B (A with abandonment)"),
        ("c", "workload C (two media, three groups, overflow, abandonment)"),
    ):
        found = contest(workload, (COMPILED, SIMPY, CIW), customers=CUSTOMERS, rounds=ROUNDS)
        same(workload, found)
        ours, simpy, ciw = (microseconds(outcomes) for outcomes in found.values())
        yield Row(
            what,
            "at least 25 times Ciw" if workload == "c" else "",
            f"{ciw / ours:.0f} times Ciw, {simpy / ours:.0f} times SimPy; {ours:.2f} µs a customer",
            workload != "c" or ciw >= 25 * ours,
        )
    found = contest("line", (COMPILED, PLAIN, SIMPY), customers=CUSTOMERS, rounds=ROUNDS)
    same("line", found)
    ours, plain, simpy = (microseconds(outcomes) for outcomes in found.values())
    what = "a strategy of about twelve blocks a customer"
    yield Row(
        what,
        "at least 10 times SimPy",
        f"{simpy / ours:.0f} times SimPy; {ours:.2f} µs a customer",
        simpy >= 10 * ours,
    )
    yield Row(
        f"{what}, core not compiled",
        "not slower than SimPy",
        f"{simpy / plain:.1f} times SimPy; {plain:.0f} µs a customer",
        simpy >= plain,
    )


def sizes() -> Iterator[Row]:
    """More customers, more agents, more at once."""
    small, large = (
        [COMPILED.run("c", customers, seed) for seed in range(1, 4)]
        for customers in (20_000, 2_000_000)
    )
    times = microseconds(large) / microseconds(small)
    yield Row(
        "2,000,000 customers of workload C",
        "as long a customer as 20,000 take, within 20 %",
        f"{times:.2f} times as long",
        times <= 1.2,
    )
    peak = max(one.peak_bytes for one in large) / MIB
    yield Row(
        "memory for these",
        f"at most {MEMORY_MIB} MiB, whatever is over",
        f"{peak:.0f} MiB",
        peak <= MEMORY_MIB,
    )
    peak = COMPILED.run("waiting", 2 * LIVE, 1).peak_bytes / MIB
    bound = MEMORY_MIB + LIVE * LIVE_KIB / 1024
    yield Row(
        f"memory for {LIVE:,} customers at once",
        f"at most {MEMORY_MIB} MiB and {LIVE_KIB} KiB each",
        f"{peak:.0f} MiB",
        peak <= bound,
    )
    found = {
        workload: microseconds([COMPILED.run(workload, 200_000, seed) for seed in range(1, 4)])
        for workload in ("a", "many")
    }
    times = found["many"] / found["a"]
    yield Row(
        "6,000 agents instead of 20",
        "at most twice as long a customer",
        f"{times:.2f} times as long",
        times <= 2,
    )


def checks(folder: Path) -> Iterator[Row]:
    """What the laws cost that are checked all the time."""
    bare = unchecked(folder / "unchecked")
    found = contest("line", (COMPILED, bare), customers=CUSTOMERS, rounds=ROUNDS)
    ours, theirs = (microseconds(outcomes) for outcomes in found.values())
    more = round(100 * (ours / theirs - 1))
    yield Row("what checking the engine's laws adds", "under 15 %", f"{max(more, 0)} %", more < 15)
