"""Definite assignment and the graph agree on where failures lead; cycles are found in one pass."""

import pytest

from engine.graph.networks import a_cycle, knots
from tests.graph.projects import block, codes, strategy


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("a: assign { n = 1 } -> z", False),
        ("a: assign { n = n + 1 } -> z", True),
        ('a: if(age > 5m and DNIS == "1") { true -> z  false -> z }', False),
        ("a: log(udata.Other) -> z", True),
        ("a: log(udata.Other) { fault -> z } -> z", False),
        ("a: log(udata.Other) { fault missing_data -> z } -> z", True),
        ("a: log(udata.Other) { fault missing_data, wrong_data -> z } -> z", False),
        ("a: log(udata.Here) -> z", False),
        ('a: attach { K = "1" } -> z', True),
        ('a: attach { K = "1"  disabled = true } -> z', False),
        ("a: wait(5s) -> z", False),
    ],
)
def test_a_handler_is_entered_from_the_blocks_that_the_graph_leads_to_it(
    text: str, fails: bool
) -> None:
    graph = strategy(
        "strategy s (voice) { var n = 0 on fault -> h start -> p\n"
        'p: attach { Here = "1"  fault -> z } -> a\n'
        f"{text} z: exit h: exit }}"
    )

    assert [edge.covered for edge in block(graph, "a").edges].count(True) == int(fails)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("a: assign { n = 1 } -> b", True),
        ("a: assign { n = n + 1 } -> b", False),
        ("a: log(udata.Other) -> b", False),
        ("a: log(udata.Other) { fault -> z } -> b", True),
        ("a: log(udata.Other) { fault missing_data, wrong_data -> z } -> b", True),
        ("a: log(udata.Other) { fault missing_data -> z } -> b", False),
        ("a: wait(5s) -> b", True),
    ],
)
def test_what_is_certain_in_a_handler_is_so_on_every_failure_of_the_graph(
    text: str, certain: bool
) -> None:
    found = codes(
        f"strategy s (voice) {{ var n = 0 on fault -> h\n{text}\n"
        'b: attach { K = "1"  fault -> z } -> c\n'
        "c: log(udata.Late) -> z\n"
        "h: log(udata.K) -> z z: exit }"
    )

    assert (found == []) is certain


def test_a_knot_may_be_one_node() -> None:
    assert knots({0: [0], 1: [2], 2: []}) == [[0]]
    assert a_cycle({0: [0]}) == [0]


def test_of_the_shortest_cycles_the_one_through_the_lowest_nodes_is_named() -> None:
    assert a_cycle({0: [3, 2, 1], 1: [4], 2: [4], 3: [0, 4], 4: [0]}) == [0, 3]
    assert a_cycle({0: [3, 2], 2: [5, 4], 3: [4], 4: [0], 5: [0]}) == [0, 2, 4]
