"""Goals judged by days: by intervals, by one day alone, by each day."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.goals import Comparing, Comparison
from engine.log.counts import Waits
from engine.measures import Arguments
from engine.program.model import Program
from engine.stats.goals import Judged, Verdict, judge, unseen
from engine.stats.measures import estimate
from engine.stats.seen import Seen
from engine.values import SECOND
from tests.stats.judged import day, expecting, program

LEVEL = "service_level(20s) >= 80%"
STRICT = {
    Comparing.LESS: Comparing.AT_LEAST, Comparing.AT_MOST: Comparing.MORE,
    Comparing.AT_LEAST: Comparing.LESS, Comparing.MORE: Comparing.AT_MOST,
}  # fmt: skip
"""Each sign with its contrary."""
COUNTS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


def judged(*days: Seen) -> Judged:
    """What became of the only comparison of the only goal."""
    (goal,) = judge(days)
    (found,) = goal.judged
    return found


def answered(of: Program, *in_target: int) -> list[Seen]:
    """Days on which so many of twenty are answered in target."""
    return [
        day(of, seed=7 + number, asked=20, in_target=each)
        for number, each in enumerate(in_target)
    ]  # fmt: skip


def with_bound(of: Program, operator: Comparing, bound: int) -> Program:
    """The same program, whose goal has another sign and bound."""
    comparison = replace(of.days.goals[0].comparisons[0], operator=operator, bound=bound)
    goal = replace(of.days.goals[0], comparisons=(comparison,))
    return replace(of, days=replace(of.days, goals=(goal,)))


def test_a_goal_is_met_if_its_whole_interval_is_on_the_good_side() -> None:
    found = judged(*answered(expecting(LEVEL), 18, 19, 18, 19))

    assert found.verdict is Verdict.MET
    assert found.estimate is not None
    assert found.estimate.low is not None
    assert found.estimate.low >= 0.8


def test_a_goal_is_missed_if_its_whole_interval_is_on_the_bad_side() -> None:
    found = judged(*answered(expecting(LEVEL), 10, 11, 10, 11))

    assert found.verdict is Verdict.MISSED
    assert found.decides is None


def test_a_bound_within_the_interval_leaves_a_goal_undecided() -> None:
    found = judged(*answered(expecting(LEVEL), 13, 20, 14, 19))

    assert found.verdict is Verdict.UNDECIDED
    assert found.decides is not None
    assert found.decides > 4


def test_as_many_days_as_are_said_to_decide_decide() -> None:
    of = expecting(LEVEL)
    few = judged(*answered(of, *([13, 20, 14, 19] * 2)))

    assert few.decides is not None
    many = judged(*answered(of, *([13, 20, 14, 19] * (few.decides // 4 + 1))))

    assert few.verdict is Verdict.UNDECIDED
    assert many.verdict is Verdict.MET


def test_no_number_of_days_decides_what_is_at_its_bound() -> None:
    found = judged(*answered(expecting(LEVEL), 12, 20))

    assert found.verdict is Verdict.UNDECIDED
    assert found.decides is None


def test_one_day_is_decided_by_its_value_alone() -> None:
    of = expecting(LEVEL)

    assert judged(*answered(of, 16)).verdict is Verdict.MET
    assert judged(*answered(of, 15)).verdict is Verdict.MISSED


def test_what_is_the_same_every_day_is_decided_at_its_bound() -> None:
    of = expecting(LEVEL)

    assert judged(*answered(of, 16, 16, 16)).verdict is Verdict.MET
    more = with_bound(of, Comparing.MORE, 800_000)
    assert judged(*answered(more, 16, 16, 16)).verdict is Verdict.MISSED


def test_equality_is_missed_by_one_day_and_names_its_seed() -> None:
    of = expecting("left_over(box) == 0")
    found = judged(*(day(of, seed=seed, left_over=seed == 9) for seed in range(7, 27)))

    assert found.verdict is Verdict.MISSED
    assert found.broken is not None
    assert (found.broken.number, found.broken.seed) == (2, 9)
    assert (found.broken.value, found.broken.days) == (1.0, 1)


def test_equality_on_all_days_says_on_how_many_it_may_fail() -> None:
    of = expecting("left_over(box) == 0")
    found = judged(*(day(of, seed=seed) for seed in range(20)))

    assert found.verdict is Verdict.MET
    assert found.share == unseen(20)
    assert found.share == pytest.approx(0.139, abs=0.001)


def test_what_is_never_less_than_nought_is_nought_only_if_it_is_so_every_day() -> None:
    of = expecting("left_over(box) <= 0")
    found = judged(*(day(of, seed=seed, left_over=seed == 9) for seed in range(7, 27)))

    assert found.by_day
    assert found.verdict is Verdict.MISSED


def test_all_is_all_only_if_it_is_so_every_day() -> None:
    found = judged(*answered(expecting("service_level() >= 100%"), 20, 20, 19))

    assert found.by_day
    assert found.broken is not None
    assert found.broken.value == 0.95


def test_equality_of_shares_is_exact() -> None:
    """A third is no number of millionths, and three thirds are."""
    of = expecting("service_level() == 33.3333%")

    assert judged(day(of, asked=3, in_target=1)).verdict is Verdict.MISSED
    assert judged(day(of, asked=1_000_000, in_target=333_333)).verdict is Verdict.MET


def test_days_on_which_nobody_asks_say_nothing() -> None:
    of = expecting("service_level() == 50%")
    found = judged(day(of, asked=0, in_target=0), day(of, asked=2, in_target=1))

    assert found.verdict is Verdict.MET
    assert found.days == 1


def test_nothing_is_decided_where_nobody_ever_asks() -> None:
    found = judged(day(expecting(LEVEL), asked=0, in_target=0))

    assert found.verdict is Verdict.UNDECIDED
    assert found.estimate is None


def test_a_goal_about_those_who_do_not_come_is_undecided() -> None:
    found = judged(day(expecting("abandoned(others) <= 5")))

    assert found.verdict is Verdict.UNDECIDED
    assert found.estimate is None


def test_a_goal_of_another_simulation_is_not_judged() -> None:
    of = expecting(LEVEL, of="both")

    assert judge([day(of)]) == ()
    assert len(judge([day(of, name="both")])) == 1


def test_a_goal_is_as_bad_as_the_worst_of_what_it_expects() -> None:
    of = expecting(LEVEL, "abandonment() <= 90%", "average_wait() < 30s")
    met, undecided, missed = (
        judge(answered(of, *counts))[0].verdict
        for counts in ((20, 20), (12, 20), (2, 3))
    )  # fmt: skip

    assert (met, undecided, missed) == (Verdict.MET, Verdict.UNDECIDED, Verdict.MISSED)


def test_a_duration_is_compared_in_its_unit() -> None:
    of = expecting("average_wait() < 10s")

    assert judged(day(of, wait_us=10 * SECOND)).verdict is Verdict.MISSED
    assert judged(day(of, wait_us=10 * SECOND - 1)).verdict is Verdict.MET


def test_a_measure_may_stand_behind_its_bound() -> None:
    of = expecting("80% <= service_level(20s)")

    assert of.days.goals[0].comparisons[0].operator is Comparing.AT_LEAST
    assert judged(*answered(of, 16)).verdict is Verdict.MET


@given(COUNTS, st.sampled_from(sorted(STRICT)), st.integers(1, 99))
def test_the_contrary_of_a_goal_has_the_contrary_verdict(
    counts: list[int], operator: Comparing, percent: int
) -> None:
    of = expecting(LEVEL)
    bound = percent * 10_000
    goal = judged(*answered(with_bound(of, operator, bound), *counts))
    contrary = judged(*answered(with_bound(of, STRICT[operator], bound), *counts))

    assert goal.verdict + contrary.verdict == Verdict.MET + Verdict.MISSED
    assert goal.decides == contrary.decides


@given(COUNTS, st.integers(1, 98))
def test_a_harder_goal_is_never_judged_milder(counts: list[int], percent: int) -> None:
    of = expecting(LEVEL)
    easier = with_bound(of, Comparing.AT_LEAST, percent * 10_000)
    harder = with_bound(of, Comparing.AT_LEAST, (percent + 1) * 10_000)

    mild, hard = (judged(*answered(each, *counts)).verdict for each in (easier, harder))

    assert mild <= hard


@given(COUNTS, st.integers(0, 20), st.sampled_from([Comparing.EQUAL, Comparing.UNEQUAL]))
def test_what_is_judged_by_day_is_what_every_day_is(
    counts: list[int], wanted: int, operator: Comparing
) -> None:
    of = with_bound(expecting("answered() == 1"), operator, wanted * 1_000_000)
    found = judged(*answered(of, *counts))
    holds = [(each == wanted) == (operator is Comparing.EQUAL) for each in counts]

    assert (found.verdict is Verdict.MET) == all(holds)
    assert found.broken is None or found.broken.days == holds.count(False)
    assert found.broken is None or counts[found.broken.number] == found.broken.value


def test_the_estimate_of_a_goal_is_that_of_its_measure() -> None:
    of = expecting("abandonment(calls) <= 30%")
    days = answered(of, 12, 20, 15)

    assert judged(*days).estimate == estimate("abandonment", days, Arguments(name="calls"))


def test_goals_do_not_change_what_a_program_is() -> None:
    assert expecting(LEVEL).digest() == expecting("abandonment() <= 5%").digest()


def test_programs_carry_no_texts_of_goals() -> None:
    comparison: Comparison = expecting(LEVEL).days.goals[0].comparisons[0]

    assert comparison.span is None
    assert comparison.text == LEVEL
    assert ".strat:" in comparison.place


def test_a_virtual_queue_is_found_behind_the_arrivals_of_a_simulation_that_has_not_all() -> None:
    of = program(
        'virtual_queue VQ goal "it" { expect abandoned(VQ) == 0   expect abandoned(others) == 0 }'
    )
    seen = day(of)
    waiting = Waits(asked=5, abandoned=2)
    counts = replace(seen.counts, virtual_queues=((waiting, Waits()),))

    (goal,) = judge([replace(seen, counts=counts)])

    assert goal.judged[0].broken is not None
    assert goal.judged[0].broken.value == 2
    assert goal.judged[1].estimate is None
