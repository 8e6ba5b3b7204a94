"""What simulated days cost, as text.

In: a `Cost`. Out: styled lines, a title.
"""

from engine.report.estimated_amounts import count, money
from engine.report.grid import Cell, cell, grid
from engine.report.styled import Line, Style
from engine.spreads import MILLION
from engine.stats.cost import Cost
from engine.stats.estimates import scaled
from engine.stats.figures import EVERYBODY


def cost_title(cost: Cost) -> str:
    """The title of the table, with the unit of its money.

    >>> from engine.stats.estimates import Estimate
    >>> total = Estimate(value=0.0, low=None, high=None, level=0.95, count=1)
    >>> cost_title(Cost(currency="EUR", items=(), total=total, per_answered=None))
    'cost in EUR'
    """
    several = cost.total.count > 1
    unit = f" in {cost.currency}" if cost.currency else ""
    return f"cost{unit}, a day" if several else f"cost{unit}"


def cost_lines(cost: Cost, columns: int) -> list[Line]:
    """What there was of each thing that has a price, what one of it costs, what all of it does."""
    rows: list[list[Cell]] = [
        [
            (each.item.name, Style.NAME),
            cell(count(scaled(each.amount, 1 / each.item.per))),
            cell(_price(each.item.price)),
            cell(money(each.cost)),
        ]
        for each in cost.items
    ]
    rows.append([(EVERYBODY, Style.STRONG), cell(""), cell(""), cell(money(cost.total))])
    if cost.per_answered is not None:
        for_each = cell(money(cost.per_answered))
        rows.append([("for each answered", Style.QUIET), cell(""), cell(""), for_each])
    return grid(["amount", "price", "cost"], rows, columns)


def _price(millionths: int) -> str:
    """A price with as many digits as it has, at least two.

    >>> _price(28_000_000), _price(70_000), _price(2_500)
    ('28.00', '0.07', '0.0025')
    """
    whole, rest = divmod(millionths, MILLION)
    digits = f"{rest:06}".rstrip("0").ljust(2, "0")
    return f"{whole:,}.{digits}"
