"""Estimates and their bands."""

from statistics import NormalDist, mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimates import LEVEL, Estimate, published, ratio
from engine.stats.student import student


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=50))
def test_a_mean_is_a_ratio_to_ones(values: list[float]) -> None:
    found = ratio([(value, 1.0) for value in values])

    width = student(len(values) - 1, LEVEL) * stdev(values) / len(values) ** 0.5
    assert found.value == pytest.approx(mean(values), abs=1e-9)
    assert found.half_width == pytest.approx(width, abs=1e-9)


@given(st.lists(st.tuples(st.floats(0, 1e3), st.floats(0.1, 1e3)), min_size=2, max_size=50))
def test_the_unit_of_a_ratio_does_not_matter(pairs: list[tuple[float, float]]) -> None:
    found, tripled = ratio(pairs), ratio([(3 * part, whole) for part, whole in pairs])

    assert tripled.value == pytest.approx(3 * found.value, abs=1e-9)
    assert tripled.half_width == pytest.approx(3 * found.half_width, abs=1e-9)


def test_a_published_mean_has_the_width_of_its_deviation() -> None:
    """ContactCenters prints (1812.618, 1819.698) at 95 % for a deviation of 57.043."""
    found = published(1816.158, deviation=57.043, count=1000, digits=3)

    at_95 = (1819.698 - 1812.618) / 2
    factor = NormalDist().inv_cdf(0.995) / NormalDist().inv_cdf(0.975)
    assert found.half_width == pytest.approx(at_95 * factor, rel=5e-3)


def test_figures_agree_within_the_root_of_both_squares() -> None:
    assert Estimate(0.0, 3.0).agrees(Estimate(5.0, 4.0))
    assert not Estimate(0.0, 3.0).agrees(Estimate(5.1, 4.0))
