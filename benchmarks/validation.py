"""`python -m benchmarks.validation`: simulated days against theory and published figures.

In: the models in `models/`, the engine. Out: `benchmarks/validation.md`, a table of every figure,
what was measured and what was expected, each with the half-width of its 99 % interval, the band
(the root of the sum of both squares) and whether the difference is within it; exit 1 if one is not.
`--quick` makes a tenth of the days and writes nothing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.estimates import Estimate, ratio
from benchmarks.references import CASES, Case
from benchmarks.replications import days_of, workers

PAGE = Path(__file__).with_name("validation.md")
INTRODUCTION = """\
# Simulated days against theory and published figures

Written by `python -m benchmarks.validation`. Each model is a strategy in `models/`, each day a seed
from 1 on. *Measured* is the ratio of means over the days, ± the half-width of its 99 % interval.
References without a half-width are exact (`theory.py`); the others are printed by ContactCenters
(umontreal-simul/contactcenters, `doc/examples/*.res`, `doc/msk/mskuse.tex`), with the half-width of
their printed standard deviation and half a unit of the last digit. *Band* is the root of the sum of
both squared half-widths: a difference up to it is within.

Agents of SimpleMSK (`m6`) have no names: at the end of a period nobody gets a call until fewer are
busy than remain, whoever they are. So it is with the crews of that model, by `staffing`.

Not here: the inventory model of SSJ with common random numbers, which compares two policies on the
same draws and belongs to experiments.

"""


class Line(NamedTuple):
    """One figure as it came out."""

    case: Case
    figure: str
    measured: Estimate
    reference: Estimate

    @property
    def is_within(self) -> bool:
        """Whether it is met."""
        return self.measured.agrees(self.reference)


def lines(*, part: int = 1) -> Iterator[Line]:
    """All figures; `part` 10 makes a tenth of the days, at least 10."""
    with workers() as pool:
        for case in CASES:
            sys.stderr.write(f"{case.name}\n")
            days = days_of(case, pool, days=max(10, case.days // part))
            for number, figure in enumerate(case.figures):
                measured = ratio([pairs[number] for pairs in days])
                yield Line(case, figure.name, measured, figure.reference)


def digits_of(band: float) -> int:
    """How many digits after the point show two of the band's.

    >>> digits_of(0.0123), digits_of(12.0)
    (3, 0)
    """
    digits = 0
    while band < 10 and digits < 8:
        band, digits = band * 10, digits + 1
    return digits


def shown(estimate: Estimate, digits: int) -> str:
    """A figure with its half-width, if it has one."""
    text = f"{estimate.value:,.{digits}f}"
    return f"{text} ± {estimate.half_width:,.{digits}f}" if estimate.half_width else text


def table(found: list[Line]) -> str:
    """The figures as Markdown."""
    rows = [
        "| Model | Figure | Measured | Reference | Band | | Source |",
        "|---|---|---|---|---|---|---|",
    ]
    for line in found:
        band = line.measured.band(line.reference)
        digits = digits_of(band)
        verdict = "within" if line.is_within else "**outside**"
        rows.append(
            f"| {line.case.name} | {line.figure} | {shown(line.measured, digits)} "
            f"| {shown(line.reference, digits)} | {band:.{digits}f} | {verdict} "
            f"| {line.case.source} |"
        )
    return "\n".join(rows) + "\n"


def main() -> int:
    """Simulates, prints and writes; returns the exit status."""
    quick = sys.argv[1:] == ["--quick"]
    found = list(lines(part=10 if quick else 1))
    outside = sum(not line.is_within for line in found)
    result = f"{table(found)}\n{len(found)} figures, {outside} outside\n"
    sys.stdout.write(result)
    if not quick:
        PAGE.write_text(INTRODUCTION + result, encoding="utf-8")
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
