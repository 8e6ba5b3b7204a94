"""Simulated days in which something goes wrong.

In: a project's text, failings. Out: the day with its log, and what its rows say of failures.
"""

from dataclasses import replace
from typing import Any

from engine.failures import Failing, Failure, FailurePlan, Window
from engine.log.events import Event
from engine.log.model import Row
from engine.sim.day import Day
from engine.spreads import Law, Spread
from engine.values import MINUTE, Duration
from tests.helpers.days import day_of, log_of, program_of


def failing_day(text: str, *failings: Failing, **choices: Any) -> Day:
    """The first simulation of a project with these failings, checked deeply."""
    program = program_of(text)
    plan = FailurePlan(name="storm", failings=failings)
    first, *others = program.days.simulations
    failing = replace(first, failures=plan)
    days = replace(program.days, simulations=(failing, *others))
    return day_of(replace(program, days=days), **{"deep": True, **choices})


def at(minute: int, lasts: int = 0) -> tuple[Window, ...]:
    """A window that begins so many minutes after the start, and lasts so many."""
    return (Window(begins_us=minute * MINUTE, lasts_us=lasts * MINUTE, daily=False),)


def after(length: Duration | int) -> Spread:
    """Always the same length."""
    return Spread(law=Law.CONSTANT, a=int(length))


def failed(day: Day, failure: Failure) -> list[Row]:
    """The rows of a failure."""
    rows = log_of(day).rows()
    return [row for row in rows if row.kind is Event.FAILED and row.a == failure]
