"""`several`: the figures of several replications, each an estimate with its interval.

In: days that are `Seen`, all of one program and simulation but for the seed. Out: `Several`: rows
of estimates by the names of measures (`engine.measures`), which reports show. A figure that no day
has anything to say about is not there.

One long run of a steady state is cut into batches, whose estimates stand in place of those of
replications, as far as a measure is counted by interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.days import Simulation
from engine.measures import MEASURES, Arguments, Unit
from engine.ops import Place
from engine.stats.estimates import BATCHES, LEVEL, Estimate, batch_means, bounded, mean
from engine.stats.figures import EVERYBODY
from engine.stats.measures import estimate, parts
from engine.stats.model import Period
from engine.stats.periods import is_seen, periods
from engine.stats.seen import Seen
from engine.stats.stationarity import Advice, Run, advise, whole_intervals

LEVELS = (
    "service_level", "service_level_of_answered", "service_level_without_short_abandons",
    "service_level_abandons_count",
)  # fmt: skip
WAITS = (*LEVELS, "abandonment", "delayed", "average_wait", "average_wait_of_abandoned")
"""What is counted of customers by interval too."""
NUMBERS = ("asked", "answered", "abandoned", "left", "blocked", "still_waiting")
CREW = ("occupancy", "utilisation", "average_handling", "handled", "logged_in")
LENGTHS = ("queue_length", "longest_queue", "queue_entered", "left_over")
NOTIFICATIONS = (
    "notifications_created", "notifications_stopped", "notifications_lost_and_removed",
    "notifications_ended_otherwise", "notifications_left", "notification_stay",
)  # fmt: skip
CALLS = ("esp_calls", "esp_faults", "esp_timeouts", "esp_answer_time")
BATCHED = (*WAITS, "occupancy", "utilisation", "queue_length")
"""What can be estimated of the batches of one run."""
PERCENTS = (50, 80, 90, 95, 99)

Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The estimates of one scope, queue, crew or block, by measure. `percentiles` are of waits, by
    their number from 1 to 99."""

    name: str
    estimates: Estimates
    percentiles: Mapping[int, Estimate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All customers and agents in one interval, and each queue, by name."""

    period: Period
    estimates: Estimates
    lengths: Mapping[str, Estimates]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How often a block was entered on a day, and left by each of its ports."""

    label: str
    strategy: str
    entered: Estimate
    ports: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """What one day came to; its seed makes it again."""

    value: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """All of it. `simulation` has the seed of the first replication, `seeds` those of all.

    `batches` is how many batches of one run the intervals are made of, 0 where they are made of
    replications. `limits` are the messages of limits that days have met, by seed; `truncated` is
    how many were cut off in whatever way. `extremes` are the days with the least and with the
    greatest service level.
    """

    project: str
    simulation: Simulation
    seeds: tuple[int, ...]
    level: float
    batches: int
    end_us: int
    truncated: int
    limits: tuple[tuple[int, str], ...]
    advice: Advice
    extremes: tuple[Extreme, Extreme] | None
    customers: tuple[Row, ...]
    """Each of the simulation's arrivals, then all of them."""
    virtual_queues: tuple[Row, ...]
    queues: tuple[Row, ...]
    """The virtual queues, then the others."""
    crews: tuple[Row, ...]
    """Groups, agents, then all agents."""
    members: Mapping[str, int]
    """How many agents each group has."""
    notifications: Row
    calls: tuple[Row, ...]
    blocks: tuple[Ways, ...]
    places: Mapping[str, Estimate]
    """How many interactions came to each place, or were left there."""
    intervals: tuple[Interval, ...]


def several(
    days: Sequence[Seen],
    *,
    level: float = LEVEL,
    truncated: int = 0,
    limits: Sequence[tuple[int, str]] = (),
) -> Several:
    """The figures of at least one day, each with the simulation and the seed that it ran with."""
    advice = advise(days)
    made = _Making(days=days, level=level, batched=_batched(days, advice))
    first = days[0]
    program, simulation = first.program, first.simulation
    arrivals = [program.days.arrivals[number].name for number in simulation.arrivals]
    directory = program.directory
    virtual = [each.name for each in directory.virtual_queues]
    queues = [*virtual, *(each.name for each in program.queues)]
    groups = [each.name for each in directory.groups]
    callers = [program.blocks[number].label for seen in days for number, _ in seen.counts.calls]
    return Several(
        project=program.name,
        simulation=simulation,
        seeds=tuple(seen.simulation.seed for seen in days),
        level=level,
        batches=made.batches,
        end_us=max(seen.counts.end_us for seen in days),
        truncated=truncated,
        limits=tuple(limits),
        advice=advice,
        extremes=_extremes(days),
        customers=(*(made.scope(name, came=True) for name in arrivals), made.everybody()),
        virtual_queues=tuple(map(made.scope, virtual)),
        queues=tuple(made.row(name, LENGTHS) for name in queues),
        crews=tuple(
            made.row(name, CREW)
            for name in (*groups, *(each.name for each in directory.agents), "")
        ),
        members={each.name: len(set(each.members)) for each in directory.groups},
        notifications=made.row("", NOTIFICATIONS),
        calls=tuple(made.row(label, CALLS) for label in dict.fromkeys(callers)),
        blocks=tuple(_blocks(days, level)),
        places=made.places(),
        intervals=tuple(made.intervals(queues)),
    )


def _batched(days: Sequence[Seen], advice: Advice) -> Sequence[Seen]:
    """The intervals to make batches of, none where there are several days or there is no steady
    state."""
    if len(days) != 1 or advice.run is not Run.STEADY:
        return ()
    (seen,) = days
    begins = max(advice.settled_us, seen.counts.warm_up_us)
    return [
        replace(seen, interval=number)
        for number in whole_intervals(seen)
        if number * seen.counts.interval_us >= begins
    ]


def _extremes(days: Sequence[Seen]) -> tuple[Extreme, Extreme] | None:
    """The days with the least and the greatest service level, the first ones of several."""
    found = []
    for seen in days:
        level = parts("service_level", seen)
        if level.denominator:
            value = level.numerator / level.denominator
            found.append(Extreme(value=value, seed=seen.simulation.seed))
    if not found:
        return None
    return min(found, key=lambda each: each.value), max(found, key=lambda each: each.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """Estimates of some days; of the intervals in `batched` where a measure can be made so."""

    days: Sequence[Seen]
    level: float
    batched: Sequence[Seen]

    @property
    def batches(self) -> int:
        """How many batches there are: 0 where these are too few intervals."""
        return BATCHES if len(self.batched) >= 2 * BATCHES else 0

    def one(self, name: str, arguments: Arguments) -> Estimate | None:
        """One measure."""
        if not self.batches or name not in BATCHED:
            return estimate(name, self.days, arguments, level=self.level)
        found = batch_means(
            [parts(name, seen, arguments) for seen in self.batched], level=self.level
        )
        most = 1.0 if MEASURES[name].unit is Unit.SHARE else None
        return None if found is None else bounded(found, most)

    def some(self, names: Iterable[str], arguments: Arguments) -> dict[str, Estimate]:
        """Those measures that any day has something to say about."""
        found = ((name, self.one(name, arguments)) for name in names)
        return {name: made for name, made in found if made is not None}

    def row(self, name: str, measures: Iterable[str]) -> Row:
        """The measures of what has this name, of all if it is empty."""
        estimates = self.some(measures, Arguments(name=name))
        return Row(name=name or EVERYBODY, estimates=estimates)

    def scope(self, name: str, *, came: bool = False) -> Row:
        """Those of one of the arrivals, who came, or of one of the virtual queues."""
        numbers = ("arrivals", *NUMBERS) if came else NUMBERS
        row = self.row(name, (*numbers, *WAITS, "longest_wait"))
        asked = {percent: Arguments(percent=percent, name=name) for percent in PERCENTS}
        found = ((each, self.one("wait_percentile", asked[each])) for each in PERCENTS)
        return replace(row, percentiles={each: made for each, made in found if made is not None})

    def everybody(self) -> Row:
        """All arrivals; customers who come again are a figure of all of them."""
        row = self.scope("", came=True)
        return replace(row, estimates={**row.estimates, **self.some(["retried"], Arguments())})

    def places(self) -> dict[str, Estimate]:
        """Those where anybody has come to on any day."""
        found = {
            place.name.lower(): mean(
                [seen.counts.finals[place] + seen.counts.live[place] for seen in self.days],
                level=self.level,
            )
            for place in Place
        }
        return {
            name: bounded(made) for name, made in found.items() if made is not None and made.value
        }

    def intervals(self, queues: Sequence[str]) -> Iterable[Interval]:
        """Each that any day has lived to see; what came after the end is one."""
        for number, period in enumerate(_longest(self.days)):
            if not is_seen(period):
                continue
            made = _Making(
                days=[replace(seen, interval=number) for seen in self.days],
                level=self.level, batched=(),
            )  # fmt: skip
            yield Interval(
                period=period,
                estimates=made.some(
                    ("arrivals", *NUMBERS, *WAITS, "occupancy", "utilisation"), Arguments()
                ),
                lengths={
                    queue: made.some(("queue_length", "longest_queue"), Arguments(name=queue))
                    for queue in queues
                },
            )


def _longest(days: Sequence[Seen]) -> list[Period]:
    """The periods of the day, each as long as it was in the longest of them."""
    found = zip(*(periods(seen.counts) for seen in days), strict=True)
    return [max(each, key=lambda period: period.ends_us) for each in found]


def _blocks(days: Sequence[Seen], level: float) -> Iterable[Ways]:
    """Those that anybody has entered on any day."""
    program = days[0].program
    for number, block in enumerate(program.blocks):
        visits = [seen.counts.blocks[number] for seen in days]
        entered = mean([each.entered for each in visits], level=level)
        if entered is None or not entered.value:
            continue
        ports: dict[str, Estimate] = {}
        for at, port in enumerate(block.ports):
            taken = mean([each.ports[at] for each in visits], level=level)
            if taken is not None:
                ports[port.label] = bounded(taken)
        yield Ways(
            label=block.label,
            strategy=program.strategies[block.strategy].name,
            entered=bounded(entered),
            ports=ports,
        )
