"""`Turns`: interactions that wait for an agent, in the order in which they are served.

In: interactions with their priorities, which wait for pools of agents. Out: lines. A pool has a
line for each family of media. A line is made of bands: those of one target of one routing with one
priority, who stand in the order in which they began to wait, whatever their age adds to it. So
whoever is next is the first of some band, and taking one out of the middle costs nothing. Where
routings are tuned those of a band have one objective too, so that their order never changes; if
their priority grows besides, they have begun to wait at one instant.
"""

from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.tuning import Tuning
from engine.sim.invariants import broken

FAMILIES = len(Family)
PRIORITY_MAX = 2**31 - 1


class Turns:
    """Columns by interaction, by interaction and target (a connector), by line, by band.

    `routing` is what an interaction waits by, `NONE` if it does not; `priority` is that of its
    beginning, `tickets` say who began to wait before whom. `pools` are those of its targets.
    `bands` of a line are chained by `next`: first those whose priority grows by age, then from the
    highest priority on. `first` of a band is a connector, `after` leads on.
    """

    def __init__(self, program: Program, agenda: Agenda, pools: int) -> None:
        self._agenda = agenda
        self.width = max((len(each.targets) for each in program.routings), default=1)
        count = max(len(program.routings), 1)
        self._starts = column(count)
        self.age_step = column(count)
        self.age_every = column(count)
        at = 0
        for number, routing in enumerate(program.routings):
            self._starts[number] = at
            self.age_step[number] = routing.age_step
            self.age_every[number] = routing.age_every_us
            at += len(routing.targets)
        self.tuning = Tuning(program, agenda)
        self._is_tuned = self.tuning.is_used
        self._ticket = 0
        self.routing = column(FIRST_CAPACITY, NONE)
        self.family = column(FIRST_CAPACITY)
        self.priority = column(FIRST_CAPACITY)
        self.entered = column(FIRST_CAPACITY)
        self.tickets = column(FIRST_CAPACITY)
        self.pools = column(FIRST_CAPACITY * self.width)
        self.after = column(FIRST_CAPACITY * self.width, NONE)
        self._before = column(FIRST_CAPACITY * self.width, NONE)
        self._band = column(FIRST_CAPACITY * self.width, NONE)
        self.bands = column(FAMILIES * max(pools, 1), NONE)
        self._free = NONE
        self._bands_made = 0
        self.first = column(FIRST_CAPACITY, NONE)
        self._last = column(FIRST_CAPACITY, NONE)
        self.next = column(FIRST_CAPACITY, NONE)
        self._previous = column(FIRST_CAPACITY, NONE)
        self._line = column(FIRST_CAPACITY)
        self._target = column(FIRST_CAPACITY)
        self.ages = column(FIRST_CAPACITY)
        self.priority_of = column(FIRST_CAPACITY)
        self._scale_of = column(FIRST_CAPACITY)
        self._entered_at = column(FIRST_CAPACITY)

    def make_room(self, interaction: int) -> None:
        """There are columns for an interaction."""
        while interaction >= len(self.routing):
            self._grow(2 * len(self.routing))

    def begin(self, interaction: int, routing: int, family: int, priority: int) -> None:
        """An interaction begins to wait; it stands in no line yet."""
        self.routing[interaction] = routing
        self.family[interaction] = family
        self.priority[interaction] = min(max(priority, -PRIORITY_MAX - 1), PRIORITY_MAX)
        self.entered[interaction] = self._agenda.now
        self.tickets[interaction] = self._ticket
        self._ticket += 1

    # Who is before whom

    def standing(self, interaction: int) -> int:
        """The priority of an interaction now, with what its age adds."""
        routing = self.routing[interaction]
        priority = self.priority[interaction]
        every = self.age_every[routing]
        if every:
            steps = (self._agenda.now - self.entered[interaction]) // every
            if steps and self.age_step[routing] > (PRIORITY_MAX - priority) // steps:
                return PRIORITY_MAX
            priority += steps * self.age_step[routing]
        return priority

    def is_before(self, interaction: int, other: int) -> bool:
        """Whether one comes before another: by priority, then by waiting, or what is tuned,
        then by ticket."""
        mine, theirs = self.standing(interaction), self.standing(other)
        if mine != theirs:
            return mine > theirs
        if self._is_tuned:
            order = self.tuning.order(interaction, other)
            if order:
                return order > 0
        # Tickets are given as time goes on: who has waited longer has the lower one.
        return self.tickets[interaction] < self.tickets[other]

    # Turns

    def join(self, interaction: int, target: int) -> None:
        """An interaction gets in line for one of its targets."""
        connector = interaction * self.width + target
        line = self.pools[connector] * FAMILIES + self.family[interaction]
        band = self._band_for(interaction, line, target)
        before = self._last[band]
        if self._is_tuned:
            while before != NONE and self.is_before(interaction, before // self.width):
                before = self._before[before]
        elif before != NONE and self.tickets[interaction] < self.tickets[before // self.width]:
            # One who stood there before: near the beginning.
            before = NONE
            after = self.first[band]
            while self.tickets[after // self.width] < self.tickets[interaction]:
                before, after = after, self.after[after]
        after = self.first[band] if before == NONE else self.after[before]
        self._before[connector] = before
        self.after[connector] = after
        self._band[connector] = band
        if before == NONE:
            self.first[band] = connector
        else:
            self.after[before] = connector
        if after == NONE:
            self._last[band] = connector
        else:
            self._before[after] = connector

    def leave(self, interaction: int, target: int) -> None:
        """An interaction stands no longer in line for a target, if it did."""
        connector = interaction * self.width + target
        band = self._band[connector]
        if band == NONE:
            return
        before, after = self._before[connector], self.after[connector]
        if before == NONE:
            self.first[band] = after
        else:
            self.after[before] = after
        if after == NONE:
            self._last[band] = before
        else:
            self._before[after] = before
        self._band[connector] = NONE
        if self.first[band] == NONE:
            self._give_back(band)

    def _band_for(self, interaction: int, line: int, target: int) -> int:
        """The band of an interaction in a line; there is one as long as somebody is in it."""
        routing, priority = self.routing[interaction], self.priority[interaction]
        target += self._starts[routing]
        ages = 1 if self.age_every[routing] and self.age_step[routing] else 0
        band, previous = self.bands[line], NONE
        while band != NONE and (
            self.ages[band] > ages
            or (self.ages[band] == ages and self.priority_of[band] > priority)
        ):
            band, previous = self.next[band], band
        while band != NONE and self.ages[band] == ages and self.priority_of[band] == priority:
            if self._target[band] == target and (
                not self._is_tuned or self._fits(interaction, band)
            ):
                return band
            band, previous = self.next[band], band
        made = self._new_band(line, previous, band)
        self._target[made] = target
        self.ages[made] = ages
        self.priority_of[made] = priority
        if self._is_tuned:
            self._scale_of[made] = self.tuning.scale[interaction]
            self._entered_at[made] = self.entered[interaction]
        return made

    def _fits(self, interaction: int, band: int) -> bool:
        """Whether an interaction stands by the same rules as those of a tuned band."""
        if self._scale_of[band] != self.tuning.scale[interaction]:
            return False
        return not self.ages[band] or self._entered_at[band] == self.entered[interaction]

    def _new_band(self, line: int, previous: int, following: int) -> int:
        band = self._free
        if band == NONE:
            band = self._bands_made
            self._bands_made += 1
            if band == len(self.first):
                self._grow_bands(2 * band)
        else:
            self._free = self.next[band]
        self._line[band] = line
        self.next[band] = following
        self._previous[band] = previous
        if following != NONE:
            self._previous[following] = band
        if previous == NONE:
            self.bands[line] = band
        else:
            self.next[previous] = band
        return band

    def _give_back(self, band: int) -> None:
        """Nobody is in a band any more."""
        following, previous = self.next[band], self._previous[band]
        if following != NONE:
            self._previous[following] = previous
        if previous == NONE:
            self.bands[self._line[band]] = following
        else:
            self.next[previous] = following
        self.next[band] = self._free
        self._free = band

    # Laws

    def recount(self) -> int:
        """Checks that everybody stands where they should (I-12); gives how many stand in lines."""
        standing = 0
        for line in range(len(self.bands)):
            band = self.bands[line]
            while band != NONE:
                if self._line[band] != line or self.first[band] == NONE:
                    broken("I-12", line, band)
                standing += self._recount_band(band)
                band = self.next[band]
        return standing

    def _recount_band(self, band: int) -> int:
        count, connector = 0, self.first[band]
        while connector != NONE:
            count += 1
            after = self.after[connector]
            mine, next_one = connector // self.width, after // self.width
            if self._band[connector] != band or self.priority[mine] != self.priority_of[band]:
                broken("I-12", band, connector)
            if after != NONE and mine != next_one and not self.is_before(mine, next_one):
                broken("I-12", band, connector, after)
            connector = after
        return count

    def _grow(self, length: int) -> None:
        self.routing = grown(self.routing, length, NONE)
        self.family = grown(self.family, length)
        self.priority = grown(self.priority, length)
        self.entered = grown(self.entered, length)
        self.tickets = grown(self.tickets, length)
        self.pools = grown(self.pools, length * self.width)
        self.after = grown(self.after, length * self.width, NONE)
        self._before = grown(self._before, length * self.width, NONE)
        self._band = grown(self._band, length * self.width, NONE)

    def _grow_bands(self, length: int) -> None:
        self.first = grown(self.first, length, NONE)
        self._last = grown(self._last, length, NONE)
        self.next = grown(self.next, length, NONE)
        self._previous = grown(self._previous, length, NONE)
        self._line = grown(self._line, length)
        self._target = grown(self._target, length)
        self.ages = grown(self.ages, length)
        self.priority_of = grown(self.priority_of, length)
        self._scale_of = grown(self._scale_of, length)
        self._entered_at = grown(self._entered_at, length)
