"""`Places`: where every interaction is, and the interaction queues.

In: interactions that are created, put into queues, taken out, finished. Out: columns by interaction
and by queue. An interaction is in exactly one place; a queue is a chain of those placed in it, the
latest at its end, so that taking one out of the middle costs nothing.
"""

from engine.ops import FIRST_FINAL, Place
from engine.sim.bounds import reached
from engine.sim.core.activations import Activations
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import (
    FREED,
    NEVER,
    NONE,
    NOT_HELD,
    NOWHERE,
    TIMER,
    VOICE,
)
from engine.sim.core.pairs import Pairs
from engine.sim.core.patience import Patience
from engine.sim.core.staff import Staff
from engine.sim.invariants import broken

QUEUED = int(Place.QUEUED)
RUNNING = int(Place.RUNNING)
IN_WORKBIN = int(Place.IN_WORKBIN)
HANDLED = int(Place.HANDLED)
FINAL = int(FIRST_FINAL)
PLACE_COUNT = len(Place)


class Places(Patience):
    """Columns by slot (from `place` on) and by queue (from `lengths` on).

    `placed` is PlacedInQueueAt, `moved` MovedToQueueAt: the first move into the queue, which stays
    when an interaction leaves and comes back; `first_moves` has that of each queue it was in.
    `queue` is the one it is in or was in last, `pulled` when a view took it from there. No
    view sees an interaction before `visible`. `passed` has a bit for each view of the queue that
    has looked at the interaction since it was placed and has not taken it; `held` has one for each
    whose throttle has held it back, `throttle` says which. `submitter` is the view that counts it
    as submitted, `submitted` how many each view does so. No view takes what is `on_hold`. A call is
    `online` until its caller hangs up. `abandoned` is AbandonedAt: since when it is not online any
    more. `routed` is SubmittedToRouterAt, the latest time; `delivered` DeliveredAt, the first time
    that an agent got it; `held_at` since when it is on hold.

    A queue that `is_disabled` takes nothing.

    `workbin` and `owner` (a text value) are those it lies in, `agent` (a text value) has it. Each
    place has its clock of Interaction Server: `clock` is an entry of the agenda, `since` when it
    began. Whatever comes to another place leaves its clock behind.
    """

    def __init__(
        self,
        agenda: Agenda,
        queues: int,
        interactions: int,
        views: int = 0,
        *,
        workbins: int = 0,
        routing_us: int = 0,
        staff: Staff | None = None,
        journal: Journal | None = None,
    ) -> None:
        super().__init__(agenda, journal)
        self._staff = staff
        self._activations: Activations | None = None
        self._alive_max = interactions
        self._routing_us = routing_us
        self.attached = Pairs()
        self.first_moves: list[dict[int, int]] = []
        self.family = column(FIRST_CAPACITY)
        self.media = column(FIRST_CAPACITY)
        self.ani = column(FIRST_CAPACITY)
        self.dnis = column(FIRST_CAPACITY)
        self.priority = column(FIRST_CAPACITY)
        self.online = column(FIRST_CAPACITY)
        self.known = column(FIRST_CAPACITY)
        self.abandoned = column(FIRST_CAPACITY)
        self.created = column(FIRST_CAPACITY)
        self.queue = column(FIRST_CAPACITY)
        self.placed = column(FIRST_CAPACITY)
        self.moved = column(FIRST_CAPACITY)
        self.pulled = column(FIRST_CAPACITY)
        self.visible = column(FIRST_CAPACITY)
        self.hops = column(FIRST_CAPACITY)
        self.passed = column(FIRST_CAPACITY)
        self.held = column(FIRST_CAPACITY)
        self.throttle = column(FIRST_CAPACITY)
        self.on_hold = column(FIRST_CAPACITY)
        self.submitter = column(FIRST_CAPACITY)
        self.submitted = column(views)
        self.routed = column(FIRST_CAPACITY)
        self.delivered = column(FIRST_CAPACITY)
        self.held_at = column(FIRST_CAPACITY)
        self.workbin = column(FIRST_CAPACITY)
        self.owner = column(FIRST_CAPACITY)
        self.agent = column(FIRST_CAPACITY)
        self.clock = column(FIRST_CAPACITY)
        self.since = column(FIRST_CAPACITY)
        self.stowed = column(workbins)
        self.after = column(FIRST_CAPACITY)
        self._before = column(FIRST_CAPACITY)
        self.counts = column(PLACE_COUNT)
        self.first = column(queues, NONE)
        self._last = column(queues, NONE)
        self.lengths = column(queues)
        self.capacity, self.is_disabled = column(queues, NONE), column(queues)
        self._entered = column(queues)
        self._left = column(queues)

    def join(self, activations: Activations) -> None:
        """Activations are renewed with the slots of their interactions."""
        self._activations = activations

    def create(self, family: int, media: int, ani: int, dnis: int, priority: int) -> int:
        """A new interaction, received now, in no place yet. `media`, `ani`, `dnis` are values."""
        alive = self.counts[QUEUED] + self.counts[RUNNING]
        if alive + self.counts[IN_WORKBIN] + self.counts[HANDLED] >= self._alive_max:
            reached("interactions", self._alive_max)
        interaction = self._new_slot()
        self.attached.renew(interaction)
        if interaction == len(self.first_moves):
            self.first_moves.append({})
            if interaction >= len(self.family):
                self._grow(len(self.place))
        else:
            self._renew(interaction)
        self.family[interaction] = family
        self.media[interaction] = media
        self.ani[interaction] = ani
        self.dnis[interaction] = dnis
        self.priority[interaction] = priority
        self.abandoned[interaction] = NEVER
        self.submitter[interaction] = NONE
        self.routed[interaction] = NEVER
        self.delivered[interaction] = NEVER
        self.held_at[interaction] = NEVER
        self.workbin[interaction] = NONE
        self.agent[interaction] = 0
        self.clock[interaction] = NONE
        self.created[interaction] = self._agenda.now
        self.queue[interaction] = NONE
        self._renew_customer(interaction)
        return interaction

    def _renew(self, slot: int) -> None:
        """Nothing of the interaction that had a slot is left in it."""
        moves = self.first_moves[slot]
        if moves:
            moves.clear()
        self.online[slot] = 0
        self.known[slot] = 0
        self.hops[slot] = 0
        self.on_hold[slot] = 0
        self.placed[slot] = 0
        self.moved[slot] = 0
        self.pulled[slot] = 0
        self.visible[slot] = 0
        self.passed[slot] = 0
        self.held[slot] = 0
        self.throttle[slot] = 0
        self.owner[slot] = 0
        self.since[slot] = 0
        if self._activations is not None:
            self._activations.renew(slot)

    # Places

    def is_full(self, queue: int) -> bool:
        """Whether a queue holds as much as it may."""
        capacity = self.capacity[queue]
        return capacity != NONE and self.lengths[queue] >= capacity

    def put(self, interaction: int, queue: int, visible: int) -> None:
        """Places an interaction at the end of a queue, invisible to views before `visible`."""
        self._move(interaction, QUEUED)
        self.throttle[interaction] = NOT_HELD
        self.moved[interaction] = self.first_moves[interaction].setdefault(queue, self._agenda.now)
        self.queue[interaction] = queue
        self.placed[interaction] = self._agenda.now
        self.visible[interaction] = visible
        self.passed[interaction] = 0
        self.held[interaction] = 0
        last = self._last[queue]
        self._before[interaction] = last
        self.after[interaction] = NONE
        if last == NONE:
            self.first[queue] = interaction
        else:
            self.after[last] = interaction
        self._last[queue] = interaction
        self.lengths[queue] += 1
        self._entered[queue] += 1

    def run(self, interaction: int, queue: int) -> None:
        """Hands an interaction to a strategy. It comes out of a queue, is new to one, or `NONE`."""
        self._move(interaction, RUNNING)
        self.queue[interaction] = queue
        self.pulled[interaction] = self._agenda.now
        self.routed[interaction] = self._agenda.now
        if self._routing_us and self.family[interaction] != VOICE:
            self.set_clock(interaction, self._routing_us)

    def stow(self, interaction: int, workbin: int, owner: int) -> None:
        """Puts an interaction into a workbin of an owner (a text value)."""
        self._move(interaction, IN_WORKBIN)
        self.workbin[interaction] = workbin
        self.owner[interaction] = owner
        self.stowed[workbin] += 1

    def take(self, interaction: int, agent: int) -> None:
        """An agent (a text value) gets an interaction."""
        self._move(interaction, HANDLED)
        self.agent[interaction] = agent
        if self._staff is not None:
            self._staff.take(interaction, self.family[interaction], agent)
        self.delivered[interaction] = min(self.delivered[interaction], self._agenda.now)
        self.hops[interaction] = 0

    def set_clock(self, interaction: int, length: int) -> None:
        """Interaction Server's clock for the place that an interaction is in begins, or anew."""
        self._stop_clock(interaction)
        self.since[interaction] = self._agenda.now
        end = self._agenda.now + length
        self.clock[interaction] = self._agenda.schedule(end, TIMER, -interaction - 1)

    def rung(self, interaction: int) -> None:
        """The clock of an interaction has come to its end."""
        self.clock[interaction] = NONE

    def submit(self, interaction: int, view: int) -> None:
        """A view that counts what it submits is about to submit an interaction."""
        self.submitter[interaction] = view
        self.submitted[view] += 1

    def set_hold(self, interaction: int, on_hold: int) -> None:
        """Whether an interaction is on hold (0 or 1)."""
        self.on_hold[interaction] = on_hold
        self.held_at[interaction] = self._agenda.now if on_hold else NEVER

    def set_session(self, interaction: int, online: int, known: int) -> None:
        """What Chat Server says of the session: whether it is open, whether it exists (0 or 1)."""
        if online:
            self.abandoned[interaction] = NEVER
        elif self.abandoned[interaction] == NEVER:
            self.abandoned[interaction] = self._agenda.now
        self.online[interaction] = online
        self.known[interaction] = known

    def finish(self, interaction: int, place: int) -> None:
        """Brings an interaction to a final place."""
        self._move(interaction, place)

    def balance(self) -> None:
        """Checks that every interaction is accounted for (I-01)."""
        total = 0
        for place in range(PLACE_COUNT):
            total += self.counts[place]
        if total != self.created_count:
            broken("I-01", self.created_count, total)

    def recount(self) -> None:
        """Checks every counter against a count from scratch (I-02, I-04)."""
        self._recount_places()
        self._recount_workbins()
        queued = 0
        for queue in range(len(self.lengths)):
            found = self._chain_length(queue)
            queued += found
            if found != self.lengths[queue]:
                broken("I-02", queue, found, self.lengths[queue])
            if self.capacity[queue] != NONE and found > self.capacity[queue]:
                broken("I-11", queue, found, self.capacity[queue])
            if self._entered[queue] != self._left[queue] + found:
                broken("I-04", queue, self._entered[queue], self._left[queue], found)
        if queued != self.counts[QUEUED]:
            broken("I-02", queued, self.counts[QUEUED])

    def _recount_places(self) -> None:
        """How many interactions are where, those among them whose slots are others' (I-02)."""
        counts = column(PLACE_COUNT)
        for place in range(PLACE_COUNT):
            counts[place] = self._gone[place]
        for interaction in range(self.length):
            if self.place[interaction] != FREED:
                counts[self.place[interaction]] += 1
        for place in range(PLACE_COUNT):
            if counts[place] != self.counts[place]:
                broken("I-02", place, counts[place], self.counts[place])

    def _recount_workbins(self) -> None:
        """What lies in each workbin, and that no clock runs on for what is over (I-02, I-03)."""
        lying = column(max(len(self.stowed), 1))
        for interaction in range(self.length):
            place = self.place[interaction]
            if place == IN_WORKBIN:
                lying[self.workbin[interaction]] += 1
            elif place != FREED and self.workbin[interaction] != NONE:
                broken("I-02", interaction, place, self.workbin[interaction])
            if place >= FINAL and self.clock[interaction] != NONE:
                broken("I-03", interaction, place, self.clock[interaction])
        for workbin in range(len(self.stowed)):
            if lying[workbin] != self.stowed[workbin]:
                broken("I-02", workbin, lying[workbin], self.stowed[workbin])

    def _chain_length(self, queue: int) -> int:
        count = 0
        interaction = self.first[queue]
        while interaction != NONE:
            if self.place[interaction] != QUEUED or self.queue[interaction] != queue:
                broken("I-02", interaction, queue)
            count += 1
            interaction = self.after[interaction]
        return count

    def _move(self, interaction: int, place: int) -> None:
        old = self.place[interaction]
        if old >= FINAL:
            broken("I-03", interaction, old, place)
        if old != NOWHERE:
            self.counts[old] -= 1
        self._stop_clock(interaction)
        if old == QUEUED:
            self._unlink(interaction)
        elif old == IN_WORKBIN:
            self.stowed[self.workbin[interaction]] -= 1
            self.workbin[interaction] = NONE
        elif old == HANDLED:
            self.agent[interaction] = 0
            if self._staff is not None:
                self._staff.release(interaction)
        elif self.submitter[interaction] != NONE:
            self.submitted[self.submitter[interaction]] -= 1
            self.submitter[interaction] = NONE
        self.counts[place] += 1
        self.place[interaction] = place
        if place >= HANDLED:
            self.end_patience(interaction)
            if place >= FINAL:
                self._die(interaction)

    def _stop_clock(self, interaction: int) -> None:
        if self.clock[interaction] != NONE:
            self._agenda.remove(self.clock[interaction])
            self.clock[interaction] = NONE

    def _unlink(self, interaction: int) -> None:
        queue = self.queue[interaction]
        before, after = self._before[interaction], self.after[interaction]
        if before == NONE:
            self.first[queue] = after
        else:
            self.after[before] = after
        if after == NONE:
            self._last[queue] = before
        else:
            self._before[after] = before
        self.lengths[queue] -= 1
        self._left[queue] += 1
        if self.lengths[queue] < 0:
            broken("I-04", queue, self.lengths[queue])

    def _grow(self, length: int) -> None:
        self._grow_customers(length)
        self.family = grown(self.family, length)
        self.media = grown(self.media, length)
        self.ani = grown(self.ani, length)
        self.dnis = grown(self.dnis, length)
        self.priority = grown(self.priority, length)
        self.online = grown(self.online, length)
        self.known = grown(self.known, length)
        self.abandoned = grown(self.abandoned, length)
        self.created = grown(self.created, length)
        self.queue = grown(self.queue, length)
        self.placed = grown(self.placed, length)
        self.moved = grown(self.moved, length)
        self.pulled = grown(self.pulled, length)
        self.visible = grown(self.visible, length)
        self.hops = grown(self.hops, length)
        self.passed = grown(self.passed, length)
        self.held = grown(self.held, length)
        self.throttle = grown(self.throttle, length)
        self.on_hold = grown(self.on_hold, length)
        self.submitter = grown(self.submitter, length)
        self.routed = grown(self.routed, length)
        self.delivered = grown(self.delivered, length)
        self.held_at = grown(self.held_at, length)
        self.workbin = grown(self.workbin, length)
        self.owner = grown(self.owner, length)
        self.agent = grown(self.agent, length)
        self.clock = grown(self.clock, length)
        self.since = grown(self.since, length)
        self.after = grown(self.after, length)
        self._before = grown(self._before, length)
