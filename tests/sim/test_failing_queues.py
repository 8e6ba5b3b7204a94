"""What goes wrong with Interaction Server, queues, clocks and arrivals (W-19, W-20, W-22, W-27,
W-28, W-30), one day for each."""

from dataclasses import replace

import pytest

from engine.days import Recorded, Simulation
from engine.failures import DRAWN, Failing, Failure, FailurePlan, Window, lacking
from engine.log.events import Cause, Event
from engine.ops import Place
from engine.sim.day import Day
from engine.sim.failing import spans
from engine.sim.failure_draws import plan_of
from engine.sim.swizzle import SERVERS
from engine.values import HOUR, MINUTE, Duration
from tests.helpers.days import arrived, day_of, log_of, program_of, rows_of
from tests.helpers.failing import after, at, failed, failing_day

EVERY = 1_000_000
MAILS = """
queue tasks { view all { every = 1s   submit = work } }
strategy work (email) { rest: wait(10m) -> done   done: stop { reason = "done" } }
arrivals mails {
  queue = tasks   media = email
  period 08:00 { rate = 0/h }
  burst 08:00 { count = 2 }
  burst 08:12 { count = 1 }
}
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 1h }
"""
CALLS = """
strategy line (voice) { bye: disconnect }
arrivals calls {
  strategy = line
  period 08:00 { rate = 60/h }
  @MORE@
}
simulation day { start = 2026-01-05T08:00   duration = 5h   wind_down = 0s }
"""


