"""`Crowd`: the customers of a simulation: who comes, how long they wait, who comes again.

In: arrivals, a seed, the clock. Out: interactions, events on the agenda, rows of the event log.
Each customer is an entity (`core.draws`): all that is drawn for one follows from the seed and from
who they are, not from what else happens.
"""

from collections.abc import Sequence

from engine.days import Arrivals, Period, Simulation
from engine.log.events import Event
from engine.ops import Family, family_of
from engine.program.model import Program
from engine.sim.attributes import Attributes
from engine.sim.core.agenda import Agenda
from engine.sim.core.brought import Brought
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.comings import Comings
from engine.sim.core.draws import (
    attempt_of,
    customer_of,
    is_customer,
    number_of,
    stream_of,
)
from engine.sim.core.journal import Journal
from engine.sim.core.life import Life
from engine.sim.core.numbers import ATTEMPTS_MAX, CROWD, NONE, RETURNS, VOICE, WHAT_BITS
from engine.sim.core.state import State
from engine.sim.timetable import Spell, segments
from engine.streams import Purpose
from engine.values import Pool

ARRIVED = int(Event.ARRIVED)
CREATED = int(Event.CREATED)
COMES_AGAIN = int(Event.COMES_AGAIN)
PATIENCE = int(Purpose.PATIENCE)
IMPATIENCE = int(Purpose.IMPATIENCE)
RETRY = int(Purpose.RETRY)
RETRY_AFTER = int(Purpose.RETRY_AFTER)
TRANSFER = int(Purpose.TRANSFER)
A_RETURN = RETURNS << WHAT_BITS
"""What `RETURNS` is as a subject of the agenda."""


