"""Event logs of days that never were: rows drawn by chance, of which each may stand there.

In: a source of chance. Out: the log and its rows as the journal writes them, with slots that are
used again. Nothing here is likely; what is possible in a log is possible here.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Protocol, cast

from engine.days import Simulation
from engine.log.events import COLUMNS, AgentState, Event, Return
from engine.log.model import EventLog
from engine.ops import Place
from engine.program.model import Program
from engine.values import Pool

AGENTS, QUEUES, VIRTUAL_QUEUES, STREAMS, FAULTS = 3, 2, 2, 2, (103, 301)
MEDIA = ("voice", "whatsappsession", "email", "chat")
PORTS = (2, 1, 0, 3)
"""How many ports each block has."""
ROUTINGS = (0, 1, -1, 0)
"""The virtual queue of each routing."""
NONE = -1


class Chance(Protocol):
    """What of `random.Random` is needed."""

    def randrange(self, stop: int) -> int: ...


class Shuffled:
    """Chance by a seed: numbers that follow each other as in a linear congruence."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def randrange(self, stop: int) -> int:
        """One of so many."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % stop


@dataclass(slots=True)
class Body:
    """An interaction: its slot and what it is in the midst of."""

    number: int
    slot: int
    place: int = int(Place.RUNNING)
    queue: int = NONE
    running: bool = False
    block: int = NONE
    callers: list[int] = field(default_factory=list)
    request: int = NONE
    routing: int = NONE
    offer: int = NONE
    agent: int = NONE
    online: bool = True


class Day:
    """A day that is drawn, step by step."""

    def __init__(self, chance: Chance, *, recycle: bool) -> None:
        self.chance = chance
        self.recycle = recycle
        self.pool = Pool()
        self.agents = [self.pool.encode(f"agent{number}") for number in range(AGENTS)]
        self.stranger = self.pool.encode("somebody else")
        self.media = [self.pool.encode(media) for media in MEDIA]
        self.rows: list[tuple[int, ...]] = []
        self.now = 0
        self.alive: list[Body] = []
        self.free: list[int] = []
        self.slots = 0
        self.made = 0
        self.requests = 0
        self.wraps: list[int] = []

    def write(
        self, kind: Event, body: Body | None, block: int = NONE, port: int = NONE,
        queue: int = NONE, a: int = NONE, b: int = NONE,
    ) -> None:  # fmt: skip
        """One row; the column `agent` has the slot."""
        who = (NONE, NONE) if body is None else (body.number, body.slot)
        self.rows.append((self.now, int(kind), who[0], block, port, queue, who[1], a, b))

    def pick(self, count: int) -> int:
        """One of so many."""
        return self.chance.randrange(count)

    def live(self, steps: int) -> None:
        """So many things happen, some of them at one instant."""
        for _ in range(steps):
            self.now += (0, 0, 1, 3, 40)[self.pick(5)]
            if not self.alive or self.pick(6) == 0:
                self._come()
            elif self.pick(8) == 0:
                self._look_at_agents()
            else:
                body = self.alive[self.pick(len(self.alive))]
                deeds = list(self._deeds(body))
                deeds[self.pick(len(deeds))](body)

    # Interactions

    def _come(self) -> None:
        slot = self.slots
        if self.free and self.recycle:
            slot = self.free.pop()
        else:
            self.slots += 1
        body = Body(self.made, slot)
        self.made += 1
        self.alive.append(body)
        self.write(Event.CREATED, body, a=self.media[self.pick(len(MEDIA))])
        how = self.pick(4)
        if how < 2:
            self.write(Event.ARRIVED, body, a=self.pick(STREAMS), b=body.number)
        elif how == 2:
            self.write(Event.SESSION_OPENED, body, a=self.pick(2))
        if self.pick(2):
            self._place(body)
        else:
            self._start(body)

    def _deeds(self, body: Body) -> Iterator[Callable[[Body], None]]:
        """What may happen to an interaction as it is."""
        yield self._finish
        if body.online:
            yield self._close
            yield self._hang_up
            yield self._send
        if body.place == Place.QUEUED:
            yield self._pull
            yield self._take
        elif body.place == Place.IN_WORKBIN:
            yield self._take
            yield self._place
        elif body.place == Place.HANDLED:
            yield self._place
            yield self._stow
            yield self._start
        elif body.running:
            yield from self._deeds_in_strategy(body)
        else:
            yield self._start

    def _deeds_in_strategy(self, body: Body) -> Iterator[Callable[[Body], None]]:
        if body.offer != NONE:
            yield from (self._accept, self._accept, self._withdraw)
        elif body.routing != NONE:
            yield from (self._offer, self._offer, self._give_up_routing, self._end)
        elif body.request != NONE:
            yield self._answer
        elif body.block == NONE:
            yield from (self._enter, self._end)
        else:
            yield from (self._leave, self._leave, self._call, self._request, self._route,
                        self._route, self._end, self._reject)  # fmt: skip
            if body.callers:
                yield self._return

    def _place(self, body: Body) -> None:
        self._give_back(body)
        self._end_activation(body)
        body.queue, body.place = self.pick(QUEUES), int(Place.QUEUED)
        self.write(Event.PLACED, body, queue=body.queue)

    def _pull(self, body: Body) -> None:
        self.write(Event.PULLED, body, queue=body.queue)
        body.place = int(Place.RUNNING)
        if self.pick(2):
            self._start(body)

    def _start(self, body: Body) -> None:
        self._give_back(body)
        body.place, body.running = int(Place.RUNNING), True
        self.write(Event.STARTED, body)
        self._enter(body)

    def _stow(self, body: Body) -> None:
        self._give_back(body)
        body.place = int(Place.IN_WORKBIN)
        self.write(Event.STOWED, body)

    def _finish(self, body: Body) -> None:
        self._end_activation(body)
        self._give_back(body)
        finals = [place for place in Place if place >= Place.STOPPED]
        self.write(Event.FINAL, body, a=int(finals[self.pick(len(finals))]))
        if self.pick(6) == 0:
            self.write(Event.COMES_AGAIN, body)
        self.alive.remove(body)
        self.free.append(body.slot)

    def _send(self, body: Body) -> None:
        self.write(Event.SENT, body)

    def _close(self, body: Body) -> None:
        body.online = False
        self.write(Event.SESSION_CLOSED, body, a=(0, 5, 7)[self.pick(3)])

    def _hang_up(self, body: Body) -> None:
        """With a handler, or without one."""
        body.online = False
        self.write(Event.HUNG_UP, body, block=body.block)
        if body.place == Place.HANDLED or not body.running or self.pick(2):
            self._finish(body)
            return
        self._stop_asking(body)
        body.request = NONE
        for _ in range(self.pick(len(body.callers) + 1)):
            self.write(Event.RETURNED, body, block=body.callers.pop(), a=int(Return.HUNG_UP))
        self._enter(body)

    # Blocks

    def _enter(self, body: Body) -> None:
        body.block = self.pick(len(PORTS))
        self.write(Event.ENTERED, body, block=body.block)

    def _leave(self, body: Body) -> None:
        if not PORTS[body.block]:
            self._end(body)
            return
        self.write(Event.LEFT, body, block=body.block, port=self.pick(PORTS[body.block]))
        self._enter(body)

    def _call(self, body: Body) -> None:
        self.write(Event.CALLED, body, block=body.block)
        body.callers.append(body.block)
        body.block = NONE
        if self.pick(8):
            self._enter(body)
        else:
            self._return(body)

    def _return(self, body: Body) -> None:
        body.block = body.callers.pop()
        how = (Return.ANSWERED, Return.FAILED)[self.pick(2)]
        self.write(Event.RETURNED, body, block=body.block, a=int(how))
        self._leave(body)

    def _end(self, body: Body) -> None:
        self._end_activation(body)
        if self.pick(2):
            self._start(body)
        else:
            self._place(body)

    def _end_activation(self, body: Body) -> None:
        if body.running:
            self._withdraw_offer(body)
            self.write(Event.ENDED, body, block=body.block)
        body.running, body.block, body.routing, body.request = False, NONE, NONE, NONE
        body.callers.clear()

    def _request(self, body: Body) -> None:
        self.requests += 1
        self.write(Event.REQUESTED, body, block=body.block, a=self.requests)
        if self.pick(4) == 0:
            self.write(Event.LATE, body, block=body.block, a=self.requests)
        else:
            body.request = self.requests

    def _answer(self, body: Body) -> None:
        how = (Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT)[self.pick(3)]
        fault = FAULTS[self.pick(2)] if how is Event.REFUSED else NONE
        self.write(how, body, block=body.block, a=body.request, b=fault)
        if how is Event.TIMED_OUT and self.pick(2):
            self.write(Event.LATE, body, block=body.block, a=body.request, b=-301)
        body.request = NONE
        self._leave(body)

    # Agents

    def _route(self, body: Body) -> None:
        body.routing = self.pick(len(ROUTINGS))
        self.write(Event.ROUTING, body, block=body.block, a=body.routing, b=0)

    def _reject(self, body: Body) -> None:
        if self.pick(2):
            routing = self.pick(VIRTUAL_QUEUES)
            self.write(Event.ROUTING, body, block=body.block, a=routing, b=0)
            self.write(Event.REJECTED, body, block=body.block, a=ROUTINGS[routing], b=3)
            self._leave(body)
        else:
            self._end_activation(body)
            self.write(Event.REJECTED, body, queue=self.pick(QUEUES), b=3)
            self._finish(body)

    def _offer(self, body: Body) -> None:
        body.offer = self.pick(AGENTS)
        self.write(Event.OFFERED, body, block=body.block, a=self.agents[body.offer], b=0)
        if self.pick(2):
            self._accept(body)

    def _accept(self, body: Body) -> None:
        self.write(Event.ACCEPTED, body, block=body.block, a=self.agents[body.offer])
        body.agent, body.offer, body.routing = body.offer, NONE, NONE
        self._end_activation(body)
        body.place = int(Place.HANDLED)

    def _withdraw(self, body: Body) -> None:
        self._withdraw_offer(body)
        if self.pick(2):
            self._place(body)

    def _withdraw_offer(self, body: Body) -> None:
        if body.offer != NONE:
            how = (Event.REFUSED_OFFER, Event.WITHDRAWN)[self.pick(2)]
            self.write(how, body, block=body.block, a=self.agents[body.offer], b=0)
            body.offer = NONE

    def _give_up_routing(self, body: Body) -> None:
        self.write(Event.NO_AGENT, body, block=body.block)
        self._stop_asking(body)
        self._leave(body)

    def _stop_asking(self, body: Body) -> None:
        self._withdraw_offer(body)
        body.routing = NONE

    def _take(self, body: Body) -> None:
        agent = self.pick(AGENTS + 1)
        body.agent = agent if agent < AGENTS else NONE
        name = self.stranger if agent == AGENTS else self.agents[agent]
        self.write(Event.TAKEN, body, a=name)
        body.place = int(Place.HANDLED)

    def _give_back(self, body: Body) -> None:
        if body.agent != NONE:
            self.write(Event.HANDLING_ENDED, body, a=self.agents[body.agent])
            if self.pick(3) == 0:
                self.write(Event.WRAP_UP, body, a=self.agents[body.agent])
                self.wraps.append(body.agent)
            body.agent = NONE

    def _look_at_agents(self) -> None:
        if self.wraps and self.pick(2):
            agent = self.wraps.pop(self.pick(len(self.wraps)))
            self.write(Event.WRAPPED_UP, None, a=self.agents[agent])
        else:
            state = int(list(AgentState)[self.pick(len(AgentState))])
            self.write(Event.AGENT_STATE, None, a=self.agents[self.pick(AGENTS)], b=state)

    # What has come of it

    def journal(self) -> "array[int]":
        """The rows as the journal has them."""
        return array("q", [number for row in self.rows for number in row])

    def log(self) -> EventLog:
        """The rows as the log has them."""
        columns = {
            name: array("q", (row[at] for row in self.rows)) for at, name in enumerate(COLUMNS)
        }
        columns["agent"] = array("q", [NONE] * len(self.rows))
        return EventLog(head={}, columns=columns, pool=self.pool, reasons=(), contents=())


def drawn_program() -> Program:
    """As much of a program as counting needs."""
    ports = [SimpleNamespace(label="next", target=0)]
    blocks = tuple(SimpleNamespace(ports=tuple(ports * count)) for count in PORTS)
    directory = SimpleNamespace(
        agents=tuple(SimpleNamespace(name=f"agent{number}") for number in range(AGENTS)),
        virtual_queues=tuple(range(VIRTUAL_QUEUES)),
    )
    found = SimpleNamespace(
        blocks=blocks,
        directory=directory,
        queues=tuple(range(QUEUES)),
        routings=tuple(SimpleNamespace(virtual_queue=queue) for queue in ROUTINGS),
    )
    return cast("Program", found)


def drawn_simulation(*, duration: int, interval: int, warm_up: int, target: int) -> Simulation:
    """A simulation of so many microseconds."""
    return Simulation(
        name="monday", start_us=0, duration_us=duration, interval_us=interval,
        warm_up_us=warm_up, target_us=target, arrivals=tuple(range(STREAMS)),
    )  # fmt: skip
