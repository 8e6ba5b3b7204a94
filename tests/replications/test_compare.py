"""Variants under common random numbers, and who fares differently on them."""

from dataclasses import replace

import pytest

from engine.log.counts import Counts
from engine.ops import Place
from engine.replications.aligned import aligned
from engine.replications.body import pack
from engine.replications.compare import compare
from engine.replications.model import Variant, seed_of
from engine.replications.partings import Differences, Group, differences, together
from engine.sim.core.tally import Tally
from engine.sim.day import follow_day, simulate_day, watched_day
from engine.sim.fares import Asked, Fares, Step, Ways, Who
from engine.stats.compared import Figure, Section, compared
from engine.stats.estimates import Estimate, difference
from engine.stats.measures import parts
from engine.values import Pool
from tests.helpers.compared import compared_with, days_of, variant

FOUR = ("param clerks = 3", "param clerks = 4")
RENAMED = ("sorry", "apology")
SHUT = ("many: if(length(VQ) >= 4)", "many: if(length(VQ) >= 400)")
ANOTHER = (
    "arrivals calls",
    "arrivals others { strategy = line   rate = 5/h   handling = exponential(1m) }\narrivals calls",
)


def fared(one: Variant, ways: Ways, seed: int) -> tuple[Counts, Fares]:
    met: list[Fares] = []

    def before(tally: Tally, pool: Pool) -> Fares:
        met.append(Fares(one.program, one.simulation, ways, tally=tally, pool=pool))
        return met[0]

    return watched_day(one.program, one.simulation, before, seed=seed).counts, met[0]


# The same days


def test_to_be_watched_changes_nothing_of_a_day() -> None:
    one = variant("old")

    counts, _ = fared(one, Ways(), 7)

    assert counts == simulate_day(one.program, one.simulation).counts


def test_identical_projects_differ_by_nothing_to_the_bit() -> None:
    found = compared_with()

    figures = compared(days_of(found))

    assert [pack(replace(run, unit=run.unit._replace(variant=0))) for run in found.finished[1]] == [
        pack(run) for run in found.finished[0]
    ]
    assert {(each.value, each.low, each.high) for each in changes(figures)} == {(0.0, 0.0, 0.0)}
    assert found.differences[0].alike == found.differences[0].customers > 0
    assert found.differences[0].groups == ()


def changes(figures: list[Figure]) -> list[Estimate]:
    return [figure.differences[1] for figure in figures if figure.differences[1] is not None]


def test_all_variants_have_the_seeds_that_follow_from_the_first_ones() -> None:
    found = compared_with(FOUR)

    seeds = [[run.seed for run in runs] for runs in found.finished]

    assert seeds[0] == seeds[1] == [seed_of(7, number) for number in range(4)]


def test_the_days_are_those_of_each_variant_by_itself() -> None:
    found = compared_with(FOUR)

    alone = variant("new", FOUR)
    day = simulate_day(alone.program, alone.simulation, seed=found.finished[1][2].seed)

    assert found.finished[1][2].counts == day.counts
    assert found.renumbered == (False, False)


def test_workers_make_no_difference() -> None:
    one, other = variant("old"), variant("new", FOUR)

    two = compare([one, other], count=4, workers=2)

    assert replace(two, variants=()) == replace(compared_with(FOUR), variants=())


def test_arrivals_of_one_name_are_the_same_customers_wherever_they_stand() -> None:
    one, other = variant("old"), variant("new", ANOTHER)

    first, second = aligned([one, other])

    assert first is one
    assert [each.name for each in second.program.days.arrivals] == ["calls", "others"]
    assert {second.program.days.arrivals[at].name for at in second.simulation.arrivals} == {
        "calls", "others",
    }  # fmt: skip
    back = aligned([other, one])[1]
    assert [each.name for each in back.program.days.arrivals] == ["others", "calls"]
    assert back.simulation.arrivals == (1,)


