"""What to draw for a strategy: its Entry, then block by block in the order of drawing.

In: a `BlockGraph`, the dialects. Out: lines of a page. Blocks are numbered from the entry on, each
followed by what its first port leads to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.blocks.counterpart import Dialect, Drawn
from engine.blocks.kind import Runs
from engine.blocks.palette import COMPOSER, IRD, PaletteObject
from engine.graph.model import Block, BlockGraph
from engine.report.build_sheet.blocks import Around, BlockSheet
from engine.report.build_sheet.names import FAULT_KEYS
from engine.report.build_sheet.page import heading, notes, paragraph, rows, spoken
from engine.report.build_sheet.pieces import flat
from engine.report.build_sheet.ways import failing, ways
from engine.report.build_sheet.writer import Held
from engine.values import Type

PALETTES: Mapping[Dialect, tuple[PaletteObject, ...]] = {
    Dialect.IRD: IRD,
    Dialect.COMPOSER: COMPOSER,
}
INTEGERS = (Type.INTEGER, Type.FLAG, Type.DURATION, Type.TIME)
NAME = re.compile(r"\w+")
IRD_TYPES = {kind: "INTEGER" if kind in INTEGERS else "STRING" for kind in Type}
"""The types of IRD's variables. A flag is 1 or 0, a duration counts seconds."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A block in one dialect, with what it needs besides."""

    block: Block
    dialect: Dialect
    drawn: tuple[Drawn, ...]
    held: tuple[Held, ...]
    notes: tuple[str, ...]


def strategy_lines(
    graph: BlockGraph, dialects: Sequence[Dialect], level: int, subroutines: Sequence[BlockGraph]
) -> list[str]:
    """The sheet of a strategy; `level` is that of its heading, `subroutines` are all there are."""
    order = drawing_order(graph)
    shown = {index: f"{place}. {graph.blocks[index].name}" for place, index in enumerate(order, 1)}
    results = _results(graph, subroutines)
    around = {dialect: Around.of(graph, dialect, results) for dialect in dialects}
    finished = {
        (index, dialect): _finished(graph.blocks[index], around[dialect])
        for dialect in dialects
        for index in order
    }
    title = f"Strategy `{graph.name}` ({graph.family.name.lower()})"
    lines = heading(level, f"Subroutine `{graph.name}`" if graph.subroutine else title)
    for dialect in dialects:
        held = [each for index in order for each in finished[index, dialect].held]
        lines += _entry(around[dialect], held, shown)
    for index in order:
        block = graph.blocks[index]
        lines += heading(level + 1, f"{shown[index]}: {block.kind.word}")
        for dialect in dialects:
            lines += _block(finished[index, dialect], graph, shown)
    return lines


def drawing_order(graph: BlockGraph) -> list[int]:
    """The blocks from the entry on: after each what its ports lead to, first port first."""
    starts = [graph.entry, graph.on_fault, graph.on_timeout, graph.on_abandoned]
    order: dict[int, None] = {}
    for start in starts:
        waiting = [] if start is None else [start]
        while waiting:
            index = waiting.pop()
            if index not in order:
                order[index] = None
                waiting += reversed([edge.target for edge in graph.blocks[index].edges])
    return [*order, *(block.index for block in graph.blocks if block.index not in order)]


def _finished(block: Block, around: Around) -> Finished:
    sheet = BlockSheet(block, around)
    drawn = sheet.drawn()
    return Finished(block, around.dialect, drawn, tuple(sheet.held), tuple(sheet.writer.notes))


# The Entry


def _results(graph: BlockGraph, subroutines: Sequence[BlockGraph]) -> dict[tuple[str, str], Type]:
    """The types of what the calls of subroutines give back, by label and name."""
    outputs = {each.name: each.outputs for each in subroutines}
    return {
        (block.name, name): kind
        for block in graph.blocks
        for effect in block.kind.effects()
        if isinstance(effect, Runs)
        for name, kind in outputs.get(effect.subroutine.name, ())
    }


def _entry(around: Around, held: list[Held], shown: Mapping[int, str]) -> list[str]:
    graph, dialect = around.graph, around.dialect
    lines = [_title(Drawn(object="Entry"), dialect), ""]
    lines += rows(_variables(around, held))
    lines += rows([(port, target) for port, target in _entrance(graph, dialect, shown)], " -> ")
    return lines + notes(list(_entry_notes(graph, dialect, shown)))


