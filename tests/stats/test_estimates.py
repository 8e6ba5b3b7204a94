"""Estimates: what they are made of, what is exact about them."""

from itertools import permutations
from math import isclose, sqrt
from statistics import fmean, stdev

from hypothesis import given
from hypothesis import strategies as st

from engine.stats.estimates import (
    Estimate,
    batch_means,
    batched,
    bounded,
    difference,
    mean,
    needed,
    ratio,
)
from engine.stats.seen import Parts
from engine.stats.student import student

PARTS = st.builds(Parts, numerator=st.integers(0, 10**13), denominator=st.integers(1, 10**13))
DAYS = st.lists(PARTS, min_size=2, max_size=12)


def pairs(*numbers: tuple[int, int]) -> list[Parts]:
    return [Parts(numerator=above, denominator=below) for above, below in numbers]


def test_a_mean_has_the_interval_of_the_textbook() -> None:
    """Law, "Simulation Modeling and Analysis", example 4.26: 1.34 ± 0.24 with 90 %."""
    found = mean([120, 150, 168, 189, 95, 149, 158, 155, 50, 109], level=0.9)

    assert found is not None
    assert found.half_width is not None
    assert (round(found.value), round(found.half_width)) == (134, 24)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=20))
def test_a_mean_is_that_of_student(values: list[int]) -> None:
    found = mean(values)

    assert found is not None
    width = student(len(values) - 1) * stdev(values) / sqrt(len(values))
    assert isclose(found.value, fmean(values), rel_tol=1e-12)
    assert isclose(found.half_width or 0.0, width, rel_tol=1e-9, abs_tol=1e-9)


@given(DAYS)
def test_a_ratio_is_that_of_sums_with_the_interval_of_the_delta_method(days: list[Parts]) -> None:
    found = ratio(days)

    assert found is not None
    value = sum(each.numerator for each in days) / sum(each.denominator for each in days)
    residuals = [each.numerator - value * each.denominator for each in days]
    spread = sqrt(sum(each * each for each in residuals) / (len(days) - 1) / len(days))
    width = student(len(days) - 1) * spread / fmean(each.denominator for each in days)
    assert found.value == value
    assert isclose(found.half_width or 0.0, width, rel_tol=1e-6, abs_tol=1e-9 * max(value, 1))


@given(st.lists(PARTS, min_size=2, max_size=4))
def test_the_order_of_replications_changes_no_bit(days: list[Parts]) -> None:
    assert len({ratio(each) for each in permutations(days)}) == 1


def test_what_is_the_same_on_all_days_is_certain() -> None:
    assert ratio(pairs((1, 3), (2, 6), (5, 15))) == Estimate(
        value=1 / 3, low=1 / 3, high=1 / 3, level=0.95, count=3
    )


def test_days_that_have_nothing_to_say_make_no_estimate() -> None:
    assert ratio(pairs((0, 0), (0, 0))) is None
    assert ratio([]) is None
    assert difference(pairs((0, 0)), pairs((1, 2))) is None


def test_one_replication_has_no_interval() -> None:
    found = ratio(pairs((1, 4)))

    assert found == Estimate(value=0.25, low=None, high=None, level=0.95, count=1)
    assert found.half_width is None
    assert bounded(found) == found
    assert needed(found, 0.1) is None


@given(DAYS)
def test_a_project_and_itself_differ_by_nothing_to_the_bit(days: list[Parts]) -> None:
    found = difference(days, list(days))

    assert found is not None
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=2, max_size=12))
def test_means_differ_by_the_mean_of_the_differences(days: list[tuple[int, int]]) -> None:
    old = pairs(*((one, 1) for one, _ in days))
    new = pairs(*((other, 1) for _, other in days))

    found = difference(old, new)

    apart = [other - one for one, other in days]
    width = student(len(days) - 1) * stdev(apart) / sqrt(len(days))
    assert found is not None
    assert isclose(found.value, fmean(apart), rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(found.half_width or 0.0, width, rel_tol=1e-9, abs_tol=1e-6)


@given(DAYS, st.data())
def test_the_difference_the_other_way_round_has_the_other_sign(
    days: list[Parts], data: st.DataObject
) -> None:
    other = data.draw(st.lists(PARTS, min_size=len(days), max_size=len(days)))

    one, turned = difference(days, other), difference(other, days)

    assert one is not None
    assert turned is not None
    assert (one.value, one.low, one.high) == (
        -turned.value,
        -(turned.high or 0),
        -(turned.low or 0),
    )


def test_bounds_are_kept_by_the_interval_and_not_by_the_value() -> None:
    wide = Estimate(value=0.5, low=-0.1, high=1.2, level=0.95, count=3)

    assert bounded(wide, 1.0) == Estimate(value=0.5, low=0.0, high=1.0, level=0.95, count=3)
    assert bounded(wide).high == 1.2


@given(st.integers(2, 6), st.data())
def test_batches_leave_out_less_than_one_piece_each(batches: int, data: st.DataObject) -> None:
    long_enough = st.lists(PARTS, min_size=2 * batches, max_size=4 * batches + 1)
    series = data.draw(long_enough)

    found = batched(series, batches)

    left_out = len(series) % batches
    assert len(found) == batches
    assert sum(each.numerator for each in found) == sum(
        each.numerator for each in series[left_out:]
    )
    assert batch_means(series, batches=batches) == ratio(found)


def test_too_short_a_run_has_no_batches() -> None:
    assert batched(pairs(*[(1, 1)] * 39), 20) == []
    assert batch_means(pairs(*[(1, 1)] * 39)) is None


@given(st.integers(2, 60), st.floats(1e-3, 1e3), st.floats(1e-3, 1.5))
def test_the_number_of_replications_that_is_needed_is_the_least(
    count: int, width: float, part: float
) -> None:
    found = Estimate(value=0.0, low=-width, high=width, level=0.95, count=count)
    wanted = width * part

    number = needed(found, wanted)

    def reached(replications: int) -> float:
        deviation = width / student(count - 1) * sqrt(count)
        return student(replications - 1) * deviation / sqrt(replications)

    if number is None:
        assert (1 / part) ** 2 * count > 10**8
    elif number > count:
        assert reached(number) <= wanted * (1 + 1e-9)
        assert number == count + 1 or reached(number - 1) > wanted * (1 - 1e-9)
    else:
        assert number == count
        assert part >= 1
