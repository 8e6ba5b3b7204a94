"""A router without any structure: after each event it looks at everybody, in lists.

In: a `World` and what happens in it. Out: what a log must say of offers, in order. It shares no
code with the engine, and knows neither lines nor heaps.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

VOICE = 0
USUAL = 60_000_000
"""The objective of one who has none."""


class TwoAtOnceError(Exception):
    """Two clocks ring at one instant: which is first is not for this model to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An agent. `answer` is after how long offers are accepted, -1 refuses, -2 is silent. `unless`
    says of each family when there is no more of it: with so many of each of these, or of those."""

    capacity: tuple[int, int, int] = (1, 0, 0)
    unless: tuple[tuple[dict[int, int], ...], ...] = ((), (), ())
    answer: int = 0
    handles: int = -1
    wraps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A routing: targets are sets of agents, each with how long it is asked alone (-1 unsaid).

    `room` is how many may wait for it (-1 is any number); `shares` are per cent, if drawn. Whoever
    wishes it comes one of the `pauses` before, and has one of the `objectives`, in turn by number.
    """

    targets: tuple[tuple[tuple[int, ...], int], ...]
    order: int = 0
    priority: int = 0
    age_step: int = 0
    age_every: int = 0
    clears: bool = False
    timeout: int = -1
    room: int = -1
    shares: tuple[int, ...] = ()
    pauses: tuple[int, ...] = ()
    ages: bool = False
    predicts: bool = False
    objectives: tuple[int, ...] = ()

    def pause(self, number: int) -> int:
        """How long the interaction with a number is there before it asks."""
        return self.pauses[number % len(self.pauses)] if self.pauses else 0

    def objective(self, number: int) -> int:
        """Within what time the interaction with a number is to be answered."""
        if not self.objectives:
            return USUAL
        return max(self.objectives[number % len(self.objectives)], 1)


@dataclass(slots=True)
class Caller:
    """One interaction as long as it waits, is offered or handled."""

    number: int
    family: int
    wish: Wish
    came: int
    entered: int = 0
    ticket: int = 0
    expected: int = 0
    first: int = 0
    joined: int = 0
    next_at: int | None = None
    state: str = "waiting"
    agent: int = -1
    since: int = 0
    over: bool = False
    drawn: int = -1
    offers: int = 0
    """The how-manieth offer of all it is, once it is offered."""

    def standing(self, now: int) -> tuple[int, Fraction, int]:
        wish = self.wish
        aged = (now - self.entered) // wish.age_every * wish.age_step if wish.age_every else 0
        length = now - (self.came if wish.ages else self.entered)
        if wish.predicts:
            length = self.expected
        late = Fraction(length, wish.objective(self.number))
        return (-(wish.priority + aged), -late, self.ticket)


