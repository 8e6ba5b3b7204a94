"""What a drawing shows, whatever language it is drawn in: shapes with lines of text, and arrows.

In: a `BlockGraph` or a `Process`, and perhaps the traffic through it. Out: `Shape`s and `Arrow`s in
the author's order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.kind import PortForm
from engine.graph.links import (
    CALL,
    CHANNEL,
    ENDPOINT,
    QUEUE,
    SERVICE,
    STRATEGY,
    SUBROUTINE,
    TARGET,
    VIEW,
    VIRTUAL_QUEUE,
    WORKBIN,
)
from engine.graph.model import Block, BlockGraph, Process
from engine.graph.networks import digraph, process_digraph
from engine.graph.traffic import Traffic, done, times

BOX, END, CHOICE, PAUSE, STORE = "box", "end", "choice", "pause", "store"
"""The forms of shapes."""
NODE_FORMS = {
    CALL: PAUSE, CHANNEL: END, SERVICE: END, ENDPOINT: END, QUEUE: STORE, VIEW: CHOICE,
    WORKBIN: STORE, VIRTUAL_QUEUE: STORE, TARGET: END,
}  # fmt: skip
ENTERED = "entered"
VERBS = {STRATEGY: "started", SUBROUTINE: "called", CALL: "called", VIEW: "pulled"}
"""What runs do with the nodes of a process."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node to draw: lines of text, and a form by what it does.

    `count` is how often runs went through it, None where nobody asks or it does not count.
    """

    id: str
    lines: tuple[str, ...]
    form: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow to draw; a dotted one is not written at its block. `count` is as that of a shape."""

    source: str
    target: str
    label: str
    dotted: bool = False
    count: int | None = None


def drawing(
    graph: BlockGraph | Process, traffic: Traffic | None = None
) -> tuple[list[Shape], list[Arrow]]:
    """The shapes and the arrows; with traffic each of them says how often it was taken."""
    if isinstance(graph, BlockGraph):
        return list(_block_shapes(graph, traffic)), list(_block_arrows(graph, traffic))
    network = process_digraph(graph, traffic)
    ids = {node: f"n{place}" for place, node in enumerate(network)}
    shapes = [
        Shape(
            ids[node],
            (said["label"], said["kind"], *_said(said.get("entered"), VERBS.get(said["kind"], ""))),
            NODE_FORMS.get(said["kind"], BOX),
            said.get("entered"),
        )
        for node, said in network.nodes(data=True)
    ]
    arrows = [
        _arrow(ids[source], ids[target], said["label"], said.get("taken"))
        for source, target, said in network.edges(data=True)
    ]
    return shapes, arrows


def _block_shapes(graph: BlockGraph, traffic: Traffic | None) -> Iterator[Shape]:
    for index, said in digraph(graph, traffic).nodes(data=True):
        words = [said["label"], said["kind"]]
        if said["disabled"]:
            words.append("disabled")
        if said["note"]:
            words.append(said["note"])
        words += _said(said.get("entered"), ENTERED)
        yield Shape(f"b{index}", tuple(words), _form(graph.blocks[index]), said.get("entered"))


def _form(block: Block) -> str:
    if block.kind.suspends:
        return PAUSE
    if block.kind.ends is not None:
        return END
    own = [edge for edge in block.edges if edge.port not in (PortForm.FAULT, PortForm.TIMEOUT)]
    return CHOICE if len(own) > 1 else BOX


def _block_arrows(graph: BlockGraph, traffic: Traffic | None) -> Iterator[Arrow]:
    for source, target, said in digraph(graph, traffic).edges(data=True):
        label = "" if said["port"] == PortForm.OK else said["label"]
        yield _arrow(f"b{source}", f"b{target}", label, said.get("taken"), dotted=said["covered"])


def _said(count: int | None, verb: str) -> list[str]:
    return [] if count is None else [done(count, verb)]


def _arrow(
    source: str, target: str, label: str, count: int | None, *, dotted: bool = False
) -> Arrow:
    said = [label] if label else []
    if count is not None:
        said.append(times(count))
    return Arrow(source, target, ": ".join(said), dotted, count)
