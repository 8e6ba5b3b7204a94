"""Judges the offers of a finished log without any code of the executor: who is free, who is next.

It tells over again, from the rows alone, who is ready, what each agent has and who waits for whom.
Targets that are looked up by a text, and those with a threshold, are not judged by what they are.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from engine.log.events import AgentState, Event
from engine.log.model import Row
from engine.ops import NO_CODE, family_of
from engine.staff import AND, NO_BARS, USUAL_OBJECTIVE_US, VOICE_ONLY, Bar, Order
from tests.helpers.runs import Story

Agent = int


@dataclass(slots=True)
class Waiting:
    """A request for an agent."""

    routing: int
    entered: int
    ticket: int
    priority: int
    targets: list[int] = field(default_factory=list)
    asked_at: int = 0
    offered: bool = False
    counted: int = 0
    foretold: bool = False
    objective: int = USUAL_OBJECTIVE_US


class Bench:
    """The agents, and who waits, as far as the rows have told."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.agents = story.program.directory.agents
        self.numbers = {agent.name: number for number, agent in enumerate(self.agents)}
        self.targets = [each for routing in story.program.routings for each in routing.targets]
        self.families = {
            row.interaction: int(family_of(story.log.text(row.a)))
            for row in story.rows(Event.CREATED)
        }
        self.ready = [True for _ in self.agents]
        self.idle = [0 for _ in self.agents]
        self.desks: dict[int, Agent] = {}
        self.wrapping: list[tuple[Agent, int, int]] = []
        self.waiting: dict[int, Waiting] = {}
        self.tickets = 0

    def agent(self, row: Row) -> Agent | None:
        return self.numbers.get(self.story.log.text(row.a))

    def load(self, agent: Agent) -> list[int]:
        mine = [self.families[each] for each, other in self.desks.items() if other == agent]
        return mine + [family for other, family, _ in self.wrapping if other == agent]

    def is_free(self, agent: Agent, family: int) -> bool:
        load, capacity = self.load(agent), self.agents[agent].capacity
        if not self.ready[agent]:
            return False
        bars = self.agents[agent].bars
        if capacity == VOICE_ONLY and bars == NO_BARS:
            return family == 0 and not load
        if is_barred(bars[family], load):
            return False
        if family == 0 and any(each[:2] == (agent, 0) for each in self.wrapping):
            return False
        return load.count(family) < capacity[family]

    def free(self, target: int, interaction: int) -> list[Agent]:
        """Who of a target could get an interaction; nobody where that cannot be told."""
        if self.targets[target].name != NO_CODE or self.targets[target].when != NO_CODE:
            return []
        family = self.families[interaction]
        return [agent for agent in self.targets[target].agents if self.is_free(agent, family)]

    def standing(self, interaction: int, now: int) -> tuple[int, Fraction, int]:
        each = self.waiting[interaction]
        routing = self.story.program.routings[each.routing]
        every = routing.age_every_us
        aged = (now - each.entered) // every * routing.age_step if every else 0
        length = each.counted if each.foretold else each.counted + now - each.entered
        late = Fraction(length, each.objective)
        return -min(each.priority + aged, 2**31 - 1), -late, each.ticket

    def take(self, row: Row) -> None:
        """One row more has been told."""
        if row.kind in ASKING:
            self.ask(row)
            return
        agent = self.agent(row) if row.kind in OF_AGENTS else None
        match row.kind:
            case Event.AGENT_STATE if agent is not None:
                self.ready[agent] = row.b == AgentState.READY
                self.idle[agent] = row.time if self.ready[agent] else self.idle[agent]
            case Event.OFFERED | Event.TAKEN if agent is not None:
                self.desks[row.interaction] = agent
                self.idle[agent] = row.time
                if row.kind is Event.OFFERED:
                    self.waiting[row.interaction].offered = True
            case Event.REFUSED_OFFER | Event.WITHDRAWN | Event.HANDLING_ENDED:
                assert self.desks.pop(row.interaction) == agent
                assert agent is not None
                self.idle[agent] = row.time
                if row.interaction in self.waiting:
                    self.waiting[row.interaction].offered = False
            case Event.WRAP_UP if agent is not None:
                end = row.time + row.b
                self.wrapping.append((agent, self.families[row.interaction], end))
            case Event.WRAPPED_UP if agent is not None:
                self.end_wrap_up(agent, row)
            case kind if kind in SERVED:
                self.waiting.pop(row.interaction, None)
            case _:
                pass

    def end_wrap_up(self, agent: Agent, row: Row) -> None:
        """The first wrap-up that was to end now is over."""
        mine = (each for each in self.wrapping if each[0] == agent and each[2] == row.time)
        self.wrapping.remove(next(mine))
        self.idle[agent] = row.time

    def ask(self, row: Row) -> None:
        """An interaction begins to wait, or waits for a target more."""
        if row.kind is Event.ROUTING:
            assert row.interaction not in self.waiting
            self.tickets += 1
            self.waiting[row.interaction] = Waiting(row.a, row.time, self.tickets, row.b)
            return
        each = self.waiting[row.interaction]
        if row.kind is Event.TUNED:
            each.counted = row.a
            each.objective = row.b if row.b >= 0 else USUAL_OBJECTIVE_US
            each.foretold = self.story.program.routings[each.routing].use_predict
            return
        clears = self.story.program.routings[each.routing].clear_targets
        if clears and each.asked_at != row.time:
            each.targets.clear()
        each.asked_at = row.time
        each.targets.append(row.b)


