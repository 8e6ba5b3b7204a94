"""Student's factor against printed tables and closed forms."""

from math import isclose, pi, sqrt, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.stats.student import MANY, normal, student

FREEDOMS = (1, 2, 3, 4, 5, 10, 20, 30, 60, 120)
PRINTED = {
    0.9: (6.314, 2.920, 2.353, 2.132, 2.015, 1.812, 1.725, 1.697, 1.671, 1.658),
    0.95: (12.706, 4.303, 3.182, 2.776, 2.571, 2.228, 2.086, 2.042, 2.000, 1.980),
    0.99: (63.657, 9.925, 5.841, 4.604, 4.032, 3.169, 2.845, 2.750, 2.660, 2.617),
}
"""Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), table 26.10."""
LEVELS = st.floats(0.01, 0.9999)


@pytest.mark.parametrize("level", PRINTED)
def test_the_factor_is_that_of_printed_tables(level: float) -> None:
    assert [round(student(each, level), 3) for each in FREEDOMS] == list(PRINTED[level])


@pytest.mark.parametrize(
    ("freedom", "expected"), [(19, 2.861), (29, 2.756), (99, 2.626), (299, 2.592), (999, 2.581)]
)
def test_many_degrees_of_freedom_are_as_printed(freedom: int, expected: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2."""
    assert student(freedom, 0.99) == pytest.approx(expected, abs=6e-4)


@given(LEVELS)
def test_one_and_two_degrees_of_freedom_have_closed_forms(level: float) -> None:
    assert isclose(student(1, level), tan(pi * level / 2), rel_tol=1e-9)
    assert isclose(student(2, level), level * sqrt(2 / (1 - level * level)), rel_tol=1e-9)


@given(LEVELS)
def test_sums_and_expansion_meet(level: float) -> None:
    before, after = student(MANY - 1, level), student(MANY, level)

    assert after < before < after * 1.0002


@given(st.integers(1, 400), LEVELS)
def test_more_replications_make_the_factor_smaller_but_never_normal(
    freedom: int, level: float
) -> None:
    assert student(freedom, level) > student(freedom + 1, level) > normal(level)
