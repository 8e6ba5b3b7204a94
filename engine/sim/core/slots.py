"""`Slots`: which row of the columns an interaction has, and which number in the run.

In: interactions that are created, what refers to them, their ends. Out: slots that are used again,
so that memory follows what is there at once.

Everything in the core calls an interaction by its slot; the log and the outside know it by its
number. They are equal unless the run recycles: then a slot is free for another interaction once its
own is in a final place, nothing refers to it any more (`pin`) and the event is over (`sweep`). A
run that recycles writes the same log as one that does not.
"""

from engine.ops import FIRST_FINAL, Place
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import FREED, NONE, NOWHERE
from engine.sim.invariants import broken

FINAL = int(FIRST_FINAL)
PLACE_COUNT = len(Place)


class Slots:
    """Columns by slot. `length` counts slots, `created_count` interactions.

    Who keeps something of an interaction elsewhere sets `noted` to 1, and is told before the slot
    is free. `pins` counts what refers to an interaction and outlasts it; `told` says
    that its id is among that.
    """

    def __init__(self, journal: Journal | None = None) -> None:
        self._journal = journal
        self.recycles = False
        self.length = 0
        self.created_count = 0
        self.place = column(FIRST_CAPACITY)
        self.number = column(FIRST_CAPACITY)
        self.noted = column(FIRST_CAPACITY)
        self.pins = column(FIRST_CAPACITY)
        self.told = column(FIRST_CAPACITY)
        self._dying = column(FIRST_CAPACITY)
        self._dying_count = 0
        self._free = column(FIRST_CAPACITY)
        self._free_count = 0
        self._gone = column(PLACE_COUNT)
        self._found = column(2 * FIRST_CAPACITY)

    def recycle(self) -> None:
        """Slots are used again from now on."""
        self.recycles = True

    def slot_of(self, number: int) -> int:
        """The slot of an interaction, by its number; `NONE` if it has none any more."""
        if number < 0 or number >= self.created_count:
            return NONE
        slot = self._found[number & (len(self._found) - 1)]
        if self.number[slot] == number and self.place[slot] != FREED:
            return slot
        for other in range(self.length):
            if self.number[other] == number and self.place[other] != FREED:
                return other
        return NONE

    def pin(self, interaction: int) -> None:
        """Something refers to an interaction, which keeps its slot until `unpin`."""
        self.pins[interaction] += 1

    def unpin(self, interaction: int) -> None:
        """It refers to it no longer."""
        self.pins[interaction] -= 1
        if self.pins[interaction] < 0:
            broken("I-03", self.number[interaction], self.pins[interaction])
        if self.place[interaction] >= FINAL:
            self._die(interaction)

    def note(self, interaction: int) -> None:
        """Something is kept of an interaction that must be forgotten before its slot is free."""
        self.noted[interaction] = 1

    def tell(self, interaction: int) -> None:
        """The id of an interaction gets known: it may be asked about when it is over."""
        if self.recycles and not self.told[interaction]:
            self.told[interaction] = 1
            self.pin(interaction)

    def untell(self, interaction: int) -> None:
        """Nobody knows the id any more."""
        if self.told[interaction]:
            self.told[interaction] = 0
            self.unpin(interaction)

    def sweep(self) -> int:
        """An event is over: frees slots. Gives one that must be forgotten elsewhere first, before
        `sweep` is called again; `NONE` if all is done. Nobody goes whose rows are yet to be met."""
        if self._journal is not None and self._journal.met:
            return NONE
        while self._dying_count:
            slot = self._dying[self._dying_count - 1]
            if self.place[slot] >= FINAL and not self.pins[slot]:
                if self.noted[slot]:
                    self.noted[slot] = 0
                    return slot
                self._release(slot)
            self._dying_count -= 1
        return NONE

    def _new_slot(self) -> int:
        """A slot for a new interaction, which gets the next number."""
        if self._free_count:
            self._free_count -= 1
            slot = self._free[self._free_count]
        else:
            slot = self.length
            if slot == len(self.place):
                self._grow_slots(2 * slot)
            self.length += 1
        number = self.created_count
        self.created_count = number + 1
        self.number[slot] = number
        self.noted[slot] = 0
        self.place[slot] = NOWHERE
        self._found[number & (len(self._found) - 1)] = slot
        if self._journal is not None:
            self._journal.name(slot, number)
        return slot

    def _die(self, interaction: int) -> None:
        """An interaction is final; its slot is freed by `sweep`, if nothing refers to it."""
        if self.recycles and not self.pins[interaction]:
            if self._dying_count == len(self._dying):
                self._dying = grown(self._dying, 2 * self._dying_count)
            self._dying[self._dying_count] = interaction
            self._dying_count += 1

    def _release(self, slot: int) -> None:
        self._gone[self.place[slot]] += 1
        self.place[slot] = FREED
        if self._free_count == len(self._free):
            self._free = grown(self._free, 2 * self._free_count)
        self._free[self._free_count] = slot
        self._free_count += 1

    def _grow_slots(self, length: int) -> None:
        self.place = grown(self.place, length)
        self.number = grown(self.number, length)
        self.noted = grown(self.noted, length)
        self.pins = grown(self.pins, length)
        self.told = grown(self.told, length)
        self._found = column(2 * length)
        for slot in range(self.length):
            if self.place[slot] != FREED:
                self._found[self.number[slot] & (2 * length - 1)] = slot
