"""Laws of the graph stage over generated strategies."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Findings
from engine.graph.model import BlockGraph
from tests.graph.projects import check

LABELS = tuple(f"b{number}" for number in range(6))


@st.composite
def blocks(draw: st.DrawFn) -> list[str]:
    """The blocks of a strategy, wired at random, rightly or wrongly."""
    targets = st.sampled_from(LABELS)
    forms = [
        "{label}: log(udata.K ?? ANI) -> {a}",
        '{label}: attach {{ K = "x" }} -> {a}',
        "{label}: attach {{ K = number(ANI) }} -> {a}",
        "{label}: assign {{ n = n + 1 }} -> {a}",
        "{label}: if(n < 3) {{ true -> {a}  false -> {b} }}",
        '{label}: switch(ANI) {{ "1" -> {a}  else -> {b}  fault -> {c} }}',
        "{label}: wait(5s) -> {a}",
        "{label}: log(udata.K) -> {a}",
        '{label}: esp("ChatService.InviteToChat") {{ app_name = "DMS"  parameters = {{ '
        '_umsClientId: ANI  _umsBusinessId: "1" }} fault unavailable -> {b} }} -> {a}',
        "{label}: exit",
        "{label}: disconnect",
    ]
    return [
        draw(st.sampled_from(forms)).format(
            label=label, a=draw(targets), b=draw(targets), c=draw(targets)
        )
        for label in LABELS
    ]


def project(items: list[str], handler: str) -> str:
    lines = "\n".join(items)
    return f"strategy s (voice) {{\nvar n = 0\nstart -> b0\n{handler}\n{lines}\n}}"


def edges(graph: BlockGraph) -> list[tuple[str, str, str]]:
    return sorted(
        (block.name, edge.label, graph.blocks[edge.target].name)
        for block in graph.blocks
        for edge in block.edges
    )


@given(blocks(), st.sampled_from(["", "on fault -> b1"]), st.permutations(range(len(LABELS))))
def test_the_order_of_the_blocks_in_the_file_means_nothing(
    items: list[str], handler: str, order: list[int]
) -> None:
    moved = [items[index] for index in order]

    first, found = check(project(items, handler))
    second, found_again = check(project(moved, handler))

    assert told(found) == told(found_again)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert edges(first.strategies[0]) == edges(second.strategies[0])
        assert compiled(first.strategies[0]) == compiled(second.strategies[0])


def told(found: Findings) -> list[tuple[str, str]]:
    """Codes with the author's words; of a cycle any block may be told first."""
    return sorted(
        (item.code, "" if item.code in ("E214", "E229") or item.span is None else item.span.text())
        for item in found
    )


def compiled(graph: BlockGraph) -> dict[str, list[object]]:
    return {block.name: list(block.codes.values()) for block in graph.blocks}


@given(blocks(), st.sampled_from(["", "on fault -> b1"]))
def test_checking_twice_finds_the_same(items: list[str], handler: str) -> None:
    text = project(items, handler)

    _, found = check(text)
    _, found_again = check(text)

    assert [(item.code, item.message, item.help) for item in found] == [
        (item.code, item.message, item.help) for item in found_again
    ]


def test_a_project_without_a_cycle_does_not_need_the_graph_library() -> None:
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name == "networkx"}
    try:
        check("strategy s (voice) { a: wait(5s) -> b  b: exit }")

        assert "networkx" not in sys.modules
    finally:
        sys.modules.update(kept)


def test_ten_thousand_blocks_in_one_strategy_are_checked() -> None:
    count = 10_000
    lines = [f'b{at}: attach {{ K{at % 50} = "x" }} -> b{at + 1}' for at in range(count)]
    text = "strategy s (voice) {\n" + "\n".join(lines) + f"\nb{count}: exit }}"

    process, _ = check(text)

    assert process is not None
    assert len(process.strategies[0].blocks) == count + 1
