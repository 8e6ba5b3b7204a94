"""What simulated days come to: the tally against whole histories, and identities of its figures."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import pipeline
from engine.graph.model import Process
from engine.log.counts import Level
from engine.log.events import Event
from engine.log.model import EventLog, Row
from engine.ops import Place
from engine.pipeline import SimulatedDay
from engine.values import HOUR, MINUTE
from tests.graph.projects import built
from tests.helpers.naive_counts import naive_counts

MONDAY = Path(__file__).parents[2] / "strategies" / "monday"
CENTRE = """
agent clerk {{ count = {agents}   capacity = {{ voice: 1, chat: 2, email: 2 }}   refuses = 10%
  ignores = 5%   answers = uniform(1s, 6s)   wrap_up = exponential(20s) }}
agent alone {{ }}
group all {{ members = [clerk, alone] }}
virtual_queue VQ {{ capacity = {capacity} }}
virtual_queue VQ_mail
queue inbox {{ capacity = 30   view all {{ every = 5s   submit = mail }} }}
strategy line (voice) {{
  hello: play("welcome") {{ length = 2s }} -> hold
  hold: route {{ targets = [group(all)]   virtual_queue = VQ   timeout = 40s
    timeout -> sorry   fault queue_full -> full }}
  sorry: play("sorry") {{ length = 3s }} -> again
  again: route {{ targets = [group(all)]   timeout = 60s   timeout -> over }}
  full: play("full") {{ length = 3s }} -> over
  over: disconnect
}}
strategy mail (email) {{
  hold: route {{ targets = [group(all)]   virtual_queue = VQ_mail   timeout = never }}
}}
arrivals calls {{ strategy = line   rate = {rate}/h   patience = exponential(45s)   impatient = 5%
  retry {{ share = 50%   after = exponential(1m)   most = 2 }}
  handling = exponential(2m)   wrap_up = constant(5s) }}
arrivals mails {{ queue = inbox   media = email   rate = {rate}/h   handling = exponential(90s) }}
simulation short {{ start = 2026-01-05T07:00   duration = 1h   wind_down = {wind_down}m
  warm_up = {warm_up}m   interval = 20m   seed = {seed}   arrivals = [calls, mails] }}
"""


@cache
def monday() -> Process:
    checked = pipeline.check(MONDAY)
    assert checked.process is not None
    return checked.process


def simulated(process: Process, *, level: Level = Level.EVENTS, length: int = HOUR) -> SimulatedDay:
    simulation = replace(process.days.simulations[0], duration_us=length)
    return pipeline.simulate(process, simulation, level=level)


def log_of(day: SimulatedDay) -> EventLog:
    assert day.day.log is not None
    return day.day.log


CENTRES = st.builds(
    lambda **chosen: built(CENTRE.format(**chosen)),
    agents=st.integers(1, 4),
    capacity=st.integers(1, 6),
    rate=st.sampled_from([6, 60, 200]),
    warm_up=st.sampled_from([0, 0, 15]),
    wind_down=st.sampled_from([0, 60]),
    seed=st.integers(0, 1_000_000),
)


TWO_WAIT = """
agent anna
virtual_queue VQ { capacity = 1 }
strategy line (voice) {
  ask: route { targets = [agent(anna)]   virtual_queue = VQ   timeout = 10m
    timeout -> full   fault -> full }
  full: disconnect
}
arrivals calls { strategy = line   rate = 0/h   burst 08:00 { count = 4 }
  patience = constant(7m)   handling = constant(2m) }
simulation short { start = 2026-01-05T08:00   duration = 1h }
"""


def test_who_finds_a_virtual_queue_full_asks_there_once() -> None:
    counts = simulated(built(TWO_WAIT)).day.counts

    for waits in (counts.arrivals[0][0], counts.virtual_queues[0][0]):
        assert (waits.asked, waits.answered, waits.blocked, waits.left) == (4, 2, 2, 0)
        assert waits.waited_most_us == 2 * MINUTE


def test_the_longest_wait_is_that_of_the_answered() -> None:
    impatient = TWO_WAIT.replace("constant(7m)", "constant(1m)")

    waits = simulated(built(impatient)).day.counts.arrivals[0][0]

    assert (waits.answered, waits.abandoned) == (1, 1)
    assert (waits.waited_abandoned_us, waits.waited_most_us) == (MINUTE, 0)


@settings(max_examples=12)
@given(CENTRES)
def test_the_tally_of_a_day_is_what_whole_histories_say(process: Process) -> None:
    day = simulated(process)
    counts = day.day.counts

    assert counts == naive_counts(log_of(day), day.program, day.simulation, counts.end_us)
    assert counts == simulated(process, level=Level.SUMMARY).day.counts


@settings(max_examples=12)
@given(CENTRES)
def test_waits_add_up_to_the_length_of_the_line(process: Process) -> None:
    """Little's identity (I-10) between figures that are counted apart from each other."""
    simulation = replace(process.days.simulations[0], warm_up_us=0)
    counts = pipeline.simulate(process, simulation).day.counts

    for waits, lengths in zip(counts.virtual_queues, counts.virtual_lengths, strict=True):
        if not any(each.waiting for each in waits):
            waited = sum(
                each.waited_answered_us + each.waited_abandoned_us + each.waited_left_us
                for each in waits
            )
            assert sum(each.integral_us for each in lengths) == waited


