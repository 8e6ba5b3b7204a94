"""Coverage as drawings show it: how often tests went through blocks, ports, views, strategies.

In: the coverage of a strategy, or of a project. Out: the `Traffic` of its drawing.
"""

from engine.graph.links import CALL, STRATEGY, SUBROUTINE, VIEW
from engine.graph.traffic import NodeKey, Traffic
from engine.testing.points import Coverage, StrategyCoverage


def strategy_traffic(strategy: StrategyCoverage) -> Traffic:
    """Of the drawing of one strategy: its blocks and ports."""
    return Traffic(
        nodes={
            block.index: block.entered.count for block in strategy.blocks if block.entered.counts
        },
        arrows={
            (block.index, number): port.point.count
            for block in strategy.blocks
            for number, port in enumerate(block.ports)
            if port.point.counts
        },
    )


def process_traffic(project: Coverage) -> Traffic:
    """Of the drawing of the business process: strategies that started, ESP calls that were made,
    views that pulled."""
    nodes: dict[NodeKey, int] = {}
    arrows: dict[tuple[NodeKey, NodeKey], int] = {}
    for strategy in project.strategies:
        name = f"{SUBROUTINE if strategy.subroutine else STRATEGY} {strategy.name}"
        nodes[name] = strategy.started
        for block in strategy.blocks:  # those that make no call have no such node
            call = f"{CALL} {strategy.name}.{block.label}"
            nodes[call] = arrows[name, call] = block.entered.count
        for view in strategy.views:
            node = f"{VIEW} {view.of}.{view.name}"
            nodes[node] = arrows[node, name] = view.count
    return Traffic(nodes=nodes, arrows=arrows)
