"""Drawings: mermaid, dot, JSON, SVG, networkx."""

import json
import sys
from types import SimpleNamespace

import pytest

from engine.graph.export import LayoutMissing, to_dot, to_json, to_mermaid, to_svg
from engine.graph.networks import digraph, process_digraph
from tests.graph.projects import built, strategy

PROJECT = """
application "DMS" {
  channel "wa" {
    media = whatsapp  business_id = "1"  inbound_route = "1:in"  inbound_route_by_call = "1:out"
  }
}
chat_server { endpoints 1 { "in" = inbound  "out" = notifications } }
queue inbound { view all { every = 10s  submit = answer } }
queue notifications { view finished { where = not is_online  every = 1s  submit = finish } }
strategy call (voice) {
  on fault -> bye
  a: if(is_online) { true -> b  false -> bye }
  b: esp("ChatService.InviteToChat") { app_name = "DMS"
    parameters = { _umsClientId: ANI  _umsBusinessId: "1" } } -> c
  c: wait(5s) { note = "let them read" } -> d
  d: log("x") { disabled = true } -> bye
  bye: disconnect
}
strategy answer (chat) { a: queue(notifications) { not_before = 1m } }
strategy finish (chat) { a: strategy(last) }
strategy last (chat) { a: stop }
"""
HOSTILE = """
queue "<script>alert(1)</script>" { view "\\"><img src=x onerror=alert(1)>" { submit = s } }
strategy s (chat) {
  a: switch(id) {
    "</textarea>]]>" -> b
    "`javascript:x`\\n\\\\N" -> b
    else -> b
  }
  b: exit { note = "a|b\\"; click b0 href \\"javascript:x\\"" }
}
"""


def test_a_process_shows_workbins_and_leaves_out_what_is_no_place_such_as_calendars() -> None:
    text = """
calendar office { zone = "Etc/UTC"   mon_fri = 08:00..18:00 }
workbin mine { owner = agent }
queue anyone { view all { every = 10s   submit = answer } }
strategy answer (chat) {
  on fault -> back
  when: hours(office) { open -> keep   closed -> back }
  keep: workbin(mine) { owner = udata.LastAgent ?? ""   return_to = anyone   after = 2m }
  back: stop
}
"""
    drawn = to_mermaid(built(text))

    assert drawn == (
        "flowchart TD\n"
        '  n0["answer<br/>strategy"]\n'
        '  n1[("anyone<br/>queue")]\n'
        '  n2{"all<br/>view"}\n'
        '  n3[("mine<br/>workbin")]\n'
        '  n0 -->|"keep"| n3\n'
        '  n0 -->|"keep"| n1\n'
        "  n1 --> n2\n"
        '  n2 -->|"every 10s"| n0\n'
    )


def test_a_process_shows_where_the_default_leads() -> None:
    text = """
queue mail { view new { every = 1s   submit = sort } }
queue other { view new { every = 1s   submit = read } }
strategy sort (email) { a: exit }
strategy read (email) { a: stop }
strategy call (voice) { a: exit }
"""
    arrows = to_mermaid(built(text)).splitlines()

    assert '  n0 -->|"a, by default"| n3' in arrows
    assert sum("by default" in arrow for arrow in arrows) == 1


def test_a_process_shows_whom_it_routes_to_and_the_virtual_queues() -> None:
    text = """
skill billing
agent anna { skills = { billing: 8 } }
agent ben { skills = { billing: 9 } }
virtual_queue VQ
strategy hotline (voice) {
  hold: route {
    targets = [agent(anna), skill(billing) > 5, agent((ANI))]
    virtual_queue = VQ
    timeout -> again
    fault -> again
  }
  again: route { targets = agent(anna)   timeout = never }
}
"""
    drawn = to_mermaid(built(text))

    assert drawn == (
        "flowchart TD\n"
        '  n0["hotline<br/>strategy"]\n'
        '  n1[("VQ<br/>virtual_queue")]\n'
        '  n2(["agent(anna) (1 agent)<br/>target"])\n'
        '  n3(["skill(billing) #62; 5 (2 agents)<br/>target"])\n'
        '  n4(["agent((ANI))<br/>target"])\n'
        '  n0 -->|"hold 1"| n2\n'
        '  n0 -->|"again 1"| n2\n'
        '  n0 -->|"hold 2"| n3\n'
        '  n0 -->|"hold 3"| n4\n'
        '  n0 -->|"hold"| n1\n'
    )


def test_mermaid_shows_a_strategy_as_it_is_wired() -> None:
    assert to_mermaid(built(PROJECT).strategies[0]) == (
        "flowchart TD\n"
        '  b0{"a<br/>if"}\n'
        '  b1[["b<br/>esp"]]\n'
        '  b2[["c<br/>wait<br/>let them read"]]\n'
        '  b3["d<br/>log<br/>disabled"]\n'
        '  b4(["bye<br/>disconnect"])\n'
        '  b0 -->|"true"| b1\n'
        '  b0 -->|"false"| b4\n'
        "  b1 --> b2\n"
        '  b1 -.->|"fault"| b4\n'
        '  b1 -.->|"timeout"| b4\n'
        "  b2 --> b3\n"
        "  b3 --> b4\n"
    )


def test_dot_shows_the_same() -> None:
    assert to_dot(built(PROJECT).strategies[0]).splitlines()[:4] == [
        'digraph "call" {',
        '  b0 [label="a\\nif", shape=diamond]',
        '  b1 [label="b\\nesp", shape=component]',
        '  b2 [label="c\\nwait\\nlet them read", shape=component]',
    ]
    assert '  b1 -> b4 [label="fault", style=dashed]' in to_dot(built(PROJECT).strategies[0])


