"""`Requests`: what interactions ask agents for: their targets, and the offers that are out.

In: interactions that wait, are offered, go. Out: columns; places in the lines (`turns`) and in the
virtual queues (`queues`). Who is offered to an agent stands in no line meanwhile.
"""

from engine.log.events import Event, Withdrawal
from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import NONE
from engine.sim.core.staff import Staff
from engine.sim.core.turns import Turns
from engine.sim.core.virtual_queues import VirtualQueues
from engine.sim.invariants import broken

WITHDRAWN = int(Event.WITHDRAWN)
NOT_WANTED = int(Withdrawal.NOT_WANTED)


class Requests:
    """Columns by interaction: `first` up to `joined` are its live targets. `offer` is the agent it
    is offered to, `NONE` while it stands in line, `asks_for` for which target; `accepts_at` is when
    that one accepts, `NONE` if not at all. The offers of an agent are chained, in the order of
    offering. `until` is when it stops waiting, `next_at` when the next target joins. `share` is the
    target drawn for it, `NONE` if none is.

    `fresh_count` interactions ask anew: the first of them in order is taken by `take_fresh`.
    """

    def __init__(self, program: Program, agenda: Agenda, journal: Journal, staff: Staff) -> None:
        self._agenda = agenda
        self._journal = journal
        self._staff = staff
        self.turns = Turns(program, agenda, staff.pools.count)
        self.queues = VirtualQueues(program, self.turns)
        self.lengths = self.queues.lengths
        self.first = column(FIRST_CAPACITY)
        self.joined = column(FIRST_CAPACITY)
        self.offer = column(FIRST_CAPACITY, NONE)
        self.offered_at = column(FIRST_CAPACITY)
        self.asks_for = column(FIRST_CAPACITY, NONE)
        self.accepts_at = column(FIRST_CAPACITY)
        self.until = column(FIRST_CAPACITY)
        self.next_at = column(FIRST_CAPACITY)
        self.asked = column(FIRST_CAPACITY, NONE)
        self.share = column(FIRST_CAPACITY, NONE)
        self._after = column(FIRST_CAPACITY, NONE)
        self._before = column(FIRST_CAPACITY, NONE)
        self._is_fresh = column(FIRST_CAPACITY)
        size = max(staff.count, 1)
        self.first_offer = column(size, NONE)
        self._last_offer = column(size, NONE)
        self._fresh = column(FIRST_CAPACITY)
        self.fresh_count = 0
        self.made = 0
        self.accepted = 0
        self.refused = 0
        self.withdrawn = 0
        self.open = 0

    # Beginning and end

    def make_room(self, interaction: int) -> None:
        """There are columns for an interaction."""
        self.turns.make_room(interaction)
        self.queues.make_room(interaction)
        while interaction >= len(self.offer):
            self._grow(2 * len(self.offer))

    def begin(self, interaction: int, routing: int, family: int, priority: int, until: int) -> int:
        """An interaction begins to wait; it stands in no line yet. Gives 1 if its virtual queue is
        full."""
        self.turns.begin(interaction, routing, family, priority)
        self.first[interaction] = 0
        self.joined[interaction] = 0
        self.offer[interaction] = NONE
        self.until[interaction] = until
        self.share[interaction] = NONE
        return self.queues.enter(interaction, routing)

    def end(self, interaction: int) -> None:
        """An interaction waits no longer; it stands in no line."""
        self.queues.leave(interaction, self.turns.routing[interaction])
        self.turns.routing[interaction] = NONE

    def cancel(self, interaction: int, abandoned: int) -> None:
        """Whatever an interaction waits for, nobody is to have it: an offer is withdrawn."""
        agent = self.offer[interaction]
        if agent != NONE:
            name = self._staff.names[agent]
            self._journal.write(WITHDRAWN, interaction, NONE, NONE, NONE, name, NOT_WANTED)
            self.withdraw(interaction)
        else:
            self.leave(interaction)
        if abandoned:
            self.queues.abandoned(self.turns.routing[interaction])
        self.end(interaction)

    def is_in_line(self, interaction: int) -> bool:
        """Whether an interaction waits and is offered to nobody."""
        return self.turns.routing[interaction] != NONE and self.offer[interaction] == NONE

    # Turns

    def rejoin(self, interaction: int) -> None:
        """An interaction gets in line for all its live targets, where it would stand."""
        for target in range(self.first[interaction], self.joined[interaction]):
            self.turns.join(interaction, target)

    def leave(self, interaction: int) -> None:
        """An interaction stands in no line; what has been offered stands in none already."""
        for target in range(self.first[interaction], self.joined[interaction]):
            self.turns.leave(interaction, target)

    # Offers

    def give(self, interaction: int, agent: int, target: int, answer: int) -> None:
        """An interaction is offered to an agent for a target (its number among those of all
        routings), who accepts after so long, or not (negative)."""
        self.leave(interaction)
        self.queues.stays(interaction, self.turns.routing[interaction])
        self.offer[interaction] = agent
        self.asks_for[interaction] = target
        self.offered_at[interaction] = self._agenda.now
        self.accepts_at[interaction] = self._agenda.now + answer if answer >= 0 else NONE
        self.made += 1
        self.open += 1
        self._staff.offer(interaction, self.turns.family[interaction], agent)
        before = self._last_offer[agent]
        self._before[interaction] = before
        self._after[interaction] = NONE
        if before == NONE:
            self.first_offer[agent] = interaction
        else:
            self._after[before] = interaction
        self._last_offer[agent] = interaction

    def accept(self, interaction: int) -> None:
        """The agent accepts, and the wait is over."""
        self.accepted += 1
        length = self._agenda.now - self.turns.entered[interaction]
        self.queues.answered(self.turns.routing[interaction], length)
        self._close(interaction)
        self.end(interaction)

    def refuse(self, interaction: int) -> None:
        """The agent refuses."""
        self.refused += 1
        self._staff.withdraw(interaction)
        self._close(interaction)

    def withdraw(self, interaction: int) -> None:
        """The offer is withdrawn."""
        self.withdrawn += 1
        self._staff.withdraw(interaction)
        self._close(interaction)

    def _close(self, interaction: int) -> None:
        """An offer is out no longer."""
        self.open -= 1
        agent = self.offer[interaction]
        self.offer[interaction] = NONE
        before, after = self._before[interaction], self._after[interaction]
        if before == NONE:
            self.first_offer[agent] = after
        else:
            self._after[before] = after
        if after == NONE:
            self._last_offer[agent] = before
        else:
            self._before[after] = before

    # Who asks anew

    def ask(self, interaction: int) -> None:
        """An interaction asks anew, at this instant."""
        if not self._is_fresh[interaction]:
            self._is_fresh[interaction] = 1
            if self.fresh_count == len(self._fresh):
                self._fresh = grown(self._fresh, 2 * self.fresh_count)
            self._fresh[self.fresh_count] = interaction
            self.fresh_count += 1

    def first_fresh(self) -> int:
        """Of those who ask anew the first in order, `NONE` if there is none; whoever stands in no
        line any more asks no longer."""
        best, at = NONE, 0
        while at < self.fresh_count:
            interaction = self._fresh[at]
            if not self.is_in_line(interaction):
                self._is_fresh[interaction] = 0
                self.fresh_count -= 1
                self._fresh[at] = self._fresh[self.fresh_count]
                continue
            if best == NONE or self.turns.is_before(interaction, best):
                best = interaction
            at += 1
        return best

    def has_asked(self, interaction: int) -> None:
        """An interaction that may have asked anew has had its answer."""
        if self._is_fresh[interaction]:
            self._is_fresh[interaction] = 0
            at = 0
            while self._fresh[at] != interaction:
                at += 1
            self.fresh_count -= 1
            self._fresh[at] = self._fresh[self.fresh_count]

    # What strategies read

    def estimated_wait(self, queue: int) -> int:
        """How long the last ones waited, on average, who went to agents from a virtual queue."""
        return self.queues.estimated_wait(queue)

    def service_level(self, queue: int, within: int) -> int:
        """The per cent who were answered within a time, of all who were answered or abandoned."""
        return self.queues.service_level(queue, within)

    def position(self, interaction: int) -> int:
        """How many of its virtual queue are before an interaction, and itself; 0 if it is in
        none."""
        return self.queues.position(interaction)

    # Laws

    def balance(self) -> None:
        """Checks that every offer is accounted for (I-05)."""
        if self.made != self.accepted + self.refused + self.withdrawn + self.open:
            broken("I-05", self.made, self.accepted, self.refused, self.withdrawn, self.open)

    def recount(self) -> None:
        """Checks the lines: everybody stands where they should, once for each live target."""
        standing, wanted = self.turns.recount(), 0
        for interaction in range(len(self.offer)):
            if self.is_in_line(interaction):
                wanted += self.joined[interaction] - self.first[interaction]
                if self.queues.over[interaction] and (
                    self.turns.entered[interaction] != self._agenda.now
                ):
                    broken("I-11", interaction, self.turns.entered[interaction])
        if standing != wanted:
            broken("I-12", standing, wanted)
        self.queues.recount()

    def _grow(self, length: int) -> None:
        self.first = grown(self.first, length)
        self.joined = grown(self.joined, length)
        self.offer = grown(self.offer, length, NONE)
        self.offered_at = grown(self.offered_at, length)
        self.asks_for = grown(self.asks_for, length, NONE)
        self.accepts_at = grown(self.accepts_at, length)
        self.until = grown(self.until, length)
        self.next_at = grown(self.next_at, length)
        self.asked = grown(self.asked, length, NONE)
        self.share = grown(self.share, length, NONE)
        self._after = grown(self._after, length, NONE)
        self._before = grown(self._before, length, NONE)
        self._is_fresh = grown(self._is_fresh, length)
