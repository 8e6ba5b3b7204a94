"""The day of `strategies/monday`: what holds of it whatever the seed."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine.folds.records import Record, records
from engine.limits import LIMITS
from engine.log.counts import Level
from engine.log.events import Event
from engine.ops import Place
from engine.pipeline import SimulatedDay, check, simulate
from engine.report.styled import plain
from engine.report.to_trace import to_trace
from tests.helpers.following import following

MONDAY = Path(__file__).parents[2] / "strategies" / "monday"
SEEDS = (7, 8)


@cache
def day(seed: int) -> SimulatedDay:
    """The whole day with every law checked again and again."""
    process = check(MONDAY).process
    assert process is not None
    simulation = replace(process.days.simulations[0], seed=seed)
    return simulate(process, simulation, level=Level.WHY, deep=True)


@cache
def happened(seed: int) -> list[Record]:
    ran = day(seed)
    assert ran.day.log is not None
    return records(ran.program, ran.day.log)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_comes_to_an_end(seed: int) -> None:
    ran = day(seed)

    assert not ran.day.truncated
    assert sum(ran.day.counts.live) == 0
    assert sum(ran.day.counts.finals) == ran.day.counts.interactions
    assert ran.day.counts.finals[Place.FAULTED] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_no_notification_is_left_and_no_agent_had_one(seed: int) -> None:
    notifications = day(seed).day.counts.notifications
    closed = {
        record.interaction
        for record in happened(seed)
        if record.kind is Event.SESSION_OPENED and record.get("terminate")
    }
    offered = {record.interaction for record in happened(seed) if record.kind is Event.OFFERED}

    assert notifications.created == notifications.stopped == len(closed) > 0
    assert notifications.left == 0
    assert closed & offered == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_to_be_asked_for_an_invited_chat_is_the_agent_who_had_the_call(seed: int) -> None:
    had: dict[str | None, str] = {}
    expected: dict[str | None, str] = {}
    asked: set[str | None] = set()
    for record in happened(seed):
        if record.kind is Event.TRANSFERRED:
            had[record.interaction] = record.text("agent")
        elif record.kind is Event.CREATED and record.get("by") in had:
            expected[record.interaction] = had[record.text("by")]
        elif record.kind is Event.SELECTING and record.interaction in expected:
            if record.interaction not in asked:
                assert record.text("target") == 'agent(udata.LastAgent ?? "")'
            asked.add(record.interaction)
        elif record.kind is Event.ACCEPTED and not record.number("waited"):
            agent = expected.pop(record.interaction, record.text("agent"))
            assert record.text("agent") == agent

    assert asked


def test_a_customer_of_the_day_is_told_of_as_by_run() -> None:
    ran = day(7)
    assert ran.day.log is not None
    names = tuple(each.name for each in ran.program.strategies)
    invited = next(
        record.text("by")
        for record in happened(7)
        if record.kind is Event.CREATED and record.get("by") is not None
    )
    log = following(ran.day.log, invited, names)
    assert log is not None

    shown = [plain(line) for line in to_trace(ran.program, log, columns=80)]

    assert shown[0] == "monday: strategy line (voice)"
    assert any(f" created by {invited}, media whatsappsession" in line for line in shown)
    assert "everything has come to its final place" in shown
    assert {record.interaction for record in records(ran.program, log)} == {
        invited, *(r.interaction for r in happened(7) if r.get("by") == invited),
    }  # fmt: skip


def test_too_many_at_once_end_the_day_with_what_there_was() -> None:
    process = check(MONDAY).process
    assert process is not None

    found = simulate(
        process, process.days.simulations[0], limits=replace(LIMITS, interactions=20)
    ).day

    assert found.truncated
    assert found.limit is not None
    assert found.limit.code == "E421"
    assert sum(found.counts.live) == 20
