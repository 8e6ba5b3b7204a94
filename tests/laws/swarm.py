"""The swarm: generated worlds in which drawn things go wrong, and bugs that it has to find.

In: the first seed and the one after the last, and perhaps the name of a bug. Out: on standard
output a JSON object: what is wrong with which seed, how often each failure has happened. A program
of its own, so that it runs for as long as somebody likes (`python -m tests.laws.swarm 0 20000`),
and so that bugs are planted into the plain form of the core (`ROUTEWRIGHT_CORE=plain`).
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.days import Simulation
from engine.failures import Failure
from engine.log.counts import Level
from engine.log.events import Event
from engine.program.model import Program
from engine.sim import core
from engine.sim import day as days
from engine.sim.chat_server import ChatServer
from engine.sim.core.after_work import AfterWork
from engine.sim.core.exchanges import Exchanges
from engine.sim.core.handling import Handling
from engine.sim.core.offers import Offers
from engine.sim.core.pools import Pools
from engine.sim.core.presence import Presence
from engine.sim.core.requests import Requests
from engine.sim.core.shifts import Shifts
from engine.sim.core.views import Views
from engine.sim.failing_agents import FailingAgents
from engine.sim.failing_queues import FailingQueues
from engine.sim.failure_draws import plan_of
from engine.sim.invariants import LawBroken
from tests.generators.failures import drawn_plan
from tests.helpers.days import log_of
from tests.helpers.failing_oracle import Judge
from tests.helpers.oracle import assert_every_request_has_one_outcome
from tests.helpers.runs import Story
from tests.sim.worlds import BOUNDS, world_of

SHORT = replace(BOUNDS, events=1_500)
TELLING = (5, 13, 6, 40, 58, 60, 61, 91, 31, 49)
"""Seeds in whose worlds much goes wrong: whoever looks for a bug begins with them."""
LOOKED_AT = 100
"""So many seeds more are tried for a bug, at most."""
Deed = Callable[..., object]


def failing_world(seed: int) -> tuple[Program, Simulation]:
    """The world of a seed, and its day with what goes wrong in it."""
    program = world_of(seed)
    planned = program.days.simulations[0]
    return program, replace(planned, failures=drawn_plan(seed, planned.duration_us))


@dataclass(slots=True)
class Swarm:
    """What a number of seeds has come to."""

    wrong: dict[int, str] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    hashes: dict[int, str] = field(default_factory=dict)

    def run(self, seed: int) -> bool:
        """Runs a seed; gives whether nothing was wrong."""
        try:
            self._judge(seed)
        except (LawBroken, AssertionError, LookupError, TypeError, ValueError) as error:
            self.wrong[seed] = f"{type(error).__name__}: {error}"[:300]
        return seed not in self.wrong

    def _judge(self, seed: int) -> None:
        program, simulation = failing_world(seed)
        day = days.simulate_day(program, simulation, level=Level.EVENTS, deep=True, limits=SHORT)
        story = Story(program=program, log=log_of(day))
        self.hashes[seed] = story.log.events_hash()
        for row in story.rows(Event.FAILED):
            self.happened[Failure(row.a).name] += 1
        plan = plan_of(simulation, simulation.seed)
        if plan is not None:
            Judge(story, simulation, plan, simulation.seed).assert_it_held()
        assert_every_request_has_one_outcome(story)


def _forgotten(_: Deed) -> Deed:
    return lambda *_: None


def _accepted(_: Deed) -> Deed:
    return lambda *_: 0


def _true(_: Deed) -> Deed:
    return lambda *_: True


def _no_spells(_: Deed) -> Deed:
    return lambda _: ()


def _lost_at_once(real: Deed) -> Deed:
    def review(self: Presence, agent: int, has: int) -> object:
        return real(self, agent, 0 if self.is_leaving[agent] else has)

    return review


def _not_woken(_: Deed) -> Deed:
    def shut(self: Views, reasons: int) -> None:
        self.is_shut += reasons

    return shut


def _by_any_activation(_: Deed) -> Deed:
    def is_awaited(self: Exchanges, row: int) -> bool:
        return self._activations.is_running(self.interaction[row])

    return is_awaited


def _uncounted(_: Deed) -> Deed:
    def withdraw(self: Requests, interaction: int) -> None:
        self._staff.withdraw(interaction)
        self._close(interaction)

    return withdraw


def _immortal(real: Deed) -> Deed:
    def end(self: ChatServer, interaction: int, *rest: object) -> None:
        real(self, interaction, *rest)
        self._live[interaction] = None

    return end


BUGS: dict[str, tuple[object, str, Callable[[Deed], Deed]]] = {
    "who is logged out keeps what they have": (Presence, "review", _lost_at_once),
    "offers are not taken back": (Offers, "take_back", _forgotten),
    "views are not woken when they see again": (Views, "shut", _not_woken),
    "views see while they should not": (Views, "shut", _forgotten),
    "a disabled queue takes what comes": (FailingQueues, "_disable", _forgotten),
    "customers come in a silence": (days, "spells", _no_spells),
    "a restart interrupts nothing": (Handling, "interrupt", _forgotten),
    "lost skills count": (Pools, "has", _true),
    "a capacity that is cut is not": (FailingAgents, "_cut", _forgotten),
    "the absent are there": (Shifts, "lose", _forgotten),
    "a wrap-up that is cut short ends again": (AfterWork, "cut_short", _forgotten),
    "a session that is closed lives on": (ChatServer, "_end", _immortal),
    "a late answer wakes a strategy": (Exchanges, "is_awaited", _by_any_activation),
    "a withdrawn offer is not counted": (Requests, "withdraw", _uncounted),
    "who is not ready accepts": (FailingAgents, "_spoil", _accepted),
}
"""What is planted: of whom, which deed, what makes of it what it is instead. Only the plain form of
the core has deeds that can be exchanged."""


@contextmanager
def planted(name: str) -> Iterator[None]:
    """While this lasts there is a bug."""
    owner, attribute, spoilt = BUGS[name]
    right = getattr(owner, attribute)
    setattr(owner, attribute, spoilt(right))
    try:
        yield
    finally:
        setattr(owner, attribute, right)


def seeds_until_found(name: str, seeds: Sequence[int]) -> int | None:
    """How many of the seeds it takes to find a bug, None if it is not found."""
    with planted(name):
        swarm = Swarm()
        return next((at for at, seed in enumerate(seeds, 1) if not swarm.run(seed)), None)


def main() -> None:
    """Runs the seeds; with `bugs` says of each how many it takes."""
    first, end = int(sys.argv[1]), int(sys.argv[2])
    swarm = Swarm()
    for seed in range(first, end):
        swarm.run(seed)
    found: dict[str, object] = {
        "form": core.form(), "wrong": swarm.wrong, "happened": swarm.happened,
        "hashes": swarm.hashes,
    }  # fmt: skip
    if sys.argv[3:] == ["bugs"]:
        seeds = [*TELLING, *range(first, first + LOOKED_AT)]
        found["bugs"] = {name: seeds_until_found(name, seeds) for name in BUGS}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
