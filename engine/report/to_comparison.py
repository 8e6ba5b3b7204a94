"""A comparison as text: the figures beside each other, and who fares differently from where on.

In: a comparison. Out: styled lines. Of what is not about all customers only differences are shown
that are more than chance, and that figures as they are written show; the document for machines
(`comparison_to_json`) has all of them.
"""

from collections.abc import Sequence

from engine.replications.partings import Differences, Group
from engine.report.amounts import number
from engine.report.comparison import (
    ARROW,
    Comparison,
    block,
    change,
    measured,
    parted,
    value,
)
from engine.report.grid import Cell, cell, grid
from engine.report.local_times import LocalTimes
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, table, wrap
from engine.sim.fares import Step
from engine.stats.compared import Figure, Section

INDENT = 2
BLOCKS_MAX, GROUPS_MAX = 6, 4
"""So many blocks where paths part are told, and so many ways of faring differently of each."""
ALWAYS = (
    "service_level", "abandonment", "average_wait", "arrivals", "asked", "answered", "abandoned",
)  # fmt: skip
"""What is shown of all customers whether it differs or not."""
OF_SEVERAL = (
    "service_level", "abandonment", "average_wait", "asked", "occupancy", "queue_length",
    "left_over", "notifications_lost_and_removed", "interactions", "esp_faults", "cost",
)  # fmt: skip
"""What is shown of more than two variants, each of which has a line of its own."""
CERTAIN = "*"


def to_comparison(found: Comparison, *, columns: int) -> list[Line]:
    """All of it."""
    lines = [*_head(found, columns)]
    for title, figures in _sections(found):
        section = (_pair if len(found.sides) == 2 else _many)(found, figures, columns - INDENT)
        lines += [EMPTY, *wrap(line((title, Style.STRONG)), columns), *indented(section, INDENT)]
    for at, differences in enumerate(found.compared.differences, start=1):
        lines += [EMPTY, *_fares(found, at, differences, columns)]
    return lines


def _head(found: Comparison, columns: int) -> list[Line]:
    compared = found.compared
    simulation = compared.variants[0].simulation
    times = LocalTimes(
        simulation.start_us, simulation.zone, simulation.duration_us, simulation.interval_us
    )
    seeds = f"seed {compared.finished[0][0].seed}"
    if compared.count > 1:
        seeds += f" and {compared.count - 1} that follow from it"
    first = line(
        (simulation.name, Style.NAME),
        f": {times.date(0)}, {times.show(0)} to {times.show(simulation.duration_us)} "
        f"{simulation.zone}, {counted(compared.count, 'replication')} of each, {seeds}",
    )
    sides = [(line((side.name, Style.NAME)), line(side.what)) for side in found.sides]
    return [
        *wrap(first, columns, hang=INDENT),
        *table(sides, columns),
        EMPTY,
        *wrap(line((_reading(found), Style.QUIET)), columns),
        *_renumbered(found, columns),
    ]


def _reading(found: Comparison) -> str:
    """How the tables are read."""
    name = found.sides[0].name
    text = (
        f"The same customers come at the same times to all of them. A difference is how much more "
        f"it is than `{name}`; of shares in percentage points."
    )
    if found.compared.count == 1:
        return f"{text} One day says what differed on it, not what differs on others."
    percent = round(found.level * 100)
    return (
        f"{text} The true one is within ± with a certainty of {percent} %, each by itself; "
        f"{CERTAIN} marks what is more than chance."
    )


def _renumbered(found: Comparison, columns: int) -> list[Line]:
    names = [
        side.name
        for side, moved in zip(found.sides, found.compared.renumbered, strict=True)
        if moved
    ]
    if not names:
        return []
    said = (
        f"arrivals stand in another order in {' and '.join(names)}: `simulate` by itself gives "
        "its customers other draws"
    )
    return wrap(line((said, Style.WARNING)), columns)


# Figures


def _sections(found: Comparison) -> list[tuple[str, list[Figure]]]:
    """What is shown, under the titles it is shown by."""
    several = len(found.sides) > 2
    names = {each.about for each in found.figures if each.section is Section.CUSTOMERS}
    only = names - {""} if len(names) == 2 else ()  # who is all of them
    shown = [
        figure
        for figure in found.figures
        if _is_shown(figure)
        and (not several or figure.measure in OF_SEVERAL)
        and not (figure.section is Section.CUSTOMERS and figure.about in only)
    ]
    everybody = [f for f in shown if f.section is Section.CUSTOMERS and not f.about]
    sections = [("all customers", everybody)]
    for figure in shown:
        if figure in everybody:
            continue
        title = _title(figure)
        if sections[-1][0] != title:
            sections.append((title, []))
        sections[-1][1].append(figure)
    return sections


def _is_shown(figure: Figure) -> bool:
    others = range(1, len(figure.estimates))
    differs = any(figure.differs(at) and value(figure, at) != value(figure, 0) for at in others)
    if figure.section is Section.COST:
        return True
    if figure.section is Section.CUSTOMERS and not figure.about:
        return differs or figure.measure in ALWAYS
    return differs


