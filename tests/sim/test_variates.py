"""Numbers drawn from distributions have their quantiles and moments.

Each is drawn some thousand times with one seed. The greatest distance of the drawn shares from the
distribution is compared with that which one draw in a million exceeds (Kolmogorov's distribution:
2 exp(-2 d^2) = 10^-6, d = 2.69).
"""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.days import DRAWN_MAX
from engine.sim.core.draws import Draws
from engine.sim.core.variates import Variates
from engine.spreads import MILLION, Law, Spread
from engine.streams import Purpose
from engine.values import HOUR, MINUTE, SECOND

MANY = 20_000
GREATEST = 2.69 / math.sqrt(MANY)
HANDLING = int(Purpose.HANDLING)
Shares = Callable[[float], float]


def drawn_of(spread: Spread, count: int = MANY, seed: int = 7) -> list[int]:
    variates = Variates(Draws(seed))
    number = variates.add(spread)
    return [variates.draw(number, HANDLING, entity, 0) for entity in range(count)]


def distance(found: list[int], shares: Shares) -> float:
    """The greatest distance between the shares that are drawn and those that should be."""
    ordered = sorted(found)
    return max(
        max(abs(shares(value) - at / MANY), abs(shares(value) - (at + 1) / MANY))
        for at, value in enumerate(ordered)
    )


def gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function, by its series (DLMF 8.11.4)."""
    term = total = 1.0 / shape
    n = shape
    while term > total * 1e-15:
        n += 1.0
        term *= x / n
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape)) if x > 0 else 0.0


def lognormal_share(mean: float, deviation: float, x: float) -> float:
    sigma = math.sqrt(math.log(1 + (deviation / mean) ** 2))
    mu = math.log(mean) - sigma**2 / 2
    return 0.5 * math.erfc(-(math.log(x) - mu) / (sigma * math.sqrt(2)))


CASES: dict[str, tuple[Spread, Shares]] = {
    "exponential": (
        Spread(law=Law.EXPONENTIAL, a=4 * MINUTE),
        lambda x: 1 - math.exp(-x / (4 * MINUTE)),
    ),
    "uniform": (
        Spread(law=Law.UNIFORM, a=SECOND, b=6 * SECOND),
        lambda x: (x - SECOND) / (5 * SECOND),
    ),
    "gamma above 1": (
        Spread(law=Law.GAMMA, a=5 * MINUTE, b=2_500_000),
        lambda x: gamma_share(2.5, 2.5 * x / (5 * MINUTE)),
    ),
    "gamma below 1": (
        Spread(law=Law.GAMMA, a=5 * MINUTE, b=300_000),
        lambda x: gamma_share(0.3, 0.3 * x / (5 * MINUTE)),
    ),
    "busyness": (
        Spread(law=Law.GAMMA, a=1000 * MILLION, b=28_700_000),
        lambda x: gamma_share(28.7, 28.7 * x / (1000 * MILLION)),
    ),
    "lognormal": (
        Spread(law=Law.LOGNORMAL, a=8 * MINUTE, b=5 * MINUTE),
        lambda x: lognormal_share(8 * MINUTE, 5 * MINUTE, x),
    ),
    "weibull": (
        Spread(law=Law.WEIBULL, a=3 * MINUTE, b=1_500_000),
        lambda x: 1 - math.exp(-((x / (3 * MINUTE)) ** 1.5)),
    ),
    "pareto": (
        Spread(law=Law.PARETO, a=MINUTE, b=2_500_000),
        lambda x: 1 - (MINUTE / x) ** 2.5,
    ),
    "empirical": (
        Spread(law=Law.EMPIRICAL, table=(0, MINUTE, HOUR)),
        lambda x: x / (2 * MINUTE) if x < MINUTE else 0.5 + (x - MINUTE) / (2 * (HOUR - MINUTE)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_drawn_shares_are_those_of_the_distribution(name: str) -> None:
    spread, shares = CASES[name]

    assert distance(drawn_of(spread), shares) < GREATEST


MOMENTS: dict[str, tuple[Spread, float, float]] = {
    "exponential": (Spread(law=Law.EXPONENTIAL, a=HOUR), 1.0, 1.0),
    "gamma": (Spread(law=Law.GAMMA, a=HOUR, b=4_000_000), 1.0, 0.5),
    "gamma of small shape": (Spread(law=Law.GAMMA, a=HOUR, b=250_000), 1.0, 2.0),
    "lognormal": (Spread(law=Law.LOGNORMAL, a=HOUR, b=HOUR // 2), 1.0, 0.5),
    "uniform": (Spread(law=Law.UNIFORM, a=0, b=2 * HOUR), 1.0, 1 / math.sqrt(3)),
    "weibull of shape 2": (
        Spread(law=Law.WEIBULL, a=HOUR, b=2_000_000),
        math.gamma(1.5),
        math.sqrt(math.gamma(2) - math.gamma(1.5) ** 2),
    ),
    "pareto of shape 5": (
        Spread(law=Law.PARETO, a=HOUR, b=5_000_000), 5 / 4, math.sqrt(5 / (4**2 * 3)),
    ),
}  # fmt: skip
"""Mean and standard deviation, in hours."""


@pytest.mark.parametrize("name", MOMENTS)
def test_means_and_deviations_are_those_of_the_distribution(name: str) -> None:
    spread, mean, deviation = MOMENTS[name]

    found = drawn_of(spread)

    middle = math.fsum(found) / MANY
    spreads = math.sqrt(math.fsum((each - middle) ** 2 for each in found) / MANY)
    assert abs(middle / HOUR - mean) < 5 * deviation / math.sqrt(MANY)
    assert abs(spreads / HOUR - deviation) < 0.05 * deviation


def test_a_constant_is_what_it_is() -> None:
    assert set(drawn_of(Spread(law=Law.CONSTANT, a=SECOND), count=10)) == {SECOND}


def test_both_bounds_of_a_uniform_one_are_drawn() -> None:
    assert set(drawn_of(Spread(law=Law.UNIFORM, a=3, b=5), count=100)) == {3, 4, 5}


def test_one_quantile_is_that_number() -> None:
    assert set(drawn_of(Spread(law=Law.EMPIRICAL, table=(9,)), count=10)) == {9}


def test_an_infinite_mean_is_capped() -> None:
    found = drawn_of(Spread(law=Law.PARETO, a=HOUR, b=100_000), count=1000)

    assert max(found) == DRAWN_MAX


def test_equal_distributions_have_one_number() -> None:
    variates = Variates(Draws(1))

    found = [variates.add(Spread(law=Law.EXPONENTIAL, a=a)) for a in (5, 7, 5)]

    assert found == [0, 1, 0]
    assert variates.count == 2


@given(
    generators.sampled_from(Law),
    generators.integers(0, 2**40),
    generators.integers(1, 2**40),
    generators.integers(0, 2**62),
)
def test_nothing_drawn_is_negative_or_longer_than_a_run(
    law: Law, a: int, b: int, entity: int
) -> None:
    spread = Spread(law=law, a=min(a, b), b=max(a, b), table=(a, a + b))
    variates = Variates(Draws(3))

    assert 0 <= variates.draw(variates.add(spread), HANDLING, entity, 0) <= DRAWN_MAX


def test_many_distributions_make_columns_grow() -> None:
    variates = Variates(Draws(1))
    numbers = [variates.add(Spread(law=Law.CONSTANT, a=a)) for a in range(100)]

    assert [variates.draw(number, HANDLING, 0, 0) for number in numbers] == list(range(100))


def test_a_distribution_draws_the_same_beside_many_others() -> None:
    alone, beside = Variates(Draws(1)), Variates(Draws(1))
    spread = Spread(law=Law.GAMMA, a=HOUR, b=300_000)

    numbers = [alone.add(spread), beside.add(spread)]
    for a in range(100):
        beside.add(Spread(law=Law.WEIBULL, a=HOUR + a, b=MILLION))

    assert alone.draw(numbers[0], HANDLING, 7, 0) == beside.draw(numbers[1], HANDLING, 7, 0)
