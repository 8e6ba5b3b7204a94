"""Where the ports of an object lead, in the words of the other side.

In: the edges of a block and the object that is drawn for it. Out: rows of ports with what they
lead to, and notes about what has no port there. IRD's red port is one for all failures, and so is
an exception of Composer: several of ours behind one of theirs are told apart by an object between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.blocks.counterpart import Dialect, Drawn
from engine.blocks.kind import PortForm
from engine.faults import BY_NUMBER, ESP_FAULTS, MISSING_DATA
from engine.graph.model import Block, BlockGraph, Edge
from engine.report.build_sheet.page import spoken

BETWEEN = {Dialect.IRD: "Error Segmentation", Dialect.COMPOSER: "Branching"}
"""What tells failures apart behind one port."""
OF_SERVERS = frozenset(fault.number for fault in ESP_FAULTS)
SILENT = {PortForm.TIMEOUT: "no answer in time", "invalid": "digits that do not fit"}
"""What a failure without a fault is called, by our port."""
OUR_CODES = "The FaultCodes are this project's [inferred]: take those that the server sends"


@dataclass(frozen=True, slots=True)
class Ways:
    """Ports and where they lead; notes."""

    rows: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def ways(
    block: Block, drawn: Drawn, graph: BlockGraph, dialect: Dialect, shown: Mapping[int, str]
) -> Ways:
    """The ports of the last object of a block; `shown` are the blocks by their numbers."""
    groups: dict[str, list[Edge]] = {}
    notes: list[str] = []
    for edge in block.edges:
        port = drawn.ports.get(edge.port)
        if port is not None:
            groups.setdefault(port, []).append(edge)
        elif not edge.soft and not _at_entry(edge, graph, dialect):
            notes.append(_lacking(edge, drawn, dialect, shown))
    rows: list[tuple[str, str]] = []
    for port, edges in groups.items():
        if all(_at_entry(edge, graph, dialect) for edge in edges):
            continue
        rows += _behind(port, edges, dialect, shown)
        if len({edge.target for edge in edges}) > 1 and any(edge.faults for edge in edges):
            notes.append(OUR_CODES)
    return Ways(tuple(rows), tuple(notes))


def _at_entry(edge: Edge, graph: BlockGraph, dialect: Dialect) -> bool:
    """Whether the Entry block's own exception takes it, if the block has none that comes first."""
    return dialect is Dialect.COMPOSER and edge.covered and edge.target == graph.on_fault


def failing(block: Block, drawn: Drawn, dialect: Dialect, shown: Mapping[int, str]) -> Ways:
    """The ports of an object before the last one: on to it, or where the block's faults lead."""
    rows = [(drawn.ports["ok"], "the next object")]
    edges = [edge for edge in block.edges if edge.port == "fault"]
    if edges and "fault" in drawn.ports:
        rows += _behind(drawn.ports["fault"], edges, dialect, shown)
    return Ways(tuple(rows), ())


def _behind(
    port: str, edges: Sequence[Edge], dialect: Dialect, shown: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    if len({edge.target for edge in edges}) == 1:
        yield port, f"{shown[edges[0].target]}{_remark(edges)}"
        return
    yield port, BETWEEN[dialect]
    for edge in sorted(edges, key=_bare):
        for segment in _segments(edge):
            yield f"  {segment}", f"{shown[edge.target]}{_remark([edge])}"


def _bare(edge: Edge) -> bool:
    return edge.port == "fault" and not edge.faults


def _segments(edge: Edge) -> Sequence[str]:
    if _bare(edge):
        return ["default"]
    return [_code(number) for number in edge.faults] or [SILENT.get(edge.port, edge.label)]


def _code(number: int) -> str:
    symbol = BY_NUMBER[number].symbol if number in BY_NUMBER else ""
    if number in BY_NUMBER and number not in OF_SERVERS:
        return f"{symbol} (ours)"
    return f"FaultCode {number}" + (f" ({symbol})" if symbol else "")


def _remark(edges: Sequence[Edge]) -> str:
    if all(edge.soft for edge in edges):
        return " (only what no author has to think of)"
    return " (`on fault` of the strategy)" if all(edge.covered for edge in edges) else ""


def _lacking(edge: Edge, drawn: Drawn, dialect: Dialect, shown: Mapping[int, str]) -> str:
    what = f"`{edge.label}` leads to {spoken(shown[edge.target])}"
    if not drawn.object:
        return f"{what} here: what is not drawn cannot fail"
    whose = f"{dialect.product}'s {drawn.object}"
    if dialect is Dialect.IRD:
        unfailing = "missing user data reads as an empty text and nothing fails"
        if edge.faults and MISSING_DATA not in edge.faults:
            unfailing = "nothing fails so"
        return (
            f"{what} here, and {whose} has no such port: there {unfailing}. Test for it before, if "
            "it matters"
        )
    return (
        f"{what} here, and {whose} has no such exception: lead the Entry block's `error` there, or "
        "test for it before"
    )
