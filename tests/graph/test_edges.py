"""Edges: their order, which faults they take, what the strategy covers."""

from engine.faults import BY_SYMBOL
from engine.graph.model import BlockGraph, Edge
from tests.graph.projects import block, built, strategy

CALL = """esp("ChatService.InviteToChat") {
    app_name = "DMS"   parameters = { _umsClientId: ANI   _umsBusinessId: "1" }
"""


def ports(graph: BlockGraph, name: str) -> list[tuple[str, str, bool]]:
    """The edges of a block: label, target, whether covered."""
    return [
        (edge.label, graph.blocks[edge.target].name, edge.covered)
        for edge in block(graph, name).edges
    ]


def test_edges_stand_in_the_order_of_the_ports() -> None:
    graph = strategy(
        "strategy s (voice) {\n"
        "a: if(is_online) { fault -> z  false -> b  true -> c }\n"
        'b: switch(ANI) { else -> z  "2" -> c  "1" -> z }\n'
        f"c: {CALL} timeout -> z fault 905, unavailable -> b fault -> z }} -> d\n"
        "d: exit  z: exit }"
    )

    assert [label for label, _, _ in ports(graph, "a")] == ["true", "false", "fault"]
    assert [label for label, _, _ in ports(graph, "b")] == ["else", "2", "1"]
    assert ports(graph, "c") == [
        ("ok", "d", False),
        ("timeout", "z", False),
        ("fault 905, unavailable", "b", False),
        ("fault", "z", False),
    ]


def test_the_numbers_of_a_fault_port_are_kept() -> None:
    graph = strategy(
        f"strategy s (voice) {{ a: {CALL} fault unavailable, 905 -> z fault -> z timeout -> z }}"
        " -> z  z: exit }"
    )

    assert [edge.faults for edge in block(graph, "a").edges] == [
        (), (BY_SYMBOL["unavailable"].number, 905), (), (),
    ]  # fmt: skip


def test_the_handlers_cover_what_a_block_leaves_open() -> None:
    graph = strategy(
        f"strategy s (voice) {{ on fault -> f  on timeout -> t\n"
        f"a: {CALL} }} -> b\n"
        f"b: {CALL} fault unavailable -> z }} -> c\n"
        f"c: {CALL} fault -> z timeout -> z }} -> z\n"
        "z: exit  f: exit  t: exit }"
    )

    assert ports(graph, "a")[1:] == [("fault", "f", True), ("timeout", "t", True)]
    assert ports(graph, "b")[1:] == [
        ("fault unavailable", "z", False), ("fault", "f", True), ("timeout", "t", True),
    ]  # fmt: skip
    assert not any(covered for _, _, covered in ports(graph, "c"))


def test_a_time_out_goes_to_on_fault_where_nothing_else_takes_it() -> None:
    graph = strategy(
        f"strategy s (voice) {{ on fault -> f  a: {CALL} fault -> z }} -> z  z: exit  f: exit }}"
    )

    assert ports(graph, "a")[1:] == [("fault", "z", False), ("timeout", "f", True)]


def test_what_cannot_fail_is_not_covered() -> None:
    graph = strategy('strategy s (voice) { on fault -> f  a: log("x") -> z  z: exit  f: exit }')

    assert ports(graph, "a") == [("ok", "z", False)]


def test_faults_that_only_a_limit_causes_are_covered_where_there_is_a_handler() -> None:
    text = "strategy s (voice) {{ {} a: attach {{ K = 1 }} -> b  b: log(ANI + ANI) -> z  z: exit }}"

    with_handler = strategy(text.format("on fault -> z"))
    without = strategy(text.format(""))

    assert ports(with_handler, "a")[1:] == ports(with_handler, "b")[1:] == [("fault", "z", True)]
    assert ports(without, "a")[1:] == ports(without, "b")[1:] == []


def test_handlers_and_entry_are_blocks() -> None:
    graph = strategy(
        "strategy s (voice) { start -> c  on fault -> a  on timeout -> b  on abandoned -> c\n"
        "a: exit  b: exit  c: exit }"
    )

    assert (graph.entry, graph.on_fault, graph.on_timeout, graph.on_abandoned) == (2, 0, 1, 2)


def test_the_entry_is_the_first_block() -> None:
    graph = strategy("strategy s (voice) { a: exit }")

    assert (graph.entry, graph.on_fault, graph.on_timeout, graph.on_abandoned) == (
        0,
        None,
        None,
        None,
    )


def test_an_edge_points_at_what_the_author_wrote() -> None:
    graph = strategy("strategy s (voice) { on fault -> b\n a: log(udata.X) -> b  b: exit }")

    assert [edge.span.text() for edge in block(graph, "a").edges] == ["b", "on fault -> b"]


def test_the_label_of_a_fault_names_what_has_a_name() -> None:
    edge = Edge(
        port="fault", target=0, span=built("strategy s { a: exit }").strategies[0].span,
        faults=(102, 999),
    )  # fmt: skip

    assert edge.label == "fault unavailable, 999"


def test_the_environment_gives_parameters_their_values() -> None:
    text = "param p = 1s\nenv prod { p = 2s }\nstrategy s (voice) { a: wait(p) -> b  b: exit }"

    values = [
        next(iter(built(text, environment=name).strategies[0].blocks[0].codes.values()))
        .instructions[0]
        .argument
        for name in (None, "prod")
    ]

    assert values == [1_000_000, 2_000_000]
