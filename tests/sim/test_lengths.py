"""Who says how long a call is handled, and how long the agent wraps up."""

import pytest

from engine.log.events import Event
from engine.values import MINUTE, SECOND
from tests.helpers.days import day_of, log_of, program_of, rows_of

SAID = {
    "agent": "handling = constant(1m)   wrap_up = constant(1s)",
    "skill": "handling = constant(2m)   wrap_up = constant(2s)",
    "period": "handling = constant(3m)   wrap_up = constant(3s)",
    "arrivals": "handling = constant(4m)   wrap_up = constant(4s)",
    "simulation": "handling = constant(5m)   wrap_up = constant(5s)",
}
ORDER = list(SAID)


def day_text(said: dict[str, str]) -> str:
    """One caller, and one agent who is found by a skill."""
    return f"""
skill billing {{ {said.get("skill", "")} }}
agent anna {{ skills = {{ billing: 5 }}   {said.get("agent", "")} }}
strategy line (voice) {{ hold: route {{ targets = [skill(billing) >= 1]   timeout = never }} }}
arrivals calls {{
  strategy = line
  period 08:00 {{ rate = 0/h   {said.get("period", "")} }}
  burst 08:30 {{ count = 1   within = 0s }}
  {said.get("arrivals", "")}
}}
simulation day {{ start = 2026-01-05T08:00   duration = 1h   {said.get("simulation", "")} }}
"""


@pytest.mark.parametrize("first", ORDER)
def test_the_nearest_one_that_says_anything_counts(first: str) -> None:
    """Agent, skill, period, arrivals, simulation."""
    said = {name: SAID[name] for name in ORDER[ORDER.index(first) :]}

    day = day_of(program_of(day_text(said)))

    number = ORDER.index(first) + 1
    ended, wrapped = rows_of(day, Event.HANDLING_ENDED), rows_of(day, Event.WRAPPED_UP)
    assert [row.b for row in ended] == [number * MINUTE]
    assert [row.b for row in wrapped] == [number * SECOND]


def test_where_nobody_says_anything_it_takes_no_time() -> None:
    day = day_of(program_of(day_text({})))

    assert [row.b for row in rows_of(day, Event.HANDLING_ENDED)] == [0]
    assert rows_of(day, Event.WRAP_UP) == []


def test_a_customer_takes_as_long_whoever_has_them() -> None:
    """The same share of another distribution: a customer who is slow is slow with everybody."""
    text = day_text({"arrivals": "handling = exponential(4m)"})
    text = text.replace("rate = 0/h", "rate = 30/h").replace("duration = 1h", "duration = 10h")
    slow = text.replace("exponential(4m)", "exponential(8m)")

    one, other = (
        {
            log_of(day).columns["interaction"][at]: row.b
            for at, row in enumerate(log_of(day).rows())
            if row.kind is Event.HANDLING_ENDED
        }
        for day in map(day_of, map(program_of, (text, slow)))
    )

    assert len(one) > len(other) > 200
    assert all(abs(2 * one[number] - other[number]) <= 2 for number in other)
