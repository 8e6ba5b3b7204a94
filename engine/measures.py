"""`MEASURES`: what can be asked of simulated days, by goals, `--until`, comparisons and tables.

In: nothing. Out: each measure with its unit, what it asks for and what it means. How it is made of
the counts of a day stands in `stats.measures`; this table is low, so that the text of a project can
be checked against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a measure is in."""

    SHARE = "share"
    """A part of a whole, from 0 to 1."""
    DURATION = "duration"
    """Microseconds."""
    COUNT = "count"
    """How many, on a day or at a time."""
    MONEY = "money"
    """Millionths of the author's unit."""


class Wants(StrEnum):
    """What a measure may be asked about. All but times and percentiles are names."""

    TIME = "duration"
    """The acceptable waiting time; the simulation's own target if left out."""
    PERCENT = "whole number"
    """Of a percentile, 1 to 99."""
    SCOPE = "arrivals or virtual queue"
    """Whose waits; those of all arrivals if left out."""
    ARRIVALS = "arrivals"
    """All of them if left out."""
    CREW = "agent or group"
    """All agents if left out."""
    QUEUE = "queue or virtual queue"
    BLOCK = "block"
    """All blocks of this name; all blocks with calls if left out."""
    PLACE = "place"
    """A word of `PLACES`."""


NEEDED = frozenset({Wants.QUEUE, Wants.PLACE, Wants.PERCENT})
"""What cannot be left out; everything else can."""
EXAMPLES: Mapping[Wants, str] = {
    Wants.TIME: "20s", Wants.PERCENT: "95", Wants.SCOPE: "calls", Wants.ARRIVALS: "calls",
    Wants.CREW: "clerks", Wants.QUEUE: "queue", Wants.BLOCK: "block", Wants.PLACE: "faulted",
}  # fmt: skip
"""What each of them can look like, for pages and messages."""
PLACES = (
    "queued", "running", "in_workbin", "handled", "stopped", "disconnected", "lost_removed",
    "default_routed", "abandoned", "faulted", "rejected",
)  # fmt: skip
"""Where interactions end, or still are at the end: `ops.Place` in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What a measure is asked about; an author gives these in any order, since they are of
    different kinds."""

    time_us: int | None = None
    percent: int | None = None
    name: str = ""
    """Of a scope, crew, queue, block or place; empty is all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure; over several days it is the ratio of the sums of its two parts."""

    name: str
    unit: Unit
    meaning: str
    wants: tuple[Wants, ...] = ()

    def lacks(self, arguments: Arguments) -> tuple[Wants, ...]:
        """What it needs and has not been given.

        >>> MEASURES["left_over"].lacks(Arguments())
        (<Wants.QUEUE: 'queue or virtual queue'>,)
        >>> MEASURES["occupancy"].lacks(Arguments())
        ()
        """
        given: dict[Wants, int | str | None] = {Wants.PERCENT: arguments.percent}
        return tuple(
            want for want in self.wants if want in NEEDED and not given.get(want, arguments.name)
        )


def _levels() -> tuple[Measure, ...]:
    share, timed, untimed = Unit.SHARE, (Wants.TIME, Wants.SCOPE), (Wants.SCOPE,)
    return (
        Measure(
            name="service_level", unit=share, wants=timed,
            meaning="answered within the target, of all who asked for an agent",
        ),
        Measure(
            name="service_level_of_answered", unit=share, wants=timed,
            meaning="answered within the target, of all answered",
        ),
        Measure(
            name="service_level_without_short_abandons", unit=share, wants=untimed,
            meaning="answered within the simulation's target, of all who asked but those who "
            "abandoned within it",
        ),
        Measure(
            name="service_level_abandons_count", unit=share, wants=untimed,
            meaning="answered or abandoned within the simulation's target, of all who asked",
        ),
    )  # fmt: skip


