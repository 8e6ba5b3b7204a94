"""The core's own logarithm, exponential, root and normal quantile, against the library's."""

import math
from statistics import NormalDist

from hypothesis import given
from hypothesis import strategies as generators

from engine.sim.core.floats import exponential, natural_log, normal, square_root, unit

NEAR = 4e-15
POSITIVE = generators.floats(min_value=1e-300, max_value=1e300)


@given(POSITIVE)
def test_logarithms_are_right_to_the_last_places(x: float) -> None:
    assert math.isclose(natural_log(x), math.log(x), rel_tol=NEAR, abs_tol=NEAR)


@given(generators.floats(min_value=-690, max_value=690))
def test_exponentials_are_right_to_the_last_places(x: float) -> None:
    assert math.isclose(exponential(x), math.exp(x), rel_tol=NEAR)


@given(POSITIVE)
def test_roots_are_right_to_the_last_places(x: float) -> None:
    assert math.isclose(square_root(x), math.sqrt(x), rel_tol=NEAR)


@given(generators.integers(0, 2**64 - 1))
def test_normal_quantiles_are_those_of_the_library(bits: int) -> None:
    share = unit(bits)

    assert math.isclose(normal(share), NormalDist().inv_cdf(share), rel_tol=1e-12, abs_tol=1e-12)


@given(generators.integers(0, 2**64 - 1))
def test_a_share_is_never_0_or_1(bits: int) -> None:
    assert 0.0 < unit(bits) < 1.0
    assert unit(bits) == 1.0 - unit(2**64 - 1 - bits)


def test_what_is_beyond_the_largest_exponential_is_the_largest() -> None:
    assert exponential(1e9) == exponential(700.0)
    assert exponential(-1e9) == exponential(-700.0)


def test_these_bits_stay_for_ever() -> None:
    """Days that somebody has noted by their seed must be the same on every machine."""
    found = [natural_log(0.3), exponential(0.7), square_root(2.0), normal(0.01), normal(1e-9)]

    assert [each.hex() for each in found] == [
        "-0x1.34378fcbda721p+0",
        "0x1.01c2a61268987p+1",
        "0x1.6a09e667f3bccp+0",
        "-0x1.29c5c4630ff0ep+1",
        "-0x1.7fdc11f44b5a7p+2",
    ]
