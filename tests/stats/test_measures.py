"""Measures: the table and how each is made agree, and agree with the figures of one day."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.log.counts import bucket_of
from engine.measures import MEASURES, PLACES, Arguments, Unit, Wants
from engine.ops import Place
from engine.stats.figures import figures
from engine.stats.measures import PARTS, estimate, names_for, parts, within
from engine.stats.model import Share
from engine.stats.seen import Parts, Seen
from engine.values import SECOND
from tests.report.replicated import days
from tests.report.simulated import counts, nothing, simulation, staffed_program

NAMES = {
    Wants.SCOPE: "calls", Wants.ARRIVALS: "calls", Wants.CREW: "anna", Wants.QUEUE: "VQ_calls",
    Wants.BLOCK: "invite", Wants.PLACE: "stopped",
}  # fmt: skip


def seen() -> Seen:
    return Seen(program=staffed_program(), simulation=simulation(), counts=counts())


def asked(name: str) -> Arguments:
    """With everything that a measure can be asked about."""
    wants = MEASURES[name].wants
    return Arguments(
        percent=90 if Wants.PERCENT in wants else None,
        name=next((NAMES[want] for want in wants if want in NAMES), ""),
    )


def pair(share: Share) -> Parts:
    return Parts(numerator=share.part, denominator=share.whole)


def test_every_measure_is_made_of_something() -> None:
    assert list(PARTS) == list(MEASURES)


def test_places_are_those_of_the_engine() -> None:
    assert tuple(place.name.lower() for place in Place) == PLACES


@pytest.mark.parametrize("name", MEASURES)
def test_a_day_without_anybody_says_nothing_or_nought(name: str) -> None:
    empty = replace(seen(), counts=nothing())

    found = parts(name, empty, asked(name))

    assert found.numerator == 0
    assert estimate(name, [empty], asked(name)) is None or found.denominator > 0


@pytest.mark.parametrize("name", MEASURES)
def test_no_measure_is_negative_and_no_share_more_than_all(name: str) -> None:
    found = parts(name, seen(), asked(name))

    assert found.numerator >= 0
    if MEASURES[name].unit is Unit.SHARE:
        assert found.numerator <= found.denominator


def test_measures_of_customers_are_the_figures_of_the_day() -> None:
    made = figures(staffed_program(), simulation(), counts())
    for scope, name in (*((each, each.name) for each in made.arrivals), (made.everybody, "")):
        about, level = Arguments(name=name), scope.whole.service_level

        assert parts("service_level", seen(), about) == pair(level.of_all)
        assert parts("service_level_of_answered", seen(), about) == pair(level.of_answered)
        assert parts("service_level_without_short_abandons", seen(), about) == pair(
            level.without_short_abandons
        )
        assert parts("service_level_abandons_count", seen(), about) == pair(level.abandons_count)
        assert parts("abandonment", seen(), about) == pair(scope.whole.abandonment)
        assert parts("delayed", seen(), about) == pair(scope.whole.delayed)
        for percent, wait_us in scope.percentiles:
            found = parts("wait_percentile", seen(), replace(about, percent=percent))
            assert found == Parts(numerator=wait_us, denominator=1)


def test_measures_of_work_and_queues_are_the_figures_of_the_day() -> None:
    made = figures(staffed_program(), simulation(), counts())
    crews = [*made.groups[:1], *made.agents]
    for crew, name in (*((each, each.name) for each in crews), (made.everyone_at_work, "")):
        about = Arguments(name=name)

        assert parts("occupancy", seen(), about) == pair(crew.whole.occupancy)
        assert parts("utilisation", seen(), about) == pair(crew.whole.utilisation)
    for queue in made.queues:
        about = Arguments(name=queue.name)

        assert parts("queue_length", seen(), about) == pair(queue.whole.mean)
        assert parts("longest_queue", seen(), about).numerator == queue.whole.most
        assert parts("left_over", seen(), about).numerator == queue.periods[-1].last
        assert parts("queue_entered", seen(), about).numerator == sum(
            each.entered for each in queue.periods
        )


def test_an_interval_is_measured_by_itself() -> None:
    first = replace(seen(), interval=0)

    assert parts("asked", first).numerator == 1240
    assert parts("queue_length", first, Arguments(name="VQ_calls")) == Parts(
        numerator=18_000 * SECOND, denominator=3_600 * SECOND
    )
    assert parts("handled", first, Arguments(name="anna")).numerator == 600


def test_agents_who_were_not_counted_by_interval_say_nothing_of_one() -> None:
    whole = tuple((row[0], row[-1]) for row in counts().agents)
    first = replace(seen(), counts=replace(counts(), agents=whole), interval=1)

    assert parts("occupancy", first) == Parts(numerator=0, denominator=0)


def test_another_target_is_read_off_the_waits() -> None:
    day = seen()

    assert parts("service_level", day, Arguments(time_us=20 * SECOND)).numerator == 948
    assert parts("service_level", day, Arguments(time_us=80 * SECOND)).numerator == 948
    assert parts("service_level", day, Arguments(time_us=91 * SECOND)).numerator == 1148
    assert parts("service_level", day, Arguments(time_us=0)).numerator == 440


@given(st.lists(st.integers(0, 10**9), max_size=40), st.integers(0, 10**9))
def test_who_waited_no_longer_is_never_told_too_many_nor_one_hundredth_too_few(
    waits: list[int], target: int
) -> None:
    buckets = sorted({bucket_of(wait) for wait in waits})
    histogram = [(each, sum(bucket_of(wait) == each for wait in waits)) for each in buckets]

    found = within(histogram, target)

    assert sum(wait <= target * 99 // 100 for wait in waits) <= found
    assert found <= sum(wait <= target for wait in waits)


def test_names_are_those_of_the_program() -> None:
    program = staffed_program()

    assert names_for(Wants.SCOPE, program) == ("calls", "chats", "VQ_calls", "VQ_unused")
    assert names_for(Wants.ARRIVALS, program) == ("calls", "chats")
    assert names_for(Wants.CREW, program) == ("anna", "ben", "everyone", "nobody")
    assert names_for(Wants.TIME, program) == ()


def test_a_share_is_estimated_within_its_bounds() -> None:
    full = [
        replace(day, counts=replace(day.counts, arrivals=((), ())))
        for day in days()
    ]  # fmt: skip
    assert estimate("abandonment", full) is None

    found = estimate("abandonment", days(), Arguments(name="chats"))
    assert found is not None
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)
