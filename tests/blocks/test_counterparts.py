"""Every block kind says what it is in IRD and in Composer, and loses nothing on the way."""

from functools import cache
from typing import Any

import pytest

from engine.blocks import KINDS
from engine.blocks.counterpart import Dialect, Drawn
from engine.blocks.kind import BlockKind
from engine.graph.model import Block, BlockGraph, Process
from engine.report.build_sheet.blocks import Around, BlockSheet
from engine.report.palettes import PALETTES
from engine.shelf.page import page
from engine.shelf.shape import shape_of
from tests.graph.projects import built

SHARED = set(BlockKind.model_fields)
"""What the sheet itself says of every block."""
WAYS = {Dialect.IRD: "in_ird", Dialect.COMPOSER: "in_composer"}


@cache
def example(kind: type[BlockKind]) -> Process:
    """The project of the kind's own page."""
    return built(page(kind).section("Example"))


def of_kind(kind: type[BlockKind]) -> tuple[BlockGraph, Block]:
    """The first block of the kind in its example."""
    return next(
        (graph, block)
        for graph in example(kind).strategies
        for block in graph.blocks
        if isinstance(block.kind, kind)
    )


def drawn(kind: type[BlockKind], dialect: Dialect) -> tuple[Drawn, ...]:
    graph, block = of_kind(kind)
    return BlockSheet(block, Around.of(graph, dialect)).drawn()


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("dialect", Dialect)
def test_every_kind_says_its_counterpart_itself(kind: type[BlockKind], dialect: Dialect) -> None:
    assert WAYS[dialect] in vars(kind)


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("dialect", Dialect)
def test_what_a_kind_draws_stands_in_the_palette(kind: type[BlockKind], dialect: Dialect) -> None:
    names = {each.name for each in PALETTES[dialect]}

    for each in drawn(kind, dialect):
        assert each.object in names or (not each.object and each.notes)


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("dialect", Dialect)
def test_a_kind_that_claims_objects_draws_one_of_them(
    kind: type[BlockKind], dialect: Dialect
) -> None:
    claimed = kind.ird if dialect is Dialect.IRD else kind.composer

    assert not claimed or set(claimed) & {each.object for each in drawn(kind, dialect)}


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("dialect", Dialect)
def test_a_kind_looks_at_every_field_of_its_own(kind: type[BlockKind], dialect: Dialect) -> None:
    seen: set[str] = set()

    class Watched(kind):  # type: ignore[valid-type,misc]  # the kind is a parameter
        def __getattribute__(self, name: str) -> Any:
            seen.add(name)
            return super().__getattribute__(name)

    graph, block = of_kind(kind)
    watched = Watched.model_construct(**vars(block.kind))
    sheet = BlockSheet(block, Around.of(graph, dialect))
    watched.in_ird(sheet) if dialect is Dialect.IRD else watched.in_composer(sheet)

    own = {part.attribute for part in shape_of(kind).parts} - SHARED
    assert own - seen == set()


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("dialect", Dialect)
def test_every_port_that_must_be_wired_leads_on_there(
    kind: type[BlockKind], dialect: Dialect
) -> None:
    _, block = of_kind(kind)
    last = drawn(kind, dialect)[-1]

    own = {edge.port for edge in block.edges} - {"fault", "timeout"}
    assert own <= set(last.ports)
