"""`python -m benchmarks.common_numbers`: what the same customers are worth in a comparison.

In: pairs of staffings that differ by one agent, on models of `models/`. Out:
`benchmarks/common_numbers.md`; exit 1 if the nearest pair is compared less than ten times as
exactly as by independent draws, or if anything differs between identical staffings. `--quick` makes
a tenth of the days and writes nothing.

Two staffings are compared by the difference of a figure on each day. The variance of that is what
decides how many days are needed: with half of it half as many do. With independent draws it is the
sum of both variances. With the same customers, who come at the same times, are just as patient and
take just as long, what happens to both is much the same, and the variance is that of what is left
(Law, "Simulation Modeling and Analysis", 5th edition, 11.2).
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from statistics import fmean, variance
from typing import NamedTuple

from benchmarks.replications import program_of, simulation_of, workers
from engine.sim.day import simulate_day
from engine.stats.measures import parts
from engine.stats.seen import Seen

PAGE = Path(__file__).with_name("common_numbers.md")
LEAST = 10.0
FIGURES = ("service_level", "abandoned", "average_wait")
SHOWN = {"service_level": (100.0, "%"), "abandoned": (1.0, ""), "average_wait": (1e-6, " s")}
"""How many of what is shown one of a figure is, and what that is."""
INTRODUCTION = """\
# The same customers for both: how much that is worth

Written by `python -m benchmarks.common_numbers`. Each pair of staffings differs by one agent; both
have the same customers, seed by seed. *Independent* is the variance that the difference of a day
has if they have others (the sum of both variances), *common* the one that it has with the same,
*ratio* how many times as many days the former needs to be just as exact. Asked for is a ratio of 10
for the nearest pair, and that identical staffings differ by exactly nothing.

The inventory model of SSJ with common random numbers (`tutorial/InventoryCRN`, variance ratio
19.95) cannot be written here: it is a store that orders goods, with neither calls nor agents.

"""


class Pair(NamedTuple):
    """Two staffings of a model."""

    what: str
    model: str
    simulation: str
    first: tuple[str, str]
    second: tuple[str, str]
    days: int


PAIRS = (
    Pair("M10, 8 agents instead of 7 from 13:00 to 14:00", "m10", "within_20s",
         ("at_one", "7"), ("at_one", "8"), 400),
    Pair("A3, 51 agents instead of 50", "a3", "day", ("clerks", "50"), ("clerks", "51"), 100),
    Pair("M2, 13 agents instead of 12", "m2", "day", ("clerks", "12"), ("clerks", "13"), 400),
    Pair("M2, 12 agents as before", "m2", "day", ("clerks", "12"), ("clerks", "12"), 20),
)  # fmt: skip


class Row(NamedTuple):
    """A figure of a pair: the mean difference, its variance a day with other customers and with the
    same."""

    pair: Pair
    figure: str
    difference: float
    independent: float
    common: float

    @property
    def ratio(self) -> float | None:
        """None where nothing differs."""
        return self.independent / self.common if self.common else None

    @property
    def is_kept(self) -> bool:
        """Whether what is asked for holds; of pairs further apart nothing is."""
        if self.pair.first == self.pair.second:
            return self.difference == self.common == 0
        return self.pair is not PAIRS[0] or (self.ratio or 0) >= LEAST


def day_of(task: tuple[int, int, int]) -> list[float]:
    """The figures of one day: the numbers of the pair and of its staffing, and a seed."""
    number, which, seed = task
    pair = PAIRS[number]
    program = program_of(pair.model, (pair.second if which else pair.first,))
    simulation = simulation_of(program, pair.simulation)
    counts = simulate_day(program, simulation, seed=seed).counts
    seen = Seen(program=program, simulation=simulation, counts=counts)
    found = (parts(figure, seen) for figure in FIGURES)
    return [each.numerator / each.denominator for each in found]


def rows(pool: Executor, *, part: int = 1) -> Iterator[Row]:
    """All figures of all pairs; `part` 10 makes a tenth of the days."""
    for number, pair in enumerate(PAIRS):
        seeds = range(1, max(pair.days // part, 10) + 1)
        first, second = (
            list(pool.map(day_of, [(number, which, seed) for seed in seeds], chunksize=5))
            for which in range(2)
        )
        for at, figure in enumerate(FIGURES):
            found = row(pair, figure, [day[at] for day in first], [day[at] for day in second])
            if found.independent:
                yield found


def row(pair: Pair, figure: str, first: Sequence[float], second: Sequence[float]) -> Row:
    """What the days of both say of a figure.

    >>> found = row(PAIRS[0], "abandoned", [1.0, 2.0, 3.0], [2.0, 3.0, 5.0])
    >>> round(found.independent, 3), round(found.common, 3), round(found.ratio, 1)
    (3.333, 0.333, 10.0)
    """
    differences = [other - one for one, other in zip(first, second, strict=True)]
    return Row(
        pair=pair,
        figure=figure,
        difference=fmean(differences),
        independent=variance(first) + variance(second),
        common=variance(differences),
    )


def text_of(each: Row) -> str:
    """A row of the table."""
    times, unit = SHOWN[each.figure]
    ratio = "-" if each.ratio is None else f"{each.ratio:.1f}"
    return (
        f"| {each.pair.what} | {each.figure.replace('_', ' ')} | {each.difference * times:+.3f}"
        f"{unit} | {each.independent * times**2:.4g} | {each.common * times**2:.4g} | {ratio} |\n"
    )


def main(*, quick: bool) -> int:
    """Measures, shows, writes the page unless it is quick."""
    with workers() as pool:
        found = list(rows(pool, part=10 if quick else 1))
    table = "| Staffings | Figure | Difference | Independent | Common | Ratio |\n"
    table += "|---|---|---|---|---|---|\n" + "".join(map(text_of, found))
    sys.stdout.write(table)
    if not quick:
        PAGE.write_text(INTRODUCTION + table, encoding="utf-8")
    return 0 if all(each.is_kept for each in found) else 1


if __name__ == "__main__":
    raise SystemExit(main(quick="--quick" in sys.argv[1:]))
