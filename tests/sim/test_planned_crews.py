"""Crews of simulated days: as many agents are logged in as planned, whoever they are."""

from collections.abc import Iterator
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as generators

from engine.days import Simulation
from engine.log.events import AgentState, Event, Withdrawal
from engine.sim.timetable import planned
from engine.staff import Crew, Staffing
from engine.values import DAY, HOUR
from tests.helpers.runs import Story
from tests.sim.agent_days import agent_day, states, times

MINUTE = 60
FULL_HOURS = 3600


def crew(count: int, *plan: tuple[str, int], more: str = "") -> str:
    """A declaration of agents `anna`."""
    staffings = "   ".join(f"staffing {time} {{ agents = {agents} }}" for time, agents in plan)
    return f"agent anna {{ count = {count}   {staffings}   {more} }}"


def out_at(story: Story) -> list[tuple[int, str]]:
    """When, in seconds, who logged out."""
    return [
        (row.time // 1_000_000, str(story.log.text(row.a)))
        for row in story.rows(Event.AGENT_STATE)
        if row.b == AgentState.LOGGED_OUT
    ]


def test_the_first_of_a_crew_are_there_and_others_come_in_the_order_of_their_numbers() -> None:
    story = agent_day(
        crew(4, ("08:00", 1), ("09:00", 3)),
        "rate = 0/h   burst 08:00 { count = 1 }   handling = constant(1m)",
    )

    assert out_at(story) == [(0, f"anna_{number}") for number in (4, 3, 2)]
    assert states(story, "anna_2") == [(0, "LOGGED_OUT"), (FULL_HOURS, "READY")]
    assert states(story, "anna_3") == [(0, "LOGGED_OUT"), (FULL_HOURS, "READY")]
    assert states(story, "anna_4") == [(0, "LOGGED_OUT")]


def test_before_the_first_staffing_of_a_day_nobody_is_on_duty() -> None:
    story = agent_day(
        crew(2, ("08:30", 1)), "rate = 0/h   burst 08:00 { count = 1 }   handling = constant(1m)"
    )

    assert times(story, Event.ACCEPTED) == [FULL_HOURS // 2]


def test_who_is_free_goes_first_and_of_these_who_has_been_idle_for_the_longest() -> None:
    story = agent_day(
        crew(3, ("08:00", 3), ("08:10", 1)),
        "rate = 0/h   burst 08:00 { count = 1 }   burst 08:09 { count = 1 }   "
        "handling = constant(2m)",
    )

    assert [story.log.text(row.a) for row in story.rows(Event.ACCEPTED)] == ["anna_1", "anna_2"]
    assert out_at(story)[:2] == [(10 * MINUTE, "anna_3"), (10 * MINUTE, "anna_1")]
    assert states(story, "anna_2") == []


def test_who_is_done_first_goes_and_nobody_gets_a_call_until_fewer_are_busy_than_planned() -> None:
    story = agent_day(
        crew(3, ("08:00", 3), ("08:10", 1)),
        "rate = 0/h   burst 08:08 { count = 1 }   burst 08:08:30 { count = 1 }   "
        "burst 08:09 { count = 1 }   burst 08:11 { count = 2 }   handling = constant(5m)",
    )

    ends = times(story, Event.HANDLING_ENDED)
    assert ends[:3] == [13 * MINUTE, 13 * MINUTE + 30, 14 * MINUTE]
    assert out_at(story)[:2] == [(ends[0], "anna_1"), (ends[1], "anna_2")]
    assert states(story, "anna_3")[:2] == [(10 * MINUTE, "NOT_READY"), (ends[1], "READY")]
    assert times(story, Event.ACCEPTED)[3:] == [ends[2], ends[2] + 5 * MINUTE]


def test_those_who_would_have_gone_stay_if_the_plan_rises_before() -> None:
    story = agent_day(
        crew(3, ("08:00", 2), ("08:10", 0), ("08:12", 2)),
        "rate = 0/h   burst 08:09 { count = 2 }   burst 08:11 { count = 1 }   "
        "handling = constant(5m)",
    )

    for name in ("anna_1", "anna_2"):
        assert states(story, name)[:2] == [(10 * MINUTE, "NOT_READY"), (12 * MINUTE, "READY")]
    assert states(story, "anna_3") == [(0, "LOGGED_OUT")]
    assert times(story, Event.ACCEPTED)[2] == 14 * MINUTE


def test_whose_phone_rings_goes_before_who_has_a_call_and_another_one_gets_it() -> None:
    story = agent_day(
        crew(2, ("08:00", 2), ("08:10", 1), more="answers = constant(20s)"),
        "rate = 0/h   burst 08:09 { count = 1 }   burst 08:09:50 { count = 1 }   "
        "handling = constant(5m)",
    )

    assert [row.b for row in story.rows(Event.WITHDRAWN)] == [Withdrawal.AGENT_NOT_READY]
    assert out_at(story)[0] == (10 * MINUTE, "anna_2")
    assert times(story, Event.ACCEPTED) == [9 * MINUTE + 20, 14 * MINUTE + 40]


def test_of_agents_who_may_have_several_nobody_gets_more_and_wrap_up_counts() -> None:
    story = agent_day(
        crew(2, ("08:00", 2), ("08:10", 1), more="capacity = { voice: 3, chat: 1 }"),
        "rate = 0/h   burst 08:05 { count = 2 }   burst 08:11 { count = 1 }   "
        "handling = constant(7m)   wrap_up = constant(1m)",
    )

    done = times(story, Event.WRAPPED_UP)[0]
    assert done == 13 * MINUTE
    assert out_at(story)[0] == (done, "anna_1")
    assert times(story, Event.ACCEPTED)[2] == done


def test_a_plan_begins_anew_at_midnight_and_goes_on_while_the_day_winds_down() -> None:
    day = Simulation(name="day", start_us=22 * HOUR, duration_us=HOUR, wind_down_us=DAY)
    evening = Crew(
        name="clerk",
        plan=(
            Staffing(begins_us=6 * HOUR, agents=3),
            Staffing(begins_us=20 * HOUR, agents=1),
            Staffing(begins_us=21 * HOUR, agents=1),
        ),
    )

    assert planned(evening, day) == [(0, 1), (2 * HOUR, 0), (8 * HOUR, 3), (22 * HOUR, 1)]


def instants(story: Story, count: int) -> Iterator[tuple[int, set[str], set[str], set[str]]]:
    """After each instant of a log: its time, who is logged in, who has something, whom something
    was offered to in it."""
    there = {f"anna_{number}" for number in range(1, count + 1)}
    has: dict[str, set[tuple[str, int]]] = {name: set() for name in there}
    wraps = 0
    for time, rows in groupby(story.rows(), key=lambda row: row.time):
        offered: set[str] = set()
        for row in rows:
            match row.kind:
                case Event.AGENT_STATE:
                    name = str(story.log.text(row.a))
                    (there.discard if row.b == AgentState.LOGGED_OUT else there.add)(name)
                case Event.OFFERED:
                    name = str(story.log.text(row.a))
                    offered.add(name)
                    has[name].add(("call", row.interaction))
                case Event.REFUSED_OFFER | Event.WITHDRAWN | Event.HANDLING_ENDED:
                    has[str(story.log.text(row.a))].discard(("call", row.interaction))
                case Event.WRAP_UP:
                    wraps += 1
                    has[str(story.log.text(row.a))].add(("wrap-up", wraps))
                case Event.WRAPPED_UP:
                    mine = has[str(story.log.text(row.a))]
                    mine.remove(min(each for each in mine if each[0] == "wrap-up"))
                case _:
                    pass
        yield time, set(there), {name for name, mine in has.items() if mine}, offered


@settings(max_examples=8, deadline=None)
@given(
    generators.lists(generators.integers(0, 5), min_size=1, max_size=5),
    generators.sampled_from(["voice: 1", "voice: 2, chat: 1"]),
    generators.integers(0, 1000),
)
def test_as_many_are_logged_in_as_planned_or_all_who_are_have_something(
    plan: list[int], capacity: str, seed: int
) -> None:
    """Against a recount of the log: logged in are the planned, or those who are still busy."""
    staffings = [(f"08:{10 * at:02}", agents) for at, agents in enumerate(plan)]
    more = f"capacity = {{ {capacity} }}   answers = uniform(1s, 20s)   refuses = 10%"
    story = agent_day(
        crew(5, *staffings, more=more),
        "period 08:00 { rate = 90/h }   period 08:45 { rate = 0/h }   "
        "handling = exponential(2m)   wrap_up = exponential(20s)   patience = exponential(5m)",
        seed=seed,
    )

    busy_before: set[str] = set()
    for time, there, busy, offered in instants(story, 5):
        minute = time // 60_000_000
        wanted = 0 if minute >= 16 * 60 else plan[min(minute // 10, len(plan) - 1)]
        assert len(there) == max(wanted, len(busy & there))
        assert busy <= there
        if len(there) > wanted:
            assert not offered - busy_before or len(busy_before) <= wanted
        busy_before = busy
