"""`Patience`: whose interactions are, and how long their customers wait for an agent.

In: customers of a simulation, the beginning and the end of their waiting. Out: what draws are keyed
by, the instants at which customers give up. A run without customers has columns that say so.
"""

from engine.log.events import Event
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import CROWD, GIVES_UP, NEVER, NONE, WHAT_BITS
from engine.sim.core.slots import Slots

IMPATIENT = int(Event.IMPATIENT)
GIVING_UP = GIVES_UP << WHAT_BITS


class Patience(Slots):
    """Columns by slot. `customer` is the entity that draws for its customer are keyed by, `NONE` if
    it has none; `draws` counts those of `percentage` blocks. `patience_us` is how long the customer
    waits for an agent, `NONE` for ever; `patience` is the entry of the agenda once that has begun.
    """

    def __init__(self, agenda: Agenda, journal: Journal | None = None) -> None:
        super().__init__(journal)
        self._agenda = agenda
        self.customer = column(FIRST_CAPACITY)
        self.draws = column(FIRST_CAPACITY)
        self.patience_us = column(FIRST_CAPACITY)
        self.patience = column(FIRST_CAPACITY)

    def entity(self, interaction: int) -> int:
        """What is drawn for an interaction is keyed by its customer, or by its number without."""
        customer = self.customer[interaction]
        return self.number[interaction] if customer == NONE else customer

    def begin_patience(self, interaction: int) -> None:
        """The customer begins to wait for an agent, unless they do so already."""
        length = self.patience_us[interaction]
        if length != NONE and self.patience[interaction] == NONE:
            end = min(self._agenda.now + length, NEVER - 1)
            self.patience[interaction] = self._agenda.schedule(end, CROWD, GIVING_UP | interaction)
            if self._journal is not None:
                self._journal.write(IMPATIENT, interaction, NONE, NONE, NONE, NONE, end)

    def end_patience(self, interaction: int) -> None:
        """The customer waits no longer: they have got an agent, or are gone."""
        if self.patience[interaction] != NONE:
            self._agenda.remove(self.patience[interaction])
        self.gave_up(interaction)

    def gave_up(self, interaction: int) -> None:
        """The time of patience has come, or does not count any more."""
        self.patience[interaction] = NONE
        self.patience_us[interaction] = NONE

    def _renew_customer(self, interaction: int) -> None:
        """A new interaction is nobody's yet."""
        self.customer[interaction] = NONE
        self.draws[interaction] = 0
        self.patience_us[interaction] = NONE
        self.patience[interaction] = NONE

    def _grow_customers(self, length: int) -> None:
        self.customer = grown(self.customer, length)
        self.draws = grown(self.draws, length)
        self.patience_us = grown(self.patience_us, length)
        self.patience = grown(self.patience, length)
