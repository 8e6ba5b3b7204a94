"""`FailingWorld`: all that goes wrong in a run, put together.

In: the parts of a run and its failures. Out: whoever serves asks here; see the parts.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.failures import Failure
from engine.sim.core.numbers import NONE
from engine.sim.failing import Failings
from engine.sim.failing_agents import FailingAgents
from engine.sim.failing_calls import OF_CALLS, FailingCalls
from engine.sim.failing_chats import FailingChats
from engine.sim.failing_queues import FailingQueues

if TYPE_CHECKING:
    from engine.sim.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingWorld:
    """What goes wrong with calls, chats, agents and queues; `of_calls` says whether anything does
    with calls."""

    failings: Failings
    calls: FailingCalls
    chats: FailingChats
    agents: FailingAgents
    queues: FailingQueues
    of_calls: bool


def begin_failures(run: "Run", failings: Failings) -> None:
    """The run has begun: from now on things go wrong in it."""
    state, machine, chat_server = run.state, run.machine, run.chat_server
    chats = FailingChats(
        failings, state=state, machine=machine, chat_server=chat_server, world=run.world,
        pool=run.pool,
    )  # fmt: skip
    world = FailingWorld(
        failings=failings,
        calls=FailingCalls(failings, state.places, run.program.directory, run.scenario.latency_us),
        chats=chats,
        agents=FailingAgents(failings, state, machine),
        queues=FailingQueues(failings, run.program, state, machine, chat_server),
        of_calls=failings.has(*OF_CALLS),
    )
    run.services.fails(world)
    _forget_days(run, failings)
    chats.begin()
    world.agents.begin()
    world.queues.begin()


def _forget_days(run: "Run", failings: Failings) -> None:
    """Strategies go by calendars that have lost their holidays, or all their hours. When agents
    work is no affair of these."""
    lost = {
        failure: failings.happens(failure, 0) is not None
        for failure in (Failure.HOLIDAYS_MISSING, Failure.HOURS_MISSING)
    }
    for failure, is_lost in lost.items():
        if is_lost:
            failings.tell(failure, NONE)
    calendars = run.program.directory.calendars
    if lost[Failure.HOLIDAYS_MISSING]:
        calendars = tuple(replace(each, days=(), dated=(), yearly=()) for each in calendars)
    if lost[Failure.HOURS_MISSING]:
        calendars = tuple(replace(each, week=((),) * len(each.week)) for each in calendars)
    if any(lost.values()):
        run.values.go_by(calendars)