SERVED = (
    Event.ACCEPTED, Event.NO_AGENT, Event.REJECTED, Event.HUNG_UP, Event.ENDED, Event.FINAL,
)  # fmt: skip
"""After these an interaction waits for no agent."""
ASKING = (Event.ROUTING, Event.TUNED, Event.SELECTING)
OF_AGENTS = (
    Event.AGENT_STATE, Event.OFFERED, Event.TAKEN, Event.REFUSED_OFFER, Event.WITHDRAWN,
    Event.HANDLING_ENDED, Event.ACCEPTED, Event.WRAP_UP, Event.WRAPPED_UP,
)  # fmt: skip


def is_barred(bar: Bar, load: list[int]) -> bool:
    """Whether what an agent has keeps them from more."""
    stack: list[bool] = []
    for what, least in bar:
        if what >= 0:
            stack.append(load.count(what) >= least)
        else:
            right, left = stack.pop(), stack.pop()
            stack.append((left and right) if what == AND else (left or right))
    return bool(stack) and stack[0]


def assert_routing_is_fair(story: Story) -> None:
    """Capacity (I-30), who is chosen, who comes first (I-12), nobody waits in vain (I-14)."""
    bench, now = Bench(story), None
    for row in story.rows():
        if now is not None and row.time > now:
            assert_nobody_waits_in_vain(bench)
        now = row.time
        if row.kind is Event.OFFERED:
            assert_the_offer_is_right(bench, row)
        bench.take(row)
    assert_nobody_waits_in_vain(bench)
    assert_offers_are_answered_once(story)


def assert_nobody_waits_in_vain(bench: Bench) -> None:
    for interaction, each in bench.waiting.items():
        if not each.offered:
            assert not any(bench.free(target, interaction) for target in each.targets)


def assert_the_offer_is_right(bench: Bench, row: Row) -> None:
    agent, target = bench.agent(row), bench.targets[row.b]
    each = bench.waiting[row.interaction]
    family = bench.families[row.interaction]
    assert agent is not None
    assert bench.is_free(agent, family)
    assert row.b in each.targets
    assert not each.offered
    if target.name == NO_CODE:
        assert agent in target.agents
        assert_the_best_agent_is_chosen(bench, row, agent)
    drawn = bench.story.program.routings[each.routing].order is Order.PERCENTAGE
    for earlier in () if drawn else each.targets[: each.targets.index(row.b)]:
        assert bench.free(earlier, row.interaction) == []
    mine = bench.standing(row.interaction, row.time)
    for other, waiting in bench.waiting.items():
        if not waiting.offered and bench.standing(other, row.time) < mine:
            assert all(agent not in bench.free(one, other) for one in waiting.targets)


def assert_the_best_agent_is_chosen(bench: Bench, row: Row, agent: Agent) -> None:
    order = bench.story.program.routings[bench.waiting[row.interaction].routing].order
    merits = {
        Order.ANY: lambda one: (len(bench.load(one)), bench.idle[one], one),
        Order.PERCENTAGE: lambda one: (len(bench.load(one)), bench.idle[one], one),
        Order.LONGEST_IDLE: lambda one: (bench.idle[one], one),
        Order.LEAST_LOADED: lambda one: (len(bench.load(one)), bench.idle[one], one),
    }
    if order in merits:
        family = bench.families[row.interaction]
        free = [one for one in bench.targets[row.b].agents if bench.is_free(one, family)]
        assert agent == min(free, key=merits[order])


def assert_offers_are_answered_once(story: Story) -> None:
    out: set[int] = set()
    for row in story.rows(Event.OFFERED, Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN):
        if row.kind is Event.OFFERED:
            assert row.interaction not in out
            out.add(row.interaction)
        else:
            out.remove(row.interaction)
