"""Drawings of a strategy or of a whole process: mermaid, dot, JSON, SVG.

In: a `BlockGraph` or a `Process`, and perhaps the traffic through it. Out: text. Everything stands
in the author's order, so that equal graphs give equal bytes. No name can leave its place in the
output: mermaid gets every character but plain ones as a number, dot gets quoted text, JSON gets
`<`, `>` and `&` escaped.

With traffic, what runs went through and what they did not has a colour each; what they did not is
dashed, and every count stands in words, so that a drawing says the same in black and white.
"""

import json
from collections.abc import Iterable, Iterator

from engine.graph.drawing import BOX, CHOICE, END, PAUSE, STORE, Arrow, drawing
from engine.graph.model import BlockGraph, Process
from engine.graph.networks import digraph, process_digraph
from engine.graph.traffic import Traffic

SCHEMA_VERSION = 1
PLAIN = frozenset(" .,:_-+=/()?!")
"""What mermaid takes as it is, besides letters and digits."""
MERMAID_FORMS = {
    BOX: ("[", "]"), END: ("([", "])"), CHOICE: ("{", "}"), PAUSE: ("[[", "]]"),
    STORE: ("[(", ")]"),
}  # fmt: skip
DOT_FORMS = {
    BOX: "box", END: "oval", CHOICE: "diamond", PAUSE: "component", STORE: "cylinder",
}  # fmt: skip
TAKEN, NEVER = "taken", "never"
"""The mermaid classes of what runs went through, and of what they did not."""
COLORS = {TAKEN: "#0969da", NEVER: "#cf222e"}
"""Blue and red, which who cannot tell red from green can tell, on a white ground and on a black."""


class LayoutMissing(Exception):  # noqa: N818 - the name says what is the matter
    """SVG needs the layout extra, which is not installed."""


def to_mermaid(graph: BlockGraph | Process, traffic: Traffic | None = None) -> str:
    """A mermaid flowchart."""
    shapes, arrows = drawing(graph, traffic)
    lines = ["flowchart TD"]
    for shape in shapes:
        left, right = MERMAID_FORMS[shape.form]
        text = "<br/>".join(_plain(line) for line in shape.lines)
        lines.append(f'  {shape.id}{left}"{text}"{right}')
    for arrow in arrows:
        line = "-.->" if arrow.dotted else "-->"
        label = f'|"{_plain(arrow.label)}"|' if arrow.label else ""
        lines.append(f"  {arrow.source} {line}{label} {arrow.target}")
    lines += _mermaid_styles(
        [(shape.id, shape.count) for shape in shapes],
        [(str(place), arrow.count) for place, arrow in enumerate(arrows)],
    )
    return "\n".join(lines) + "\n"


def to_dot(graph: BlockGraph | Process, traffic: Traffic | None = None) -> str:
    """A graphviz digraph."""
    shapes, arrows = drawing(graph, traffic)
    lines = [f"digraph {_quoted((graph.name,))} {{"]
    for shape in shapes:
        parts = [f"label={_quoted(shape.lines)}", f"shape={DOT_FORMS[shape.form]}"]
        parts += _dot_colors(shape.count)
        parts += ["style=dashed"] if shape.count == 0 else []
        lines.append(f"  {shape.id} [{', '.join(parts)}]")
    for arrow in arrows:
        parts = [f"label={_quoted((arrow.label,))}"] if arrow.label else []
        parts += _dot_colors(arrow.count)
        parts += _dot_line(arrow)
        suffix = f" [{', '.join(parts)}]" if parts else ""
        lines.append(f"  {arrow.source} -> {arrow.target}{suffix}")
    return "\n".join([*lines, "}"]) + "\n"


def to_json(graph: BlockGraph | Process, traffic: Traffic | None = None) -> str:
    """JSON with `schema_version`, keys sorted, nodes and edges in the author's order.

    With traffic nodes have `entered` and edges `taken`: a number, null for what does not count. The
    strategies inside a process have none: they are drawn one by one.
    """
    if isinstance(graph, BlockGraph):
        made = _strategy_json(graph, traffic)
    else:
        made = _process_json(graph, traffic)
    text = json.dumps(made, indent=2, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def to_svg(graph: BlockGraph | Process, traffic: Traffic | None = None) -> str:
    """SVG, laid out by graphviz. Raises `LayoutMissing` where the layout extra is not installed."""
    try:
        import pygraphviz
    except ImportError as error:
        raise LayoutMissing from error
    drawn: bytes = pygraphviz.AGraph(string=to_dot(graph, traffic)).draw(format="svg", prog="dot")
    return drawn.decode()


# What traffic looks like

Counted = Iterable[tuple[str, int | None]]
"""Names of nodes or numbers of arrows, with their counts."""


def _mermaid_styles(nodes: Counted, arrows: Counted) -> Iterator[str]:
    """Lines that colour and dash what has a count."""
    nodes, arrows = list(nodes), list(arrows)
    for name, dashes in ((TAKEN, ""), (NEVER, ",stroke-dasharray: 6 4")):
        color = COLORS[name]
        found = _of(name, nodes)
        if found:
            yield f"  classDef {name} stroke:{color},color:{color}{dashes}"
            yield f"  class {','.join(found)} {name}"
        links = _of(name, arrows)
        if links:
            yield f"  linkStyle {','.join(links)} stroke:{color},color:{color}{dashes}"


def _of(name: str, counted: Counted) -> list[str]:
    return [each for each, count in counted if count is not None and (count > 0) == (name == TAKEN)]


def _dot_colors(count: int | None) -> list[str]:
    if count is None:
        return []
    color = COLORS[TAKEN if count else NEVER]
    return [f'color="{color}"', f'fontcolor="{color}"']


def _dot_line(arrow: Arrow) -> list[str]:
    """Dashes for an arrow of the strategy, dots for one that was never taken."""
    if arrow.count == 0:
        return ["style=dotted"]
    return ["style=dashed"] if arrow.dotted else []


# Documents


def _strategy_json(graph: BlockGraph, traffic: Traffic | None) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        **_head_json(graph),
        "entry": graph.entry,
        "handlers": {
            "fault": graph.on_fault,
            "timeout": graph.on_timeout,
            "abandoned": graph.on_abandoned,
        },
        **_network_json(graph, traffic),
    }


def _head_json(graph: BlockGraph) -> dict[str, object]:
    """What it is: a strategy with its family, a subroutine with what it takes and gives."""
    if not graph.subroutine:
        return {"kind": "strategy", "name": graph.name, "family": graph.family.name.lower()}
    return {
        "kind": "subroutine",
        "name": graph.name,
        "parameters": [
            {"name": item.name.text, "type": str(item.type)} for item in graph.parameters
        ],
        "results": [{"name": name, "type": str(kind)} for name, kind in graph.outputs],
    }


def _process_json(process: Process, traffic: Traffic | None) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "process",
        "name": process.name,
        **_network_json(process, traffic),
        "strategies": [_strategy_json(graph, None) for graph in process.strategies],
        "subroutines": [_strategy_json(graph, None) for graph in process.subroutines],
    }


def _network_json(graph: BlockGraph | Process, traffic: Traffic | None) -> dict[str, object]:
    """Nodes and edges with all that is said of them."""
    network = (
        digraph(graph, traffic)
        if isinstance(graph, BlockGraph)
        else process_digraph(graph, traffic)
    )
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
