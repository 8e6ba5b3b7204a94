"""How each of `engine.measures` is made of the counts of a day.

In: days that are `Seen`, arguments. Out: `Parts`, whose ratio of sums over days is the measure, and
`Estimate`s. A measure is made of a day at once or of one of its intervals, if `Seen` names one.
"""

from collections.abc import Callable, Mapping, Sequence

from engine.log.counts import Calls, Desk, Waits, bucket_bounds
from engine.measures import MEASURES, Arguments, Unit, Wants
from engine.ops import Place
from engine.program.model import Program
from engine.stats.cost import total
from engine.stats.demand import Histogram
from engine.stats.estimates import LEVEL, Estimate, bounded, ratio
from engine.stats.seen import NOTHING, Parts, Seen, crews, queues, scopes

Making = Callable[[Seen, Arguments], Parts]


def parts(name: str, seen: Seen, arguments: Arguments | None = None) -> Parts:
    """A measure of a day. Raises KeyError or ValueError for names that the program has not; see
    `names_for`."""
    return PARTS[name](seen, Arguments() if arguments is None else arguments)


def estimate(
    name: str,
    days: Sequence[Seen],
    arguments: Arguments | None = None,
    *,
    level: float = LEVEL,
) -> Estimate | None:
    """A measure over several days, which is never negative, and no share more than 1; None where
    no day has anything to say."""
    found = ratio([parts(name, seen, arguments) for seen in days], level=level)
    if found is None:
        return None
    return bounded(found, 1.0 if MEASURES[name].unit is Unit.SHARE else None)


def names_for(want: Wants, program: Program) -> tuple[str, ...]:
    """The names that a measure may be asked about."""
    found: Mapping[Wants, Callable[[], tuple[str, ...]]] = {
        Wants.SCOPE: lambda: scopes(program),
        Wants.ARRIVALS: lambda: tuple(each.name for each in program.days.arrivals),
        Wants.CREW: lambda: tuple(crews(program)),
        Wants.QUEUE: lambda: queues(program),
        Wants.BLOCK: lambda: tuple(dict.fromkeys(block.label for block in program.blocks)),
        Wants.PLACE: lambda: tuple(place.name.lower() for place in Place),
    }
    return found[want]() if want in found else ()


# Service levels. A target that is not the simulation's is read off the histogram of waits, whose
# buckets are at most 1/128 of the wait wide: only those count that are within it as a whole.


def _in_target(seen: Seen, arguments: Arguments, waits: Waits) -> int:
    target = arguments.time_us
    if target in (None, seen.counts.target_us):
        return waits.answered_in_target
    return within(seen.histogram(arguments.name), target or 0)


def within(histogram: Histogram, target_us: int) -> int:
    """How many have waited no longer than that, for certain.

    >>> within([(0, 3), (100, 4), (127, 5)], 100)
    7
    """
    return sum(count for bucket, count in histogram if bucket_bounds(bucket)[1] <= target_us)


def _of_all(seen: Seen, arguments: Arguments) -> Parts:
    waits = seen.waits(arguments.name)
    return Parts(numerator=_in_target(seen, arguments, waits), denominator=waits.asked)


def _of_answered(seen: Seen, arguments: Arguments) -> Parts:
    waits = seen.waits(arguments.name)
    return Parts(numerator=_in_target(seen, arguments, waits), denominator=waits.answered)


# Waits


def _ratio(part: Callable[[Waits], int], whole: Callable[[Waits], int]) -> Making:
    def made(seen: Seen, arguments: Arguments) -> Parts:
        waits = seen.waits(arguments.name)
        return Parts(numerator=part(waits), denominator=whole(waits))

    return made


def _customers(count: Callable[[Waits], int]) -> Making:
    return _ratio(count, lambda _: 1)


