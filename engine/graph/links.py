"""The business process as nodes and links: strategy, ESP call, endpoint, queue, view, strategy,
and whom it routes to.

In: a process. Out: its nodes and links in declaration order, for drawings and graph algorithms.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.kind import Returns
from engine.directory import Directory
from engine.graph.model import Block, BlockGraph, Process
from engine.graph.routes import channels, endpoint_of, endpoints_of, output_queues_of
from engine.graph.sketch import references
from engine.ops import Family

STRATEGY, SUBROUTINE, CALL, CHANNEL, ENDPOINT, QUEUE, VIEW, SERVICE, WORKBIN = (
    "strategy", "subroutine", "call", "channel", "endpoint", "queue", "view", "service", "workbin",
)  # fmt: skip
VIRTUAL_QUEUE, TARGET = "virtual_queue", "target"
LINKED = (STRATEGY, SUBROUTINE, QUEUE, WORKBIN, VIRTUAL_QUEUE)
"""The kinds of nodes that blocks name; a block may name what is no node, such as a calendar."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its kind, its name among those of its kind, and how it is shown."""

    kind: str
    name: str
    label: str

    @property
    def id(self) -> str:
        """Unique in a process."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two nodes by their ids; `label` says by what it goes."""

    source: str
    target: str
    label: str


def kind_of(graph: BlockGraph) -> str:
    """The kind of the node of a strategy or subroutine."""
    return SUBROUTINE if graph.subroutine else STRATEGY


def nodes_of(process: Process) -> Iterator[Node]:
    """Channels, strategies each with its calls, services, endpoints, queues with their views,
    workbins, virtual queues, targets of routes."""
    directory = process.directory
    for application, channel in channels(directory):
        if channel.inbound_route is not None:
            yield Node(CHANNEL, f"{application}/{channel.name}", channel.name)
    for graph in process.graphs:
        yield Node(kind_of(graph), graph.name, graph.name)
        for block in graph.blocks:
            if block.call is not None:
                yield Node(CALL, f"{graph.name}.{block.name}", block.call.name)
    yield from _servers(directory)
    for queue in process.queues:
        yield Node(QUEUE, queue.name, queue.name)
        for view in queue.views:
            yield Node(VIEW, f"{queue.name}.{view.name}", view.name)
    for workbin in directory.workbins:
        yield Node(WORKBIN, workbin.name, workbin.name)
    for virtual_queue in directory.virtual_queues:
        yield Node(VIRTUAL_QUEUE, virtual_queue.name, virtual_queue.name)
    yield from _targets(process)


def _targets(process: Process) -> Iterator[Node]:
    """What routes ask for, each once, with the number of agents where that is known."""
    asked = (block.kind.asks for graph in process.graphs for block in graph.blocks)
    targets = {target.label: target for each in asked if each for target in each.targets}
    for label, target in targets.items():
        count = len(target.agents(process.directory))
        known = "" if target.computed else f" ({count} agent{'' if count == 1 else 's'})"
        yield Node(TARGET, label, f"{label}{known}")


def _servers(directory: Directory) -> Iterator[Node]:
    """What calls lead to."""
    for service in directory.services:
        yield Node(SERVICE, service.name, f"{service.name} ({service.kind})")
    for endpoint in directory.chat_server.endpoints:
        name = f"{endpoint.tenant}:{endpoint.name}"
        yield Node(ENDPOINT, name, name)


def links_of(process: Process) -> Iterator[Link]:
    """What leads from where to where."""
    directory = process.directory
    for application, channel in channels(directory):
        endpoint = endpoint_of(channel.inbound_route or "", directory)
        if endpoint is not None:
            target = f"{ENDPOINT} {endpoint.tenant}:{endpoint.name}"
            yield Link(f"{CHANNEL} {application}/{channel.name}", target, "inbound_route")
    for graph in process.graphs:
        for block in graph.blocks:
            yield from _links_of_block(graph, block, process)
    for endpoint in directory.chat_server.endpoints:
        source = f"{ENDPOINT} {endpoint.tenant}:{endpoint.name}"
        yield Link(source, f"{QUEUE} {endpoint.queue}", "")
    for queue in process.queues:
        for view in queue.views:
            name = f"{VIEW} {queue.name}.{view.name}"
            yield Link(f"{QUEUE} {queue.name}", name, view.condition)
            yield Link(name, f"{STRATEGY} {view.submit}", f"every {view.every}")


def _links_of_block(graph: BlockGraph, block: Block, process: Process) -> Iterator[Link]:
    source = f"{kind_of(graph)} {graph.name}"
    if block.call is not None:
        call = f"{CALL} {graph.name}.{block.name}"
        yield Link(source, call, block.name)
        for service in process.directory.services:
            if service.name == block.call.name:
                yield Link(call, f"{SERVICE} {service.name}", service.application or "")
        for endpoint, where in endpoints_of(block.call, process.directory):
            yield Link(call, f"{ENDPOINT} {endpoint.tenant}:{endpoint.name}", where)
        declared = {queue.name for queue in process.queues}
        for queue, where in output_queues_of(block.call, process.directory):
            if queue in declared:
                yield Link(call, f"{QUEUE} {queue}", where)
    yield from _default_links(graph, block, process)
    for place, target in enumerate(block.kind.asks.targets if block.kind.asks else (), 1):
        yield Link(source, f"{TARGET} {target.label}", f"{block.name} {place}")
    for kinds, reference in references(block.kind):
        for kind in kinds if kinds[0] in LINKED else ():
            yield Link(source, f"{kind} {reference.name}", block.name)


def _default_links(graph: BlockGraph, block: Block, process: Process) -> Iterator[Link]:
    """From a block that leaves a chat or an e-mail to the default: to the queue it came from.

    Nobody has written that arrow, and it is the one that makes a livelock.
    """
    left = any(isinstance(effect, Returns) for effect in block.kind.effects())
    if not left or graph.subroutine or graph.family is Family.VOICE:
        return
    source = f"{kind_of(graph)} {graph.name}"
    for queue in process.queues:
        if any(view.submit == graph.name for view in queue.views):
            yield Link(source, f"{QUEUE} {queue.name}", f"{block.name}, by default")