@settings(max_examples=12)
@given(CENTRES)
def test_agents_are_with_interactions_as_long_as_these_are_with_them(process: Process) -> None:
    """I-10 of agents: the time each had something, summed, is what `HANDLING_ENDED` tells."""
    simulation = replace(process.days.simulations[0], warm_up_us=0)
    day = pipeline.simulate(process, simulation, level=Level.EVENTS)
    counts = day.day.counts
    told = 0
    held: dict[int, int] = {}
    for row in log_of(day).rows():
        if row.kind in (Event.ACCEPTED, Event.TAKEN):
            held[row.interaction] = row.time
        elif row.kind is Event.HANDLING_ENDED:
            told += row.b
            del held[row.interaction]
    told += sum(counts.end_us - since for since in held.values())

    assert sum(desk.handled_us for desks in counts.agents for desk in desks) == told


@settings(max_examples=12)
@given(CENTRES)
def test_an_agent_is_one_thing_at_a_time_while_logged_in(process: Process) -> None:
    """I-33: nobody is ever logged out here, so that the states make up all of the time."""
    counts = simulated(process).day.counts

    for desks in counts.agents:
        assert sum(desk.logged_in_us for desk in desks) == counts.end_us - counts.warm_up_us


@settings(max_examples=12)
@given(CENTRES)
def test_the_time_of_an_interaction_is_the_sum_of_its_times_in_places(process: Process) -> None:
    """I-09, with the lengths that rows tell where they tell one."""
    day = simulated(process)
    histories: dict[int, list[Row]] = defaultdict(list)
    for row in log_of(day).rows():
        if row.interaction >= 0:
            histories[row.interaction].append(row)

    for history in histories.values():
        spent = stays(history, day.day.counts.end_us)
        ends = history[-1].time if history[-1].kind is Event.FINAL else day.day.counts.end_us
        last = next((row.time for row in history if row.kind is Event.FINAL), ends)
        assert sum(length for _, length in spent) == last - history[0].time
        handled = [length for place, length in spent if place is Place.HANDLED]
        told = [row.b for row in history if row.kind is Event.HANDLING_ENDED]
        assert handled[: len(told)] == told
        queued = [length for place, length in spent if place is Place.QUEUED]
        pulled = [row.b for row in history if row.kind is Event.PULLED]
        assert queued[: len(pulled)] == pulled


def stays(history: list[Row], end: int) -> list[tuple[Place, int]]:
    """The places that an interaction was in, one after the other, and for how long."""
    moves = {
        Event.PLACED: Place.QUEUED, Event.PULLED: Place.RUNNING, Event.ACCEPTED: Place.HANDLED,
        Event.TAKEN: Place.HANDLED, Event.STOWED: Place.IN_WORKBIN,
    }  # fmt: skip
    place, since, found = Place.RUNNING, history[0].time, []
    for row in history:
        if row.kind in moves:
            found.append((place, row.time - since))
            place, since = moves[row.kind], row.time
        elif row.kind is Event.FINAL:
            return [*found, (place, row.time - since)]
    return [*found, (place, end - since)]


@settings(max_examples=10)
@given(CENTRES)
def test_blocks_are_left_as_often_as_they_are_entered(process: Process) -> None:
    simulation = replace(process.days.simulations[0], warm_up_us=0)
    counts = pipeline.simulate(process, simulation).day.counts
    inside = 0

    for visits in counts.blocks:
        over = sum(visits.ports) + visits.handed_over + visits.gone
        assert visits.entered >= over
        inside += visits.entered - over
    assert inside == counts.live[Place.RUNNING]


@pytest.mark.parametrize("length", [40 * MINUTE, 3 * HOUR])
def test_the_tally_of_monday_is_what_whole_histories_say(length: int) -> None:
    day = simulated(monday(), length=length)
    counts = day.day.counts

    assert counts == naive_counts(log_of(day), day.program, day.simulation, counts.end_us)
    assert counts.interactions == sum(counts.finals) + sum(counts.live)
