"""`Figures`: what a simulated day has come to, in the terms of operations.

Plain frozen data. Times are whole microseconds; a share is kept as its part and its whole, so that
whoever sums or compares figures loses nothing. A figure that has nothing to be made of is None.
"""

from dataclasses import dataclass

from engine.log.counts import Calls, Desk, Notifications, Waits


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole.

    >>> Share(1, 8).thousandths, Share(999_999, 1_000_000).thousandths, Share(0, 0).thousandths
    (125, 999, None)
    """

    part: int
    whole: int

    @property
    def thousandths(self) -> int | None:
        """Rounded down: 1000 only if nothing is missing. None of nothing."""
        return self.part * 1000 // self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From when to when figures are about, from the start of the simulation."""

    begins_us: int
    ends_us: int
    after_end: bool = False
    """Whether this is what came after the end of the simulation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """The share that had an agent within the target, by four definitions that are in use, which
    differ by what becomes of those who give up; the names are ours. Asked are all who asked for an
    agent, the blocked and those whose strategy gave up included."""

    of_all: Share
    """Answered in target, of all who asked."""
    of_answered: Share
    """Answered in target, of all answered."""
    without_short_abandons: Share
    """Answered in target, of all who asked but those who abandoned in target."""
    abandons_count: Share
    """Answered or abandoned in target, of all who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Those who asked for an agent in a period, and what came of it."""

    period: Period
    counts: Waits
    service_level: ServiceLevel
    abandonment: Share
    """Abandoned, of all who asked."""
    delayed: Share
    """Who did not have an agent at once, of those whom no full queue has turned away."""
    answered_wait_us: int | None
    """The mean wait of the answered: average speed of answer."""
    abandoned_wait_us: int | None
    """The mean wait until customers gave up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One of the arrivals, one of the virtual queues, or all arrivals together.

    `percentiles` are pairs of a number from 1 to 99 and the wait within which so many per cent of
    the answered had an agent, exact to half a per cent.
    """

    name: str
    whole: Demand
    percentiles: tuple[tuple[int, int], ...]
    periods: tuple[Demand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How long a queue was in a period: on average (integral and time), at most, at its end."""

    period: Period
    mean: Share
    most: int
    last: int
    entered: int
    left: int

    @property
    def mean_hundredths(self) -> int | None:
        """The average length, in hundredths, rounded down.

        >>> period = Period(begins_us=0, ends_us=8)
        >>> mean = Share(10, 8)
        >>> Queue(period=period, mean=mean, most=2, last=0, entered=3, left=3).mean_hundredths
        125
        """
        return self.mean.part * 100 // self.mean.whole if self.mean.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFigures:
    """A queue; the whole is the simulation, without what came after its end."""

    name: str
    virtual: bool
    whole: Queue
    periods: tuple[Queue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What agents did in a period, all of them together."""

    period: Period
    spent: Desk
    occupancy: Share
    """Busy or in wrap-up, of that and of being ready: breaks and being not ready left out."""
    utilisation: Share
    """Busy or in wrap-up, of all time logged in; Genesys' `StatAgentOccupancy` has this."""
    handling_us: int | None
    """How long an interaction was with an agent, on average over those answered. Of a period: what
    agents had of interactions in it, by the number of those answered in it; of the whole: over all,
    however long after the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """An agent, a group, or all agents. There are no periods where they were not counted."""

    name: str
    members: int
    whole: Work
    periods: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFigures:
    """A block: how often it was entered, for how long on average, by which ports it was left."""

    label: str
    kind: str
    strategy: str
    place: str
    entered: int
    stay_us: int | None
    ports: tuple[tuple[str, int], ...]
    handed_over: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFigures:
    """The ESP calls of a block; `refused` are names of faults and how often."""

    label: str
    strategy: str
    counts: Calls
    refused: tuple[tuple[str, int], ...]
    answer_us: int | None
    """How long answers and refusals took, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of it. `finals` and `live` are names of places and how many interactions came there, and
    are still there."""

    project: str
    simulation: str
    seed: int
    start_us: int
    zone: str
    warm_up_us: int
    duration_us: int
    end_us: int
    interval_us: int
    target_us: int
    interactions: int
    events: int
    finals: tuple[tuple[str, int], ...]
    live: tuple[tuple[str, int], ...]
    everybody: Scope
    arrivals: tuple[Scope, ...]
    virtual_queues: tuple[Scope, ...]
    queues: tuple[QueueFigures, ...]
    everyone_at_work: Crew
    groups: tuple[Crew, ...]
    agents: tuple[Crew, ...]
    notifications: Notifications
    notification_stay_us: int | None
    blocks: tuple[BlockFigures, ...]
    calls: tuple[CallFigures, ...]
    retried: int