def test_json_of_a_strategy_has_nodes_and_edges_in_order() -> None:
    made = json.loads(to_json(built(PROJECT).strategies[0]))

    assert (made["schema_version"], made["kind"], made["name"]) == (1, "strategy", "call")
    assert (made["family"], made["entry"]) == ("voice", 0)
    assert made["handlers"] == {"fault": 4, "timeout": None, "abandoned": None}
    assert [node["label"] for node in made["nodes"]] == ["a", "b", "c", "d", "bye"]
    assert made["nodes"][2]["note"] == "let them read"
    assert made["nodes"][0]["place"] == "1.strat:12:3"
    assert made["edges"][3] == {
        "source": 1, "target": 4, "port": "fault", "label": "fault", "covered": True,
    }  # fmt: skip
    assert to_json(built(PROJECT).strategies[0]).index('"edges"') < to_json(
        built(PROJECT).strategies[0]
    ).index('"entry"')


def test_json_of_a_process_leads_from_call_to_strategy() -> None:
    made = json.loads(to_json(built(PROJECT)))

    links = [(edge["source"], edge["target"], edge["label"]) for edge in made["edges"]]
    assert links == [
        ("channel DMS/wa", "endpoint 1:in", "inbound_route"),
        ("strategy call", "call call.b", "b"),
        ("call call.b", "endpoint 1:out", "inbound_route_by_call"),
        ("strategy answer", "queue notifications", "a"),
        ("strategy finish", "strategy last", "a"),
        ("endpoint 1:in", "queue inbound", ""),
        ("endpoint 1:out", "queue notifications", ""),
        ("queue inbound", "view inbound.all", ""),
        ("view inbound.all", "strategy answer", "every 10s"),
        ("queue notifications", "view notifications.finished", "not is_online"),
        ("view notifications.finished", "strategy finish", "every 1s"),
    ]
    assert [item["name"] for item in made["strategies"]] == ["call", "answer", "finish", "last"]
    assert {node["id"] for node in made["nodes"]} >= {end for link in links for end in link[:2]}


def test_a_process_is_drawn_too() -> None:
    process = built(PROJECT)

    assert '  n1["call<br/>strategy"]' in to_mermaid(process)
    assert '[label="notifications\\nqueue", shape=cylinder]' in to_dot(process)


def test_a_written_queue_key_decides_over_the_channel() -> None:
    text = PROJECT.replace('_umsBusinessId: "1" }', '_umsBusinessId: "1"  ChatQueueKey: "1:in" }')

    made = json.loads(to_json(built(text)))

    assert {"source": "call call.b", "target": "endpoint 1:in", "label": "ChatQueueKey"} in made[
        "edges"
    ]


def test_names_stay_inert_in_every_drawing() -> None:
    process = built(HOSTILE)
    outputs = [
        made
        for graph in (process, process.strategies[0])
        for made in (to_mermaid(graph), to_json(graph))
    ]

    for made in outputs:
        without_breaks = made.replace("<br/>", "").replace("-->", "").replace("-.->", "")
        assert not set("<&") & set(without_breaks)
    for graph in (process, process.strategies[0]):
        assert_all_quoted(to_dot(graph))
    assert "click" not in to_mermaid(process.strategies[0]).replace("; click", "")
    mermaid_labels = to_mermaid(process.strategies[0]).split('"')[1::2]
    assert not any("`" in label or "|" in label for label in mermaid_labels)


def assert_all_quoted(text: str) -> None:
    """Outside of quoted texts only the plain words of dot are left."""
    outside, inside, place = [], False, 0
    while place < len(text):
        if inside and text[place] == "\\":
            place += 2
            continue
        if text[place] == '"':
            inside = not inside
        elif not inside:
            outside.append(text[place])
        place += 1
    assert not inside
    assert set("".join(outside)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 \n{}[]=,->")


def test_json_keeps_the_names_as_they_are() -> None:
    made = json.loads(to_json(built(HOSTILE)))

    assert made["nodes"][1]["label"] == "<script>alert(1)</script>"


def test_svg_needs_the_layout_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    with pytest.raises(LayoutMissing):
        to_svg(strategy("strategy s (voice) { a: exit }"))


def test_svg_is_laid_out_by_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def draw(**options: str) -> bytes:
        return f"<svg {options}>".encode()

    def layout(string: str) -> SimpleNamespace:
        asked.append(string)
        return SimpleNamespace(draw=draw)

    monkeypatch.setitem(sys.modules, "pygraphviz", SimpleNamespace(AGraph=layout))
    graph = strategy("strategy s (voice) { a: exit }")

    assert to_svg(graph) == "<svg {'format': 'svg', 'prog': 'dot'}>"
    assert asked == [to_dot(graph)]


def test_a_strategy_is_a_network() -> None:
    network = digraph(built(PROJECT).strategies[0])

    assert network.nodes[1] == {
        "label": "b",
        "kind": "esp",
        "disabled": False,
        "note": None,
        "place": "1.strat:13:3",
    }
    assert list(network.edges(1, data="label")) == [
        (1, 2, "ok"),
        (1, 4, "fault"),
        (1, 4, "timeout"),
    ]


def test_a_process_is_a_network() -> None:
    network = process_digraph(built(PROJECT))

    assert network.nodes["call call.b"] == {"kind": "call", "label": "ChatService.InviteToChat"}
    assert "queue notifications" in network.successors("endpoint 1:out")
