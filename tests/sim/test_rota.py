"""The rota: agents come and go by their calendars."""

from hypothesis import given
from hypothesis import strategies as generators

from engine.calendars import Calendar, opening_of
from engine.days import Simulation
from engine.directory import Directory
from engine.log.events import AgentState, Event
from engine.sim.core.numbers import BREAK_BEGINS, BREAK_ENDS, LOGS_IN, LOGS_OUT
from engine.sim.rota import rota_of
from engine.staff import Agent
from engine.values import DAY, HOUR, MINUTE
from tests.helpers.days import day_of, program_of, rows_of

BERLIN = Calendar(
    name="shift", zone="Europe/Berlin", rules="", week=(((6 * HOUR, 14 * HOUR),),) * 5 + ((), ())
)
LUNCH = Calendar(name="lunch", zone="Etc/UTC", rules="", week=(((11 * HOUR, 12 * HOUR),),) * 7)
MONDAY = 20458 * DAY
"""2026-01-05."""


def simulation(start_us: int, hours: int) -> Simulation:
    return Simulation(name="s", start_us=start_us, duration_us=hours * HOUR, wind_down_us=0)


def test_agents_without_calendars_have_no_rows() -> None:
    directory = Directory(agents=(Agent(name="anna"),), calendars=(BERLIN,))

    assert rota_of(directory, simulation(MONDAY, 24)) == []


def test_agents_come_and_go_by_their_calendars() -> None:
    directory = Directory(
        agents=(
            Agent(name="anna", works="shift", breaks="lunch"),
            Agent(name="ben", breaks="lunch"),
        ),
        calendars=(BERLIN, LUNCH),
    )

    assert rota_of(directory, simulation(MONDAY, 24)) == [
        (0, 0, LOGS_OUT),
        (5 * HOUR, 0, LOGS_IN),
        (11 * HOUR, 0, BREAK_BEGINS),
        (11 * HOUR, 1, BREAK_BEGINS),
        (12 * HOUR, 0, BREAK_ENDS),
        (12 * HOUR, 1, BREAK_ENDS),
        (13 * HOUR, 0, LOGS_OUT),
    ]


def test_what_holds_at_the_start_is_said_at_the_start() -> None:
    directory = Directory(
        agents=(Agent(name="anna", works="shift", breaks="lunch"),), calendars=(BERLIN, LUNCH)
    )

    found = rota_of(directory, simulation(MONDAY + 11 * HOUR + 30 * MINUTE, 1))

    assert found == [(0, 0, BREAK_BEGINS), (30 * MINUTE, 0, BREAK_ENDS)]


@given(generators.integers(0, 400 * DAY // MINUTE), generators.integers(1, 30 * 24 * 60))
def test_a_calendar_changes_exactly_when_it_is_another_one(start: int, length: int) -> None:
    """Against the calendar asked at every instant at which anything could change."""
    opening = opening_of(BERLIN)
    begin, end = MONDAY + start * MINUTE, MONDAY + (start + length) * MINUTE

    changes = list(opening.changes(begin, end))

    expected = []
    before = opening.is_open(begin)
    for at in range(begin + MINUTE, end, MINUTE):
        if opening.is_open(at) != before:
            before = not before
            expected.append((at, before))
    assert changes == expected


def test_agents_are_logged_in_while_they_work() -> None:
    text = """
calendar shift { zone = "UTC"   mon_sun = [09:00..10:00, 11:00..12:00] }
agent anna { works = shift }
strategy line (voice) { hold: route { targets = [agent(anna)]   timeout = never } }
arrivals calls { strategy = line   rate = 6/h   handling = constant(1s) }
simulation day { start = 2026-01-05T08:00   duration = 5h   wind_down = 0s }
"""
    day = day_of(program_of(text))

    desks = day.counts.agents[0]
    assert [desk.logged_in_us for desk in desks][:5] == [0, HOUR, 0, HOUR, 0]
    states = [AgentState(row.b) for row in rows_of(day, Event.AGENT_STATE)]
    assert states == [
        AgentState.LOGGED_OUT,
        AgentState.READY,
        AgentState.LOGGED_OUT,
        AgentState.READY,
        AgentState.LOGGED_OUT,
    ]