@dataclass(slots=True)
class Router:
    """The model."""

    desks: Sequence[Desk]
    delivering: int
    draw: Callable[[int], int] = lambda _: 0
    now: int = 0
    callers: list[Caller] = field(default_factory=list)
    told: list[tuple[int, str, int, int]] = field(default_factory=list)
    wants: list[bool] = field(default_factory=list)
    away: list[set[str]] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)
    spans: list[list[list[int]]] = field(default_factory=list)
    created: int = 0
    tickets: int = 0
    offered: int = 0
    waits: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wants = [True for _ in self.desks]
        self.away = [set() for _ in self.desks]
        self.idle = [0 for _ in self.desks]
        self.spans = [[] for _ in self.desks]

    # Who is free, who is better

    def has(self, agent: int) -> list[Caller]:
        return [each for each in self.callers if each.agent == agent]

    def is_free(self, agent: int, family: int) -> bool:
        mine, capacity = self.has(agent), self.desks[agent].capacity
        if not self.is_ready(agent):
            return False
        if capacity == (1, 0, 0):
            return family == VOICE and not mine
        if family == VOICE and any(each.state == "wrapping" and not each.family for each in mine):
            return False
        count = [sum(each.family == one for each in mine) for one in range(3)]
        for barring in self.desks[agent].unless[family]:
            if all(count[one] >= least for one, least in barring.items()):
                return False
        return count[family] < capacity[family]

    def is_ready(self, agent: int) -> bool:
        return self.wants[agent] and not self.away[agent]

    def merit(self, agent: int, order: int) -> tuple[int, ...]:
        load, idle = len(self.has(agent)), self.idle[agent]
        busy = sum((self.now if end < 0 else end) - start for start, end in self.spans[agent])
        occupied = busy * 10_000 // self.now if self.now else 0
        return ((load, idle), (idle,), (load, idle), (occupied,), (load, idle))[order]

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
        numbers = list(range(caller.first, caller.joined))
        if caller.drawn in numbers:
            numbers.remove(caller.drawn)
            numbers.insert(0, caller.drawn)
        order = 0 if caller.wish.shares else caller.wish.order
        for number in numbers:
            agents = caller.wish.targets[number][0]
            free = [agent for agent in agents if self.is_free(agent, caller.family)]
            if free:
                return min(free, key=lambda agent: (*self.merit(agent, order), agent))
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
        caller.over = False
        caller.state, caller.since = "offered", self.now
        self.offered += 1
        caller.offers = self.offered
        self.tell("OFFERED", caller)
        if self.desks[agent].answer == 0:
            self.accept(caller)
        elif self.desks[agent].answer == -1:
            self.decline(caller, "REFUSED_OFFER")

    def accept(self, caller: Caller) -> None:
        self.tell("ACCEPTED", caller)
        self.waits.setdefault(id(caller.wish), []).append(self.now - caller.entered)
        caller.state, caller.since = "handled", self.now

    def decline(self, caller: Caller, event: str) -> None:
        self.tell(event, caller)
        agent = caller.agent
        self.let_go(caller)
        caller.state = "waiting"
        if self.is_ready(agent):
            self.turn(agent, ready=False)

    def turn(self, agent: int, *, ready: bool) -> None:
        self.change(agent, self.away[agent], wants=ready)

    def go(self, agent: int, where: str) -> None:
        """Logs out or rests; comes again, and is ready after logging in."""
        away = self.away[agent]
        match where:
            case "logs in":
                self.change(agent, away - {"logs out"}, wants=True)
            case "comes back":
                self.change(agent, away - {"rests"}, wants=self.wants[agent])
            case _:
                self.change(agent, away | {where}, wants=self.wants[agent])

    def change(self, agent: int, away: set[str], *, wants: bool) -> None:
        was_ready = self.is_ready(agent)
        self.wants[agent], self.away[agent] = wants, away
        if self.is_ready(agent):
            self.idle[agent] = self.idle[agent] if was_ready else self.now
            return
        for caller in sorted(self.has(agent), key=lambda each: each.offers):
            if caller.state == "offered":
                self.decline(caller, "WITHDRAWN")

    def arrive(self, family: int, wish: Wish) -> None:
        caller = Caller(self.created, family, wish, self.now)
        self.created += 1
        if wish.pause(caller.number):
            caller.state = "pausing"
            self.callers.append(caller)
        else:
            self.enter(caller)

    def enter(self, caller: Caller) -> None:
        """A caller begins to wait for an agent."""
        wish, caller.state, caller.entered = caller.wish, "waiting", self.now
        latest = self.waits.get(id(wish), [])[-32:]
        caller.expected = sum(latest) // len(latest) if latest else 0
        self.tickets += 1
        caller.ticket = self.tickets
        if caller in self.callers:
            self.callers.remove(caller)
        waiting = [each for each in self.callers if each.state in ("waiting", "offered")]
        of_this = sum(each.wish is wish and not each.over for each in waiting)
        caller.over = 0 <= wish.room <= of_this
        self.callers.append(caller)
        number = self.draw(caller.number) if wish.shares else 0
        for target, share in enumerate(wish.shares):
            if caller.drawn < 0 and number < share:
                caller.drawn = target
            number -= share
        self.join(caller)

    def join(self, caller: Caller) -> None:
        targets, length = caller.wish.targets, -1
        while length == -1 and caller.joined < len(targets):
            length = targets[caller.joined][1]
            caller.joined += 1
        caller.next_at = None if length == -1 else self.now + length

    def hang_up(self, number: int) -> None:
        """The customer hangs up, whatever happens to the interaction."""
        for caller in self.callers:
            if caller.number == number and caller.state != "wrapping":
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
            if self.desks[caller.agent].wraps:
                self.tell("WRAP_UP", caller)
                caller.state, caller.since = "wrapping", self.now
                self.idle[caller.agent] = self.now
                return
        if caller.state == "wrapping":
            self.told.append((self.now, "WRAPPED_UP", -1, caller.agent))
        if caller.agent >= 0:
            self.let_go(caller)
        self.callers.remove(caller)

    # Clocks

    def due(self, caller: Caller) -> int | None:
        if caller.state == "pausing":
            return caller.came + caller.wish.pause(caller.number)
        if caller.state == "wrapping":
            return caller.since + self.desks[caller.agent].wraps
        if caller.over:
            return caller.entered
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
        if caller.state == "pausing":
            self.enter(caller)
        elif caller.state in ("handled", "wrapping"):
            self.leave(caller)
        elif caller.over:
            caller.agent = -1
            self.tell("REJECTED", caller)
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
