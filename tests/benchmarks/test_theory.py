"""Published figures of queueing theory, and the laws that tie them together.

Figures named after pyworkforce are printed in its repository (rodrigo-arenas/pyworkforce, folder
`docs/guide` and `pyworkforce/queuing/tests`), those of Ciw in CiwPython/Ciw, `tests`.
"""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coverage import truth
from benchmarks.theory import (
    answered_of,
    erlang_b,
    erlang_c,
    erlang_c_within,
    from_empty,
    many_servers,
    positions,
    priority_waits,
    steady,
    within,
)


@pytest.mark.parametrize(
    ("servers", "load", "expected"),
    [
        (1, 1, 0.5),
        (2, 1, 0.2),
        (17, 10, 0.012948875),
        (16, 10, 0.022301872),
        (10, 10, 0.214582343),
        (5, 3, 0.110054348),
        (20, 12, 0.009795639),
        (100, 100, 0.075700453),
    ],
)
def test_erlang_b_is_as_published(servers: int, load: float, expected: float) -> None:
    assert erlang_b(servers, load) == pytest.approx(expected, abs=5e-10)


def test_seventeen_servers_are_the_fewest_that_block_two_per_cent_of_ten_erlangs() -> None:
    """Printed by pyworkforce with 25 positions for a shrinkage of 30 %."""
    fewest = next(servers for servers in range(1, 100) if erlang_b(servers, 10) <= 0.02)

    assert (fewest, positions(fewest, 0.3)) == (17, 25)


@pytest.mark.parametrize(
    ("servers", "load", "expected"),
    [(2, 1, 1 / 3), (5, 4, 0.554112554), (50, 48, 0.694455611), (100, 90, 0.216940481)],
)
def test_erlang_c_is_as_published(servers: int, load: float, expected: float) -> None:
    assert erlang_c(servers, load) == pytest.approx(expected, abs=5e-10)


def test_fourteen_servers_answer_a_hundred_calls_in_half_an_hour() -> None:
    """Printed in pyworkforce's guide to Erlang C, 20 positions with a shrinkage of 30 %."""
    arrival, service = 100 / 30, 1 / 3

    assert erlang_c(14, 10) == pytest.approx(0.1741319335950498)
    assert erlang_c_within(14, arrival, service, 20 / 60) == pytest.approx(0.8883500191794669)
    assert steady(arrival, service, 14).occupancy == pytest.approx(0.7142857142857143)
    assert positions(14, 0.3) == 20


def test_one_more_server_keeps_the_occupancy_under_seventy_per_cent() -> None:
    """`tests/test_erlang.py` of pyworkforce, whose target is 0.33 minutes."""
    arrival, service = 100 / 30, 1 / 3
    assert erlang_c_within(15, arrival, service, 0.33) == pytest.approx(0.941, abs=5e-4)
    assert steady(arrival, service, 15).occupancy == pytest.approx(0.667, abs=5e-4)
    assert erlang_c(15, 10) == pytest.approx(0.102, abs=5e-4)
    assert positions(15, 0.3) == 22


def test_fifty_five_servers_answer_360_calls_in_half_an_hour() -> None:
    found = steady(12, 1 / 4, 55)

    assert found.delayed == pytest.approx(0.238701, abs=5e-7)
    assert found.wait * 60 == pytest.approx(8.1840, abs=5e-5)
    assert erlang_c_within(55, 12, 1 / 4, 15 / 60) == pytest.approx(0.845883, abs=5e-7)


def test_customers_who_give_up_are_as_pyworkforce_prints_them() -> None:
    """`tests/test_abandonment.py` of pyworkforce: patience of five minutes on average."""
    arrival, service, leaving = 100 / 30, 1 / 3, 1 / 5

    found = steady(arrival, service, 14, leaving=leaving)
    answered, _ = within(arrival, service, 14, leaving=leaving, target=20 / 60)

    assert found.delayed == pytest.approx(0.14526, abs=5e-6)
    assert found.abandoned == pytest.approx(0.013984, abs=5e-7)
    assert found.occupancy == pytest.approx(0.704297, abs=5e-7)
    assert found.wait == pytest.approx(0.069919, abs=5e-7)
    assert answered == pytest.approx(0.916792, abs=5e-7)
    assert answered / (1 - found.abandoned) == pytest.approx(0.929794, abs=5e-7)


def test_the_palm_queue_is_as_mandelbaum_and_zeltyn_show_it() -> None:
    """Their illustration: of 48 calls a minute before 50 agents 3.1 % give up, the others wait
    3.7 s, at an occupancy of 93 %; with endless patience they wait 20.8 s, at 96 %."""
    found, endless = steady(48, 1, 50, leaving=1 / 2), steady(48, 1, 50)

    assert found.abandoned == pytest.approx(0.030912, abs=5e-7)
    assert found.wait * 60 == pytest.approx(3.7095, abs=5e-5)
    assert found.waiting == pytest.approx(2.9676, abs=5e-5)
    assert found.occupancy == pytest.approx(0.930324, abs=5e-7)
    assert endless.wait * 60 == pytest.approx(20.834, abs=5e-4)
    assert endless.waiting == pytest.approx(16.667, abs=5e-4)


def test_short_abandons_can_be_left_out() -> None:
    found = steady(4.2, 0.5, 12, leaving=1)
    answered, gone = within(4.2, 0.5, 12, leaving=1, target=1 / 3)

    assert found.abandoned == pytest.approx(0.029679, abs=5e-7)
    assert answered / (1 - found.abandoned) == pytest.approx(0.974182, abs=5e-7)
    assert answered / (1 - gone) == pytest.approx(0.967872, abs=5e-7)