def test_who_comes_to_both_has_the_same_patience_where_others_come_too() -> None:
    found = compare([variant("new", ANOTHER), variant("old")], count=1)

    (differences_,) = found.differences

    assert found.renumbered == (False, True)
    assert differences_.second_only < 10
    assert differences_.first_only >= 5  # the others
    assert differences_.alike > differences_.customers // 2


# Who fares differently


def test_what_became_of_customers_is_what_the_tally_counts() -> None:
    one = variant("old")

    counts, fares = fared(one, Ways(), 7)

    outcomes = [fares.fare(each[0]).outcome for each in fares.customers().values()]
    (waits,) = counts.arrivals
    answered = [each.asked for each in outcomes]
    assert len(outcomes) == sum(each.came for each in waits)
    assert answered.count(Asked.IN_TARGET) == sum(each.answered_in_target for each in waits)
    assert answered.count(Asked.LATER) == sum(
        each.answered - each.answered_in_target for each in waits
    )
    assert answered.count(Asked.ABANDONED) == sum(each.abandoned for each in waits) > 0
    assert answered.count(Asked.LEFT) == sum(each.left for each in waits)
    assert [each.place for each in outcomes].count(Place.ABANDONED) == counts.finals[
        Place.ABANDONED
    ]


def test_who_comes_again_is_somebody_else_each_time() -> None:
    one = variant("old")

    counts, fares = fared(one, Ways(), 7)

    customers = fares.customers()
    again = [who for who in customers if who.attempt]
    assert len(again) == counts.retried > 0
    assert all(Who(who.arrivals, who.number, 0) in customers for who in again)


def test_who_comes_in_the_warm_up_is_left_out() -> None:
    one = variant("old")
    warm = replace(one, simulation=replace(one.simulation, warm_up_us=3_600_000_000))

    counts, fares = fared(warm, Ways(), 7)

    assert len(fares.customers()) == sum(each.came for each in counts.arrivals[0]) > 0


def test_a_path_is_what_following_the_customer_tells() -> None:
    one, ways = variant("old"), Ways()

    _, fares = fared(one, ways, 7)

    fare = fares.fare(next(iter(fares.customers().values()))[0])
    day = follow_day(one.program, one.simulation, fare.name)
    assert day.log is not None
    labels = [
        one.program.blocks[row.block].label for row in day.log.rows() if row.kind.name == "ENTERED"
    ]
    assert [step.label for step in ways.steps(fare.path)] == labels


def test_another_name_of_a_block_is_another_path_from_the_one_before_it_on() -> None:
    found = compared_with(RENAMED)

    groups = found.differences[0].groups

    assert {group.parting.block for group in groups} == {Step("line", "hold")}
    assert {(each.parting.first_next, each.parting.second_next) for each in groups} == {
        (Step("line", "sorry"), Step("line", "apology")),
    }
    assert all(group.parting.first == group.parting.second for group in groups)
    assert sum(each.size for each in groups) == sum(
        waits.left for run in found.finished[0] for waits in run.counts.arrivals[0]
    )


def test_a_condition_that_lets_everybody_in_shows_from_that_block_on() -> None:
    found = compared_with(SHUT)

    turned = [
        group for group in found.differences[0].groups
        if group.parting.first.reason == "too many"
    ]  # fmt: skip

    assert turned
    assert {group.parting.block for group in turned} == {Step("line", "many")}
    assert {group.parting.second_next for group in turned} == {Step("line", "hold")}


def test_an_example_is_a_customer_of_that_day_on_both_sides() -> None:
    found = compared_with(SHUT)

    group = found.differences[0].groups[0]
    for at, name in ((0, group.example.first), (1, group.example.second)):
        one = found.variants[at]
        simulation = replace(one.simulation, seed=group.example.seed)
        assert follow_day(one.program, simulation, name).log is not None