def _title(figure: Figure) -> str:
    if figure.section is Section.PLACES:
        return "what became of interactions"
    if figure.section is Section.COST:
        return "cost, a day"
    return f"{figure.section} {figure.about}".rstrip()


def _pair(found: Comparison, figures: Sequence[Figure], columns: int) -> list[Line]:
    """A row for each figure."""
    rows = [
        [
            (measured(figure, found.target), Style.NAME),
            cell(value(figure, 0)),
            cell(value(figure, 1)),
            *_changes(figure, 1),
        ]
        for figure in figures
    ]
    return grid([*(side.name for side in found.sides), "difference", ""], rows, columns)


def _many(found: Comparison, figures: Sequence[Figure], columns: int) -> list[Line]:
    """A table for each figure, with a row for each variant."""
    lines: list[Line] = []
    for figure in figures:
        rows = [
            [(side.name, Style.NAME), cell(value(figure, at)),
             *_changes(figure, at)]
            for at, side in enumerate(found.sides)
        ]  # fmt: skip
        lines += wrap(line(measured(figure, found.target)), columns)
        lines += indented(grid(["mean", "difference", ""], rows, columns - INDENT), INDENT)
    return lines


def _changes(figure: Figure, at: int) -> list[Cell]:
    certain = figure.differs(at)
    text = change(figure, at) if at else ""
    return [
        (text, Style.STRONG if certain else cell(text)[1]),
        (CERTAIN if certain and figure.estimates[0] is not None else "", Style.STRONG),
    ]


# Who fares differently


def _fares(found: Comparison, at: int, differences: Differences, columns: int) -> list[Line]:
    """By the block where their paths part, the blocks with the most customers first."""
    first, side = found.sides[0], found.sides[at]
    title = f"who fares differently: {first.name}{ARROW}{side.name}"
    lines = wrap(line((title, Style.STRONG)), columns)
    lines += indented(wrap(line(_how_many(found, at, differences)), columns - INDENT), INDENT)
    blocks = _by_block(differences)
    for each in blocks[:BLOCKS_MAX]:
        lines += indented(_parting(each, found, columns - INDENT), INDENT)
    rest = blocks[BLOCKS_MAX:]
    if rest:
        left = number(sum(group.size for each in rest for group in each))
        more = f"{left} at {counted(len(rest), 'other block')}; --format json has all"
        lines += indented(wrap(line((more, Style.QUIET)), columns - INDENT), INDENT)
    if blocks:
        lines += _followed(found, at, blocks[0][0], columns)
    return lines


def _how_many(found: Comparison, at: int, differences: Differences) -> str:
    other = sum(group.size for group in differences.groups)
    said = f"{number(other) if other else 'none'} of {number(differences.customers)} customers"
    for count, side in (
        (differences.first_only, found.sides[0]), (differences.second_only, found.sides[at]),
    ):  # fmt: skip
        if count:
            said += f"; {number(count)} came to {side.name} alone"
    return said


def _by_block(differences: Differences) -> list[list[Group]]:
    """The groups of each block, largest first; blocks too."""
    found: dict[Step | None, list[Group]] = {}
    for group in differences.groups:
        found.setdefault(group.parting.block, []).append(group)
    # Sorting keeps the order of those that are equal: that of their largest groups.
    return sorted(found.values(), key=lambda each: -sum(group.size for group in each))


def _parting(groups: Sequence[Group], found: Comparison, columns: int) -> list[Line]:
    """A block where paths part, and what those have in common who part there."""
    count = sum(group.size for group in groups)
    lines = wrap(
        line("from ", (block(groups[0].parting.block), Style.NAME), " on  ", number(count)), columns
    )
    rows = [(line(number(group.size)), _told(group, found)) for group in groups[:GROUPS_MAX]]
    rest = groups[GROUPS_MAX:]
    if rest:
        more = f"in {counted(len(rest), 'smaller group')}"
        rows.append((line(number(sum(group.size for group in rest))), line((more, Style.QUIET))))
    return lines + indented(table(rows, columns - INDENT), INDENT)


def _told(group: Group, found: Comparison) -> Line:
    example = group.example
    names = [name for name in (example.first, example.second) if name]
    who = names[0] if len({*names}) == 1 else ARROW.join(names)
    said = (f"  {who}, seed {example.seed}", Style.QUIET)
    return line(parted(group.parting, found.target), said)


def _followed(found: Comparison, at: int, group: Group, columns: int) -> list[Line]:
    """How the first of the examples is seen, on both sides."""
    example = group.example
    sides = ((found.sides[0], 0, example.first), (found.sides[at], at, example.second))
    commands = [
        f"{side.command} --seed {example.seed} --follow {name}"
        for side, place, name in sides
        if name and not found.compared.renumbered[place]
    ]
    rows = [(line(("follow" if not place else "", Style.QUIET)), line(command))
            for place, command in enumerate(commands)]  # fmt: skip
    return indented(table(rows, columns - INDENT), INDENT)