def _percentile(seen: Seen, arguments: Arguments) -> Parts:
    """The middle of the bucket in which the last of them is, as in `demand.percentiles`."""
    histogram = seen.histogram(arguments.name)
    whole = sum(count for _, count in histogram)
    wanted, passed = -(-(arguments.percent or 0) * whole // 100), 0
    for bucket, count in histogram:
        passed += count
        if passed >= wanted:
            low, high = bucket_bounds(bucket)
            most = seen.waits(arguments.name).waited_most_us
            return Parts(numerator=min((low + high) // 2, max(low, most)), denominator=1)
    return NOTHING


def _longest(seen: Seen, arguments: Arguments) -> Parts:
    waits = seen.waits(arguments.name)
    if not waits.answered:
        return NOTHING
    return Parts(numerator=waits.waited_most_us, denominator=1)


# Agents


def _working(desk: Desk) -> int:
    return desk.busy_us + desk.wrap_up_us


def _occupancy(seen: Seen, arguments: Arguments) -> Parts:
    desk = seen.desks(arguments.name)
    return Parts(numerator=_working(desk), denominator=_working(desk) + desk.ready_us)


def _utilisation(seen: Seen, arguments: Arguments) -> Parts:
    desk = seen.desks(arguments.name)
    return Parts(numerator=_working(desk), denominator=desk.logged_in_us)


def _handling(seen: Seen, arguments: Arguments) -> Parts:
    """Of all of them, however long after the end, as in `stats.work`; of an interval what was had
    in it."""
    desk = seen.desks(arguments.name, to_the_end=True)
    if not desk.answered:
        return NOTHING  # what is had on is counted where it was answered
    return Parts(numerator=desk.handled_us, denominator=desk.answered)


def _desk(count: Callable[[Desk], int]) -> Making:
    return lambda seen, arguments: _one(count(seen.desks(arguments.name)))


# Queues, notifications, calls


def _one(count: int) -> Parts:
    """How many, on a day."""
    return Parts(numerator=count, denominator=1)


def _queue_length(seen: Seen, arguments: Arguments) -> Parts:
    time_us = seen.lengths_time_us()
    if not time_us:
        return NOTHING
    whole = sum(each.integral_us for each in seen.lengths(arguments.name))
    return Parts(numerator=whole, denominator=time_us)


def _longest_queue(seen: Seen, arguments: Arguments) -> Parts:
    return _one(max((each.most for each in seen.lengths(arguments.name)), default=0))


def _stay(seen: Seen, _: Arguments) -> Parts:
    found = seen.counts.notifications
    return Parts(numerator=found.stayed_us, denominator=found.created - found.left)


def _interactions(seen: Seen, arguments: Arguments) -> Parts:
    place = Place[arguments.name.upper()]
    return _one(seen.counts.finals[place] + seen.counts.live[place])


def _refused(calls: Calls) -> int:
    return sum(count for _, count in calls.refused)


def _calls(count: Callable[[Calls], int]) -> Making:
    return lambda seen, arguments: _one(sum(map(count, seen.calls(arguments.name))))


def _answer_time(seen: Seen, arguments: Arguments) -> Parts:
    calls = list(seen.calls(arguments.name))
    return Parts(
        numerator=sum(each.answer_us for each in calls),
        denominator=sum(each.answered + _refused(each) for each in calls),
    )


# Money


def _cost(seen: Seen, by: int) -> Parts:
    """What a day costs; nothing to say where nothing has a price, or nobody is to be counted by.
    Money is counted for whole days alone."""
    prices = seen.program.days.prices
    if prices is None or not by or seen.interval is not None:
        return NOTHING
    return Parts(numerator=total(prices, seen.counts), denominator=by)


PARTS: Mapping[str, Making] = {
    "service_level": _of_all,
    "service_level_of_answered": _of_answered,
    "service_level_without_short_abandons": _ratio(
        lambda waits: waits.answered_in_target,
        lambda waits: waits.asked - waits.abandoned_in_target,
    ),
    "service_level_abandons_count": _ratio(
        lambda waits: waits.answered_in_target + waits.abandoned_in_target,
        lambda waits: waits.asked,
    ),
    "abandonment": _ratio(lambda waits: waits.abandoned, lambda waits: waits.asked),
    "delayed": _ratio(lambda waits: waits.delayed, lambda waits: waits.asked - waits.blocked),
    "average_wait": _ratio(lambda waits: waits.waited_answered_us, lambda waits: waits.answered),
    "average_wait_of_abandoned": _ratio(
        lambda waits: waits.waited_abandoned_us, lambda waits: waits.abandoned
    ),
    "wait_percentile": _percentile,
    "longest_wait": _longest,
    "arrivals": _customers(lambda waits: waits.came),
    "asked": _customers(lambda waits: waits.asked),
    "answered": _customers(lambda waits: waits.answered),
    "abandoned": _customers(lambda waits: waits.abandoned),
    "left": _customers(lambda waits: waits.left),
    "blocked": _customers(lambda waits: waits.blocked),
    "still_waiting": _customers(lambda waits: waits.waiting),
    "retried": lambda seen, _: _one(seen.counts.retried),
    "occupancy": _occupancy,
    "utilisation": _utilisation,
    "average_handling": _handling,
    "handled": _desk(lambda desk: desk.answered),
    "logged_in": _desk(lambda desk: desk.logged_in_us),
    "queue_length": _queue_length,
    "longest_queue": _longest_queue,
    "queue_entered": lambda seen, arguments: _one(seen.entered(arguments.name)),
    "left_over": lambda seen, arguments: _one(seen.last_length(arguments.name)),
    "notifications_created": lambda seen, _: _one(seen.counts.notifications.created),
    "notifications_stopped": lambda seen, _: _one(seen.counts.notifications.stopped),
    "notifications_lost_and_removed": lambda seen, _: _one(seen.counts.notifications.lost_removed),
    "notifications_ended_otherwise": lambda seen, _: _one(seen.counts.notifications.other),
    "notifications_left": lambda seen, _: _one(seen.counts.notifications.left),
    "notification_stay": _stay,
    "interactions": _interactions,
    "esp_calls": _calls(lambda calls: calls.requested),
    "esp_answer_time": _answer_time,
    "esp_faults": _calls(_refused),
    "esp_timeouts": _calls(lambda calls: calls.timed_out),
    "cost": lambda seen, _: _cost(seen, 1),
    "cost_per_answered": lambda seen, _: _cost(seen, seen.waits("").answered),
}
"""Of each name in `engine.measures.MEASURES`."""