def test_a_bounded_queue_blocks() -> None:
    """The second is the example of simmer's page on queueing systems (r-simmer/simmer)."""
    found = steady(4.2, 0.5, 12, places=5)
    simmer = steady(3, 4, 2, places=1)

    assert found.blocked == pytest.approx(0.009476874, abs=5e-10)
    assert found.waiting == pytest.approx(0.254288891, abs=5e-10)
    assert found.wait == pytest.approx(0.061124241, abs=5e-10)
    assert found.occupancy == pytest.approx(0.693366188, abs=5e-10)
    assert simmer.blocked == pytest.approx(0.049360146, abs=5e-10)
    assert simmer.busy + simmer.waiting == pytest.approx(0.762340, abs=5e-7)


def test_the_states_of_three_servers_are_as_ciw_prints_them() -> None:
    """`tests/test_processor_sharing.py` of Ciw: arrivals at 10, service at 12."""
    expected = [
        0.4321329639889196, 0.3601108033240997, 0.1500461680517082, 0.041679491125474505,
        0.011577636423742918, 0.003216010117706367, 0.0008933361438073241, 0.0002481489288353678,
        6.89302580098244e-05,
    ]  # fmt: skip

    assert many_servers(10, 12, 3)[:9] == pytest.approx(expected, rel=1e-9)


def test_the_first_class_passes_the_second() -> None:
    """Times in the system, printed in `tests/test_simulation.py` of Ciw."""
    assert [wait + 1 for wait in priority_waits([0.2, 0.6], 1)] == pytest.approx([2, 6])


@pytest.mark.parametrize(("load", "expected"), [(0.1, 1 / 9), (0.5, 1), (0.8, 4), (0.9, 9)])
def test_one_server_has_so_many_customers(load: float, expected: float) -> None:
    found = steady(load, 1, 1)

    assert found.waiting + found.busy == pytest.approx(expected)


loads = st.tuples(st.integers(1, 40), st.floats(0.05, 0.95))


@given(loads, st.floats(0.01, 5), st.floats(0, 3))
def test_what_waits_is_what_comes_times_how_long_it_waits(
    size: tuple[int, float], leaving: float, target: float
) -> None:
    servers, share = size
    arrival = servers * share

    found = steady(arrival, 1, servers, leaving=leaving)
    answered, gone = within(arrival, 1, servers, leaving=leaving, target=target)

    assert isclose(found.waiting, arrival * found.wait)
    assert isclose(found.abandoned, leaving * found.waiting / arrival)
    assert isclose(found.busy, arrival * (1 - found.abandoned), rel_tol=1e-9)
    assert answered <= 1 - found.abandoned + 1e-9
    assert gone <= found.abandoned + 1e-9


@pytest.mark.parametrize("servers", [15, 20, 25])
def test_endless_patience_is_erlang_c(servers: int) -> None:
    """With the tolerance that pyworkforce asserts."""
    found = steady(100 / 30, 1 / 3, servers, leaving=1e-9)

    assert found.delayed == pytest.approx(erlang_c(servers, 10), abs=1e-4)


@given(loads, st.floats(0.01, 3))
def test_one_more_server_answers_more_in_time(size: tuple[int, float], target: float) -> None:
    servers, share = size
    arrival = servers * share

    fewer, _ = within(arrival, 1, servers, leaving=0.5, target=target)
    more, _ = within(arrival, 1, servers + 1, leaving=0.5, target=target)

    assert fewer <= more + 1e-12


def test_an_empty_beginning_is_forgotten_in_the_long_run() -> None:
    steady_ = many_servers(2.0, 1.0, 3, leaving=0.5)

    found = from_empty(2.0, 1.0, 3, leaving=0.5, length=4000.0, most=30)

    assert sum(found) == pytest.approx(1.0, abs=1e-9)
    for number, share in enumerate(found[:10]):
        assert share == pytest.approx(steady_[number], abs=1e-3)


@given(st.floats(0.1, 5.0), st.integers(1, 8), st.floats(0.1, 3.0))
def test_all_who_come_are_answered_or_give_up(arrival: float, servers: int, leaving: float) -> None:
    shares = many_servers(arrival, 0.5, servers, leaving=leaving)

    answered, waited = answered_of(shares, 0.5, servers, leaving=leaving)
    in_time, gone = within(arrival, 0.5, servers, leaving=leaving, target=1e-9)
    found = steady(arrival, 0.5, servers, leaving=leaving)

    assert 1 - answered == pytest.approx(found.abandoned, abs=1e-9)
    assert 0 <= waited <= found.waiting / arrival + 1e-9
    assert (in_time, gone) == pytest.approx((1 - found.delayed, 0.0), abs=1e-6)


def test_the_truth_of_the_coverage_benchmark_is_what_contact_centers_prints() -> None:
    """MMCAb.res, 1,000 days: 95 % intervals; wait of the answered in minutes."""
    found = truth()

    assert 57.660 < found["abandoned"] < 59.558
    assert found["service_level_of_answered"] == pytest.approx(0.975, abs=1e-3)
    assert found["service_level_without_short_abandons"] == pytest.approx(0.968, abs=1e-3)
    assert found["average_wait"] / 60e6 == pytest.approx(0.024, abs=5e-4)
    assert found["occupancy"] == pytest.approx(0.675, abs=2e-3)
