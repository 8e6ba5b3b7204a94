"""`python -m benchmarks`: measures everything, prints the table, writes it into README.md.

In: the installed engine, and SimPy and Ciw. Out: `benchmarks/README.md` with a table of what was
asked for and what was found; exit 1 if a bound is missed. Ratios are to a start of the bare
interpreter, or to other simulators, in the same run, so they hold on other machines too. `--quick`
leaves the two largest projects and the simulated days out and writes nothing; `--days` measures
nothing but simulated days, and writes nothing.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import author_tests, speed
from benchmarks.measure import MIB, SCRIPT, Stages, in_turn, stages
from benchmarks.projects import SITE_BLOCKS, sites_for_lines, write
from benchmarks.speed import Row

README = Path(__file__).with_name("README.md")
TABLE_STARTS = "<!-- written by `python -m benchmarks`: from here to the end -->\n"


def starts(folder: Path) -> Iterator[Row]:
    """How long the quick commands take, next to the bare interpreter."""
    project = folder / "lines_300"
    write(project, sites_for_lines(300))
    commands = {
        "bare": [sys.executable, "-c", "pass"],
        "help": [SCRIPT, "--help"],
        "check": [SCRIPT, "check", str(project)],
    }
    seconds = in_turn(commands, rounds=15)
    for name, what, times_max in (
        ("help", "`routewright --help`", 12),
        ("check", "`routewright check` of 300 lines", 30),
    ):
        times = seconds[name] / seconds["bare"]
        bound = f"at most {times_max} bare starts"
        yield Row(what, bound, f"{times:.1f} bare starts", times <= times_max)


def checks(folder: Path, lines: int, *, rounds: int) -> Iterator[Row]:
    """How fast, and in how much memory, one project is parsed and checked."""
    project = folder / f"lines_{lines}"
    write(project, sites_for_lines(lines))
    one = stages(project, rounds=rounds)
    yield Row(
        f"checking {lines:,} lines",
        "at least 10,000 lines/s",
        f"{one.lines_per_s:,.0f} lines/s, {parsing_percent(one)} % of it parsing",
        one.lines_per_s >= 10_000,
    )
    memory = (one.peak_bytes - one.idle_bytes) / one.text_bytes
    yield Row(
        f"memory for {lines:,} lines ({one.text_bytes / MIB:.1f} MiB)",
        "at most 150 MiB for one MiB of text",
        f"{memory:.0f} MiB for one MiB, over {one.idle_bytes / MIB:.0f} MiB without a text",
        memory <= 150,
    )


def many_blocks(folder: Path, blocks: int) -> Iterator[Row]:
    """The largest project that the limits allow."""
    project = folder / f"blocks_{blocks}"
    write(project, blocks // SITE_BLOCKS)
    one = stages(project, rounds=1)
    yield Row(
        f"checking {one.blocks:,} blocks in {len(list(project.iterdir()))} files",
        "under 60 s",
        f"{one.check_s:.0f} s, {parsing_percent(one)} % of it parsing, "
        f"{one.peak_bytes / MIB:,.0f} MiB",
        one.check_s < 60,
    )


def tests(folder: Path) -> Iterator[Row]:
    """How long tests of authors take, from start to exit, and what coverage adds."""
    project = folder / "thousand"
    author_tests.write(project, 1_000)
    command = [SCRIPT, "test", str(project)]
    commands = {
        "examples": [SCRIPT, "test", str(author_tests.PROJECT.parent)],
        "auto": command,
        "one": [*command, "--workers", "1"],
        "two": [*command, "--workers", "2"],
        "covered": [*command, "--workers", "1", "--coverage"],
    }
    seconds = in_turn(commands, rounds=7)
    yield Row(
        "all tests of the example projects",
        "under 5 s",
        f"{seconds['examples']:.1f} s",
        seconds["examples"] < 5,
    )
    yield Row(
        "1,000 tests of the notification project, start-up included",
        "under 5 s on two cores",
        f"{seconds['auto']:.1f} s; {seconds['one']:.1f} s with one worker, "
        f"{seconds['two']:.1f} s with two",
        seconds["auto"] < 5,
    )
    more = max(0, round(100 * (seconds["covered"] / seconds["one"] - 1)))
    yield Row("what coverage adds to that", "under 20 %", f"{more} %", more < 20)


def parsing_percent(one: Stages) -> int:
    """The part of a check that reading and parsing takes."""
    return round(100 * one.read_s / one.check_s)


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    head = "| What | Asked | Found | |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {row.what} | {row.bound} | {row.found} | {'kept' if row.kept else 'missed'} |\n"
        for row in rows
    )


def main() -> int:
    """Measures, prints and writes; returns the exit status."""
    quick, days = (sys.argv[1:] == [option] for option in ("--quick", "--days"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows: list[Row] = []
        if not days:
            rows += [*starts(folder), *tests(folder), *checks(folder, 10_000, rounds=3)]
        if not (quick or days):
            rows += [*checks(folder, 100_000, rounds=1), *many_blocks(folder, 100_000)]
        if not quick:
            rows += [*speed.peers(), *speed.sizes(), *speed.checks(folder)]
    result = table(rows)
    sys.stdout.write(result)
    if not (quick or days):
        text = README.read_text(encoding="utf-8").partition(TABLE_STARTS)[0]
        README.write_text(text + TABLE_STARTS + "\n" + result, encoding="utf-8")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
