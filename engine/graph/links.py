"""The business process as nodes and links: strategy, ESP call, endpoint, queue, view, strategy.

In: a process. Out: its nodes and links in declaration order, for drawings and graph algorithms.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.graph.model import Block, BlockGraph, Process
from engine.graph.routes import channels, endpoint_of, endpoints_of
from engine.graph.sketch import references

STRATEGY, CALL, CHANNEL, ENDPOINT, QUEUE, VIEW = (
    "strategy", "call", "channel", "endpoint", "queue", "view",
)  # fmt: skip


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


def nodes_of(process: Process) -> Iterator[Node]:
    """Channels, strategies each with its calls, endpoints, queues each with its views."""
    directory = process.directory
    for application, channel in channels(directory):
        if channel.inbound_route is not None:
            yield Node(CHANNEL, f"{application}/{channel.name}", channel.name)
    for graph in process.strategies:
        yield Node(STRATEGY, graph.name, graph.name)
        for block in graph.blocks:
            if block.call is not None:
                yield Node(CALL, f"{graph.name}.{block.name}", block.call.name)
    for endpoint in directory.chat_server.endpoints:
        name = f"{endpoint.tenant}:{endpoint.name}"
        yield Node(ENDPOINT, name, name)
    for queue in process.queues:
        yield Node(QUEUE, queue.name, queue.name)
        for view in queue.views:
            yield Node(VIEW, f"{queue.name}.{view.name}", view.name)


def links_of(process: Process) -> Iterator[Link]:
    """What leads from where to where."""
    directory = process.directory
    for application, channel in channels(directory):
        endpoint = endpoint_of(channel.inbound_route or "", directory)
        if endpoint is not None:
            target = f"{ENDPOINT} {endpoint.tenant}:{endpoint.name}"
            yield Link(f"{CHANNEL} {application}/{channel.name}", target, "inbound_route")
    for graph in process.strategies:
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
    source = f"{STRATEGY} {graph.name}"
    if block.call is not None:
        call = f"{CALL} {graph.name}.{block.name}"
        yield Link(source, call, block.name)
        for endpoint, where in endpoints_of(block.call, process.directory):
            yield Link(call, f"{ENDPOINT} {endpoint.tenant}:{endpoint.name}", where)
    for kinds, reference in references(block.kind):
        for kind in kinds:
            yield Link(source, f"{kind} {reference.name}", block.name)