def _customers() -> tuple[Measure, ...]:
    share, time, count, scope = Unit.SHARE, Unit.DURATION, Unit.COUNT, (Wants.SCOPE,)
    return (
        Measure(
            name="abandonment", unit=share, wants=scope,
            meaning="those who gave up, of all who asked for an agent",
        ),
        Measure(
            name="delayed", unit=share, wants=scope,
            meaning="those who had no agent at once, of all who asked but the blocked",
        ),
        Measure(
            name="average_wait", unit=time, wants=scope,
            meaning="the mean wait of the answered (average speed of answer)",
        ),
        Measure(
            name="average_wait_of_abandoned", unit=time, wants=scope,
            meaning="the mean time after which customers gave up",
        ),
        Measure(
            name="wait_percentile", unit=time, wants=(Wants.PERCENT, Wants.SCOPE),
            meaning="the wait within which so many per cent of a day's answered had an agent",
        ),
        Measure(
            name="longest_wait", unit=time, wants=scope,
            meaning="the longest wait of a day's answered",
        ),
        Measure(
            name="arrivals", unit=count, wants=(Wants.ARRIVALS,), meaning="customers who came",
        ),
        Measure(name="asked", unit=count, wants=scope, meaning="those who asked for an agent"),
        Measure(name="answered", unit=count, wants=scope, meaning="those who had an agent"),
        Measure(name="abandoned", unit=count, wants=scope, meaning="those who gave up waiting"),
        Measure(
            name="left", unit=count, wants=scope,
            meaning="those whose strategy gave up waiting for an agent",
        ),
        Measure(
            name="blocked", unit=count, wants=scope,
            meaning="those who found the virtual queue full",
        ),
        Measure(
            name="still_waiting", unit=count, wants=scope,
            meaning="those who still waited for an agent when all was over",
        ),
        Measure(
            name="retried", unit=count,
            meaning="how often customers who had given up came again",
        ),
    )  # fmt: skip


def _work() -> tuple[Measure, ...]:
    crew = (Wants.CREW,)
    return (
        Measure(
            name="occupancy", unit=Unit.SHARE, wants=crew,
            meaning="busy or in wrap-up, of that and of being ready",
        ),
        Measure(
            name="utilisation", unit=Unit.SHARE, wants=crew,
            meaning="busy or in wrap-up, of all time logged in",
        ),
        Measure(
            name="average_handling", unit=Unit.DURATION, wants=crew,
            meaning="how long an agent had an interaction, on average",
        ),
        Measure(
            name="handled", unit=Unit.COUNT, wants=crew,
            meaning="interactions that agents had by the end of the simulation",
        ),
        Measure(
            name="logged_in", unit=Unit.DURATION, wants=crew,
            meaning="the time agents were logged in, all of them together",
        ),
    )  # fmt: skip


def _queues() -> tuple[Measure, ...]:
    queue, count = (Wants.QUEUE,), Unit.COUNT
    return (
        Measure(
            name="queue_length", unit=count, wants=queue,
            meaning="the average length of a queue over the simulation",
        ),
        Measure(
            name="longest_queue", unit=count, wants=queue,
            meaning="the most that a queue was for some time",
        ),
        Measure(
            name="queue_entered", unit=count, wants=queue,
            meaning="how often something was put into a queue",
        ),
        Measure(
            name="left_over", unit=count, wants=queue,
            meaning="what was still in a queue when all was over",
        ),
    )  # fmt: skip


def _notifications() -> tuple[Measure, ...]:
    count = Unit.COUNT
    return (
        Measure(
            name="notifications_created", unit=count,
            meaning="chats that were made to send one message",
        ),
        Measure(
            name="notifications_stopped", unit=count, meaning="notifications stopped as they should"
        ),
        Measure(
            name="notifications_lost_and_removed", unit=count,
            meaning="notifications that were lost chats, and were removed",
        ),
        Measure(
            name="notifications_ended_otherwise", unit=count,
            meaning="notifications with another end",
        ),
        Measure(
            name="notifications_left", unit=count,
            meaning="notifications that were still there when all was over",
        ),
        Measure(
            name="notification_stay", unit=Unit.DURATION,
            meaning="how long notifications stayed, on average of those that ended",
        ),
    )  # fmt: skip


def _rest() -> tuple[Measure, ...]:
    block, count = (Wants.BLOCK,), Unit.COUNT
    return (
        Measure(
            name="interactions", unit=count, wants=(Wants.PLACE,),
            meaning="interactions that ended in a place, or were still there when all was over",
        ),
        Measure(name="esp_calls", unit=count, wants=block, meaning="ESP calls sent"),
        Measure(
            name="esp_answer_time", unit=Unit.DURATION, wants=block,
            meaning="how long answers and refusals of ESP calls took, on average",
        ),
        Measure(
            name="esp_faults", unit=count, wants=block,
            meaning="ESP calls that were refused with a fault",
        ),
        Measure(
            name="esp_timeouts", unit=count, wants=block, meaning="ESP calls that timed out"
        ),
    )  # fmt: skip


def _money() -> tuple[Measure, ...]:
    return (
        Measure(
            name="cost", unit=Unit.MONEY, meaning="what a day costs by the project's `prices`"
        ),
        Measure(
            name="cost_per_answered", unit=Unit.MONEY,
            meaning="what a day costs, by the number of those who had an agent",
        ),
    )  # fmt: skip


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for family in (_levels, _customers, _work, _queues, _notifications, _rest, _money)
    for measure in family()
}
"""By name, in the order in which they are listed."""
