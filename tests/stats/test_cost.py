"""What days cost: each item from its amount, the sum of them, averages over days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.goals import Prices
from engine.stats.cost import Item, cost_of, items, total
from engine.stats.measures import estimate, parts
from engine.stats.seen import NOTHING, Parts, Seen
from engine.values import HOUR, MINUTE
from tests.stats.judged import day, expecting, program

PRICES = """
prices {
  currency = "EUR"
  template_message = 0.07
  agent_hour = 28
  minute = { voice: 0.02 }
}
"""
MONEY = st.one_of(st.none(), st.integers(0, 10**9))


def itemised(seen: Seen) -> tuple[Item, ...]:
    """What a day costs, by the prices of its project."""
    prices = seen.program.days.prices
    return () if prices is None else items(prices, seen.counts)


def test_each_thing_costs_its_amount_times_its_price() -> None:
    seen = day(program(PRICES), templates=10)

    found = {item.name: item.cost for item in itemised(seen)}

    # 2 agents x (2 h, and 11 minutes of work after the end) = 262 minutes
    assert found == {
        "template messages": 700_000,
        "agent hours": 262 * 28_000_000 // 60 + 1,
        "voice minutes": 1_800_000,
    }


def test_agents_who_wait_for_nobody_after_the_end_cost_nothing() -> None:
    prices = Prices(agent_hour=60_000_000)
    seen = day(program(PRICES), logged_in_us=0)

    assert items(prices, seen.counts)[0].amount == 2 * 11 * MINUTE


def test_what_has_no_price_is_not_there() -> None:
    seen = day(program("prices { minute = 0.5 }"))

    found = [item.name for item in itemised(seen)]

    assert found == ["voice minutes", "chat minutes", "email minutes"]


def test_without_prices_nothing_is_said_of_money() -> None:
    seen = day(program(""))

    assert cost_of([seen]) is None
    assert parts("cost", seen) == NOTHING
    assert estimate("cost", [seen]) is None


def test_the_cost_of_each_answered_is_that_of_the_day_by_their_number() -> None:
    seen = day(program(PRICES), asked=10, in_target=5)
    whole = sum(item.cost for item in itemised(seen))

    assert parts("cost_per_answered", seen) == Parts(numerator=whole, denominator=5)
    assert parts("cost", seen) == Parts(numerator=whole, denominator=1)


def test_nobody_answered_has_no_cost_for_each() -> None:
    seen = day(program(PRICES), asked=3, in_target=0)

    found = cost_of([seen])

    assert found is not None
    assert found.per_answered is None


def test_several_days_cost_what_they_do_on_average() -> None:
    of = program(PRICES)
    days = [day(of, logged_in_us=hours * HOUR) for hours in (1, 2, 3)]

    found = cost_of(days)

    assert found is not None
    assert found.total == estimate("cost", days)
    assert found.per_answered == estimate("cost_per_answered", days)
    assert found.total.value == pytest.approx(sum(each.cost.value for each in found.items))


def test_a_goal_can_bound_what_a_day_costs() -> None:
    of = expecting("cost() <= 100.50", prices=PRICES)

    assert of.days.goals[0].comparisons[0].bound == 100_500_000


@given(MONEY, MONEY, MONEY, st.integers(0, 10**6), st.integers(0, 100 * HOUR))
def test_a_sum_is_that_of_its_items(
    template: int | None, hour: int | None, minute: int | None, templates: int, logged_in_us: int
) -> None:
    prices = Prices(template_message=template, agent_hour=hour, minute=(minute, None, minute))
    seen = day(program(PRICES), templates=templates, logged_in_us=logged_in_us)

    found = items(prices, seen.counts)

    assert total(prices, seen.counts) == sum(item.cost for item in found)
    assert all(abs(item.cost * item.per - item.amount * item.price) * 2 <= item.per
               for item in found)  # fmt: skip
