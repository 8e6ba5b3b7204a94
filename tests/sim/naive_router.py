"""A router without any structure: after each event it looks at everybody, in lists.

In: a `World` and what happens in it. Out: what a log must say of offers, in order. It shares no
code with the engine, and knows neither lines nor heaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

VOICE = 0


class TwoAtOnceError(Exception):
    """Two clocks ring at one instant: which is first is not for this model to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An agent. `answer` is after how long offers are accepted, -1 refuses, -2 is silent."""

    capacity: tuple[int, int, int] = (1, 0, 0)
    answer: int = 0
    handles: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A routing: targets are sets of agents, each with how long it is asked alone (-1 unsaid)."""

    targets: tuple[tuple[tuple[int, ...], int], ...]
    order: int = 0
    priority: int = 0
    age_step: int = 0
    age_every: int = 0
    clears: bool = False
    timeout: int = -1


@dataclass(slots=True)
class Caller:
    """One interaction as long as it waits, is offered or handled."""

    number: int
    family: int
    wish: Wish
    entered: int
    first: int = 0
    joined: int = 0
    next_at: int | None = None
    state: str = "waiting"
    agent: int = -1
    since: int = 0

    def standing(self, now: int) -> tuple[int, int, int]:
        wish = self.wish
        aged = (now - self.entered) // wish.age_every * wish.age_step if wish.age_every else 0
        return (-(wish.priority + aged), self.entered, self.number)


