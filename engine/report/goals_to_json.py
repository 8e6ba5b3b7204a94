"""Goals and costs as documents for machines.

In: judged goals, costs. Out: what `to_json.dumps` takes; the schemas of the documents that they
stand in say what is in them. Values are in the units of their measures: a share is from 0 to 1, a
duration is microseconds, money is in the author's unit.
"""

from collections.abc import Sequence

from engine.goals import SCALES
from engine.measures import MEASURES, Unit
from engine.report.replications_to_json import estimate_of, rounded
from engine.report.to_json import Document
from engine.spreads import MILLION
from engine.stats.cost import Cost, Estimated, cost_of
from engine.stats.estimates import Estimate, scaled
from engine.stats.goals import Judged, JudgedGoal, judge
from engine.stats.seen import Seen


def judged_document(days: Sequence[Seen]) -> Document:
    """What stands beside the figures of days: `goals` if there are any for them, `cost` if anything
    has a price."""
    goals, cost = judge(days), cost_of(days)
    found: Document = {"goals": [_goal(goal) for goal in goals]} if goals else {}
    return found | ({} if cost is None else {"cost": _cost(cost)})


def _goal(goal: JudgedGoal) -> Document:
    return {
        "name": goal.goal.name,
        "verdict": goal.verdict.name.lower(),
        "expectations": [_judged(judged) for judged in goal.judged],
    }


def _judged(judged: Judged) -> Document:
    comparison, broken = judged.comparison, judged.broken
    unit = MEASURES[comparison.measure].unit
    estimate = None if judged.estimate is None else _in_unit(judged.estimate, unit)
    return {
        "text": comparison.text,
        "measure": comparison.measure,
        "unit": unit.value,
        "operator": comparison.operator.value,
        "bound": rounded(comparison.bound / (MILLION if unit is Unit.MONEY else SCALES[unit])),
        "verdict": judged.verdict.name.lower(),
        "estimate": None if estimate is None else estimate_of(estimate),
        "days": judged.days,
        "by_day": judged.by_day,
        "broken": None if broken is None else {
            "days": broken.days,
            "replication": broken.number,
            "seed": broken.seed,
            "value": rounded(broken.value / _scale(unit)),
        },
        "unseen_share": None if judged.share is None else rounded(judged.share),
        "decided_by": judged.decides,
    }  # fmt: skip


def _cost(cost: Cost) -> Document:
    return {
        "currency": cost.currency,
        "items": [_item(each) for each in cost.items],
        "total": estimate_of(_in_unit(cost.total, Unit.MONEY)),
        "per_answered": None
        if cost.per_answered is None
        else estimate_of(_in_unit(cost.per_answered, Unit.MONEY)),
    }


def _item(each: Estimated) -> Document:
    """The amount is in what has the price: messages, hours, minutes."""
    item = each.item
    return {
        "name": item.name,
        "amount": estimate_of(scaled(each.amount, 1 / item.per)),
        "price": rounded(item.price / MILLION),
        "cost": estimate_of(_in_unit(each.cost, Unit.MONEY)),
    }


def _in_unit(estimate: Estimate, unit: Unit) -> Estimate:
    return scaled(estimate, 1 / _scale(unit))


def _scale(unit: Unit) -> int:
    """By what a value is more than in the unit that documents have."""
    return MILLION if unit is Unit.MONEY else 1