def pulled(day: Day) -> list[int]:
    return [row.time // MINUTE for row in rows_of(day, Event.PULLED)]


def finals(day: Day) -> list[tuple[int, Place]]:
    return [(row.time // MINUTE, Place(row.a)) for row in rows_of(day, Event.FINAL)]


def test_a_restart_of_interaction_server_sends_back_what_strategies_have() -> None:
    restart = Failing(failure=Failure.INTERACTION_SERVER_RESTART, windows=at(5))

    day = failing_day(MAILS, restart)

    hit = [row.interaction for row in failed(day, restart.failure) if row.interaction >= 0]
    back = [row for row in rows_of(day, Event.PLACED) if row.a == Cause.CUT_OFF]
    assert (hit, [row.time // MINUTE for row in back]) == ([0, 1], [5, 5])
    assert pulled(day) == [0, 0, 5, 5, 12]
    assert finals(day) == [(15, Place.STOPPED)] * 2 + [(22, Place.STOPPED)]


def test_while_interaction_server_is_down_no_view_takes_anything() -> None:
    restart = Failing(failure=Failure.INTERACTION_SERVER_RESTART, windows=at(5, lasts=30))

    day = failing_day(MAILS, restart)

    assert pulled(day) == [0, 0, 35, 35, 35]


def test_an_interrupted_call_to_a_server_is_answered_to_nobody() -> None:
    text = """
application "Rules" { type = ThirdPartyServer }
service "Rules.Rank" { application = "Rules"   answers { Rank: integer }   latency = 10s
  else { Rank = 1 } }
queue tasks { view all { every = 1m   submit = work } }
strategy work (email) {
  ask: esp("Rules.Rank") { app_name = "Rules"   timeout = 1m
    timeout -> bad   fault -> bad } -> good
  good: stop { reason = "good" }
  bad: stop { reason = "bad" }
}
arrivals mails { queue = tasks   media = email   period 08:00 { rate = 0/h }
  burst 08:00 { count = 1   within = 0s } }
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 1h }
"""
    first = rows_of(day_of(program_of(text)), Event.REQUESTED)[0].time
    window = replace(at(0)[0], begins_us=first + 1)
    restart = Failing(failure=Failure.INTERACTION_SERVER_RESTART, windows=(window,))

    day = failing_day(text, restart)

    assert [row.a for row in rows_of(day, Event.REQUESTED)] == [1, 2]
    assert [row.a for row in rows_of(day, Event.LATE)] == [1]
    assert [row.a for row in rows_of(day, Event.ANSWERED)] == [2]


def test_a_restart_leaves_calls_alone() -> None:
    restart = Failing(failure=Failure.INTERACTION_SERVER_RESTART, windows=at(5, lasts=10))
    text = CALLS.replace("@MORE@", "")

    failing, sound = failing_day(text, restart), day_of(program_of(text))

    kept = [row for row in log_of(failing).rows() if row.kind is not Event.FAILED]
    assert kept == list(log_of(sound).rows())


def test_dropped_notices_are_made_up_for_when_the_window_ends() -> None:
    dropped = Failing(failure=Failure.NOTICES_DROPPED, windows=at(11, lasts=20))

    day = failing_day(MAILS, dropped)

    assert pulled(day) == [0, 0, 31]
    assert finals(day) == [(10, Place.STOPPED)] * 2 + [(41, Place.STOPPED)]


def test_of_windows_that_overlap_the_last_one_to_end_counts() -> None:
    dropped = Failing(failure=Failure.NOTICES_DROPPED, windows=(*at(11, lasts=20), *at(12, 3)))
    down = Failing(failure=Failure.INTERACTION_SERVER_RESTART, windows=at(30, lasts=10))

    assert pulled(failing_day(MAILS, dropped, down)) == [0, 0, 40]


@pytest.mark.parametrize("name", ["tasks", ""])
def test_a_queue_that_is_disabled_takes_nothing(name: str) -> None:
    disabled = Failing(failure=Failure.QUEUE_DISABLED, windows=at(11, lasts=20), name=name)

    day = failing_day(MAILS, disabled)

    assert finals(day) == [(10, Place.STOPPED)] * 2 + [(12, Place.REJECTED)]
    reasons = [log_of(day).text(row.b) for row in rows_of(day, Event.FINAL)]
    assert reasons[-1] == "the queue is disabled"
    assert [row.interaction for row in failed(day, disabled.failure)] == [-1, 2]


def test_in_a_silence_nobody_new_comes() -> None:
    text = CALLS.replace("@MORE@", "burst 09:00 { count = 20   within = 3h }")
    silence = Failing(failure=Failure.SILENCE, windows=at(60, lasts=120))

    day, sound = failing_day(text, silence), day_of(program_of(text))

    came = arrived(day)
    assert [time for time in came if HOUR <= time < 3 * HOUR] == []
    assert [time for time in came if time < HOUR] == [t for t in arrived(sound) if t < HOUR]
    assert [time for time in came if time >= 3 * HOUR]


def test_in_a_burst_so_many_times_as_many_come() -> None:
    text = CALLS.replace("@MORE@", "")
    burst = Failing(failure=Failure.SURGE, detail=50, windows=at(60, lasts=60))

    came = arrived(failing_day(text, burst))

    within = [time for time in came if HOUR <= time < 2 * HOUR]
    # A Poisson number of mean 3,000: five standard deviations.
    assert abs(len(within) - 3_000) < 275
    assert abs(len(came) - len(within) - 240) < 80


def test_who_is_in_a_file_does_not_come_in_a_silence() -> None:
    program = program_of(CALLS.replace("@MORE@", "").replace("rate = 60/h", "rate = 0/h"))
    days = program.days
    rows = tuple(Recorded(at_us=minute * MINUTE) for minute in (10, 70, 90, 200))
    calls = replace(days.arrivals[0], recorded=rows, relative=True)
    silence = Failing(failure=Failure.SILENCE, windows=at(60, lasts=31))
    simulation = replace(days.simulations[0], failures=FailurePlan(name="x", failings=(silence,)))
    days = replace(days, arrivals=(calls,), simulations=(simulation,))

    day = day_of(replace(program, days=days))

    assert [time // MINUTE for time in arrived(day)] == [10, 200]
    assert [row.b for row in rows_of(day, Event.ARRIVED)] == [0, 3]


def test_a_clock_that_is_wrong_shows_in_stamps_and_moves_nothing() -> None:
    text = """
chat_server { async_idle_alert = 1m   async_idle_close = 5m }
queue here { view all { where = age > 1h   every = 1m   submit = settle } }
strategy settle (chat) { done: stop { reason = "settled" } }
arrivals chats {
  queue = here   media = chat
  period 08:00 { rate = 0/h }
  burst 08:00 { count = 1   within = 0s }
  data = { GCTI_Chat_AsyncMode: "true" }
}
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 2h }
"""
    ahead = Failing(failure=Failure.CLOCK_SKEW, share=EVERY, length=after(30 * MINUTE), detail=1)

    sound, wrong = day_of(program_of(text)), failing_day(text, ahead)

    stamps = [
        [
            log_of(day).text(row.b)
            for row in rows_of(day, Event.ATTACHED)
            if log_of(day).text(row.a) == "GCTI_Chat_AsyncCheckAt"
        ]
        for day in (sound, wrong)
    ]
    assert [len(each) for each in stamps] == [1, 1]
    assert stamps[0] != stamps[1]
    assert [row.time for row in rows_of(wrong, Event.FINAL)] == [
        row.time for row in rows_of(sound, Event.FINAL)
    ]


def swizzled(seed: int) -> list[tuple[int, int, Failure]]:
    """When each server stops and is back."""
    day = Simulation(name="day", start_us=0, duration_us=10 * HOUR)
    swizzle = Failing(failure=Failure.SWIZZLE, windows=at(60, lasts=80))
    plan = plan_of(replace(day, failures=FailurePlan(name="x", failings=(swizzle,))), seed)
    if plan is None:
        raise AssertionError
    return [
        (span.begin_us, span.end_us, failing.failure)
        for failing in plan.failings[1:]
        for span in spans(failing, day)
    ]


def test_a_swizzle_stops_servers_one_by_one_and_restores_them_in_another_order() -> None:
    orders = set()
    for seed in range(12):
        found = swizzled(seed)
        assert {failure for _, _, failure in found} == set(SERVERS)
        stops = [failure for _, _, failure in sorted(found)]
        back = [failure for _, _, failure in sorted(found, key=lambda each: each[1])]
        assert stops != back
        assert max(begin for begin, _, _ in found) < min(end for _, end, _ in found)
        assert {begin for begin, _, _ in found} == {(60 + 10 * k) * MINUTE for k in range(4)}
        assert {end for _, end, _ in found} == {(110 + 10 * k) * MINUTE for k in range(4)}
        orders.add(tuple(stops))
    assert len(orders) > 3


def test_what_is_drawn_without_a_failure_leaves_the_others_as_they_are() -> None:
    day = Simulation(name="day", start_us=0, duration_us=int(Duration(10 * HOUR)))
    for seed in range(40):
        all_of_it = plan_of(replace(day, failures=DRAWN), seed)
        less = plan_of(replace(day, failures=lacking(DRAWN, Failure.AGENTS_ABSENT)), seed)
        if all_of_it is None or less is None:
            continue
        others = [each for each in all_of_it.failings if each.failure != Failure.AGENTS_ABSENT]
        assert list(less.failings) == others


def test_a_window_that_has_begun_before_the_start_is_open_at_the_start() -> None:
    begun = Window(begins_us=7 * HOUR, lasts_us=2 * HOUR)
    over = Window(begins_us=6 * HOUR, lasts_us=2 * HOUR)
    day = program_of(MAILS).days.simulations[0]

    found = spans(Failing(failure=Failure.SILENCE, windows=(over, begun)), day)

    assert [(span.begin_us, span.end_us) for span in found] == [(0, HOUR)]
