"""The graphs as networkx knows them: the only module that imports it.

In: a strategy's graph or a whole process. Out: a `MultiDiGraph` with the author's names, for graph
algorithms and layouts; for the checker, cycles of plain graphs of integers. Importing networkx
takes 0.3 s, so it is imported inside the functions.
"""

from typing import TYPE_CHECKING

from engine.graph.links import links_of, nodes_of
from engine.graph.model import BlockGraph, Process
from engine.graph.traffic import NodeKey, Traffic

if TYPE_CHECKING:
    import networkx


def digraph(graph: BlockGraph, traffic: Traffic | None = None) -> "networkx.MultiDiGraph[int]":
    """One strategy: nodes are the indexes of blocks, with `label`, `kind`, `disabled`, `note` and
    `place`; edges have `port`, `label` and `covered`. In the author's order.

    With traffic nodes also have `entered` and edges `taken`: how often, None if it does not count.
    """
    import networkx

    network: networkx.MultiDiGraph[int] = networkx.MultiDiGraph(name=graph.name)
    for block in graph.blocks:
        network.add_node(
            block.index,
            label=block.name,
            kind=block.kind.word,
            disabled=block.kind.disabled,
            note=block.kind.note,
            place=block.label.span.where(),
            **_entered(block.index, traffic),
        )
    for block in graph.blocks:
        for port, edge in enumerate(block.edges):
            network.add_edge(
                block.index,
                edge.target,
                port=edge.port,
                label=edge.label,
                covered=edge.covered,
                **_taken(block.index, port, traffic),
            )
    return network


def process_digraph(
    process: Process, traffic: Traffic | None = None
) -> "networkx.MultiDiGraph[str]":
    """The business process: strategy -> ESP call -> endpoint -> queue -> view -> strategy.

    Nodes are named `kind name` and have `kind` and `label`; edges have `label`. With traffic nodes
    also have `entered` and edges `taken`, as in `digraph`.
    """
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=process.name)
    for node in nodes_of(process):
        network.add_node(node.id, kind=node.kind, label=node.label, **_entered(node.id, traffic))
    for link in links_of(process):
        network.add_edge(
            link.source, link.target, label=link.label, **_taken(link.source, link.target, traffic)
        )
    return network


def _entered(node: NodeKey, traffic: Traffic | None) -> dict[str, int | None]:
    return {} if traffic is None else {"entered": traffic.nodes.get(node)}


def _taken(source: NodeKey, way: NodeKey, traffic: Traffic | None) -> dict[str, int | None]:
    return {} if traffic is None else {"taken": traffic.arrows.get((source, way))}


def knots(following: dict[int, list[int]]) -> list[list[int]]:
    """The sets of nodes that lie on common cycles, each sorted, sorted by their first node.

    Kosaraju's strongly connected components. networkx would first copy the graph, which is slow
    where cycles are nested and every layer is asked for anew.
    """
    leading = _turned(following)
    taken: set[int] = set()
    found: list[list[int]] = []
    for root in reversed(_finished(following)):
        if root in taken:
            continue
        taken.add(root)
        knot = [root]
        for node in knot:
            for index in leading[node]:
                if index not in taken:
                    taken.add(index)
                    knot.append(index)
        if len(knot) > 1 or root in following[root]:
            found.append(sorted(knot))
    return sorted(found)


def _finished(following: dict[int, list[int]]) -> list[int]:
    """The nodes in the order in which a search in depth is done with them."""
    seen: set[int] = set()
    finished: list[int] = []
    for root, first in following.items():
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(first))]
        while stack:
            node, targets = stack[-1]
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    stack.append((target, iter(following[target])))
                    break
            else:
                finished.append(node)
                stack.pop()
    return finished


def _turned(following: dict[int, list[int]]) -> dict[int, list[int]]:
    """The graph with every edge the other way round."""
    leading: dict[int, list[int]] = {index: [] for index in following}
    for index, targets in following.items():
        for target in targets:
            leading[target].append(index)
    return leading


def a_cycle(following: dict[int, list[int]]) -> list[int]:
    """A cycle through the lowest node, which lies on one, from there on; the shortest such, and of
    those the one through the lowest nodes."""
    first = min(following)
    leading = _turned(following)
    away = {first: 0}
    near = [first]
    for node in near:
        for index in leading[node]:
            if index not in away:
                away[index] = away[node] + 1
                near.append(index)
    cycle = [first]
    left, step = min((away[node], node) for node in following[first] if node in away)
    while left:
        cycle.append(step)
        left, step = min((away[node], node) for node in following[step] if node in away)
    return cycle