def _variables(around: Around, held: list[Held]) -> Iterator[tuple[str, str]]:
    """Those of the author with their first values, then those that this sheet adds."""
    writer = around.writer()
    ird = around.dialect is Dialect.IRD
    for each in around.graph.parameters:
        yield f"Variable {each.name.text}", f"{IRD_TYPES[each.type]}, In" if ird else "input"
    for result, type_ in around.graph.outputs:
        # What an `exit` gives back stands with it.
        yield f"Result {result}", f"{IRD_TYPES[type_]}, Out" if ird else "output"
    for each in around.graph.variables:
        first = flat(writer.stored(writer.constant(each.first)))
        kind = f"{IRD_TYPES[each.type]}, " if ird else ""
        yield f"Variable {each.name.text}", f"{kind}{first}"
    types = around.names.types
    for (label, key), name in around.names.made.items():
        found = Type.INTEGER if key == FAULT_KEYS["code"] else types.get((label, key), Type.TEXT)
        kind = f"{IRD_TYPES[found]}, " if ird else ""
        yield f"Variable {name}", f"{kind}from the answer of {label}"
    for one in [*writer.held, *held]:
        kind = f"{IRD_TYPES[one.type]}, " if ird else ""
        yield f"Variable {one.name}", f"{kind}stands for what no expression says there"


def _entrance(
    graph: BlockGraph, dialect: Dialect, shown: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    if dialect is Dialect.IRD:
        yield "green", shown[graph.entry]
        return
    yield "output", shown[graph.entry]
    if graph.on_fault is not None:
        yield "exception error", shown[graph.on_fault]
    if graph.on_abandoned is not None:
        yield "exception interaction.abandoned", shown[graph.on_abandoned]


def _entry_notes(graph: BlockGraph, dialect: Dialect, shown: Mapping[int, str]) -> Iterator[str]:
    fault, timeout, abandoned = (
        "" if index is None else spoken(shown[index])
        for index in (graph.on_fault, graph.on_timeout, graph.on_abandoned)
    )
    ird = dialect is Dialect.IRD
    if graph.data:
        keys = ", ".join(f"{key} ({kind})" for key, kind in graph.data)
        taken = f", and {fault} takes its absence" if fault else ""
        yield (
            f"The interaction brings {keys}. Here that is checked at the entry{taken}; there it is "
            f"not: if it matters, test `{_brought(graph, dialect)}` before the first object"
        )
    if ird and fault:
        yield (
            f"`on fault` leads to {fault}: IRD has no cover for a whole strategy, so every red "
            "port is drawn"
        )
    if timeout:
        yield f"`on timeout` leads to {timeout}, drawn at each block that may wait"
    if ird and abandoned:
        yield (
            f"`on abandoned` leads to {abandoned}: IRD has no port for a caller who hangs up "
            "[inferred]"
        )


def _brought(graph: BlockGraph, dialect: Dialect) -> str:
    """The condition that an interaction brings what the strategy declares."""
    writer = Around.of(graph, dialect).writer()
    there, joint = (" != ''", " & ") if dialect is Dialect.IRD else (" != null", " && ")
    return joint.join(flat(writer.data(key).text) + there for key, _ in graph.data)


# Blocks


def _block(finished: Finished, graph: BlockGraph, shown: Mapping[int, str]) -> list[str]:
    lines: list[str] = []
    held = list(finished.held)
    for drawn in finished.drawn[:-1]:
        leads = failing(finished.block, drawn, finished.dialect, shown)
        lines += [_title(drawn, finished.dialect), "", *rows(_pairs(drawn))]
        lines += [*rows(leads.rows, " -> "), *notes([*drawn.notes, *_told(drawn, held)])]
    last = finished.drawn[-1]
    found = ways(finished.block, last, graph, finished.dialect, shown)
    lines += [_title(last, finished.dialect), "", *rows(_pairs(last)), *rows(found.rows, " -> ")]
    rest = [f"{each.name} is {each.how}" for each in held]
    return lines + notes([*last.notes, *rest, *finished.notes, *found.notes])


def _told(drawn: Drawn, held: list[Held]) -> list[str]:
    """What the variables are that an object needs and nobody has told of; they are told once."""
    words = {word for row in drawn.rows for word in NAME.findall(row.value)}
    needed = [each for each in held if each.name in words]
    held[:] = [each for each in held if each.name not in words]
    return [f"{each.name} is {each.how}" for each in needed]


def _title(drawn: Drawn, dialect: Dialect) -> str:
    if not drawn.object:
        return f"{dialect.product}: nothing to draw"
    found = [each for each in PALETTES[dialect] if each.name == drawn.object]
    group = f" ({found[0].group})" if found else ""
    mark = " [inferred]" if found and found[0].inferred else ""
    return f"{dialect.product}: {drawn.object}{group}{mark}"


def _pairs(drawn: Drawn) -> list[tuple[str, str]]:
    return [(row.property, row.value) for row in drawn.rows]


def introduction(dialects: Sequence[Dialect]) -> list[str]:
    """How a sheet is read."""
    both = " and in ".join(dialect.product for dialect in dialects)
    return paragraph(
        f"What to draw in {both}, block by block: the object, its properties with the values to "
        "set, and where its ports lead. Durations are seconds. In expressions a text in quotes is "
        "a literal, a bare name a variable; a property that takes a name or a text as it is has no "
        "quotes. What no public source states is marked [inferred]: look before you rely on it."
    )
