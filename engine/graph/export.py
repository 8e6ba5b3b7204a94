"""Drawings of a strategy or of a whole process: mermaid, dot, JSON, SVG.

In: a `BlockGraph` or a `Process`. Out: text. Everything stands in the author's order, so that equal
graphs give equal bytes. No name can leave its place in the output: mermaid gets every character but
plain ones as a number, dot gets quoted text, JSON gets `<`, `>` and `&` escaped.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.kind import PortForm
from engine.graph.links import CALL, CHANNEL, ENDPOINT, QUEUE, VIEW
from engine.graph.model import Block, BlockGraph, Process
from engine.graph.networks import digraph, process_digraph

SCHEMA_VERSION = 1
PLAIN = frozenset(" .,:_-+=/()?!")
"""What mermaid takes as it is, besides letters and digits."""


class LayoutMissing(Exception):  # noqa: N818 - the name says what is the matter
    """SVG needs the layout extra, which is not installed."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A node to draw: lines of text, and a form by what it does."""

    id: str
    lines: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class _Arrow:
    """An arrow to draw; a dotted one is not written at its block."""

    source: str
    target: str
    label: str
    dotted: bool = False


BOX, END, CHOICE, PAUSE, STORE = "box", "end", "choice", "pause", "store"
MERMAID_FORMS = {
    BOX: ("[", "]"), END: ("([", "])"), CHOICE: ("{", "}"), PAUSE: ("[[", "]]"),
    STORE: ("[(", ")]"),
}  # fmt: skip
DOT_FORMS = {
    BOX: "box", END: "oval", CHOICE: "diamond", PAUSE: "component", STORE: "cylinder",
}  # fmt: skip
NODE_FORMS = {CALL: PAUSE, CHANNEL: END, ENDPOINT: END, QUEUE: STORE, VIEW: CHOICE}


def to_mermaid(graph: BlockGraph | Process) -> str:
    """A mermaid flowchart."""
    shapes, arrows = _drawing(graph)
    lines = ["flowchart TD"]
    for shape in shapes:
        left, right = MERMAID_FORMS[shape.form]
        text = "<br/>".join(_plain(line) for line in shape.lines)
        lines.append(f'  {shape.id}{left}"{text}"{right}')
    for arrow in arrows:
        line = "-.->" if arrow.dotted else "-->"
        label = f'|"{_plain(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {arrow.source} {line}{label} {arrow.target}")
    return "\n".join(lines) + "\n"


def to_dot(graph: BlockGraph | Process) -> str:
    """A graphviz digraph."""
    shapes, arrows = _drawing(graph)
    lines = [f"digraph {_quoted((graph.name,))} {{"]
    lines += [
        f"  {shape.id} [label={_quoted(shape.lines)}, shape={DOT_FORMS[shape.form]}]"
        for shape in shapes
    ]
    for arrow in arrows:
        parts = [f"label={_quoted((arrow.label,))}"] if arrow.label else []
        parts += ["style=dashed"] if arrow.dotted else []
        suffix = f" [{', '.join(parts)}]" if parts else ""
        lines.append(f"  {arrow.source} -> {arrow.target}{suffix}")
    return "\n".join([*lines, "}"]) + "\n"


def to_json(graph: BlockGraph | Process) -> str:
    """JSON with `schema_version`, keys sorted, nodes and edges in the author's order."""
    made = _strategy_json(graph) if isinstance(graph, BlockGraph) else _process_json(graph)
    text = json.dumps(made, indent=2, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def to_svg(graph: BlockGraph | Process) -> str:
    """SVG, laid out by graphviz. Raises `LayoutMissing` where the layout extra is not installed."""
    try:
        import pygraphviz
    except ImportError as error:
        raise LayoutMissing from error
    drawn: bytes = pygraphviz.AGraph(string=to_dot(graph)).draw(format="svg", prog="dot")
    return drawn.decode()


# What is drawn


def _drawing(graph: BlockGraph | Process) -> tuple[list[_Shape], list[_Arrow]]:
    if isinstance(graph, BlockGraph):
        return list(_block_shapes(graph)), list(_block_arrows(graph))
    network = process_digraph(graph)
    ids = {node: f"n{place}" for place, node in enumerate(network)}
    shapes = [
        _Shape(ids[node], (said["label"], said["kind"]), NODE_FORMS.get(said["kind"], BOX))
        for node, said in network.nodes(data=True)
    ]
    arrows = [
        _Arrow(ids[source], ids[target], said["label"])
        for source, target, said in network.edges(data=True)
    ]
    return shapes, arrows


def _block_shapes(graph: BlockGraph) -> Iterator[_Shape]:
    for index, said in digraph(graph).nodes(data=True):
        words = [said["label"], said["kind"]]
        if said["disabled"]:
            words.append("disabled")
        if said["note"]:
            words.append(said["note"])
        yield _Shape(f"b{index}", tuple(words), _form(graph.blocks[index]))


def _form(block: Block) -> str:
    if block.kind.suspends:
        return PAUSE
    if block.kind.ends is not None:
        return END
    own = [edge for edge in block.edges if edge.port not in (PortForm.FAULT, PortForm.TIMEOUT)]
    return CHOICE if len(own) > 1 else BOX


def _block_arrows(graph: BlockGraph) -> Iterator[_Arrow]:
    for source, target, said in digraph(graph).edges(data=True):
        label = "" if said["port"] == PortForm.OK else said["label"]
        yield _Arrow(f"b{source}", f"b{target}", label, said["covered"])


def _strategy_json(graph: BlockGraph) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "strategy",
        "name": graph.name,
        "family": graph.family.name.lower(),
        "entry": graph.entry,
        "handlers": {
            "fault": graph.on_fault,
            "timeout": graph.on_timeout,
            "abandoned": graph.on_abandoned,
        },
        **_network_json(graph),
    }


def _process_json(process: Process) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "process",
        "name": process.name,
        **_network_json(process),
        "strategies": [_strategy_json(graph) for graph in process.strategies],
    }


def _network_json(graph: BlockGraph | Process) -> dict[str, object]:
    """Nodes and edges with all that is said of them."""
    network = digraph(graph) if isinstance(graph, BlockGraph) else process_digraph(graph)
    return {
        "nodes": [{"id": node, **said} for node, said in network.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, **said}
            for source, target, said in network.edges(data=True)
        ],
    }


# Text that stays text


def _plain(text: str) -> str:
    """A text inside a mermaid label.

    >>> _plain('<b> "x"')
    '#60;b#62; #34;x#34;'
    """
    return "".join(
        character if character.isalnum() or character in PLAIN
        else f"#{ord(character)};" if character.isprintable() else " "
        for character in text
    )  # fmt: skip


def _quoted(lines: tuple[str, ...]) -> str:
    r"""Lines as a quoted text of dot.

    >>> _quoted(('say "x\\n"', "twice"))
    '"say \\"x\\\\n\\"\\ntwice"'
    """
    escaped = (
        "".join(character if character.isprintable() else " " for character in line)
        .replace("\\", "\\\\")
        .replace('"', '\\"')
        for line in lines
    )
    return '"' + "\\n".join(escaped) + '"'
