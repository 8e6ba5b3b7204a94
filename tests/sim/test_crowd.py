"""Customers of a simulated day: when they come, how long they wait, who comes again."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from engine.limits import LIMITS
from engine.log.counts import Level
from engine.log.events import Event
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.days import EVERYTHING, arrived, day_of, log_of, program_of, rows_of

LINE = """
agent anna
strategy line (voice) {
  hold: route { targets = [agent(anna)]   timeout = never }
}
"""
OFF = "strategy line (voice) { off: disconnect }\n"
DAY = "simulation day { start = 2026-01-05T08:00   duration = 10h   wind_down = 0s }\n"


def calls(said: str, *, rest: str = LINE, day: str = DAY) -> str:
    return f"{rest}arrivals calls {{ strategy = line {said} }}\n{day}"


def comings(said: str, day: str = DAY) -> list[int]:
    """When customers come whose calls are over at once."""
    return arrived(day_of(program_of(calls(said, rest=OFF, day=day))))


# When they come


def test_customers_who_come_by_a_rate_are_a_poisson_process() -> None:
    found = comings("rate = 600/h")

    gaps = sorted(later - earlier for earlier, later in pairwise([0, *found]))
    assert abs(len(found) - 6000) < 5 * math.sqrt(6000)
    mean = 6 * SECOND
    distance = max(
        abs(1 - math.exp(-gap / mean) - at / len(gaps)) for at, gap in enumerate(gaps, start=1)
    )
    assert distance < 2.69 / math.sqrt(len(gaps))


def test_twice_the_rate_is_half_the_time() -> None:
    """The same exponential numbers, inverted through another rate."""
    slow = comings("rate = 100/h")
    fast = comings("rate = 200/h")

    assert len(fast) > len(slow)
    assert all(abs(2 * one - other) <= 2 for one, other in zip(fast, slow, strict=False))


def test_periods_are_cut_out_of_one_process() -> None:
    """Rate r, then 0, then r again is the process of rate r with a pause in it."""
    whole = comings("rate = 100/h")
    said = "period 08:00 { rate = 100/h }   period 10:00 { rate = 0/h }"
    said += "   period 13:00 { rate = 100/h }"
    cut = comings(said)

    moved = [time if time < 2 * HOUR else time + 3 * HOUR for time in whole]
    expected = [time for time in moved if time < 10 * HOUR]
    assert len(cut) == len(expected)
    assert all(abs(one - other) <= 1 for one, other in zip(cut, expected, strict=True))


def test_nobody_comes_before_the_first_period_of_any_day() -> None:
    day = "simulation day { start = 2026-01-05T00:00   duration = 72h   wind_down = 0s }\n"
    said = "period 08:00 { rate = 60/h }   period 18:00 { rate = 0/h }"
    found = comings(said, day)

    hours = {time % (24 * HOUR) // HOUR for time in found}
    assert hours == set(range(8, 18))
    assert {time // (24 * HOUR) for time in found} == {0, 1, 2}


def test_periods_go_by_the_clock_of_the_zone() -> None:
    """On 29 March 2026 Berlin's clocks go from 02:00 to 03:00: a period from 02:00 to 03:00 has no
    length, and 08:00 is seven hours after midnight."""
    day = (
        'simulation day { start = 2026-03-29T00:00   zone = "Europe/Berlin"   duration = 23h'
        "   wind_down = 0s }\n"
    )
    gone = "period 02:00 { rate = 3600/h }   period 03:00 { rate = 0/h }"
    later = "period 08:00 { rate = 3600/h }   period 09:00 { rate = 0/h }"

    assert comings(gone, day) == []
    found = comings(later, day)
    assert {time // HOUR for time in found} == {7}


def test_busyness_multiplies_the_rates_of_a_day() -> None:
    plain = comings("rate = 200/h")
    busy = comings("rate = 100/h   busyness = gamma(1000000.0)")

    assert abs(len(busy) / len(plain) - 0.5) < 0.02


def test_busy_days_differ_as_their_distribution_says() -> None:
    """The variance of gamma(5) is a fifth: of days with 250 customers on average the deviation is
    sqrt(250 + 250^2 / 5) = 113."""
    program = program_of(calls("rate = 25/h   busyness = gamma(5.0)", rest=OFF))

    counts = [len(arrived(day_of(program, seed=seed))) for seed in range(40)]

    mean = sum(counts) / len(counts)
    deviation = math.sqrt(sum((count - mean) ** 2 for count in counts) / len(counts))
    assert abs(mean - 250) < 4 * 113 / math.sqrt(40)
    assert 113 * 0.6 < deviation < 113 * 1.5


def test_a_burst_is_exactly_as_many_within_its_time() -> None:
    said = "rate = 0/h   burst 10:00 { count = 2000   within = 5m }"
    found = comings(said)

    assert len(found) == 2000
    assert found == sorted(found)
    assert all(2 * HOUR <= time <= 2 * HOUR + 5 * MINUTE for time in found)
    distance = max(
        abs((time - 2 * HOUR) / (5 * MINUTE) - at / 2000) for at, time in enumerate(found, start=1)
    )
    assert distance < 2.69 / math.sqrt(2000)


def test_nobody_comes_once_the_day_is_over() -> None:
    said = "rate = 60/h   burst 17:59 { count = 500   within = 10m }"
    found = comings(said)

    assert max(found) < 10 * HOUR


# Who they are


def test_another_stream_and_more_agents_disturb_nobody() -> None:
    """The same customers at the same times with the same patience, whatever else there is."""
    said = "rate = 60/h   patience = exponential(3m)   handling = exponential(4m)"
    alone = day_of(program_of(calls(said)))
    more = LINE + "agent ben\nagent carla\nstrategy other (voice) { off: disconnect }\n"
    day = 'arrivals others { strategy = other   rate = 500/h   data = { A: "b" } }\n' + DAY
    crowded = day_of(program_of(calls(said, rest=more, day=day)))

    assert arrived(alone) == arrived(crowded)
    of_calls = {row.interaction for row in rows_of(crowded, Event.ARRIVED) if row.a == 0}
    assert [row.b for row in rows_of(alone, Event.IMPATIENT)] == [
        row.b for row in rows_of(crowded, Event.IMPATIENT) if row.interaction in of_calls
    ]


def test_customers_are_numbered_from_0() -> None:
    day = day_of(program_of(calls("rate = 20/h")))

    numbers = [row.b for row in rows_of(day, Event.ARRIVED)]
    assert numbers == list(range(len(numbers)))


def test_a_caller_brings_data() -> None:
    said = (
        'rate = 60/h   data = { ANI: phone_number("+1"), Ticket: sequence("T-"), '
        'Segment: choice({ gold: 1, silver: 3 }), Age: range(18, 80), Source: "web", '
        "FirstName: first_name() }"
    )
    log = log_of(day_of(program_of(calls(said))))

    found: dict[str, list[object]] = {}
    for row in log.rows():
        if row.kind is Event.ATTACHED:
            found.setdefault(log.text(row.a), []).append(log.value(row.b))
    count = len(found["Ticket"])
    assert list(found)[:5] == ["Ticket", "Segment", "Age", "Source", "FirstName"]
    assert found["Ticket"][:3] == ["T-1", "T-2", "T-3"]
    assert set(found["Segment"]) == {"gold", "silver"}
    assert 0.6 < found["Segment"].count("silver") / count < 0.9
    assert all(isinstance(age, int) and 18 <= age <= 80 for age in found["Age"])
    assert set(found["Source"]) == {"web"}


# How long they wait


def test_a_caller_hangs_up_when_the_patience_is_over() -> None:
    said = "rate = 30/h   patience = constant(90s)   handling = constant(9h)"
    day = day_of(program_of(calls(said)))

    came = {row.interaction: row.time for row in rows_of(day, Event.ARRIVED)}
    gone = {row.interaction: row.time for row in rows_of(day, Event.HUNG_UP)}
    assert len(gone) > 200
    assert all(time == came[interaction] + 90 * SECOND for interaction, time in gone.items())


def test_an_impatient_caller_is_served_at_once_or_goes() -> None:
    said = "rate = 60/h   impatient = 30%   handling = exponential(1m)"
    day = day_of(program_of(calls(said)))

    gone = rows_of(day, Event.HUNG_UP)
    came = {row.interaction: row.time for row in rows_of(day, Event.ARRIVED)}
    served = {row.interaction for row in rows_of(day, Event.ACCEPTED)}
    assert len(gone) > 30
    assert all(row.time == came[row.interaction] for row in gone)
    assert not served & {row.interaction for row in gone}
    assert day.counts.arrivals[0][0].abandoned == sum(row.time < HOUR for row in gone)


# Who comes again


def test_who_has_given_up_comes_again_at_most_so_often() -> None:
    said = (
        "rate = 20/h   patience = constant(1m)   handling = constant(9h)"
        "   retry { share = 100%   after = constant(10m)   most = 2 }"
    )
    day = day_of(program_of(calls(said)))

    attempts: dict[int, list[int]] = {}
    for row in rows_of(day, Event.ARRIVED):
        attempts.setdefault(row.b, []).append(row.time)
    assert max(map(len, attempts.values())) == 3
    for times in attempts.values():
        assert all(later - earlier == 11 * MINUTE for earlier, later in pairwise(times))
    again = rows_of(day, Event.COMES_AGAIN)
    assert {row.a for row in again} == {1, 2}
    assert all(row.b == row.time + 10 * MINUTE < 10 * HOUR for row in again)
    assert day.counts.retried == len(again)


def test_a_share_of_them_comes_again() -> None:
    said = (
        "rate = 300/h   patience = constant(1m)   handling = constant(9h)"
        "   retry { share = 30%   after = exponential(5m) }"
    )
    day = day_of(program_of(calls(said)))

    gone, again = len(rows_of(day, Event.HUNG_UP)), len(rows_of(day, Event.COMES_AGAIN))
    assert abs(again / (gone - again) - 0.3) < 0.05


# The same day


def test_the_same_seed_gives_the_same_bytes() -> None:
    program = program_of(EVERYTHING)

    one, other, third = (log_of(day_of(program, seed=seed)) for seed in (7, 7, 8))

    assert one.events_bytes() == other.events_bytes()
    assert one.events_bytes() != third.events_bytes()


def test_slots_that_are_used_again_change_nothing() -> None:
    program = program_of(EVERYTHING)

    one, other = (day_of(program, recycle=recycle) for recycle in (True, False))

    assert log_of(one).events_bytes() == log_of(other).events_bytes()
    assert one.counts == other.counts


@pytest.mark.parametrize("level", Level)
def test_levels_change_nothing_but_the_log(level: Level) -> None:
    program = program_of(EVERYTHING)

    day = day_of(program, level=level)

    assert day.counts == day_of(program).counts
    assert (day.log is None) == (level is Level.SUMMARY)
    assert day.log is None or log_of(day).events_hash() == log_of(day_of(program)).events_hash()


def test_progress_and_checks_change_nothing() -> None:
    program = program_of(EVERYTHING)
    told: list[tuple[int, int]] = []

    day = day_of(program, deep=True, progress=lambda now, end: told.append((now, end)))

    assert day.counts == day_of(program).counts
    assert [now for now, _ in told] == sorted({now for now, _ in told})
    assert told[-1] == (10 * HOUR, 10 * HOUR)


# How it ends


def test_a_limit_ends_the_day_with_what_had_happened() -> None:
    day = day_of(program_of(EVERYTHING), limits=replace(LIMITS, events=1000))

    assert day.limit is not None
    assert day.limit.code == "E422"
    assert (day.end, day.truncated) == ("limit", True)
    assert day.counts.events == len(log_of(day)) == 1000
    assert day.counts.end_us == max(row.time for row in log_of(day).rows())


def test_a_day_that_does_not_wind_down_is_cut_off() -> None:
    said = "rate = 60/h   handling = constant(1h)"
    day = day_of(program_of(calls(said)))

    assert (day.end, day.truncated) == ("horizon", True)
    assert day.counts.end_us == 10 * HOUR
    assert sum(day.counts.live) > 0


def test_a_day_winds_down_until_nobody_is_there() -> None:
    said = "rate = 60/h   handling = constant(1h)   patience = constant(2h)"
    day = day_of(program_of(calls(said, day=DAY.replace("wind_down = 0s", "wind_down = 5h"))))

    assert (day.end, day.truncated) == ("nothing is left to happen", False)
    assert sum(day.counts.live) == 0
    assert 11 * HOUR < day.counts.end_us <= 13 * HOUR
