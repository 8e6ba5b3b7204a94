"""Drawings with traffic: what runs went through, and what they did not."""

import json
import re

import pytest

from engine.graph.export import to_dot, to_json, to_mermaid
from engine.graph.model import BlockGraph, Process
from engine.graph.traffic import Traffic
from tests.graph.projects import built
from tests.graph.test_export import PROJECT, assert_all_quoted

SMALL = """strategy s (voice) {
  on fault -> sorry
  ask: if(ANI == "1") { true -> hello   false -> bye }
  hello: log(udata.Name) -> bye
  bye: disconnect
  sorry: exit
}
"""
ASK, HELLO, BYE, SORRY = range(4)
TRUE, FALSE = range(2)
OK, FAULT = range(2)
TRAFFIC = Traffic(
    nodes={ASK: 3, HELLO: 0, BYE: 3},
    arrows={(ASK, TRUE): 0, (ASK, FALSE): 3, (HELLO, OK): 0},
)
"""Nobody asks for `sorry` and the way there."""
EMPTY = Traffic(nodes={}, arrows={})


@pytest.fixture
def small() -> BlockGraph:
    """The strategy that `TRAFFIC` goes through."""
    return built(SMALL).strategies[0]


def test_mermaid_says_how_often_and_dashes_what_nobody_went_through(small: BlockGraph) -> None:
    assert to_mermaid(small, TRAFFIC) == (
        "flowchart TD\n"
        '  b0{"ask<br/>if<br/>entered 3 times"}\n'
        '  b1["hello<br/>log<br/>never entered"]\n'
        '  b2(["bye<br/>disconnect<br/>entered 3 times"])\n'
        '  b3(["sorry<br/>exit"])\n'
        '  b0 -->|"true: never"| b1\n'
        '  b0 -->|"false: 3 times"| b2\n'
        '  b1 -->|"never"| b2\n'
        '  b1 -.->|"fault"| b3\n'
        "  classDef taken stroke:#0969da,color:#0969da\n"
        "  class b0,b2 taken\n"
        "  linkStyle 1 stroke:#0969da,color:#0969da\n"
        "  classDef never stroke:#cf222e,color:#cf222e,stroke-dasharray: 6 4\n"
        "  class b1 never\n"
        "  linkStyle 0,2 stroke:#cf222e,color:#cf222e,stroke-dasharray: 6 4\n"
    )


def test_dot_says_the_same(small: BlockGraph) -> None:
    never, taken = 'color="#cf222e", fontcolor="#cf222e"', 'color="#0969da", fontcolor="#0969da"'

    assert to_dot(small, TRAFFIC).splitlines() == [
        'digraph "s" {',
        f'  b0 [label="ask\\nif\\nentered 3 times", shape=diamond, {taken}]',
        f'  b1 [label="hello\\nlog\\nnever entered", shape=box, {never}, style=dashed]',
        f'  b2 [label="bye\\ndisconnect\\nentered 3 times", shape=oval, {taken}]',
        '  b3 [label="sorry\\nexit", shape=oval]',
        f'  b0 -> b1 [label="true: never", {never}, style=dotted]',
        f'  b0 -> b2 [label="false: 3 times", {taken}]',
        f'  b1 -> b2 [label="never", {never}, style=dotted]',
        '  b1 -> b3 [label="fault", style=dashed]',
        "}",
    ]


def test_json_carries_the_counts(small: BlockGraph) -> None:
    made = json.loads(to_json(small, TRAFFIC))

    assert [node["entered"] for node in made["nodes"]] == [3, 0, 3, None]
    assert [(edge["port"], edge["taken"]) for edge in made["edges"]] == [
        ("true", 0), ("false", 3), ("ok", 0), ("fault", None),
    ]  # fmt: skip
    assert made["schema_version"] == 1


def test_parallel_arrows_keep_their_own_counts() -> None:
    graph = built(
        'strategy s (voice) { a: switch(ANI) { "1" -> b  "2" -> c  "3" -> b  else -> b }'
        " b: disconnect  c: exit }"
    ).strategies[0]

    made = json.loads(to_json(graph, Traffic({}, {(0, 0): 1, (0, 1): 2, (0, 2): 3, (0, 3): 4})))

    assert {edge["label"]: edge["taken"] for edge in made["edges"]} == {
        "1": 1, "2": 2, "3": 3, "else": 4,
    }  # fmt: skip


def test_views_calls_and_strategies_of_a_process_are_marked() -> None:
    process = built(PROJECT)
    done, over = "view notifications.finished", "strategy finish"
    traffic = Traffic(nodes={done: 1, over: 1, "call call.b": 0}, arrows={(done, over): 1})

    drawn, made = to_mermaid(process, traffic), json.loads(to_json(process, traffic))

    assert '{"finished<br/>view<br/>pulled once"}' in drawn
    assert '["finish<br/>strategy<br/>started once"]' in drawn
    assert '[["ChatService.InviteToChat<br/>call<br/>never called"]]' in drawn
    assert '-->|"every 1s: once"|' in drawn
    assert '[("notifications<br/>queue")]' in drawn
    assert {node["id"]: node["entered"] for node in made["nodes"] if node["entered"]} == {
        done: 1, over: 1,
    }  # fmt: skip
    assert "entered" not in made["strategies"][0]["nodes"][0]


@pytest.mark.parametrize("place", [0, None])
def test_traffic_that_knows_nothing_draws_what_is_drawn_without(place: int | None) -> None:
    process = built(PROJECT)
    subject: BlockGraph | Process = process if place is None else process.strategies[place]

    assert to_mermaid(subject, EMPTY) == to_mermaid(subject)
    assert to_dot(subject, EMPTY) == to_dot(subject)


@pytest.mark.parametrize("place", [0, None])
def test_without_traffic_no_drawing_speaks_of_counts(place: int | None) -> None:
    process = built(PROJECT)
    subject: BlockGraph | Process = process if place is None else process.strategies[place]

    for made in (to_mermaid(subject), to_dot(subject), to_json(subject)):
        assert not re.search(r"entered|taken|classDef|linkStyle|color|never", made)


def test_what_is_written_into_dot_stays_quoted(small: BlockGraph) -> None:
    assert_all_quoted(to_dot(small, TRAFFIC))


def test_graphviz_draws_it(small: BlockGraph) -> None:
    pygraphviz = pytest.importorskip("pygraphviz")

    drawn = pygraphviz.AGraph(string=to_dot(small, TRAFFIC)).draw(format="svg", prog="dot").decode()

    assert "never entered" in drawn
    assert "stroke-dasharray" in drawn
