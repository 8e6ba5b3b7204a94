"""Advice on warm-up: what goes by the clock, where a steady state begins, what never settles."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.days import Burst, Period
from engine.log.counts import Length
from engine.program.model import Program
from engine.stats.seen import Seen
from engine.stats.stationarity import TOLERANCE, Advice, Run, advise, goes_by_the_clock, mser
from engine.values import HOUR, MINUTE
from tests.report.simulated import counts, simulation, staffed_program


def run(lengths: Sequence[int], *, warm_up_us: int = 0, program: Program | None = None) -> Seen:
    """A run in which so many waited for all of each minute."""
    end = len(lengths) * MINUTE
    whole = [Length(integral_us=each * MINUTE, most=each, last=each) for each in lengths]
    row, none = (*whole, Length()), (Length(),) * (len(lengths) + 1)
    found = replace(
        counts(), interval_us=MINUTE, duration_us=end, end_us=end, warm_up_us=warm_up_us,
        virtual_lengths=(row, none), queues=(none, none), agents=(),
    )  # fmt: skip
    return Seen(program=program or staffed_program(), simulation=simulation(), counts=found)


def noise(level: int, count: int) -> list[int]:
    """So many values about a level, none like its neighbours."""
    return [level + (at * 7 + 2) % 5 - 2 for at in range(count)]


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=40))
def test_no_shorter_beginning_leaves_nearly_the_least_standard_error(series: list[int]) -> None:
    def error(cut: int) -> Fraction:
        return Fraction(pvariance(map(Fraction, series[cut:]))) / (len(series) - cut)

    found = mser(series)

    enough = min(error(cut) for cut in range(len(series) // 2 + 1)) * TOLERANCE
    shorter = range(len(series) // 3 + 1 if found is None else found)
    assert all(error(cut) > enough for cut in shorter)
    assert found is None or error(found) <= enough


def test_an_empty_beginning_is_left_out_in_fives() -> None:
    advice = advise([run([0, 10, 20, 30, 40, *noise(50, 95)])])

    assert advice == Advice(run=Run.STEADY, settled_us=5 * MINUTE)
    assert advice.wants_more(0)
    assert not advice.wants_more(5 * MINUTE)


def test_of_few_intervals_each_counts() -> None:
    advice = advise([run([0, 30, *noise(50, 18)])])

    assert advice == Advice(run=Run.STEADY, settled_us=2 * MINUTE)


def test_what_is_steady_from_the_beginning_needs_no_warm_up() -> None:
    assert advise([run(noise(50, 100))]) == Advice(run=Run.STEADY)


def test_replications_are_looked_at_together() -> None:
    """The mean of several shows the beginning that one alone hides."""
    odd = [50 * (at % 2) for at in range(100)]
    alone = run([*(value // 2 for value in odd[:10]), *odd[10:]])
    other = run([*(25 - value // 2 for value in odd[:10]), *(50 - value for value in odd[10:])])

    assert advise([alone, other]).settled_us == 10 * MINUTE


def test_the_warm_up_that_there_is_counts_as_left_out() -> None:
    warm = run([0] * 10 + noise(50, 90), warm_up_us=10 * MINUTE)

    assert not advise([warm]).wants_more(10 * MINUTE)


@pytest.mark.parametrize(("lengths", "grows"), [(range(100), True), (range(100, 0, -1), False)])
def test_what_grows_or_falls_to_the_end_has_not_settled(
    lengths: Sequence[int], grows: bool
) -> None:
    assert advise([run(lengths)]) == Advice(run=Run.UNSETTLED, grows=grows)


def test_of_eleven_intervals_nobody_can_tell() -> None:
    assert advise([run(noise(50, 11))]).run is Run.SHORT


def changed(**of_arrivals: object) -> Program:
    program = staffed_program()
    calls, chats = program.days.arrivals
    arrivals = (replace(calls, **of_arrivals), chats)  # type: ignore[arg-type]
    return replace(program, days=replace(program.days, arrivals=arrivals))


def shifted() -> Program:
    program = staffed_program()
    anna, ben = program.directory.agents
    agents = (replace(anna, works="early"), ben)
    return replace(program, directory=replace(program.directory, agents=agents))


@pytest.mark.parametrize(
    "program",
    [
        changed(periods=(Period(begins_us=8 * HOUR, rate=60),)),
        changed(periods=(Period(begins_us=0, rate=60), Period(begins_us=HOUR, rate=6))),
        changed(bursts=(Burst(begins_us=0, count=5, within_us=0),)),
        shifted(),
    ],
)
def test_a_day_that_goes_by_the_clock_needs_no_warm_up(program: Program) -> None:
    day = run([0, 10, 20, 30, *noise(50, 96)], program=program)

    assert goes_by_the_clock(day)
    assert advise([day]) == Advice(run=Run.DAY)


def test_the_same_rate_from_midnight_on_does_not_go_by_the_clock() -> None:
    steady = changed(periods=(Period(begins_us=0, rate=60),))

    assert not goes_by_the_clock(run([1], program=steady))
