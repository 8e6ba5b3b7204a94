"""`figures`: what the counts of a simulated day say.

In: a program, a simulation, what it has come to. Out: `Figures`, with names in place of numbers.
"""

from collections.abc import Sequence

from engine.days import Simulation
from engine.folds.ledger import fault_name
from engine.log.counts import Calls, Counts, Length, Visits
from engine.ops import Place
from engine.program.model import Program
from engine.stats.demand import scope, together
from engine.stats.model import (
    BlockFigures,
    CallFigures,
    Figures,
    Period,
    Queue,
    QueueFigures,
    Scope,
    Share,
)
from engine.stats.periods import is_seen, periods, simulated
from engine.stats.sums import mean
from engine.stats.work import crew

EVERYBODY = "in all"


def figures(program: Program, simulation: Simulation, counts: Counts) -> Figures:
    """All figures of a day."""
    notifications = counts.notifications
    ended = notifications.created - notifications.left
    agents = program.directory.agents
    numbers = {agent.name: number for number, agent in enumerate(agents)}
    return Figures(
        project=program.name,
        simulation=simulation.name,
        seed=simulation.seed,
        start_us=simulation.start_us,
        zone=simulation.zone,
        warm_up_us=counts.warm_up_us,
        duration_us=counts.duration_us,
        end_us=counts.end_us,
        interval_us=counts.interval_us,
        target_us=counts.target_us,
        interactions=counts.interactions,
        events=counts.events,
        finals=_places(counts.finals),
        live=_places(counts.live),
        everybody=together(EVERYBODY, counts),
        arrivals=_arrivals(program, simulation, counts),
        virtual_queues=_virtual_queues(program, counts),
        queues=_queues(program, counts),
        everyone_at_work=crew(EVERYBODY, counts, range(len(agents))),
        groups=tuple(
            crew(group.name, counts, sorted({numbers[name] for name in group.members}))
            for group in program.directory.groups
        ),
        agents=tuple(
            crew(agent.name, counts, [number], alone=True) for number, agent in enumerate(agents)
        ),
        notifications=notifications,
        notification_stay_us=mean(notifications.stayed_us, ended),
        blocks=tuple(
            _block(program, number, visits) for number, visits in enumerate(counts.blocks)
        ),
        calls=tuple(_calls(program, block, calls) for block, calls in counts.calls),
        retried=counts.retried,
    )


def _places(numbers: Sequence[int]) -> tuple[tuple[str, int], ...]:
    return tuple((place.name.lower(), numbers[place]) for place in Place if numbers[place])


def _arrivals(program: Program, simulation: Simulation, counts: Counts) -> tuple[Scope, ...]:
    """Those of the simulation, in its order."""
    return tuple(
        scope(
            program.days.arrivals[number].name,
            counts,
            counts.arrivals[number],
            counts.histograms[number],
        )
        for number in simulation.arrivals
    )


def _virtual_queues(program: Program, counts: Counts) -> tuple[Scope, ...]:
    first = len(counts.arrivals)
    return tuple(
        scope(queue.name, counts, counts.virtual_queues[number], counts.histograms[first + number])
        for number, queue in enumerate(program.directory.virtual_queues)
    )


def _queues(program: Program, counts: Counts) -> tuple[QueueFigures, ...]:
    """The virtual queues, then the interaction queues."""
    virtual = zip(program.directory.virtual_queues, counts.virtual_lengths, strict=True)
    placed = zip(program.queues, counts.queues, strict=True)
    return (
        *(_queue(queue.name, lengths, counts, virtual=True) for queue, lengths in virtual),
        *(_queue(queue.name, lengths, counts, virtual=False) for queue, lengths in placed),
    )


def _queue(name: str, lengths: Sequence[Length], counts: Counts, *, virtual: bool) -> QueueFigures:
    found = [
        _of_period(period, [length])
        for period, length in zip(periods(counts), lengths, strict=True)
        if is_seen(period)
    ]
    return QueueFigures(
        name=name,
        virtual=virtual,
        whole=_of_period(simulated(counts), lengths[:-1]),
        periods=tuple(found),
    )


def _of_period(period: Period, lengths: Sequence[Length]) -> Queue:
    return Queue(
        period=period,
        mean=Share(
            sum(each.integral_us for each in lengths), max(period.ends_us - period.begins_us, 0)
        ),
        most=max((each.most for each in lengths), default=0),
        last=lengths[-1].last if lengths else 0,
        entered=sum(each.entered for each in lengths),
        left=sum(each.left for each in lengths),
    )


def _block(program: Program, number: int, visits: Visits) -> BlockFigures:
    block = program.blocks[number]
    over = sum(visits.ports) + visits.handed_over + visits.gone
    return BlockFigures(
        label=block.label,
        kind=block.kind,
        strategy=program.strategies[block.strategy].name,
        place=block.place,
        entered=visits.entered,
        stay_us=mean(visits.stayed_us, over),
        ports=tuple(
            (port.label, count) for port, count in zip(block.ports, visits.ports, strict=True)
        ),
        handed_over=visits.handed_over,
        gone=visits.gone,
    )


def _calls(program: Program, number: int, calls: Calls) -> CallFigures:
    block = program.blocks[number]
    refused = sum(count for _, count in calls.refused)
    return CallFigures(
        label=block.label,
        strategy=program.strategies[block.strategy].name,
        counts=calls,
        refused=tuple((fault_name(fault), count) for fault, count in calls.refused),
        answer_us=mean(calls.answer_us, calls.answered + refused),
    )
