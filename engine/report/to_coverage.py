"""Coverage as text: a table for each project, then what no test goes through, with its place.

In: what the tests of projects went through. Out: styled lines. What follows from another line is
left out: the ports of a block that is never entered, the blocks of a strategy that never starts,
the outcome of a call whose port is never taken.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from engine.blocks.kind import PortForm
from engine.report.styled import (
    EMPTY,
    Line,
    Style,
    indented,
    line,
    line_width,
    table,
    width,
    wrap,
)
from engine.testing.points import (
    WHOLE,
    Aspect,
    BlockCoverage,
    Coverage,
    Place,
    Point,
    StrategyCoverage,
    Tallies,
    Tally,
    score,
    scored,
    tallies,
)

INDENT = 2
GAP = 2
"""Columns between the cells of a table."""
TEXT_MIN = 34
"""Columns that have to be left for what is missing, beside its place."""
HEADINGS = {Aspect.MCDC: "MC/DC"}
TOTAL = "in all"
NOTHING = "-"
PORTS_OF_CALLS = {"answered": "ok", "timed out": "timeout"}
"""By which port an outcome of a call leaves the block, where the names differ."""


def to_coverage(projects: Sequence[Coverage], *, columns: int) -> list[Line]:
    """The tables and what is missing, of every project; then, of several, the sum."""
    lines: list[Line] = []
    for project in projects:
        lines += [EMPTY] if lines else []
        lines += _project(project, columns)
    if len(projects) > 1:
        sums = tallies(point for project in projects for point in project.points())
        said = line((f"{TOTAL}  ", Style.STRONG), *_share(scored(sums)), "  ", _sums(sums))
        lines += [EMPTY, *wrap(said, columns, hang=INDENT)]
    return lines


def percent(thousandths: int) -> str:
    """A share as every report writes it.

    >>> percent(999), percent(1000), percent(7)
    ('99.9%', '100%', '0.7%')
    """
    if thousandths == WHOLE:
        return "100%"
    return f"{thousandths // 10}.{thousandths % 10}%"


def _project(project: Coverage, columns: int) -> list[Line]:
    share = _share(Tally(score([project]), WHOLE))
    head = wrap(line(("coverage of ", Style.STRONG), (project.project, Style.NAME), "  ", *share),
                columns, hang=INDENT)  # fmt: skip
    missing = sorted(_missing(project), key=lambda row: row[0])
    lines = [*head, *indented(_table(project, columns - INDENT), INDENT)]
    if missing:
        lines.append(line(("not covered", Style.STRONG)))
        lines += indented(_places(missing, columns - INDENT), INDENT)
    return lines


def _share(tally: Tally) -> list[tuple[str, str]]:
    style = Style.GOOD if tally.thousandths == WHOLE else Style.BAD
    return [(percent(tally.thousandths), style)]


# The table


def _table(project: Coverage, columns: int) -> list[Line]:
    """One line a strategy if they fit, else one paragraph."""
    rows = [(each.name, tallies(each.points())) for each in project.strategies]
    if len(rows) > 1:
        rows.append((TOTAL, tallies(project.points())))
    aspects = [aspect for aspect in Aspect if any(found[aspect].total for _, found in rows)]
    grid = _aligned([_head(aspects), *(_cells(name, found, aspects) for name, found in rows)])
    if all(line_width(each) <= columns for each in grid):
        return grid
    return table(
        [(line((name, _name_style(name))), line(*_share(scored(found)), "  ", _sums(found)))
         for name, found in rows],
        columns,
    )  # fmt: skip


def _head(aspects: Sequence[Aspect]) -> list[tuple[str, str]]:
    words = ["", "", *(HEADINGS.get(aspect, aspect.value) for aspect in aspects)]
    return [(word, Style.QUIET) for word in words]


def _cells(name: str, found: Tallies, aspects: Sequence[Aspect]) -> list[tuple[str, str]]:
    cells = [(name, _name_style(name)), *_share(scored(found))]
    for aspect in aspects:
        tally = found[aspect]
        if tally.total:
            style = Style.PLAIN if tally.covered == tally.total else Style.BAD
            cells.append((f"{tally.covered}/{tally.total}", style))
        else:
            cells.append((NOTHING, Style.QUIET))
    return cells


def _name_style(name: str) -> str:
    return Style.STRONG if name == TOTAL else Style.NAME


def _aligned(rows: Sequence[Sequence[tuple[str, str]]]) -> list[Line]:
    """Cells under each other: the first column to the left, numbers to the right."""
    widest = [max(width(row[place][0]) for row in rows) for place in range(len(rows[0]))]
    lines: list[Line] = []
    for row in rows:
        fragments: list[tuple[str, str]] = []
        for place, (text, style) in enumerate(row):
            room = " " * (widest[place] - width(text))
            if place:
                fragments += [(" " * GAP + room, Style.PLAIN), (text, style)]
            else:
                fragments += [(text, style), (room, Style.PLAIN)]
        lines.append(tuple(fragments))
    return lines


def _sums(found: Tallies) -> str:
    """The tallies as words, for where a table is too wide."""
    return ", ".join(
        f"{HEADINGS.get(aspect, aspect.value)} {tally.covered}/{tally.total}"
        for aspect, tally in found.items()
        if tally.total
    )


# What is missing


def _places(missing: Sequence[tuple[Place, Line]], columns: int) -> list[Line]:
    """Each with its whole place if there is room for it, else under its file."""
    if max(width(str(place)) for place, _ in missing) + GAP + TEXT_MIN <= columns:
        rows = [(line((str(place), Style.FRAME)), text) for place, text in missing]
        return table(rows, columns, key_max=columns)
    lines: list[Line] = []
    for file, group in groupby(missing, key=lambda row: row[0].file):
        lines.append(line((file, Style.FRAME)))
        rows = [
            (line((f"{place.line}:{place.column}", Style.FRAME)), text) for place, text in group
        ]
        lines += indented(table(rows, columns - INDENT), INDENT)
    return lines


def _missing(project: Coverage) -> Iterator[tuple[Place, Line]]:
    for strategy in project.strategies:
        for view in strategy.views:
            if view.missing:
                said = line("view ", (view.name, Style.NAME), f" of queue {view.of} never pulls")
                yield view.place, said
        yield from _missing_of_strategy(strategy)


def _missing_of_strategy(strategy: StrategyCoverage) -> Iterator[tuple[Place, Line]]:
    if not any(block.entered.count for block in strategy.blocks):
        yield strategy.place, line("strategy ", (strategy.name, Style.NAME), " never starts")
        return
    for block in strategy.blocks:
        if block.entered.missing:
            yield block.entered.place, line((block.label, Style.NAME), " never entered")
        elif block.entered.count:
            for point in _missing_of_block(block):
                yield point.place, line((block.label, Style.NAME), f": {_words(point)}")


def _missing_of_block(block: BlockCoverage) -> Iterator[Point]:
    """Without what another one implies: a lone atom is the port, an atom that was only ever true
    has decided nothing, an outcome of a call leads to a port."""
    ports = {port.point.name for port in block.ports if port.point.missing}
    yield from (port.point for port in block.ports if port.point.missing)
    if len(block.atoms) > 1:
        for atom in block.atoms:
            outcomes = [point for point in (atom.true, atom.false) if point.missing]
            decides = [atom.decides] if atom.decides and atom.decides.missing else []
            yield from outcomes or decides
    for call in block.calls:
        if call.missing and PORTS_OF_CALLS.get(call.name, call.name) not in ports:
            yield call
    yield from (target for target in block.targets if target.missing)


def _words(point: Point) -> str:
    match point.aspect:
        case Aspect.PORTS:
            return f"port {point.name} never taken"
        case Aspect.CONDITIONS:
            text, _, outcome = point.name.rpartition(" ")
            return f"`{text}` never {outcome}"
        case Aspect.MCDC:
            return f"`{point.name}` never decides on its own"
        case Aspect.TARGETS:
            return f"target `{point.name}` never gives an agent"
        case _:
            return f"call never {_ended(point.name)}"


def _ended(outcome: str) -> str:
    """How a call ends, in words.

    >>> _ended("timed out"), _ended("fault unavailable"), _ended("fault")
    ('timed out', 'refused by fault unavailable', 'refused by another fault')
    """
    if outcome == PortForm.FAULT:
        return f"refused by another {outcome}"
    return f"refused by {outcome}" if outcome.startswith(PortForm.FAULT) else outcome