class Crowd:
    """Tables by stream (the arrivals of the program, in order), by segment of time (`Comings`), by
    return that is due.

    `stream`, `number`, `strategy` and `attempt` are those of the customer who has come last;
    `strategy` is `NONE` where the host has to make the interaction.
    """

    def __init__(
        self,
        program: Program,
        streams: tuple[Arrivals, ...],
        simulation: Simulation,
        *,
        state: State,
        life: Life,
        attributes: Attributes,
        pool: Pool,
        spells: Sequence[Spell] = (),
    ) -> None:
        self._agenda: Agenda = state.agenda
        self._journal: Journal = state.journal
        self._places = state.places
        self._draws = state.draws
        self._variates = state.variates
        self._lengths = state.lengths
        self._end = simulation.duration_us
        self.comings = Comings(streams, simulation, state.agenda, state.variates, spells)
        self._brought = Brought(len(streams), attributes, state.draws, life, state.places)
        self._nothing = pool.encode("")
        self.stream = self.number = self.strategy = NONE
        self.attempt = 0
        count = max(len(streams), 1)
        self._strategies = column(count, NONE)
        self._families = column(count)
        self._made_as = column(count)
        self._queues = column(count, NONE)
        self._media = column(count)
        self._numbers = column(count)
        self._impatient = column(count)
        self._retry = column(count)
        self._retry_after = column(count, NONE)
        self._retry_most = column(count)
        self._transfer = column(count)
        self._transfer_to = column(count, NONE)
        # By interaction: the customer whose call has been transferred.
        self._transferred = column(FIRST_CAPACITY, NONE)
        rows: list[tuple[int, int, int]] = []
        for stream, arrivals in enumerate(streams):
            self._read(stream, arrivals, program, pool)
            rows += [
                self._spreads(arrivals, segment.period)
                for segment in segments(arrivals, simulation, spells)
            ]
        self._patience = column(max(len(rows), 1))
        self._handling = column(max(len(rows), 1))
        self._wrap_up = column(max(len(rows), 1))
        for at, (patience, handling, wrap_up) in enumerate(rows):
            self._patience[at] = patience
            self._handling[at] = handling
            self._wrap_up[at] = wrap_up
        # Who will come again, by row; a free row leads to the next free one.
        self._returning = column(FIRST_CAPACITY)
        self._attempts = column(FIRST_CAPACITY)
        self._return_count = 0
        self._free = NONE

    def _read(self, stream: int, arrivals: Arrivals, program: Program, pool: Pool) -> None:
        strategies = {each.name: number for number, each in enumerate(program.strategies)}
        self._families[stream] = int(family_of(arrivals.media))
        self._media[stream] = pool.encode(arrivals.media)
        if arrivals.strategy:
            strategy = strategies[arrivals.strategy]
            family = Family(program.strategies[strategy].family)
            self._made_as[stream] = int(family)
            if family is Family.VOICE:
                self._strategies[stream] = strategy
            elif family is not Family.CHAT and self._brought.all_of(stream):
                self._strategies[stream] = strategy
                self._queues[stream] = program.feeding(strategy)
                self._media[stream] = pool.encode(arrivals.media or family.name.lower())
        self._numbers[stream] = len(arrivals.recorded)
        self._impatient[stream] = arrivals.impatient
        if arrivals.retry is not None:
            self._retry[stream] = arrivals.retry.share
            self._retry_after[stream] = self._variates.add(arrivals.retry.after)
            self._retry_most[stream] = min(arrivals.retry.most, ATTEMPTS_MAX)
        if arrivals.transfer is not None:
            self._transfer[stream] = arrivals.transfer.share
            self._transfer_to[stream] = strategies[arrivals.transfer.strategy]

    def _spreads(self, arrivals: Arrivals, period: Period | None) -> tuple[int, int, int]:
        """Patience, handling and wrap-up of those who come in a period."""
        patience, handling, wrap_up = arrivals.patience, arrivals.handling, arrivals.wrap_up
        if period is not None:
            patience, handling = period.patience or patience, period.handling or handling
            wrap_up = period.wrap_up or wrap_up
        found = [
            NONE if each is None else self._variates.add(each)
            for each in (patience, handling, wrap_up)
        ]
        return found[0], found[1], found[2]

    def begin(self) -> None:
        """Puts the first customers on the agenda."""
        self.comings.begin()

    # Who comes

    def come(self, stream: int) -> int:
        """The next customer of a stream comes, by its rate, at this instant.

        Gives the interaction, which runs, for a call: `strategy` is to be started. `NONE` where the
        host has to make the interaction of customer `number` of `stream`.
        """
        self.comings.next(stream)
        return self._come(stream, self._next_number(stream), 0)

    def come_by_burst(self, row: int) -> int:
        """The next customer of a burst comes; see `come`."""
        stream = self.comings.burst_streams[row]
        self.comings.next_of_burst(row)
        return self._come(stream, self._next_number(stream), 0)

    def come_as_recorded(self, stream: int) -> int:
        """The next customer of a file comes; see `come`."""
        return self._come(stream, self.comings.recorded(stream), 0)

    def returns(self, row: int) -> int:
        """Somebody comes again who had given up; see `come`."""
        customer, attempt = self._returning[row], self._attempts[row]
        self._returning[row] = self._free
        self._free = row
        return self._come(stream_of(customer), number_of(customer), attempt)

    def meet(self, interaction: int, stream: int, number: int) -> None:
        """An interaction that has just been made is that of a customer of a stream."""
        known = stream == self.stream and number == self.number
        self._meet(interaction, stream, number, self.attempt if known else 0)

    def meet_again(self, interaction: int, stream: int, entity: int) -> None:
        """An interaction was made for a customer whom a stream knows already, as an entity of its
        own (`draws.derived`)."""
        self._places.customer[interaction] = entity
        self._prepare(interaction, stream, entity)

    def gives_up(self, interaction: int) -> None:
        """The customer of an interaction has given up; perhaps they will come again."""
        entity = self._places.customer[interaction]
        if entity == NONE or not is_customer(entity):
            return
        stream, attempt = stream_of(entity), attempt_of(entity)
        if attempt >= self._retry_most[stream]:
            return
        if not self._draws.happens(RETRY, entity, 0, self._retry[stream]):
            return
        time = self._agenda.now
        time += self._variates.draw(self._retry_after[stream], RETRY_AFTER, entity, 0)
        if time < self._end:
            row = self._new_row()
            self._returning[row] = customer_of(stream, number_of(entity), 0)
            self._attempts[row] = attempt + 1
            self._agenda.schedule(time, CROWD, A_RETURN | row)
            self._journal.write(COMES_AGAIN, interaction, NONE, NONE, NONE, attempt + 1, time)

    def transfers(self, interaction: int) -> int:
        """The strategy to which the agent who has an interaction sends it back, once at most;
        `NONE` where the agent is done with it."""
        entity = self._places.customer[interaction]
        if entity == NONE or not is_customer(entity):
            return NONE
        stream = stream_of(entity)
        strategy = self._transfer_to[stream]
        if strategy == NONE or self._places.family[interaction] != VOICE:
            return NONE
        while interaction >= len(self._transferred):
            self._transferred = grown(self._transferred, 2 * len(self._transferred), NONE)
        if self._transferred[interaction] == entity:
            return NONE
        if not self._draws.happens(TRANSFER, entity, 0, self._transfer[stream]):
            return NONE
        self._transferred[interaction] = entity
        return strategy

    def _next_number(self, stream: int) -> int:
        number = self._numbers[stream]
        self._numbers[stream] = number + 1
        return number

    def _come(self, stream: int, number: int, attempt: int) -> int:
        self.stream, self.number, self.attempt = stream, number, attempt
        self.strategy = self._strategies[stream]
        if self.strategy == NONE:
            return NONE
        family, media, nothing = self._made_as[stream], self._media[stream], self._nothing
        interaction = self._places.create(family, media, nothing, nothing, 0)
        self._journal.write(CREATED, interaction, NONE, NONE, NONE, media, NONE)
        if family != VOICE:
            self._hand_in(interaction, stream, number, attempt)
            return interaction
        self._meet(interaction, stream, number, attempt)
        self._places.set_session(interaction, 1, 1)
        self._places.run(interaction, NONE)
        self._brought.give(interaction, stream, number, customer_of(stream, number, 0))
        return interaction

    def _hand_in(self, interaction: int, stream: int, number: int, attempt: int) -> None:
        """An e-mail comes to a strategy, as if its view had just pulled it."""
        queue = self._queues[stream]
        self._brought.give(interaction, stream, number, customer_of(stream, number, 0))
        self._places.run(interaction, queue)
        if queue != NONE:
            self._places.first_moves[interaction][queue] = self._agenda.now
        self._meet(interaction, stream, number, attempt)
        self._places.begin_patience(interaction)

    def _meet(self, interaction: int, stream: int, number: int, attempt: int) -> None:
        entity = customer_of(stream, number, attempt)
        self._places.customer[interaction] = entity
        self._journal.write(ARRIVED, interaction, NONE, NONE, NONE, stream, number)
        self._prepare(interaction, stream, entity)

    def _prepare(self, interaction: int, stream: int, entity: int) -> None:
        """How long the customer will wait, and how long agents will take."""
        segment = self.comings.settle(stream)
        patience = self._patience[segment]
        if self._draws.happens(IMPATIENCE, entity, 0, self._impatient[stream]):
            self._places.patience_us[interaction] = 0
        elif patience != NONE:
            length = self._variates.draw(patience, PATIENCE, entity, 0)
            self._places.patience_us[interaction] = length
        if self._places.family[interaction] == self._families[stream]:
            self._lengths.note(interaction, self._handling[segment], self._wrap_up[segment])

    def _new_row(self) -> int:
        row = self._free
        if row != NONE:
            self._free = self._returning[row]
            return row
        row = self._return_count
        if row == len(self._returning):
            self._returning = grown(self._returning, 2 * row)
            self._attempts = grown(self._attempts, 2 * row)
        self._return_count = row + 1
        return row