def test_everybody_who_came_is_counted_once() -> None:
    found = compared_with(FOUR)

    each = found.differences[0]
    came = [
        sum(waits.came for run in runs for waits in run.counts.arrivals[0])
        for runs in found.finished
    ]
    assert each.customers == each.alike + sum(group.size for group in each.groups)
    assert [each.customers + each.first_only, each.customers + each.second_only] == came


def test_differences_of_replications_add_up() -> None:
    ways = Ways()
    one, other = variant("old"), variant("new", FOUR)
    days = []
    for seed in (seed_of(7, number) for number in range(4)):
        before, after = fared(one, ways, seed)[1], fared(other, ways, seed)[1]
        days.append(differences(before, after, seed))

    assert together(days) == compared_with(FOUR).differences[0]
    assert together([]) == Differences()


def test_larger_groups_come_first() -> None:
    sizes = [group.size for group in compared_with(FOUR).differences[0].groups]

    assert sizes == sorted(sizes, reverse=True)
    assert all(isinstance(group, Group) for group in compared_with(FOUR).differences[0].groups)


# Figures


@pytest.mark.parametrize("measure", ["service_level", "average_wait", "asked"])
def test_a_difference_is_that_of_the_pairs(measure: str) -> None:
    days = days_of(compared_with(FOUR))

    figure = next(
        each for each in compared(days)
        if (each.section, each.about, each.measure) == (Section.CUSTOMERS, "", measure)
    )  # fmt: skip

    first, second = ([parts(measure, seen) for seen in each] for each in days)
    assert figure.differences == (None, difference(first, second))


def test_one_agent_more_is_better_for_certain() -> None:
    figures = compared(days_of(compared_with(FOUR)))

    level = next(each for each in figures if each.measure == "service_level" and not each.about)

    assert level.differs(1)
    found = level.differences[1]
    assert found is not None
    assert found.value > 0


def test_what_days_cost_is_compared_in_one_currency() -> None:
    euros = ("param clerks = 3", 'param clerks = 3\nprices { currency = "EUR"   agent_hour = 28 }')
    more = (euros[0], euros[1].replace("clerks = 3", "clerks = 4"))
    pounds = (euros[0], euros[1].replace("EUR", "GBP"))

    found = compare([variant("3", euros), variant("4", more), variant("?", pounds)], count=1)

    (cost, *_) = [each for each in compared(days_of(found)) if each.section is Section.COST]
    three, four, other = cost.estimates
    _, more_than_three, more_than_other = cost.differences
    assert three is not None
    assert four is not None
    assert more_than_three is not None
    assert more_than_three.value == four.value - three.value > 0
    assert (other, more_than_other) == (None, None)


def test_what_one_variant_alone_has_has_no_difference() -> None:
    found = compare([variant("old"), variant("new", ANOTHER)], count=1)

    figures = compared(days_of(found))

    others = [each for each in figures if each.about == "others"]
    assert others
    assert {each.estimates[0] for each in others} == {None}
    assert {each.differences for each in others} == {(None, None)}
    assert not any(each.differs(1) for each in others)


# Whatever stands where, and whatever interrupts it


def test_the_order_of_arrivals_makes_no_difference_at_all() -> None:
    text = "arrivals others { strategy = line   rate = 5/h   handling = exponential(1m) }\n"
    behind = ("simulation today", text + "simulation today")

    found = compare([variant("before", ANOTHER), variant("behind", behind)], count=2)

    assert found.renumbered == (False, True)
    assert [run.counts for run in found.finished[0]] == [run.counts for run in found.finished[1]]
    assert found.differences[0].alike == found.differences[0].customers > 0


def test_an_interrupt_keeps_what_is_finished() -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    found = compare([variant("old"), variant("new", FOUR)], count=4, progress=interrupt)

    assert isinstance(found.stopped, KeyboardInterrupt)
    assert found.count == 2
    assert [runs[:2] for runs in compared_with(FOUR).finished] == [*map(tuple, found.finished)]
