"""Occupancy of agents and groups.

In: `Desk`s by agent and interval. Out: `Crew`s. What came after the end of the simulation is left
out of the whole: who is ready then has nobody to wait for. How long an interaction was with an
agent is that of all of them: who is left out because the day is over is had longest.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.log.counts import Counts, Desk
from engine.stats.model import Crew, Period, Share, Work
from engine.stats.periods import is_seen, periods, simulated
from engine.stats.sums import all_desks, mean


def crew(name: str, counts: Counts, agents: Sequence[int], *, alone: bool = False) -> Crew:
    """The figures of some agents together; of one who is `alone` there are no periods."""
    desks = [counts.agents[agent] for agent in agents]
    by_interval = [all_desks(each) for each in zip(*desks, strict=True)]
    seen = periods(counts)
    found: list[Work] = []
    if not alone and len(by_interval) == len(seen):
        found = [
            work(period, each)
            for period, each in zip(seen, by_interval, strict=True)
            if is_seen(period)
        ]
    whole, everything = all_desks(by_interval[:-1]), all_desks(by_interval)
    return Crew(
        name=name,
        members=len(agents),
        whole=replace(
            work(simulated(counts), whole),
            handling_us=mean(everything.handled_us, everything.answered),
        ),
        periods=tuple(found),
    )


def work(period: Period, spent: Desk) -> Work:
    """The figures of a period.

    >>> spent = Desk(logged_in_us=100, busy_us=30, wrap_up_us=10, ready_us=40, break_us=20)
    >>> found = work(Period(begins_us=0, ends_us=100), spent)
    >>> found.occupancy.thousandths, found.utilisation.thousandths
    (500, 400)
    """
    working = spent.busy_us + spent.wrap_up_us
    return Work(
        period=period,
        spent=spent,
        occupancy=Share(working, working + spent.ready_us),
        utilisation=Share(working, spent.logged_in_us),
        handling_us=mean(spent.handled_us, spent.answered),
    )
