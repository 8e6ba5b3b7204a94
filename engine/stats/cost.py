"""What a simulated day costs.

In: prices, the counts of days. Out: `Item`s, in whole numbers: amounts in the units that counts
have, money in millionths of the author's unit; of several days their estimates, as `Cost`. Each
item of a day is rounded to a millionth by itself, so that the sum is that of the items.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.goals import Prices
from engine.log.counts import Counts
from engine.ops import Family
from engine.stats import estimates
from engine.stats.estimates import LEVEL, Estimate
from engine.stats.seen import Parts, Seen
from engine.stats.sums import mean
from engine.values import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that has a price. `amount` is a number of messages, or microseconds; `per` how much
    of it costs `price`."""

    name: str
    amount: int
    per: int
    price: int

    @property
    def cost(self) -> int:
        """In millionths, to the nearest.

        >>> Item(name="agent hours", amount=90 * 60 * 10**6, per=HOUR, price=28_000_000).cost
        42000000
        """
        return mean(self.amount * self.price, self.per) or 0


def items(prices: Prices, counts: Counts) -> tuple[Item, ...]:
    """All that has a price, whether a day had any of it or not."""
    lasted = counts.usage.lasted_us or (0,) * len(Family)
    priced: list[tuple[str, int | None, int, Callable[[], int]]] = [
        ("template messages", prices.template_message, 1, lambda: counts.usage.templates),
        ("agent hours", prices.agent_hour, HOUR, lambda: _paid(counts)),
    ]
    found = [
        Item(name=name, amount=amount(), per=per, price=price)
        for name, price, per, amount in priced
        if price is not None
    ]
    for family, price in zip(Family, prices.minute, strict=True):
        if price is not None:
            name = f"{family.name.lower()} minutes"
            found.append(Item(name=name, amount=lasted[family], per=MINUTE, price=price))
    return tuple(found)


def total(prices: Prices, counts: Counts) -> int:
    """What all of it costs together, in millionths.

    >>> counts = Counts(interval_us=1, warm_up_us=0, duration_us=1, end_us=1, target_us=0)
    >>> total(Prices(agent_hour=28_000_000), counts)
    0
    """
    return sum(item.cost for item in items(prices, counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """One thing that has a price, on an average day. `item` is that of the first one."""

    item: Item
    amount: Estimate
    cost: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an average day costs. `per_answered` is None where nobody was answered."""

    currency: str
    items: tuple[Estimated, ...]
    total: Estimate
    per_answered: Estimate | None


def cost_of(days: Sequence[Seen], *, level: float = LEVEL) -> Cost | None:
    """What days of one simulation cost, at least one; None where nothing has a price."""
    prices = days[0].program.days.prices
    if prices is None:
        return None
    by_day = [items(prices, day.counts) for day in days]
    totals = [sum(item.cost for item in found) for found in by_day]
    answered = [
        Parts(numerator=whole, denominator=day.waits("").answered)
        for whole, day in zip(totals, days, strict=True)
        if day.waits("").answered
    ]
    each_answered = estimates.ratio(answered, level=level)
    return Cost(
        currency=prices.currency,
        items=tuple(
            Estimated(
                item=each[0],
                amount=_mean([item.amount for item in each], level),
                cost=_mean([item.cost for item in each], level),
            )
            for each in zip(*by_day, strict=True)
        ),
        total=_mean(totals, level),
        per_answered=None if each_answered is None else estimates.bounded(each_answered),
    )


def _mean(values: Sequence[int], level: float) -> Estimate:
    found = estimates.mean(values, level=level)
    if found is None:
        raise ValueError(values)  # there is at least one day
    return estimates.bounded(found)


def _paid(counts: Counts) -> int:
    """How long all agents were logged in; after the end of the simulation, when nobody comes any
    more, how long they still worked."""
    return sum(
        sum(desk.logged_in_us for desk in day) + later.busy_us + later.wrap_up_us
        for *day, later in counts.agents
    )
