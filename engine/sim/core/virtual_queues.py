"""`VirtualQueues`: who waits for an agent by which name, and how long those waited who have gone.

In: interactions that begin to wait, are accepted, abandon. Out: lengths, the estimate of a wait,
positions, the service level so far: what strategies read.
"""

from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.turns import Turns
from engine.sim.invariants import broken
from engine.values import SECOND

REMEMBERED = 32
"""The waits that the estimate of the next one is made of, as URS does (docs.genesys.com,
`EstimatedWaitingTime`: the last 32 distributed calls)."""
SECOND_US = int(SECOND)
SECONDS = 3_600
"""Waits are sorted by whole seconds, up to this."""
WIDTH = SECONDS + 2
WHOLE = 100


class VirtualQueues:
    """Columns by virtual queue: `lengths` counts who waits or is offered, `capacity` bounds who
    comes (`NONE`: nothing does). `after` chains those of one queue, from `first` on.

    `over` says of an interaction that it has come into a full queue: it does not count, and is
    there for this instant only, unless it gets an agent.
    """

    def __init__(self, program: Program, turns: Turns) -> None:
        self._turns = turns
        queues = program.directory.virtual_queues
        count = max(len(queues), 1)
        self.capacity = column(count, NONE)
        for number, queue in enumerate(queues):
            self.capacity[number] = queue.capacity
        self.of_routing = column(max(len(program.routings), 1), NONE)
        for number, routing in enumerate(program.routings):
            self.of_routing[number] = routing.virtual_queue
        self.lengths = column(count)
        self.first = column(count, NONE)
        self._waits = column(count)
        self._waited = column(count)
        self._lengths_waited = column(count * REMEMBERED)
        self._abandoned = column(count)
        self._by_seconds = column(count * WIDTH)
        self.over = column(FIRST_CAPACITY)
        self.after = column(FIRST_CAPACITY, NONE)
        self._before = column(FIRST_CAPACITY, NONE)

    def make_room(self, interaction: int) -> None:
        """There are columns for an interaction."""
        while interaction >= len(self.over):
            self._grow(2 * len(self.over))

    # Who waits

    def enter(self, interaction: int, routing: int) -> int:
        """An interaction begins to wait by a routing; gives 1 if its virtual queue is full."""
        self.over[interaction] = 0
        queue = self.of_routing[routing]
        if queue == NONE:
            return 0
        if self.capacity[queue] != NONE and self.lengths[queue] >= self.capacity[queue]:
            self.over[interaction] = 1
            return 1
        self._link(interaction, queue)
        return 0

    def stays(self, interaction: int, routing: int) -> None:
        """Who has come into a full queue is offered to an agent at once, and counts from now on."""
        if self.over[interaction]:
            self.over[interaction] = 0
            self._link(interaction, self.of_routing[routing])

    def leave(self, interaction: int, routing: int) -> None:
        """An interaction waits no longer."""
        queue = self.of_routing[routing]
        if queue == NONE:
            return
        if self.over[interaction]:
            self.over[interaction] = 0
            return
        before, after = self._before[interaction], self.after[interaction]
        if before == NONE:
            self.first[queue] = after
        else:
            self.after[before] = after
        if after != NONE:
            self._before[after] = before
        self.lengths[queue] -= 1

    def _link(self, interaction: int, queue: int) -> None:
        after = self.first[queue]
        self._before[interaction] = NONE
        self.after[interaction] = after
        if after != NONE:
            self._before[after] = interaction
        self.first[queue] = interaction
        self.lengths[queue] += 1

    # How long those waited who have gone

    def answered(self, routing: int, length: int) -> None:
        """A wait is over because an agent has accepted."""
        queue = self.of_routing[routing]
        if queue == NONE:
            return
        # Of the latest waits only so many count for the estimate.
        at = queue * REMEMBERED + self._waits[queue] % REMEMBERED
        self._waited[queue] += length - self._lengths_waited[at]
        self._lengths_waited[at] = length
        self._waits[queue] += 1
        seconds = min((length + SECOND_US - 1) // SECOND_US, SECONDS + 1)
        self._by_seconds[queue * WIDTH + seconds] += 1

    def abandoned(self, routing: int) -> None:
        """A wait is over because its customer has gone."""
        queue = self.of_routing[routing]
        if queue != NONE:
            self._abandoned[queue] += 1

    def estimated_wait(self, queue: int) -> int:
        """How long the last ones waited, on average, who went to agents from a virtual queue."""
        count = min(self._waits[queue], REMEMBERED)
        return self._waited[queue] // count if count else 0

    def service_level(self, queue: int, within: int) -> int:
        """The per cent who were answered within a time, of all who were answered or abandoned."""
        total = self._waits[queue] + self._abandoned[queue]
        if total == 0:
            return WHOLE
        if within < 0:
            return 0
        base, found = queue * WIDTH, 0
        for seconds in range(min(within // SECOND_US, SECONDS) + 1):
            found += self._by_seconds[base + seconds]
        return found * WHOLE // total

    def position(self, interaction: int) -> int:
        """How many of its virtual queue are before an interaction, and itself; 0 if it is in
        none."""
        if interaction >= len(self.over) or self._turns.routing[interaction] == NONE:
            return 0
        queue = self.of_routing[self._turns.routing[interaction]]
        if queue == NONE:
            return 0
        place = 1
        other = self.first[queue]
        while other != NONE:
            place += self._turns.is_before(other, interaction)
            other = self.after[other]
        return place

    # Laws

    def recount(self) -> None:
        """Checks that each is as long as those that are in it (I-02)."""
        for queue in range(len(self.lengths)):
            count, interaction = 0, self.first[queue]
            while interaction != NONE:
                count += 1
                routing = self._turns.routing[interaction]
                if routing == NONE or self.of_routing[routing] != queue:
                    broken("I-02", queue, interaction, routing)
                interaction = self.after[interaction]
            if count != self.lengths[queue]:
                broken("I-02", queue, count, self.lengths[queue])

    def _grow(self, length: int) -> None:
        self.over = grown(self.over, length)
        self.after = grown(self.after, length, NONE)
        self._before = grown(self._before, length, NONE)