@dataclass(slots=True)
class Router:
    """The model."""

    desks: Sequence[Desk]
    delivering: int
    now: int = 0
    callers: list[Caller] = field(default_factory=list)
    told: list[tuple[int, str, int, int]] = field(default_factory=list)
    ready: list[bool] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)
    spans: list[list[list[int]]] = field(default_factory=list)
    created: int = 0

    def __post_init__(self) -> None:
        self.ready = [True for _ in self.desks]
        self.idle = [0 for _ in self.desks]
        self.spans = [[] for _ in self.desks]

    # Who is free, who is better

    def has(self, agent: int) -> list[Caller]:
        return [each for each in self.callers if each.agent == agent]

    def is_free(self, agent: int, family: int) -> bool:
        mine, capacity = self.has(agent), self.desks[agent].capacity
        if not self.ready[agent]:
            return False
        if capacity == (1, 0, 0):
            return family == VOICE and not mine
        return sum(each.family == family for each in mine) < capacity[family]

    def merit(self, agent: int, order: int) -> tuple[int, ...]:
        load, idle = len(self.has(agent)), self.idle[agent]
        busy = sum((self.now if end < 0 else end) - start for start, end in self.spans[agent])
        occupied = busy * 10_000 // self.now if self.now else 0
        return ((load, idle), (idle,), (load,), (occupied,))[order]

    def decide(self) -> None:
        while True:
            in_line = [each for each in self.callers if each.state == "waiting"]
            for caller in sorted(in_line, key=lambda each: each.standing(self.now)):
                found = self.choice(caller)
                if found is not None:
                    self.offer(caller, found)
                    break
            else:
                return

    def choice(self, caller: Caller) -> int | None:
        for agents, _ in caller.wish.targets[caller.first : caller.joined]:
            free = [agent for agent in agents if self.is_free(agent, caller.family)]
            if free:
                return min(free, key=lambda agent: (*self.merit(agent, caller.wish.order), agent))
        return None

    # What happens

    def tell(self, event: str, caller: Caller) -> None:
        self.told.append((self.now, event, caller.number, caller.agent))

    def hold(self, caller: Caller, agent: int) -> None:
        if not self.has(agent):
            self.spans[agent].append([self.now, -1])
        caller.agent, self.idle[agent] = agent, self.now

    def let_go(self, caller: Caller) -> None:
        agent, caller.agent = caller.agent, -1
        self.idle[agent] = self.now
        if not self.has(agent):
            self.spans[agent][-1][1] = self.now

    def offer(self, caller: Caller, agent: int) -> None:
        self.hold(caller, agent)
        caller.state, caller.since = "offered", self.now
        self.tell("OFFERED", caller)
        if self.desks[agent].answer == 0:
            self.accept(caller)
        elif self.desks[agent].answer == -1:
            self.decline(caller, "REFUSED_OFFER")

    def accept(self, caller: Caller) -> None:
        self.tell("ACCEPTED", caller)
        caller.state, caller.since = "handled", self.now

    def decline(self, caller: Caller, event: str) -> None:
        self.tell(event, caller)
        agent = caller.agent
        self.let_go(caller)
        caller.state = "waiting"
        self.turn(agent, ready=False)

    def turn(self, agent: int, *, ready: bool) -> None:
        if self.ready[agent] == ready:
            return
        self.ready[agent] = ready
        if ready:
            self.idle[agent] = self.now
            return
        for caller in sorted(self.has(agent), key=lambda each: each.number):
            if caller.state == "offered":
                self.decline(caller, "WITHDRAWN")

    def arrive(self, family: int, wish: Wish) -> None:
        caller = Caller(self.created, family, wish, self.now)
        self.created += 1
        self.callers.append(caller)
        self.join(caller)

    def join(self, caller: Caller) -> None:
        targets, length = caller.wish.targets, -1
        while length == -1 and caller.joined < len(targets):
            length = targets[caller.joined][1]
            caller.joined += 1
        caller.next_at = None if length == -1 else self.now + length

    def go(self, number: int) -> None:
        """The customer hangs up, whatever happens to the interaction."""
        for caller in self.callers:
            if caller.number == number:
                if caller.state == "offered":
                    self.tell("WITHDRAWN", caller)
                self.leave(caller)
                return

    def finish(self, number: int) -> None:
        for caller in self.callers:
            if caller.number == number and caller.state == "handled":
                self.leave(caller)
                return

    def leave(self, caller: Caller) -> None:
        if caller.state == "handled":
            self.tell("HANDLING_ENDED", caller)
        if caller.agent >= 0:
            self.let_go(caller)
        self.callers.remove(caller)

    # Clocks

    def due(self, caller: Caller) -> int | None:
        if caller.state == "handled":
            handles = self.desks[caller.agent].handles
            return None if handles < 0 else caller.since + handles
        if caller.state == "offered":
            answer = self.desks[caller.agent].answer
            return caller.since + (min(answer, self.delivering) if answer > 0 else self.delivering)
        until = None if caller.wish.timeout < 0 else caller.entered + caller.wish.timeout
        known = [at for at in (until, caller.next_at) if at is not None]
        return max(min(known), self.now) if known else None

    def ring(self, caller: Caller) -> None:
        wish = caller.wish
        if caller.state == "handled":
            self.leave(caller)
        elif caller.state == "offered":
            if 0 < self.desks[caller.agent].answer <= self.delivering:
                self.accept(caller)
            else:
                self.decline(caller, "WITHDRAWN")
        elif 0 <= wish.timeout <= self.now - caller.entered or caller.joined == len(wish.targets):
            self.tell("NO_AGENT", caller)
            self.leave(caller)
        else:
            if wish.clears:
                caller.first = caller.joined
            self.join(caller)

    def run_to(self, time: int, *, beyond: bool = False) -> None:
        """Everything before an instant, and what rings at it if `beyond`."""
        while True:
            rings = [
                (at, each.number) for each in self.callers if (at := self.due(each)) is not None
            ]
            rings = [ring for ring in rings if ring[0] < time + beyond]
            if not rings:
                self.now = time
                return
            at, number = min(rings)
            if sum(ring[0] == at for ring in rings) > 1:
                raise TwoAtOnceError
            self.now = at
            self.ring(next(each for each in self.callers if each.number == number))
            self.decide()
